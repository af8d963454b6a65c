import { guarded } from '../../server/core/model/formula.ts';

/** A figure stays one, and what begins like a formula runs nowhere. */
const safe = (cell: string): string => (Number.isNaN(Number(cell)) ? guarded(cell) : cell);

/** Rows as text for pasting into a sheet: a tab between cells, a line a row, whatever stands in a cell. */
export const tsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map((cell) => safe(cell.replace(/\s+/g, ' ').trim())).join('\t')).join('\n');
