import { z } from 'zod';

/** Money on one side of an entity. Currencies are not added up; a sum that is not known exactly is counted, and is not a sum of zero. */
export const MoneySide = z.object({
  /** For each currency, all that is known to flow, in its units, and what of it flows on legs of loops. */
  known: z.array(z.object({ currency: z.string().nullable(), all: z.number(), inside: z.number() })),
  /** Deals of which no exact sum is known: all of them, and those that are legs of loops. */
  unknown: z.object({ all: z.int(), inside: z.int() }),
});
export type MoneySide = z.infer<typeof MoneySide>;

/** How much of what an entity takes in and pays out runs in loops. */
export const Concentrated = z.object({
  /** Its key. */
  entity: z.string(),
  /** Loops that go through it. */
  loops: z.int(),
  in: MoneySide,
  out: MoneySide,
});
export type Concentrated = z.infer<typeof Concentrated>;

/** By loops, or by the share of the known money that comes in or goes out. */
export const CONCENTRATION_ORDERINGS = ['loops', 'in', 'out'] as const;
export type ConcentrationOrdering = (typeof CONCENTRATION_ORDERINGS)[number];
