import { ListTree } from 'lucide-react';
import { Empty } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { planLines } from '../../state/console/plan.ts';
import { CommandButton } from '../command-button.tsx';
import { useConsole } from './use-console.ts';

const figure = (value: number | null): string =>
  value === null ? '–' : Math.round(value).toLocaleString('en');

/** How the database goes about it: a tree of operators, each above what feeds it, with rows and database hits. */
export function PlanPane() {
  const t = useText();
  const result = useConsole((state) => state.result);
  const plan = result?.plan;
  if (!plan)
    return result?.phase === 'running' || result?.failure ? null : (
      <Empty
        icon={ListTree}
        title={t('console.noPlan')}
        action={
          <span className="marks">
            <CommandButton name="consoleExplain" wide small look="outline" />
            <CommandButton name="consoleProfile" wide small look="outline" />
          </span>
        }
      >
        {t('console.noPlan.text')}
      </Empty>
    );
  const lines = planLines(plan.steps);
  const hits = lines.reduce((sum, { step }) => sum + (step.dbHits ?? 0), 0);
  return (
    <section
      className="plan"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('console.pane.plan')}
      data-testid="plan"
      data-profiled={plan.profiled}
    >
      <p className="help">
        {t(plan.profiled ? 'console.plan.profiled' : 'console.plan.explained', { hits: figure(hits) })}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('console.plan.operator')}</th>
            <th scope="col">{t('console.plan.details')}</th>
            <th scope="col" className="number">
              {t('console.plan.estimated')}
            </th>
            {plan.profiled && (
              <th scope="col" className="number">
                {t('console.plan.rows')}
              </th>
            )}
            {plan.profiled && (
              <th scope="col" className="number">
                {t('console.plan.hits')}
              </th>
            )}
            {plan.profiled && <th scope="col">{t('console.plan.share')}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ step, depth, share }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: operators have no name of their own, and a plan never changes
            <tr key={at}>
              <td style={{ paddingLeft: 8 + depth * 14 }}>
                {depth > 0 && <span className="plan-branch" aria-hidden="true" />}
                {depth > 0 && <span className="unseen">{t('console.plan.depth', { depth })}</span>}
                <strong>{step.operator}</strong>
              </td>
              <td className="mono">{step.details}</td>
              <td className="number">{figure(step.estimatedRows)}</td>
              {plan.profiled && <td className="number">{figure(step.rows)}</td>}
              {plan.profiled && <td className="number">{figure(step.dbHits)}</td>}
              {plan.profiled && (
                <td>
                  <span className="plan-share">
                    <span style={{ width: `${Math.round(share * 100)}%` }} />
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
