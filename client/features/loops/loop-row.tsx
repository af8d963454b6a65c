import { Check, GitCompareArrows } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import type { Loop } from '../../state/loops.ts';
import { useApp, useView } from '../app-context.tsx';
import { LegLine } from './leg-line.tsx';
import { Bottleneck, LoopGrades, LoopMarks, UnknownLegs } from './loop-facts.tsx';

/** One loop of the list. Pressing it shows the loop; pressing it again lets it go. */
export function LoopRow({ loop, reachable }: { loop: Loop; reachable: boolean }) {
  const { dispatch } = useApp();
  const t = useText();
  const { selection, stage } = useView();
  const picked = stage.picked.includes(loop.id);
  const on = selection.kind === 'loop' && selection.id === loop.id;
  return (
    <li className="loop-item">
      <button
        type="button"
        className={`loop-row${on ? ' on' : ''}`}
        aria-pressed={on}
        data-roving
        data-loop={loop.id}
        data-testid="loop-row"
        tabIndex={reachable ? 0 : -1}
        onClick={() => dispatch('open', on ? { kind: 'none' } : { kind: 'loop', id: loop.id })}
      >
        <LegLine loop={loop} />
        <span className="loop-facts">
          <span>
            <i>{t('loop.bottleneck')}</i>
            <Bottleneck loop={loop} />
          </span>
          <span>
            <i>{t('loop.unknownLegs')}</i>
            <UnknownLegs loop={loop} />
          </span>
          <span>
            <i>{t('loop.order')}</i>
            <span className={loop.order === 'impossible' ? 'bad' : ''} title={t(`order.${loop.order}`)}>
              {t(`order.short.${loop.order}`)}
            </span>
          </span>
        </span>
        <span className="loop-foot">
          <LoopGrades loop={loop} />
          <LoopMarks loop={loop} />
        </span>
      </button>
      <Button
        className="pick"
        small
        icon={picked ? Check : GitCompareArrows}
        label={t('command.pickLoop')}
        // The list is one stop of the Tab key; from its row a key does the same.
        tabIndex={-1}
        aria-pressed={picked}
        data-command="pickLoop"
        onClick={() => dispatch('pickLoop', loop.id)}
      />
    </li>
  );
}
