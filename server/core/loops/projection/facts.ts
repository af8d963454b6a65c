import { lumpSum } from '../../model/claim.ts';
import { holds, type Interval, intervalOf } from '../../model/dates.ts';
import { keyOf } from '../../model/ids.ts';
import { BASES, MODALITIES, STATUSES } from '../../model/registry.ts';
import type { FlowClaim } from './projection.ts';

/** The number of a status that a source does not give: behind all that are given. */
export const NO_STATUS = STATUSES.length;

/**
 * What claims say of themselves, as columns by the claim's number, so that a filter over a million of them takes a few
 * milliseconds. Scales are numbered from the surest. A day is counted from 1970; NaN is unknown.
 */
export type Facts = {
  modality: Uint8Array;
  status: Uint8Array;
  basis: Uint8Array;
  /** The exact lump sum or its upper bound. */
  sum: Float64Array;
  /** An index into `currencies`. */
  currency: Uint16Array;
  /** The first is null: no currency is given. */
  currencies: (string | null)[];
  /** When the claim holds: the first day and the last; NaN where undated, infinite where open. */
  from: Float64Array;
  to: Float64Array;
  /** 1 where those days are certain enough to order by. */
  orders: Uint8Array;
  /** The last day on which it can still hold; Infinity where no end is given. */
  ends: Float64Array;
  /** The first day on which it can have been known. */
  known: Float64Array;
  /** 1 where others call it off. */
  off: Uint8Array;
  /** The last day on which it can have been so, and the first on which that can have been known; Infinity where it is not, or no date is given. */
  offFrom: Float64Array;
  offKnown: Float64Array;
  /** 1 where it follows other claims. */
  follows: Uint8Array;
};

/** The fiscal year of a claim: that of its parties, where they do not disagree. */
function calendarOf(claim: FlowClaim, ends: Record<string, number>): number | undefined {
  const from = ends[keyOf(claim.dataset, claim.from)];
  const to = ends[keyOf(claim.dataset, claim.to)];
  return from !== undefined && to !== undefined && from !== to ? undefined : (from ?? to);
}

type Dates = { when: Interval | undefined; end: Interval | undefined; known: Interval | undefined };

export function factsOf(claims: readonly FlowClaim[], fiscalYearEnds: Record<string, number>): Facts {
  const size = claims.length;
  const facts: Facts = {
    modality: new Uint8Array(size),
    status: new Uint8Array(size),
    basis: new Uint8Array(size),
    sum: new Float64Array(size),
    currency: new Uint16Array(size),
    currencies: [null],
    from: new Float64Array(size),
    to: new Float64Array(size),
    orders: new Uint8Array(size),
    ends: new Float64Array(size),
    known: new Float64Array(size),
    off: new Uint8Array(size),
    offFrom: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    offKnown: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    follows: new Uint8Array(size),
  };
  const currencies = new Map<string | null, number>([[null, 0]]);
  const fiscal = Object.keys(fiscalYearEnds).length > 0;
  // Sources give the same few dates again and again, and reading one costs more than all else here.
  const read = new Map<string, Dates>();
  for (const [at, claim] of claims.entries()) {
    facts.modality[at] = MODALITIES.indexOf(claim.modality);
    facts.status[at] = claim.status === undefined ? NO_STATUS : STATUSES.indexOf(claim.status);
    facts.basis[at] = BASES.indexOf(claim.basis);
    facts.sum[at] = lumpSum(claim) ?? Number.NaN;
    const currency = claim.currency ?? null;
    const number = currencies.get(currency) ?? facts.currencies.push(currency) - 1;
    currencies.set(currency, number);
    facts.currency[at] = number;
    const calendar = fiscal ? calendarOf(claim, fiscalYearEnds) : undefined;
    const text = `${claim.start ?? ''} ${claim.end ?? ''} ${claim.knownOn ?? ''} ${calendar ?? ''}`;
    const dates: Dates = read.get(text) ?? {
      when: holds(claim, calendar),
      end: claim.end === undefined ? undefined : intervalOf(claim.end, calendar),
      known: claim.knownOn === undefined ? undefined : intervalOf(claim.knownOn, calendar),
    };
    read.set(text, dates);
    facts.from[at] = dates.when?.from ?? Number.NaN;
    facts.to[at] = dates.when?.to ?? Number.NaN;
    facts.orders[at] = dates.when?.orders ? 1 : 0;
    facts.ends[at] = dates.end?.to ?? Number.POSITIVE_INFINITY;
    facts.known[at] = dates.known?.from ?? Number.NaN;
    if (claim.calledOffBy) {
      const { calledOffOn: on, calledOffKnownOn: known } = claim;
      facts.off[at] = 1;
      if (on !== undefined) facts.offFrom[at] = intervalOf(on)?.to ?? Number.POSITIVE_INFINITY;
      if (known !== undefined) facts.offKnown[at] = intervalOf(known)?.from ?? Number.POSITIVE_INFINITY;
    }
    facts.follows[at] = claim.follows && claim.follows.length > 0 ? 1 : 0;
  }
  return facts;
}
