import { describe, expect, it } from 'vitest';
import { distance } from '../../../../client/state/geometry.ts';
import { loopFirst } from '../../../../client/state/loop-layout.ts';

/** Twelve who all deal with their next three, and six who deal with one of them. */
const ring = Array.from({ length: 12 }, (_, index) => `r${index}`);
const at = (index: number): string => ring[index % 12] ?? '';
const loops = [
  ...ring.flatMap((key, index) =>
    [1, 2, 3].map((by) => ({ id: `${key} ${by}`, stops: [key, at(index + by)] })),
  ),
  ...Array.from({ length: 6 }, (_, index) => ({ id: `o${index}`, stops: [`o${index}`, at(2 * index)] })),
];
const placed = loopFirst(loops);

describe('a tangle of loops', () => {
  it('is laid out whole, nobody on another, the same in any order', () => {
    const points = Object.values(placed);
    expect(points).toHaveLength(18);
    for (const [index, point] of points.entries())
      for (const other of points.slice(index + 1)) expect(distance(point, other)).toBeGreaterThan(80);
    expect(loopFirst([...loops].reverse())).toEqual(placed);
  });
  it('has those on a ring who deal with many, and the others outside of it', () => {
    const far = (key: string) => Math.hypot((placed[key]?.x ?? 0) / 1.12 / 1.3, placed[key]?.y ?? 0);
    const radii = ring.map(far);
    expect(Math.max(...radii) - Math.min(...radii)).toBeLessThan(3);
    expect(Math.min(...['o0', 'o3'].map(far))).toBeGreaterThan(Math.max(...radii) + 60);
  });
});
