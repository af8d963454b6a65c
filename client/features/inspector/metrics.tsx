import type { Output } from '../../../server/core/contract/index.ts';
import { Chip } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { baselineText, metricValue, nameOf, when } from '../../state/format.ts';
import { useApp, useLang } from '../app-context.tsx';
import { useSaidBy } from './claim-facts.tsx';

/** What is measured of an entity, as a small table. */
export function Metrics({ metrics }: { metrics: Output<'entity'>['metrics'] }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const saidBy = useSaidBy();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className="table-wrap" tabIndex={0} aria-label={t('entity.metrics')}>
      <table className="metrics">
        <thead>
          <tr>
            <th scope="col">{t('entity.metric')}</th>
            <th scope="col" className="number">
              {t('entity.value')}
            </th>
            <th scope="col">{t('entity.period')}</th>
          </tr>
        </thead>
        <tbody>
          {metrics.map(({ metric, claim }) =>
            metric.kind === 'Metric' ? (
              <tr key={metric.id}>
                <th scope="row">
                  <button type="button" className="link plain" onClick={() => dispatch('openClaim', claim)}>
                    {nameOf(metric, lang)}
                  </button>
                  <span className="aside">
                    {[
                      t(`form.${metric.form}`),
                      metric.baseline &&
                        t('entity.against', { baseline: baselineText(metric.baseline, lang) }),
                      metric.formula && t('entity.formula', { formula: metric.formula }),
                      claim.attributedTo && saidBy(claim.attributedTo, claim.dataset),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  {claim.modality !== 'fact' && <Chip tone="warn">{t(`modality.${claim.modality}`)}</Chip>}
                </th>
                <td className="number">
                  {metricValue(metric, lang) ?? <em className="doubt">{t('loop.unknown')}</em>}
                </td>
                <td>{metric.period === undefined ? '—' : when(metric.period, lang)}</td>
              </tr>
            ) : null,
          )}
        </tbody>
      </table>
    </section>
  );
}
