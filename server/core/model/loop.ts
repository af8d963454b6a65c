import { z } from 'zod';
import { ClaimRef } from './ids.ts';
import { BASES, MODALITIES, STATUSES } from './registry.ts';

export const READINGS = ['elementary', 'trail'] as const;
/** `elementary`: no entity twice. `trail`: an entity may recur where the source glues its passages together. */
export type Reading = (typeof READINGS)[number];

export const ORDERS = ['ordered', 'undated', 'impossible'] as const;
/** Whether the legs can have happened in turn from some starting leg. */
export type Order = (typeof ORDERS)[number];

/** What loops are sorted by. */
export const ORDERINGS = ['certainty', 'bottleneck', 'length', 'date'] as const;
export type Ordering = (typeof ORDERINGS)[number];

/** What a source may leave unsaid and a constraint asks about. */
export const UNKNOWNS = ['status', 'amount', 'date'] as const;
export type Unknown = (typeof UNKNOWNS)[number];

/** What bounds a loop: the smallest known lump sum on its money legs, for each currency; "at most", as other legs may be smaller. */
export const Bottleneck = z.object({
  currencies: z.array(
    z.object({
      /** Null where the source names no currency. */
      currency: z.string().nullable(),
      atMost: z.number(),
      claim: ClaimRef,
    }),
  ),
  /** Money legs whose lump sum is not known. */
  unknown: z.int(),
  moneyLegs: z.int(),
});
export type Bottleneck = z.infer<typeof Bottleneck>;

/**
 * What of the money that goes in comes back. A loop is told from its first leg (`order.ts`); who pays its first leg of money puts in, and
 * the last leg is the one that ends with them, going round. Told only where both are exact lump sums of one named currency.
 */
export const Returned = z.object({
  currency: z.string(),
  /** What the first leg of money puts in, in units of the currency, */
  put: z.object({ claim: ClaimRef, amount: z.number().positive() }),
  /** what the last leg brings back, */
  back: z.object({ claim: ClaimRef, amount: z.number() }),
  /** and the one of the other: 1 is all of it, 1.5 half as much again. */
  share: z.number(),
});
export type Returned = z.infer<typeof Returned>;

/** How a loop hangs together with the others of an answer: those that have legs (from, type, to) in common with it. */
export const SharedLegs = z.object({
  /** How many loops. */
  loops: z.int(),
  /** Those with most legs in common first, up to twenty. */
  most: z.array(z.object({ id: z.string(), legs: z.int() })),
});
export type SharedLegs = z.infer<typeof SharedLegs>;

/** The least certain of a loop's legs in each respect. */
export const Weakest = z.object({
  modality: z.enum(MODALITIES),
  /** Null where no leg has one. */
  status: z.enum(STATUSES).nullable(),
  /** Legs whose source does not say how far the deal had come. */
  unknownStatus: z.int(),
  basis: z.enum(BASES),
  /** The weakest leg: the claim that is the least sure by modality, then status, then basis; several where they are alike. */
  claims: z.array(ClaimRef),
});
export type Weakest = z.infer<typeof Weakest>;
