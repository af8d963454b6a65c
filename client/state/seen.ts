import type { Seen } from './difference.ts';
import { entitiesGone, type Filtered, sieve } from './filters.ts';
import { canonical, claimKey, claimsAmong, entityAt, type Graph } from './graph.ts';

/** A saved view, as far as it can be compared. */
export type Sight = Filtered & { readonly datasets: readonly string[]; readonly on: readonly string[] };

/** What a saved view shows: what is on its canvas of what its datasets say, and passes its filters and its time. Pure. */
export function seenIn(graph: Graph, sight: Sight): Seen {
  const on = [...new Set(sight.on.map((key) => canonical(graph, key)))].filter((key) => entityAt(graph, key));
  const claims = claimsAmong(graph, new Set(on)).filter(({ dataset }) => sight.datasets.includes(dataset));
  const left = claims.filter(sieve(graph, sight));
  const gone = entitiesGone(graph, sight, on, claims, left);
  return {
    entities: new Set(on.filter((key) => !gone.has(key))),
    claims: new Set(left.map(claimKey)),
  };
}
