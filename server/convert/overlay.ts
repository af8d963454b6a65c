import { z } from 'zod';
import { type Problem, readRecords } from '../core/formats/yaml-records.ts';
import { ClaimShape } from '../core/model/claim.ts';
import { Entity, text } from '../core/model/entity.ts';
import { Deal, Source } from '../core/model/evidence.ts';
import { ClaimId, DealId, EntityId } from '../core/model/ids.ts';
import { inWords, why } from '../core/model/why.ts';
import type { Trouble } from './sheet.ts';

/**
 * What people write beside the sheet: the parties and deals by name, the reading of every row, and what else a row states.
 * Each file is a list of records; nothing here repeats a figure that the sheet already has.
 */

/** A deal, with the other ids under which the sheet has it. */
const DealRecord = Deal.extend({ was: z.array(DealId).min(1).optional() });

const FIELDS = ClaimShape.omit({ id: true, evidence: true, summaryEn: true, summaryZh: true });
export type ClaimField = keyof z.infer<typeof FIELDS>;
const isField = (name: string): name is ClaimField => Object.hasOwn(FIELDS.shape, name);

const Reading = z.strictObject({
  claim: ClaimId,
  summaryZh: text(1000).optional(),
  summaryEn: text(1000).optional(),
  set: FIELDS.partial().optional(),
  drop: z.array(z.string().refine(isField, 'no field of a claim')).optional(),
  why: text(1000).optional(),
  leaveOut: text(1000).optional(),
});
export type Reading = z.infer<typeof Reading>;

/** A statement that a row's sources make beside the row's own claim: who is part of a group, who owns a vehicle. */
const ExtraClaim = ClaimShape.omit({ evidence: true }).extend({
  sources: z
    .array(
      z.strictObject({
        row: ClaimId,
        source: z.union([z.literal(1), z.literal(2)]),
        says: text(500).optional(),
      }),
    )
    .min(1),
});
export type ExtraClaim = z.infer<typeof ExtraClaim>;

/** Which rows speak of a product that is an entity. */
const ProductRecord = z.strictObject({
  id: EntityId,
  product: z.array(ClaimId).default([]),
  collateral: z.array(ClaimId).default([]),
});

/** What the sheet does not say of a document, or says wrongly. */
const SourceRecord = Source.omit({ id: true }).partial().extend({ url: z.url() });
export type SourceRecord = z.infer<typeof SourceRecord>;

export const OVERLAY_FILES = [
  'entities.yaml',
  'deals.yaml',
  'extra-claims.yaml',
  'products.yaml',
  'sources.yaml',
] as const;

export type Overlay = {
  entities: Entity[];
  deals: Deal[];
  dealOf: (deal: string) => string;
  readings: Map<string, Reading>;
  extraClaims: ExtraClaim[];
  products: { claim: ClaimId; field: 'product' | 'collateral'; id: EntityId }[];
  sources: Map<string, SourceRecord>;
};

const troubleOf = ({ file, line, pointer, why }: Problem): Trouble => ({
  at: `${file}:${line} ${pointer}`.trim(),
  why: inWords(why),
});

/** Reads all that stands beside the sheet. `readings-*.yaml` are as many files as people wrote. */
export function readOverlay(files: ReadonlyMap<string, string>, troubles: Trouble[]): Overlay {
  const problems: Problem[] = [];
  const read = <Schema extends z.ZodType>(file: string, schema: Schema) => {
    const content = files.get(file);
    if (content !== undefined) return readRecords(file, content, schema, problems);
    problems.push({ file, line: 1, pointer: '', code: 'missing', why: why('file.missing') });
    return [];
  };

  const entities = read('entities.yaml', Entity).map(({ value }) => value);

  const renamed = new Map<string, string>();
  const deals = read('deals.yaml', DealRecord).map(({ value: { was, ...deal } }) => {
    for (const id of was ?? []) renamed.set(id, deal.id);
    return deal;
  });

  const readings = new Map<string, Reading>();
  for (const file of [...files.keys()].filter((name) => /^readings.*\.yaml$/.test(name)).sort())
    for (const { value, at } of read(file, Reading)) {
      if (readings.has(value.claim))
        problems.push(at(['claim'], why('link.twice', { id: value.claim }), 'twice'));
      else readings.set(value.claim, value);
    }

  const overlay: Overlay = {
    entities,
    deals,
    dealOf: (deal) => renamed.get(deal) ?? deal,
    readings,
    extraClaims: read('extra-claims.yaml', ExtraClaim).map(({ value }) => value),
    products: read('products.yaml', ProductRecord).flatMap(({ value: { id, product, collateral } }) => [
      ...product.map((claim) => ({ claim, field: 'product' as const, id })),
      ...collateral.map((claim) => ({ claim, field: 'collateral' as const, id })),
    ]),
    sources: new Map(read('sources.yaml', SourceRecord).map(({ value }) => [value.url, value])),
  };
  troubles.push(...problems.map(troubleOf));
  return overlay;
}
