/** A place on the canvas, in its own units; y grows downwards. */
export type Point = { readonly x: number; readonly y: number };

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
export const along = (from: Point, angle: number, length: number): Point => ({
  x: from.x + Math.cos(angle) * length,
  y: from.y + Math.sin(angle) * length,
});
export const angleFrom = (from: Point, to: Point): number => Math.atan2(to.y - from.y, to.x - from.x);

/** Whole units: positions travel in addresses and undo steps, where endless digits are only noise. */
export const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

export function centreOf(points: readonly Point[]): Point {
  if (points.length === 0) return { x: 0, y: 0 };
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** Whether a point lies inside an outline, by how often a ray from it crosses one. */
export function isInside({ x, y }: Point, outline: readonly Point[]): boolean {
  let inside = false;
  outline.forEach((a, index) => {
    const b = outline[(index + 1) % outline.length] ?? a;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  });
  return inside;
}

/**
 * Where the control points of parallel lines between two entities lie, as distances from the straight line: apart by a
 * step, symmetric about it.
 */
export function fan(count: number): number[] {
  if (count === 1) return [0];
  // Many between the same two are kept to a band: closer together, but still apart.
  const step = count === 2 ? 108 : count <= 4 ? 84 : Math.min(60, 330 / (count - 1));
  return Array.from({ length: count }, (_, index) => (index - (count - 1) / 2) * step);
}
