import { z } from 'zod';
import { DatasetInfo } from '../model/dataset.ts';
import { DatasetId } from '../model/ids.ts';
import { ServedDataset, StoredSource } from '../model/stored.ts';
import { datasets, operation, whole } from './operation.ts';

/** Tables whose records are written and taken away one by one. */
export const CHANGED_TABLES = ['entities', 'claims', 'deals', 'sources', 'evidence'] as const;
export type ChangedTable = (typeof CHANGED_TABLES)[number];

export const RECORD_LIMITS = {
  /** Records in one change. */
  change: 500,
  /** Records in a dataset that is changed so: it is read and checked as a whole. Larger ones are imported. */
  dataset: 50_000,
} as const;

const id = z.string().max(120);
/** Checked against the model when the change is made, so that every fault is told with its record. */
const record = z.record(z.string(), z.unknown());
const eachTable = <Item extends z.ZodType>(item: Item) => {
  const list = z.array(item).max(RECORD_LIMITS.change).default([]);
  return z.strictObject({ entities: list, claims: list, deals: list, sources: list, evidence: list });
};

/** Records to write, new or in the place of those with their ids, and ids of records to take away. */
export const Change = z.object({
  upsert: eachTable(record).prefault({}),
  remove: eachTable(id).prefault({}),
});
export type Change = z.input<typeof Change>;

/** What is wrong with a record of a change, or with what the change would leave. */
export const RecordProblem = z.object({
  table: z.string(),
  id: z.string(),
  field: z.string(),
  message: z.string(),
});
export type RecordProblem = z.infer<typeof RecordProblem>;

export const changeRecords = operation({
  method: 'POST',
  path: '/api/datasets/:id/records',
  summary:
    'Writes and removes records of a dataset of your own, all or nothing; makes the dataset where it is not there, and takes away one that is left empty.',
  input: Change.extend({
    id: DatasetId,
    /** The version that the change was made for, null where there was no dataset: another one is a `conflict`, and nothing is changed. */
    ifVersion: z.string().max(64).nullable(),
    /** What the dataset is called, where it is new. */
    info: DatasetInfo.omit({ id: true, shownFirst: true }).optional(),
  }),
  output: z.object({
    /** Null where nothing is left of it. */
    dataset: ServedDataset.nullable(),
    changed: z.boolean(),
    /** The change that takes this one back. */
    undo: Change,
  }),
  writes: true,
  errors: ['bad_request', 'forbidden', 'not_found', 'conflict', 'busy', 'too_large', 'unavailable'],
});

export const sources = operation({
  method: 'GET',
  path: '/api/sources',
  summary: 'Documents that claims rest on, by words of their title, publisher or address, the latest first.',
  input: z.object({ q: z.string().trim().max(200).default(''), datasets, limit: whole(1, 100, 20) }),
  output: z.object({ sources: z.array(StoredSource), truncated: z.boolean() }),
  errors: ['bad_request', 'not_found', 'unavailable'],
});
