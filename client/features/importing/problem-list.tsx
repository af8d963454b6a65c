import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ImportProblem } from '../../../server/core/contract/import.ts';
import { whyText } from '../../commands/faults.ts';
import { useText } from '../../locales/index.ts';
import { count as countText } from '../../state/format.ts';
import { useLang } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { useImport } from './use-import.ts';

const ROW = 44;

/** Everything that is wrong with a file: where, and what. Only what is in sight is drawn. */
export function ProblemList({ problems, count }: { problems: readonly ImportProblem[]; count: number }) {
  const t = useText();
  const lang = useLang();
  const scroller = useRef<HTMLDivElement>(null);
  const saving = useImport((state) => state.saving);
  const virtual = useVirtualizer({
    count: problems.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  if (count === 0) return null;
  const where = ({ sheet, row }: ImportProblem): string =>
    sheet === '' ? t('import.row', { row }) : t('import.rowOf', { row, sheet });
  return (
    <section className="import-part" aria-labelledby="import-problems" data-testid="import-problems">
      <div className="import-problems-head">
        <h3 id="import-problems">{t('import.problems', { count, number: countText(count, lang) })}</h3>
        <CommandButton
          name="importProblems"
          label={t(saving ? 'import.saving' : 'import.saveProblems')}
          wide
          small
          look="outline"
        />
      </div>
      {problems.length < count && (
        <p className="help">{t('import.problems.first', { number: countText(problems.length, lang) })}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section ref={scroller} className="import-problems" tabIndex={0} aria-labelledby="import-problems">
        <ul style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const problem = problems[index];
            return (
              problem && (
                <li
                  key={index}
                  ref={virtual.measureElement}
                  data-index={index}
                  aria-setsize={problems.length}
                  aria-posinset={index + 1}
                  style={{ transform: `translateY(${start}px)` }}
                  data-code={problem.code}
                >
                  <span className="import-where">
                    {where(problem)}
                    {problem.column !== '' && <b>{problem.column}</b>}
                  </span>
                  <span>
                    {t(`import.code.${problem.code}`)}{' '}
                    <span className="aside">{whyText(t, problem.why)}</span>
                  </span>
                </li>
              )
            );
          })}
        </ul>
      </section>
    </section>
  );
}
