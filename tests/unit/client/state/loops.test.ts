import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyGraph } from '../../../../client/state/graph.ts';
import {
  coreOf,
  listed,
  listedIn,
  longest,
  loopMarks,
  loopsAlongClaim,
  loopsThroughEntity,
  passes,
  playSteps,
  shapeOf,
} from '../../../../client/state/loops.ts';
import { initialView } from '../../../../client/state/view.ts';
import { findLoops } from '../../../../server/core/loops/index.ts';
import { lumpSum } from '../../../../server/core/model/claim.ts';
import { ClaimRef } from '../../../../server/core/model/ids.ts';
import { claims, projection } from '../../core/loops/arbitrary.ts';
import { chain, claim, leg, loop } from '../samples.ts';

const long = loop('long', chain, {
  bottleneck: {
    currencies: [{ currency: 'USD', atMost: 2.3e9, claim: ClaimRef.parse('d:lends') }],
    unknown: 2,
    moneyLegs: 3,
  },
  restsOn: [leg(claim('earlier', 'BUYS_FROM', 'coreweave', 'nvidia', { basis: 'implied' }))],
});
const short = loop(
  'short',
  [
    claim('lease', 'LEASES_FROM', 'nvidia', 'aws', { status: 'proposed' }),
    claim('aws-buys', 'BUYS_FROM', 'aws', 'nvidia'),
  ],
  { order: 'ordered' },
);
const exchange = loop(
  'exchange',
  [chain[1], chain[2]].filter((one) => one !== undefined),
  { exchange: true },
);
const all = [short, long, exchange];
const filters = initialView.loops;

describe('the list of loops', () => {
  it('leaves exchanges out unless they are asked for', () => {
    expect(listed(emptyGraph, all, filters).map(({ id }) => id)).not.toContain('exchange');
    expect(listed(emptyGraph, all, { ...filters, exchanges: true }).map(({ id }) => id)).toContain(
      'exchange',
    );
  });
  it('filters by reading, length, moves and entity', () => {
    expect(passes(emptyGraph, long, { ...filters, reading: 'elementary' })).toBe(false);
    expect(passes(emptyGraph, long, { ...filters, maxLength: 3 })).toBe(false);
    expect(passes(emptyGraph, long, { ...filters, moves: ['money'] })).toBe(false);
    expect(passes(emptyGraph, long, { ...filters, moves: ['money', 'collateral'] })).toBe(true);
    expect(passes(emptyGraph, long, { ...filters, through: ['d:lenders'] })).toBe(true);
    expect(passes(emptyGraph, short, { ...filters, through: ['d:lenders'] })).toBe(false);
    expect(passes(emptyGraph, long, { ...filters, through: ['d:lenders', 'd:nvidia'] })).toBe(true);
    expect(passes(emptyGraph, long, { ...filters, through: ['d:lenders', 'd:other'] })).toBe(false);
  });
  it('sorts, what is unknown last', () => {
    expect(listed(emptyGraph, all, { ...filters, sort: 'bottleneck' })[0]?.id).toBe('long');
    expect(listed(emptyGraph, all, { ...filters, sort: 'length' })[0]?.id).toBe('short');
    expect(listed(emptyGraph, all, { ...filters, sort: 'order' })[0]?.id).toBe('short');
  });
  it('compares sums of one currency only: that of the question', () => {
    const bounded = (id: string, currency: string, atMost: number) =>
      loop(id, chain, {
        bottleneck: {
          currencies: [{ currency, atMost, claim: ClaimRef.parse('d:lends') }],
          unknown: 0,
          moneyLegs: 1,
        },
      });
    const both = [bounded('yen', 'JPY', 100e9), bounded('dollars', 'USD', 2e9)];
    const first = (currency?: string) =>
      listed(emptyGraph, both, {
        ...filters,
        sort: 'bottleneck',
        constraints: currency === undefined ? {} : { currency },
      })[0]?.id;
    expect(first()).toBe('dollars');
    expect(first('JPY')).toBe('yen');
  });
  it('leaves the order to the server where it has said which pass', () => {
    const view = {
      ...initialView,
      loops: { ...filters, sort: 'length' as const, constraints: { stated: true as const } },
    };
    expect(
      listedIn({ graph: emptyGraph, loops: all, passing: ['long', 'short'] }, view).map(({ id }) => id),
    ).toEqual(['long', 'short']);
  });
  it('sorts as the server does, whatever it is given in', () => {
    fc.assert(
      fc.property(
        claims,
        fc.constantFrom('certainty' as const, 'bottleneck' as const, 'length' as const),
        fc.constantFrom('USD', 'EUR'),
        (drafts, sortBy, currency) => {
          const { rows } = findLoops(projection(drafts), {
            reading: 'trail',
            minLength: 2,
            maxLength: 5,
            exchanges: 'include',
            limit: 1000,
            sortBy,
            currency,
          });
          const loops = rows.map((row) => {
            const legs = row.legs.flatMap(
              ({ claim: key }) => drafts.find(({ id }) => `test:${id}` === key) ?? [],
            );
            const told = legs.map((leg) =>
              claim(leg.id, leg.type, leg.from, leg.to, { amount: lumpSum(leg) }),
            );
            return loop(row.id, told, { ...row, legs: told.map(leg), restsOn: [] });
          });
          const byId = [...loops].sort((a, b) => (a.id < b.id ? -1 : 1));
          const shown = listed(emptyGraph, byId, {
            ...filters,
            exchanges: true,
            sort: sortBy,
            constraints: { currency },
          });
          expect(shown.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
        },
      ),
      { numRuns: 200 },
    );
  });
  it('marks what is proposed, intended or implied', () => {
    expect(loopMarks(short)).toEqual(['proposed']);
    expect(loopMarks(long)).toEqual(['intended']);
  });
  it('plays what a loop rests on first, then its legs in turn', () => {
    const steps = playSteps(long);
    expect(steps.map(({ part }) => part)).toEqual(['rests', 'leg', 'leg', 'leg', 'leg']);
    expect(steps.map(({ step }) => step.claim.id)).toEqual([
      'earlier',
      'invests',
      'pledges',
      'lends',
      'buys',
    ]);
    expect(steps[3]).toMatchObject({ number: 3, of: 4 });
  });
  it('knows which loops an entity or a claim is in', () => {
    expect(loopsThroughEntity(emptyGraph, all, 'd:lenders').map(({ id }) => id)).toEqual([
      'long',
      'exchange',
    ]);
    expect(loopsAlongClaim(all, 'd:aws-buys').map(({ id }) => id)).toEqual(['short']);
  });
  it('begins with all entities in loops, or with those in most where they are many', () => {
    expect(coreOf(emptyGraph, [short])).toEqual(['d:aws', 'd:nvidia']);
    const with_ = (name: string, times: number) =>
      Array.from({ length: times }, (_, index) =>
        loop(`${name}${index}`, [
          claim(`a${name}${index}`, 'INVESTS_IN', 'nvidia', name),
          claim(`b${name}${index}`, 'BUYS_FROM', name, 'nvidia'),
        ]),
      );
    const many = Array.from({ length: 40 }, (_, index) => with_(`c${index}`, index < 5 ? 2 : 1)).flat();
    const core = coreOf(emptyGraph, many);
    expect(core).toHaveLength(20);
    expect(core).toEqual(expect.arrayContaining(['d:nvidia', 'd:c0', 'd:c4']));
  });
  it('leaves out of the core what is in no loop of it, unless nothing would be left', () => {
    const ring = Array.from({ length: 30 }, (_, index) => `r${String(index).padStart(2, '0')}`);
    const one = loop(
      'ring',
      ring.map((key, index) => claim(key, 'PAYS_TO', key, ring[(index + 1) % 30] ?? '')),
    );
    expect(coreOf(emptyGraph, [one])).toHaveLength(30);
    expect(coreOf(emptyGraph, [one, short])).toEqual(['d:aws', 'd:nvidia']);
  });
  it('gives the layout the entities in turn, with the one that recurs', () => {
    expect(shapeOf(emptyGraph, long).stops).toEqual(['d:nvidia', 'd:coreweave', 'd:lenders', 'd:coreweave']);
    expect(longest(all)?.id).toBe('long');
  });
});
