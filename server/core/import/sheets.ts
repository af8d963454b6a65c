import type { Chunks } from '../formats/format.ts';

/** A file that can be read from its start as often as needed. */
export type Source = () => Chunks;

/** A value in a table of a reader's own: dates are texts by now. */
export type CellValue = string | number | boolean;

/** A row of such a table, with its place in it, counted from 1. */
export type SheetRow = { readonly cells: readonly CellValue[]; readonly row: number };

/** A table as it stands in a file: what each column is called, and its rows as they come. */
export type Sheet = {
  readonly name: string;
  /** What its rows are, where the file says so. */
  readonly table?: 'entities' | 'claims';
  readonly header: readonly string[];
  readonly rows: AsyncIterable<SheetRow>;
};

export async function* rowsFrom(rows: Iterable<SheetRow>): AsyncGenerator<SheetRow> {
  yield* rows;
}

/** A table whose first row with anything in it is its header; none where there is no such row. */
export async function headed(
  name: string,
  rows: AsyncIterator<SheetRow>,
  table?: Sheet['table'],
): Promise<Sheet | undefined> {
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    const header = next.value.cells.map((cell) => String(cell).trim());
    if (header.some((cell) => cell !== ''))
      return { name, ...(table ? { table } : {}), header, rows: { [Symbol.asyncIterator]: () => rows } };
  }
  return undefined;
}
