import type { ImportPreview, ImportQuestion } from '../../../server/core/contract/import.ts';
import type { MappedTable, Mapping } from '../../../server/core/model/mapping.ts';

type Column = {
  readonly header: string;
  /** '' where it is left out. */
  readonly field: string;
  /** Whether the reader has said so, rather than that it is guessed from the header. */
  readonly said: boolean;
};
/** A table of the file, and how it is read. */
export type Sheet = {
  readonly name: string;
  readonly table: MappedTable;
  /** Whether the reader has said what its rows are. */
  readonly said: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** What its columns can be. */
  readonly fields: readonly string[];
};
/** How a file is read: its tables, and what the reader has answered. */
export type Reading = {
  readonly sheets: readonly Sheet[];
  readonly answers: Readonly<Record<string, string>>;
};
export const NOTHING_SAID: Reading = { sheets: [], answers: {} };

/** Tables as the server understands them. What the reader said of a sheet that it did not come to stays said. */
export function understood(before: readonly Sheet[], previews: readonly ImportPreview[]): readonly Sheet[] {
  const sheets = previews.map(({ sheet: name, table, columns, rows, fields }): Sheet => {
    const known = before.find((sheet) => sheet.name === name);
    return {
      name,
      table,
      said: known?.said ?? false,
      columns: columns.map(({ header, field, guessed }) => ({ header, field, said: !guessed })),
      rows,
      fields: fields[table] ?? [...new Set(columns.flatMap(({ field }) => field || []))],
    };
  });
  return [...sheets, ...before.filter(({ name }) => !sheets.some((sheet) => sheet.name === name))];
}

const changed = (reading: Reading, name: string, change: (sheet: Sheet) => Sheet): Reading => ({
  ...reading,
  sheets: reading.sheets.map((sheet) => (sheet.name === name ? change(sheet) : sheet)),
});

/** A column is another field: no two columns of a table are the same one. */
export const withField = (reading: Reading, sheet: string, at: number, field: string): Reading =>
  changed(reading, sheet, (before) => ({
    ...before,
    columns: before.columns.map((column, index) =>
      index === at
        ? { ...column, field, said: true }
        : field !== '' && column.field === field
          ? { ...column, field: '', said: true }
          : column,
    ),
  }));

/** The rows of a table are something else: what its columns are is to be guessed anew. */
export const withTable = (reading: Reading, sheet: string, table: MappedTable): Reading =>
  changed(reading, sheet, (before) => ({
    ...before,
    table,
    said: true,
    columns: before.columns.map((column) => ({ ...column, field: '', said: false })),
  }));

export function withAnswer(reading: Reading, id: string, answer: string): Reading {
  const { [id]: _before, ...others } = reading.answers;
  return { ...reading, answers: answer === '' ? others : { ...others, [id]: answer } };
}

const kept = (sheet: Sheet, keep: (column: Column) => boolean): Mapping['sheets'][number] => {
  // Headers may repeat: pairs go by their order, so that of one header all are said or none.
  const said = new Set(sheet.columns.filter(keep).map(({ header }) => header));
  return {
    sheet: sheet.name,
    table: sheet.table,
    columns: sheet.columns
      .filter(({ header }) => said.has(header))
      .map(({ header, field }): [string, string] => [header.slice(0, 200), field]),
  };
};

/** What the reader has said, as it is sent with the file; undefined where that is nothing. */
export function saidIn({ sheets, answers }: Reading): Mapping | undefined {
  const said = sheets
    .filter((sheet) => sheet.said || sheet.columns.some((column) => column.said))
    .map((sheet) => kept(sheet, (column) => column.said));
  return said.length + Object.keys(answers).length === 0
    ? undefined
    : { sheets: said, answers: { ...answers } };
}

/** All of how a file is read, guesses as well, to be kept under a name: guesses may be others one day. */
export const wholeOf = ({ sheets, answers }: Reading): Mapping => ({
  sheets: sheets.map((sheet) => kept(sheet, () => true)),
  answers: { ...answers },
});

/** A saved mapping brought to a file: what it says counts, whatever was said before. */
export const readAs = (mapping: Mapping): Reading => ({
  sheets: mapping.sheets.map(({ sheet, table, columns }) => ({
    name: sheet,
    table,
    said: true,
    columns: columns.map(([header, field]) => ({ header, field, said: true })),
    rows: [],
    fields: [],
  })),
  answers: mapping.answers,
});

/** Questions once asked stay, with their answers, when the server no longer asks: an answer can be changed. */
export const askedSoFar = (
  before: readonly ImportQuestion[],
  now: readonly ImportQuestion[],
): readonly ImportQuestion[] => [
  ...before.map((question) => now.find(({ id }) => id === question.id) ?? question),
  ...now.filter(({ id }) => !before.some((question) => question.id === id)),
];
