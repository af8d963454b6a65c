import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartsOf } from '../../../../../client/state/looks/charts.ts';
import { type Observation, periodOf, seriesOf } from '../../../../../client/state/looks/metrics.ts';
import { MODALITIES } from '../../../../../server/core/model/registry.ts';
import { claim, entity } from '../../samples.ts';

const observe = (id: string, of: string, more: Record<string, unknown>, modality = 'fact'): Observation => {
  const metric = entity(id, { kind: 'Metric', measure: 'revenue', form: 'level', currency: 'USD', ...more });
  if (metric.kind !== 'Metric') throw new Error('it is one');
  return { metric, claim: claim(`of-${id}`, 'MEASURES', id, of, { modality }), of: `d:${of}` };
};
const PERIODS = [
  '2023-Q1',
  '2023-Q2',
  '2023-Q4',
  '2024-Q1',
  '2023',
  '2024',
  'FY2023-Q1',
  '2023-01/2023-08',
  '2023-06-15',
  undefined,
];
const some = <T>(value: T | undefined, name: string) => (value === undefined ? {} : { [name]: value });
const anyObservations = fc
  .array(
    fc.record({
      of: fc.constantFrom('a', 'b'),
      period: fc.constantFrom(...PERIODS),
      currency: fc.constantFrom('USD', 'EUR'),
      value: fc.option(fc.integer({ min: -9, max: 99 }), { nil: undefined }),
      valueMin: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
      modality: fc.constantFrom(...MODALITIES),
    }),
    { maxLength: 14 },
  )
  .map((all) =>
    all.map(({ of, period, currency, value, valueMin, modality }, at) =>
      observe(
        `m${at}`,
        of,
        {
          currency,
          ...some(period, 'period'),
          ...some(value, 'value'),
          ...(value === undefined ? some(valueMin, 'valueMin') : {}),
        },
        modality,
      ),
    ),
  );

describe('charts', () => {
  it('hold every figure of a series with two or more exactly once, and never unlike figures together', () => {
    fc.assert(
      fc.property(anyObservations, (all) => {
        const charts = chartsOf(all, ['d:a', 'd:b']);
        const known = all.filter(({ metric }) => metric.value !== undefined || metric.valueMin !== undefined);
        const inSeries = (series: string) => known.filter(({ metric }) => seriesOf(metric) === series);
        expect(new Set(charts.map(({ series }) => series))).toEqual(
          new Set(
            known.map(({ metric }) => seriesOf(metric)).filter((series) => inSeries(series).length > 1),
          ),
        );
        for (const { series, marks, slots, low, high, span } of charts) {
          expect(new Set(marks.map(({ observation }) => observation))).toEqual(new Set(inSeries(series)));
          for (const { observation, slot, value, min, reported } of marks) {
            expect(slots[slot]).toEqual({ period: observation.metric.period, empty: false });
            expect(periodOf(observation.metric.period).span).toBe(span);
            expect(low).toBeLessThanOrEqual(value ?? min ?? 0);
            expect(high).toBeGreaterThanOrEqual(value ?? min ?? 0);
            expect(reported).toBe(observation.claim.modality === 'fact');
          }
        }
      }),
    );
  });

  it('join only periods that follow at once, of one entity, where each has one known figure', () => {
    fc.assert(
      fc.property(anyObservations, (all) => {
        for (const { joins, marks } of chartsOf(all, ['d:a', 'd:b']))
          for (const { from, to } of joins) {
            expect(from.entity).toBe(to.entity);
            expect(
              periodOf(to.observation.metric.period).slot - periodOf(from.observation.metric.period).slot,
            ).toBe(1);
            for (const end of [from, to]) {
              expect(end.value).toBeDefined();
              expect(marks.filter(({ entity: of, slot }) => of === end.entity && slot === end.slot)).toEqual([
                end,
              ]);
            }
          }
      }),
    );
  });

  it('show periods of which nothing is stated as gaps', () => {
    const [chart] = chartsOf(
      [
        observe('m1', 'a', { value: 1, period: '2023-Q1' }),
        observe('m2', 'a', { value: 3, period: '2023-Q4' }),
        observe('m3', 'a', { value: 4, period: '2024-Q1' }),
      ],
      ['d:a'],
    );
    expect(chart?.slots).toEqual([
      { period: '2023-Q1', empty: false },
      { period: '2023-Q2', empty: true },
      { period: '2023-Q3', empty: true },
      { period: '2023-Q4', empty: false },
      { period: '2024-Q1', empty: false },
    ]);
    expect(chart?.joins.map(({ from, to }) => [from.slot, to.slot])).toEqual([[3, 4]]);
  });

  it('do not depend on the order of records, and leave others out', () => {
    fc.assert(
      fc.property(anyObservations, (all) => {
        expect(chartsOf(all.toReversed(), ['d:a'])).toEqual(chartsOf(all, ['d:a']));
        expect(chartsOf(all, ['d:c'])).toEqual([]);
      }),
    );
  });
});
