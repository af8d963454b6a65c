import { Palette, Ruler, X } from 'lucide-react';
import type { Translate } from '../locales/index.ts';
import type { Lang } from '../state/format.ts';
import { baselineText } from '../state/format.ts';
import { type Gauge, isNetwork, type Looks, partsOf, type SizeGauge } from '../state/looks/gauges.ts';
import { type Observation, periodOf } from '../state/looks/metrics.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { measureText, unitText } from '../state/units.ts';
import { type Context, change, command, say } from './context.ts';

/** What a series of metrics is called: "revenue, growth in percent against the previous quarter, by quarter". */
export function seriesText({ metric }: Pick<Observation, 'metric'>, t: Translate, lang: Lang): string {
  const { span } = periodOf(metric.period);
  return [
    measureText(metric.measure, lang),
    t(`form.${metric.form}`),
    metric.currency ?? (metric.unit === undefined ? t('several.noCurrency') : unitText(metric.unit, lang)),
    metric.per === undefined ? '' : t('gauge.per', { per: unitText(metric.per, lang) }),
    metric.baseline === undefined
      ? ''
      : t('entity.against', { baseline: baselineText(metric.baseline, lang) }),
    t(`span.${span}`),
  ]
    .filter(Boolean)
    .join(t('list.comma'));
}

type Words = { readonly t: Translate; readonly lang: Lang };
/** What a gauge is called; a series of metrics by one of them. */
export function gaugeText(gauge: Gauge, { t, lang }: Words, like?: Observation): string {
  const parts = partsOf(gauge);
  switch (parts.of) {
    case 'in':
    case 'out':
      return t(`gauge.${parts.of}`, { currency: parts.currency || t('several.noCurrency') });
    case 'metric':
      return like ? seriesText(like, t, lang) : (parts.series.split(';')[0] ?? '');
    default:
      return t(`gauge.${parts.of}`);
  }
}

const wear = (
  context: Context,
  did: 'size' | 'colour',
  gauge: Gauge | undefined,
  looks: (now: Looks) => Looks,
) => {
  const { t, store } = context;
  const { lang } = store.getState().prefs;
  const subject = gauge === undefined ? t('gauge.kind') : gaugeText(gauge, { t, lang });
  change(context, { command: did, subject }, (view) => ({ ...view, looks: looks(view.looks) }));
  say(context, t(`said.${did}`, { subject }));
};

const isDressed = (state: AppState): boolean => {
  const { size, colour } = viewIn(state).looks;
  return size !== undefined || colour !== undefined;
};
export const lookCommands = {
  /** Opens where size and colour are chosen. */
  appearance: command({
    group: 'legend',
    label: 'command.appearance',
    icon: Palette,
    run: ({ store }) =>
      store.setState(({ prefs }) => ({
        tab: 'legend',
        sheet: 'legend',
        sheetOpen: true,
        prefs: { ...prefs, leftOpen: true },
      })),
  }),
  /** Undefined: all of one size. */
  sizeBy: command<SizeGauge | undefined>({
    group: 'legend',
    label: 'command.sizeBy',
    icon: Ruler,
    run: (context, gauge) =>
      wear(context, 'size', gauge, ({ size: _, ...rest }) => (gauge ? { ...rest, size: gauge } : rest)),
  }),
  /** Undefined: by kind. */
  colourBy: command<Gauge | undefined>({
    group: 'legend',
    label: 'command.colourBy',
    icon: Palette,
    run: (context, gauge) =>
      wear(context, 'colour', gauge, ({ colour: _, ...rest }) => (gauge ? { ...rest, colour: gauge } : rest)),
  }),
  looksClear: command({
    group: 'legend',
    label: 'command.looksClear',
    icon: X,
    enabled: isDressed,
    run: (context) => {
      change(context, { command: 'looksClear' }, (view) => ({ ...view, looks: {} }));
      say(context, context.t('said.looksClear'));
    },
  }),
  /** Gives up what is being worked out: what was chosen by it is not chosen any more. */
  gaugeCancel: command({
    group: 'legend',
    label: 'command.gaugeCancel',
    icon: X,
    enabled: ({ gauging }) => gauging !== undefined,
    run: (context) => {
      change(context, { command: 'looksClear' }, (view) => ({
        ...view,
        looks: Object.fromEntries(Object.entries(view.looks).filter(([, gauge]) => !isNetwork(gauge))),
      }));
      say(context, context.t('said.stopped'));
    },
  }),
};
