import { Graph as Dagre, layout as dagre } from '@dagrejs/dagre';
import { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { angleFrom, centreOf, type Point, rounded } from '../state/geometry.ts';
import { type LoopShape, loopFirst } from '../state/loop-layout.ts';
import { spread } from './spread.ts';

export type LayoutName = 'loops' | 'force' | 'concentric' | 'layers' | 'circle';

/** What is to be laid out: entities with where they are, and who is joined to whom. */
export type LayoutJob = {
  readonly name: LayoutName;
  readonly at: Readonly<Record<string, Point>>;
  /** Pairs of entities; from where the value comes to where it goes. */
  readonly links: readonly (readonly [string, string])[];
  readonly loops: readonly LoopShape[];
  readonly pinned: readonly string[];
};
export type Places = Record<string, Point>;

const APART = 175;

/** Where a layout puts entities; reports how far it is, from 0 to 1. The same job gives the same places. */
export function layOut(job: LayoutJob, report: (done: number) => void): Places {
  const free = places(job, report);
  // What is pinned stays; the rest is moved so that the pinned ones are, on the whole, where they would have been put.
  const off = centreOf(
    job.pinned.flatMap((key) => {
      const [from, to] = [free[key], job.at[key]];
      return from && to ? [{ x: to.x - from.x, y: to.y - from.y }] : [];
    }),
  );
  const held = new Set(job.pinned);
  return Object.fromEntries(
    Object.entries(free).map(([key, { x, y }]): [string, Point] => [
      key,
      (held.has(key) && job.at[key]) || rounded({ x: x + off.x, y: y + off.y }),
    ]),
  );
}

function places(job: LayoutJob, report: (done: number) => void): Places {
  const keys = Object.keys(job.at).sort();
  switch (job.name) {
    case 'loops':
      return loopFirst(
        job.loops,
        keys,
        job.links.map(([a, b]) => [a, b]),
      );
    case 'force':
      return force(job, keys, report);
    case 'layers':
      return layers(job, keys);
    case 'circle':
      return ring(byNearness(keys, neighboursIn(job)), 0);
    case 'concentric':
      return concentric(keys, neighboursIn(job));
  }
}

function neighboursIn({ links }: LayoutJob): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const join = (a: string, b: string) => {
    const set = found.get(a);
    if (set) set.add(b);
    else found.set(a, new Set([b]));
  };
  for (const [a, b] of links)
    if (a !== b) {
      join(a, b);
      join(b, a);
    }
  return found;
}

/** ForceAtlas2 works in units of its own. */
const UNIT = 16;

/** Starts from where things are; what lies on another thing is moved off it by a turn that depends on its place in the order. */
function force(job: LayoutJob, keys: readonly string[], report: (done: number) => void): Places {
  const graph = new UndirectedGraph<{ x: number; y: number; size: number; fixed: boolean }>();
  const held = new Set(job.pinned);
  const flat = new Set(Object.values(job.at).map(({ x, y }) => `${x} ${y}`)).size < keys.length;
  keys.forEach((key, index) => {
    const { x = 0, y = 0 } = job.at[key] ?? {};
    // A golden turn spreads evenly, and without chance.
    const [turn, out] = [index * 2.399963, flat && !held.has(key) ? 4 * Math.sqrt(index) : 0];
    graph.addNode(key, {
      x: x / UNIT + Math.cos(turn) * out,
      y: y / UNIT + Math.sin(turn) * out,
      size: 2.6,
      fixed: held.has(key),
    });
  });
  for (const [a, b] of job.links) if (a !== b && !graph.hasEdge(a, b)) graph.addEdge(a, b);
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    gravity: 0.6,
    scalingRatio: 4,
    adjustSizes: keys.length <= 600,
    barnesHutOptimize: keys.length > 300,
    edgeWeightInfluence: 0,
  };
  const rounds = keys.length > 2000 ? 24 : 40;
  for (let round = 0; round < rounds; round += 1) {
    forceAtlas2.assign(graph, { iterations: keys.length > 2000 ? 6 : 12, settings });
    report((round + 1) / (rounds + 1));
  }
  const found: Places = {};
  graph.forEachNode((key, { x, y }) => {
    found[key] = { x: x * UNIT, y: y * UNIT };
  });
  return spread(found, held, keys.length > 600 ? APART * 0.55 : APART * 0.8);
}

/** Layers along the arrows: who pays stands above who is paid. */
function layers({ links }: LayoutJob, keys: readonly string[]): Places {
  const graph = new Dagre({ multigraph: false });
  graph.setGraph({ rankdir: 'TB', nodesep: 50, ranksep: 170, acyclicer: 'greedy' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const key of keys) graph.setNode(key, { width: 110, height: 70 });
  for (const [a, b] of links) if (a !== b) graph.setEdge(a, b);
  dagre(graph);
  return Object.fromEntries(
    keys.map((key) => {
      const { x = 0, y = 0 } = graph.node(key);
      return [key, { x, y }];
    }),
  );
}

/** Evenly on a circle that has room for all. */
function ring(keys: readonly string[], least: number): Places {
  const radius = Math.max(least, (keys.length * APART) / (2 * Math.PI));
  return Object.fromEntries(
    keys.map((key, index) => {
      const angle = -Math.PI / 2 + (index / keys.length) * 2 * Math.PI;
      return [key, { x: Math.cos(angle) * radius * 1.1, y: Math.sin(angle) * radius }];
    }),
  );
}

/** An order in which neighbours come near each other: those joined to what was taken last are taken first. */
function byNearness(keys: readonly string[], near: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const degree = (key: string): number => near.get(key)?.size ?? 0;
  const left = new Set([...keys].sort((a, b) => degree(a) - degree(b) || (a < b ? -1 : 1)));
  const order: string[] = [];
  const visit = (start: string) => {
    const stack = [start];
    for (let key = stack.pop(); key !== undefined; key = stack.pop()) {
      if (!left.delete(key)) continue;
      order.push(key);
      const next = [...(near.get(key) ?? [])].filter((other) => left.has(other));
      stack.push(...next.sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1)));
    }
  };
  for (const key of [...left]) visit(key);
  return order;
}

/** The best connected in the middle, the others on rings around, each near the direction of its neighbours further in. */
function concentric(keys: readonly string[], near: ReadonlyMap<string, ReadonlySet<string>>): Places {
  const degree = (key: string): number => near.get(key)?.size ?? 0;
  const ranked = [...keys].sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1));
  const [first, ...rest] = ranked;
  const found: Places = first === undefined ? {} : { [first]: { x: 0, y: 0 } };
  let taken = 0;
  for (let level = 1; taken < rest.length; level += 1) {
    const radius = level * APART * 1.15;
    const members = rest.slice(taken, taken + Math.max(4, Math.floor((2 * Math.PI * radius) / APART)));
    taken += members.length;
    const towards = (key: string): number => {
      const inner = [...(near.get(key) ?? [])].flatMap((other) => found[other] ?? []);
      return inner.length === 0 ? 0 : angleFrom({ x: 0, y: 0 }, centreOf(inner));
    };
    const order = members
      .map((key) => ({ key, angle: towards(key) }))
      .sort((a, b) => a.angle - b.angle || (a.key < b.key ? -1 : 1));
    order.forEach(({ key }, index) => {
      const angle = -Math.PI + ((index + (level % 2) / 2) / order.length) * 2 * Math.PI;
      found[key] = { x: Math.cos(angle) * radius * 1.12, y: Math.sin(angle) * radius };
    });
  }
  return found;
}
