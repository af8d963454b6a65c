import { JSONParser } from '@streamparser/json';
import { type Chunks, NotTheFormat } from '../formats/format.ts';
import { fed, isRecord } from '../formats/json.ts';
import { LONGEST_TEXT, xmlReader } from '../formats/xml.ts';
import { why } from '../model/why.ts';
import { type CellValue, rowsFrom, type Sheet, type SheetRow } from './sheets.ts';

/** An element of a graph: what it says of itself, by name. */
type Element = { values: Map<string, CellValue>; row: number };

/** Elements as two tables, a column for each name that any of them has. */
async function* tablesOf(nodes: readonly Element[], edges: readonly Element[]): AsyncGenerator<Sheet> {
  for (const [name, table, elements] of [
    ['nodes', 'entities', nodes],
    ['edges', 'claims', edges],
  ] as const) {
    const header = [...new Set(elements.flatMap(({ values }) => [...values.keys()]))];
    if (header.length === 0) continue;
    const rows = elements.map(
      ({ values, row }): SheetRow => ({ cells: header.map((column) => values.get(column) ?? ''), row }),
    );
    yield { name, table, header, rows: rowsFrom(rows) };
  }
}

const NUMERIC = /^(?:integer|int|long|float|double|decimal|byte|short)$/i;
const typed = (text: string, type: string): CellValue =>
  NUMERIC.test(type) && text.trim() !== '' && Number.isFinite(Number(text))
    ? Number(text)
    : type === 'boolean' && /^(true|false)$/.test(text)
      ? text === 'true'
      : text;

/** GEXF as tables of nodes and edges, ours or another program's. Nothing outside the file is read, and no entity of its own is known. */
export async function* gexfTables(bytes: Chunks): AsyncGenerator<Sheet> {
  const nodes: Element[] = [];
  const edges: Element[] = [];
  const attributes = new Map<string, { title: string; type: string }>();
  let kind = 'node';
  let at: Element | undefined;
  const begin = (list: Element[], values: [string, string][]): void => {
    at = { values: new Map(values.filter(([, value]) => value !== '')), row: list.length + 1 };
    list.push(at);
  };
  const reader = xmlReader({
    longest: () => LONGEST_TEXT,
    open(name, of) {
      switch (name) {
        case 'attributes':
          kind = of('class');
          break;
        case 'attribute':
          attributes.set(`${kind} ${of('id')}`, { title: of('title') || of('id'), type: of('type') });
          break;
        case 'node':
          begin(nodes, [
            ['id', of('id')],
            ['label', of('label')],
          ]);
          break;
        case 'edge':
          begin(edges, [
            ['id', of('id')],
            ['from', of('source')],
            ['to', of('target')],
            ['label', of('label')],
            ['weight', of('weight')],
            ['start', of('start')],
            ['end', of('end')],
          ]);
          break;
        case 'attvalue': {
          const which = at && nodes.at(-1) === at ? 'node' : 'edge';
          const known = attributes.get(`${which} ${of('for') || of('attvalue')}`);
          if (known) at?.values.set(known.title, typed(of('value'), known.type));
          break;
        }
      }
    },
    close(name) {
      if (name === 'node' || name === 'edge') at = undefined;
    },
  });
  for await (const _ of reader.fed(bytes)) {
    // What the elements are is only known when all of them are there.
  }
  yield* tablesOf(nodes, edges);
}

const cellValueOf = (value: unknown): CellValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : value === null || value === undefined
      ? ''
      : JSON.stringify(value);

/** Elements of Cytoscape as its library and its desktop program write them: in two lists, or in one. */
export async function* cytoscapeTables(bytes: Chunks): AsyncGenerator<Sheet> {
  const paths = ['$.elements.nodes.*', '$.elements.edges.*', '$.elements.*', '$.nodes.*', '$.edges.*', '$.*'];
  const parser = new JSONParser({ paths, keepStack: false });
  const nodes: Element[] = [];
  const edges: Element[] = [];
  parser.onValue = ({ value }) => {
    if (!isRecord(value) || !isRecord(value.data)) return;
    const { source, target, ...data } = value.data;
    const isEdge = source !== undefined && target !== undefined;
    const list = isEdge ? edges : nodes;
    const values = new Map<string, CellValue>(
      Object.entries(data).map(([name, one]) => [name, cellValueOf(one)]),
    );
    if (isEdge) values.set('from', cellValueOf(source)).set('to', cellValueOf(target));
    list.push({ values, row: list.length + 1 });
  };
  for await (const _ of fed(parser, bytes)) {
    // What the elements are is only known when all of them are there.
  }
  if (nodes.length === 0) throw new NotTheFormat(why('file.cytoscape'), 1);
  yield* tablesOf(nodes, edges);
}
