import { describe, expect, it } from 'vitest';
import { findLoops, type LoopQuery } from '../../../../server/core/loops/index.ts';
import { type FlowClaim, FlowClaimRow } from '../../../../server/core/loops/projection/flow.ts';

const claim = (id: string, from: string, type: string, to: string, more: object = {}): FlowClaim =>
  FlowClaimRow.parse({ id, from, type, to, dataset: 'd', modality: 'fact', basis: 'stated', ...more });
const query: LoopQuery = { reading: 'trail', minLength: 2, maxLength: 8, exchanges: 'exclude', limit: 100 };
const loops = (
  claims: FlowClaim[],
  more: Partial<LoopQuery> = {},
  fiscalYearEnds: Record<string, number> = {},
  sameAs: Record<string, string> = {},
) => findLoops({ version: 'v', claims, parts: [], fiscalYearEnds, sameAs }, { ...query, ...more }).rows;
const legs = (row: ReturnType<typeof loops>[number] | undefined) =>
  row?.legs.map(({ claim: key }) => key.slice(2));

/** The article's long way round: invest, pledge what was bought before, borrow, buy again with the loan. */
const LONG = [
  claim('invests', 'maker', 'INVESTS_IN', 'cloud'),
  claim('bought', 'cloud', 'BUYS_FROM', 'maker', { basis: 'implied' }),
  claim('pledges', 'cloud', 'PLEDGES_TO', 'lenders', { deal: 'loan', follows: ['bought'] }),
  claim('lends', 'lenders', 'LENDS_TO', 'cloud', { deal: 'loan', amount: 2_300_000_000, currency: 'USD' }),
  claim('buys', 'cloud', 'BUYS_FROM', 'maker', { follows: ['lends'], status: 'intended' }),
];

describe('reading loops', () => {
  it('reads the long loop as one trail, and what it rests on beside it', () => {
    const trails = loops(LONG).filter(({ reading }) => reading === 'trail');
    expect(trails).toHaveLength(1);
    expect(legs(trails[0])).toEqual(['invests', 'pledges', 'lends', 'buys']);
    expect(trails[0]?.restsOn).toEqual(['d:bought']);
    expect(trails[0]?.combinations).toBe(1);
  });

  it('does not join two loops that merely share an entity', () => {
    const two = [
      claim('a1', 'maker', 'INVESTS_IN', 'one'),
      claim('a2', 'one', 'BUYS_FROM', 'maker'),
      claim('b1', 'maker', 'INVESTS_IN', 'two'),
      claim('b2', 'two', 'BUYS_FROM', 'maker'),
    ];
    expect(loops(two).map(({ reading }) => reading)).toEqual(['elementary', 'elementary']);
  });

  it('lists the two sides of one contract only when asked for exchanges', () => {
    expect(loops(LONG).some(({ exchange }) => exchange)).toBe(false);
    const [exchange, ...rest] = loops(LONG, { exchanges: 'include' }).filter((row) => row.exchange);
    expect(rest).toEqual([]);
    expect(legs(exchange)?.sort()).toEqual(['lends', 'pledges']);
  });

  it('takes parallel deals as alternatives of one row, the surest first', () => {
    const [row, ...rest] = loops(LONG, { reading: 'elementary' });
    expect(rest).toEqual([]);
    expect(row?.combinations).toBe(2);
    expect(row?.legs.find(({ claim: key }) => key === 'd:buys')?.alternatives).toEqual(['d:bought']);
  });

  it('takes the same thing in two datasets as one, and tells each leg by its own', () => {
    const across = [
      claim('invests', 'maker', 'INVESTS_IN', 'cloud'),
      claim('buys', 'cloud-corp', 'BUYS_FROM', 'chips', { dataset: 'later' }),
    ];
    const same = { 'later:cloud-corp': 'd:cloud', 'later:chips': 'd:maker' };
    expect(loops(across)).toEqual([]);
    const [row, ...rest] = loops(across, {}, {}, same);
    expect(rest).toEqual([]);
    expect(row).toMatchObject({ reading: 'elementary', length: 2 });
    expect(loops(across, { through: ['later:chips'] }, {}, same)).toHaveLength(1);
    expect(loops(across, { avoid: ['d:cloud'] }, {}, same)).toEqual([]);
  });

  it('does not go round for ever where links do', () => {
    const ring = { 'd:a': 'd:b', 'd:b': 'd:a' };
    expect(
      loops([claim('x', 'a', 'INVESTS_IN', 'b'), claim('y', 'b', 'BUYS_FROM', 'a')], {}, {}, ring),
    ).toEqual([]);
  });

  it('leaves out what is cancelled, what moves nothing, and what goes from an entity to itself', () => {
    const claims = [
      claim('x', 'a', 'INVESTS_IN', 'b'),
      claim('y', 'b', 'BUYS_FROM', 'a', { status: 'cancelled' }),
      claim('z', 'b', 'DEPENDS_ON', 'a'),
      claim('self', 'a', 'BUYS_FROM', 'a'),
    ];
    expect(loops(claims)).toEqual([]);
  });

  it('keeps to what is asked to move', () => {
    expect(loops(LONG, { moves: ['money'] }).map(({ length }) => length)).toEqual([2]);
    expect(loops(LONG, { moves: ['collateral'] })).toEqual([]);
  });

  it('finds nothing through an entity that is in no flow', () => {
    expect(loops(LONG, { through: ['d:nobody'] })).toEqual([]);
  });

  it('says that there is more when it is cut', () => {
    const cut = findLoops(
      { version: 'v', claims: LONG, parts: [], fiscalYearEnds: {}, sameAs: {} },
      { ...query, limit: 1 },
    );
    expect(cut).toMatchObject({ truncated: true, reason: 'limit' });
    expect(cut.rows).toHaveLength(1);
    const stopped = findLoops(
      { version: 'v', claims: LONG, parts: [], fiscalYearEnds: {}, sameAs: {} },
      query,
      () => true,
    );
    expect(stopped).toEqual({ rows: [], truncated: true, reason: 'time' });
  });
});

describe('the order of a loop', () => {
  const round = (start1?: string, start2?: string, more: object = {}) => [
    claim('first', 'a', 'INVESTS_IN', 'b', { start: start1 }),
    claim('second', 'b', 'BUYS_FROM', 'a', { start: start2, ...more }),
  ];

  it('is ordered where both are dated, starting with the earlier', () => {
    const [row] = loops(round('2023-06', '2022'));
    expect(row?.order).toBe('ordered');
    expect(legs(row)).toEqual(['second', 'first']);
  });

  it('is undated where a date is missing, or is a quarter that may be fiscal', () => {
    expect(loops(round('2023-06'))[0]?.order).toBe('undated');
    expect(loops(round('2023-06', '2023-Q4'))[0]?.order).toBe('undated');
  });

  it('is ordered by what a source ties together, without any date', () => {
    const [row] = loops(round(undefined, undefined, { follows: ['first'] }));
    expect(row?.order).toBe('ordered');
    expect(legs(row)).toEqual(['first', 'second']);
  });

  it('is impossible where no leg to start from puts them in turn', () => {
    const backwards = [
      claim('x', 'a', 'INVESTS_IN', 'b', { start: '2023' }),
      claim('y', 'b', 'BUYS_FROM', 'c', { start: '2022' }),
      claim('z', 'c', 'BUYS_FROM', 'a', { start: '2021' }),
    ];
    expect(loops(backwards)[0]?.order).toBe('impossible');
  });

  it('reads a fiscal date by the calendar of the parties', () => {
    const claims = round('FY2024-Q1', '2023-05-01/2023-05-02');
    expect(loops(claims, {}, { 'd:a': 1 })[0]?.order).toBe('ordered');
    expect(loops(claims)[0]?.order).toBe('undated');
  });
});

describe('what a loop comes to', () => {
  it('is bounded by the smallest known sum of each currency, and counts what is unknown', () => {
    const [row] = loops([
      claim('x', 'a', 'INVESTS_IN', 'b', { amount: 50, currency: 'USD' }),
      claim('y', 'b', 'BUYS_FROM', 'c', { amountMax: 40, currency: 'USD' }),
      claim('z', 'c', 'LENDS_TO', 'd', { amount: 1, currency: 'EUR' }),
      claim('w', 'd', 'PAYS_TO', 'a'),
    ]);
    expect(row?.bottleneck).toEqual({
      currencies: [
        { currency: 'USD', atMost: 40, claim: 'd:y' },
        { currency: 'EUR', atMost: 1, claim: 'd:z' },
      ],
      unknown: 1,
      moneyLegs: 4,
    });
  });

  it('does not take a missing currency for one, nor an unknown sum for zero', () => {
    const [row] = loops([
      claim('x', 'a', 'INVESTS_IN', 'b', { amount: 5 }),
      claim('y', 'b', 'BUYS_FROM', 'a'),
    ]);
    expect(row?.bottleneck).toEqual({
      currencies: [{ currency: null, atMost: 5, claim: 'd:x' }],
      unknown: 1,
      moneyLegs: 2,
    });
  });

  it('is as sure as its least sure leg, in each respect', () => {
    const [row] = loops([
      claim('x', 'a', 'INVESTS_IN', 'b', { status: 'closed', basis: 'implied' }),
      claim('y', 'b', 'BUYS_FROM', 'c', { status: 'proposed', modality: 'forecast' }),
      claim('z', 'c', 'PAYS_TO', 'a'),
    ]);
    expect(row?.weakest).toEqual({
      modality: 'forecast',
      status: 'proposed',
      unknownStatus: 1,
      basis: 'implied',
      claims: ['d:y'],
    });
  });

  it('names its weakest leg, and all of them where they are alike', () => {
    const weakest = (...more: object[]) => {
      const [x, y, z] = more;
      const [row] = loops([
        claim('x', 'a', 'INVESTS_IN', 'b', x),
        claim('y', 'b', 'BUYS_FROM', 'c', y),
        claim('z', 'c', 'PAYS_TO', 'a', z),
      ]);
      return row?.weakest.claims.map((key) => key.slice(2)).sort();
    };
    expect(weakest()).toEqual(['x', 'y', 'z']);
    expect(weakest({ modality: 'opinion' }, { status: 'proposed' })).toEqual(['x']);
    expect(weakest({ status: 'closed' }, { status: 'announced' })).toEqual(['y']);
    expect(weakest({ status: 'closed' }, { status: 'closed' })).toEqual(['z']);
    expect(weakest({ basis: 'implied' }, { basis: 'implied' })).toEqual(['x', 'y']);
  });
});

describe('what comes back', () => {
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  const returned = (...claims: FlowClaim[]) => loops(claims)[0]?.returned;

  it('is what the last leg brings to who paid the first leg of money, in the turn in which the loop is told', () => {
    const legs = [
      claim('invests', 'maker', 'INVESTS_IN', 'cloud', { ...usd(100), start: '2023' }),
      claim('rents', 'cloud', 'LEASES_FROM', 'host', { ...usd(70), start: '2024' }),
      claim('buys', 'host', 'BUYS_FROM', 'maker', { ...usd(50), start: '2025' }),
    ];
    const expected = {
      currency: 'USD',
      put: { claim: 'd:invests', amount: 100 },
      back: { claim: 'd:buys', amount: 50 },
      share: 0.5,
    };
    for (const turn of [0, 1, 2])
      expect(returned(...legs.slice(turn), ...legs.slice(0, turn))).toEqual(expected);
  });

  it('starts with money: a pledge puts none in', () => {
    expect(
      returned(
        claim('pledges', 'cloud', 'PLEDGES_TO', 'bank', { deal: 'loan', start: '2022' }),
        claim('lends', 'bank', 'LENDS_TO', 'maker', { ...usd(8), start: '2023' }),
        claim('pays', 'maker', 'PAYS_TO', 'cloud', { ...usd(6), start: '2024' }),
      ),
    ).toBe(null); // what comes to the bank is collateral
  });

  it.each([
    ['an upper bound', { amountMax: 50, currency: 'USD' }],
    ['a lower bound', { amountMin: 50, currency: 'USD' }],
    ['nothing', {}],
    ['another currency', { amount: 50, currency: 'EUR' }],
    ['no currency', { amount: 50 }],
  ])('is not told where a source gives %s', (_, sum) => {
    const [there, back] = [
      ['maker', 'INVESTS_IN', 'cloud'] as const,
      ['cloud', 'BUYS_FROM', 'maker'] as const,
    ];
    expect(returned(claim('x', ...there, usd(100)), claim('y', ...back, sum))).toBe(null);
    expect(returned(claim('x', ...there, sum), claim('y', ...back, usd(100)))).toBe(null);
    expect(returned(claim('x', ...there, usd(0)), claim('y', ...back, usd(100)))).toBe(null);
    expect(returned(claim('x', ...there, { amount: 1 }), claim('y', ...back, { amount: 1 }))).toBe(null);
  });

  it('is not told where the legs cannot have happened in turn', () => {
    const [row] = loops([
      claim('x', 'a', 'INVESTS_IN', 'b', { ...usd(1), start: '2023', follows: ['y'] }),
      claim('y', 'b', 'BUYS_FROM', 'a', { ...usd(1), follows: ['x'] }),
    ]);
    expect([row?.order, row?.returned]).toEqual(['impossible', null]);
  });
});
