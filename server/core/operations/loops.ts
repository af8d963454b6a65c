import type { Input, Output } from '../contract/index.ts';
import type { LoopEvent, LoopLeg, LoopStep } from '../contract/loops.ts';
import type { LoopRow, Progress } from '../loops/index.ts';
import { EntityRef, keyOf } from '../model/ids.ts';
import type { SharedLegs } from '../model/loop.ts';
import { movesOf } from '../model/registry.ts';
import type { StoredClaim, StoredEvidence } from '../model/stored.ts';
import type { GraphStore, Scope } from '../store/types.ts';
import type { Deps, LoopNews } from './deps.ts';
import { endsOf, keyFor } from './lookup.ts';
import { prepared } from './loop-question.ts';
import { settled, settledEvents, unchanged } from './settled.ts';

/** How many alternatives a leg carries whole; `combinations` counts them all. */
const ALTERNATIVES = 20;

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

/** How the loops of a question are to be found. */
const wanted = ({ sort, currency, find, limit }: Input<'loops'>) => ({ sortBy: sort, currency, find, limit });

/** Finds loops on a projection, and gives the rows their claims and evidence. */
export const loops = (deps: Deps, input: Input<'loops'>, signal: AbortSignal): Promise<Output<'loops'>> =>
  settled(() => loopsNow(deps, input, signal));

async function loopsNow(deps: Deps, input: Input<'loops'>, signal: AbortSignal): Promise<Output<'loops'>> {
  const { store, compute } = deps;
  const { scope, projection, ...question } = await prepared(deps, input);
  const query = { ...question.query, ...wanted(input) };
  const search = await compute.loops(projection, query, signal);
  const { rows, shared, truncated, reason } = search;
  const { claims, loops } = await told(store, scope, rows, shared);
  const shown = rows.flatMap(({ legs, restsOn }) => [...legs.map(({ claim }) => claim), ...restsOn]);
  const wholes = rows.flatMap(({ legs }) =>
    legs.flatMap(({ rolledUp }) => rolledUp.map(({ whole }) => whole)),
  );
  const ends = endsOf(shown.flatMap((key) => claims.get(key) ?? []));
  const entities = await store.entities(scope, [...new Set([...ends, ...wholes])]);
  await unchanged(store, scope, projection.version);
  return {
    loops,
    entities,
    truncated,
    ...(reason === undefined ? {} : { reason }),
    ...searched(search),
  };
}

/** Rows that are given their claims together: few enough to come soon, enough for one read of the store. */
const BUNDLE = 50;

/** The same as it goes: progress, loops as they are found or, where the best are asked for, as they stand at the end, and one `end`. */
export const loopEvents = (
  deps: Deps,
  input: Input<'loops'>,
  signal: AbortSignal,
): AsyncGenerator<LoopEvent> => settledEvents(() => loopEventsNow(deps, input, signal));

async function* loopEventsNow(
  deps: Deps,
  input: Input<'loops'>,
  signal: AbortSignal,
): AsyncGenerator<LoopEvent> {
  const began = performance.now();
  const { store, compute } = deps;
  const { scope, projection, ...question } = await prepared(deps, input);
  const query = { ...question.query, ...wanted(input) };
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
  if (input.find === 'best') {
    await unchanged(store, scope, projection.version);
    yield* items(rows, shared);
  }
  await unchanged(store, scope, projection.version);
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
  const passagesOf = ({ dataset, evidence: ids }: StoredClaim): StoredEvidence[] =>
    ids.flatMap((id) => evidence.get(keyOf(dataset, id)) ?? []);
  const stepOf = (key: string): LoopStep[] => {
    const claim = claims.get(key);
    if (!claim) return [];
    const { from, to, type } = claim;
    return [{ from, to, type, moves: movesOf(type), claim, evidence: passagesOf(claim) }];
  };
  const legs = row.legs.flatMap(({ claim, alternatives, rolledUp }): LoopLeg[] => {
    const others = alternatives.slice(0, ALTERNATIVES).flatMap((key) => claims.get(key) ?? []);
    return stepOf(claim).map((step) => ({
      ...step,
      alternatives: others,
      alternativeEvidence: others.map(passagesOf),
      rolledUp: rolledUp.map(({ end, whole, partOf }) => ({
        end,
        whole: EntityRef.parse(whole),
        partOf: partOf.flatMap(stepOf),
      })),
    }));
  });
  return {
    ...row,
    legs,
    restsOn: row.restsOn.flatMap(stepOf),
    ...(shared ? { sharedLegs: shared } : {}),
  };
}
