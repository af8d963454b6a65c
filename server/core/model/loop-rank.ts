import { type Bottleneck, ORDERS, type Order, type Weakest } from './loop.ts';
import { BASES, MODALITIES, STATUSES } from './registry.ts';

/** How loops are ranked, for who finds them and for who shows them: one rule, so that a list never contradicts what it was cut from. */

/** Where a row stands: by `primary`, then by `certainty`, which has its length as the last thing in it. The smaller, the earlier. */
export type Rank = { primary: number; certainty: number };

/** Room for a number that grows with the length of a loop. */
const ROOM = 1024;

/**
 * The parts of a doubt, and whatever order the legs can have happened in before them, as one number that compares as they
 * do in turn: order, modality, status, basis, legs of unknown status, legs of unknown amount.
 */
export const packed = (
  order: number,
  modality: number,
  status: number,
  basis: number,
  unknownStatus: number,
  unknownAmounts: number,
): number =>
  ((((order * MODALITIES.length + modality) * (STATUSES.length + 1) + status) * 2 + basis) * ROOM +
    unknownStatus) *
    ROOM +
  unknownAmounts;

export const withLength = (doubt: number, length: number): number => doubt * ROOM + length;

/** Below 0 where `a` stands before `b`. */
export const compareRanks = (a: Rank, b: Rank): number =>
  a.primary < b.primary ? -1 : a.primary > b.primary ? 1 : a.certainty - b.certainty;

export type Doubt = [
  modality: number,
  status: number,
  basis: number,
  unknownStatus: number,
  unknownSums: number,
];

/** How unsure legs are, as numbers to be compared in turn: the smaller, the surer. */
export const doubtOf = (
  { modality, status, basis, unknownStatus }: Omit<Weakest, 'claims'>,
  unknownSums: number,
): Doubt => [
  MODALITIES.indexOf(modality),
  status === null ? STATUSES.length : STATUSES.indexOf(status),
  BASES.indexOf(basis),
  unknownStatus,
  unknownSums,
];

/** What a loop is ranked by where nothing else tells it from another. */
export const certaintyOf = (order: Order, doubt: Doubt, length: number): number =>
  withLength(packed(ORDERS.indexOf(order), ...doubt), length);

/** By its bottleneck in one currency, the largest first; where none is known in it, last. Currencies are not compared. */
export function byBottleneck({ currencies }: Bottleneck, currency: string | null): number {
  const known = currencies.find((one) => one.currency === currency);
  return known === undefined ? Number.POSITIVE_INFINITY : -known.atMost;
}
