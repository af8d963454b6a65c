import { z } from 'zod';
import { WORDS } from './why.ts';

/**
 * Dates as sources give them: `2023`, `2023-06`, `2023-06-15`, `2023-Q2`, `2023-H1`, `FY2023`, `FY2023-Q2`, `FY2023-H1`,
 * and the intervals `a/b`, `../b`, `a/..`. Everything is compared by the interval of days that it stands for.
 */
export type Interval = {
  /** First day, counted from 1970-01-01; -Infinity where the start is open. */
  from: number;
  /** Last day, inclusive; Infinity where the end is open. */
  to: number;
  /** False where the days are not certain enough to put things in order: a quarter that may be calendar or fiscal. */
  orders: boolean;
};

const DAY = 86_400_000;
const PART = /^(FY)?(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?$/;

const dayOf = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / DAY;

function months(year: number, firstMonth: number, count: number, orders: boolean): Interval {
  // Month numbers past December run into the next year: Date.UTC carries them.
  return { from: dayOf(year, firstMonth, 1), to: dayOf(year, firstMonth + count, 1) - 1, orders };
}

function parsePart(text: string, fiscalYearEnd: number | undefined): Interval | undefined {
  const match = PART.exec(text);
  if (!match) return undefined;
  const [, fiscal, y, quarter, half, m, d] = match;
  const year = Number(y);
  if (fiscal) {
    if (m) return undefined;
    // Named by the calendar year it ends in. Without the party's calendar it may begin anywhere in two years.
    if (fiscalYearEnd === undefined) return { ...months(year - 1, 1, 24, false) };
    const first = fiscalYearEnd === 12 ? 1 : fiscalYearEnd + 1 - 12;
    if (quarter) return months(year, first + 3 * (Number(quarter) - 1), 3, true);
    if (half) return months(year, first + 6 * (Number(half) - 1), 6, true);
    return months(year, first, 12, true);
  }
  if (quarter) return months(year, 3 * Number(quarter) - 2, 3, false);
  if (half) return months(year, 6 * Number(half) - 5, 6, true);
  if (!m) return months(year, 1, 12, true);
  const month = Number(m);
  if (month < 1 || month > 12) return undefined;
  if (!d) return months(year, month, 1, true);
  const day = dayOf(year, month, Number(d));
  return new Date(day * DAY).getUTCDate() === Number(d) ? { from: day, to: day, orders: true } : undefined;
}

/**
 * The interval that a date stands for, or undefined where it is not a date (a month 13, a 30 February, an end before
 * its start).
 * @param fiscalYearEnd month (1–12) in which the party's fiscal year ends, for `FY…`
 */
export function intervalOf(text: string, fiscalYearEnd?: number): Interval | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return parsePart(text, fiscalYearEnd);
  const [a, b] = [text.slice(0, slash), text.slice(slash + 1)];
  if (a === '..' && b === '..') return undefined;
  const from = a === '..' ? { from: -Infinity, to: Infinity, orders: true } : parsePart(a, fiscalYearEnd);
  const to = b === '..' ? { from: -Infinity, to: Infinity, orders: true } : parsePart(b, fiscalYearEnd);
  if (!from || !to || from.from > to.to) return undefined;
  return { from: from.from, to: to.to, orders: from.orders && to.orders };
}

/** When a claim holds, from its `start` and `end`; undefined where the source gives neither. */
export function holds(
  claim: { start?: string | undefined; end?: string | undefined },
  fiscalYearEnd?: number,
): Interval | undefined {
  const start = claim.start === undefined ? undefined : intervalOf(claim.start, fiscalYearEnd);
  const end = claim.end === undefined ? undefined : intervalOf(claim.end, fiscalYearEnd);
  if (!start && !end) return undefined;
  return {
    from: start ? start.from : -Infinity,
    to: end ? end.to : (start?.to ?? Infinity),
    orders: (start?.orders ?? true) && (end?.orders ?? true),
  };
}

export const When = z
  .string()
  .max(40)
  .refine((text) => intervalOf(text) !== undefined, {
    message: WORDS['value.when'],
    params: { code: 'value' },
  });
/** One day, as written on a document or a log. */
export const Day = z.iso.date();
