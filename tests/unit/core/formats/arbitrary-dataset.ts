import fc from 'fast-check';
import { assemble } from '../../../../server/core/formats/assemble.ts';
import type { Incoming } from '../../../../server/core/formats/format.ts';
import type { TableName } from '../../../../server/core/formats/tables.ts';
import type { Dataset } from '../../../../server/core/model/dataset.ts';
import { text as modelText } from '../../../../server/core/model/entity.ts';
import {
  BASES,
  CLAIM_TYPE_NAMES,
  GRADES,
  MODALITIES,
  STATUSES,
} from '../../../../server/core/model/registry.ts';

/** What is hard on some format: formulas, quotes, markup, list and row separators, either script, what looks like another type. */
const AWKWARD = [
  '=1+1',
  "'=quoted",
  "''",
  '@SUM(A1)',
  '-',
  '+1',
  'true',
  '007',
  '1e5',
  '[]',
  '["a"]',
  'a,b;c|d\te',
  'two\nlines',
  '"quoted" and \'quoted\'',
  'back\\slash \\n',
  '<b>&amp;</b> ]]>',
  '黃仁勳 – 英伟达',
  '🧑‍🔬',
  '`x` $y {z}',
  '@id',
  '__proto__',
  '"""',
  'end .',
];
const text = (max: number) =>
  fc
    .oneof(
      fc.constantFrom(...AWKWARD),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
      fc.string({ minLength: 1, maxLength: 12 }),
    )
    .filter((value) => modelText(max).safeParse(value).success)
    .map((value) => value.trim());

const amount = fc.oneof(
  fc.double({ min: 0, max: 1e13, noNaN: true }),
  fc.nat(),
  fc.constantFrom(0, 0.1, 1e21, 2 ** 53, 1.5e-7),
);
const when = fc.constantFrom(
  '2023',
  '2023-06',
  '2023-Q2',
  'FY2024-Q1',
  '../2024',
  '2023-01-05/..',
  '2025-02-28',
);
const day = fc.constantFrom('2023-09-25', '2026-01-01');
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const named = {
  nameEn: text(200),
  nameZh: text(200),
  summaryEn: text(1000),
  summaryZh: text(1000),
};
const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}.x`);
const optional = { requiredKeys: [] };
const some = (of: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 3 });

/** What a model of fast-check says of a dataset: records that may or may not have each field, tied together by their ids. */
export const rawDataset = fc
  .record({
    entities: fc.integer({ min: 1, max: 4 }),
    claims: fc.integer({ min: 1, max: 5 }),
    sources: fc.integer({ min: 1, max: 2 }),
  })
  .chain((size) => {
    const entityIds = ids('e', size.entities);
    const claimIds = ids('c', size.claims);
    const sourceIds = ids('s', size.sources);
    const entity = (id: string) =>
      fc
        .tuple(
          fc.record({
            id: fc.constant(id),
            kind: fc.constantFrom('Company', 'Person', 'Chip'),
            aliases: fc.array(text(200), { maxLength: 3 }),
            roles: fc.subarray(['CloudProvider', 'Lender']),
            ...named,
          }),
          fc.record(
            {
              sameAs: fc.constantFrom('other:nvidia', 'nvidia'),
              fiscalYearEnd: fc.integer({ min: 1, max: 12 }),
            },
            optional,
          ),
        )
        .map(([needed, more]) => ({ ...needed, ...more }));
    const source = (id: string) =>
      fc
        .tuple(
          fc.record({
            id: fc.constant(id),
            title: text(400),
            publisher: text(200),
            grade: fc.constantFrom(...GRADES),
            language: fc.constantFrom('en', 'zh-Hant'),
          }),
          fc.record(
            {
              author: text(200),
              date: when,
              dateBasis: fc.constantFrom('stated', 'derived'),
              url: fc.constantFrom('https://example.org/a?b=c&d=e#f', 'http://example.org/%E8%8B%B1'),
              checksum: hash,
            },
            optional,
          ),
        )
        .map(([needed, more]) => ({ ...needed, ...more }));
    const evidence = (claim: string) =>
      fc
        .tuple(
          fc.record({
            id: fc.constant(`p-${claim}`),
            source: fc.constantFrom(...sourceIds),
            locator: fc.oneof(
              fc.record({ section: fc.constant('one'), paragraph: fc.constant(1) }),
              fc.record({ line: fc.integer({ min: 1, max: 1e6 }) }),
              fc.constant({ whole: true }),
            ),
            figures: fc.array(text(120), { maxLength: 2 }),
          }),
          fc.record({ says: text(500), retrievedOn: day, verifiedOn: day }, optional),
        )
        .map(([needed, more]) => ({ ...needed, ...more }));
    const claim = (id: string) =>
      fc
        .tuple(
          fc.record({
            id: fc.constant(id),
            type: fc.constantFrom(...CLAIM_TYPE_NAMES.filter((name) => name !== 'MEASURES')),
            from: fc.constantFrom(...entityIds),
            to: fc.constantFrom(...entityIds),
            summaryEn: text(1000),
            summaryZh: text(1000),
            modality: fc.constantFrom(...MODALITIES),
            basis: fc.constantFrom(...BASES),
            evidence: fc.constant([`p-${id}`]),
          }),
          fc.record(
            {
              amount,
              currency: fc.constantFrom('USD', 'TWD'),
              approximate: fc.boolean(),
              asStated: fc.constantFrom('about 2', '=2', '>10億'),
              product: fc.constantFrom(...entityIds),
              item: text(200),
              status: fc.constantFrom(...STATUSES),
              attributedTo: fc.array(text(200), { minLength: 1, maxLength: 3 }),
              start: when,
              end: when,
              knownOn: when,
              deal: fc.constant('d1'),
              follows: some(claimIds),
              about: some(claimIds),
              contradicts: some([...claimIds, 'elsewhere:c1', 'elsewhere-2:other.claim']),
            },
            optional,
          ),
        )
        .map(([needed, { currency, ...more }]) => ({
          ...needed,
          ...more,
          ...(more.amount !== undefined && currency !== undefined ? { currency } : {}),
        }));
    const all = <T>(of: readonly string[], make: (id: string) => fc.Arbitrary<T>) =>
      fc.tuple(...of.map(make));
    return fc.record({
      info: fc.record({ id: fc.constant('random-1'), ...named }),
      entities: all(entityIds, entity),
      claims: all(claimIds, claim),
      deal: fc.record({
        id: fc.constant('d1'),
        kind: fc.constantFrom('loan', 'other'),
        nameEn: text(200),
        nameZh: text(200),
      }),
      sources: all(sourceIds, source),
      evidence: all(claimIds, evidence),
      outlined: fc.boolean(),
      outline: fc.record({
        titleEn: text(200),
        titleZh: text(200),
        paragraphs: fc.array(hash, { minLength: 1, maxLength: 2 }),
      }),
    });
  });

/** A random dataset that is sound. */
export async function soundDataset(
  raw: typeof rawDataset extends fc.Arbitrary<infer T> ? T : never,
): Promise<Dataset> {
  const uses = raw.claims.some(({ deal }) => deal !== undefined);
  const tables: [TableName, object[]][] = [
    ['dataset', [raw.info]],
    ['entities', raw.entities],
    ['claims', raw.claims],
    ['deals', uses ? [raw.deal] : []],
    ['sources', raw.sources],
    ['evidence', raw.evidence],
    ['outlines', raw.outlined ? [{ source: 's0.x', sections: [{ section: 'one', ...raw.outline }] }] : []],
  ];
  const records = async function* (): AsyncGenerator<Incoming> {
    for (const [table, list] of tables)
      for (const [at, record] of list.entries()) yield { table, record: { ...record }, line: at + 1 };
  };
  const result = await assemble(records());
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.dataset;
}
