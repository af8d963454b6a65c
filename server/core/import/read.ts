import { Fault } from '../contract/errors.ts';
import type { ImportEvent, ImportFormat, ImportProblem, ImportSummary } from '../contract/import.ts';
import type { Input } from '../contract/index.ts';
import { assemble } from '../formats/assemble.ts';
import { type Incoming, NotTheFormat } from '../formats/format.ts';
import { FORMATS } from '../formats/index.ts';
import { TABLE_NAMES, type TableName } from '../formats/tables.ts';
import type { Problem } from '../formats/yaml-records.ts';
import type { Dataset, DatasetInfo, DatasetRecord } from '../model/dataset.ts';
import { Comparison } from './compare.ts';
import { formatOf, type Source } from './detect.ts';

/** What a reading is asked: the part of an import's input that says how. */
export type Reading = Pick<
  Input<'importFile'>,
  'dataset' | 'name' | 'format' | 'mapping' | 'mode' | 'problems'
> & {
  /** What the dataset says of itself as it is served. */
  called?: Pick<DatasetInfo, 'nameEn' | 'nameZh' | 'summaryEn' | 'summaryZh'> | undefined;
};
export type ImportNews = Exclude<ImportEvent, { type: 'end' }>;
export type Hear = (news: ImportNews) => void;
/** What came of it: a dataset where nothing is wrong and no question open. */
export type ReadImport = {
  summary: Omit<ImportSummary, 'hash' | 'bytes' | 'before' | 'served'>;
  dataset?: Dataset | undefined;
};

/** Records between two words of progress. */
const TELL = 5_000;

const isTable = (name: string): name is TableName => TABLE_NAMES.some((table) => table === name);

/** The records of a file that says itself what they are. */
function recordsIn(format: ImportFormat, file: Source): AsyncIterable<Incoming> {
  switch (format) {
    case 'json':
    case 'csv':
    case 'graphml':
    case 'turtle':
    case 'jsonld':
    case 'cypher':
      return FORMATS[format].read(file());
    case 'tsv':
    case 'xlsx':
    case 'gexf':
    case 'cytoscape':
      throw new Fault('unsupported', `Files of the format ${format} are not read yet.`);
  }
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

async function* counted(records: AsyncIterable<Incoming>, hear: Hear): AsyncGenerator<Incoming> {
  let done = 0;
  for await (const incoming of records) {
    yield incoming;
    done += 1;
    if (done % TELL === 0) hear({ type: 'progress', step: 'reading', done });
  }
  hear({ type: 'progress', step: 'reading', done });
}

const toldOf = ({ file, line, pointer, code, message }: Problem): ImportProblem => ({
  sheet: file,
  row: line,
  column: pointer.replace(/^\//, ''),
  code,
  message: message.slice(0, 500),
});

/** Rows with something wrong, by table; what is wrong with the file as a whole is none. */
function refusedIn(problems: readonly Problem[]): Map<TableName, number> {
  const rows = new Map<TableName, Set<number>>();
  for (const { file, line } of problems)
    if (isTable(file)) rows.set(file, (rows.get(file) ?? new Set()).add(line));
  return new Map([...rows].map(([table, lines]) => [table, lines.size]));
}

function* recordsOfDataset({
  info,
  entities,
  claims,
  deals,
  sources,
  evidence,
  outlines,
}: Dataset): Generator<DatasetRecord> {
  yield { table: 'dataset', record: info };
  for (const record of entities) yield { table: 'entities', record };
  for (const record of claims) yield { table: 'claims', record };
  for (const record of deals) yield { table: 'deals', record };
  for (const record of sources) yield { table: 'sources', record };
  for (const record of evidence) yield { table: 'evidence', record };
  for (const record of outlines) yield { table: 'outlines', record };
}

/**
 * Reads a file as a dataset, compares it with the one that is served (`before`, as JSON of ours), and tells what it finds as it goes.
 * Nothing is written. What is wrong with the file is told and counted; what is thrown is our own fault.
 */
export async function readImport(
  file: Source,
  before: Source | undefined,
  reading: Reading,
  hear: Hear,
): Promise<ReadImport> {
  const { format: wanted, problems: most } = reading;
  let problems: Problem[] = [];
  let dataset: Dataset | undefined;
  let format: ImportFormat = wanted === 'auto' ? 'json' : wanted;
  try {
    format = await formatOf(file);
    if (wanted !== 'auto' && wanted !== format)
      throw new NotTheFormat(`The file is ${format} by its content, not ${wanted}.`, 1);
    const result = await assemble(counted(named(recordsIn(format, file), reading), hear));
    if ('problems' in result) problems = result.problems;
    else dataset = result.dataset;
  } catch (error) {
    if (!(error instanceof NotTheFormat)) throw error;
    problems = [{ file: '', line: error.line, pointer: '', code: 'format', message: error.message }];
  }
  for (const problem of problems.slice(0, most)) hear({ type: 'item', problem: toldOf(problem) });

  const comparison = new Comparison();
  if (before && dataset) {
    let done = 0;
    for await (const { table, record } of FORMATS.json.read(before())) {
      comparison.has(table, record);
      if (++done % TELL === 0) hear({ type: 'progress', step: 'comparing', done });
    }
  }
  if (dataset) for (const { table, record } of recordsOfDataset(dataset)) comparison.gets(table, record);
  for (const [table, count] of refusedIn(problems)) comparison.refuses(table, count);
  return {
    summary: {
      format,
      ...(dataset
        ? { dataset: { id: dataset.info.id, nameEn: dataset.info.nameEn, nameZh: dataset.info.nameZh } }
        : {}),
      ...comparison.result(),
      problems: problems.length,
      questions: 0,
      ...(dataset ? { version: dataset.version } : {}),
    },
    dataset,
  };
}
