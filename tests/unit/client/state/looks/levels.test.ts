import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyGraph, merged, scoped } from '../../../../../client/state/graph.ts';
import { NO_CURRENCY, partsOf } from '../../../../../client/state/looks/gauges.ts';
import { degrees, flows, levelsOf, networkOf } from '../../../../../client/state/looks/levels.ts';
import { initialView, type View } from '../../../../../client/state/view.ts';
import type { StoredClaim } from '../../../../../server/core/model/stored.ts';
import { claim, entity } from '../../samples.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'] as const;
const anyClaims = fc
  .array(
    fc.record({
      type: fc.constantFrom('INVESTS_IN' as const, 'BUYS_FROM' as const, 'USES' as const),
      from: fc.constantFrom(...IDS),
      to: fc.constantFrom(...IDS),
      amount: fc.option(fc.integer({ min: 0, max: 1000 }), { nil: undefined }),
      currency: fc.constantFrom('USD', 'EUR', undefined),
      deal: fc.constantFrom('x', 'y', undefined, undefined),
      status: fc.constantFrom('closed' as const, 'cancelled' as const, undefined),
    }),
    { maxLength: 14 },
  )
  .map((all) =>
    all.map(({ type, from, to, ...more }, at) =>
      claim(
        `c${at}`,
        type,
        from,
        to,
        Object.fromEntries(
          Object.entries(more).filter(
            ([name, value]) => value !== undefined && !(name === 'currency' && more.amount === undefined),
          ),
        ),
      ),
    ),
  );

const graphOf = (claims: readonly StoredClaim[]) =>
  merged(scoped(emptyGraph, ['d']), { entities: IDS.map((id) => entity(id)), claims });
const view: View = {
  ...initialView,
  placed: Object.fromEntries(IDS.map((id, at) => [`d:${id}`, { x: at, y: 0 }])),
};
const keys = IDS.map((id) => `d:${id}`);

describe('levels', () => {
  it('of degree count the others that an entity is joined to, as counting one by one does', () => {
    fc.assert(
      fc.property(anyClaims, (claims) => {
        const levels = degrees(graphOf(claims), keys, claims);
        for (const id of IDS) {
          const joined = IDS.filter(
            (other) =>
              other !== id &&
              claims.some(({ from, to }) => (from === id && to === other) || (to === id && from === other)),
          );
          expect(levels.get(`d:${id}`)).toEqual({ value: joined.length });
        }
      }),
    );
  });

  it('of flows add known sums of one currency and one way, a deal once; what is unknown is never zero', () => {
    fc.assert(
      fc.property(
        anyClaims,
        fc.constantFrom('in' as const, 'out' as const),
        fc.constantFrom('USD', 'EUR', ''),
        (claims, way, currency) => {
          const levels = flows(graphOf(claims), claims, { way, currency });
          for (const id of IDS) {
            const own = claims.filter(
              ({ type, from, to, status }) =>
                type !== 'USES' && status !== 'cancelled' && from !== to && (way === 'in' ? to : from) === id,
            );
            const known = own.filter((one) => one.amount !== undefined && (one.currency ?? '') === currency);
            const legs: Record<string, number> = {};
            for (const { id: name, deal, type, from, to, amount = 0 } of known) {
              const leg = deal ? `${deal} ${type} ${from} ${to}` : name;
              legs[leg] = Math.max(legs[leg] ?? 0, amount);
            }
            const level = levels.get(`d:${id}`);
            if (known.length === 0) expect(level).toBeUndefined();
            else {
              expect(level?.value).toBe(Object.values(legs).reduce((sum, one) => sum + one, 0));
              expect(level?.atLeast).toBe(own.some(({ amount }) => amount === undefined) ? true : undefined);
            }
          }
        },
      ),
    );
  });

  it('do not depend on the order of records', () => {
    fc.assert(
      fc.property(
        anyClaims.chain((claims) =>
          fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length })),
        ),
        fc.constantFrom('degree' as const, 'in:USD' as const, `out:${NO_CURRENCY}` as const),
        ([claims, shuffled], gauge) => {
          const sorted = (of: readonly StoredClaim[]) => [...levelsOf(graphOf(of), view, gauge)].sort();
          expect(sorted(shuffled)).toEqual(sorted(claims));
          expect(networkOf(graphOf(shuffled), view)).toEqual(networkOf(graphOf(claims), view));
        },
      ),
    );
  });

  it('obey filters and dates: what is left out neither joins nor pays', () => {
    const claims = [
      claim('old', 'INVESTS_IN', 'a', 'b', { amount: 5, currency: 'USD', knownOn: '2020' }),
      claim('new', 'INVESTS_IN', 'a', 'c', { amount: 7, currency: 'USD', knownOn: '2024' }),
    ];
    const graph = graphOf(claims);
    const then = { ...view, time: { by: 'known' as const, asOf: '2021' } };
    expect(levelsOf(graph, view, 'out:USD').get('d:a')).toEqual({ value: 12 });
    expect(levelsOf(graph, then, 'out:USD').get('d:a')).toEqual({ value: 5 });
    expect(levelsOf(graph, then, 'degree').get('d:a')).toEqual({ value: 1 });
    expect(networkOf(graph, then)).toEqual({ keys: ['d:a', 'd:b', 'd:d', 'd:e'], links: [['d:a', 'd:b']] });
  });

  it('of a metric are of its series only: of each entity the last period, and the surest source of it', () => {
    const metric = (id: string, more: Record<string, unknown>) =>
      entity(id, { kind: 'Metric', measure: 'revenue', form: 'level', currency: 'USD', ...more });
    const graph = merged(graphOf([]), {
      entities: [
        metric('m1', { value: 1, period: '2023-Q1' }),
        metric('m2', { value: 2, period: '2023-Q2' }),
        metric('m3', { value: 3, period: '2023-Q2' }),
        metric('m4', { value: 400, period: '2023' }),
        metric('m5', { valueMin: 9, period: '2023-Q3' }),
        metric('m6', { valueMax: 9, period: '2023-Q3' }),
      ],
      claims: [
        claim('x1', 'MEASURES', 'm1', 'a'),
        claim('x2', 'MEASURES', 'm2', 'a', { modality: 'estimate' }),
        claim('x3', 'MEASURES', 'm3', 'a'),
        claim('x4', 'MEASURES', 'm4', 'a'),
        claim('x5', 'MEASURES', 'm5', 'b'),
        claim('x6', 'MEASURES', 'm6', 'c'),
      ],
    });
    const levels = levelsOf(graph, view, 'metric:revenue;level;;USD;;;quarter');
    expect([...levels].map(([key, { value, atLeast }]) => [key, value, atLeast])).toEqual([
      ['d:a', 3, undefined],
      ['d:b', 9, true],
    ]);
  });
});

describe('a gauge', () => {
  it('says which currency it is of, or that none is stated', () => {
    expect([partsOf('in:USD'), partsOf('out:none')]).toEqual([
      { of: 'in', currency: 'USD' },
      { of: 'out', currency: '' },
    ]);
  });
});
