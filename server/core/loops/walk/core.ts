import { type Digraph, digraphOf } from './digraph.ts';

/**
 * Strongly connected components: for each vertex the number of its own.
 * R. Tarjan, "Depth-first search and linear graph algorithms" (1972), with a stack of its own in place of recursion: a chain of a
 * million claims must not overflow the call stack.
 */
export function componentsOf({ size, offsets, targets }: Digraph): Int32Array {
  const component = new Int32Array(size).fill(-1);
  /** When each vertex was met, counted from 1; 0 is not yet. */
  const met = new Int32Array(size);
  const low = new Int32Array(size);
  const cursor = new Int32Array(size);
  const trail = new Int32Array(size);
  const open = new Int32Array(size);
  let [meetings, opened, found] = [0, 0, 0];
  for (let root = 0; root < size; root++) {
    if (met[root]) continue;
    let depth = 0;
    trail[0] = root;
    while (depth >= 0) {
      const v = trail[depth] ?? 0;
      if (!met[v]) {
        meetings += 1;
        met[v] = low[v] = meetings;
        cursor[v] = offsets[v] ?? 0;
        open[opened++] = v;
      }
      const at = cursor[v] ?? 0;
      if (at < (offsets[v + 1] ?? 0)) {
        const w = targets[at] ?? 0;
        cursor[v] = at + 1;
        if (!met[w]) trail[++depth] = w;
        else if (component[w] === -1) low[v] = Math.min(low[v] ?? 0, met[w] ?? 0);
        continue;
      }
      depth -= 1;
      if (depth >= 0) {
        const parent = trail[depth] ?? 0;
        low[parent] = Math.min(low[parent] ?? 0, low[v] ?? 0);
      }
      if (low[v] !== met[v]) continue;
      for (let w = -1; w !== v; ) {
        w = open[--opened] ?? 0;
        component[w] = found;
      }
      found += 1;
    }
  }
  return component;
}

/** The part of a graph in which loops can be: vertices renumbered by falling degree, arcs under the names they were given by. */
export type Core = {
  graph: Digraph;
  /** The old number of each vertex. */
  vertices: Int32Array;
};

/**
 * Keeps the arcs that are in some loop: those inside a component, other than from a vertex to itself. What does not go round, such as a
 * chain of diamonds, costs linear time here and nothing in the search. Vertices are renumbered by falling degree: a search that
 * enters each loop by its lowest vertex then meets the hubs first and is rid of them.
 */
export function coreOf(size: number, from: Int32Array, to: Int32Array): Core {
  const component = componentsOf(digraphOf(size, from, to));
  const degree = new Int32Array(size);
  const kept: number[] = [];
  for (let arc = 0; arc < from.length; arc++) {
    const [a, b] = [from[arc] ?? 0, to[arc] ?? 0];
    if (a === b || component[a] !== component[b]) continue;
    kept.push(arc);
    degree[a] = (degree[a] ?? 0) + 1;
    degree[b] = (degree[b] ?? 0) + 1;
  }
  const vertices = Int32Array.from(degree.keys())
    .filter((v) => (degree[v] ?? 0) > 0)
    .sort((a, b) => (degree[b] ?? 0) - (degree[a] ?? 0) || a - b);
  const label = new Int32Array(size);
  for (let v = 0; v < vertices.length; v++) label[vertices[v] ?? 0] = v;
  const names = Int32Array.from(kept);
  return {
    graph: digraphOf(
      vertices.length,
      names.map((arc) => label[from[arc] ?? 0] ?? 0),
      names.map((arc) => label[to[arc] ?? 0] ?? 0),
      names,
    ),
    vertices,
  };
}
