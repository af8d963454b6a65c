import { z } from 'zod';
import { ClaimShape } from './claim.ts';
import { DatasetInfo } from './dataset.ts';
import { When } from './dates.ts';
import { Group, Metric, Thing } from './entity.ts';
import { Deal, Evidence, Source } from './evidence.ts';
import { ClaimId, DatasetId } from './ids.ts';
import { GRADES } from './registry.ts';

/** Records as stores give them back: with the dataset that they came with. Ids inside a record are of that dataset. */
const dataset = { dataset: DatasetId };

export const StoredEntity = z.discriminatedUnion('kind', [
  Thing.extend(dataset),
  Group.extend(dataset),
  Metric.extend(dataset),
]);
export type StoredEntity = z.infer<typeof StoredEntity>;

export const StoredClaim = ClaimShape.extend({
  ...dataset,
  /** The best grade among the sources of its evidence. */
  grade: z.enum(GRADES),
  /** Where its `knownOn` comes from, if not from the claim: the date of the earliest of its sources. */
  knownOnFrom: z.literal('source').optional(),
  /** Claims that call it off (`called-off.ts`), from when on it is off, and when that became known. */
  calledOffBy: z.array(ClaimId).min(1).optional(),
  calledOffOn: When.optional(),
  calledOffKnownOn: When.optional(),
  /** Who published those sources, each once. */
  publishers: z.array(z.string()),
});
export type StoredClaim = z.infer<typeof StoredClaim>;

export const StoredDeal = Deal.extend(dataset);
export type StoredDeal = z.infer<typeof StoredDeal>;

/** A document with the dataset that cites it. */
export const StoredSource = Source.extend(dataset);
export type StoredSource = z.infer<typeof StoredSource>;

/** A passage together with the document that it is in: what a reader needs to check a claim. */
export const StoredEvidence = Evidence.omit({ source: true }).extend({ ...dataset, source: Source });
export type StoredEvidence = z.infer<typeof StoredEvidence>;

/** A dataset that is being served. */
export const ServedDataset = DatasetInfo.extend({
  version: z.string(),
  counts: z.object({
    entities: z.int(),
    claims: z.int(),
    deals: z.int(),
    sources: z.int(),
    evidence: z.int(),
  }),
});
export type ServedDataset = z.infer<typeof ServedDataset>;
