import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { reportOf } from '../../../server/convert/report-text.ts';
import { convertSheet, leftOutSection } from '../../../server/convert/sheet-to-dataset.ts';
import { withSection } from '../../../server/convert/write.ts';
import { readDataset } from '../../../server/core/formats/dataset-files.ts';

const COLUMNS =
  'claim_id from type to product_or_collateral amount amount_min amount_max currency quantity unit status modality attributed_to start end known_on summary_en source1_publisher source1_title source1_url source1_date source1_says source2_publisher source2_title source2_url source2_date source2_says contradicts notes grade1 grade2 deal follows audit'.split(
    ' ',
  );
const ROW = {
  from: 'bank',
  type: 'LENDS_TO',
  to: 'cloud',
  status: 'closed',
  modality: 'fact',
  known_on: '2024-05',
  summary_en: 'A bank lends to a cloud.',
  source1_publisher: 'The Daily Paper (wire)',
  source1_title: 'A loan',
  source1_url: 'https://example.org/loan',
  source1_says: 'a loan',
  grade1: 'B',
  audit: 'ok',
};
type Cells = Record<string, string>;

/** A sheet folder with some rows, each over an ordinary one, and a reading for each but those that are to have none. */
function sheetOf(rows: Cells[], readings: Record<string, object>, more: Record<string, string> = {}) {
  const tsv = [
    COLUMNS,
    ...rows.map((row): string[] => COLUMNS.map((column) => ({ ...ROW, ...row })[column] ?? '')),
  ];
  return new Map([
    ['claims.tsv', `${tsv.map((cells) => cells.join('\t')).join('\n')}\n`],
    [
      'entities.yaml',
      JSON.stringify(
        ['bank', 'cloud'].map((id) => ({
          id,
          kind: 'Company',
          nameEn: `The ${id}`,
          nameZh: id,
          summaryEn: id,
          summaryZh: id,
        })),
      ),
    ],
    [
      'deals.yaml',
      JSON.stringify([{ id: 'loan', kind: 'loan', nameEn: 'Loan', nameZh: '貸款', was: ['the-loan'] }]),
    ],
    [
      'readings-1.yaml',
      JSON.stringify(Object.entries(readings).map(([claim, reading]) => ({ claim, ...reading }))),
    ],
    ['extra-claims.yaml', '[]'],
    ['products.yaml', '[]'],
    ['sources.yaml', '[]'],
    ...Object.entries(more),
  ]);
}
const INFO = 'id: some\nnameEn: Some\nnameZh: 一些\nsummaryEn: Some.\nsummaryZh: 一些。\n';
const read = { summaryZh: '銀行貸款給雲公司。' };
const convert = (rows: Cells[], readings: Record<string, object>, more?: Record<string, string>) =>
  convertSheet(sheetOf(rows, readings, more), INFO);
const claimsIn = (files: Map<string, string>) => parse(files.get('claims.yaml') ?? '');

describe('a sheet of claims becomes a dataset', () => {
  it('in order, each claim with its evidence and its source', () => {
    const { files, troubles } = convert([{ claim_id: 'b' }, { claim_id: 'a', deal: 'the-loan' }], {
      a: read,
      b: read,
    });
    expect(troubles).toEqual([]);
    expect(claimsIn(files)).toMatchObject([
      { id: 'b', evidence: ['b.1'], knownOn: '2024-05', summaryZh: read.summaryZh },
      { id: 'a', evidence: ['a.1'], deal: 'loan' },
    ]);
    expect(parse(files.get('sources.yaml') ?? '')).toMatchObject([
      { publisher: 'The Daily Paper (wire)', grade: 'press', url: 'https://example.org/loan' },
    ]);
    expect(parse(files.get('evidence.yaml') ?? '')[0]).toMatchObject({
      id: 'b.1',
      locator: { whole: true },
      says: 'a loan',
    });
    expect(files.get('claims.yaml')).toContain('knownOn: "2024-05"');
  });

  it('the same texts to the same files', () => {
    const [a, b] = [convert([{ claim_id: 'a' }], { a: read }), convert([{ claim_id: 'a' }], { a: read })];
    expect([...a.files]).toEqual([...b.files]);
  });

  it('without what the audit or a reading keeps out, nor references to it', () => {
    const result = convert(
      [
        { claim_id: 'a', follows: 'b c', audit: 'ok' },
        { claim_id: 'b', audit: 'drop: cannot be' },
        { claim_id: 'c' },
      ],
      { a: read, c: { leaveOut: 'rests on nothing' } },
    );
    expect(result.troubles).toEqual([]);
    expect(claimsIn(result.files)).toHaveLength(1);
    expect(claimsIn(result.files)[0]).not.toHaveProperty('follows');
    expect(result.leftOut.map(({ claim }) => claim)).toEqual(['b', 'c']);
    expect(leftOutSection(result)).toContain('`c`: rests on nothing');
  });

  it.each([
    [
      'a bound instead of an exact figure',
      { amount: '5', currency: 'USD' },
      { set: { amountMax: 5 } },
      { amountMax: 5, currency: 'USD' },
    ],
    [
      'an exact figure instead of bounds',
      { amount_max: '5', currency: 'USD' },
      { set: { amount: 4 } },
      { amount: 4, currency: 'USD' },
    ],
    ['no currency without a figure', { amount: '5', currency: 'USD' }, { drop: ['amount'] }, {}],
    ['no unit without a quantity', { quantity: '5', unit: 'GW' }, { drop: ['quantity'] }, {}],
    [
      'what a unit says of its figure',
      { quantity: '5', unit: 'GPUs (more than)' },
      {},
      { quantityMin: 5, unit: 'GPUs' },
    ],
    [
      'a rate as a price',
      { amount_max: '9', currency: 'USD', quantity: '5', unit: 'USD per month' },
      { drop: ['amountMax'] },
      { price: 5, per: 'month', currency: 'USD' },
    ],
    [
      'the speaker by id where it is ours',
      { attributed_to: 'The bank; Reuters' },
      {},
      { attributedTo: ['bank', 'Reuters'] },
    ],
  ])('with %s', (_, row, reading, expected) => {
    const { files, troubles } = convert([{ claim_id: 'a', ...row }], { a: { ...read, ...reading } });
    expect(troubles).toEqual([]);
    const [
      { amount, amountMin, amountMax, currency, quantity, quantityMin, unit, price, per, attributedTo },
    ] = claimsIn(files);
    const given = {
      amount,
      amountMin,
      amountMax,
      currency,
      quantity,
      quantityMin,
      unit,
      price,
      per,
      attributedTo,
    };
    expect(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))).toEqual(
      expected,
    );
  });

  it('a document that rows grade differently with the lower grade', () => {
    const { files } = convert(
      [
        { claim_id: 'a', grade1: 'A' },
        { claim_id: 'b', grade1: 'C' },
      ],
      { a: read, b: read },
    );
    expect(parse(files.get('sources.yaml') ?? '')).toMatchObject([{ grade: 'other' }]);
  });

  it.each([
    ['a row without a reading', [{ claim_id: 'a' }], {}, /claims\.tsv:2 a.*no reading/],
    ['a reading without a row', [{ claim_id: 'a' }], { a: read, b: read }, /readings b.*no row/],
    [
      'a figure in words',
      [{ claim_id: 'a', amount: 'ten' }],
      { a: read },
      /claims\.tsv:2 a.*not a plain number/,
    ],
    [
      'a claim without a source',
      [{ claim_id: 'a', source1_publisher: '', source1_title: '', source1_url: '' }],
      { a: read },
      /no claim without evidence/,
    ],
    [
      'a party that is not there',
      [{ claim_id: 'a', to: 'nobody' }],
      { a: read },
      /there is no entity nobody/,
    ],
    ['a reference to what never was', [{ claim_id: 'a', follows: 'b' }], { a: read }, /there is no claim b/],
    ['a date that cannot be', [{ claim_id: 'a', start: '2023-13' }], { a: read }, /claims\.tsv:2 a.*start/],
  ] as const)('and %s is a trouble, with its place', (_, rows, readings, trouble) => {
    const { troubles } = convert([...rows], { ...readings });
    expect(troubles.map(({ at, why }) => `${at} ${why}`).join('\n')).toMatch(trouble);
  });
});

describe('the dataset that comes with the product', () => {
  const folder = fileURLToPath(
    new URL('../../../graph-seed/datasets/ai-finance-2023-2026/', import.meta.url),
  );
  const file = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const sheet = new Map(
    readdirSync(path.join(folder, 'sheet')).map((name): [string, string] => [
      name,
      file(path.join('sheet', name)),
    ]),
  );
  const result = convertSheet(sheet, file('dataset.yaml'));

  it('is what its sheet gives', () => {
    expect(result.troubles).toEqual([]);
    for (const [name, text] of result.files)
      expect(file(name) === text, `${name}: npm run seed:convert`).toBe(true);
    const readme = withSection(file('README.md'), 'left out', leftOutSection(result));
    expect(readme === file('README.md'), 'README.md: npm run seed:convert').toBe(true);
  });

  it('has a report that is not stale', () => {
    const whole = readDataset(new Map([...result.files, ['dataset.yaml', file('dataset.yaml')]]));
    if ('problems' in whole) throw new Error('the dataset is not sound');
    const readme = withSection(file('README.md'), 'report', reportOf(whole.dataset));
    expect(readme === file('README.md'), 'README.md: npm run seed:report').toBe(true);
  });
});
