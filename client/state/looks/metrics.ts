import { intervalOf } from '../../../server/core/model/dates.ts';
import type { Metric } from '../../../server/core/model/entity.ts';
import { keyOf } from '../../../server/core/model/ids.ts';
import { MODALITIES } from '../../../server/core/model/registry.ts';
import type { StoredClaim } from '../../../server/core/model/stored.ts';
import { claimKey, type Graph, toKey } from '../graph.ts';

/** A metric with the claim that says what it measures. */
export type Observation = {
  readonly metric: Metric;
  readonly claim: StoredClaim;
  /** Key of the entity that is measured. */
  readonly of: string;
};

/** How long a period is, as it is stated. Figures of unlike periods are never one series, nor are those of a fiscal calendar and the other. */
export const SPANS = [
  'none',
  'day',
  'month',
  'quarter',
  'half',
  'year',
  'fiscalQuarter',
  'fiscalHalf',
  'fiscalYear',
  'other',
] as const;
export type Span = (typeof SPANS)[number];

const PERIOD = /^(FY)?(\d{4})(?:-(?:Q(\d)|H(\d)|(\d{2})(?:-\d{2})?))?$/;
export type Period = {
  readonly span: Span;
  /** Where it stands among periods of its span: one that follows another at once has the next number. Days are days. */
  readonly slot: number;
};
export function periodOf(period: string | undefined): Period {
  const [all, fiscal, y = '', quarter, half, month] = PERIOD.exec(period ?? '') ?? [];
  const year = Number(y);
  if (period === undefined) return { span: 'none', slot: 0 };
  if (all === undefined) return { span: 'other', slot: intervalOf(period)?.to ?? 0 };
  if (quarter) return { span: fiscal ? 'fiscalQuarter' : 'quarter', slot: year * 4 + Number(quarter) - 1 };
  if (half) return { span: fiscal ? 'fiscalHalf' : 'half', slot: year * 2 + Number(half) - 1 };
  if (!month) return { span: fiscal ? 'fiscalYear' : 'year', slot: year };
  return all.length === 7
    ? { span: 'month', slot: year * 12 + Number(month) - 1 }
    : { span: 'day', slot: intervalOf(period)?.from ?? 0 };
}

const part = (text: string | undefined): string =>
  (text ?? '').replace(/[%;\n]/g, (sign) => encodeURIComponent(sign));

/** What observations must share to be compared with one another: what is observed, how it is read, in what, and over how long. */
export const seriesOf = (metric: Metric): string =>
  [
    ...[metric.measure, metric.form, metric.unit, metric.currency, metric.per, metric.baseline].map(part),
    periodOf(metric.period).span,
  ].join(';');

/** The number that a metric is drawn by: what is stated, or else its lower bound, which is then marked as one. */
export function drawnValue({ value, valueMin }: Metric): { value: number; atLeast?: true } | undefined {
  if (value !== undefined) return { value };
  return valueMin === undefined ? undefined : { value: valueMin, atLeast: true };
}

const known = new WeakMap<Graph, readonly Observation[]>();
/** What is measured of what, as far as it is loaded, in the order of claims: worked out once for each state of the data. */
export function observationsIn(graph: Graph): readonly Observation[] {
  const before = known.get(graph);
  if (before) return before;
  const found = [...graph.claims.values()]
    .filter(({ type, dataset }) => type === 'MEASURES' && graph.scope.includes(dataset))
    .flatMap((claim): Observation[] => {
      const metric = graph.entities.get(keyOf(claim.dataset, claim.from));
      return metric?.kind === 'Metric' ? [{ metric, claim, of: toKey(graph, claim) }] : [];
    })
    .sort((a, b) => (claimKey(a.claim) < claimKey(b.claim) ? -1 : 1));
  known.set(graph, found);
  return found;
}

/** Of several observations of one thing the last period counts, of one period the surest, and of those the first by id. */
export function latest(of: readonly Observation[]): Observation | undefined {
  return [...of].sort(
    (a, b) =>
      periodOf(b.metric.period).slot - periodOf(a.metric.period).slot ||
      MODALITIES.indexOf(a.claim.modality) - MODALITIES.indexOf(b.claim.modality) ||
      (claimKey(a.claim) < claimKey(b.claim) ? -1 : 1),
  )[0];
}
