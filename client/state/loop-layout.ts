import { along, angleFrom, distance, type Point, rounded } from './geometry.ts';
import { placeBeside } from './place.ts';
import { ringOf } from './ring.ts';

/** A loop as the layout sees it: the entities that its legs start from, in turn. */
export type LoopShape = { readonly id: string; readonly stops: readonly string[] };

const SPACE = 152;
const RADIUS = 225;
/** Screens are wider than high. */
const STRETCH = 1.12;
/** Beyond so many entities, a petal whose loops share most of them does not read as one. */
const TANGLE = 8;
/** Where the largest petal points: up and to the right, as one reads. */
const FIRST = -0.62;

type Adjacency = Map<string, Set<string>>;

const byNumberThenKey =
  (number: (key: string) => number) =>
  (a: string, b: string): number =>
    number(b) - number(a) || (a < b ? -1 : 1);

function adjacencyOf(loops: readonly LoopShape[]): Adjacency {
  const adjacency: Adjacency = new Map();
  const join = (a: string, b: string) => {
    const set = adjacency.get(a) ?? new Set();
    if (a !== b) set.add(b);
    adjacency.set(a, set);
  };
  for (const { stops } of loops)
    stops.forEach((stop, index) => {
      const next = stops[(index + 1) % stops.length] ?? stop;
      join(stop, next);
      join(next, stop);
    });
  return adjacency;
}

/** Parts of `keys` that hang together without passing through `except`; largest first. */
function parts(keys: readonly string[], adjacency: Adjacency, except?: string): string[][] {
  const left = new Set(keys.filter((key) => key !== except));
  const found: string[][] = [];
  for (const start of [...left].sort()) {
    if (!left.delete(start)) continue;
    const part = [start];
    for (const key of part)
      for (const next of [...(adjacency.get(key) ?? [])].sort()) if (left.delete(next)) part.push(next);
    found.push(part);
  }
  return found.sort((a, b) => b.length - a.length || ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}

/** Lays one petal out: what hangs together once the centre is taken away. */
function petal(
  members: readonly string[],
  centre: string,
  loops: readonly LoopShape[],
  adjacency: Adjacency,
  [angle, half, radius]: [number, number, number],
): Map<string, Point> {
  const at = new Map<string, Point>();
  const origin = { x: 0, y: 0 };
  const inside = new Set(members);
  const gates = members.filter((key) => adjacency.get(key)?.has(centre));
  // The longest loop that leaves the centre and comes back without meeting anyone twice gives the petal its outline.
  const outline = loops
    .filter(({ stops }) => stops.includes(centre) && new Set(stops).size === stops.length)
    .map(({ stops }) => {
      const start = stops.indexOf(centre);
      return [...stops.slice(start + 1), ...stops.slice(0, start)];
    })
    .filter((stops) => stops.length > 1 && stops.every((key) => inside.has(key)))
    .sort((a, b) => b.length - a.length || (a.join() < b.join() ? -1 : 1))[0];
  const put = (keys: readonly string[], swell: number) =>
    keys.forEach((key, index) => {
      if (at.has(key)) return;
      const share = keys.length === 1 ? 0.5 : index / (keys.length - 1);
      const bulge = 1 + swell * Math.sin(Math.PI * ((index + 1) / (keys.length + 1)));
      at.set(key, along(origin, angle + half * (2 * share - 1), radius * bulge));
    });
  if (outline) put(outline, 0.45);
  put(
    gates.filter((key) => !at.has(key)),
    0,
  );
  // The rest grows outwards from what is placed, turned a little so that a chain does not lie in one line with its root.
  const queue = [...at.keys()];
  for (const parent of queue) {
    const from = at.get(parent) ?? origin;
    const children = [...(adjacency.get(parent) ?? [])]
      .filter((key) => inside.has(key) && !at.has(key))
      .sort();
    children.forEach((child, index) => {
      const turn = children.length === 1 ? 0.85 : (index - (children.length - 1) / 2) * 0.8;
      at.set(child, along(from, angleFrom(origin, from) + turn, Math.max(SPACE, radius * 0.72)));
      queue.push(child);
    });
  }
  return at;
}

/** Pushes apart what is too close, the centre staying where it is. A fixed number of rounds in a fixed order. */
function spread(at: Map<string, Point>, fixed: string): void {
  const keys = [...at.keys()].sort();
  for (let round = 0; round < 80; round += 1)
    keys.forEach((a, i) => {
      for (const b of keys.slice(i + 1)) {
        const [p, q] = [at.get(a), at.get(b)];
        if (!p || !q) continue;
        const gap = distance(p, q);
        if (gap >= SPACE) continue;
        const angle = gap < 0.01 ? i : angleFrom(p, q);
        const push = (SPACE - gap) / (a === fixed || b === fixed ? 1 : 2);
        if (a !== fixed) at.set(a, along(p, angle + Math.PI, push));
        if (b !== fixed) at.set(b, along(q, angle, push));
      }
    });
}

function component(
  keys: readonly string[],
  loops: readonly LoopShape[],
  adjacency: Adjacency,
): Map<string, Point> {
  const inLoops = new Map<string, number>();
  for (const { stops } of loops)
    for (const stop of new Set(stops)) inLoops.set(stop, (inLoops.get(stop) ?? 0) + 1);
  const centre = [...keys].sort(byNumberThenKey((key) => inLoops.get(key) ?? 0))[0] ?? '';
  const petals = parts(keys, adjacency, centre);
  const pairs = keys.reduce((sum, key) => sum + (adjacency.get(key)?.size ?? 0), 0) / 2;
  // One petal that holds nearly all of it is no petal but a tangle.
  if ((petals[0]?.length ?? 0) > TANGLE && pairs > keys.length * 1.3) return ringOf(keys, adjacency);
  const at = new Map<string, Point>([[centre, { x: 0, y: 0 }]]);
  const weights = petals.map((members) => 1 + 0.45 * (members.length - 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const radius = Math.max(RADIUS, (total * SPACE) / (2 * Math.PI));
  let turned = FIRST - (Math.PI * (weights[0] ?? 0)) / total;
  petals.forEach((members, index) => {
    const sector = (2 * Math.PI * (weights[index] ?? 0)) / total;
    // Two petals alone would make one straight line: their sectors are kept narrow enough to read as petals.
    const half = Math.min(sector * 0.4, 0.85);
    for (const [key, point] of petal(members, centre, loops, adjacency, [turned + sector / 2, half, radius]))
      at.set(key, point);
    turned += sector;
  });
  spread(at, centre);
  return at;
}

/**
 * Places entities so that loops read as loops: the entity in most loops in the centre, each loop a petal around it, a long
 * chain growing outwards; where loops share most of their entities, these on a ring; groups of loops that share nobody side by side; what is in no loop beside its neighbour.
 * Pure and deterministic: the same loops, in whatever order, give the same picture.
 */
export function loopFirst(
  loops: readonly LoopShape[],
  others: readonly string[] = [],
  links: readonly (readonly [string, string])[] = [],
): Record<string, Point> {
  const sorted = [...loops].sort((a, b) => (a.id < b.id ? -1 : 1));
  const adjacency = adjacencyOf(sorted);
  const placed: Record<string, Point> = {};
  let edge = 0;
  parts([...adjacency.keys()], adjacency).forEach((keys, index) => {
    const members = new Set(keys);
    const own = sorted.filter(({ stops }) => stops.some((stop) => members.has(stop)));
    const at = [...component(keys, own, adjacency)];
    const left = Math.min(...at.map(([, { x }]) => x * STRETCH));
    const shift = index === 0 ? 0 : edge + SPACE * 1.4 - left;
    for (const [key, { x, y }] of at) placed[key] = rounded({ x: x * STRETCH + shift, y });
    edge = Math.max(...at.map(([, { x }]) => x * STRETCH + shift));
  });
  for (const key of [...others].sort()) {
    if (placed[key]) continue;
    const neighbour = links
      .map(([a, b]) => (a === key ? b : b === key ? a : undefined))
      .find((other) => other !== undefined && placed[other] !== undefined);
    const anchor = (neighbour === undefined ? undefined : placed[neighbour]) ?? { x: 0, y: 0 };
    Object.assign(placed, placeBeside(anchor, [key], Object.values(placed)));
  }
  return placed;
}
