import { parse } from 'csv-parse/stream';
import { stringify } from 'csv-stringify/sync';
import { guarded, unguarded } from '../model/formula.ts';
import { why } from '../model/why.ts';
import { type Chunks, type Format, type Incoming, NotTheFormat, type Outgoing, saidBy } from './format.ts';
import { type CellType, COLUMNS, cellFrom, cellsOf, cellText, recordFrom, TABLE_NAMES } from './tables.ts';
import { unzipped, zipped } from './zip.ts';

/** Longer than any record of ours. */
const LONGEST_ROW = 1_000_000;

const isText = (type: CellType): boolean => type === 'text' || type === 'list' || type === 'json';

async function* tablesOf(
  records: AsyncIterable<Outgoing>,
): AsyncGenerator<{ name: string; parts: AsyncIterable<string> }> {
  const outgoing = records[Symbol.asyncIterator]();
  let next = await outgoing.next();
  for (const table of TABLE_NAMES) {
    const columns = COLUMNS[table];
    const rows = async function* () {
      // The mark tells spreadsheets that it is UTF-8.
      yield `\ufeff${stringify([columns.map(({ name }) => name)])}`;
      while (!next.done && next.value.table === table) {
        const cells = new Map(
          cellsOf(table, next.value.record).map(([{ name, type }, cell]) => [
            name,
            isText(type) ? guarded(cellText(cell)) : cellText(cell),
          ]),
        );
        yield stringify([columns.map(({ name }) => cells.get(name) ?? '')]);
        next = await outgoing.next();
      }
    };
    yield { name: `${table}.csv`, parts: rows() };
  }
}

const streamOf = (bytes: Chunks): ReadableStream<Uint8Array> => {
  const source = bytes[Symbol.asyncIterator]();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
};

/** The rows of a file as lists of texts, with their line. */
export async function* rowsOf(
  bytes: Chunks,
  delimiter = ',',
): AsyncGenerator<{ cells: string[]; line: number }> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: LONGEST_ROW,
    relax_column_count: true,
  });
  const rows = streamOf(bytes).pipeThrough(parser).getReader();
  try {
    for (let row = await rows.read(); !row.done; row = await rows.read())
      yield { cells: row.value.record, line: row.value.info.lines };
  } catch (error) {
    throw new NotTheFormat(why('file.csv', { detail: saidBy(error) }), 1);
  }
}

async function* read(bytes: Chunks): AsyncGenerator<Incoming> {
  for await (const file of unzipped(bytes)) {
    const table = TABLE_NAMES.find((name) => file.name === `${name}.csv`);
    if (!table) continue;
    const types = new Map(COLUMNS[table].map(({ name, type }) => [name, type]));
    let header: string[] | undefined;
    for await (const { cells, line } of rowsOf(file.bytes)) {
      if (!header) {
        header = cells;
        continue;
      }
      const names = header;
      const filled = cells.flatMap((cell, at): [string, unknown][] => {
        if (cell === '') return [];
        const name = names[at] ?? `column ${at + 1}`;
        const type = types.get(name) ?? 'text';
        return [[name, cellFrom(type, isText(type) ? unguarded(cell) : cell)]];
      });
      yield { table, record: recordFrom(table, filled), line };
    }
  }
}

/** A zip with a table for each kind of record. */
export const csv: Format = {
  write: (records) => zipped(tablesOf(records)),
  read,
};
