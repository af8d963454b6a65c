import type { Modality } from '../../../server/core/model/registry.ts';
import { claimKey } from '../graph.ts';
import { type Observation, type Period, periodOf, type Span, seriesOf } from './metrics.ts';

/** A figure in a chart: what is stated of one entity for one period, with its bounds where it has no more than those. */
export type Mark = {
  readonly observation: Observation;
  /** Which of the chart's entities, and which of its slots. */
  readonly entity: number;
  readonly slot: number;
  readonly value: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** A reported figure; otherwise somebody's estimate, forecast or opinion. */
  readonly reported: boolean;
};
/** Two marks of one entity in neighbouring slots, each the only statement there. */
export type Join = { readonly from: Mark; readonly to: Mark };
/** One series: figures of one measure, read the same way, in the same unit, over periods of one length. */
export type Chart = {
  readonly series: string;
  readonly span: Span;
  /** Keys of the entities, in the order asked for. */
  readonly entities: readonly string[];
  /** Every period between the first and the last; undefined where nothing is stated for any of them. */
  readonly slots: readonly { readonly period: string | undefined; readonly empty: boolean }[];
  readonly marks: readonly Mark[];
  readonly joins: readonly Join[];
  readonly low: number;
  readonly high: number;
};

/** With fewer figures there is nothing to compare. */
const LEAST = 2;
/** More slots than this are not spelt out one by one. */
const MOST_SLOTS = 60;
const REPORTED: readonly Modality[] = ['fact'];

/** How many periods of a length lie in a year, and how one of them is written. */
const WRITTEN: { readonly [span in Span]?: (slot: number) => string } = {
  month: (slot) => `${Math.floor(slot / 12)}-${String((slot % 12) + 1).padStart(2, '0')}`,
  quarter: (slot) => `${Math.floor(slot / 4)}-Q${(slot % 4) + 1}`,
  half: (slot) => `${Math.floor(slot / 2)}-H${(slot % 2) + 1}`,
  year: String,
  fiscalQuarter: (slot) => `FY${Math.floor(slot / 4)}-Q${(slot % 4) + 1}`,
  fiscalHalf: (slot) => `FY${Math.floor(slot / 2)}-H${(slot % 2) + 1}`,
  fiscalYear: (slot) => `FY${slot}`,
};

const bounded = ({ metric: { value, valueMin, valueMax } }: Observation): boolean =>
  (value ?? valueMin ?? valueMax) !== undefined;

/** The charts of some entities: one for each series in which at least two figures are stated of them. */
export function chartsOf(observations: readonly Observation[], keys: readonly string[]): Chart[] {
  const by = new Map<string, Observation[]>();
  for (const one of observations) {
    if (!bounded(one) || !keys.includes(one.of)) continue;
    const series = seriesOf(one.metric);
    by.set(series, [...(by.get(series) ?? []), one]);
  }
  return [...by]
    .filter(([, all]) => all.length >= LEAST)
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(([series, all]) => chartOf(series, all, keys));
}

function chartOf(series: string, all: readonly Observation[], keys: readonly string[]): Chart {
  const entities = keys.filter((key) => all.some(({ of }) => of === key));
  const periods = all.map(({ metric }) => periodOf(metric.period));
  const span = periods[0]?.span ?? 'none';
  const slots = slotsOf(all, periods, span);
  const places = new Map(slots.map(({ number }, at) => [number, at]));
  const marks = all
    .map((observation): Mark => {
      const { metric, claim, of } = observation;
      return {
        observation,
        entity: entities.indexOf(of),
        slot: places.get(numberOf(metric.period, span)) ?? 0,
        value: metric.value,
        min: metric.valueMin,
        max: metric.valueMax,
        reported: REPORTED.includes(claim.modality),
      };
    })
    .sort(
      (a, b) =>
        a.entity - b.entity ||
        a.slot - b.slot ||
        (claimKey(a.observation.claim) < claimKey(b.observation.claim) ? -1 : 1),
    );
  const figures = marks.flatMap(({ value, min, max }) => [value, min, max].flatMap((one) => one ?? []));
  return {
    series,
    span,
    entities,
    slots: slots.map(({ period }) => ({
      period,
      empty: !all.some(({ metric }) => metric.period === period),
    })),
    marks,
    joins: WRITTEN[span] ? joinsOf(marks) : [],
    low: Math.min(0, ...figures),
    high: Math.max(0, ...figures),
  };
}

/** Periods that have no fixed length stand by their own name. */
const numberOf = (period: string | undefined, span: Span): number | string =>
  span === 'other' ? (period ?? '') : periodOf(period).slot;

function slotsOf(all: readonly Observation[], periods: readonly Period[], span: Span) {
  const stated = all.map(({ metric: { period } }) => ({
    number: numberOf(period, span),
    period,
    order: periodOf(period).slot,
  }));
  const own = [...new Map(stated.map((one) => [one.number, one])).values()].sort(
    (a, b) => a.order - b.order || (String(a.period) < String(b.period) ? -1 : 1),
  );
  const write = WRITTEN[span];
  const [first, last] = [
    Math.min(...periods.map(({ slot }) => slot)),
    Math.max(...periods.map(({ slot }) => slot)),
  ];
  if (!write || last - first >= MOST_SLOTS) return own;
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    number: first + at,
    period: write(first + at),
  }));
}

/** Only what follows at once is joined: over a gap, and where statements differ, nobody knows the way. */
function joinsOf(marks: readonly Mark[]): Join[] {
  const at = (entity: number, slot: number) =>
    marks.filter((mark) => mark.entity === entity && mark.slot === slot);
  return marks.flatMap((to): Join[] => {
    const [before, here] = [at(to.entity, to.slot - 1), at(to.entity, to.slot)];
    const [from] = before;
    // Where not every slot is spelt out, one that stands beside another need not follow it.
    const follows =
      from &&
      periodOf(to.observation.metric.period).slot - periodOf(from.observation.metric.period).slot === 1;
    return follows &&
      before.length === 1 &&
      here.length === 1 &&
      from.value !== undefined &&
      to.value !== undefined
      ? [{ from, to }]
      : [];
  });
}
