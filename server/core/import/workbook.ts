import readWorkbook from 'read-excel-file/universal';
import { type Chunks, NotTheFormat, saidBy } from '../formats/format.ts';
import { unzipped } from '../formats/zip.ts';
import { why } from '../model/why.ts';
import { type CellValue, headed, rowsFrom, type Sheet } from './sheets.ts';

/** What the parts of a workbook may unpack to: it is read whole. */
const MOST_BYTES = 512 * 1024 ** 2;

/** Unpacks it once for nothing: a bomb is met here, before it is read whole. */
async function harmless(bytes: Chunks): Promise<void> {
  let unpacked = 0;
  for await (const { bytes: part } of unzipped(bytes))
    for await (const chunk of part) {
      unpacked += chunk.length;
      if (unpacked > MOST_BYTES) throw new NotTheFormat(why('file.largeWorkbook', { most: MOST_BYTES }), 1);
    }
}

const cellValueOf = (cell: unknown): CellValue => {
  if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') return cell;
  // A day in a sheet is one at midnight; a time of day says nothing of ours.
  if (cell instanceof Date && !Number.isNaN(cell.getTime())) return cell.toISOString().slice(0, 10);
  return '';
};

/** The sheets of a workbook. Formulas are their last values; nothing is computed, linked or looked up. */
export async function* workbook(file: () => Chunks): AsyncGenerator<Sheet> {
  await harmless(file());
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of file()) parts.push(new Uint8Array(chunk));
  let sheets: Awaited<ReturnType<typeof readWorkbook>>;
  try {
    sheets = await readWorkbook(new Blob(parts));
  } catch (error) {
    throw new NotTheFormat(why('file.workbook', { detail: saidBy(error) }), 1);
  }
  for (const { sheet, data } of sheets) {
    const rows = data.map((cells, at) => ({ cells: cells.map(cellValueOf), row: at + 1 }));
    const found = await headed(sheet, rowsFrom(rows));
    if (found) yield found;
  }
}
