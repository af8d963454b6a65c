import {
  DataFactory,
  type Literal,
  type NamedNode,
  type Quad,
  type Quad_Object,
  StreamParser,
  type Term,
  Writer,
} from 'n3';
import { why } from '../model/why.ts';
import { type Chunks, type Format, type Incoming, NotTheFormat, type Outgoing } from './format.ts';
import { CLASSES, datasetOf, idField, iriOf, namedBy, PROV, prefixOf, refFrom, VOCABULARY } from './iris.ts';
import {
  type Cell,
  COLUMNS,
  type Column,
  cellFrom,
  cellsOf,
  recordFrom,
  TABLE_NAMES,
  type TableName,
} from './tables.ts';

const { namedNode, literal } = DataFactory;
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#';
const XSD = 'http://www.w3.org/2001/XMLSchema#';
const OWL = 'http://www.w3.org/2002/07/owl#';
/** Types of claims as plain edges between entities: for queries that need no evidence. They say nothing that claims do not. */
const EDGE = 'urn:loopscope:edge:';
const TYPE = namedNode(`${RDF}type`);

const textOf = (cells: Map<string, Cell>, name: string): string | undefined => {
  const cell = cells.get(name);
  return typeof cell === 'string' ? cell : undefined;
};
/** The double as RDF writes it, which tells it from a decimal. */
const double = (value: number): Literal =>
  literal(value.toExponential().replace('e+', 'E').replace('e', 'E'), namedNode(`${XSD}double`));

/** One record as statements: its fields losslessly, then what other vocabularies say of the same. */
function statements(writer: Writer, dataset: string, table: TableName, record: object): void {
  const cells = cellsOf(table, record);
  const byName = new Map(cells.map(([{ name }, cell]) => [name, cell]));
  const iri = (of: TableName, id: string): NamedNode => namedNode(iriOf(dataset, of, id));
  const subject = iri(table, textOf(byName, idField(table)) ?? '');
  const say = (predicate: string, object: Quad_Object | Quad_Object[]): void =>
    writer.addQuad(subject, namedNode(predicate), object);

  writer.addQuad(subject, TYPE, namedNode(VOCABULARY + CLASSES[table]));
  for (const [column, cell] of cells) {
    const named = namedBy(table, column);
    const term = (value: string) => (named ? iri(named, value) : literal(value));
    const predicate = VOCABULARY + column.name;
    if (column.type === 'json') say(predicate, literal(JSON.stringify(cell), namedNode(`${RDF}JSON`)));
    else if (typeof cell === 'number') say(predicate, double(cell));
    else if (typeof cell === 'boolean') say(predicate, literal(String(cell), namedNode(`${XSD}boolean`)));
    else if (typeof cell === 'string') say(predicate, term(cell));
    else say(predicate, writer.list(cell.map((value) => term(String(value)))));
  }

  for (const [name, language] of [
    ['nameEn', 'en'],
    ['nameZh', 'zh'],
  ] as const) {
    const label = textOf(byName, name);
    if (label !== undefined) say(`${RDFS}label`, literal(label, language));
  }
  const [from, to, type] = ['from', 'to', 'type'].map((name) => textOf(byName, name));
  switch (table) {
    case 'claims':
      writer.addQuad(subject, TYPE, namedNode(`${PROV}Entity`));
      for (const id of cellList(byName.get('evidence'))) say(`${PROV}wasDerivedFrom`, iri('evidence', id));
      if (from && to && type)
        writer.addQuad(iri('entities', from), namedNode(EDGE + type), iri('entities', to));
      break;
    case 'evidence':
    case 'sources': {
      writer.addQuad(subject, TYPE, namedNode(`${PROV}Entity`));
      const source = textOf(byName, 'source');
      if (table === 'evidence' && source) say(`${PROV}hadPrimarySource`, iri('sources', source));
      break;
    }
    case 'entities': {
      const same = textOf(byName, 'sameAs');
      if (same) say(`${OWL}sameAs`, iri('entities', same));
      break;
    }
    case 'dataset':
    case 'deals':
    case 'outlines':
      break;
  }
}
const cellList = (cell: Cell | undefined): string[] => (Array.isArray(cell) ? cell.map(String) : []);

async function* write(records: AsyncIterable<Outgoing>): AsyncGenerator<string> {
  let ready: string[] = [];
  const sink = {
    write: (chunk: string, _encoding: string, done?: () => void) => {
      ready.push(chunk);
      done?.();
    },
    end: (done?: () => void) => done?.(),
  };
  let writer: Writer | undefined;
  let dataset = '';
  for await (const outgoing of records) {
    if (!writer) {
      dataset = datasetOf(outgoing);
      const tables = TABLE_NAMES.map((table): [string, string] => [table, prefixOf(dataset, table)]);
      writer = new Writer(sink, {
        end: false,
        prefixes: {
          ls: VOCABULARY,
          edge: EDGE,
          prov: PROV,
          rdf: RDF,
          rdfs: RDFS,
          xsd: XSD,
          owl: OWL,
          ...Object.fromEntries(tables),
        },
      });
    }
    statements(writer, dataset, outgoing.table, outgoing.record);
    yield ready.join('');
    ready = [];
  }
  writer?.end();
  yield ready.join('');
}

/** Puts the statements of one record together again. */
class Gathered {
  readonly subject: string;
  readonly table: TableName;
  readonly #dataset: string;
  readonly #cells: [Column, Term][] = [];
  readonly #first = new Map<string, Term>();
  readonly #rest = new Map<string, Term>();
  constructor(subject: string, table: TableName) {
    this.subject = subject;
    this.table = table;
    this.#dataset = subject.split(':')[2] ?? '';
  }
  add(column: Column, object: Term): void {
    this.#cells.push([column, object]);
  }
  link(node: string, predicate: string, object: Term): void {
    (predicate === `${RDF}first` ? this.#first : this.#rest).set(node, object);
  }
  #value(column: Column, term: Term): unknown {
    const named = namedBy(this.table, column);
    const text = (of: Term): string => (named ? refFrom(this.#dataset, of.value) : of.value);
    if (column.type === 'list') {
      const items: string[] = [];
      // A list that leads back to itself ends when its nodes are used up.
      for (let node = term; this.#first.has(node.value) && items.length <= this.#first.size; ) {
        const [item, next] = [this.#first.get(node.value), this.#rest.get(node.value)];
        if (!item || !next) break;
        items.push(text(item));
        node = next;
      }
      return items;
    }
    return column.type === 'text' ? text(term) : cellFrom(column.type, term.value);
  }
  incoming(line: number): Incoming {
    const cells = this.#cells.map(([column, term]): [string, unknown] => [
      column.name,
      this.#value(column, term),
    ]);
    return { table: this.table, record: recordFrom(this.table, cells), line };
  }
}

const tableOf = (iri: string): TableName | undefined => {
  const [urn, ours, , table] = iri.split(':');
  return urn === 'urn' && ours === 'loopscope' ? TABLE_NAMES.find((name) => name === table) : undefined;
};

async function* read(bytes: Chunks): AsyncGenerator<Incoming> {
  const columns = new Map(
    TABLE_NAMES.map((table) => [table, new Map(COLUMNS[table].map((column) => [column.name, column]))]),
  );
  const found: Incoming[] = [];
  let count = 0;
  let gathered: Gathered | undefined;
  let fault: NotTheFormat | undefined;
  const flush = (): void => {
    if (gathered) found.push(gathered.incoming(count));
  };
  const take = ({ subject, predicate, object }: Quad): void => {
    if (predicate.value === `${RDF}first` || predicate.value === `${RDF}rest`) {
      gathered?.link(subject.value, predicate.value, object);
      return;
    }
    if (!predicate.value.startsWith(VOCABULARY)) return;
    if (subject.value !== gathered?.subject) {
      const table = tableOf(subject.value);
      if (!table) return;
      flush();
      count += 1;
      gathered = new Gathered(subject.value, table);
    }
    const column = columns.get(gathered.table)?.get(predicate.value.slice(VOCABULARY.length));
    if (column) gathered.add(column, object);
  };
  const parser = new StreamParser({ format: 'text/turtle' });
  parser.on('data', take);
  parser.on('error', (error) => {
    fault ??= new NotTheFormat(why('file.turtle', { detail: error.message }), lineOf(error));
  });
  const ended = new Promise<void>((resolve) => parser.on('end', resolve).on('error', () => resolve()));
  const decoder = new TextDecoder();
  for await (const chunk of bytes) {
    await new Promise<void>((resolve) =>
      parser.write(decoder.decode(chunk, { stream: true }), () => resolve()),
    );
    if (fault) throw fault;
    yield* found.splice(0);
  }
  parser.end(decoder.decode());
  await ended;
  if (fault) throw fault;
  flush();
  yield* found.splice(0);
}
const lineOf = (error: Error): number => Number(/line (\d+)/.exec(error.message)?.[1] ?? 1);

/** Turtle, with PROV-O for where a claim comes from. Read as we write it: all that is said of a record stands together. */
export const turtle: Format = { write, read };
