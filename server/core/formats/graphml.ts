import { why } from '../model/why.ts';
import { type Chunks, type Format, type Incoming, NotTheFormat, type Outgoing } from './format.ts';
import { isRecord } from './json.ts';
import {
  type Cell,
  type CellType,
  COLUMNS,
  cellFrom,
  cellsOf,
  cellText,
  recordFrom,
  type TableName,
} from './tables.ts';
import { escaped, LONGEST_TEXT, xmlReader } from './xml.ts';

/**
 * Entities are nodes and claims are edges, with a column each as data. What is neither (the dataset, its deals, sources, passages and
 * outlines) is data of the graph, as JSON: other programs count what they should, and read the rest as attributes.
 */
const GRAPH_TABLES = ['dataset', 'deals', 'sources', 'evidence', 'outlines'] as const satisfies TableName[];
const isGraphTable = (name: string): name is (typeof GRAPH_TABLES)[number] =>
  GRAPH_TABLES.some((table) => table === name);

/** What XML says of a record by its shape rather than as data. */
const SHAPE: { readonly [Table in TableName]?: readonly string[] } = {
  entities: ['id'],
  claims: ['id', 'from', 'to'],
};
const KINDS = [
  ['entities', 'node'],
  ['claims', 'edge'],
] as const;
const ATTR_TYPE: Record<CellType, string> = {
  text: 'string',
  number: 'double',
  flag: 'boolean',
  list: 'string',
  json: 'string',
};

const data = (key: string, cell: Cell): string => `<data key="${key}">${escaped(cellText(cell))}</data>`;

function* head(): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ';
  yield 'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n';
  for (const [table, element] of KINDS)
    for (const { name, type } of COLUMNS[table])
      if (!SHAPE[table]?.includes(name))
        yield `<key id="${element}.${name}" for="${element}" attr.name="${name}" attr.type="${ATTR_TYPE[type]}"/>\n`;
  for (const table of GRAPH_TABLES)
    yield `<key id="graph.${table}" for="graph" attr.name="${table}" attr.type="string"/>\n`;
  yield '<graph id="loopscope" edgedefault="directed">\n';
}

async function* write(records: AsyncIterable<Outgoing>): AsyncGenerator<string> {
  yield* head();
  let aside: TableName | undefined;
  for await (const { table, record } of records) {
    if (table !== aside && aside !== undefined) yield ']</data>\n';
    if (isGraphTable(table)) {
      yield table === aside ? ',\n' : `<data key="graph.${table}">[`;
      yield escaped(JSON.stringify(record));
      aside = table;
      continue;
    }
    aside = undefined;
    const cells = new Map(cellsOf(table, record).map(([{ name }, cell]) => [name, cell]));
    const of = (name: string): string => escaped(cellText(cells.get(name) ?? ''));
    const open =
      table === 'claims'
        ? `edge id="${of('id')}" source="${of('from')}" target="${of('to')}"`
        : `node id="${of('id')}"`;
    const element = table === 'claims' ? 'edge' : 'node';
    const rest = [...cells].filter(([name]) => !SHAPE[table]?.includes(name));
    yield `<${open}>${rest.map(([name, cell]) => data(`${element}.${name}`, cell)).join('')}</${element}>\n`;
  }
  if (aside !== undefined) yield ']</data>\n';
  yield '</graph>\n</graphml>\n';
}

type Element = { table: TableName; line: number; cells: [string, unknown][] };

async function* read(bytes: Chunks): AsyncGenerator<Incoming> {
  const found: Incoming[] = [];
  const keys = new Map<string, { name: string; element: string }>();
  let at: Element | undefined;
  let key: string | undefined;
  let graphs = 0;
  const typeOf = (table: TableName, name: string): CellType =>
    COLUMNS[table].find((column) => column.name === name)?.type ?? 'text';

  const reader = xmlReader({
    // What is neither entity nor claim is a whole table in one text.
    longest: () => (at ? LONGEST_TEXT : Number.POSITIVE_INFINITY),
    open(name, of) {
      switch (name) {
        case 'key':
          keys.set(of('id'), { name: of('attr.name'), element: of('for') });
          break;
        case 'graph':
          graphs += 1;
          break;
        case 'node':
          at = { table: 'entities', line: reader.line(), cells: [['id', of('id')]] };
          break;
        case 'edge':
          at = {
            table: 'claims',
            line: reader.line(),
            cells: [
              ['id', of('id')],
              ['from', of('source')],
              ['to', of('target')],
            ],
          };
          break;
        case 'data':
          key = of('key');
          break;
      }
    },
    close(name, text) {
      if (name === 'data' && key !== undefined) {
        const known = keys.get(key);
        key = undefined;
        if (!known) {
          reader.refuse(why('file.key'));
          return;
        }
        if (at) at.cells.push([known.name, cellFrom(typeOf(at.table, known.name), text)]);
        else if (isGraphTable(known.name)) aside(known.name, text);
      }
      if ((name === 'node' || name === 'edge') && at) {
        found.push({ table: at.table, record: recordFrom(at.table, at.cells), line: at.line });
        at = undefined;
      }
    },
  });
  const aside = (table: TableName, text: string): void => {
    const list = cellFrom('json', text);
    if (!Array.isArray(list)) {
      reader.refuse(why('file.graphData', { table }));
      return;
    }
    list.forEach((record: unknown, index) => {
      found.push({ table, record: isRecord(record) ? record : { record }, line: index + 1 });
    });
  };
  for await (const _ of reader.fed(bytes)) yield* found.splice(0);
  if (graphs !== 1) throw new NotTheFormat(why('file.graphs', { number: graphs }), 1);
}

export const graphml: Format = {
  write,
  read,
};
