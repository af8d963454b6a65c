import { z } from 'zod';
import { Claim, ClaimShape } from '../model/claim.ts';
import { DatasetInfo } from '../model/dataset.ts';
import { Entity } from '../model/entity.ts';
import { Deal, Evidence, Outline, Source } from '../model/evidence.ts';

/**
 * A dataset as tables: what every file format of ours is written from and read into. A table has a row for each record and a column
 * for each field that the model's schema has, so that a field new in the model is in every format at once.
 */
export const TABLES = {
  dataset: { schema: DatasetInfo, shape: DatasetInfo },
  entities: { schema: Entity, shape: Entity },
  claims: { schema: Claim, shape: ClaimShape },
  deals: { schema: Deal, shape: Deal },
  sources: { schema: Source, shape: Source },
  evidence: { schema: Evidence, shape: Evidence },
  outlines: { schema: Outline, shape: Outline },
} as const satisfies Record<string, { schema: z.ZodType; shape: z.ZodType }>;
export type TableName = keyof typeof TABLES;
export const TABLE_NAMES: readonly TableName[] = [
  'dataset',
  'entities',
  'claims',
  'deals',
  'sources',
  'evidence',
  'outlines',
];

/** Fields that hold ids of records, and of which table those are. */
export const REFERENCES: { readonly [Table in TableName]: { readonly [field: string]: TableName } } = {
  dataset: {},
  entities: { except: 'entities', derivedFrom: 'entities' },
  claims: {
    from: 'entities',
    to: 'entities',
    product: 'entities',
    collateral: 'entities',
    deal: 'deals',
    evidence: 'evidence',
    follows: 'claims',
    about: 'claims',
    contradicts: 'claims',
  },
  deals: {},
  sources: {},
  evidence: { source: 'sources' },
  outlines: { source: 'sources' },
};

/** `list` is one of texts; `json` is whatever else does not fit a cell. */
export type CellType = 'text' | 'number' | 'flag' | 'list' | 'json';
export type Column = {
  /** The path in camel case: `locator.section` is `locatorSection`. */
  readonly name: string;
  readonly path: readonly string[];
  readonly type: CellType;
};
export type Cell = string | number | boolean | readonly string[] | readonly object[];

/** The part of JSON Schema that our model comes out as. */
type Shape = {
  type?: string;
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
};

const nameOf = ([first = '', ...rest]: readonly string[]): string =>
  first + rest.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');

function columnsIn(shape: Shape, path: readonly string[]): Column[] {
  const variants = shape.anyOf ?? shape.oneOf;
  if (variants) return variants.flatMap((variant) => columnsIn(variant, path));
  if (shape.properties)
    return Object.entries(shape.properties).flatMap(([key, member]) => columnsIn(member, [...path, key]));
  const column = (type: CellType): Column[] => [{ name: nameOf(path), path, type }];
  switch (shape.type) {
    case 'array':
      return column(shape.items?.type === 'string' ? 'list' : 'json');
    case 'number':
    case 'integer':
      return column('number');
    case 'boolean':
      return column('flag');
    default:
      return column('text');
  }
}

const columnsFrom = (schema: z.ZodType): readonly Column[] => {
  const shape: Shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  const byName = new Map(columnsIn(shape, []).map((column) => [column.name, column]));
  return [...byName.values()];
};

/** The columns of each table. Variants of a record (a company, a metric) share one table. */
export const COLUMNS: { readonly [Table in TableName]: readonly Column[] } = {
  dataset: columnsFrom(TABLES.dataset.shape),
  entities: columnsFrom(TABLES.entities.shape),
  claims: columnsFrom(TABLES.claims.shape),
  deals: columnsFrom(TABLES.deals.shape),
  sources: columnsFrom(TABLES.sources.shape),
  evidence: columnsFrom(TABLES.evidence.shape),
  outlines: columnsFrom(TABLES.outlines.shape),
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCell = (value: unknown): value is Cell =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (Array.isArray(value) && value.length > 0);

/** A record's cells, in the order of the columns; what is absent or an empty list has none. */
export function cellsOf(table: TableName, record: object): [Column, Cell][] {
  return COLUMNS[table].flatMap((column): [Column, Cell][] => {
    let value: unknown = record;
    for (const key of column.path) value = isObject(value) ? value[key] : undefined;
    return isCell(value) ? [[column, value]] : [];
  });
}

/** A record from cells by column name, still to be checked by the table's schema. Names that are no column are kept for it to refuse. */
export function recordFrom(
  table: TableName,
  cells: Iterable<readonly [string, unknown]>,
): Record<string, unknown> {
  const columns = new Map(COLUMNS[table].map((column) => [column.name, column]));
  const record: Record<string, unknown> = Object.create(null);
  for (const [name, value] of cells) {
    const path = columns.get(name)?.path ?? [name];
    let at = record;
    for (const key of path.slice(0, -1)) {
      const inner = at[key];
      const next: Record<string, unknown> = isObject(inner) ? inner : {};
      at[key] = next;
      at = next;
    }
    const last = path.at(-1);
    if (last !== undefined) at[last] = value;
  }
  return record;
}

/** A cell as text, for formats that know only text. Lists are JSON: no separator is safe in names. */
export const cellText = (cell: Cell): string =>
  typeof cell === 'object' ? JSON.stringify(cell) : String(cell);

/** A cell from text. What is no such value stays text, so that the schema says what is wrong with it. */
export function cellFrom(type: CellType, text: string): unknown {
  switch (type) {
    case 'text':
      return text;
    case 'number':
      return /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text) ? Number(text) : text;
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'list':
    case 'json':
      try {
        return JSON.parse(text);
      } catch {
        return text;
      }
  }
}
