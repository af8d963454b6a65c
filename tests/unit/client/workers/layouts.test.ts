import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LayoutJob, type LayoutName, layOut } from '../../../../client/workers/layouts.ts';
import { spread } from '../../../../client/workers/spread.ts';

const NAMES: readonly LayoutName[] = ['loops', 'force', 'concentric', 'layers', 'circle'];
const silent = () => undefined;

const jobs = (name: LayoutName): fc.Arbitrary<LayoutJob> =>
  fc.integer({ min: 1, max: 24 }).chain((size) => {
    const keys = Array.from({ length: size }, (_, index) => `d:e${index}`);
    const key = fc.constantFrom(...keys);
    const place = fc.record({
      x: fc.integer({ min: -900, max: 900 }),
      y: fc.integer({ min: -900, max: 900 }),
    });
    return fc.record({
      name: fc.constant(name),
      at: fc
        .array(place, { minLength: size, maxLength: size })
        .map((places) =>
          Object.fromEntries(keys.map((one, index) => [one, places[index] ?? { x: 0, y: 0 }])),
        ),
      links: fc.array(fc.tuple(key, key), { maxLength: 40 }),
      loops: fc.constant([]),
      pinned: fc.uniqueArray(key, { maxLength: 3 }),
    });
  });

describe.each(NAMES)('the layout %s', (name) => {
  it('gives every entity a place, the same each time, and leaves what is pinned', () => {
    fc.assert(
      fc.property(jobs(name), (job) => {
        const places = layOut(job, silent);
        expect(Object.keys(places).sort()).toEqual(Object.keys(job.at).sort());
        for (const { x, y } of Object.values(places)) expect([x, y].every(Number.isFinite)).toBe(true);
        for (const key of job.pinned) expect(places[key]).toEqual(job.at[key]);
        expect(layOut(job, silent)).toEqual(places);
      }),
      { numRuns: 25 },
    );
  });
  it('puts no two on one spot, wherever they were', () => {
    const keys = Array.from({ length: 40 }, (_, index) => `d:e${index}`);
    const at = Object.fromEntries(keys.map((key) => [key, { x: 0, y: 0 }]));
    const links = keys.slice(1).map((key, index): [string, string] => [keys[index >> 1] ?? '', key]);
    const places = layOut({ name, at, links, loops: [], pinned: [] }, silent);
    expect(new Set(Object.values(places).map(({ x, y }) => `${x} ${y}`)).size).toBe(keys.length);
  });
});

describe('layouts', () => {
  it('in layers put who pays above who is paid', () => {
    const at = { a: { x: 0, y: 0 }, b: { x: 0, y: 0 }, c: { x: 0, y: 0 } };
    const links = [
      ['a', 'b'],
      ['b', 'c'],
    ] as const;
    const { a, b, c } = layOut({ name: 'layers', at, links, loops: [], pinned: [] }, silent);
    expect([a, b, c].map((place) => place?.y)).toEqual(
      [...[a, b, c].map((place) => place?.y)].sort((x, y) => Number(x) - Number(y)),
    );
  });
  it('by force say how far they are, up to the end', () => {
    const heard: number[] = [];
    layOut(
      {
        name: 'force',
        at: { a: { x: 0, y: 0 }, b: { x: 9, y: 9 } },
        links: [['a', 'b']],
        loops: [],
        pinned: [],
      },
      (done) => heard.push(done),
    );
    expect(heard).toEqual([...heard].sort((x, y) => x - y));
    expect(heard.at(-1)).toBeGreaterThan(0.9);
  });
  it('are spread so that none stands too close', () => {
    const pile = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`e${index}`, { x: index % 3, y: 0 }]),
    );
    const places = Object.values(spread(pile, new Set(), 100));
    const nearest = Math.min(
      ...places.flatMap((a, index) => places.slice(index + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))),
    );
    expect(nearest).toBeGreaterThan(60);
  });
});
