import { type Interval, intervalOf } from '../../server/core/model/dates.ts';
import { type Clock, daysOf, endOf, type Subject } from '../../server/core/model/filter.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { type Filtered, sieve, type Time, withFacets, withTime } from './filters.ts';
import { claimsAmong, entityAt, fromKey, type Graph, toKey } from './graph.ts';
import { type Loop, type LoopLeg, passes } from './loops.ts';
import type { LoopFilters, View } from './view.ts';

const DAY = 86_400_000;
/** A day, counted from 1970, as `2023-09-25`. */
export const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
/** The days of a date or an interval of them; undefined where it is none. */
export const spanOf = (text: string | undefined): Interval | undefined =>
  text === undefined ? undefined : intervalOf(text);

export const UNITS = ['month', 'quarter', 'year'] as const;
export type Unit = (typeof UNITS)[number];
const MONTHS: Record<Unit, number> = { month: 1, quarter: 3, year: 12 };
/** So many bars can be told apart. */
const MOST = 48;

/** One bar: its days, and the claims of it, before and after the other filters. */
export type Bar = {
  readonly from: number;
  readonly to: number;
  /** `2024-03`, `2024-Q1` or `2024`: a date by itself. */
  readonly name: string;
  /** Claims that are dated within it. */
  readonly sure: number;
  /** Of claims dated only to a longer time, the share that falls here. */
  readonly spread: number;
};
export type Histogram = {
  readonly unit: Unit;
  readonly bars: readonly Bar[];
  readonly undated: number;
};

const subjectIn = (graph: Graph, claim: StoredClaim): Subject => ({
  claim,
  from: entityAt(graph, fromKey(graph, claim)),
  to: entityAt(graph, toKey(graph, claim)),
});

/**
 * When a claim is put on the axis: the days in which it became known, or began; where only its end is given, that. An open side counts
 * by the other one. Undefined where it has no date.
 */
export function dateOf(subject: Subject, by: Clock): { from: number; to: number } | undefined {
  const { start, end } = subject.claim;
  const days =
    by === 'known'
      ? daysOf(subject, by)
      : (daysOf({ ...subject, claim: { ...subject.claim, end: undefined } }, by) ??
        (start === undefined && end !== undefined ? daysOf(subject, by) : undefined));
  if (!days) return undefined;
  const from = Number.isFinite(days.from) ? days.from : days.to;
  const to = Number.isFinite(days.to) ? days.to : days.from;
  return Number.isFinite(from) ? { from, to } : undefined;
}

const monthOf = (day: number): number => {
  const date = new Date(day * DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};
const dayOfMonth = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
const nameOf = (month: number, unit: Unit): string => {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  if (unit === 'year') return year;
  return unit === 'quarter'
    ? `${year}-Q${Math.floor((month % 12) / 3) + 1}`
    : `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
};

/** Claims by interval. One that is dated to longer than a bar is spread over those that it can be in: together it counts one. */
export function histogramOf(graph: Graph, claims: readonly StoredClaim[], by: Clock): Histogram {
  const dates = claims.map((claim) => dateOf(subjectIn(graph, claim), by));
  const dated = dates.filter((date) => date !== undefined);
  const undated = dates.length - dated.length;
  if (dated.length === 0) return { unit: 'month', bars: [], undated };
  const first = monthOf(Math.min(...dated.map(({ from }) => from)));
  const last = monthOf(Math.max(...dated.map(({ to }) => to)));
  const unit = UNITS.find((of) => (last - first + 1) / MONTHS[of] <= MOST) ?? 'year';
  const step = MONTHS[unit];
  const start = first - (first % step);
  const bars = Array.from({ length: Math.floor((last - start) / step) + 1 }, (_, at) => ({
    from: dayOfMonth(start + at * step),
    to: dayOfMonth(start + (at + 1) * step) - 1,
    name: nameOf(start + at * step, unit),
    sure: 0,
    spread: 0,
  }));
  for (const { from, to } of dated) {
    const [a, b] = [from, to].map((day) => Math.floor((monthOf(day) - start) / step));
    if (a === undefined || b === undefined) continue;
    for (let at = a; at <= b; at++) {
      const bar = bars[at];
      if (!bar) continue;
      if (a === b) bar.sure += 1;
      else bar.spread += (Math.min(to, bar.to) - Math.max(from, bar.from) + 1) / (to - from + 1);
    }
  }
  return { unit, bars, undated };
}

/** The view at all times and with what is undated, everything else filtered as it is. */
export const timeless = <V extends Filtered>(view: V): V =>
  withFacets(
    withTime(view, { asOf: undefined, during: undefined }),
    ['known:undated', 'holding:undated'],
    false,
  );

/** The bars of a view: what is on the canvas and passes all filters but time. */
export function histogramIn(graph: Graph, view: View): Histogram {
  const passes = sieve(graph, timeless(view));
  const claims = claimsAmong(graph, new Set(Object.keys(view.placed))).filter(passes);
  return histogramOf(graph, claims, view.time.by);
}

/** The days that loops are told about: those of the window; of a date, from its bar's first day on; else all. */
export function spanIn(bars: readonly Bar[], { asOf, during }: Time): Pick<Interval, 'from' | 'to'> {
  const window = spanOf(during);
  const day = spanOf(asOf);
  if (day)
    return {
      from: bars.find(({ from, to }) => from <= day.to && to >= day.to)?.from ?? day.from,
      to: day.to,
    };
  return window ?? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
}

/** A time without a gap in which a loop is there: from which day, which is its last, and on which it ends. */
export type Spell = { readonly from: number; readonly last: number; readonly ends: number };

/** The same days, with no two spells that touch. */
function joined(spells: readonly Spell[]): Spell[] {
  const found: Spell[] = [];
  for (const spell of [...spells].sort((a, b) => a.from - b.from)) {
    const before = found.at(-1);
    if (!before || spell.from > before.last + 1) found.push(spell);
    else if (spell.last > before.last)
      found.splice(-1, 1, { from: before.from, last: spell.last, ends: spell.ends });
  }
  return found;
}
const both = (a: Spell, b: Spell): Spell[] => {
  const from = Math.max(a.from, b.from);
  const { last, ends } = a.last <= b.last ? a : b;
  return from <= last ? [{ from, last, ends }] : [];
};

/** When one of some claims that stand for each other is there; empty where none of them has a date. */
const datesOf = (graph: Graph, claims: readonly StoredClaim[], by: Clock): Spell[] =>
  claims.flatMap((claim): Spell[] => {
    const subject = subjectIn(graph, claim);
    const days = daysOf(subject, by);
    const { day, last } = endOf(subject, by);
    return days ? [{ from: days.from, last, ends: day }] : [];
  });

/** What has to be there for a leg to be, each by one of some claims: the leg, and of what is rolled up every step from the part to the whole. */
function restingOn(graph: Graph, { claim, alternatives, rolledUp }: LoopLeg): StoredClaim[][] {
  const steps = rolledUp.flatMap(({ partOf }) => {
    const claims = partOf.map((step) => step.claim);
    // Several may say the same of one part.
    const parts = new Set(claims.map((of) => fromKey(graph, of)));
    return [...parts].map((part) => claims.filter((of) => fromKey(graph, of) === part));
  });
  return [[claim, ...alternatives], ...steps];
}

/**
 * When a loop is there: while each of its legs is, by any of its claims, and what is taken for a whole is part of it. Undefined where a
 * date is missing. The same as asking as of each day.
 */
export function spellsOf(graph: Graph, loop: Loop, by: Clock): Spell[] | undefined {
  const needed = loop.legs
    .flatMap((leg) => restingOn(graph, leg))
    .map((claims) => datesOf(graph, claims, by));
  if (needed.some((spells) => spells.length === 0)) return undefined;
  const [first = [], ...others] = needed.map((spells) =>
    joined(spells.filter(({ from, last }) => from <= last)),
  );
  return others.reduce((left, leg) => left.flatMap((a) => leg.flatMap((b) => both(a, b))), first);
}

/** Loops with what time says of them. */
export type Dated = { readonly loop: Loop; readonly spells: readonly Spell[] | undefined };

/** The loops that the list's own filters leave, with their times. */
export const datedLoops = (
  { graph, loops }: { graph: Graph; loops: readonly Loop[] },
  filters: LoopFilters,
  by: Clock,
): Dated[] =>
  loops
    .filter((loop) => passes(graph, loop, filters))
    .map((loop) => ({ loop, spells: spellsOf(graph, loop, by) }));

/** Which loops are there at some time of a span, and which of them came to be or ended in it. */
export function changesIn(dated: readonly Dated[], { from, to }: Pick<Interval, 'from' | 'to'>) {
  const where = (holds: (spell: Spell) => boolean) =>
    dated.filter(({ spells }) => spells?.some(holds)).map(({ loop }) => loop);
  return {
    open: where((spell) => spell.from <= to && spell.last >= from),
    opened: where((spell) => spell.from >= from && spell.from <= to),
    closed: where(({ ends }) => Number.isFinite(ends) && ends >= from && ends <= to),
    undated: dated.filter(({ spells }) => !spells).map(({ loop }) => loop),
  };
}

/** Which bars a date or a window touches. */
export function barsIn(bars: readonly Bar[], span: Pick<Interval, 'from' | 'to'> | undefined): boolean[] {
  return bars.map((bar) => span === undefined || (bar.from <= span.to && bar.to >= span.from));
}

/** The window of bars from one to another, whichever comes first. */
export function windowOf(bars: readonly Bar[], a: number, b: number): string | undefined {
  const [first, last] = [bars[Math.min(a, b)], bars[Math.max(a, b)]];
  return first && last ? `${dayText(first.from)}/${dayText(last.to)}` : undefined;
}

/** The end of the bar after the one that a date is in; undefined after the last. */
export function stepAfter(bars: readonly Bar[], asOf: string | undefined): string | undefined {
  const now = spanOf(asOf)?.to ?? Number.NEGATIVE_INFINITY;
  const next = bars.find(({ to }) => to > now);
  return next && dayText(next.to);
}
export function stepBefore(bars: readonly Bar[], asOf: string | undefined): string | undefined {
  const now = spanOf(asOf)?.to ?? Number.POSITIVE_INFINITY;
  const before = bars.findLast(({ to }) => to < now);
  return before && dayText(before.to);
}
