import writeXlsxFile from 'write-excel-file/universal';
import { collected } from './collected.ts';
import type { Outgoing } from './format.ts';
import { type Cell, COLUMNS, cellsOf, cellText } from './tables.ts';

const TABLES = ['entities', 'claims', 'deals', 'sources', 'evidence'] as const;
/** What a cell of a spreadsheet can hold. */
const LONGEST = 32_767;

/** Texts are typed as text: a spreadsheet takes none of them for a formula. */
const cellOf = (cell: Cell | undefined) => {
  if (cell === undefined) return null;
  if (typeof cell === 'number') return { type: Number, value: cell };
  if (typeof cell === 'boolean') return { type: Boolean, value: cell };
  return { type: String, value: cellText(cell).slice(0, LONGEST) };
};

/** A workbook with a sheet for each kind of record, the first telling what it is and what it lacks. */
export async function* xlsx(records: AsyncIterable<Outgoing>, loses: string): AsyncGenerator<Uint8Array> {
  const whole = await collected(records);
  const about = Object.entries({ ...whole.info, loses }).map(([key, value]) => [
    { type: String, value: key, fontWeight: 'bold' as const },
    { type: String, value: String(value) },
  ]);
  const sheets = TABLES.map((table) => ({
    sheet: table,
    stickyRowsCount: 1,
    data: [
      COLUMNS[table].map(({ name }) => ({ type: String, value: name, fontWeight: 'bold' as const })),
      ...whole[table].map((record) => {
        const cells = new Map(cellsOf(table, record).map(([{ name }, cell]) => [name, cell]));
        return COLUMNS[table].map(({ name }) => cellOf(cells.get(name)));
      }),
    ],
  }));
  const blob = await writeXlsxFile([{ sheet: 'about', data: about }, ...sheets]).toBlob();
  yield new Uint8Array(await blob.arrayBuffer());
}
