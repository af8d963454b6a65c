import type { Point } from './geometry.ts';

/** A line as the canvas bends it: from, towards, to. */
export type Curve = readonly [Point, Point, Point];

export const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

export const onCurve = ([a, c, b]: Curve, share: number): Point =>
  between(between(a, c, share), between(c, b, share), share);

/** The bend of the canvas: the middle of the straight line, moved to its side. */
export function bentBy(bend: number, from: Point, to: Point): Curve {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [x, y] = [(to.x - from.x) / length, (to.y - from.y) / length];
  return [from, { x: (from.x + to.x) / 2 - y * bend, y: (from.y + to.y) / 2 + x * bend }, to];
}

/** A point that stands off another, towards a third. */
function towards(from: Point, to: Point, by: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return between(from, to, Math.min(1, by / length));
}

/** What is seen of a curve: it begins and ends at the rims of the entities, as on the canvas. */
export const seenOf = ([a, c, b]: Curve, { from, to }: { from: number; to: number }): Curve => [
  towards(a, c, from),
  c,
  towards(b, c, to),
];
