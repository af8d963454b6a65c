import { z } from 'zod';
import { WORDS } from './why.ts';

/**
 * Readable, stable ids: lower-case letters, digits, dots and hyphens, starting and ending with a letter or digit.
 * They are written by people, stay true across reloads of the data, and are never a database's own id.
 */
const ID = /^[a-z0-9](?:[a-z0-9.-]{0,118}[a-z0-9])?$/;
/** Whether a text can be an id at all. */
export const isId = (text: string): boolean => ID.test(text);
const id = z.string().regex(ID, WORDS['value.id']);

export const EntityId = id.brand<'EntityId'>();
export type EntityId = z.infer<typeof EntityId>;
/** A short id is a ref as well. */
export const ClaimId = id.brand<'ClaimRef'>().brand<'ClaimId'>();
export type ClaimId = z.infer<typeof ClaimId>;
export const DealId = id.brand<'DealId'>();
export type DealId = z.infer<typeof DealId>;
export const EvidenceId = id.brand<'EvidenceId'>();
export type EvidenceId = z.infer<typeof EvidenceId>;
export const SourceId = id.brand<'SourceId'>();
export type SourceId = z.infer<typeof SourceId>;
export const DatasetId = id.brand<'DatasetId'>();
export type DatasetId = z.infer<typeof DatasetId>;

/**
 * How a record is named from outside its dataset: `nvidia-2023:nvidia`, or just `nvidia` where that is unique among
 * the datasets asked about. Inside a dataset records name each other by the short id alone.
 */
const ref = z
  .string()
  .max(241)
  .regex(/^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?:)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, WORDS['value.ref']);
export const EntityRef = ref.brand<'EntityRef'>();
export type EntityRef = z.infer<typeof EntityRef>;
export const ClaimRef = ref.brand<'ClaimRef'>();
export type ClaimRef = z.infer<typeof ClaimRef>;

/** The full key of a record: what tells it from every other one in every dataset. */
export const keyOf = (dataset: string, id: string): string => `${dataset}:${id}`;

/** The full key of what a record of a dataset names: by short id in its own dataset, by key in another. */
export const keyWithin = (dataset: string, ref: string): string =>
  ref.includes(':') ? ref : keyOf(dataset, ref);

/** Splits a ref into its parts; `dataset` is absent for a short id. */
export function splitRef(ref: string): { dataset?: string; id: string } {
  const colon = ref.indexOf(':');
  return colon < 0 ? { id: ref } : { dataset: ref.slice(0, colon), id: ref.slice(colon + 1) };
}
