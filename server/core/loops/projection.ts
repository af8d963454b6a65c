import { z } from 'zod';
import { ClaimShape } from '../model/claim.ts';
import { keyOf } from '../model/ids.ts';

/** What a claim must say of itself to take part in a loop search. */
export const FlowClaimRow = ClaimShape.pick({
  id: true,
  type: true,
  from: true,
  to: true,
  deal: true,
  follows: true,
  amount: true,
  amountMax: true,
  currency: true,
  status: true,
  modality: true,
  basis: true,
  start: true,
  end: true,
  knownOn: true,
})
  .extend({ dataset: z.string() })
  .strip();
export type FlowClaim = z.infer<typeof FlowClaimRow>;

/** The value flow of some datasets, as a store gives it: claims that move something, and fiscal calendars by entity key. */
export type Projection = {
  /** Changes whenever the data it was made from does. */
  version: string;
  claims: FlowClaim[];
  fiscalYearEnds: Record<string, number>;
};

/** The key of a claim and of its two ends. */
export const flowKeys = ({
  dataset,
  id,
  from,
  to,
}: FlowClaim): { key: string; from: string; to: string } => ({
  key: keyOf(dataset, id),
  from: keyOf(dataset, from),
  to: keyOf(dataset, to),
});
