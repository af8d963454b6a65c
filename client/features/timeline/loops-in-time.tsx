import { useState } from 'react';
import { faultText } from '../../commands/faults.ts';
import { Skeleton, ToggleChip } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { LoopLinks } from '../loops/loop-links.tsx';
import type { useTimeline } from './use-timeline.ts';

const KINDS = ['open', 'opened', 'closed'] as const;

/** Which loops are there at the date, and which came to be or ended in the time shown. */
export function LoopsInTime({ changes, ever }: Pick<ReturnType<typeof useTimeline>, 'changes' | 'ever'>) {
  const t = useText();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('open');
  const loops = changes[kind];
  return (
    <section className="timeline-loops" aria-label={t('timeline.loops')} data-testid="timeline-loops">
      <div className="chips">
        {KINDS.map((of) => (
          <ToggleChip key={of} on={kind === of} onToggle={() => setKind(of)}>
            {t(`timeline.${of}`)} <b data-testid={`timeline-${of}`}>{ever.data ? changes[of].length : '…'}</b>
          </ToggleChip>
        ))}
      </div>
      {ever.data ? (
        <>
          {loops.length > 0 ? (
            <LoopLinks key={kind} loops={loops} />
          ) : (
            <p className="help">{t('timeline.noLoops')}</p>
          )}
          {changes.undated.length > 0 && (
            <p className="help">{t('timeline.undatedLoops', { count: changes.undated.length })}</p>
          )}
          {ever.data.truncated && <p className="help">{t('loops.truncated')}</p>}
        </>
      ) : ever.error ? (
        <>
          <p className="help">{faultText(t, ever.error)}</p>
          <Button small look="outline" text={t('fault.retry')} onClick={() => void ever.refetch()} />
        </>
      ) : (
        <Skeleton lines={3} label={t('app.loading')} />
      )}
    </section>
  );
}
