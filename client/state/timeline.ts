import { type Interval, intervalOf } from '../../server/core/model/dates.ts';
import { type Clock, daysOf, endOf, type Subject } from '../../server/core/model/filter.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { entityAt, fromKey, type Graph, toKey } from './graph.ts';
import { type Loop, passes } from './loops.ts';
import type { LoopFilters } from './view.ts';

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

/** From which day a loop is there, which is its last, and on which it ends. Undefined where a leg has no date. */
export type Life = { readonly opens: number; readonly last: number; readonly ends: number };

/** A leg is there with the first of its claims, and over with the last. `left` says which claims count. */
export function lifeOf(
  graph: Graph,
  loop: Loop,
  by: Clock,
  left: (claim: StoredClaim) => boolean = () => true,
): Life | undefined {
  const legs = loop.legs.map(({ claim, alternatives }) =>
    [claim, ...alternatives].filter(left).flatMap((of) => {
      const subject = subjectIn(graph, of);
      const days = daysOf(subject, by);
      return days ? [{ from: days.from, ...endOf(subject, by) }] : [];
    }),
  );
  let life: Life = {
    opens: Number.NEGATIVE_INFINITY,
    last: Number.POSITIVE_INFINITY,
    ends: Number.POSITIVE_INFINITY,
  };
  for (const claims of legs) {
    const [latest] = [...claims].sort((a, b) => b.last - a.last || 0);
    if (!latest) return undefined;
    const opens = Math.max(life.opens, Math.min(...claims.map(({ from }) => from)));
    life = latest.last < life.last ? { opens, last: latest.last, ends: latest.day } : { ...life, opens };
  }
  return life;
}

/** Loops with what time says of them. */
export type Dated = { readonly loop: Loop; readonly life: Life | undefined };

/** The loops that the list's own filters leave, with their lives. */
export const livesOf = (
  { graph, loops }: { graph: Graph; loops: readonly Loop[] },
  filters: LoopFilters,
  by: Clock,
  left: (claim: StoredClaim) => boolean,
): Dated[] =>
  loops
    .filter(
      (loop) =>
        passes(graph, loop, filters) &&
        loop.legs.every(({ claim, alternatives }) => [claim, ...alternatives].some(left)),
    )
    .map((loop) => ({ loop, life: lifeOf(graph, loop, by, left) }));

/** Which loops are there at some time of a span, and which of them came to be or ended in it. */
export function changesIn(dated: readonly Dated[], { from, to }: Pick<Interval, 'from' | 'to'>) {
  const alive = dated.flatMap(({ loop, life }) =>
    life && life.opens <= life.last ? [{ loop, ...life }] : [],
  );
  const loopsOf = (of: readonly { loop: Loop }[]) => of.map(({ loop }) => loop);
  return {
    open: loopsOf(alive.filter(({ opens, last }) => opens <= to && last >= from)),
    opened: loopsOf(alive.filter(({ opens }) => opens >= from && opens <= to)),
    closed: loopsOf(alive.filter(({ ends }) => ends >= from && ends <= to)),
    undated: loopsOf(dated.filter(({ life }) => !life)),
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
