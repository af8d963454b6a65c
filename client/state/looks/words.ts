import type { Metric } from '../../../server/core/model/entity.ts';
import { count, fine, type Lang, metricValue, money, shortMoney } from '../format.ts';
import { type Gauge, partsOf } from './gauges.ts';
import type { Level, Levels } from './levels.ts';
import type { Observation } from './metrics.ts';

/** A value of a gauge as people read it. A value of a metric reads like the metric it is of. */
export function valueText(gauge: Gauge, value: number, lang: Lang, like?: Metric): string {
  const parts = partsOf(gauge);
  switch (parts.of) {
    case 'degree':
      return count(value, lang);
    case 'pagerank':
    case 'betweenness':
      return fine(value);
    case 'community':
      return `#${value}`;
    case 'in':
    case 'out':
      return money(value, parts.currency || undefined, lang);
    case 'metric': {
      const { form = 'count', unit, currency, per } = like ?? {};
      return metricValue({ form, unit, currency, per, value }, lang) ?? String(value);
    }
  }
}

/** A level as people read it: as it is stated where it is stated, and with a sign where it is a lower bound. */
export function levelText(gauge: Gauge, level: Level, lang: Lang): string {
  const stated = level.from && metricValue(level.from.metric, lang);
  return stated ?? bounded(level, valueText(gauge, level.value, lang));
}
const bounded = ({ atLeast }: Level, text: string): string => (atLeast ? `≥ ${text}` : text);

/** The same where there is little room: `≥ $2.3bn`. */
export function levelLabel(gauge: Gauge, level: Level, lang: Lang): string {
  const parts = partsOf(gauge);
  return parts.of === 'in' || parts.of === 'out'
    ? bounded(level, shortMoney(level.value, parts.currency || undefined, lang))
    : levelText(gauge, level, lang);
}

/** An observation among some levels: by its metric the values of all of them are written. */
export const likeOf = (levels: Levels): Observation | undefined => [...levels.values()][0]?.from;
