import { keyOf, splitRef } from '../../server/core/model/ids.ts';
import type { StoredClaim, StoredEntity } from '../../server/core/model/stored.ts';

/**
 * What has been loaded so far, by full key (`dataset:id`). It only grows; what is on the canvas is a matter of the view.
 *
 * The same thing can stand in two datasets. Where both are asked about it is one thing here: every key is led to the one
 * that stands for it, and all but the naming of records goes by that.
 */
export type Graph = {
  readonly entities: ReadonlyMap<string, StoredEntity>;
  readonly claims: ReadonlyMap<string, StoredClaim>;
  /** The datasets asked about; claims of others, loaded earlier, are left aside. */
  readonly scope: readonly string[];
  /** From a key to the key that stands for it, where that is another. */
  readonly same: ReadonlyMap<string, string>;
};
type Same = Pick<Graph, 'same'>;

export const emptyGraph: Graph = { entities: new Map(), claims: new Map(), scope: [], same: new Map() };

export const entityKey = (entity: { dataset: string; id: string }): string =>
  keyOf(entity.dataset, entity.id);
export const claimKey = (claim: { dataset: string; id: string }): string => keyOf(claim.dataset, claim.id);

/** The key that stands for a key: what it is the same as, where that is of a dataset asked about. */
export const canonical = ({ same }: Same, key: string): string => same.get(key) ?? key;
/** The key that stands for a record, loaded or not. */
export function keyIn(graph: Graph, entity: StoredEntity): string {
  const { sameAs } = entity;
  return canonical(graph, sameAs && reaches(graph.scope, sameAs) ? sameAs : entityKey(entity));
}
const reaches = (scope: readonly string[], key: string): boolean =>
  scope.includes(splitRef(key).dataset ?? '');

/** The ends of a claim. Ids inside it are of its own dataset. */
export const fromKey = (graph: Same, claim: { dataset: string; from: string }): string =>
  canonical(graph, keyOf(claim.dataset, claim.from));
export const toKey = (graph: Same, claim: { dataset: string; to: string }): string =>
  canonical(graph, keyOf(claim.dataset, claim.to));

function samenessOf(entities: ReadonlyMap<string, StoredEntity>, scope: readonly string[]) {
  const same = new Map<string, string>();
  for (const [key, { sameAs }] of entities)
    if (sameAs && sameAs !== key && reaches(scope, sameAs)) same.set(key, sameAs);
  // One that is the same as one that is the same as a third; a circle of them ends where it began.
  for (const key of same.keys()) {
    const seen = new Set([key]);
    let end = same.get(key) ?? key;
    for (let next = same.get(end); next !== undefined && !seen.has(end); next = same.get(end)) {
      seen.add(end);
      end = next;
    }
    same.set(key, end);
  }
  return same;
}

/** The same graph, asked about other datasets. */
export const scoped = (graph: Graph, scope: readonly string[]): Graph =>
  scope.join() === graph.scope.join() ? graph : { ...graph, scope, same: samenessOf(graph.entities, scope) };

/** All keys of one thing: the one that stands for it first. Only records that are loaded and asked about are known. */
export function membersOf(graph: Graph, key: string): string[] {
  const of = canonical(graph, key);
  const others = [...graph.same].filter(([, end]) => end === of).map(([other]) => other);
  const known = [of, ...others].filter(
    (member) => graph.entities.has(member) && reaches(graph.scope, member),
  );
  return known.length > 0 ? known : [of];
}

/**
 * What to ask the server for to learn all of some things: their keys, and the same short id in the other datasets, which
 * is how datasets name what they share. Whether it is the same thing is for the record to say.
 */
export const askedFor = (graph: Graph, keys: readonly string[]): string[] => [
  ...new Set([
    ...keys.flatMap((key) => membersOf(graph, key)),
    ...keys.flatMap((key) => graph.scope.map((dataset) => keyOf(dataset, splitRef(key).id))),
  ]),
];

/** The record of an entity; of its members, that of the one which stands for it where it is loaded. */
export const entityAt = (graph: Graph, key: string): StoredEntity | undefined =>
  graph.entities.get(canonical(graph, key)) ??
  graph.entities.get(key) ??
  graph.entities.get(membersOf(graph, key)[0] ?? '');

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
  const same = newEntities.some(({ sameAs }) => sameAs) ? samenessOf(entities, graph.scope) : graph.same;
  return { ...graph, entities, claims, same };
}

type Located = {
  readonly claim: StoredClaim;
  readonly key: string;
  readonly from: string;
  readonly to: string;
};
const located = new WeakMap<Graph, readonly Located[]>();

/** The claims asked about with their ends, in the order of their keys: worked out once for each state of the data. */
function locatedIn(graph: Graph): readonly Located[] {
  const known = located.get(graph);
  if (known) return known;
  const found = [...graph.claims]
    .filter(([, claim]) => graph.scope.includes(claim.dataset))
    .map(([key, claim]) => ({ claim, key, from: fromKey(graph, claim), to: toKey(graph, claim) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  located.set(graph, found);
  return found;
}

/** The claims whose two ends are both among some entities, in the order of their keys. */
export const claimsAmong = (graph: Graph, on: ReadonlySet<string>): StoredClaim[] =>
  locatedIn(graph)
    .filter(({ from, to }) => on.has(from) && on.has(to))
    .map(({ claim }) => claim);

/** The claims among some entities that touch one of them. */
export const claimsOf = (graph: Same, claims: readonly StoredClaim[], key: string): StoredClaim[] =>
  claims.filter((claim) => fromKey(graph, claim) === key || toKey(graph, claim) === key);

/** The other end of a claim. */
export const otherEnd = (graph: Same, claim: StoredClaim, key: string): string =>
  fromKey(graph, claim) === key ? toKey(graph, claim) : fromKey(graph, claim);

/** Entities joined to one by a claim, without repetition, in the order met. */
export const neighboursOf = (graph: Same, claims: readonly StoredClaim[], key: string): string[] => [
  ...new Set(
    claimsOf(graph, claims, key)
      .map((claim) => otherEnd(graph, claim, key))
      .filter((other) => other !== key),
  ),
];
