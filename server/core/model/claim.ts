import { z } from 'zod';
import { When } from './dates.ts';
import { text } from './entity.ts';
import { ClaimId, ClaimRef, DealId, EntityId, EvidenceId } from './ids.ts';
import { BASES, CLAIM_TYPE_NAMES, MODALITIES, STATUSES } from './registry.ts';
import { WORDS } from './why.ts';

const figure = z.number().nonnegative();

/**
 * One statement that one source makes: a relationship from one entity to another. Every property is absent where the source
 * does not say; absent is unknown, and unknown is never zero.
 */
export const ClaimShape = z.strictObject({
  id: ClaimId,
  type: z.enum(CLAIM_TYPE_NAMES),
  from: EntityId,
  to: EntityId,
  summaryEn: text(1000),
  summaryZh: text(1000),

  /** Lump sums, in units of the currency. A missing currency stays missing. */
  amount: figure.optional(),
  amountMin: figure.optional(),
  amountMax: figure.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, WORDS['value.currency'])
    .optional(),
  quantity: figure.optional(),
  quantityMin: figure.optional(),
  quantityMax: figure.optional(),
  unit: text(60).optional(),
  /** A rate: never added to or compared with a lump sum. */
  price: figure.optional(),
  priceMin: figure.optional(),
  priceMax: figure.optional(),
  per: text(60).optional(),
  approximate: z.boolean().optional(),
  /** The figure as printed: exact and exclusive bounds stay readable there. */
  asStated: text(120).optional(),

  product: EntityId.optional(),
  collateral: EntityId.optional(),
  /** What is bought, pledged or issued, in words, where it is no entity. */
  item: text(200).optional(),
  purpose: text(200).optional(),

  status: z.enum(STATUSES).optional(),
  modality: z.enum(MODALITIES),
  basis: z.enum(BASES).default('stated'),
  /** Who says so where it is not the source itself, outermost first; names, or ids where they are entities. */
  attributedTo: z.array(text(200)).min(1).max(10).optional(),
  start: When.optional(),
  end: When.optional(),
  /** When it became known: by default the date of its source. */
  knownOn: When.optional(),

  deal: DealId.optional(),
  /** Claims that a source says this one was paid from, secured by or made possible by. */
  follows: z.array(ClaimId).min(1).optional(),
  about: z.array(ClaimId).min(1).optional(),
  /** Claims that say otherwise; one of another dataset by its full key, as what corrects it stands in a dataset of its own. */
  contradicts: z.array(ClaimRef).min(1).optional(),
  evidence: z.array(EvidenceId).min(1, WORDS['value.evidence']),
});

const RATE =
  /每月|每小時|每小时|每年|\/\s*(?:month|hour|year|mo|hr)\b|\b(?:per|an?|each|every)\s+(?:month|hour|year)\b|monthly|hourly/i;

/** The three ways to give a figure: exact, a lower and an upper bound. */
const FIGURES = [
  ['amount', 'amountMin', 'amountMax'],
  ['quantity', 'quantityMin', 'quantityMax'],
  ['price', 'priceMin', 'priceMax'],
] as const;

/** A claim, with the rules that bind its figures to each other. */
export const Claim = ClaimShape.superRefine((claim, context) => {
  const fault = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  for (const [exact, min, max] of FIGURES) {
    const [least, most] = [claim[min], claim[max]];
    if (claim[exact] !== undefined && (least !== undefined || most !== undefined))
      fault(exact, WORDS['rule.either']);
    if (least !== undefined && most !== undefined && least > most) fault(min, WORDS['rule.bounds']);
  }
  const priced = claim.price ?? claim.priceMin ?? claim.priceMax;
  const summed = claim.amount ?? claim.amountMin ?? claim.amountMax;
  const counted = claim.quantity ?? claim.quantityMin ?? claim.quantityMax;
  if (priced !== undefined && claim.per === undefined) fault('price', WORDS['rule.per']);
  if (priced === undefined && claim.per !== undefined) fault('per', WORDS['rule.perAlone']);
  if (summed !== undefined && claim.asStated !== undefined && RATE.test(claim.asStated))
    fault('amount', WORDS['rule.rate']);
  if (counted !== undefined && claim.unit === undefined) fault('quantity', WORDS['rule.unit']);
  if (counted === undefined && claim.unit !== undefined) fault('unit', WORDS['rule.unitAlone']);
  if (claim.currency !== undefined && summed === undefined && priced === undefined)
    fault('currency', WORDS['rule.currencyAlone']);
});
export type Claim = z.infer<typeof ClaimShape>;

/** The known lump sum that can bound what a leg moved: its exact amount, or its upper bound. Otherwise it is unknown. */
export const lumpSum = (claim: Pick<Claim, 'amount' | 'amountMax'>): number | undefined =>
  claim.amount ?? claim.amountMax;
