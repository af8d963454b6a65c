import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTRACT } from '../../../../server/core/contract/index.ts';
import { type FlowClaim, findLoops } from '../../../../server/core/loops/index.ts';
import { Assembly } from '../../../../server/core/loops/projection/projection.ts';
import { Claim } from '../../../../server/core/model/claim.ts';
import { type Dataset, DatasetInfo } from '../../../../server/core/model/dataset.ts';
import { holds, intervalOf } from '../../../../server/core/model/dates.ts';
import { Entity } from '../../../../server/core/model/entity.ts';
import { Evidence, Source } from '../../../../server/core/model/evidence.ts';
import {
  BASES,
  GRADES,
  type Grade,
  MODALITIES,
  movesOf,
  STATUSES,
} from '../../../../server/core/model/registry.ts';
import { prepared } from '../../../../server/core/operations/loop-question.ts';
import { memoryStore } from '../../../../server/core/store/memory/index.ts';
import { claims, oneIn } from './arbitrary.ts';
import { asOracle, bruteForce, sorted } from './oracle.ts';

/** Which claims take part, by what filters ask of them: from the question of a reader, through a store, to the loops. */

const KINDS: Readonly<Record<string, { class: string; record: object }>> = {
  a: { class: 'Company', record: { kind: 'Company' } },
  b: { class: 'CloudProvider', record: { kind: 'Company', roles: ['CloudProvider'] } },
  c: { class: 'Institution', record: { kind: 'Institution' } },
  d: { class: 'Person', record: { kind: 'Person' } },
  e: { class: 'Company', record: { kind: 'Company' } },
};
const NAMES: Readonly<Record<string, string>> = {
  a: 'Alpha',
  b: 'Beta Cloud',
  c: 'Gamma',
  d: 'Delta',
  e: 'Epsilon',
};
const HOUSES: Readonly<Record<Grade, string>> = {
  primary: 'The Filings',
  press: 'The Daily Wire',
  other: 'A Blog',
};
/** The only source that has a date. */
const PRINTED = '2023-07-01';

/** A claim, and the grades of the sources that make it. */
type Said = { claim: FlowClaim; by: Grade[] };
const said: fc.Arbitrary<Said[]> = fc
  .tuple(claims, fc.array(fc.subarray([...GRADES], { minLength: 1 }), { minLength: 14, maxLength: 14 }))
  .map(([drafts, by]) =>
    drafts.map(({ calledOffBy: _by, calledOffOn: _on, calledOffKnownOn: _known, ...draft }, at) => {
      const { amount, amountMax, currency, status, follows = [] } = draft;
      const there = follows.filter((id) => drafts.some((other) => other.id === id));
      const claim: FlowClaim = {
        ...draft,
        // What is called off has tests of its own.
        status: status === 'cancelled' ? undefined : status,
        amountMax: amount === undefined ? amountMax : undefined,
        currency: (amount ?? amountMax) === undefined ? undefined : currency,
        follows: there.length > 0 ? there : undefined,
      };
      return { claim, by: by[at] ?? ['other'] };
    }),
  );

function datasetOf(all: readonly Said[]): Dataset {
  const words = (en: string, zh: string) => ({ summaryEn: en, summaryZh: zh });
  return {
    info: DatasetInfo.parse({ id: 'test', nameEn: 'Test', nameZh: '測試', ...words('A test.', '測試。') }),
    version: 'v',
    entities: Object.entries(KINDS).map(([id, { record }]) =>
      Entity.parse({ id, nameEn: NAMES[id], nameZh: `名${id}`, ...words('One.', '一個。'), ...record }),
    ),
    claims: all.map(({ claim: { dataset: _, ...claim }, by }) =>
      Claim.parse({ ...claim, ...words('It is so.', '如此。'), evidence: by.map((grade) => `in-${grade}`) }),
    ),
    deals: [],
    sources: GRADES.map((grade) =>
      Source.parse({
        id: grade,
        title: grade,
        publisher: HOUSES[grade],
        grade,
        language: 'en',
        ...(grade === 'press' ? { date: PRINTED } : {}),
      }),
    ),
    evidence: GRADES.map((grade) =>
      Evidence.parse({ id: `in-${grade}`, source: grade, locator: { whole: true } }),
    ),
    outlines: [],
  };
}

const FACETS = [
  ...GRADES.map((of) => `grade:${of}`),
  ...STATUSES.map((of) => `status:${of}`),
  'status:unknown',
  ...MODALITIES.map((of) => `modality:${of}`),
  ...BASES.map((of) => `basis:${of}`),
  ...['INVESTS_IN', 'BUYS_FROM'].map((of) => `type:${of}`),
  ...['money', 'collateral', 'goods'].map((of) => `moves:${of}`),
  ...['CloudProvider', 'Institution', 'Person'].map((of) => `class:${of}`),
  'sum:unknown',
  'known:undated',
  'holding:undated',
];
const FILTERS = {
  without: fc.subarray(FACETS, { minLength: 1, maxLength: 3 }),
  leastGrade: fc.constantFrom(...GRADES),
  text: fc.constantFrom('alpha', 'CLOUD beta', '名c', 'nobody', 'so'),
  publisher: fc.constantFrom('wire', 'The ', 'blog'),
  sums: fc.constantFrom({ sumFrom: 10 }, { sumTo: 50, sumIn: 'EUR' }, { sumFrom: 5, sumTo: 80 }),
  during: fc.record({
    during: fc.constantFrom('2023', '2023-06-15', '../2023-06', '2024'),
    duringBy: fc.constantFrom('known', 'holding'),
  }),
};
type Filter = { leastGrade?: Grade | undefined; without?: string[] | undefined } & {
  [Name in 'text' | 'publisher' | 'sumIn' | 'during' | 'duringBy']?: string | undefined;
} & { [Name in 'sumFrom' | 'sumTo']?: number | undefined };

/** Whether a claim is left, as it is told to people. */
function stays({ claim, by }: Said, filter: Filter): boolean {
  const { from, to, type, status = 'unknown', modality, basis, amount, amountMax, currency } = claim;
  const ends = [from, to];
  const best = GRADES.find((grade) => by.includes(grade)) ?? 'other';
  const knownOn = claim.knownOn ?? (by.includes('press') ? PRINTED : undefined);
  const isMoney = movesOf(type) === 'money';
  const sum = amount ?? amountMax;
  const facets = [
    `grade:${best}`,
    `status:${status}`,
    `modality:${modality}`,
    `basis:${basis}`,
    `type:${type}`,
    `moves:${movesOf(type)}`,
    ...ends.map((end) => `class:${KINDS[end]?.class}`),
    isMoney && sum === undefined ? 'sum:unknown' : '',
    knownOn === undefined ? 'known:undated' : '',
    claim.start === undefined && claim.end === undefined ? 'holding:undated' : '',
  ];
  const {
    without = [],
    leastGrade,
    text = '',
    publisher = '',
    sumFrom,
    sumTo,
    sumIn = 'USD',
    during,
  } = filter;
  if (without.some((facet) => facets.includes(facet))) return false;
  if (leastGrade && GRADES.indexOf(best) > GRADES.indexOf(leastGrade)) return false;
  const words = ['It is so. 如此。', ...ends.map((end) => `${NAMES[end]} 名${end}`)].join(' ').toLowerCase();
  if (
    !text
      .toLowerCase()
      .split(' ')
      .every((word) => words.includes(word))
  )
    return false;
  if (!by.some((grade) => HOUSES[grade].toLowerCase().includes(publisher.trim().toLowerCase()))) return false;
  if (isMoney && (sumFrom !== undefined || sumTo !== undefined)) {
    if (sum === undefined || currency !== sumIn) {
      if (without.includes('sum:unknown')) return false;
    } else {
      // An upper bound can be any sum up to it.
      if (sumTo !== undefined && (amount ?? 0) > sumTo) return false;
      if (sumFrom !== undefined && sum < sumFrom) return false;
    }
  }
  if (during !== undefined) {
    const span = intervalOf(during);
    const when = filter.duringBy === 'known' ? knownOn !== undefined && intervalOf(knownOn) : holds(claim);
    if (span && when && (when.to < span.from || when.from > span.to)) return false;
  }
  return true;
}

async function agrees(all: readonly Said[], asked: Filter & { reading?: string }): Promise<number> {
  const store = memoryStore();
  await store.load(datasetOf(all));
  const input = CONTRACT.loops.input.parse({
    exchanges: 'include',
    maxLength: 5,
    datasets: ['test'],
    ...asked,
  });
  const { projection, query } = await prepared({ store }, input);
  const read = new Assembly();
  await projection.read((part) => read.take(part));
  if (!read.projection) throw new Error('nothing was read');
  const { rows } = findLoops(read.projection, { ...query, limit: 1000 });
  const left = all.filter((one) => stays(one, asked)).map(({ claim }) => claim);
  const wanted = bruteForce(left, { ...query, limit: 1000 }).map(({ tellings: _, ...loop }) => loop);
  expect(sorted(rows.map((row) => asOracle(row, left)))).toEqual(sorted(wanted));
  return rows.length;
}

const reading = fc.constantFrom('elementary', 'trail');

describe('each filter of claims, against an oracle that tries every sequence of what it leaves', () => {
  for (const [name, values] of Object.entries(FILTERS)) {
    it(`${name} leaves what it says`, async () => {
      let met = 0;
      const given: fc.Arbitrary<string | string[] | object> = values;
      await fc.assert(
        fc.asyncProperty(said, given, reading, async (all, value, read) => {
          const asked = typeof value === 'object' && !Array.isArray(value) ? value : { [name]: value };
          met += await agrees(all, { ...asked, reading: read });
        }),
        { numRuns: 100 },
      );
      expect(met).toBeGreaterThan(10);
    });
  }

  it('any of them together', async () => {
    let met = 0;
    const some = fc.record({
      without: oneIn(2, FILTERS.without),
      leastGrade: oneIn(3, FILTERS.leastGrade),
      text: oneIn(4, FILTERS.text),
      publisher: oneIn(3, FILTERS.publisher),
      sums: oneIn(3, FILTERS.sums),
      during: oneIn(3, FILTERS.during),
    });
    await fc.assert(
      fc.asyncProperty(said, some, reading, async (all, { sums, during, ...more }, read) => {
        met += await agrees(all, { ...more, ...sums, ...during, reading: read });
      }),
      { numRuns: 300 },
    );
    expect(met).toBeGreaterThan(10);
  });
});
