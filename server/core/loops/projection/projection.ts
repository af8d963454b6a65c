import { z } from 'zod';
import { keyOf } from '../../model/ids.ts';
import { StoredClaim } from '../../model/stored.ts';

/** What a claim must say of itself to take part in a loop search. */
export const FlowClaimRow = StoredClaim.pick({
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
  calledOffBy: true,
  calledOffOn: true,
  calledOffKnownOn: true,
})
  .extend({ dataset: z.string() })
  .strip();
export type FlowClaim = z.infer<typeof FlowClaimRow>;

/** The value flow of some datasets, as a store gives it: claims that move something, what is part of what, and fiscal calendars by entity key. */
export type Projection = {
  /** Changes whenever the data it was made from does. */
  version: string;
  claims: FlowClaim[];
  /** What is `PART_OF` a whole that is no mere group of parties: what is said of a group is not said of its members, nor the other way round. */
  parts: FlowClaim[];
  fiscalYearEnds: Record<string, number>;
  /** Keys of entities, each with the key of the same thing in another of the datasets: a search takes the two as one. */
  sameAs: Record<string, string>;
};

/**
 * A projection as it is read: its head, then its claims, some at a time, so that nobody who passes them on is held up by a million of them.
 * A further head begins it anew: the data was replaced while it was read, or the database answered only the second time.
 */
export type ProjectionPart =
  | ({ kind: 'head' } & Omit<Projection, 'claims'>)
  | { kind: 'claims'; claims: FlowClaim[] };
/** Takes one part after the other; what it throws ends the reading. */
export type TakePart = (part: ProjectionPart) => void | Promise<void>;

/** Puts the parts together. */
export class Assembly {
  /** What has come so far. */
  projection: Projection | undefined;

  take(part: ProjectionPart): void {
    if (part.kind === 'head') {
      const { kind: _kind, ...head } = part;
      this.projection = { ...head, claims: [] };
    } else for (const claim of part.claims) this.projection?.claims.push(claim);
  }
}

/** The key under which an entity is known, whatever dataset it is met in. Links lead on, but never round for ever. */
export function canonical(key: string, sameAs: Projection['sameAs']): string {
  // Most have no link, and are asked about by the million.
  if (!Object.hasOwn(sameAs, key)) return key;
  const met = new Set([key]);
  for (let at = key; ; ) {
    const next = Object.hasOwn(sameAs, at) ? sameAs[at] : undefined;
    if (next === undefined) return at;
    // A ring of links has no last one: its first key in order stands for all, also for what leads into it.
    if (met.has(next)) return ringFrom(next, sameAs).sort()[0] ?? key;
    met.add(next);
    at = next;
  }
}

/** The keys of a ring of links, from one of them on. */
function ringFrom(start: string, sameAs: Projection['sameAs']): string[] {
  const ring = [start];
  for (let at = sameAs[start]; at !== undefined && at !== start; at = sameAs[at]) ring.push(at);
  return ring;
}

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
