import { type Chunks, type Format, type Incoming, type Outgoing, peeked } from './format.ts';
import {
  CLASSES,
  datasetOf,
  idField,
  iriOf,
  NAMES,
  namedBy,
  PROV,
  prefixOf,
  refFrom,
  VOCABULARY,
} from './iris.ts';
import { readTables, writeTables } from './json.ts';
import { type Cell, COLUMNS, cellsOf, recordFrom, TABLE_NAMES, type TableName } from './tables.ts';

/** What each field means, by table: the same statements as in Turtle come out of it. */
function contextOf(dataset: string): object {
  const terms = (table: TableName): object =>
    Object.fromEntries(
      COLUMNS[table].map((column) => [
        column.name,
        column.name === idField(table)
          ? '@id'
          : {
              '@id': VOCABULARY + column.name,
              ...(column.type === 'list' ? { '@container': '@list' } : {}),
              ...(namedBy(table, column) ? { '@type': '@id' } : {}),
              ...(column.type === 'json' ? { '@type': '@json' } : {}),
              ...(column.type === 'number' ? { '@type': 'http://www.w3.org/2001/XMLSchema#double' } : {}),
            },
      ]),
    );
  return {
    '@version': 1.1,
    loopscope: null,
    prov: PROV,
    ...Object.fromEntries(
      TABLE_NAMES.flatMap((table) => [
        [`${table}-of`, { '@id': prefixOf(dataset, table), '@prefix': true }],
        [table, { '@id': VOCABULARY + table, '@context': terms(table) }],
      ]),
    ),
  };
}

/** The prefix that stands before ids of a table: the ids themselves repeat between tables. */
const compact = (table: TableName): string => `${table}-of:`;

/** Records of the dataset are named with the prefix, those of another by their whole name. */
const nameOf = (table: TableName, ref: string): string =>
  ref.includes(':') ? iriOf('', table, ref) : compact(table) + ref;
function refIn(table: TableName, name: string): string {
  if (name.startsWith(compact(table))) return name.slice(compact(table).length);
  return name.startsWith(NAMES) ? refFrom('', name) : name;
}

function* pairs(table: TableName, record: object): Generator<[string, unknown]> {
  yield ['@type', [`${VOCABULARY}${CLASSES[table]}`]];
  for (const [column, cell] of cellsOf(table, record)) {
    const named = namedBy(table, column);
    const value = (item: Cell | object): unknown => (named ? nameOf(named, String(item)) : item);
    yield [column.name, Array.isArray(cell) ? cell.map(value) : value(cell)];
  }
}

async function* compacted(records: AsyncIterable<Outgoing>): AsyncGenerator<Outgoing> {
  for await (const { table, record } of records)
    yield { table, record: Object.fromEntries(pairs(table, record)) };
}

async function* write(records: AsyncIterable<Outgoing>): AsyncGenerator<string> {
  const { first, all } = await peeked(records);
  if (first) yield* writeTables(compacted(all), { '@context': contextOf(datasetOf(first)) });
}

async function* read(bytes: Chunks): AsyncGenerator<Incoming> {
  for await (const { table, record, line } of readTables(bytes)) {
    const cells = COLUMNS[table].flatMap((column): [string, unknown][] => {
      const value = record[column.name];
      const named = namedBy(table, column);
      const plain = (item: unknown): unknown =>
        named && typeof item === 'string' ? refIn(named, item) : item;
      return value === undefined
        ? []
        : [[column.name, Array.isArray(value) ? value.map(plain) : plain(value)]];
    });
    yield { table, record: recordFrom(table, cells), line };
  }
}

/** Our JSON with a context that makes RDF of it. Read as we write it. */
export const jsonld: Format = {
  write,
  read,
};
