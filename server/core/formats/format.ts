import type { ProblemCode } from '../contract/import.ts';
import type { DatasetTables } from '../model/dataset.ts';
import { inWords, type Why, why } from '../model/why.ts';
import { TABLE_NAMES, type TableName } from './tables.ts';

/** A record on its way into a file. */
export type Outgoing = { readonly table: TableName; readonly record: object };
/** A record as a file has it, unchecked, with the row, line or element that it stands at, counted from 1. */
export type Incoming = {
  readonly table: TableName;
  readonly record: Record<string, unknown>;
  readonly line: number;
  /** In a table of a reader's own: what that is called, and its columns by the fields that they are. */
  readonly sheet?: string;
  readonly headers?: ReadonlyMap<string, string>;
};

/** What a reader throws where a file is not of its format at all; faults of single records are found later, all of them. */
export class NotTheFormat extends Error {
  readonly line: number;
  readonly code: ProblemCode;
  readonly why: Why;
  constructor(why: Why, line: number, code: ProblemCode = 'format') {
    super(inWords(why));
    this.why = why;
    this.name = 'NotTheFormat';
    this.line = line;
    this.code = code;
  }
}

/** What somebody else's parser says of a file. */
export const saidBy = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export type Chunks = AsyncIterable<Uint8Array>;

/**
 * A file format that a dataset goes out in and comes back from without loss. Records are written as they come, table by table in the
 * order of `TABLE_NAMES`, and read as they stand, so that neither side holds the whole.
 */
export type Format = {
  write(records: AsyncIterable<Outgoing>): AsyncIterable<string | Uint8Array>;
  read(bytes: Chunks): AsyncIterable<Incoming>;
};

/** The records of a dataset, in the order that formats are written in. */
export async function* recordsOf(dataset: DatasetTables): AsyncGenerator<Outgoing> {
  for (const table of TABLE_NAMES)
    for (const record of table === 'dataset' ? [dataset.info] : dataset[table]) yield { table, record };
}

/** The first of some records, which says what dataset they are of, and all of them. */
export async function peeked(
  records: AsyncIterable<Outgoing>,
): Promise<{ first: Outgoing | undefined; all: AsyncIterable<Outgoing> }> {
  const outgoing = records[Symbol.asyncIterator]();
  const { done, value } = await outgoing.next();
  const first = done ? undefined : value;
  const all = async function* (): AsyncGenerator<Outgoing> {
    if (first) yield first;
    yield* { [Symbol.asyncIterator]: () => outgoing };
  };
  return { first, all: all() };
}

/** Letters of one line: whoever has a longer one has no lines, and is not waited for. */
const LONGEST_LINE = 2 ** 26;

/** Bytes as text, cut at line ends: `lines` with numbers from 1. */
export async function* linesOf(bytes: Chunks): AsyncGenerator<{ text: string; line: number }> {
  const decoder = new TextDecoder();
  let rest = '';
  let line = 0;
  for await (const chunk of bytes) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) yield { text, line: ++line };
    if (rest.length > LONGEST_LINE)
      throw new NotTheFormat(why('file.longLine', { most: LONGEST_LINE }), line + 1, 'limit');
  }
  rest += decoder.decode();
  if (rest !== '') yield { text: rest, line: ++line };
}
