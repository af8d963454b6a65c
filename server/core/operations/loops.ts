import { Fault } from '../contract/errors.ts';
import { filterOf } from '../contract/filter.ts';
import type { Input, Output } from '../contract/index.ts';
import { type LoopEvent, type LoopLeg, type LoopStep, longestOf } from '../contract/loops.ts';
import { type LoopQuery, type LoopRow, PatternError, type Progress } from '../loops/index.ts';
import { positionsOf } from '../loops/pattern.ts';
import { type ClaimFilter, filters } from '../model/filter.ts';
import { EntityRef, keyOf } from '../model/ids.ts';
import type { SharedLegs } from '../model/loop.ts';
import { FLOW_TYPES, GRADES, movesOf } from '../model/registry.ts';
import type { StoredClaim, StoredEvidence } from '../model/stored.ts';
import type { GraphStore, Scope } from '../store/types.ts';
import type { Deps, LoopNews } from './deps.ts';
import { claimNamed, endsOf, entityNamed, keyFor, scopeFor } from './lookup.ts';

/** How many alternatives a leg carries whole; `combinations` counts them all. */
const ALTERNATIVES = 20;

/** A question made ready: which datasets, which projection of them, and what the engine is asked. */
async function prepared({ store }: Deps, input: Input<'loops'>) {
  checkPattern(input.pattern);
  const scope = await scopeFor(store, input.datasets, input.through);
  const keysOf = async (refs: readonly string[] = []): Promise<string[]> =>
    (await Promise.all(refs.map((ref) => entityNamed(store, scope, ref)))).map(keyFor);
  const [through, avoid] = await Promise.all([keysOf(input.through), keysOf(input.avoid)]);
  const filter = claimsOf(input);
  const projection = {
    version: `flow ${filters(filter) ? JSON.stringify(filter) : ''} ${await store.version(scope)}`,
    read: () => store.projection(scope, { types: FLOW_TYPES, filter }),
  };
  return { scope, projection, query: { ...queryOf(input), through, avoid } };
}

/** Gives rows their claims and evidence. */
async function told(
  store: GraphStore,
  scope: Scope,
  rows: readonly LoopRow[],
  shared: readonly SharedLegs[] = [],
) {
  const claims = await recordsOf(claimKeys(rows), (keys) => store.claims(scope, keys));
  const evidence = await recordsOf(evidenceKeys(claims), (keys) => store.evidence(scope, keys));
  return { claims, loops: rows.map((row, at) => loopOf(row, claims, evidence, shared[at])) };
}

const searched = ({ found, counted, starts }: Progress) => ({ found, counted, searched: starts });

/** Finds loops on a projection, and gives the rows their claims and evidence. */
export async function loops(
  deps: Deps,
  input: Input<'loops'>,
  signal: AbortSignal,
): Promise<Output<'loops'>> {
  const { store, compute } = deps;
  const { scope, projection, query } = await prepared(deps, input);
  const search = await compute.loops(projection, query, signal);
  const { rows, shared, truncated, reason } = search;
  const { claims, loops } = await told(store, scope, rows, shared);
  const shown = rows.flatMap(({ legs, restsOn }) => [...legs.map(({ claim }) => claim), ...restsOn]);
  const wholes = rows.flatMap(({ legs }) =>
    legs.flatMap(({ rolledUp }) => rolledUp.map(({ whole }) => whole)),
  );
  const ends = endsOf(shown.flatMap((key) => claims.get(key) ?? []));
  return {
    loops,
    entities: await store.entities(scope, [...new Set([...ends, ...wholes])]),
    truncated,
    ...(reason === undefined ? {} : { reason }),
    ...searched(search),
  };
}

/** Which of the loops go when something is taken out, and the fewest claims that break them all. */
export async function whatIf(
  deps: Deps,
  input: Input<'whatIf'>,
  signal: AbortSignal,
): Promise<Output<'whatIf'>> {
  const { store, compute } = deps;
  const { scope, projection, query } = await prepared(deps, input);
  const named = <T extends { dataset: string; id: string }>(
    refs: readonly string[] | undefined,
    find: (ref: string) => Promise<T>,
  ): Promise<string[]> => Promise.all((refs ?? []).map(async (ref) => keyFor(await find(ref))));
  const [claims, entities] = await Promise.all([
    named(input.withoutClaims, (ref) => claimNamed(store, scope, ref)),
    named(input.withoutEntities, (ref) => entityNamed(store, scope, ref)),
  ]);
  const implied = input.withoutImplied === 'true';
  const removal = { claims, entities, types: input.withoutTypes, implied };
  return compute.whatIf(projection, { query, removal, by: input.by }, signal);
}

/** Rows that are given their claims together: few enough to come soon, enough for one read of the store. */
const BUNDLE = 50;

/** The same as it goes: progress, loops as they are found or, where the best are asked for, as they stand at the end, and one `end`. */
export async function* loopEvents(
  deps: Deps,
  input: Input<'loops'>,
  signal: AbortSignal,
): AsyncGenerator<LoopEvent> {
  const began = performance.now();
  const { store, compute } = deps;
  const { scope, projection, query } = await prepared(deps, input);
  const news: LoopNews[] = [];
  let wake = (): void => {};
  const search = compute.loops(projection, query, signal, (heard) => {
    news.push(heard);
    wake();
  });
  let over = false;
  const end = (): void => {
    over = true;
    wake();
  };
  search.then(end, end); // what it failed with is thrown below, where it is awaited
  const items = async function* (
    rows: readonly LoopRow[],
    shared: readonly SharedLegs[] = [],
  ): AsyncGenerator<LoopEvent> {
    for (let at = 0; at < rows.length; at += BUNDLE) {
      const bundle = rows.slice(at, at + BUNDLE);
      const theirs = shared.slice(at, at + BUNDLE);
      for (const loop of (await told(store, scope, bundle, theirs)).loops) yield { type: 'item', loop };
    }
  };
  while (!over || news.length > 0) {
    const heard = news.shift();
    if (heard?.kind === 'found') yield* items(heard.rows);
    else if (heard) yield { type: 'progress', ...searched(heard.progress) };
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (over) resolve();
      });
  }
  const { rows, shared, truncated, reason, ...progress } = await search;
  if (input.find === 'best') yield* items(rows, shared);
  const ms = Math.round(performance.now() - began);
  yield {
    type: 'end',
    count: rows.length,
    ms,
    truncated,
    ...(reason === undefined ? {} : { reason }),
    ...searched(progress),
  };
}

/** A pattern that cannot be read is the reader's to mend: it is said before anything is searched. */
function checkPattern(pattern: string | undefined): void {
  try {
    if (pattern !== undefined) positionsOf(pattern);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new Fault('bad_request', `pattern: ${error.message}`, {
      fields: [
        { field: 'pattern', message: error.message, code: error.code, at: error.at, found: error.found },
      ],
    });
  }
}

/** Which claims take part. The date as of which is the engine's, which tries one after the other on what it holds. */
function claimsOf(input: Input<'loops'>): ClaimFilter {
  const { leastGrade } = input;
  const below = leastGrade === undefined ? [] : GRADES.slice(GRADES.indexOf(leastGrade) + 1);
  const filter = { ...filterOf(input), asOf: undefined, asOfBy: undefined };
  return below.length === 0
    ? filter
    : { ...filter, without: [...(filter.without ?? []), ...below.map((grade) => `grade:${grade}` as const)] };
}

/** What the engine is asked, of what a reader may ask. */
function queryOf(input: Input<'loops'>): LoopQuery {
  const { reading, minLength, moves, types, pattern, exchanges, unknown, currency, limit } = input;
  const time =
    input.order === 'ordered'
      ? { mode: 'ordered' as const }
      : input.withinDays === undefined
        ? undefined
        : { mode: 'window' as const, days: input.withinDays };
  return {
    reading,
    minLength,
    maxLength: longestOf(input),
    moves,
    types,
    pattern,
    exchanges,
    asOf: input.asOf === undefined ? undefined : { date: input.asOf, by: input.asOfBy },
    time,
    leastStatus: input.leastStatus,
    leastModality: input.leastModality,
    statedOnly: input.basis === 'stated',
    calledOff: input.calledOff === 'include',
    leastBottleneck: input.leastAmount === undefined ? undefined : [{ currency, amount: input.leastAmount }],
    unknown,
    rollUp: input.rollUp === 'true',
    sortBy: input.sort,
    currency,
    find: input.find,
    limit,
  };
}

const claimKeys = (rows: readonly LoopRow[]): string[] =>
  rows.flatMap(({ legs, restsOn }) => [
    ...restsOn,
    ...legs.flatMap(({ claim, alternatives, rolledUp }) => [
      claim,
      ...alternatives.slice(0, ALTERNATIVES),
      ...rolledUp.flatMap(({ partOf }) => partOf),
    ]),
  ]);

const evidenceKeys = (claims: ReadonlyMap<string, StoredClaim>): string[] =>
  [...claims.values()].flatMap(({ dataset, evidence }) => evidence.map((id) => keyOf(dataset, id)));

async function recordsOf<T extends { dataset: string; id: string }>(
  keys: readonly string[],
  read: (keys: string[]) => Promise<T[]>,
): Promise<Map<string, T>> {
  return new Map((await read([...new Set(keys)])).map((record) => [keyFor(record), record]));
}

function loopOf(
  row: LoopRow,
  claims: ReadonlyMap<string, StoredClaim>,
  evidence: ReadonlyMap<string, StoredEvidence>,
  shared: SharedLegs | undefined,
): Output<'loops'>['loops'][number] {
  const stepOf = (key: string): LoopStep[] => {
    const claim = claims.get(key);
    if (!claim) return [];
    const passages = claim.evidence.flatMap((id) => evidence.get(keyOf(claim.dataset, id)) ?? []);
    const { from, to, type } = claim;
    return [{ from, to, type, moves: movesOf(type), claim, evidence: passages }];
  };
  const legs = row.legs.flatMap(({ claim, alternatives, rolledUp }): LoopLeg[] =>
    stepOf(claim).map((step) => ({
      ...step,
      alternatives: alternatives.slice(0, ALTERNATIVES).flatMap((key) => claims.get(key) ?? []),
      rolledUp: rolledUp.map(({ end, whole, partOf }) => ({
        end,
        whole: EntityRef.parse(whole),
        partOf: partOf.flatMap(stepOf),
      })),
    })),
  );
  return {
    ...row,
    legs,
    restsOn: row.restsOn.flatMap(stepOf),
    ...(shared ? { sharedLegs: shared } : {}),
  };
}
