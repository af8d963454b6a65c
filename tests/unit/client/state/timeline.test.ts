import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyGraph, merged } from '../../../../client/state/graph.ts';
import {
  barsIn,
  changesIn,
  datedLoops,
  dateOf,
  dayText,
  histogramOf,
  spanOf,
  spellsOf,
  stepAfter,
  stepBefore,
  windowOf,
} from '../../../../client/state/timeline.ts';
import { initialView } from '../../../../client/state/view.ts';
import { passerOf } from '../../../../server/core/model/filter.ts';
import { EntityRef } from '../../../../server/core/model/ids.ts';
import type { StoredClaim } from '../../../../server/core/model/stored.ts';
import { claim, entity, leg, loop } from '../samples.ts';

const made = (id: string, more: Record<string, unknown> = {}) => claim(id, 'LENDS_TO', 'a', 'b', more);
const graph = merged(emptyGraph, { entities: [entity('a'), entity('b')] });
const day = (text: string) => spanOf(text)?.from ?? Number.NaN;

describe('the histogram', () => {
  it('has a bar for every month, also where nothing happened, and says what is undated', () => {
    const { unit, bars, undated } = histogramOf(
      graph,
      [made('one', { start: '2023-11-05' }), made('two', { start: '2024-02' }), made('three')],
      'holding',
    );
    expect(unit).toBe('month');
    expect(bars.map(({ name, sure }) => [name, sure])).toEqual([
      ['2023-11', 1],
      ['2023-12', 0],
      ['2024-01', 0],
      ['2024-02', 1],
    ]);
    expect(undated).toBe(1);
  });

  it('spreads what is dated to a longer time over the bars that it can be in', () => {
    const { bars } = histogramOf(
      graph,
      [made('q', { start: '2024-Q1' }), made('m', { start: '2024-01' })],
      'holding',
    );
    expect(bars.map(({ sure }) => sure)).toEqual([1, 0, 0]);
    expect(bars.map(({ spread }) => Math.round(spread * 91))).toEqual([31, 29, 31]);
  });

  it('takes longer bars for longer times', () => {
    const from = (start: string) =>
      histogramOf(graph, [made('x', { start }), made('y', { start: '2025' })], 'holding');
    expect(from('2021-01').unit).toBe('quarter');
    expect(from('2015').unit).toBe('quarter');
    expect(from('1900').unit).toBe('year');
    expect(from('1900').bars).toHaveLength(126);
  });

  it('goes by what became known, or by what is told of it', () => {
    const deal = made('x', { start: '2021', knownOn: '2023-09-25' });
    expect(histogramOf(graph, [deal], 'known').bars.map(({ name }) => name)).toEqual(['2023-09']);
    expect(histogramOf(graph, [deal], 'holding').bars).toHaveLength(12);
    // Half a date is put where it is known.
    expect(dateOf({ claim: made('x', { start: '2023-06-01/..' }) }, 'holding')).toEqual({
      from: day('2023-06-01'),
      to: day('2023-06-01'),
    });
    expect(dateOf({ claim: made('x', { end: '2024-03-02' }) }, 'holding')?.from).toBe(day('2024-03-02'));
  });

  it('counts every claim once, whatever its date', () => {
    const date = fc.constantFrom(
      '2023',
      '2023-06',
      '2023-06-15',
      '2023-Q4',
      'FY2024',
      '2021/2024',
      '../2023-05',
      '2024-H1',
    );
    const some = fc.array(fc.record({ start: date }, { requiredKeys: [] }), { maxLength: 20 });
    fc.assert(
      fc.property(some, (dates) => {
        const claims = dates.map((more, at) => made(`c${at}`, more));
        const { bars, undated } = histogramOf(graph, claims, 'holding');
        const sum = bars.reduce((total, { sure, spread }) => total + sure + spread, undated);
        expect(sum).toBeCloseTo(claims.length, 6);
      }),
    );
  });
});

describe('a moment', () => {
  const { bars } = histogramOf(
    graph,
    [made('a', { start: '2024-01' }), made('b', { start: '2024-04' })],
    'holding',
  );
  it('goes on bar by bar, and back', () => {
    expect(stepAfter(bars, undefined)).toBe('2024-01-31');
    expect(stepAfter(bars, '2024-01-31')).toBe('2024-02-29');
    expect(stepAfter(bars, '2024-03')).toBe('2024-04-30');
    expect(stepAfter(bars, '2024-04-30')).toBeUndefined();
    expect(stepBefore(bars, '2024-03')).toBe('2024-02-29');
    expect(stepBefore(bars, '2024-01-31')).toBeUndefined();
  });
  it('is a window of bars, whichever end comes first', () => {
    expect(windowOf(bars, 2, 1)).toBe('2024-02-01/2024-03-31');
    expect(barsIn(bars, spanOf('2024-02-01/2024-03-31'))).toEqual([false, true, true, false]);
    expect(dayText(day('2024-02-29'))).toBe('2024-02-29');
  });
});

describe('a loop in time', () => {
  const there = made('there', { start: '2023-06', knownOn: '2023-09' });
  const back = claim('back', 'BUYS_FROM', 'b', 'a', {
    start: '2024-01-10',
    end: '2024-12',
    knownOn: '2024-02',
  });
  const circle = loop('circle', [there, back]);
  const span = (text: string) => spanOf(text) ?? { from: Number.NaN, to: Number.NaN };
  it('opens with its last leg and closes with the first that is over', () => {
    const over = day('2024-12-31');
    expect(spellsOf(graph, circle, 'holding')).toEqual([{ from: day('2024-01-10'), last: over, ends: over }]);
    const never = Number.POSITIVE_INFINITY;
    expect(spellsOf(graph, circle, 'known')).toEqual([{ from: day('2024-02-01'), last: never, ends: never }]);
  });
  it('ends with what is called off, from that day on', () => {
    const off = {
      ...there,
      calledOffBy: [back.id],
      calledOffOn: '2024-05-02',
      calledOffKnownOn: '2024-05-06',
    };
    const legs = circle.legs.map((of) => (of.claim === there ? leg(off) : of));
    const spells = (by: 'known' | 'holding') => spellsOf(graph, { ...circle, legs }, by);
    expect(spells('holding')).toMatchObject([{ last: day('2024-05-01'), ends: day('2024-05-02') }]);
    expect(spells('known')).toMatchObject([{ last: day('2024-05-05'), ends: day('2024-05-06') }]);
  });
  it('goes on where another claim stands for the leg, after a gap if there is one', () => {
    const again = (start: string) => claim('again', 'BUYS_FROM', 'b', 'a', { start, end: '2025-06' });
    const spells = (start: string) => {
      const legs = circle.legs.map((of) =>
        of.claim === back ? { ...leg(back), alternatives: [again(start)] } : of,
      );
      return spellsOf(graph, { ...circle, legs }, 'holding')?.map(({ from, last }) =>
        [from, last].map(dayText),
      );
    };
    expect(spells('2025-01')).toEqual([['2024-01-10', '2025-06-30']]);
    expect(spells('2025-03')).toEqual([
      ['2024-01-10', '2024-12-31'],
      ['2025-03-01', '2025-06-30'],
    ]);
  });
  describe('with a leg that is rolled up', () => {
    const rolled = (...parts: StoredClaim[]) => ({
      ...circle,
      legs: circle.legs.map((of) =>
        of.claim === there
          ? {
              ...of,
              rolledUp: [{ end: 'from' as const, whole: EntityRef.parse('d:w'), partOf: parts.map(leg) }],
            }
          : of,
      ),
    });
    const part = (id: string, from: string, to: string, more: Record<string, unknown>) =>
      claim(id, 'PART_OF', from, to, more);
    const spells = (by: 'known' | 'holding', ...parts: StoredClaim[]) =>
      spellsOf(graph, rolled(...parts), by)?.map(({ from, last }) =>
        [from, last].map((at) => (Number.isFinite(at) ? dayText(at) : 'never')),
      );
    const owned = part('owned', 'a', 'm', { start: '2024-03', end: '2024-10', knownOn: '2024-06' });

    it('is there only while the part is part of the whole', () => {
      expect(spells('holding', owned)).toEqual([['2024-03-01', '2024-10-31']]);
      expect(spells('known', owned)).toEqual([['2024-06-01', 'never']]);
    });
    it('needs every step from the part on, and of claims that say the same any', () => {
      const on = part('on', 'm', 'w', { start: '2024-05' });
      const again = part('again', 'a', 'm', { start: '2024-09', end: '2024-11' });
      expect(spells('holding', owned, on)).toEqual([['2024-05-01', '2024-10-31']]);
      expect(spells('holding', owned, again, on)).toEqual([['2024-05-01', '2024-11-30']]);
    });
    it('has no date where it is not known since when the part is part of the whole', () => {
      expect(spells('holding', part('bare', 'a', 'w', { knownOn: '2024-06' }))).toBeUndefined();
    });
  });
  it('is open on a day exactly where, as of that day, each of its legs has a claim', () => {
    const date = fc.constantFrom(
      '2023',
      '2023-06',
      '2023-06-15',
      '2023-Q4',
      '2024-H1',
      '2024-02',
      '2023-07/..',
    );
    const one = fc.record(
      {
        start: date,
        end: date,
        knownOn: date,
        off: fc.record({ calledOffOn: date, calledOffKnownOn: date }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    );
    const legs = fc.array(fc.array(one, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 3 });
    const days = fc.constantFrom('2023-01-01', '2023-06-15', '2023-08-01', '2024-02-29', '2025-01-01');
    fc.assert(
      fc.property(legs, days, fc.constantFrom('known', 'holding'), (parts, asOf, by) => {
        const told = parts.map((part) =>
          part.map(({ off, ...more }, at) =>
            made(`c${at}`, off ? { ...more, ...off, calledOffBy: ['no'] } : more),
          ),
        );
        const passes = passerOf({ asOf, asOfBy: by, without: [`${by}:undated`] });
        const wanted = told.every((claims) => claims.some((of) => passes({ claim: of })));
        const of = told.map(([first, ...alternatives]) => ({ ...leg(first ?? there), alternatives }));
        const { open } = changesIn(
          [{ loop: circle, spells: spellsOf(graph, { ...circle, legs: of }, by) }],
          span(asOf),
        );
        expect(open.length === 1).toBe(wanted);
      }),
      { numRuns: 500 },
    );
  });
  it('is listed as open, opened or closed between two dates, and apart where a leg is undated', () => {
    const loops = [circle, loop('bare', [made('x'), back])];
    const dated = datedLoops({ graph, loops }, initialView.loops, 'holding');
    const ids = (text: string) => {
      const { open, opened, closed, undated } = changesIn(dated, span(text));
      return [open, opened, closed, undated].map((of) => of.map(({ id }) => id).join());
    };
    expect(ids('2023')).toEqual(['', '', '', 'bare']);
    expect(ids('2024-01')).toEqual(['circle', 'circle', '', 'bare']);
    expect(ids('2024-03')).toEqual(['circle', '', '', 'bare']);
    expect(ids('2024-12')).toEqual(['circle', '', 'circle', 'bare']);
    expect(ids('2025')).toEqual(['', '', '', 'bare']);
  });
});
