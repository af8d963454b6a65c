import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concentrationOf } from '../../../../server/core/loops/concentration.ts';
import { type FlowClaim, FlowClaimRow } from '../../../../server/core/loops/flow.ts';
import { findLoops, type LoopQuery } from '../../../../server/core/loops/index.ts';
import { movesOf } from '../../../../server/core/model/registry.ts';
import { claims, projection, queries } from './arbitrary.ts';

const query: LoopQuery = {
  reading: 'elementary',
  minLength: 2,
  maxLength: 8,
  exchanges: 'exclude',
  limit: 100,
};
const claim = (id: string, from: string, type: string, to: string, more: object = {}): FlowClaim =>
  FlowClaimRow.parse({ id, from, type, to, dataset: 'test', modality: 'fact', basis: 'stated', ...more });
const of = (all: FlowClaim[]) => concentrationOf(projection(all), findLoops(projection(all), query).rows);

describe('concentration', () => {
  it('is how many loops an entity is in, and what of its money runs in them', () => {
    const [maker, cloud, ...others] = of([
      claim('invests', 'maker', 'INVESTS_IN', 'cloud', { amount: 100, currency: 'USD' }),
      claim('buys', 'cloud', 'BUYS_FROM', 'maker', { amount: 300, currency: 'USD' }),
      claim('gift', 'maker', 'INVESTS_IN', 'school', { amount: 50, currency: 'USD' }),
      claim('fee', 'cloud', 'PAYS_TO', 'bank', { amount: 7, currency: 'EUR' }),
      claim('rent', 'cloud', 'PAYS_TO', 'landlord'),
      claim('pledge', 'cloud', 'PLEDGES_TO', 'bank', { amount: 1000, currency: 'USD' }),
    ]).sort((a, b) => (a.entity < b.entity ? 1 : -1));
    expect(others).toEqual([]);
    expect(maker).toEqual({
      entity: 'test:maker',
      loops: 1,
      in: { known: [{ currency: 'USD', all: 300, inside: 300 }], unknown: { all: 0, inside: 0 } },
      out: { known: [{ currency: 'USD', all: 150, inside: 100 }], unknown: { all: 0, inside: 0 } },
    });
    expect(cloud?.out).toEqual({
      known: [
        { currency: 'USD', all: 300, inside: 300 },
        { currency: 'EUR', all: 7, inside: 0 },
      ],
      unknown: { all: 1, inside: 0 },
    });
  });

  it('counts several statements of one deal once, by the surest that gives a sum', () => {
    const [entity] = of([
      claim('one', 'a', 'INVESTS_IN', 'b', { deal: 'x', amount: 10, currency: 'USD', modality: 'estimate' }),
      claim('two', 'a', 'INVESTS_IN', 'b', { deal: 'x', amount: 12, currency: 'USD' }),
      claim('silent', 'a', 'INVESTS_IN', 'b', { deal: 'x', status: 'closed' }),
      claim('other', 'a', 'INVESTS_IN', 'b', { amount: 5, currency: 'USD' }),
      claim('back', 'b', 'PAYS_TO', 'a'),
    ]);
    expect(entity?.out.known).toEqual([{ currency: 'USD', all: 17, inside: 17 }]);
    expect(entity?.in).toEqual({ known: [], unknown: { all: 1, inside: 1 } });
  });

  it('adds up to what the claims say, where no deal is told twice', () => {
    fc.assert(
      fc.property(claims, queries, (drafts, asked) => {
        const all = drafts.map((one) => ({ ...one, deal: undefined }));
        const { rows } = findLoops(projection(all), asked);
        const inside = new Set(
          rows.flatMap(({ legs }) => legs.flatMap((leg) => [leg.claim, ...leg.alternatives])),
        );
        const money = all.filter(
          ({ type, status, from, to }) => movesOf(type) === 'money' && status !== 'cancelled' && from !== to,
        );
        for (const { entity, loops, out } of concentrationOf(projection(all), rows)) {
          const mine = money.filter(({ from }) => `test:${from}` === entity);
          const sum = (list: FlowClaim[], currency: string | null) =>
            list
              .filter((one) => (one.currency ?? null) === currency)
              .reduce((total, { amount, amountMax }) => total + (amount ?? amountMax ?? 0), 0);
          for (const { currency, all: whole, inside: part } of out.known) {
            expect(whole).toBe(sum(mine, currency));
            expect(part).toBe(
              sum(
                mine.filter(({ id }) => inside.has(`test:${id}`)),
                currency,
              ),
            );
          }
          expect(out.unknown.all).toBe(
            mine.filter(({ amount, amountMax }) => (amount ?? amountMax) === undefined).length,
          );
          const through = rows.filter(({ legs }) =>
            legs.some((leg) => `test:${all.find(({ id }) => `test:${id}` === leg.claim)?.from}` === entity),
          );
          expect(loops).toBe(through.length);
        }
      }),
      { numRuns: 200 },
    );
  });
});
