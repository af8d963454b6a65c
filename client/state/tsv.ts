/** Rows as text for pasting into a sheet: a tab between cells, a line a row. What is in a cell stays as it reads. */
export const tsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ').trim()).join('\t')).join('\n');
