import { angleFrom, type Point } from './geometry.ts';

export type Adjacency = ReadonlyMap<string, ReadonlySet<string>>;

const APART = 138;
/** The ring is wider than high, as screens are. */
const WIDE = 1.3;
const TURN = 2 * Math.PI;

/** Where something stands on a ring of a radius. */
const onRing = (angle: number, radius: number): Point => ({
  x: Math.cos(angle) * radius * WIDE,
  y: Math.sin(angle) * radius,
});

/** What an order costs: how far apart on the ring those stand who are joined. */
function lengthOf(order: readonly string[], adjacency: Adjacency): number {
  const at = new Map(order.map((key, index) => [key, index]));
  let sum = 0;
  for (const [key, index] of at)
    for (const other of adjacency.get(key) ?? []) {
      const gap = Math.abs((at.get(other) ?? index) - index);
      sum += Math.min(gap, order.length - gap);
    }
  return sum;
}

/** Puts those side by side on the ring who are joined: exchanges two as long as that shortens the lines. */
export function ordered(keys: readonly string[], adjacency: Adjacency): string[] {
  const order = [...keys];
  let length = lengthOf(order, adjacency);
  for (let better = true, round = 0; better && round < 12; round += 1) {
    better = false;
    for (let i = 0; i < order.length; i += 1)
      for (let j = i + 1; j < order.length; j += 1) {
        const [a, b] = [order[i] ?? '', order[j] ?? ''];
        order[i] = b;
        order[j] = a;
        const now = lengthOf(order, adjacency);
        if (now < length) {
          length = now;
          better = true;
        } else {
          order[i] = a;
          order[j] = b;
        }
      }
  }
  return order;
}

/**
 * Places a tangle, where many loops share many entities: those that are joined to three or more others on a ring, so that
 * no line runs through a third, and the others outside, beside whom they deal with. Deterministic.
 */
export function ringOf(keys: readonly string[], adjacency: Adjacency): Map<string, Point> {
  const inside = new Set(keys);
  const near = (key: string) => [...(adjacency.get(key) ?? [])].filter((other) => inside.has(other)).sort();
  const core = keys.filter((key) => near(key).length >= 3).sort();
  const ring = core.length >= 4 ? core : [...keys].sort();
  const members = new Set(ring);
  const outside = keys.filter((key) => !members.has(key)).sort();
  const at = new Map<string, Point>();
  const radius = Math.max(200, (ring.length * APART) / (TURN * 1.12));
  const within: Adjacency = new Map(
    ring.map((key) => [key, new Set(near(key).filter((other) => members.has(other)))]),
  );
  ordered(ring, within).forEach((key, index) => {
    at.set(key, onRing((index / ring.length) * TURN - Math.PI / 2, radius));
  });
  // From the ring outwards, each beside the middle of those it is joined to.
  const angles = new Map<string, number>();
  const left = new Set(outside);
  for (let more = true; more; ) {
    more = false;
    for (const key of [...left]) {
      const known = near(key).flatMap((other) => at.get(other) ?? onOuter(angles.get(other)) ?? []);
      if (known.length === 0) continue;
      const sum = known.reduce((total, { x, y }) => ({ x: total.x + x / WIDE, y: total.y + y }), {
        x: 0,
        y: 0,
      });
      angles.set(key, angleFrom({ x: 0, y: 0 }, sum));
      left.delete(key);
      more = true;
    }
  }
  const sorted = [...angles].sort(([a, p], [b, q]) => p - q || (a < b ? -1 : 1));
  const outer = radius + APART * 0.95;
  const step = APART / outer / 1.08;
  const rings = Math.max(1, Math.ceil((sorted.length * step) / TURN));
  const turned = relaxed(
    sorted.map(([, angle]) => angle),
    Math.min(step / rings, TURN / Math.max(1, sorted.length)),
  );
  sorted.forEach(([key], index) => {
    at.set(key, onRing(turned[index] ?? 0, outer + (index % rings) * APART * 0.8));
  });
  return at;

  function onOuter(angle: number | undefined): Point | undefined {
    return angle === undefined ? undefined : onRing(angle, radius);
  }
}

/** Angles in rising order, moved apart so that neighbours are at least a step from each other. */
function relaxed(angles: readonly number[], step: number): number[] {
  const moved = [...angles];
  for (let round = 0; round < 200; round += 1)
    for (let i = 0; i < moved.length; i += 1) {
      const j = (i + 1) % moved.length;
      if (i === j) continue;
      const gap = (moved[j] ?? 0) - (moved[i] ?? 0) + (j === 0 ? TURN : 0);
      if (gap >= step) continue;
      moved[i] = (moved[i] ?? 0) - (step - gap) / 2;
      moved[j] = (moved[j] ?? 0) + (step - gap) / 2;
    }
  return moved;
}
