import type { Lang } from '../format.ts';
import type { Row } from './result.ts';
import { partsIn, textOf, typeOf } from './values.ts';

export type Cell = { readonly row: number; readonly column: number };
export type Column = {
  readonly name: string;
  /** The types that stand in it, but for null. */
  readonly types: readonly string[];
  /** In pixels: what most of its values need, within bounds. */
  readonly width: number;
};

const WIDTH = { least: 72, most: 360, character: 7.2, wide: 13, beside: 24, chip: 22 } as const;
/** About how wide a text is drawn: Chinese characters take twice the room. */
const across = (text: string): number =>
  [...text.slice(0, 60)].reduce(
    (sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e7f ? WIDTH.wide : WIDTH.character),
    0,
  );

/** The columns, by what stands in the rows at the top. */
export const columnsOf = (names: readonly string[], rows: readonly Row[], lang: Lang): Column[] =>
  names.map((name, at) => {
    const values = rows.map((row) => row[at] ?? null);
    const types = [...new Set(values.filter((value) => value !== null).map(typeOf))];
    const widest = Math.max(
      across(name) + across(types.join(' | ')) * 0.85,
      ...values.map(
        (value) =>
          across(textOf(value, lang, 60)) +
          (typeof value === 'object' ? WIDTH.beside : 0) +
          // A chip is wider than its text.
          partsIn(value, WIDTH.most / WIDTH.chip).length * WIDTH.chip,
      ),
    );
    return {
      name,
      types,
      width: Math.round(Math.min(WIDTH.most, Math.max(WIDTH.least, widest + WIDTH.beside))),
    };
  });

type Size = { readonly rows: number; readonly columns: number; readonly page: number };
/** Where a key leads from a cell; undefined where it leads nowhere. */
export function moved({ row, column }: Cell, key: string, { rows, columns, page }: Size): Cell | undefined {
  const to = (by: { row?: number; column?: number }): Cell => ({
    row: Math.min(rows - 1, Math.max(0, by.row ?? row)),
    column: Math.min(columns - 1, Math.max(0, by.column ?? column)),
  });
  switch (key) {
    case 'ArrowDown':
      return to({ row: row + 1 });
    case 'ArrowUp':
      return to({ row: row - 1 });
    case 'ArrowRight':
      return to({ column: column + 1 });
    case 'ArrowLeft':
      return to({ column: column - 1 });
    case 'PageDown':
      return to({ row: row + page });
    case 'PageUp':
      return to({ row: row - page });
    case 'Home':
      return to({ row: 0 });
    case 'End':
      return to({ row: rows - 1 });
    default:
      return undefined;
  }
}
