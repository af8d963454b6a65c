import type { Point } from '../state/geometry.ts';

/** Pushes apart what stands closer than `apart`, in rounds, over a grid so that it is quick for many. Pinned ones stay. */
export function spread(
  places: Readonly<Record<string, Point>>,
  pinned: ReadonlySet<string>,
  apart: number,
): Record<string, Point> {
  const keys = Object.keys(places).sort();
  const at = keys.map((key) => ({ x: places[key]?.x ?? 0, y: places[key]?.y ?? 0 }));
  const cell = (x: number, y: number): string => `${Math.floor(x / apart)} ${Math.floor(y / apart)}`;
  for (let round = 0; round < 40; round += 1) {
    const grid = new Map<string, number[]>();
    at.forEach(({ x, y }, index) => {
      const name = cell(x, y);
      const together = grid.get(name);
      if (together) together.push(index);
      else grid.set(name, [index]);
    });
    let moved = false;
    at.forEach((a, index) => {
      for (let dx = -1; dx <= 1; dx += 1)
        for (let dy = -1; dy <= 1; dy += 1)
          for (const other of grid.get(cell(a.x + dx * apart, a.y + dy * apart)) ?? []) {
            const b = at[other];
            if (other <= index || !b) continue;
            const [x, y] = [b.x - a.x, b.y - a.y];
            const far = Math.hypot(x, y);
            if (far >= apart) continue;
            // Two on one spot part along a turn that depends on their order.
            const angle = far < 0.01 ? index * 2.399963 : Math.atan2(y, x);
            const [still, stuck] = [pinned.has(keys[index] ?? ''), pinned.has(keys[other] ?? '')];
            if (still && stuck) continue;
            const push = (apart - far) / (still || stuck ? 1 : 2);
            moved = true;
            if (!still) {
              a.x -= Math.cos(angle) * push;
              a.y -= Math.sin(angle) * push;
            }
            if (!stuck) {
              b.x += Math.cos(angle) * push;
              b.y += Math.sin(angle) * push;
            }
          }
    });
    if (!moved) break;
  }
  return Object.fromEntries(keys.map((key, index) => [key, at[index] ?? { x: 0, y: 0 }]));
}
