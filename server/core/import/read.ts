import type { ImportEvent, ImportFormat, ImportProblem, ImportSummary } from '../contract/import.ts';
import type { Input } from '../contract/index.ts';
import { assembled } from '../formats/assemble.ts';
import { type Incoming, NotTheFormat, recordsOf } from '../formats/format.ts';
import { FORMATS } from '../formats/index.ts';
import { TABLE_NAMES } from '../formats/tables.ts';
import type { Problem } from '../formats/yaml-records.ts';
import { unzipped } from '../formats/zip.ts';
import type { DatasetInfo, DatasetTables } from '../model/dataset.ts';
import type { Shelves } from '../model/table.ts';
import { inWords, why } from '../model/why.ts';
import { Comparison, nameOf } from './compare.ts';
import { delimited, delimitedIn } from './delimited.ts';
import { understood } from './detect.ts';
import { Findings } from './findings.ts';
import { cytoscapeTables, gexfTables } from './graphs.ts';
import type { Source } from './sheets.ts';
import { Tabular } from './tabular.ts';
import { workbook } from './workbook.ts';

/** What a reading is asked: the part of an import's input that says how. */
export type Reading = Pick<
  Input<'importFile'>,
  'dataset' | 'name' | 'format' | 'mapping' | 'mode' | 'problems'
> & {
  /** Records that it may have; as many as there are, where it is not given. */
  records?: number | undefined;
  /** What the dataset says of itself as it is served. */
  called?: Pick<DatasetInfo, 'nameEn' | 'nameZh' | 'summaryEn' | 'summaryZh'> | undefined;
};
export type ImportNews = Exclude<ImportEvent, { type: 'end' }>;
export type Hear = (news: ImportNews) => void;
/** What came of it: a dataset where nothing is wrong and no question open. */
export type ReadImport = {
  summary: Omit<ImportSummary, 'hash' | 'bytes' | 'before' | 'served'>;
  dataset?: DatasetTables | undefined;
};

/** Records between two words of progress. */
const TELL = 5_000;

/** The records of a file: those that it says itself, or those that its tables come to. */
async function recordsIn(
  format: ImportFormat,
  file: Source,
  tabular: Tabular,
): Promise<AsyncIterable<Incoming>> {
  switch (format) {
    case 'json':
    case 'graphml':
    case 'turtle':
    case 'jsonld':
    case 'cypher':
      return FORMATS[format].read(file());
    case 'csv':
    case 'tsv':
      if (!(await isZip(file))) return tabular.records(delimited(file()));
      return (await isOurs(file)) ? FORMATS.csv.read(file()) : tabular.records(delimitedIn(file()));
    case 'xlsx':
      return tabular.records(workbook(file));
    case 'gexf':
      return tabular.records(gexfTables(file()));
    case 'cytoscape':
      return tabular.records(cytoscapeTables(file()));
  }
}

async function isZip(file: Source): Promise<boolean> {
  for await (const chunk of file()) return chunk[0] === 0x50 && chunk[1] === 0x4b;
  return false;
}
/** Whether an archive has tables of ours, which are read without loss and need no mapping. */
async function isOurs(file: Source): Promise<boolean> {
  for await (const { name } of unzipped(file())) if (name === 'dataset.csv') return true;
  return false;
}

/** Links that a reader has made stay where a file says nothing else of its entity. */
async function* linked(records: AsyncIterable<Incoming>, before: Source): AsyncGenerator<Incoming> {
  const links = new Map<unknown, unknown>();
  for await (const { table, record } of FORMATS.json.read(before()))
    if (table === 'entities' && record.sameAs !== undefined) links.set(record.id, record.sameAs);
  for await (const incoming of records) {
    const { table, record } = incoming;
    const sameAs = table === 'entities' ? links.get(record.id) : undefined;
    yield sameAs === undefined || record.sameAs !== undefined
      ? incoming
      : { ...incoming, record: { ...record, sameAs } };
  }
}

/** With what the dataset has already and the file has not. */
async function* added(records: AsyncIterable<Incoming>, before: Source): AsyncGenerator<Incoming> {
  const seen = new Set<string>();
  for await (const incoming of records) {
    seen.add(nameOf(incoming.table, incoming.record));
    yield incoming;
  }
  for await (const incoming of FORMATS.json.read(before()))
    if (!seen.has(nameOf(incoming.table, incoming.record))) yield { ...incoming, sheet: '' };
}

/**
 * The records under the dataset that they are to become: its own record named as asked, the one that a file without has made up. What is
 * shown first is not for an import to say.
 */
async function* named(
  records: AsyncIterable<Incoming>,
  { dataset, name, called }: Reading,
): AsyncGenerator<Incoming> {
  let told = false;
  const asked = { id: dataset, ...(name === undefined ? {} : { nameEn: name, nameZh: name }) };
  for await (const incoming of records) {
    if (incoming.table !== 'dataset') yield incoming;
    else {
      told = true;
      const { shownFirst: _shownFirst, ...record } = incoming.record;
      yield { ...incoming, record: { ...record, ...asked } };
    }
  }
  if (told) return;
  const own = {
    nameEn: dataset,
    nameZh: dataset,
    summaryEn: 'Imported by a reader.',
    summaryZh: '由讀者匯入。',
  };
  yield { table: 'dataset', record: { ...own, ...called, ...asked }, line: 1 };
}

async function* counted(
  records: AsyncIterable<Incoming>,
  most: number,
  hear: Hear,
): AsyncGenerator<Incoming> {
  let done = 0;
  for await (const incoming of records) {
    yield incoming;
    done += 1;
    if (done > most) throw new NotTheFormat(why('file.records', { most }), done, 'limit');
    if (done % TELL === 0) hear({ type: 'progress', step: 'reading', done });
  }
  hear({ type: 'progress', step: 'reading', done });
}

const toldOf = ({ file, line, pointer, code, why }: Problem): ImportProblem => ({
  sheet: file,
  row: line,
  column: pointer.replace(/^\//, ''),
  code,
  message: inWords(why).slice(0, 500),
  why,
});

/**
 * Reads a file as a dataset, compares it with the one that is served (`before`, as JSON of ours), and tells what it finds as it goes.
 * Nothing is written. What is wrong with the file is told and counted; what is thrown is our own fault. Of what waits on `shelves` until
 * all of it has come, no more than ids is held besides.
 */
export async function readImport(
  file: Source,
  before: Source | undefined,
  reading: Reading,
  hear: Hear,
  shelves?: Shelves,
): Promise<ReadImport> {
  const { format: wanted, problems: most, mapping, mode } = reading;
  const findings = new Findings();
  let dataset: DatasetTables | undefined;
  let format: ImportFormat = wanted === 'auto' ? 'csv' : wanted;
  try {
    const known = await understood(file, mapping?.answers ?? {});
    if ('ask' in known) findings.ask(known.ask, 'text');
    else {
      format = known.format;
      if (wanted !== 'auto' && wanted !== format)
        throw new NotTheFormat(why('file.other', { found: format, wanted }), 1);
      if (known.encoding !== undefined && known.encoding !== 'utf-8')
        findings.notice('encoding', why('notice.encoding', { encoding: known.encoding }));
      if (format === 'gexf' || format === 'cytoscape') findings.notice('lost', why('notice.graph'));
      const tabular = new Tabular(mapping, findings, (preview) => hear({ type: 'preview', preview }));
      if (mode === 'add' && before)
        for await (const incoming of FORMATS.json.read(before())) tabular.knows(incoming);
      const records = named(await recordsIn(format, known.file, tabular), reading);
      const own = before ? linked(records, before) : records;
      const all = mode === 'add' && before ? added(own, before) : own;
      const result = await assembled(counted(all, reading.records ?? Infinity, hear), {
        ...(shelves ? { shelves } : {}),
        wrong: () => findings.problemCount > 0 || findings.questions.length > 0,
      });
      if ('problems' in result) for (const problem of result.problems) findings.problem(problem);
      else if (result.dataset.entities.length + result.dataset.claims.length > 0) dataset = result.dataset;
      // Loaded, it would take the place of what is there.
      else throw new NotTheFormat(why('file.nothing'), 1);
    }
  } catch (error) {
    if (!(error instanceof NotTheFormat)) throw error;
    findings.problem({ file: '', line: error.line, pointer: '', code: error.code, why: error.why });
  }
  for (const notice of findings.notices) hear({ type: 'notice', notice });
  for (const question of findings.questions) hear({ type: 'question', question });
  for (const problem of findings.problems.slice(0, most)) hear({ type: 'item', problem: toldOf(problem) });

  const comparison = new Comparison();
  if (before && dataset) {
    let done = 0;
    for await (const { table, record } of FORMATS.json.read(before())) {
      comparison.has(table, record);
      if (++done % TELL === 0) hear({ type: 'progress', step: 'comparing', done });
    }
  }
  if (dataset && before)
    for await (const { table, record } of recordsOf(dataset)) comparison.gets(table, record);
  else if (dataset)
    for (const table of TABLE_NAMES)
      comparison.creates(table, table === 'dataset' ? 1 : dataset[table].length);
  for (const [table, rows] of findings.refused) comparison.refuses(table, rows.size);
  return {
    summary: {
      format,
      ...(dataset
        ? { dataset: { id: dataset.info.id, nameEn: dataset.info.nameEn, nameZh: dataset.info.nameZh } }
        : {}),
      ...comparison.result(),
      problems: findings.problemCount,
      questions: findings.questions.length,
      ...(dataset ? { version: dataset.version } : {}),
    },
    dataset,
  };
}
