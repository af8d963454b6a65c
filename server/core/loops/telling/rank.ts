import { MODALITIES, STATUSES } from '../../model/registry.ts';

/** Where a row stands: by `primary`, then by `certainty`, which has its length as the last thing in it. The smaller, the earlier. */
export type Rank = { primary: number; certainty: number };

/** Room for a number that grows with the length of a loop. */
const ROOM = 1024;

/**
 * The parts of a doubt (`describe.ts`), and whatever order the legs can have happened in before them, as one number that compares as they
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
