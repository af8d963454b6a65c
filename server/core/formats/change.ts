import type { z } from 'zod';
import { CHANGED_TABLES, type Change, type ChangedTable, type RecordProblem } from '../contract/records.ts';
import type { Dataset } from '../model/dataset.ts';
import { inWords, whyOf } from '../model/why.ts';
import { canonicalJson } from './canonical.ts';
import { held, sound } from './dataset-files.ts';
import type { PlacedDataset } from './dataset-links.ts';
import { TABLES } from './tables.ts';
import type { Placed, Problem } from './yaml-records.ts';

/** The records of a dataset that a change works on; those of an outline stay as they are. */
export type Content = Omit<Dataset, 'version'>;
/** A change with every table named. */
type Made = z.output<typeof Change>;
type Tables = Record<ChangedTable, Map<string, object>>;

const tablesOf = (content: Content): Tables => {
  const byId = (table: ChangedTable) => new Map<string, object>(content[table].map((one) => [one.id, one]));
  return {
    entities: byId('entities'),
    claims: byId('claims'),
    deals: byId('deals'),
    sources: byId('sources'),
    evidence: byId('evidence'),
  };
};
const idOf = (record: object): string => ('id' in record && typeof record.id === 'string' ? record.id : '');
const empty = (): { [Table in ChangedTable]: never[] } => ({
  entities: [],
  claims: [],
  deals: [],
  sources: [],
  evidence: [],
});

/** The change that makes the first of two contents out of the second. */
function between(before: Tables, after: Tables): Made {
  const upsert: Record<ChangedTable, Record<string, unknown>[]> = empty();
  const remove: Record<ChangedTable, string[]> = empty();
  for (const table of CHANGED_TABLES) {
    for (const [id, record] of before[table])
      if (canonicalJson(record) !== canonicalJson(after[table].get(id))) upsert[table].push({ ...record });
    for (const id of after[table].keys()) if (!before[table].has(id)) remove[table].push(id);
  }
  return { upsert, remove };
}

/** What no claim rests on, or is part of, any more cannot stand without one. */
function withoutUnused(content: Content, before: Content): Content {
  const used = (claims: Content['claims']) => ({
    evidence: new Set<string>(claims.flatMap(({ evidence }) => evidence)),
    deals: new Set<string>(claims.flatMap(({ deal }) => deal ?? [])),
  });
  const [now, then] = [used(content.claims), used(before.claims)];
  const kept = (table: 'evidence' | 'deals') => (record: { id: string }) =>
    now[table].has(record.id) || !then[table].has(record.id);
  return {
    ...content,
    evidence: content.evidence.filter(kept('evidence')),
    deals: content.deals.filter(kept('deals')),
  };
}

export type Changed =
  | { readonly dataset: Dataset; readonly undo: Made; readonly empty: boolean }
  | { readonly problems: RecordProblem[] };

/**
 * A dataset after a change, checked as a whole as those of folders are, with the change that takes it back; or all that is wrong with it.
 * Evidence and deals that the change leaves without a claim go with it.
 */
export function changed(before: Content, change: z.input<typeof Change>): Changed {
  const problems: RecordProblem[] = [];
  const parse = <Table extends ChangedTable>(table: Table, records: readonly object[]): object[] =>
    records.flatMap((record) => {
      const parsed = TABLES[table].schema.safeParse(record);
      if (parsed.success) return [parsed.data];
      for (const issue of parsed.error.issues)
        problems.push({
          table,
          id: idOf(record),
          field: issue.path.join('.'),
          message: inWords(whyOf(issue)),
        });
      return [];
    });
  const after = tablesOf(before);
  for (const table of CHANGED_TABLES) {
    for (const id of change.remove?.[table] ?? []) after[table].delete(id);
    for (const record of parse(table, change.upsert?.[table] ?? [])) after[table].set(idOf(record), record);
  }
  const read = <Table extends ChangedTable>(table: Table) => [...after[table].values()];
  const content = withoutUnused(
    {
      info: before.info,
      entities: read('entities').map((record) => TABLES.entities.schema.parse(record)),
      claims: read('claims').map((record) => TABLES.claims.schema.parse(record)),
      deals: read('deals').map((record) => TABLES.deals.schema.parse(record)),
      sources: read('sources').map((record) => TABLES.sources.schema.parse(record)),
      evidence: read('evidence').map((record) => TABLES.evidence.schema.parse(record)),
      outlines: before.outlines,
    },
    before,
  );
  if (problems.length > 0) return { problems };
  const result = sound(placed('dataset', content.info), placedIn(content), []);
  if ('problems' in result)
    return {
      problems: result.problems.map(({ file, pointer, why }) => {
        const [table = '', id = ''] = file.split(' ');
        return { table, id, field: pointer, message: inWords(why) };
      }),
    };
  const dataset = held(result.dataset);
  return {
    dataset,
    undo: between(tablesOf(before), tablesOf(dataset)),
    empty: CHANGED_TABLES.every((table) => dataset[table].length === 0),
  };
}

/** A record with its place: its table and its id, where files have a line. */
const placed = <T extends object>(table: string, value: T): Placed<T> => ({
  value,
  at: (path, why, code): Problem => ({
    file: `${table} ${idOf(value)}`,
    line: 1,
    pointer: path.join('.'),
    code,
    why,
  }),
});
const placedIn = (content: Content): PlacedDataset => ({
  entities: content.entities.map((value) => placed('entities', value)),
  claims: content.claims.map((value) => placed('claims', value)),
  deals: content.deals.map((value) => placed('deals', value)),
  sources: content.sources.map((value) => placed('sources', value)),
  evidence: content.evidence.map((value) => placed('evidence', value)),
  outlines: content.outlines.map((value) => placed('outlines', value)),
});
