import type { Moves } from '../../../server/core/model/registry.ts';
import { between, type Curve, onCurve } from '../curve.ts';
import type { NodeClass } from '../encode.ts';
import { along, distance, isInside, type Point } from '../geometry.ts';

/** The outlines of the canvas, as points, so that lines can end at them. A circle has none. */

const corners = (count: number, from: number): Point[] =>
  Array.from({ length: count }, (_, index) => along({ x: 0, y: 0 }, from + (index * 2 * Math.PI) / count, 1));
const UP = -Math.PI / 2;
const rect = (x: number, y: number): Point[] => [
  { x: -x, y: -y },
  { x, y: -y },
  { x, y },
  { x: -x, y },
];

/** Each kind has a shape of its own, of radius 1: those of `canvas/style.ts`. */
const SHAPES: Readonly<Record<NodeClass, readonly Point[] | undefined>> = {
  Company: undefined,
  CloudProvider: undefined,
  Group: undefined,
  Institution: corners(8, Math.PI / 8),
  Person: corners(3, UP),
  Chip: rect(0.94, 0.94),
  Architecture: corners(4, UP),
  Model: corners(6, 0),
  Service: corners(5, UP),
  System: [
    { x: -0.8, y: -1 },
    { x: 0.8, y: -1 },
    { x: 1, y: -0.6 },
    { x: 1, y: 0.6 },
    { x: 0.8, y: 1 },
    { x: -0.8, y: 1 },
    { x: -1, y: 0.6 },
    { x: -1, y: -0.6 },
  ],
  Segment: [
    { x: -1, y: -0.9 },
    { x: 0.5, y: -0.9 },
    { x: 1, y: 0 },
    { x: 0.5, y: 0.9 },
    { x: -1, y: 0.9 },
  ],
  Metric: [
    { x: -0.6, y: -0.94 },
    { x: 0.6, y: -0.94 },
    { x: 0.94, y: -0.6 },
    { x: 0.94, y: 0.6 },
    { x: 0.6, y: 0.94 },
    { x: -0.6, y: 0.94 },
    { x: -0.94, y: 0.6 },
    { x: -0.94, y: -0.6 },
  ],
};

export type Outline = {
  readonly at: Point;
  readonly radius: number;
  readonly corners: readonly Point[] | undefined;
};

export const outlineOf = (of: NodeClass, at: Point, radius: number): Outline => ({
  at,
  radius,
  corners: SHAPES[of]?.map(({ x, y }) => ({ x: at.x + x * radius, y: at.y + y * radius })),
});

/** Whether a place lies within an outline, or so near to it. */
function holds({ at, radius, corners: edge }: Outline, place: Point, gap: number): boolean {
  if (!edge) return distance(at, place) < radius + gap;
  const shrink = radius / (radius + gap);
  return isInside({ x: at.x + (place.x - at.x) * shrink, y: at.y + (place.y - at.y) * shrink }, edge);
}

/** The part of a curve from one share of it to another. */
export function partOf([a, c, b]: Curve, from: number, to: number): Curve {
  const blossom = (s: number, t: number) => between(between(a, c, s), between(c, b, s), t);
  return [blossom(from, from), blossom(from, to), blossom(to, to)];
}

/** How far along a curve an outline, and a gap beyond it, is left behind: from its start, or looked for from its end. */
export function leaves(curve: Curve, outline: Outline, gap: number, fromEnd: boolean): number {
  let [inside, outside] = fromEnd ? [1, 0.5] : [0, 0.5];
  for (let step = 0; step < 18; step += 1) {
    const middle = (inside + outside) / 2;
    if (holds(outline, onCurve(curve, middle), gap)) inside = middle;
    else outside = middle;
  }
  return outside;
}

/** Arrow heads of length 1 with their tip at 0, pointing right. */
const HEADS: Readonly<Record<Moves, readonly Point[] | 'circle'>> = {
  money: [
    { x: 0, y: 0 },
    { x: -1, y: -0.5 },
    { x: -1, y: 0.5 },
  ],
  nothing: [
    { x: 0, y: 0 },
    { x: -1, y: -0.5 },
    { x: -1, y: 0.5 },
  ],
  goods: [
    { x: 0, y: 0 },
    { x: -1, y: -0.5 },
    { x: -0.7, y: 0 },
    { x: -1, y: 0.5 },
  ],
  collateral: [
    { x: 0, y: 0 },
    { x: -0.5, y: -0.5 },
    { x: -1, y: 0 },
    { x: -0.5, y: 0.5 },
  ],
  guarantee: [
    { x: 0, y: -0.5 },
    { x: -1, y: -0.5 },
    { x: -1, y: 0.5 },
    { x: 0, y: 0.5 },
  ],
  equity: 'circle',
};

/** The head of what moves, its tip at a place, coming from another. */
export function headOf(
  moves: Moves,
  tip: Point,
  from: Point,
  size: number,
): { corners: Point[] } | { centre: Point; radius: number } {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const head = HEADS[moves];
  if (head === 'circle') return { centre: along(tip, angle, -size / 2), radius: size / 2 };
  const [cos, sin] = [Math.cos(angle) * size, Math.sin(angle) * size];
  return {
    corners: head.map(({ x, y }) => ({ x: tip.x + x * cos - y * sin, y: tip.y + x * sin + y * cos })),
  };
}
