import { JSONParser } from '@streamparser/json';
import { why } from '../model/why.ts';
import { type Chunks, type Format, type Incoming, NotTheFormat, type Outgoing, saidBy } from './format.ts';
import { TABLE_NAMES, type TableName } from './tables.ts';

/** The first member of a file of ours: which shape it has. */
const MARK = 'loopscope';
const SHAPE = 1;

const isTable = (name: unknown): name is TableName => TABLE_NAMES.some((table) => table === name);
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Writes tables as members of one object, a record a line. `head` stands before them. */
export async function* writeTables(records: AsyncIterable<Outgoing>, head: object): AsyncGenerator<string> {
  yield `${JSON.stringify({ [MARK]: SHAPE, ...head }).slice(0, -1)}`;
  let open: TableName | undefined;
  for await (const { table, record } of records) {
    yield table === open ? ',\n' : `${open === undefined ? '' : '\n]'},\n${JSON.stringify(table)}:[\n`;
    open = table;
    yield JSON.stringify(record);
  }
  yield `${open === undefined ? '' : '\n]'}}\n`;
}

/**
 * Feeds a parser, and comes back after each piece of the file: what the parser has found by then can be handed on. A file that is not JSON,
 * or ends in the middle, is not the format.
 */
export async function* fed(parser: JSONParser, bytes: Chunks): AsyncGenerator<undefined> {
  let fault: NotTheFormat | undefined;
  parser.onError = (error) => {
    fault ??= new NotTheFormat(why('file.json', { detail: error.message }), 1);
  };
  for await (const chunk of bytes) {
    try {
      parser.write(chunk);
    } catch (error) {
      fault ??= new NotTheFormat(why('file.json', { detail: saidBy(error) }), 1);
    }
    if (fault) throw fault;
    yield;
  }
  if (!parser.isEnded) throw new NotTheFormat(why('file.ends'), 1);
}

/** Reads what `writeTables` wrote, record by record; the place of a record is its number in its table. */
export async function* readTables(bytes: Chunks): AsyncGenerator<Incoming> {
  const parser = new JSONParser({ paths: [`$.${MARK}`, '$.*.*'], keepStack: false });
  let found: Incoming[] = [];
  let shape: unknown;
  parser.onValue = ({ value, key, stack }) => {
    if (stack.length === 1) {
      shape = value;
      return;
    }
    const table = stack[1]?.key;
    if (isTable(table) && typeof key === 'number')
      found.push({ table, record: isRecord(value) ? value : { record: value }, line: key + 1 });
  };
  for await (const _ of fed(parser, bytes)) {
    yield* found;
    found = [];
  }
  yield* found;
  if (shape !== SHAPE) throw new NotTheFormat(why('file.mark', { member: MARK }), 1);
}

export const json: Format = {
  write: (records) => writeTables(records, {}),
  read: readTables,
};
