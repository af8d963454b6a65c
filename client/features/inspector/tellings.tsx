import { useInfiniteQuery } from '@tanstack/react-query';
import type { Output } from '../../../server/core/contract/index.ts';
import { askedOf } from '../../commands/what-if.ts';
import { Chip, Skeleton } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { claimKey } from '../../state/graph.ts';
import type { LoopStep } from '../../state/loops.ts';
import { selectedLoop } from '../../state/store.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { Bottleneck } from '../loops/loop-facts.tsx';
import { Unanswered } from '../loops/question.tsx';
import { useKnown } from '../use-known.ts';
import { ClaimLine } from './claim-line.tsx';

type Page = Output<'tellings'>;

/** One way to tell the loop: what it comes to, and behind it the claims. */
function Telling({
  telling,
  number,
  steps,
}: {
  telling: Page['tellings'][number];
  number: number;
  steps: ReadonlyMap<string, LoopStep>;
}) {
  const t = useText();
  const { bottleneck, order, weakest } = telling;
  const claims = telling.claims.flatMap((key) => steps.get(key)?.claim ?? []);
  return (
    <li>
      <details className="alternatives" data-testid="telling">
        <summary>
          <span>
            {number}. <Bottleneck loop={{ bottleneck }} /> <Chip>{t(`order.short.${order}`)}</Chip>
            <Chip>{t(`modality.${weakest.modality}`)}</Chip>
            <Chip>{weakest.status === null ? t('status.unknown') : t(`status.${weakest.status}`)}</Chip>
            {weakest.basis === 'implied' && <Chip tone="warn">{t('basis.implied')}</Chip>}
          </span>
        </summary>
        {claims.map((claim, at) => (
          <ClaimLine key={claimKey(claim)} claim={claim} number={`${at + 1}`} summary />
        ))}
      </details>
    </li>
  );
}

/** Every way to tell the selected loop with one claim for each leg, in the order of the list: what is combined is never merged. */
export function LoopTellings() {
  const { queries, context } = useApp();
  const t = useText();
  const { sort } = useView().loops;
  const loop = useAppState(selectedLoop);
  const asked = askedOf(context.store.getState());
  const named = (loop?.legs ?? []).map(({ claim }) => claimKey(claim));
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    ...queries.tellings(asked, sort, named),
    enabled: loop !== undefined,
  });
  const pages = data?.pages ?? [];
  const steps = pages.flatMap((page) => page.steps);
  useKnown(steps.map(({ claim }) => claim));
  if (error) return <Unanswered error={error} onRetry={() => void refetch()} />;
  const [first] = pages;
  if (!first) return <Skeleton lines={3} label={t('loop.tellings.asking')} />;
  const byKey = new Map(steps.map((step) => [claimKey(step.claim), step]));
  const tellings = pages.flatMap((page) => page.tellings);
  return (
    <div className="breakers-body">
      <p className="help">
        {t(tellings.length === 0 ? 'loop.tellings.none' : 'loop.tellings.help')}
        {first.truncated && ` ${t('loop.tellings.truncated', { n: first.total })}`}
      </p>
      <ol className="claim-list">
        {tellings.map((telling, index) => (
          <Telling key={telling.id} telling={telling} number={index + 1} steps={byKey} />
        ))}
      </ol>
      {hasNextPage && (
        <Button
          small
          look="outline"
          text={t('loops.more', {
            count: Math.min(20, first.total - tellings.length),
            n: first.total - tellings.length,
          })}
          onClick={() => void fetchNextPage()}
        />
      )}
    </div>
  );
}
