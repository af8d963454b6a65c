import { why } from '../model/why.ts';
import {
  type Chunks,
  type Format,
  type Incoming,
  linesOf,
  NotTheFormat,
  type Outgoing,
  peeked,
} from './format.ts';
import { datasetOf } from './iris.ts';
import { type Cell, COLUMNS, cellFrom, cellsOf, recordFrom, TABLE_NAMES, type TableName } from './tables.ts';

/** Rows in one statement: enough to be quick, few enough for the memory of one transaction. */
const BATCH = 500;
const TITLE = '// A dataset of Loopscope as Cypher, for Neo4j 5.26 or newer.';
const MARK = '// table: ';

/** What a statement does with its rows. Labels and types come from the rows, so that these stay in their order. */
const STATEMENTS: { readonly [Table in TableName]: string } = {
  dataset: 'MERGE (n:Dataset {id: row.id}) SET n += row',
  entities:
    'MERGE (n:Entity {dataset: dataset, id: row.id}) SET n:$([row.kind] + coalesce(row.roles, [])), n += row',
  claims: `MATCH (a:Entity {dataset: dataset, id: row.from}), (b:Entity {dataset: dataset, id: row.to})
MERGE (a)-[r:$(row.type) {dataset: dataset, id: row.id}]->(b) SET r += row`,
  deals: 'MERGE (n:Deal {dataset: dataset, id: row.id}) SET n += row',
  sources: 'MERGE (n:Source {dataset: dataset, id: row.id}) SET n += row',
  evidence: `MATCH (s:Source {dataset: dataset, id: row.source})
MERGE (n:Evidence {dataset: dataset, id: row.id}) SET n += row
MERGE (n)-[:FOUND_IN]->(s)`,
  outlines: `MATCH (s:Source {dataset: dataset, id: row.source})
MERGE (n:Outline {dataset: dataset, source: row.source}) SET n += row
MERGE (n)-[:OUTLINES]->(s)`,
};
const INDEXED = ['Entity', 'Deal', 'Source', 'Evidence'];

const ESCAPES: Record<string, string> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\t': '\\t' };
const quoted = (text: string): string => `'${text.replace(/[\\'\n\t]/g, (sign) => ESCAPES[sign] ?? sign)}'`;

function literal(cell: Cell, json: boolean): string {
  if (json) return quoted(JSON.stringify(cell));
  if (typeof cell === 'string') return quoted(cell);
  // Beyond what is exact as an integer, and beyond 64 bits, it is a float in Cypher.
  if (typeof cell === 'number')
    return Number.isSafeInteger(cell) ? String(cell) : cell.toExponential().replace('+', '');
  if (typeof cell === 'boolean') return String(cell);
  return `[${cell.map((item) => quoted(String(item))).join(', ')}]`;
}
const rowOf = (table: TableName, record: object): string =>
  `{${cellsOf(table, record)
    .map(([{ name, type }, cell]) => `${name}: ${literal(cell, type === 'json')}`)
    .join(', ')}}`;

async function* write(records: AsyncIterable<Outgoing>): AsyncGenerator<string> {
  const { first, all } = await peeked(records);
  if (!first) return;
  const dataset = datasetOf(first);
  yield `${TITLE}\n`;
  for (const label of INDEXED) yield `CREATE INDEX IF NOT EXISTS FOR (n:${label}) ON (n.dataset, n.id);\n`;
  let open: { table: TableName; rows: number } | undefined;
  const close = (table: TableName): string =>
    `\n] AS row\nWITH row, ${quoted(dataset)} AS dataset\n${STATEMENTS[table]};\n`;
  for await (const { table, record } of all) {
    if (open && (open.table !== table || open.rows === BATCH)) {
      yield close(open.table);
      open = undefined;
    }
    yield open ? ',\n' : `\n${MARK}${table}\nUNWIND [\n`;
    yield rowOf(table, record);
    open = { table, rows: (open?.rows ?? 0) + 1 };
  }
  if (open) yield close(open.table);
}

/** The parts of a map as we write it: names, signs, quoted texts, numbers and words. */
const TOKEN = /\s*(?:([A-Za-z]\w*)|'((?:[^'\\]|\\.)*)'|(-?\d[\d.]*(?:e-?\d+)?)|([{}[\]:,]))/y;
const UNESCAPES: Record<string, string> = { n: '\n', t: '\t' };

/** Reads one map of scalars and lists of texts. Nothing else is a row of ours, and nothing is ever run. */
function cellsIn(text: string, line: number): Map<string, unknown> {
  const refuse = (): never => {
    throw new NotTheFormat(why('file.row'), line);
  };
  const reader = new RegExp(TOKEN);
  type Token = { word?: string; value?: string | number; sign?: string };
  const next = (): Token => {
    const match = reader.exec(text);
    if (!match) return refuse();
    const [, word, string, number, sign] = match;
    if (word !== undefined) return { word };
    if (string !== undefined)
      return { value: string.replace(/\\(.)/gs, (_, sign: string) => UNESCAPES[sign] ?? sign) };
    if (number !== undefined) return { value: Number(number) };
    return sign === undefined ? refuse() : { sign };
  };
  const scalar = ({ value, word }: Token): unknown =>
    value ?? (word === 'true' ? true : word === 'false' ? false : refuse());
  const list = (): unknown[] => {
    const items: unknown[] = [];
    for (let token = next(); token.sign !== ']'; token = next())
      if (token.sign !== ',') items.push(scalar(token));
    return items;
  };
  const cells = new Map<string, unknown>();
  if (next().sign !== '{') refuse();
  for (let token = next(); token.sign !== '}'; token = next()) {
    if (token.sign === ',') continue;
    const name = token.word ?? refuse();
    if (next().sign !== ':') refuse();
    const value = next();
    cells.set(name, value.sign === '[' ? list() : scalar(value));
  }
  return cells;
}

async function* read(bytes: Chunks): AsyncGenerator<Incoming> {
  let table: TableName | undefined;
  for await (const { text, line } of linesOf(bytes)) {
    if (line === 1 && text !== TITLE) throw new NotTheFormat(why('file.script'), 1);
    if (text.startsWith(MARK)) table = TABLE_NAMES.find((name) => name === text.slice(MARK.length));
    if (!table || !text.startsWith('{')) continue;
    const types = new Map(COLUMNS[table].map(({ name, type }) => [name, type]));
    const cells = [...cellsIn(text, line)].map(([name, value]): [string, unknown] => [
      name,
      types.get(name) === 'json' && typeof value === 'string' ? cellFrom('json', value) : value,
    ]);
    yield { table, record: recordFrom(table, cells), line };
  }
}

/** A script that makes the dataset's graph in a Neo4j of one's own; running it twice makes it once. */
export const cypherScript: Format = {
  write,
  read,
};
