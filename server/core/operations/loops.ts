import type { Input, Output } from '../contract/index.ts';
import type { LoopLeg, LoopStep } from '../contract/loops.ts';
import type { LoopRow } from '../loops/index.ts';
import { keyOf } from '../model/ids.ts';
import { FLOW_TYPES, movesOf } from '../model/registry.ts';
import type { StoredClaim, StoredEvidence } from '../model/stored.ts';
import type { Deps } from './deps.ts';
import { endsOf, entityNamed, keyFor, scopeFor } from './lookup.ts';

/** How many alternatives a leg carries whole; `combinations` counts them all. */
const ALTERNATIVES = 20;

/** Finds loops on a projection, and gives the rows their claims and evidence. */
export async function loops(
  { store, compute }: Deps,
  input: Input<'loops'>,
  signal: AbortSignal,
): Promise<Output<'loops'>> {
  const scope = await scopeFor(store, input.datasets, input.through);
  const through = await Promise.all((input.through ?? []).map((ref) => entityNamed(store, scope, ref)));
  const projection = {
    version: `flow ${await store.version(scope)}`,
    read: () => store.projection(scope, FLOW_TYPES),
  };
  const { rows, truncated, reason } = await compute.loops(
    projection,
    {
      reading: input.reading,
      minLength: input.minLength,
      maxLength: input.maxLength,
      through: through.map(keyFor),
      moves: input.moves,
      exchanges: input.exchanges,
      limit: input.limit,
    },
    signal,
  );
  const claims = await recordsOf(claimKeys(rows), (keys) => store.claims(scope, keys));
  const evidence = await recordsOf(evidenceKeys(claims), (keys) => store.evidence(scope, keys));
  const shown = rows.flatMap(({ legs, restsOn }) => [...legs.map(({ claim }) => claim), ...restsOn]);
  return {
    loops: rows.map((row) => loopOf(row, claims, evidence)),
    entities: await store.entities(scope, endsOf(shown.flatMap((key) => claims.get(key) ?? []))),
    truncated,
    ...(reason === undefined ? {} : { reason }),
  };
}

const claimKeys = (rows: readonly LoopRow[]): string[] =>
  rows.flatMap(({ legs, restsOn }) => [
    ...restsOn,
    ...legs.flatMap(({ claim, alternatives }) => [claim, ...alternatives.slice(0, ALTERNATIVES)]),
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
): Output<'loops'>['loops'][number] {
  const stepOf = (key: string): LoopStep[] => {
    const claim = claims.get(key);
    if (!claim) return [];
    const passages = claim.evidence.flatMap((id) => evidence.get(keyOf(claim.dataset, id)) ?? []);
    const { from, to, type } = claim;
    return [{ from, to, type, moves: movesOf(type), claim, evidence: passages }];
  };
  const legs = row.legs.flatMap(({ claim, alternatives }): LoopLeg[] =>
    stepOf(claim).map((step) => ({
      ...step,
      alternatives: alternatives.slice(0, ALTERNATIVES).flatMap((key) => claims.get(key) ?? []),
    })),
  );
  return { ...row, legs, restsOn: row.restsOn.flatMap(stepOf) };
}
