import { type CellType, COLUMNS, cellFrom, type TableName } from '../formats/tables.ts';
import { unguarded } from '../model/formula.ts';
import { dateOf } from './dates.ts';
import type { Findings } from './findings.ts';
import type { Mapped } from './mapping.ts';
import { type Answers, numberOf, plain } from './numbers.ts';
import type { CellValue } from './sheets.ts';
import { sumOf } from './sums.ts';
import { hasWords, wordOf } from './words.ts';

export type Place = { table: TableName; sheet: string; row: number };

const DATES = new Set(['start', 'end', 'knownOn', 'period', 'date', 'sourceDate']);
const SUMS = ['amount', 'amountMin', 'amountMax', 'price', 'priceMin', 'priceMax'];
const isSum = (field: string): boolean => SUMS.includes(field);
const ABSENT = /^(?:n\/?a|-+|\?+)$/i;
const NUMBERS = new Set(['paragraph', 'line']);

const typeOf = (table: TableName, field: string): CellType =>
  COLUMNS[table].find(({ name }) => name === field)?.type ?? (NUMBERS.has(field) ? 'number' : 'text');

/** A list in one cell: as JSON, as we write it, or with a sign between that no name has. */
function listOf(text: string): unknown {
  if (text.startsWith('[')) return cellFrom('list', text);
  return text
    .split(/[;；、|\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** The fields of a row, read as what they are; what cannot be read is noted and left out. */
export function fieldsOf(
  cells: readonly CellValue[],
  { table: mapped, columns }: Mapped,
  place: Place,
  answers: Answers,
  findings: Findings,
): { fields: Map<string, unknown>; sound: boolean } {
  const fields = new Map<string, unknown>();
  const before = findings.problemCount;
  const set = (field: string, value: unknown): void => {
    if (value !== undefined && value !== '') fields.set(field, value);
  };
  for (const [at, { header, field }] of columns.entries()) {
    const cell = cells[at];
    if (field === '' || cell === undefined || cell === '') continue;
    const text = unguarded(String(cell)).trim();
    if (text === '') continue;
    const take = <T>(read: Parameters<typeof findings.take<T>>[0]): T | undefined =>
      findings.take(read, place, header, text);
    if (mapped === 'claims' && isSum(field)) {
      const sum = take(sumOf(cell, answers));
      if (!sum) continue;
      const { currency, approximate, asStated, amount, amountMin, amountMax } = sum;
      const stem = field.replace(/M(?:in|ax)$/, '');
      if (stem === field) {
        set(stem, amount);
        set(`${stem}Min`, amountMin);
        set(`${stem}Max`, amountMax);
      } else set(field, amount ?? amountMin ?? amountMax);
      for (const [name, value] of Object.entries({ currency, approximate, asStated }))
        if (!fields.has(name)) set(name, value);
    } else if (DATES.has(field) || field.endsWith('On')) set(field, take(dateOf(cell, answers)));
    else if (field === 'roles') {
      const roles = listOf(text);
      set(
        field,
        Array.isArray(roles)
          ? roles.map((role) => take(wordOf('roles', String(role)))).filter(Boolean)
          : roles,
      );
    } else if (place.table === 'entities' || place.table === 'claims' ? hasWords(field) : field === 'grade')
      set(field, take(wordOf(field === 'grade' ? 'sourceGrade' : field, text)));
    else
      switch (typeOf(place.table, field)) {
        case 'number':
          if (!ABSENT.test(text)) set(field, take(numberOf(cell, answers)));
          break;
        case 'flag':
          set(
            field,
            typeof cell === 'boolean'
              ? cell
              : /^(?:true|yes|y|1|是)$/i.test(text)
                ? true
                : /^(?:false|no|n|0|否)$/i.test(text)
                  ? false
                  : text,
          );
          break;
        case 'list':
          set(field, listOf(text));
          break;
        case 'json':
          set(field, cellFrom('json', text));
          break;
        case 'text':
          set(field, field === 'currency' ? plain(text).toUpperCase() : text);
      }
  }
  return { fields, sound: findings.problemCount === before };
}
