import { canonical, flowKeys, type Projection } from '../loops/projection/projection.ts';

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

/** What is searched: claims, and what stands for the same thing in several datasets. */
export type PathGraph = Pick<Projection, 'claims' | 'sameAs'>;
type Neighbours = Map<string, Map<string, string[]>>;

/** Who is one step away from whom, along the arrows and against them, and by which claims. */
function neighboursOf({ claims, sameAs }: PathGraph): { on: Neighbours; back: Neighbours } {
  const [on, back]: [Neighbours, Neighbours] = [new Map(), new Map()];
  const add = (neighbours: Neighbours, from: string, to: string, claim: string): void => {
    const steps = neighbours.get(from) ?? new Map<string, string[]>();
    neighbours.set(from, steps);
    const known = steps.get(to);
    if (known) known.push(claim);
    else steps.set(to, [claim]);
  };
  for (const claim of claims) {
    const { key, from, to } = flowKeys(claim);
    const [a, b] = [canonical(from, sameAs), canonical(to, sameAs)];
    if (a === b) continue;
    add(on, a, b, key);
    add(back, b, a, key);
  }
  return { on, back };
}

/** Both ways together. */
function eitherWay({ on, back }: { on: Neighbours; back: Neighbours }): Neighbours {
  const both: Neighbours = new Map();
  for (const from of new Set([...on.keys(), ...back.keys()])) {
    const steps = new Map(on.get(from));
    for (const [to, claims] of back.get(from) ?? []) steps.set(to, [...(steps.get(to) ?? []), ...claims]);
    both.set(from, steps);
  }
  return both;
}

/** Steps from each entity to `target`, up to the longest asked for; `backwards` says who leads to whom. */
function distancesTo(target: string, backwards: Neighbours, longest: number): Map<string, number> {
  const distance = new Map([[target, 0]]);
  let edge = [target];
  for (let steps = 1; steps <= longest && edge.length > 0; steps++) {
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
 * asked for, shortest first. Parallel claims make one path, and what is the same in several datasets is one entity, under the key
 * that stands for it. `stop` ends the search early.
 */
export function findPaths(graph: PathGraph, query: PathQuery, stop: () => boolean = () => false): PathRows {
  const [from, to] = [canonical(query.from, graph.sameAs), canonical(query.to, graph.sameAs)];
  if (from === to) return { rows: [], truncated: false };
  const ways = neighboursOf(graph);
  const neighbours = query.direction === 'any' ? eitherWay(ways) : ways.on;
  const distance = distancesTo(to, query.direction === 'any' ? neighbours : ways.back, query.maxLength);
  const shortest = distance.get(from);
  if (shortest === undefined) return { rows: [], truncated: false };
  const rows: PathRow[] = [];
  let truncated = false;

  /** Paths of exactly `length` steps, so that shorter ones come before any longer one. */
  function walk(at: string, left: number, path: string[]): void {
    if (truncated) return;
    if (stop() || rows.length > query.limit) {
      truncated = true;
      return;
    }
    if (at === to) {
      if (left === 0)
        rows.push({ steps: path.slice(1).map((next, index) => stepOf(path[index] ?? next, next)) });
      return;
    }
    for (const next of [...(neighbours.get(at)?.keys() ?? [])].sort()) {
      const home = distance.get(next);
      if (home === undefined || home > left - 1 || path.includes(next)) continue;
      walk(next, left - 1, [...path, next]);
    }
  }
  // In order of their keys, so that the same data gives the same answer whatever order a store reads it in.
  const stepOf = (one: string, next: string) => ({
    from: one,
    to: next,
    claims: [...(neighbours.get(one)?.get(next) ?? [])].sort(),
  });

  const longest = query.mode === 'shortest' ? shortest : query.maxLength;
  for (let length = shortest; length <= longest; length++) walk(from, length, [from]);
  return { rows: rows.slice(0, query.limit), truncated: truncated || rows.length > query.limit };
}
