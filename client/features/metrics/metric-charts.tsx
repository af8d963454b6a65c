import './metric-charts.css';
import { ClipboardCopy } from 'lucide-react';
import { toClipboard } from '../../commands/clipboard.ts';
import { seriesText } from '../../commands/looks.ts';
import { entityName } from '../../commands/names.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { sieve } from '../../state/filters.ts';
import { metricValue, when } from '../../state/format.ts';
import { claimKey } from '../../state/graph.ts';
import { type Chart, chartsOf, type Mark } from '../../state/looks/charts.ts';
import type { Observation } from '../../state/looks/metrics.ts';
import { tsv } from '../../state/tsv.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { ChartPicture, Shape } from './chart-picture.tsx';

/** What a chart says, as rows: entity, period, figure, how sure it is. */
function useRows(): (mark: Mark) => readonly string[] {
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  return ({ observation: { metric, claim, of } }) => [
    entityName(graph, of, lang),
    metric.period === undefined ? t('chart.undated') : when(metric.period, lang),
    metricValue(metric, lang) ?? t('loop.unknown'),
    t(`modality.${claim.modality}`),
  ];
}

function One({ chart }: { chart: Chart }) {
  const { context, dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const rowOf = useRows();
  const [first] = chart.marks;
  if (!first) return null;
  const title = seriesText(first.observation, t, lang);
  const heads = [t('table.name'), t('entity.period'), t('entity.value'), t('table.certainty')];
  const named = chart.entities.map((key) => entityName(graph, key, lang));
  return (
    <figure className="metric-chart" data-testid="metric-chart" data-series={chart.series}>
      <figcaption>
        <span>{title}</span>
        <Button
          icon={ClipboardCopy}
          small
          label={t('table.copy')}
          onClick={() =>
            toClipboard(
              context,
              tsv([
                [...heads, t('chart.series'), t('chart.claim')],
                ...chart.marks.map((mark) => [...rowOf(mark), title, claimKey(mark.observation.claim)]),
              ]),
              t('said.tableCopied', { count: chart.marks.length }),
            )
          }
        />
      </figcaption>
      <ChartPicture
        chart={chart}
        label={t('chart.label', { title, count: chart.marks.length })}
        describe={(mark) => rowOf(mark).join(' · ')}
        onOpen={({ observation }) => dispatch('openClaim', observation.claim)}
      />
      {named.length > 1 && (
        <ul className="chart-key">
          {named.map((name, entity) => (
            <li key={chart.entities[entity]}>
              <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
                <Shape entity={entity} reported />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>{t('chart.table')}</summary>
        <table className="metrics">
          <thead>
            <tr>
              {heads.map((head, column) => (
                <th key={head} scope="col" className={column === 2 ? 'number' : ''}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {chart.marks.map((mark) => {
              const [name, period, value, sure] = rowOf(mark);
              return (
                <tr key={claimKey(mark.observation.claim)}>
                  <th scope="row">
                    <button
                      type="button"
                      className="link plain"
                      onClick={() => dispatch('openClaim', mark.observation.claim)}
                    >
                      {name}
                    </button>
                  </th>
                  <td>{period}</td>
                  <td className="number">{value}</td>
                  <td>{sure}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

type Props = { observations: readonly Observation[]; keys: readonly string[] };

/** Charts of the metrics of some entities over their periods, as far as filters and time leave them. */
export function MetricCharts({ observations, keys }: Props) {
  const t = useText();
  const view = useView();
  const graph = useAppState((state) => state.graph);
  const passes = sieve(graph, view);
  const charts = chartsOf(
    observations.filter(({ claim }) => passes(claim)),
    keys,
  );
  return (
    <div className="metric-charts" data-testid="metric-charts">
      {charts.length === 0 && <p className="help">{t('chart.none')}</p>}
      {charts.map((chart) => (
        <One key={chart.series} chart={chart} />
      ))}
      {charts.some(({ marks }) => marks.some(({ reported }) => !reported)) && (
        <p className="help">{t('chart.hollow')}</p>
      )}
    </div>
  );
}
