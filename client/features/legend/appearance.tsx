import './looks.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { learnt } from '../../commands/gauging.ts';
import { gaugeText } from '../../commands/looks.ts';
import { useText } from '../../locales/index.ts';
import { type Gauge, NETWORK_GAUGES, partsOf, SizeGauge } from '../../state/looks/gauges.ts';
import { gaugesFor } from '../../state/looks/levels.ts';
import { type Observation, seriesOf } from '../../state/looks/metrics.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { Scales } from './scales.tsx';

type Choice = { readonly gauge: Gauge; readonly text: string };

/** Everything that entities can be sized or coloured by, in groups. */
function useChoices(): { readonly title: string; readonly choices: readonly Choice[] }[] {
  const t = useText();
  const lang = useLang();
  const view = useView();
  const graph = useAppState((state) => state.graph);
  const { placed, filters, time } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the view these are what it is made from
  const found = useMemo(() => gaugesFor(graph, view), [graph, placed, filters, time]);
  const named = (gauge: Gauge, like?: Observation): Choice => ({
    gauge,
    text: gaugeText(gauge, { t, lang }, like),
  });
  return [
    {
      title: t('gauge.network'),
      choices: (['degree', ...NETWORK_GAUGES] as const).map((gauge) => named(gauge)),
    },
    { title: t('gauge.money'), choices: found.flows.map((gauge) => named(gauge)) },
    {
      title: t('gauge.metrics'),
      choices: found.series.flatMap((series) => {
        const [first] = series;
        return first ? [named(`metric:${seriesOf(first.metric)}`, first)] : [];
      }),
    },
  ];
}

/** Where size and colour of entities are chosen, and what they then say. */
export function Appearance() {
  const { dispatch, queries, context } = useApp();
  const t = useText();
  const lang = useLang();
  const { looks, datasets } = useView();
  const groups = useChoices();
  const { data } = useQuery(queries.metrics(datasets));
  useEffect(() => {
    if (data) context.store.setState((state) => learnt(state, data.metrics));
  }, [data, context]);
  const chosen = [looks.size, looks.colour].flatMap((gauge) => gauge ?? []);
  const field = (name: 'size' | 'colour') => {
    const choices = groups.map(({ title, choices: all }) => ({
      title,
      all: name === 'size' ? all.filter(({ gauge }) => gauge !== 'community') : all,
    }));
    const now = looks[name];
    const there = choices.some(({ all }) => all.some(({ gauge }) => gauge === now));
    return (
      <label className="constraint">
        <span>{t(`gauge.${name}`)}</span>
        <select
          value={now ?? ''}
          data-testid={`looks-${name}`}
          onChange={({ target }) => {
            const size = SizeGauge.safeParse(target.value);
            const any = groups.flatMap(({ choices: all }) => all).find(({ gauge }) => gauge === target.value);
            if (name === 'size') dispatch('sizeBy', size.success ? size.data : undefined);
            else dispatch('colourBy', any?.gauge);
          }}
        >
          <option value="">{t(name === 'size' ? 'gauge.even' : 'gauge.kind')}</option>
          {now !== undefined && !there && <option value={now}>{gaugeText(now, { t, lang })}</option>}
          {choices
            .filter(({ all }) => all.length > 0)
            .map(({ title, all }) => (
              <optgroup key={title} label={title}>
                {all.map(({ gauge, text }) => (
                  <option key={gauge} value={gauge}>
                    {text}
                  </option>
                ))}
              </optgroup>
            ))}
        </select>
      </label>
    );
  };
  const helps = [...new Set(chosen.map((gauge) => helpOf(gauge)))];
  return (
    <div className="looks" data-testid="appearance">
      <div className="constraint-grid">
        {field('size')}
        {field('colour')}
      </div>
      <Scales />
      {helps.map((help) => (
        <p key={help} className="help">
          {t(`gauge.help.${help}`)}
        </p>
      ))}
      {data?.truncated && <p className="help">{t('gauge.truncated')}</p>}
      {chosen.length > 0 && <CommandButton name="looksClear" wide look="outline" className="block" />}
    </div>
  );
}

const helpOf = (gauge: Gauge) => {
  const { of } = partsOf(gauge);
  return of === 'in' || of === 'out' ? 'flow' : of;
};
