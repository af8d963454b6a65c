import { DirectedGraph, UndirectedGraph } from 'graphology';
import louvain from 'graphology-communities-louvain';
import betweenness from 'graphology-metrics/centrality/betweenness.js';
import pagerank from 'graphology-metrics/centrality/pagerank.js';
import type { NetworkGauge } from '../state/looks/gauges.ts';
import type { Network } from '../state/looks/levels.ts';

export type NetworkJob = Network & { readonly gauge: NetworkGauge };
/** Of each entity, in the order of the job's keys. */
export type NetworkAnswer = readonly number[];

/** Works a gauge of the network out. The same network gives the same answer: nothing depends on chance or on an order. */
export function gaugeNetwork({ gauge, keys, links }: NetworkJob): NetworkAnswer {
  if (keys.length === 0) return [];
  switch (gauge) {
    case 'pagerank': {
      const ranks = pagerank(directed(keys, links), { getEdgeWeight: null, maxIterations: 1000 });
      return keys.map((key) => ranks[key] ?? 0);
    }
    case 'betweenness': {
      // Of fewer than three nothing lies between two others; normalizing would divide by nothing.
      if (keys.length < 3) return keys.map(() => 0);
      const shares = betweenness(directed(keys, links), { getEdgeWeight: null });
      return keys.map((key) => shares[key] ?? 0);
    }
    case 'community':
      return numbered(keys, communities(keys, links));
  }
}

function directed(keys: readonly string[], links: Network['links']): DirectedGraph {
  const graph = new DirectedGraph();
  for (const key of keys) graph.addNode(key);
  for (const [from, to] of links) graph.mergeEdge(from, to);
  return graph;
}

/** Louvain's communities, which no arrow matters to; a fixed seed in place of chance. */
function communities(keys: readonly string[], links: Network['links']): Record<string, number> {
  const graph = new UndirectedGraph();
  for (const key of keys) graph.addNode(key);
  for (const [from, to] of links) graph.mergeEdge(from, to);
  // Without a link there is nothing to tell groups by, and louvain divides by the number of links.
  if (graph.size === 0) return Object.fromEntries(keys.map((key, at) => [key, at]));
  return louvain(graph, { getEdgeWeight: null, rng: dice(41) });
}

/** Numbers from 1 on: the largest first, of equally large ones that with the first key. */
function numbered(keys: readonly string[], of: Readonly<Record<string, number>>): number[] {
  const groups = new Map<number, string[]>();
  for (const key of keys) {
    const group = of[key] ?? -1;
    groups.set(group, [...(groups.get(group) ?? []), key]);
  }
  const order = [...groups].sort(
    ([, a], [, b]) => b.length - a.length || ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1),
  );
  const numbers = new Map(order.map(([group], at) => [group, at + 1]));
  return keys.map((key) => numbers.get(of[key] ?? -1) ?? 0);
}

/** The same numbers for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}
