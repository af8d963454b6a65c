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

/** The least certain of a loop's legs in each respect. */
export const Weakest = z.object({
  modality: z.enum(MODALITIES),
  /** Null where no leg has one. */
  status: z.enum(STATUSES).nullable(),
  /** Legs whose source does not say how far the deal had come. */
  unknownStatus: z.int(),
  basis: z.enum(BASES),
});
export type Weakest = z.infer<typeof Weakest>;
