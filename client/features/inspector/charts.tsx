import { useQueries, useQuery } from '@tanstack/react-query';
import type { Output } from '../../../server/core/contract/index.ts';
import { Section, Skeleton } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { toKey } from '../../state/graph.ts';
import type { Observation } from '../../state/looks/metrics.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { useKnown } from '../use-known.ts';
import { usePart } from '../use-part.ts';

const loadCharts = () => import('../metrics/metric-charts.tsx').then((module) => module.MetricCharts);

/** What is measured, by the keys that stand for what it is of. */
function useObservations(metrics: Output<'metrics'>['metrics']): Observation[] {
  const same = useAppState((state) => state.graph.same);
  return metrics.flatMap(({ metric, claim }) =>
    metric.kind === 'Metric' ? [{ metric, claim, of: toKey({ same }, claim) }] : [],
  );
}

/** The figures of one entity over their periods; where there are none, the panel says so by having no figures. */
export function EntityCharts({ id, members }: { id: string; members: readonly string[] }) {
  const { queries } = useApp();
  const t = useText();
  const answers = useQueries({ queries: members.map((member) => queries.entity(member)) });
  const observations = useObservations(answers.flatMap(({ data }) => data?.metrics ?? []));
  const wanted = observations.length > 1;
  const MetricCharts = usePart(loadCharts, wanted);
  if (!wanted || !MetricCharts) return null;
  return (
    <Section title={t('chart.title')}>
      <MetricCharts observations={observations} keys={[id]} />
    </Section>
  );
}

/** The figures of several entities, those of one kind in one picture. */
export function SeveralCharts({ keys }: { keys: readonly string[] }) {
  const { queries } = useApp();
  const t = useText();
  const { datasets } = useView();
  const { data } = useQuery(queries.metrics(datasets));
  const of = new Set(keys);
  const observations = useObservations(data?.metrics ?? []).filter((one) => of.has(one.of));
  useKnown(observations.map(({ claim }) => claim));
  const MetricCharts = usePart(loadCharts, true);
  return (
    <Section title={t('chart.title')}>
      {data && MetricCharts ? (
        <MetricCharts observations={observations} keys={keys} />
      ) : (
        <Skeleton lines={2} label={t('app.loading')} />
      )}
    </Section>
  );
}
