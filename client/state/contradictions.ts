import { lumpSum } from '../../server/core/model/claim.ts';
import { holds } from '../../server/core/model/dates.ts';
import { keyWithin } from '../../server/core/model/ids.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { claimKey, claimsAmong, fromKey, type Graph, toKey } from './graph.ts';

/** Whether two claims may be about the same time: those without a date are not said to be. */
function together(a: StoredClaim, b: StoredClaim): boolean {
  const [x, y] = [holds(a), holds(b)];
  return x !== undefined && y !== undefined && x.from <= y.to && y.from <= x.to;
}

/** Whether two give another figure for the same thing; what only one of them gives is no disagreement. */
function otherFigure(a: StoredClaim, b: StoredClaim): boolean {
  const [x, y] = [lumpSum(a), lumpSum(b)];
  if (x !== undefined && y !== undefined && a.currency === b.currency && x !== y) return true;
  return (
    a.quantity !== undefined && b.quantity !== undefined && a.unit === b.unit && a.quantity !== b.quantity
  );
}

/** Whether one says that it contradicts the other; ids inside a claim are of its own dataset. */
const names = (a: StoredClaim, b: StoredClaim): boolean =>
  a.contradicts?.some((ref) => keyWithin(a.dataset, ref) === claimKey(b)) ?? false;
const marked = (a: StoredClaim, b: StoredClaim): boolean => names(a, b) || names(b, a);

/**
 * Whether two claims say otherwise: marked so in the data, or of one type between the same two at the same time, with
 * another figure, or with another status where they are statements of one deal. Two deals are two deals.
 */
export function contradict(graph: Pick<Graph, 'same'>, a: StoredClaim, b: StoredClaim): boolean {
  if (claimKey(a) === claimKey(b)) return false;
  if (marked(a, b)) return true;
  const same =
    a.type === b.type &&
    fromKey(graph, a) === fromKey(graph, b) &&
    toKey(graph, a) === toKey(graph, b) &&
    (a.deal === b.deal || a.deal === undefined || b.deal === undefined || a.dataset !== b.dataset) &&
    a.product === b.product;
  if (!same || !together(a, b)) return false;
  const otherStatus =
    a.deal !== undefined &&
    a.deal === b.deal &&
    a.status !== undefined &&
    b.status !== undefined &&
    a.status !== b.status;
  return otherFigure(a, b) || otherStatus;
}

/** The claims that are loaded and say otherwise than one does. */
export function contradicting(graph: Graph, claim: StoredClaim): StoredClaim[] {
  const ends = new Set([fromKey(graph, claim), toKey(graph, claim)]);
  return claimsAmong(graph, ends).filter((other) => contradict(graph, claim, other));
}

/** Of some claims drawn between the same two, whether any two say otherwise. */
export const disagree = (graph: Pick<Graph, 'same'>, claims: readonly StoredClaim[]): boolean =>
  claims.some((a, index) => claims.slice(index + 1).some((b) => contradict(graph, a, b)));
