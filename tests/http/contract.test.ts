import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACT, OPERATION_NAMES, type OperationName } from '../../server/core/contract/index.ts';
import { snapshotId } from '../../server/core/formats/canonical.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { sample } from '../store/sample.ts';
import { Api, faultIn, openStore, refusedFor, type Values } from './support.ts';

const ONE = 'http-contract';
const TWO = 'http-contract-2'; // sorts before the first by key, after it by dataset
const BOTH = `${ONE},${TWO}`;
const many = (count: number, of: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => of(at)).join();

type Case = {
  good: Values[];
  /** What is refused, and the field that the refusal names. */
  bad: [field: string, values: Values][];
  /** Well formed, but there is no such thing. */
  unknown?: Values[];
  /** Calls that name `maker` or `loan-lends`, which both datasets have, without saying which. */
  ambiguous?: Values[];
};

const badDatasets = (rest: Values): Case['bad'] =>
  ['UPPER', 'a b', '../x', '__proto__', many(51, (at) => `d${at}`)].map((datasets) => [
    'datasets',
    { ...rest, datasets },
  ]);
const badWhole = (field: string, rest: Values, max: number, min = 1): Case['bad'] =>
  [min - 1, max + 1, 1.5, -1, 'many', 'NaN', 'Infinity', '', '1;DROP', ['5', '6']].map((value) => [
    field,
    { ...rest, [field]: value },
  ]);
const badRef = (field: string, rest: Values): Case['bad'] =>
  [
    'UPPER',
    'a:b:c',
    'a b',
    '.x',
    'x/../y',
    '__proto__',
    '英偉達',
    'a'.repeat(242),
    '%00',
    "a'}) RETURN n //",
  ].map((value) => [field, { ...rest, [field]: value }]);
const badType = (rest: Values): Case['bad'] =>
  ['OWES', 'invests_in', 'constructor', 'INVESTS_IN`', many(41, () => 'OWNS')].map((type) => [
    'type',
    { ...rest, type },
  ]);
const noDataset: Values = { datasets: 'no-such-dataset' };
const maker: Values = { id: 'maker', datasets: ONE };
const pages: Case['bad'] = [
  ...badType(maker),
  ...badWhole('limit', maker, 200),
  ['direction', { ...maker, direction: 'any' }],
  ['direction', { ...maker, direction: ['in', 'out'] }],
  ['cursor', { ...maker, cursor: 'x'.repeat(300) }],
];

/** Filters that cannot be. */
function badFilters(rest: Values): Case['bad'] {
  const wrong: Case['bad'] = [
    ['without', { without: 'grade:Z' }],
    ['without', { without: 'status' }],
    ['without', { without: 'dataset:UPPER' }],
    ['without', { without: '__proto__:x' }],
    ['without', { without: many(101, () => 'grade:other') }],
    ['text', { text: ' ' }],
    ['text', { text: 'x'.repeat(201) }],
    ['publisher', { publisher: '' }],
    ['publisher', { publisher: ['a', 'b'] }],
    ['sumFrom', { sumFrom: -1 }],
    ['sumTo', { sumTo: 'much' }],
    ['sumIn', { sumIn: 'dollars' }],
    ['asOf', { asOf: '2023-02-30' }],
    ['asOfBy', { asOfBy: 'hearsay' }],
    ['during', { during: '2024/2023' }],
    ['duringBy', { duringBy: 'hearsay' }],
  ];
  return wrong.map(([field, values]) => [field, { ...rest, ...values }]);
}

/** What a search for loops refuses, whatever is then done with them. */
const badConstraints: [field: string, values: Values][] = [
  ['reading', { reading: 'circle' }],
  ['reading', { reading: ['trail', 'elementary'] }],
  ['exchanges', { exchanges: 'yes' }],
  ['moves', { moves: 'nothing' }],
  ['moves', { moves: 'money,gold' }],
  ['minLength', { minLength: 5, maxLength: 4 }],
  ...badWhole('minLength', {}, 12, 2),
  ...badWhole('maxLength', {}, 12, 2),
  ...badRef('through', {}),
  ['through', { through: many(21, (at) => `e${at}`) }],
  ...badRef('avoid', {}),
  ['types', { types: 'GIVES_TO' }],
  ['pattern', { pattern: 'BUYS_FROM (' }],
  ['pattern', { pattern: 'MEASURES' }],
  ['pattern', { pattern: 'x'.repeat(301) }],
  ...badFilters({}),
  ['order', { order: 'backwards' }],
  ['withinDays', { withinDays: -1 }],
  ['withinDays', { withinDays: 30, order: 'ordered' }],
  ['leastStatus', { leastStatus: 'maybe' }],
  ['leastModality', { leastModality: 'rumour' }],
  ['leastGrade', { leastGrade: 'A' }],
  ['basis', { basis: 'guessed' }],
  ['calledOff', { calledOff: 'perhaps' }],
  ['leastAmount', { leastAmount: 0 }],
  ['currency', { currency: 'dollars' }],
  ['unknown', { unknown: 'everything' }],
  ['rollUp', { rollUp: 'yes' }],
  ...badDatasets({}),
];

const VIEW = { format: 1, parts: { on: 'maker,cloud' } };
const SAVED_HERE: Values = { kind: 'view', id: `${ONE}-view` };
const badKind = (rest: Values): Case['bad'] =>
  ['views', 'UPPER', '__proto__', 'toString', ' '].map((kind) => ['kind', { ...rest, kind }]);
const badSaved = (rest: Values): Case['bad'] => [
  ...badKind({ ...rest, id: 'one' }),
  ...['UPPER', 'a b', '-x', '../x', '__proto__', 'x'.repeat(65), '英', '%00'].map((id): [string, Values] => [
    'id',
    { ...rest, kind: 'view', id },
  ]),
];
const nested = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

const IMPORTED = `${ONE}-import`;
const BACKUP = gzipSync(readFileSync(new URL('../samples/backup-1.ndjson', import.meta.url)));
/** Renamed, then taken away: the cases come in the order of the contract. */
const RENAMED = `${ONE}-renamed`;
const FILE = JSON.stringify({
  loopscope: 1,
  dataset: [{ id: 'any', nameEn: 'Any', nameZh: '任', summaryEn: 'Any.', summaryZh: '任。' }],
  entities: [
    { id: 'a', kind: 'Company', nameEn: 'A', nameZh: 'A', summaryEn: 'A company.', summaryZh: '公司。' },
  ],
});

/** And how they are to be found. */
const badLoops: Case['bad'] = [
  ...badConstraints,
  ...badWhole('limit', {}, 1000),
  ['sort', { sort: 'beauty' }],
  ['find', { find: 'all' }],
];

const MINE: Values = { id: 'http-contract-mine' };
const CALLED = { nameEn: 'Mine', nameZh: '我的', summaryEn: 'A test.', summaryZh: '測試。' };

/** What every operation must take and must refuse. An operation without an entry fails below. */
const CASES: Record<OperationName, Case> = {
  health: { good: [{}], bad: [] },
  datasets: { good: [{}], bad: [] },
  changeRecords: {
    good: [
      { ...MINE, ifVersion: null, info: CALLED, upsert: { entities: [] }, remove: {} },
      { ...MINE, ifVersion: null, info: CALLED },
    ],
    bad: [
      ...['UPPER', 'a b', '__proto__', '英'].map((id): [string, Values] => [
        'id',
        { ...MINE, id, ifVersion: null, info: CALLED },
      ]),
      ['ifVersion', { ...MINE, info: CALLED }],
      ['ifVersion', { ...MINE, info: CALLED, ifVersion: 'x'.repeat(65) }],
      ['info', { ...MINE, ifVersion: null, info: { ...CALLED, nameEn: '' } }],
      ['info', { ...MINE, ifVersion: null, info: { ...CALLED, nameEn: 'turned \u202e round' } }],
      ['info', { ...MINE, ifVersion: null, info: { ...CALLED, shownFirst: true } }],
      ['upsert', { ...MINE, ifVersion: null, info: CALLED, upsert: { outlines: [] } }],
      ['upsert', { ...MINE, ifVersion: null, info: CALLED, upsert: { claims: ['one'] } }],
      ['upsert', { ...MINE, ifVersion: null, info: CALLED, upsert: { claims: Array(501).fill({}) } }],
      ['remove', { ...MINE, ifVersion: null, info: CALLED, remove: { claims: Array(501).fill('x') } }],
      ['remove', { ...MINE, ifVersion: null, info: CALLED, remove: { claims: [{ id: 'x' }] } }],
    ],
    unknown: [{ id: 'no-such-dataset', ifVersion: null }],
  },
  schema: { good: [{}, { datasets: ONE }, { datasets: BOTH }], bad: badDatasets({}), unknown: [noDataset] },
  search: {
    good: [
      { q: 'nvidia' },
      { q: '英', datasets: ONE, kinds: 'Company,Chip', limit: 50 },
      { q: ' h100 ', limit: 1 },
    ],
    bad: [
      ['q', {}],
      ['q', { q: '' }],
      ['q', { q: '   ' }],
      ['q', { q: 'x'.repeat(201) }],
      ['q', { q: ['a', 'b'] }],
      ['kinds', { q: 'a', kinds: 'Nonsense' }],
      ['kinds', { q: 'a', kinds: 'toString' }],
      ['kinds', { q: 'a', kinds: many(21, () => 'Chip') }],
      ...badWhole('limit', { q: 'a' }, 50),
      ...badDatasets({ q: 'a' }),
    ],
    unknown: [{ q: 'a', ...noDataset }],
  },
  entity: {
    good: [maker, { id: `${ONE}:maker` }, { id: `${ONE}:maker`, datasets: BOTH }],
    bad: [...badRef('id', {}), ...badDatasets({ id: 'maker' })],
    unknown: [
      { id: 'nobody' },
      { id: `${ONE}:nobody` },
      { id: `${TWO}:maker`, datasets: ONE },
      { ...maker, ...noDataset },
    ],
    ambiguous: [{ id: 'maker' }],
  },
  entityClaims: {
    good: [
      maker,
      { ...maker, type: 'BUYS_FROM,INVESTS_IN', direction: 'in', limit: 1 },
      { ...maker, type: ['MAKES', 'OWNS'] },
    ],
    bad: [...badRef('id', {}), ...pages, ...badDatasets({ id: 'maker' })],
    unknown: [{ id: 'nobody' }, { id: 'constructor' }, { ...maker, ...noDataset }],
    ambiguous: [{ id: 'maker' }],
  },
  expand: {
    good: [maker, { ...maker, type: 'BUYS_FROM', direction: 'in', limit: 1 }, { ...maker, limit: 200 }],
    bad: [...badRef('id', {}), ...pages, ...badDatasets({ id: 'maker' })],
    unknown: [{ id: 'nobody' }, { ...maker, ...noDataset }],
    ambiguous: [{ id: 'maker' }],
  },
  metrics: {
    good: [{}, { datasets: ONE, limit: 1 }, { datasets: BOTH, limit: 5000 }],
    bad: [...badWhole('limit', {}, 5000), ...badDatasets({})],
    unknown: [noDataset],
  },
  subgraph: {
    good: [
      { ids: ['maker', 'cloud'], datasets: [ONE] },
      { ids: [`${ONE}:maker`, `${TWO}:maker`] },
      { ids: ['maker', `${ONE}:maker`], datasets: ONE },
      { ids: 'maker,cloud', datasets: ONE },
      { ids: [] },
    ],
    bad: [
      ['ids', {}],
      ['ids', { ids: null }],
      ['ids', { ids: 5 }],
      ['ids', { ids: { length: 1 } }],
      ['ids', { ids: [['maker']] }],
      ['ids', { ids: ['__proto__'] }],
      ['ids', { ids: ['UPPER'] }],
      ['ids', { ids: Array.from({ length: 5001 }, (_, at) => `e${at}`) }],
      ['datasets', { ids: ['maker'], datasets: 7 }],
      ['datasets', { ids: ['maker'], datasets: ['A'] }],
    ],
    unknown: [{ ids: ['maker'], datasets: ['no-such-dataset'] }],
    ambiguous: [{ ids: ['cloud', 'maker'] }],
  },
  claim: {
    good: [{ id: 'loan-lends', datasets: ONE }, { id: `${TWO}:lab-comments` }],
    bad: [...badRef('id', {}), ...badDatasets({ id: 'loan-lends' })],
    unknown: [{ id: 'nothing' }, { id: 'maker', datasets: ONE }, { id: 'loan-lends', ...noDataset }],
    ambiguous: [{ id: 'loan-lends' }],
  },
  sources: {
    good: [{}, { q: 'a', datasets: ONE }, { datasets: BOTH, limit: 1 }],
    bad: [['q', { q: 'x'.repeat(201) }], ...badWhole('limit', {}, 100), ...badDatasets({})],
    unknown: [noDataset],
  },
  paths: {
    good: [
      { from: 'maker', to: 'lenders', datasets: ONE },
      { from: `${ONE}:maker`, to: `${ONE}:lab`, mode: 'all', maxLength: 8, direction: 'out', limit: 200 },
      { from: 'maker', to: 'maker', datasets: ONE },
      { from: `${ONE}:maker`, to: `${TWO}:maker` },
      { from: 'maker', to: 'cloud', datasets: ONE, without: 'grade:other,dataset:no-such', asOf: '2023-10' },
    ],
    bad: [
      ['from', { to: 'maker' }],
      ['to', { from: 'maker' }],
      ...badRef('from', { to: 'maker' }),
      ...badRef('to', { from: 'maker' }),
      ['mode', { from: 'maker', to: 'cloud', mode: 'longest' }],
      ['direction', { from: 'maker', to: 'cloud', direction: 'in' }],
      ...badWhole('maxLength', { from: 'maker', to: 'cloud' }, 8),
      ...badWhole('limit', { from: 'maker', to: 'cloud' }, 200),
      ...badType({ from: 'maker', to: 'cloud' }),
      ...badFilters({ from: 'maker', to: 'cloud' }),
      ...badDatasets({ from: 'maker', to: 'cloud' }),
    ],
    unknown: [
      { from: 'nobody', to: 'maker', datasets: ONE },
      { from: 'maker', to: 'nobody', datasets: ONE },
      { from: 'maker', to: 'cloud', ...noDataset },
    ],
    ambiguous: [
      { from: 'maker', to: `${ONE}:cloud` },
      { from: `${ONE}:cloud`, to: 'maker' },
    ],
  },
  loops: {
    good: [
      { datasets: ONE },
      { datasets: BOTH, reading: 'trail', exchanges: 'include', moves: 'money,collateral', limit: 1000 },
      { through: 'maker', datasets: ONE, minLength: 2, maxLength: 12 },
      { through: [`${ONE}:maker`, `${ONE}:cloud`] },
      {
        datasets: ONE,
        without: 'class:Chip',
        text: 'words',
        publisher: 'P',
        sumFrom: 0,
        sumTo: 1e12,
        sumIn: 'EUR',
      },
      { datasets: ONE, during: '2023/..', duringBy: 'known' },
    ],
    bad: badLoops,
    unknown: [
      { avoid: 'nobody', datasets: ONE },
      { through: 'nobody', datasets: ONE },
      { through: `${ONE}:maker,${ONE}:nobody` },
      noDataset,
    ],
    ambiguous: [{ through: 'maker' }],
  },
  tellings: {
    good: [
      {
        claims: 'loan-lends,loan-pledge',
        datasets: ONE,
        exchanges: 'include',
        sort: 'bottleneck',
        limit: 1,
      },
      { claims: [`${ONE}:loan-lends`, `${ONE}:loan-pledge`] },
    ],
    bad: [
      ...badConstraints,
      ...badRef('claims', {}),
      ['claims', { claims: 'loan-lends' }],
      ['claims', { claims: many(13, (at) => `c${at}`) }],
      ...badWhole('limit', {}, 200),
      ['sort', { sort: 'luck' }],
      ['cursor', { claims: 'loan-lends,loan-pledge', datasets: ONE, cursor: 'not-one' }],
    ].map(([field, values]): [string, Values] => [
      String(field),
      { claims: 'loan-lends,loan-pledge', ...Object(values) },
    ]),
    unknown: [{ claims: 'loan-lends,nothing', datasets: ONE }],
    ambiguous: [{ claims: 'loan-lends,loan-pledge' }],
  },
  whatIf: {
    good: [
      { datasets: ONE, withoutClaims: 'loan-lends,loan-lends-again', reading: 'trail' },
      { datasets: ONE, withoutEntities: 'cloud', withoutImplied: 'true', by: 'leg' },
      { datasets: ONE, withoutBelow: 'fact' },
      { datasets: ONE, withoutBelowStatus: 'committed' },
    ],
    bad: [
      ...badLoops,
      ...badRef('withoutClaims', {}),
      ...badRef('withoutEntities', {}),
      ['withoutTypes', { withoutTypes: 'GIVES_TO' }],
      ['withoutImplied', { withoutImplied: 'perhaps' }],
      ['withoutBelow', { withoutBelow: 'rumour' }],
      ['withoutBelowStatus', { withoutBelowStatus: 'maybe' }],
      ['by', { by: 'luck' }],
    ],
    unknown: [
      { withoutClaims: 'nothing', datasets: ONE },
      { withoutEntities: 'nobody', datasets: ONE },
    ],
    ambiguous: [{ withoutEntities: 'maker' }],
  },
  concentration: {
    good: [
      { datasets: ONE },
      { datasets: BOTH, reading: 'trail', exchanges: 'include', sort: 'out', currency: 'EUR', limit: 1 },
      { through: 'maker', datasets: ONE, sort: 'in', rollUp: 'true' },
    ],
    bad: [...badConstraints, ...badWhole('limit', {}, 1000), ['sort', { sort: 'certainty' }]],
    unknown: [{ through: 'nobody', datasets: ONE }, noDataset],
    ambiguous: [{ avoid: 'maker' }],
  },
  loopsCypher: {
    good: [
      { datasets: ONE, through: 'maker', leastAmount: 2.5, unknown: 'amount,status', leastStatus: 'closed' },
      { datasets: BOTH, reading: 'trail', asOf: '2023', order: 'ordered', rollUp: 'true' },
    ],
    bad: badConstraints,
    unknown: [{ through: 'nobody', datasets: ONE }, noDataset],
    ambiguous: [{ avoid: 'maker' }],
  },
  cypher: {
    good: [
      { query: 'RETURN 1 AS one' },
      { query: 'RETURN $a AS a', parameters: { a: { $type: 'Date', _value: '2023-09-25' } }, maxRows: 1 },
      { query: 'MATCH (n) RETURN n LIMIT 5', mode: 'profile', timeoutMs: 20_000, maxBytes: 100_000 },
      { query: 'MATCH (n:Entity) RETURN n', mode: 'explain' },
    ],
    bad: [
      ['query', {}],
      ['query', { query: '' }],
      ['query', { query: ' \n' }],
      ['query', { query: 5 }],
      ['query', { query: `RETURN ${'1'.repeat(50_001)}` }],
      ['parameters', { query: 'RETURN 1', parameters: [1] }],
      ['parameters', { query: 'RETURN 1', parameters: 'a' }],
      ['parameters', { query: 'RETURN $a + $b', parameters: { b: 1 } }],
      ['parameters', { query: 'RETURN $a', parameters: { a: { $type: 'Date', _value: 'tomorrow' } } }],
      ['parameters', { query: 'RETURN $a', parameters: { a: { $type: 'Node', _value: {} } } }],
      ['mode', { query: 'RETURN 1', mode: 'write' }],
      ...['timeoutMs', 'maxRows', 'maxBytes'].flatMap((field): Case['bad'] =>
        [0, -1, 1.5, '5', 1e15].map((value) => [field, { query: 'RETURN 1', [field]: value }]),
      ),
      ['timeoutMs', { query: 'RETURN 1', timeoutMs: 3_600_000 }],
    ],
  },
  cypherConsole: { good: [{}], bad: [] },
  savedList: {
    good: [{ kind: 'view' }, { kind: 'query', limit: 200 }],
    bad: [
      ...badKind({}),
      ...badWhole('limit', { kind: 'view' }, 200),
      ['cursor', { kind: 'view', cursor: 'x'.repeat(300) }],
      ['cursor', { kind: 'view', cursor: 'yesterday~one' }],
    ],
  },
  saved: { good: [SAVED_HERE], bad: badSaved({}), unknown: [{ ...SAVED_HERE, id: 'nothing' }] },
  save: {
    good: [
      { ...SAVED_HERE, name: ' 英偉達 <b> ', body: VIEW },
      { kind: 'snapshot', id: snapshotId(VIEW), name: 'x', body: VIEW },
      {
        kind: 'query',
        id: `${ONE}-q`,
        name: 'Q',
        body: { query: 'RETURN $x', parameters: { x: [1, null] } },
      },
    ],
    bad: [
      ...badSaved({ name: 'x', body: VIEW }),
      ['id', { kind: 'snapshot', id: 'of-my-own', name: 'x', body: VIEW }],
      ['name', { ...SAVED_HERE, body: VIEW }],
      ...['', '   ', 'x'.repeat(121), 'a\u0000b', 'two\nlines', 7].map((name): [string, Values] => [
        'name',
        { ...SAVED_HERE, name, body: VIEW },
      ]),
      ['body', { ...SAVED_HERE, name: 'x' }],
      ...[
        null,
        'text',
        [],
        {},
        { ...VIEW, more: 1 },
        { format: 2, parts: {} },
        { format: 1, parts: { on: 1 } },
      ].map((body): [string, Values] => ['body', { ...SAVED_HERE, name: 'x', body }]),
      ['body', { kind: 'query', id: 'q', name: 'x', body: { query: '' } }],
      ['body', { kind: 'query', id: 'q', name: 'x', body: { query: 'x'.repeat(50_001) } }],
      ['body', { kind: 'query', id: 'q', name: 'x', body: { query: 'x', parameters: { deep: nested(30) } } }],
    ],
  },
  savedRemove: {
    good: [{ ...SAVED_HERE, id: `${ONE}-removed` }],
    bad: badSaved({}),
    unknown: [{ ...SAVED_HERE, id: 'nothing' }],
  },
  exportDataset: {
    good: [{ id: ONE }, { id: ONE, format: 'csv' }],
    bad: [
      ...['UPPER', 'a b', '../x', '%00'].map((id): [string, Values] => ['id', { id }]),
      ...['yaml', '__proto__', 'JSON', ''].map((format): [string, Values] => ['format', { id: ONE, format }]),
    ],
    unknown: [{ id: 'no-such-dataset' }],
  },
  exportPart: {
    good: [
      { entities: 'maker', datasets: ONE, format: 'markdown' },
      { claims: ['loan-lends', 'cloud-makes'], datasets: ONE },
      { entities: [`${ONE}:maker`, `${TWO}:maker`], format: 'turtle' },
    ],
    bad: [
      ['entities', {}],
      ...badRef('entities', {}),
      ...badRef('claims', {}),
      ['entities', { entities: Array.from({ length: 5001 }, (_, at) => `e${at}`) }],
      ['claims', { claims: Array.from({ length: 20_001 }, (_, at) => `c${at}`) }],
      ['format', { entities: 'maker', format: 'pdf' }],
      ...badDatasets({ entities: 'maker' }),
    ],
    unknown: [
      { entities: 'nobody', datasets: ONE },
      { claims: 'nothing', datasets: ONE },
    ],
    ambiguous: [{ entities: 'maker' }, { claims: 'loan-lends' }],
  },
  importFile: {
    good: [
      { file: FILE, dataset: IMPORTED, dryRun: 'true' },
      { file: FILE, dataset: IMPORTED, name: '讀者的', format: 'json', mode: 'add', problems: 1 },
      { file: FILE, dataset: IMPORTED, dryRun: 'true', mapping: '{"answers":{"currency:$":"USD"}}' },
      { file: 'no file of ours', dataset: IMPORTED, dryRun: 'true' },
    ],
    bad: [
      ['dataset', { file: FILE }],
      ...['UPPER', 'a b', '../x', '__proto__'].map((dataset): [string, Values] => [
        'dataset',
        { file: FILE, dataset },
      ]),
      ...(
        [
          ['name', ''],
          ['name', 'two\nlines'],
          ['name', 'x'.repeat(121)],
          ['format', 'pdf'],
          ['mapping', '{'],
          ['mapping', '{"sheets":7}'],
          ['mapping', '{"answers":{"to string":"x"}}'],
          ['mapping', `"${'x'.repeat(6_000)}"`],
          ['mode', 'merge'],
          ['dryRun', 'yes'],
          ['expectHash', 'abc'],
          ['expectHash', '0'.repeat(64)],
          ['ifVersion', ''],
          ['ifVersion', 'two words'],
        ] as const
      ).map(([field, value]): [string, Values] => [field, { file: FILE, dataset: IMPORTED, [field]: value }]),
      ...badWhole('problems', { file: FILE, dataset: IMPORTED, dryRun: 'true' }, 100_000),
    ],
  },
  duplicates: {
    good: [{ id: RENAMED }, { id: RENAMED, limit: 2, cursor: 'cloud' }],
    bad: [
      ...['UPPER', 'a b', '../x', '%00'].map((id): [string, Values] => ['id', { id }]),
      ...badWhole('limit', { id: RENAMED }, 200),
      ['cursor', { id: RENAMED, cursor: 'x'.repeat(300) }],
    ],
    unknown: [{ id: 'no-such-dataset' }],
  },
  linkEntity: {
    good: [{ id: `${RENAMED}:maker`, other: `${ONE}:maker` }],
    bad: [
      ...badRef('id', { other: `${ONE}:maker` }),
      ...badRef('other', { id: `${RENAMED}:maker` }),
      ['other', { id: `${RENAMED}:maker` }],
      ['other', { id: `${RENAMED}:maker`, other: `${RENAMED}:cloud` }],
    ],
    unknown: [{ id: `${RENAMED}:nobody`, other: `${ONE}:maker` }],
  },
  unlinkEntity: {
    good: [{ id: `${RENAMED}:maker` }],
    bad: badRef('id', {}),
    unknown: [{ id: `${RENAMED}:nobody` }],
  },
  datasetRename: {
    good: [{ id: RENAMED, nameEn: ' Mine ', nameZh: '我的' }],
    bad: [
      ...['UPPER', 'a b', '../x', '%00'].map((id): [string, Values] => ['id', { id, nameEn: 'x' }]),
      ['nameEn', { id: RENAMED }],
      ['nameEn', { id: RENAMED, nameEn: '' }],
      ['nameEn', { id: RENAMED, nameEn: 'two\nlines' }],
      ['nameZh', { id: RENAMED, nameZh: '長'.repeat(121) }],
    ],
    unknown: [{ id: 'no-such-dataset', nameEn: 'x' }],
  },
  datasetRemove: {
    good: [{ id: RENAMED }],
    bad: ['UPPER', 'a b', '../x', '%00'].map((id): [string, Values] => ['id', { id }]),
    unknown: [{ id: 'no-such-dataset' }],
  },
  finding: {
    good: [
      { entities: 'maker', datasets: ONE, view: { format: 1, parts: {} } },
      {
        claims: ['loan-lends', 'cloud-makes'],
        datasets: ONE,
        title: 'T',
        question: 'Q?',
        lang: 'zh',
        view: { format: 1, parts: { on: 'x' } },
      },
    ],
    bad: [
      ['entities', { view: { format: 1, parts: {} } }],
      ...badRef('entities', { view: { format: 1, parts: {} } }),
      ...badRef('claims', { view: { format: 1, parts: {} } }),
      ['view', { entities: 'maker' }],
      ['view', { entities: 'maker', view: { format: 2, parts: {} } }],
      ['title', { entities: 'maker', view: { format: 1, parts: {} }, title: 't'.repeat(301) }],
      ['question', { entities: 'maker', view: { format: 1, parts: {} }, question: 'q'.repeat(5_001) }],
      ['lang', { entities: 'maker', view: { format: 1, parts: {} }, lang: 'fr' }],
      ...badDatasets({ entities: 'maker', view: { format: 1, parts: {} } }),
    ],
    unknown: [{ entities: 'nobody', datasets: ONE, view: { format: 1, parts: {} } }],
    ambiguous: [{ entities: 'maker', view: { format: 1, parts: {} } }],
  },
  backup: { good: [{}], bad: [] },
  restore: {
    good: [
      { file: BACKUP, dryRun: 'true' },
      { file: BACKUP, dryRun: 'true', expectHash: createHash('sha256').update(BACKUP).digest('hex') },
    ],
    bad: [
      ['dryRun', { file: BACKUP, dryRun: 'yes' }],
      ['expectHash', { file: BACKUP, dryRun: 'true', expectHash: 'abc' }],
      ['expectHash', { file: BACKUP, dryRun: 'true', expectHash: '0'.repeat(64) }],
    ],
  },
  savedRestore: { good: [SAVED_HERE], bad: badSaved({}), unknown: [{ ...SAVED_HERE, id: 'nothing' }] },
};

/** A call that must go well, whatever it answers with. */
async function goesWell(name: OperationName, values: Values): Promise<void> {
  if (!CONTRACT[name].file) {
    await api.ok(name, values);
    return;
  }
  const answer = await api.call(name, values);
  expect(answer.status, answer.text.slice(0, 300)).toBe(200);
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="?[\w.-]+"?$/);
  expect(answer.text).not.toBe('');
}

const titled = (values: Values): string => JSON.stringify(values).slice(0, 80);

let store: GraphStore;
let api: Api;
beforeAll(async () => {
  store = openStore();
  await store.load(sample(ONE));
  await store.load(sample(TWO));
  await store.load(sample(RENAMED));
  api = await Api.start(store);
  for (const id of [SAVED_HERE.id, `${ONE}-removed`])
    await api.ok('save', { kind: 'view', id, name: 'A view', body: VIEW });
});
afterAll(async () => {
  await api?.close();
  for (const [kind, id] of [
    ['view', `${ONE}-view`],
    ['query', `${ONE}-q`],
    ['snapshot', snapshotId(VIEW)],
  ] as const)
    await store.workspace.remove(kind, id);
  await store.remove(ONE);
  await store.remove(TWO);
  await store.remove(IMPORTED);
  await store.close();
});

it('has a case for every operation of the contract, and a refusal for every field of its input', () => {
  expect(Object.keys(CASES).sort()).toEqual([...OPERATION_NAMES].sort());
  for (const name of OPERATION_NAMES) {
    const fields = Object.keys(CONTRACT[name].input.shape);
    const refused = new Set(CASES[name].bad.map(([field]) => field));
    expect([...refused].sort(), name).toEqual(fields.sort());
  }
});

describe.each(OPERATION_NAMES)('%s', (name) => {
  const { good, bad, unknown = [], ambiguous = [] } = CASES[name];

  it.each(good.map((values) => [titled(values), values]))(
    'answers as its contract says: %s',
    async (_, values) => {
      await goesWell(name, values as Values);
    },
  );

  if (bad.length > 0)
    it.each(bad.map(([field, values]) => [field, titled(values), values] as const))(
      'refuses a wrong %s by name: %s',
      async (field, _, values) => {
        refusedFor(await api.call(name, values), field);
      },
    );

  if (unknown.length > 0)
    it.each(unknown.map((values) => [titled(values), values]))(
      'finds nothing by an unknown id: %s',
      async (_, values) => {
        const { details } = faultIn(await api.call(name, values as Values), 'not_found');
        expect(JSON.stringify(details)).toMatch(/no-such-dataset|nobody|nothing|maker|constructor/);
      },
    );

  if (ambiguous.length > 0)
    it.each(ambiguous.map((values) => [titled(values), values]))(
      'asks which one is meant, and says which there are: %s',
      async (_, values) => {
        const ref = JSON.stringify(values).includes('loan-lends') ? 'loan-lends' : 'maker';
        const scoped = { ...(values as Values), datasets: name === 'subgraph' ? [ONE, TWO] : BOTH };
        const { details, message } = faultIn(await api.call(name, scoped), 'ambiguous');
        if (name !== 'subgraph' || message.includes('maker'))
          expect(details?.candidates).toEqual([`${TWO}:${ref}`, `${ONE}:${ref}`]);
        await goesWell(name, { ...(values as Values), datasets: name === 'subgraph' ? [ONE] : ONE });
      },
    );

  if (CONTRACT[name].method === 'GET')
    it('refuses what it does not know, by name, keys of prototypes among it', async () => {
      const [values = {}] = good;
      const { path } = CONTRACT[name];
      const address = path.replace(/:(\w+)/g, (_, key: string) => String(values[key]));
      const query = new URLSearchParams(
        Object.entries(values).flatMap(([key, value]) =>
          path.includes(`:${key}`) ? [] : [[key, String(value)]],
        ),
      );
      const odd = ['maxlength', '__proto__', 'constructor', '__proto__[limit]', 'hasOwnProperty', 'toString'];
      const { message, details } = faultIn(
        await api.fetch(`${address}?${query}&${odd.map((key) => `${key}=1`).join('&')}`),
        'bad_request',
      );
      expect(message).toMatch(/^maxlength: /);
      expect(details).toMatchObject({
        fields: odd.map((field) => ({ field })),
        known: Object.keys(CONTRACT[name].input.shape),
      });
      // A token that was not asked for is none of the operation's.
      await api.ok(name, { ...values, token: 'not-needed' });
    });
});

describe('lists across datasets', () => {
  it('come in the order of keys, whatever the ids of the datasets', async () => {
    const { entities } = await api.ok('subgraph', {
      ids: [`${ONE}:maker`, `${TWO}:maker`, `${ONE}:cloud`, `${TWO}:cloud`],
    });
    const keys = entities.map(({ dataset, id }) => `${dataset}:${id}`);
    expect(keys).toEqual([...keys].sort());
  });

  it('never join one dataset with another', async () => {
    const { paths } = await api.ok('paths', {
      from: `${ONE}:maker`,
      to: `${TWO}:maker`,
      mode: 'all',
      maxLength: 8,
    });
    expect(paths).toEqual([]);
    const { loops } = await api.ok('loops', { datasets: BOTH, reading: 'trail', exchanges: 'include' });
    for (const { legs } of loops) expect(new Set(legs.map(({ claim }) => claim.dataset)).size).toBe(1);
  });
});

describe('lists of nothing', () => {
  it.each([
    ['paths', { from: `${ONE}:maker`, to: `${ONE}:cloud`, type: '' }, 'paths'],
    ['paths', { from: `${ONE}:maker`, to: `${ONE}:cloud`, type: ',' }, 'paths'],
    ['entityClaims', { ...maker, type: '' }, 'claims'],
    ['expand', { ...maker, type: '' }, 'entities'],
    ['loops', { datasets: '' }, 'loops'],
    ['loops', { datasets: ONE, moves: '' }, 'loops'],
    ['search', { q: 'nvidia', datasets: '' }, 'hits'],
    ['search', { q: 'nvidia', datasets: ONE, kinds: '' }, 'hits'],
  ] as const)('%s %j: nothing is asked for, and nothing is given', async (name, values, key) => {
    const answer: Record<string, unknown> = await api.ok(name, values);
    expect(answer[key]).toEqual([]);
  });

  it('through nothing is no condition', async () => {
    expect(await api.ok('loops', { datasets: ONE, through: '' })).toEqual(
      await api.ok('loops', { datasets: ONE }),
    );
  });
});

it('pages past the longest ids there can be', async () => {
  const long = `http-contract-${'x'.repeat(106)}`;
  const dataset = sample('http-contract-long');
  dataset.info.id = long as typeof dataset.info.id;
  const [first] = dataset.claims;
  const [entity] = dataset.entities;
  if (!first || !entity) throw new Error('the sample has some');
  const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(120));
  dataset.entities.push(...ids.map((id) => ({ ...entity, id: id as typeof entity.id })));
  dataset.claims = ids.map((id) => ({ ...first, id: id as typeof first.id, to: id as typeof first.to }));
  await store.load(dataset);
  try {
    for (const name of ['entityClaims', 'expand'] as const) {
      const page = await api.ok(name, { id: 'maker', datasets: long, limit: 1 });
      const next = await api.ok(name, { id: 'maker', datasets: long, limit: 1, cursor: page.next });
      expect(next.claims.map(({ id }) => id)).toEqual([ids[1]]);
    }
  } finally {
    await store.remove(long);
  }
});
