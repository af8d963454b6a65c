import { along, angleFrom, centreOf, distance, type Point, rounded } from './geometry.ts';

/** Nothing is put nearer than this to anything else. */
export const APART = 150;
const RING = 180;
/** Directions tried in a ring, outward first, then alternating to both sides. */
const TURNS = Array.from(
  { length: 24 },
  (_, i) => (i % 2 === 0 ? 1 : -1) * Math.ceil(i / 2) * ((2 * Math.PI) / 24),
);

/**
 * Finds places for newcomers beside their neighbour, on the side that faces away from the rest. Nothing that is already
 * there moves, and nothing is put on top of it. The same input gives the same places.
 */
export function placeBeside(
  anchor: Point,
  newcomers: readonly string[],
  taken: readonly Point[],
): Record<string, Point> {
  const others = taken.filter((point) => distance(point, anchor) > 1);
  const centre = centreOf(others);
  const outward =
    others.length === 0 || distance(centre, anchor) < 1 ? -Math.PI / 2 : angleFrom(centre, anchor);
  const busy = [...taken];
  const placed: Record<string, Point> = {};
  for (const key of newcomers) {
    const spot = rounded(firstFree(anchor, outward, busy));
    busy.push(spot);
    placed[key] = spot;
  }
  return placed;
}

function firstFree(anchor: Point, outward: number, busy: readonly Point[]): Point {
  for (let ring = 1; ring < 200; ring += 1)
    for (const turn of TURNS) {
      const spot = along(anchor, outward + turn, RING * ring);
      if (busy.every((point) => distance(point, spot) >= APART)) return spot;
    }
  return along(anchor, outward, RING * 200);
}
