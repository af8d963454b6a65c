import { keyOf } from '../../server/core/model/ids.ts';
import type { StoredClaim, StoredEntity } from '../../server/core/model/stored.ts';

/**
 * What has been loaded so far, by full key (`dataset:id`). It only grows; what is on the canvas is a matter of the view.
 */
export type Graph = {
  readonly entities: ReadonlyMap<string, StoredEntity>;
  readonly claims: ReadonlyMap<string, StoredClaim>;
};

export const emptyGraph: Graph = { entities: new Map(), claims: new Map() };

export const entityKey = (entity: { dataset: string; id: string }): string =>
  keyOf(entity.dataset, entity.id);
export const claimKey = (claim: { dataset: string; id: string }): string => keyOf(claim.dataset, claim.id);
/** Ids inside a claim are of its own dataset. */
export const fromKey = (claim: { dataset: string; from: string }): string => keyOf(claim.dataset, claim.from);
export const toKey = (claim: { dataset: string; to: string }): string => keyOf(claim.dataset, claim.to);

/** Takes records in. The same graph comes back where nothing was new, so that nothing is drawn again. */
export function merged(
  graph: Graph,
  found: { entities?: readonly StoredEntity[]; claims?: readonly StoredClaim[] },
): Graph {
  const newEntities = (found.entities ?? []).filter((entity) => !graph.entities.has(entityKey(entity)));
  const newClaims = (found.claims ?? []).filter((claim) => !graph.claims.has(claimKey(claim)));
  if (newEntities.length === 0 && newClaims.length === 0) return graph;
  const entities = new Map(graph.entities);
  for (const entity of newEntities) entities.set(entityKey(entity), entity);
  const claims = new Map(graph.claims);
  for (const claim of newClaims) claims.set(claimKey(claim), claim);
  return { entities, claims };
}

/** The claims whose two ends are both among some entities, in the order of their keys. */
export function claimsAmong(graph: Graph, on: ReadonlySet<string>): StoredClaim[] {
  return [...graph.claims.values()]
    .filter((claim) => on.has(fromKey(claim)) && on.has(toKey(claim)))
    .sort((a, b) => (claimKey(a) < claimKey(b) ? -1 : 1));
}

/** The claims among some entities that touch one of them. */
export const claimsOf = (claims: readonly StoredClaim[], key: string): StoredClaim[] =>
  claims.filter((claim) => fromKey(claim) === key || toKey(claim) === key);

/** The other end of a claim. */
export const otherEnd = (claim: StoredClaim, key: string): string =>
  fromKey(claim) === key ? toKey(claim) : fromKey(claim);

/** Entities joined to one by a claim, without repetition, in the order met. */
export const neighboursOf = (claims: readonly StoredClaim[], key: string): string[] => [
  ...new Set(
    claimsOf(claims, key)
      .map((claim) => otherEnd(claim, key))
      .filter((other) => other !== key),
  ),
];
