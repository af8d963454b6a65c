import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concentrationOf } from '../../../../server/core/loops/analysis/concentration.ts';
import { findLoops, type LoopQuery } from '../../../../server/core/loops/index.ts';
import { type FlowClaim, FlowClaimRow } from '../../../../server/core/loops/projection/flow.ts';
import { movesOf } from '../../../../server/core/model/registry.ts';
import { claims, projection, queries } from './arbitrary.ts';
import { claimPasses } from './oracle-constraints.ts';

const query: LoopQuery = {
  reading: 'elementary',
  minLength: 2,
  maxLength: 8,
  exchanges: 'exclude',
  limit: 100,
};
const claim = (id: string, from: string, type: string, to: string, more: object = {}): FlowClaim =>
  FlowClaimRow.parse({ id, from, type, to, dataset: 'test', modality: 'fact', basis: 'stated', ...more });
const order = { sortBy: 'loops', currency: 'USD', limit: 1000 } as const;
const of = (all: FlowClaim[], asked = query) => concentrationOf(projection(all), asked, order).entities;

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

  it('takes no bound for a sum, and nothing called off for money', () => {
    const [entity] = of([
      claim('to', 'a', 'INVESTS_IN', 'b', { amountMax: 10, currency: 'USD' }),
      claim('back', 'b', 'PAYS_TO', 'a', { amountMin: 10, currency: 'USD' }),
      claim('off', 'a', 'PAYS_TO', 'c', { amount: 5, currency: 'USD', calledOffBy: ['x'] }),
    ]);
    expect(entity?.out).toEqual({ known: [], unknown: { all: 1, inside: 1 } });
    expect(entity?.in).toEqual({ known: [], unknown: { all: 1, inside: 1 } });
  });

  it('asks of all the money what it asks of the surety of claims, and of the legs alone what it asks of loops', () => {
    const all = [
      claim('to', 'a', 'INVESTS_IN', 'b', { amount: 1, currency: 'USD' }),
      claim('back', 'b', 'PAYS_TO', 'a'),
      claim('guess', 'a', 'PAYS_TO', 'c', { amount: 2, currency: 'USD', modality: 'forecast' }),
      claim('buys', 'a', 'BUYS_FROM', 'c', { amount: 4, currency: 'USD' }),
    ];
    const out = (more: Partial<LoopQuery>) => of(all, { ...query, ...more })[0]?.out.known[0];
    expect(out({})).toEqual({ currency: 'USD', all: 7, inside: 1 });
    expect(out({ leastModality: 'fact' })).toEqual({ currency: 'USD', all: 5, inside: 1 });
    expect(out({ types: ['INVESTS_IN', 'PAYS_TO'], avoid: ['test:c'] })).toEqual({
      currency: 'USD',
      all: 7,
      inside: 1,
    });
  });

  it('sorts by loops, or by a share in one currency, unknown shares last', () => {
    const usd = (amount: number) => ({ amount, currency: 'USD' });
    const all = projection([
      claim('to', 'a', 'INVESTS_IN', 'b', usd(1)),
      claim('gift', 'a', 'PAYS_TO', 'x', usd(1)),
      claim('back', 'b', 'PAYS_TO', 'a', usd(1)),
      claim('aside', 'b', 'LENDS_TO', 'c', { amount: 9, currency: 'EUR' }),
      claim('home', 'c', 'PAYS_TO', 'b'),
    ]);
    const by = (sortBy: 'loops' | 'in' | 'out', limit = 9) => {
      const { entities, total } = concentrationOf(all, query, { sortBy, currency: 'USD', limit });
      expect(total).toBe(3);
      return entities.map(({ entity }) => entity.slice(5));
    };
    expect(by('loops')).toEqual(['b', 'a', 'c']);
    expect(by('out')).toEqual(['b', 'a', 'c']); // all of it, half of it, not known
    expect(by('in')).toEqual(['b', 'a', 'c']);
    expect(by('out', 1)).toEqual(['b']);
  });

  it('agrees with the rows of the list: loops through each entity, and the claims that they can be told with', () => {
    fc.assert(
      fc.property(claims, queries, (drafts, asked) => {
        const all = drafts.map((one) => ({ ...one, deal: undefined }));
        const { rows } = findLoops(projection(all), asked);
        const inside = new Set(
          rows.flatMap(({ legs }) => legs.flatMap((leg) => [leg.claim, ...leg.alternatives])),
        );
        const claimOf = (key: string) => all.find(({ id }) => `test:${id}` === key);
        // What is asked of the surety of all the money, as the oracle has it.
        const { asOf, leastStatus, leastModality, statedOnly, calledOff, withoutClaims, unknown } = asked;
        const surety = {
          ...query,
          asOf,
          leastStatus,
          leastModality,
          statedOnly,
          calledOff,
          withoutClaims,
          unknown,
        };
        const money = all.filter(
          (one) =>
            movesOf(one.type) === 'money' &&
            one.status !== 'cancelled' &&
            one.from !== one.to &&
            claimPasses(one, surety),
        );
        const answer = concentrationOf(projection(all), asked, order);
        expect([answer.found, answer.truncated]).toEqual([rows.length, false]);
        const met = rows.flatMap(({ legs }) => [...new Set(legs.map((leg) => claimOf(leg.claim)?.from))]);
        expect(new Map(answer.entities.map(({ entity, loops }) => [entity.slice(5), loops]))).toEqual(
          new Map(met.map((id) => [String(id), met.filter((other) => other === id).length])),
        );
        for (const { entity, ...sides } of answer.entities)
          for (const [side, end] of [
            ['out', 'from'],
            ['in', 'to'],
          ] as const) {
            const mine = money.filter((one) => `test:${one[end]}` === entity);
            const sums = (list: FlowClaim[], currency: string | null) =>
              list
                .filter((one) => (one.currency ?? null) === currency)
                .reduce((total, { amount }) => total + (amount ?? 0), 0);
            const loopMoney = mine.filter(({ id }) => inside.has(`test:${id}`));
            const told = mine.filter(({ amount }) => amount !== undefined);
            const currencies = new Set(told.map(({ currency }) => currency ?? null));
            expect(new Set(sides[side].known.map(({ currency }) => currency))).toEqual(currencies);
            for (const { currency, all: whole, inside: part } of sides[side].known)
              expect([whole, part]).toEqual([sums(mine, currency), sums(loopMoney, currency)]);
            expect(sides[side].unknown).toEqual({
              all: mine.length - told.length,
              inside: loopMoney.filter(({ amount }) => amount === undefined).length,
            });
          }
      }),
      { numRuns: 300 },
    );
  });

  it('is at least what it says where it is cut short', () => {
    fc.assert(
      fc.property(claims, queries, fc.nat(30), (all, asked, steps) => {
        const whole = concentrationOf(projection(all), asked, order);
        let looks = 0;
        const part = concentrationOf(projection(all), asked, order, () => ++looks > steps);
        expect(part.found).toBeLessThanOrEqual(whole.found);
        if (!part.truncated) expect(part).toEqual(whole);
        else expect([part.reason, part.counted]).toEqual(['time', false]);
        for (const { entity, loops } of part.entities)
          expect(loops).toBeLessThanOrEqual(whole.entities.find((one) => one.entity === entity)?.loops ?? 0);
      }),
    );
  });
});
