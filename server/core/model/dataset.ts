import { z } from 'zod';
import type { Claim } from './claim.ts';
import { type Entity, text } from './entity.ts';
import type { Deal, Evidence, Outline, Source } from './evidence.ts';
import { DatasetId } from './ids.ts';
import type { Table } from './table.ts';

/** What a dataset says of itself. */
export const DatasetInfo = z.strictObject({
  id: DatasetId,
  nameEn: text(120),
  nameZh: text(120),
  /** One sentence: what this is. */
  summaryEn: text(500),
  summaryZh: text(500),
  /** Asked about where a reader names no dataset: what one should see first, and what short ids mean. */
  shownFirst: z.boolean().optional(),
});
export type DatasetInfo = z.infer<typeof DatasetInfo>;

/** A dataset as it stands in its files, checked as a whole: nothing in it points at something that is not there. */
export type Dataset = {
  info: DatasetInfo;
  /** SHA-256 of the content, shortened: equal content, equal version. */
  version: string;
  entities: Entity[];
  claims: Claim[];
  deals: Deal[];
  sources: Source[];
  evidence: Evidence[];
  outlines: Outline[];
};

/** The same where its tables may be too large to be held. */
export type DatasetTables = {
  readonly info: DatasetInfo;
  readonly version: string;
  readonly entities: Table<Entity>;
  readonly claims: Table<Claim>;
  readonly deals: Table<Deal>;
  readonly sources: Table<Source>;
  readonly evidence: Table<Evidence>;
  readonly outlines: Table<Outline>;
};

/** A record of a dataset on its own, with the table that it stands in: how a dataset travels that is too large to be held. */
export type DatasetRecord =
  | { readonly table: 'dataset'; readonly record: DatasetInfo }
  | { readonly table: 'entities'; readonly record: Entity }
  | { readonly table: 'claims'; readonly record: Claim }
  | { readonly table: 'deals'; readonly record: Deal }
  | { readonly table: 'sources'; readonly record: Source }
  | { readonly table: 'evidence'; readonly record: Evidence }
  | { readonly table: 'outlines'; readonly record: Outline };
