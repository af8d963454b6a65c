import fc from 'fast-check';
import type { FlowClaim, LoopQuery, Projection } from '../../../../server/core/loops/index.ts';
import { intervalOf } from '../../../../server/core/model/dates.ts';
import { ClaimId, DealId, EntityId } from '../../../../server/core/model/ids.ts';
import { ORDERINGS, UNKNOWNS } from '../../../../server/core/model/loop.ts';
import {
  BASES,
  type ClaimType,
  FLOW_TYPES,
  MODALITIES,
  MOVES,
  STATUSES,
} from '../../../../server/core/model/registry.ts';

const DATES = ['2022', '2023', '2023-06', '2023-06-15', '2023-Q2', '2023-H1', '2024-01', '../2023-03'];
const maybe = <T>(values: readonly T[], freq = 3): fc.Arbitrary<T | undefined> =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq });

/** One in so many is there: `fc.option` goes the other way, and with `freq: 1` gives nothing ever. */
export const oneIn = <T>(times: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 1, arbitrary: value }, { weight: times - 1, arbitrary: fc.constant(undefined) });

/** Nothing is over before it begins. */
const endsBefore = ({ start, end }: { start: string | undefined; end: string | undefined }): boolean =>
  start !== undefined && end !== undefined && (intervalOf(start)?.from ?? 0) > (intervalOf(end)?.to ?? 0);

/** Multigraphs of claims that say much or little of themselves. */
export const claimsOver = (
  entities: string[],
  types: readonly ClaimType[],
  most = 12,
): fc.Arbitrary<FlowClaim[]> =>
  fc
    .array(
      fc.record({
        from: fc.constantFrom(...entities).map((id) => EntityId.parse(id)),
        to: fc.constantFrom(...entities).map((id) => EntityId.parse(id)),
        type: fc.constantFrom(...types),
        deal: oneIn(3, fc.constantFrom('x', 'y')),
        follows: fc.array(fc.nat(most - 1), { maxLength: 2, size: 'max' }),
        status: maybe(STATUSES),
        modality: fc.constantFrom('fact' as const, 'fact' as const, ...MODALITIES),
        basis: fc.constantFrom('stated' as const, ...BASES),
        amount: maybe([1, 10, 50, 100]),
        amountMax: oneIn(3, fc.constantFrom(5, 80)),
        currency: maybe(['USD', 'USD', 'EUR']),
        start: maybe(DATES),
        end: oneIn(3, fc.constantFrom('2023', '2023-12', '2024-06')),
        knownOn: maybe(['2023-01', '2023-07-01', '2024']),
        off: oneIn(
          8,
          fc.record({ on: maybe(['2023-06', '2023-06-15', '2024']), knownOn: maybe(['2023-06-16', '2023']) }),
        ),
      }),
      { minLength: 6, maxLength: most, size: 'max' },
    )
    .map((drafts) =>
      drafts.map(
        ({ deal, follows, off, ...draft }, index): FlowClaim => ({
          ...draft,
          end: endsBefore(draft) ? undefined : draft.end,
          id: ClaimId.parse(`c${index}`),
          dataset: 'test',
          calledOffBy: off && [ClaimId.parse('c99')],
          calledOffOn: off?.on,
          calledOffKnownOn: off?.knownOn,
          deal: deal === undefined ? undefined : DealId.parse(deal),
          follows: follows.map((at) => ClaimId.parse(`c${at}`)),
        }),
      ),
    );

export const claims: fc.Arbitrary<FlowClaim[]> = fc.oneof(
  claimsOver(['a', 'b', 'c'], ['INVESTS_IN', 'BUYS_FROM', 'PLEDGES_TO']),
  claimsOver(['a', 'b', 'c', 'd'], ['INVESTS_IN', 'LENDS_TO', 'PLEDGES_TO', 'SUPPLIES'], 14),
  claimsOver(['a', 'b', 'c', 'd', 'e'], ['INVESTS_IN', 'BUYS_FROM'], 14),
);

/** Texts of the pattern language that say something of the types above. */
const { pattern: anyPattern } = fc.letrec<{ pattern: string; part: string; leg: string }>((tie) => ({
  pattern: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
  part: fc.oneof(
    { maxDepth: 2 },
    tie('leg'),
    fc.tuple(tie('leg'), fc.constantFrom('?', '*', '+', '{2}', '{1,2}')).map((parts) => parts.join('')),
    fc
      .tuple(tie('pattern'), fc.constantFrom('', '?', '*', '+', '{2}', '{0,1}'))
      .map(([inner, mark]) => `(${inner})${mark}`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a} | ${b})`),
  ),
  leg: fc.constantFrom('INVESTS_IN', 'BUYS_FROM', 'PLEDGES_TO', 'LENDS_TO', 'money', 'collateral', 'any'),
}));

/** Short enough to be written out in the forty legs that a pattern may have. */
const pattern = anyPattern.filter((text) => text.length < 80 && text.split('{').length <= 2);

/** Each constraint of a query, by its name. */
export const constraints = {
  types: fc.subarray([...FLOW_TYPES], { minLength: 3 }),
  moves: fc.subarray(
    MOVES.filter((moves) => moves !== 'nothing'),
    { minLength: 1 },
  ),
  pattern,
  avoid: fc.subarray(['test:a', 'test:d', 'test:nobody'], { minLength: 1 }),
  withoutClaims: fc.subarray(['test:c0', 'test:c1', 'test:c2', 'test:c99'], { minLength: 1 }),
  through: fc.subarray(['test:a', 'test:b', 'test:c'], { minLength: 1 }),
  asOf: fc.record({
    date: fc.constantFrom('2022-06', '2023-06-15', '2023', '2024'),
    by: fc.constantFrom('known' as const, 'holding' as const),
  }),
  time: fc.oneof(
    fc.constant({ mode: 'ordered' as const }),
    fc.constantFrom(0, 30, 200, 400).map((days) => ({ mode: 'window' as const, days })),
  ),
  leastStatus: fc.constantFrom('committed' as const, 'announced' as const, 'proposed' as const),
  leastModality: fc.constantFrom('fact' as const, 'forecast' as const),
  statedOnly: fc.constant(true),
  calledOff: fc.constant(true),
  leastBottleneck: fc.constantFrom(
    [{ currency: 'USD', amount: 10 }],
    [
      { currency: 'USD', amount: 10 },
      { currency: null, amount: 5 },
      { currency: 'EUR', amount: 50 },
    ],
  ),
  unknown: fc.subarray([...UNKNOWNS]),
} satisfies { [Name in keyof LoopQuery]?: fc.Arbitrary<NonNullable<LoopQuery[Name]>> };

/** What every query says, all loops wanted. */
export const plainQueries = fc.record({
  reading: fc.constantFrom('elementary', 'trail' as const),
  minLength: fc.integer({ min: 2, max: 3 }),
  maxLength: fc.integer({ min: 3, max: 6 }),
  exchanges: fc.constantFrom('exclude', 'include' as const),
  limit: fc.constant(1000),
});

/** Any of the constraints together. */
export const queries: fc.Arbitrary<LoopQuery> = fc
  .tuple(
    plainQueries,
    fc.record({
      types: oneIn(3, constraints.types),
      moves: oneIn(3, constraints.moves),
      pattern: oneIn(3, constraints.pattern),
      avoid: oneIn(3, constraints.avoid),
      withoutClaims: oneIn(3, constraints.withoutClaims),
      through: oneIn(3, constraints.through),
      asOf: oneIn(3, constraints.asOf),
      time: oneIn(3, constraints.time),
      leastStatus: oneIn(3, constraints.leastStatus),
      leastModality: oneIn(3, constraints.leastModality),
      statedOnly: oneIn(3, constraints.statedOnly),
      calledOff: oneIn(3, constraints.calledOff),
      leastBottleneck: oneIn(3, constraints.leastBottleneck),
      unknown: constraints.unknown,
      sortBy: fc.constantFrom(undefined, ...ORDERINGS),
    }),
    fc.subarray(Object.keys(constraints), { maxLength: 9 }),
  )
  .map(([plain, more, without]) => {
    const kept = Object.entries(more).filter(([name]) => !without.includes(name));
    return { ...plain, ...Object.fromEntries(kept) };
  });

export const projection = (all: FlowClaim[]): Projection => ({
  version: 'v',
  claims: all,
  parts: [],
  fiscalYearEnds: {},
  sameAs: {},
});
