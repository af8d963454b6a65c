import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, type Point } from '../../../../client/state/geometry.ts';
import { loopFirst } from '../../../../client/state/loop-layout.ts';
import { placeBeside } from '../../../../client/state/place.ts';

const article = [
  { id: 'chain', stops: ['nvidia', 'coreweave', 'lenders', 'coreweave'] },
  { id: 'short', stops: ['nvidia', 'coreweave'] },
  { id: 'inflection', stops: ['nvidia', 'inflection'] },
  { id: 'aws', stops: ['aws', 'nvidia'] },
  { id: 'azure', stops: ['azure', 'nvidia'] },
];
const closest = (points: readonly Point[]): number =>
  Math.min(...points.flatMap((a, i) => points.slice(i + 1).map((b) => distance(a, b))));

describe('the loop-first layout', () => {
  it('puts the entity in most loops in the centre, and the others around it', () => {
    const at = loopFirst(article);
    expect(at.nvidia).toEqual({ x: 0, y: 0 });
    const angles = ['coreweave', 'inflection', 'aws', 'azure'].map((key) =>
      Math.atan2(at[key]?.y ?? 0, at[key]?.x ?? 0),
    );
    const sorted = angles.sort((a, b) => a - b);
    const gaps = sorted.map(
      (angle, i) => ((sorted[(i + 1) % sorted.length] ?? 0) - angle + 2 * Math.PI) % (2 * Math.PI),
    );
    expect(Math.min(...gaps)).toBeGreaterThan(0.8);
  });

  it('lets a long chain grow outwards: the lenders lie beyond CoreWeave, not between it and Nvidia', () => {
    const at = loopFirst(article);
    const origin = { x: 0, y: 0 };
    expect(distance(at.lenders ?? origin, origin)).toBeGreaterThan(distance(at.coreweave ?? origin, origin));
    expect(distance(at.lenders ?? origin, at.coreweave ?? origin)).toBeLessThan(
      distance(at.lenders ?? origin, origin),
    );
  });

  it('draws a longer loop as a petal: every entity of it at its own angle', () => {
    const at = loopFirst([
      { id: 'long', stops: ['a', 'b', 'c', 'd'] },
      { id: 'x', stops: ['a', 'x'] },
      { id: 'y', stops: ['a', 'y'] },
    ]);
    expect(at.a).toEqual({ x: 0, y: 0 });
    expect(closest(Object.values(at))).toBeGreaterThan(120);
  });

  it('gives the same picture whatever order the loops come in', () => {
    expect(loopFirst([...article].reverse())).toEqual(loopFirst(article));
  });

  it('sets groups of loops that share nobody side by side', () => {
    const at = loopFirst([...article, { id: 'apart', stops: ['p', 'q'] }]);
    const rightmost = Math.max(...article.flatMap(({ stops }) => stops.map((key) => at[key]?.x ?? 0)));
    expect(at.p?.x).toBeGreaterThan(rightmost);
    expect(at.q?.x).toBeGreaterThan(rightmost);
  });

  it('puts what is in no loop beside its neighbour', () => {
    const at = loopFirst(article, ['h100'], [['coreweave', 'h100']]);
    expect(at.h100).toBeDefined();
    expect(distance(at.h100 ?? { x: 0, y: 0 }, at.coreweave ?? { x: 0, y: 0 })).toBeLessThan(400);
  });

  it('never puts two entities on top of each other', () => {
    const name = fc.integer({ min: 0, max: 11 }).map((n) => `e${n}`);
    const stops = fc.uniqueArray(name, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(stops, { minLength: 1, maxLength: 14 }), (rows) => {
        const at = loopFirst(rows.map((row, index) => ({ id: `l${index}`, stops: row })));
        expect(Object.keys(at).sort()).toEqual([...new Set(rows.flat())].sort());
        if (Object.keys(at).length > 1) expect(closest(Object.values(at))).toBeGreaterThan(90);
      }),
      { numRuns: 120, seed: 7 },
    );
  });
});

describe('placing newcomers', () => {
  const taken = [
    { x: 0, y: 0 },
    { x: 250, y: 0 },
    { x: -250, y: 0 },
  ];
  it('keeps them apart from everything and from each other', () => {
    const names = Array.from({ length: 30 }, (_, i) => `n${i}`);
    const at = placeBeside({ x: 250, y: 0 }, names, taken);
    expect(Object.keys(at)).toEqual(names);
    expect(closest([...taken, ...Object.values(at)])).toBeGreaterThanOrEqual(128);
  });
  it('puts the first on the side that faces away from the rest', () => {
    const at = placeBeside({ x: 250, y: 0 }, ['n'], taken);
    expect(at.n?.x).toBeGreaterThan(250);
  });
});
