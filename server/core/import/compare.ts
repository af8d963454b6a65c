import type { ImportCounts } from '../contract/import.ts';
import { canonicalJson, shortHash } from '../formats/canonical.ts';
import { idField } from '../formats/iris.ts';
import { TABLE_NAMES, type TableName } from '../formats/tables.ts';

const NONE: ImportCounts = { create: 0, change: 0, unchanged: 0, remove: 0, refuse: 0 };

/** A record as a hash that only its content changes: the order of roles says nothing. */
const hashOf = (record: object): string =>
  shortHash(
    canonicalJson(
      'roles' in record && Array.isArray(record.roles)
        ? { ...record, roles: [...record.roles].sort() }
        : record,
    ),
  );
/** What tells a record of a dataset from all others of it. */
export const nameOf = (table: TableName, record: object): string => {
  const name = Object.entries(record).find(([key]) => key === idField(table))?.[1];
  return `${table} ${table === 'dataset' ? '' : String(name)}`;
};

/** Says of each record of a file what it does to the dataset that is served. */
export class Comparison {
  readonly #before = new Map<string, string>();
  readonly #counts = new Map<TableName, ImportCounts>();

  #of(table: TableName): ImportCounts {
    const counts = this.#counts.get(table) ?? { ...NONE };
    this.#counts.set(table, counts);
    return counts;
  }
  /** A record that is served now. */
  has(table: TableName, record: object): void {
    this.#before.set(nameOf(table, record), hashOf(record));
  }
  /** A record of the file. */
  gets(table: TableName, record: object): void {
    const name = nameOf(table, record);
    const before = this.#before.get(name);
    this.#before.delete(name);
    this.#of(table)[before === undefined ? 'create' : before === hashOf(record) ? 'unchanged' : 'change'] +=
      1;
  }
  /** So many records of the file, where nothing is served. */
  creates(table: TableName, count: number): void {
    if (count > 0) this.#of(table).create += count;
  }
  refuses(table: TableName, count: number): void {
    this.#of(table).refuse += count;
  }
  /** All that was served and did not come is removed. */
  result(): { records: ImportCounts; tables: Record<string, ImportCounts> } {
    for (const name of this.#before.keys()) {
      const table = TABLE_NAMES.find((one) => name.startsWith(`${one} `));
      if (table) this.#of(table).remove += 1;
    }
    this.#before.clear();
    const records = { ...NONE };
    for (const [table, counts] of this.#counts)
      if (table !== 'dataset')
        for (const key of ['create', 'change', 'unchanged', 'remove', 'refuse'] as const)
          records[key] += counts[key];
    return { records, tables: Object.fromEntries(this.#counts) };
  }
}
