import type { Output } from '../contract/index.ts';
import type { LoopLeg, LoopStep } from '../contract/loops.ts';
import type { LoopRow } from '../loops/index.ts';
import { EntityRef, keyOf } from '../model/ids.ts';
import type { SharedLegs } from '../model/loop.ts';
import { movesOf } from '../model/registry.ts';
import type { StoredClaim, StoredEvidence } from '../model/stored.ts';
import type { GraphStore, Scope } from '../store/types.ts';
import { keyFor } from './lookup.ts';

/** How many alternatives a leg carries whole; `combinations` counts them all. */
const ALTERNATIVES = 20;

/** Gives rows their claims and evidence. */
export async function told(
  store: GraphStore,
  scope: Scope,
  rows: readonly LoopRow[],
  shared: readonly SharedLegs[] = [],
) {
  const claims = await recordsOf(claimKeys(rows), (keys) => store.claims(scope, keys));
  const evidence = await recordsOf(evidenceKeys(claims), (keys) => store.evidence(scope, keys));
  return { claims, loops: rows.map((row, at) => loopOf(row, claims, evidence, shared[at])) };
}

/** Claims by their keys as steps with their evidence, each once. */
export async function stepsTold(
  store: GraphStore,
  scope: Scope,
  keys: readonly string[],
): Promise<LoopStep[]> {
  const claims = await recordsOf(keys, (of) => store.claims(scope, of));
  const evidence = await recordsOf(evidenceKeys(claims), (of) => store.evidence(scope, of));
  return [...new Set(keys)].flatMap(stepIn(claims, evidence));
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

const passagesIn =
  (evidence: ReadonlyMap<string, StoredEvidence>) =>
  ({ dataset, evidence: ids }: StoredClaim): StoredEvidence[] =>
    ids.flatMap((id) => evidence.get(keyOf(dataset, id)) ?? []);

/** A claim by its key, as a step with its evidence; none where it is not there. */
const stepIn =
  (claims: ReadonlyMap<string, StoredClaim>, evidence: ReadonlyMap<string, StoredEvidence>) =>
  (key: string): LoopStep[] => {
    const claim = claims.get(key);
    if (!claim) return [];
    const { from, to, type } = claim;
    return [{ from, to, type, moves: movesOf(type), claim, evidence: passagesIn(evidence)(claim) }];
  };

function loopOf(
  row: LoopRow,
  claims: ReadonlyMap<string, StoredClaim>,
  evidence: ReadonlyMap<string, StoredEvidence>,
  shared: SharedLegs | undefined,
): Output<'loops'>['loops'][number] {
  const passagesOf = passagesIn(evidence);
  const stepOf = stepIn(claims, evidence);
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
