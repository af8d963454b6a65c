import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Levels } from '../../../../../client/state/looks/levels.ts';
import { lookOf } from '../../../../../client/state/looks/look.ts';
import { periodOf } from '../../../../../client/state/looks/metrics.ts';
import {
  bandOf,
  LEAST_SIZE,
  MOST_SIZE,
  scaleOf,
  shareOf,
  sizeOf,
} from '../../../../../client/state/looks/scale.ts';

const levels = (values: readonly number[]): Levels =>
  new Map(values.map((value, at) => [`d:${at}`, { value }]));
const values = fc.array(fc.double({ min: -1e13, max: 1e13, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('a scale', () => {
  it('keeps the order of values, and sizes and shades stay within theirs', () => {
    fc.assert(
      fc.property(values, (all) => {
        const scale = scaleOf(levels(all));
        if (!scale) throw new Error('there are some');
        const sorted = [...all].sort((a, b) => a - b);
        const sizes = sorted.map((value) => sizeOf(scale, value));
        expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
        expect(Math.min(...sizes)).toBeGreaterThanOrEqual(LEAST_SIZE);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(MOST_SIZE);
        expect(sorted.map((value) => bandOf(scale, value)).every((band) => /^band-[1-5]$/.test(band))).toBe(
          true,
        );
        expect([scale.min, scale.max]).toEqual([sorted[0], sorted.at(-1)]);
        expect(sorted.filter((value) => value <= scale.median).length * 2).toBeGreaterThanOrEqual(all.length);
      }),
      { examples: [[[8.881784197001252e-16, 5e-324]]] },
    );
  });
  it('goes by powers of ten where the most is far from the least', () => {
    const scale = scaleOf(levels([1e6, 1e9, 1e12]));
    expect(scale?.log).toBe(true);
    expect(scale && shareOf(scale, 1e9)).toBeCloseTo(0.5);
    expect(scaleOf(levels([0, 1e12]))?.log).toBe(false);
    expect(scaleOf(levels([]))).toBeUndefined();
  });
});

describe('how an entity looks', () => {
  const all = levels([0, 10]);
  const gauged = { gauge: 'in:USD' as const, levels: all, scale: scaleOf(all) };
  it('is of the least size with a mark where it is unknown, and without the mark where it is zero', () => {
    expect(lookOf('d:x', { size: gauged, colour: gauged }, 'en')).toEqual({
      size: LEAST_SIZE,
      tone: 'unknown',
      figure: '?',
      unknown: true,
    });
    expect(lookOf('d:0', { size: gauged }, 'en')).toEqual({
      size: LEAST_SIZE,
      figure: '$0',
      unknown: false,
    });
  });
  it('is as ever while the network is still being worked out', () => {
    const waiting = { gauge: 'pagerank' as const, levels: new Map(), scale: undefined };
    expect(lookOf('d:0', { size: waiting, colour: waiting }, 'en')).toEqual({ figure: '', unknown: false });
  });
});

describe('periods', () => {
  it('follow one another within their own kind, and a fiscal one is of another kind', () => {
    const slots = (all: readonly string[]) => all.map((text) => periodOf(text));
    expect(slots(['2023-Q4', '2024-Q1']).map(({ slot }) => slot - 2023 * 4)).toEqual([3, 4]);
    expect(
      slots(['FY2023-Q4', '2023', '2023-H1', '2023-06', '2023-06-15', '2023-01/2023-06', 'FY2023']).map(
        ({ span }) => span,
      ),
    ).toEqual(['fiscalQuarter', 'year', 'half', 'month', 'day', 'other', 'fiscalYear']);
    expect(periodOf(undefined)).toEqual({ span: 'none', slot: 0 });
  });
});
