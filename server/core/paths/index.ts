import { type FlowClaim, flowKeys } from '../loops/projection/flow.ts';

export type PathQuery = {
  /** Keys of the two ends. */
  from: string;
  to: string;
  mode: 'shortest' | 'all';
  /** Steps, from 1. */
  maxLength: number;
  direction: 'out' | 'any';
  limit: number;
};

/** A path by entity keys, with the claims that make each step. */
export type PathRow = { steps: { from: string; to: string; claims: string[] }[] };
export type PathRows = { rows: PathRow[]; truncated: boolean };

type Neighbours = Map<string, Map<string, string[]>>;

/** Who is one step away from whom, and by which claims. */
function neighboursOf(claims: readonly FlowClaim[], direction: PathQuery['direction']): Neighbours {
  const neighbours: Neighbours = new Map();
  const add = (from: string, to: string, claim: string): void => {
    const steps = neighbours.get(from) ?? new Map<string, string[]>();
    neighbours.set(from, steps);
    steps.set(to, [...(steps.get(to) ?? []), claim]);
  };
  for (const claim of claims) {
    const { key, from, to } = flowKeys(claim);
    if (from === to) continue;
    add(from, to, key);
    if (direction === 'any') add(to, from, key);
  }
  return neighbours;
}

/** Steps from each entity to `target`, up to `depth`. */
function distancesTo(target: string, claims: readonly FlowClaim[], query: PathQuery): Map<string, number> {
  // Against the arrows: who leads to the target.
  const backwards = neighboursOf(
    query.direction === 'any'
      ? claims
      : claims.map((claim) => ({ ...claim, from: claim.to, to: claim.from })),
    query.direction,
  );
  const distance = new Map([[target, 0]]);
  let edge = [target];
  for (let steps = 1; steps <= query.maxLength && edge.length > 0; steps++) {
    const next = new Set<string>();
    for (const entity of edge)
      for (const near of backwards.get(entity)?.keys() ?? []) if (!distance.has(near)) next.add(near);
    for (const near of next) distance.set(near, steps);
    edge = [...next];
  }
  return distance;
}

/**
 * Paths between two entities on which none comes twice: of the shortest length, or of every length up to the longest
 * asked for, shortest first. Parallel claims make one path. `stop` ends the search early.
 */
export function findPaths(
  claims: readonly FlowClaim[],
  query: PathQuery,
  stop: () => boolean = () => false,
): PathRows {
  if (query.from === query.to) return { rows: [], truncated: false };
  const distance = distancesTo(query.to, claims, query);
  const shortest = distance.get(query.from);
  if (shortest === undefined) return { rows: [], truncated: false };
  const neighbours = neighboursOf(claims, query.direction);
  const rows: PathRow[] = [];
  let truncated = false;

  /** Paths of exactly `length` steps, so that shorter ones come before any longer one. */
  function walk(at: string, left: number, path: string[]): void {
    if (truncated) return;
    if (stop() || rows.length > query.limit) {
      truncated = true;
      return;
    }
    if (at === query.to) {
      if (left === 0) rows.push({ steps: path.slice(1).map((to, index) => stepOf(path[index] ?? to, to)) });
      return;
    }
    for (const next of [...(neighbours.get(at)?.keys() ?? [])].sort()) {
      const home = distance.get(next);
      if (home === undefined || home > left - 1 || path.includes(next)) continue;
      walk(next, left - 1, [...path, next]);
    }
  }
  // In order of their keys, so that the same data gives the same answer whatever order a store reads it in.
  const stepOf = (from: string, to: string) => ({
    from,
    to,
    claims: [...(neighbours.get(from)?.get(to) ?? [])].sort(),
  });

  const longest = query.mode === 'shortest' ? shortest : query.maxLength;
  for (let length = shortest; length <= longest; length++) walk(query.from, length, [query.from]);
  return { rows: rows.slice(0, query.limit), truncated: truncated || rows.length > query.limit };
}
