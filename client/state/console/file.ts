import type { CypherValue } from '../../../server/core/cypher/values.ts';
import { guarded } from '../../../server/core/model/formula.ts';
import type { Chosen } from '../selection.ts';
import { claimIn, entityIn } from './drawing.ts';
import type { Row } from './result.ts';
import { asRecord, eachPart, isNumber, type Part, plainText } from './values.ts';

/** What a result is saved as. */
export const RESULT_FILES = {
  csv: { mediaType: 'text/csv', separator: ',' },
  tsv: { mediaType: 'text/tab-separated-values', separator: '\t' },
  json: { mediaType: 'application/json' },
} as const;
export type ResultFile = keyof typeof RESULT_FILES;

/** Rows that are made into text at a time, so that no text grows too long for the browser. */
const CHUNK = 5_000;

const quoted = (text: string): string => (/[",\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const cell = (value: CypherValue): string =>
  quoted(isNumber(value) ? plainText(value) : guarded(plainText(value)));

const head = (columns: readonly string[]): string[] => columns.map((column) => quoted(guarded(column)));

/** Rows for the clipboard of a spreadsheet, with their heads. */
export const tsvOf = (columns: readonly string[], rows: readonly Row[]): string =>
  [head(columns), ...rows.map((row) => row.map(cell))].map((cells) => cells.join('\t')).join('\n');

/** A result as a file, in parts. Numbers are never rounded; nodes and relationships are JSON, with all their properties. */
export function* fileOf(
  kind: ResultFile,
  columns: readonly string[],
  rows: readonly Row[],
): Generator<string> {
  const chunks = Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, at) =>
    rows.slice(at * CHUNK, (at + 1) * CHUNK),
  );
  if (kind === 'json') {
    yield '[\n';
    for (const [at, chunk] of chunks.entries())
      yield `${at === 0 ? '' : ',\n'}${chunk.map((row) => JSON.stringify(asRecord(columns, row))).join(',\n')}`;
    yield '\n]\n';
    return;
  }
  const { separator } = RESULT_FILES[kind];
  const line = (cells: readonly string[]): string => `${cells.join(separator)}\n`;
  // The mark tells spreadsheets that it is UTF-8.
  yield `\ufeff${line(head(columns))}`;
  for (const chunk of chunks) yield chunk.map((row) => line(row.map(cell))).join('');
}

/** The entities and claims that stand in rows, also within lists, maps and paths, each once. */
export function recordsIn(rows: readonly Row[]): Chosen {
  const entities = new Set<string>();
  const claims = new Set<string>();
  const keep = (all: Set<string>, key: string | undefined) => key !== undefined && all.add(key);
  const take = (part: Part) =>
    part.$type === 'Node' ? keep(entities, entityIn(part)) : keep(claims, claimIn(part));
  for (const row of rows) for (const value of row) eachPart(value, take);
  return { entities: [...entities], claims: [...claims] };
}
