import { describe, expect, it } from 'vitest';
import { findLoops, type LoopQuery, PatternError } from '../../../../server/core/loops/index.ts';
import { FlowClaimRow } from '../../../../server/core/loops/projection/flow.ts';

const claim = (id: string, from: string, type: string, to: string, more: object = {}) =>
  FlowClaimRow.parse({ id, from, type, to, dataset: 'd', modality: 'fact', basis: 'stated', ...more });
/** The article's long way round, and two short ones. */
const CLAIMS = [
  claim('invests', 'maker', 'INVESTS_IN', 'cloud'),
  claim('buys', 'cloud', 'BUYS_FROM', 'maker', { follows: ['lends'] }),
  claim('pledges', 'cloud', 'PLEDGES_TO', 'lenders', { deal: 'loan' }),
  claim('lends', 'lenders', 'LENDS_TO', 'cloud', { deal: 'loan' }),
  claim('leases', 'maker', 'LEASES_FROM', 'cloud'),
];
const query: LoopQuery = {
  reading: 'trail',
  minLength: 2,
  maxLength: 12,
  exchanges: 'include',
  limit: 100,
};
const loops = (pattern: string): string[] =>
  findLoops(
    { version: 'v', claims: CLAIMS, parts: [], fiscalYearEnds: {}, sameAs: {} },
    { ...query, pattern },
  )
    .rows.map(({ legs }) =>
      legs
        .map(({ claim: key }) => key.slice(2))
        .sort()
        .join(' '),
    )
    .sort();

describe('patterns of types', () => {
  it('read a sequence from whatever leg it starts with', () => {
    expect(loops('INVESTS_IN BUYS_FROM')).toEqual(['buys invests']);
    expect(loops('BUYS_FROM INVESTS_IN')).toEqual(['buys invests']);
    expect(loops('INVESTS_IN PLEDGES_TO LENDS_TO BUYS_FROM')).toEqual(['buys invests lends pledges']);
    expect(loops('INVESTS_IN LENDS_TO PLEDGES_TO BUYS_FROM')).toEqual([]);
  });

  it('take what may be there, either of two, and so many', () => {
    expect(loops('INVESTS_IN (PLEDGES_TO LENDS_TO)? BUYS_FROM')).toEqual([
      'buys invests',
      'buys invests lends pledges',
    ]);
    expect(loops('(INVESTS_IN | LEASES_FROM) BUYS_FROM')).toEqual(['buys invests', 'buys leases']);
    expect(loops('money{2}')).toEqual(['buys invests', 'buys leases']);
    expect(loops('money* collateral money+')).toEqual([
      'buys invests lends pledges',
      'buys leases lends pledges',
      'lends pledges',
    ]);
    expect(loops('any{4}')).toHaveLength(2);
  });

  it('can be long, or be read in many ways, without taking long', () => {
    expect(loops('((INVESTS_IN))* ((money any money)+){2} BUYS_FROM')).toEqual([]);
    expect(loops('(any? money? any?){12}').length).toBeGreaterThan(3);
  });

  it.each([
    ['', 'a leg is missing (at 1)'],
    ['INVESTS_IN |', 'a leg is missing (at 13)'],
    ['(INVESTS_IN', 'a “(” without its “)” (at 1)'],
    ['INVESTS_IN)', 'a “)” without its “(” (at 11)'],
    ['* BUYS_FROM', 'a leg is missing (at 1)'],
    [
      'INVESTS',
      '“INVESTS” is neither a type, nor one of money, collateral, goods, equity, guarantee, nor any (at 1)',
    ],
    ['BUYS_FROM DEPENDS_ON', 'DEPENDS_ON moves nothing, so it is in no loop (at 11)'],
    ['BUYS_FROM, INVESTS_IN', '“,” means nothing here (at 10)'],
    ['BUYS_FROM{3,2}', 'so many times cannot be (at 10)'],
    ['any{50}', 'more than 40 legs written out (at 1)'],
  ])('say what is wrong with “%s”, and where', (pattern, message) => {
    expect(() => loops(pattern)).toThrow(PatternError);
    expect(() => loops(pattern)).toThrow(message);
  });
});
