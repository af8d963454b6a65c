import { guarded } from '../../server/core/model/formula.ts';

/** Rows as text for pasting into a sheet: a tab between cells, a line a row, whatever stands in a cell, and nothing in it runs. */
export const tsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map((cell) => guarded(cell.replace(/\s+/g, ' ').trim())).join('\t')).join('\n');
