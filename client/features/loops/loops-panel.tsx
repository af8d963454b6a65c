import { CircleSlash2, ListFilter, TriangleAlert, WifiOff } from 'lucide-react';
import { faultText } from '../../commands/faults.ts';
import { Empty, Skeleton } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { rove } from '../../components/roving.ts';
import { useText } from '../../locales/index.ts';
import { LOOP_SORTS, type LoopSort } from '../../state/view.ts';
import { useApp, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { LoopFilterBar } from './loop-filters.tsx';
import { LoopRow } from './loop-row.tsx';
import { useLoops } from './use-loops.ts';

const isSort = (text: string): text is LoopSort => LOOP_SORTS.some((sort) => sort === text);

/** The list of loops with its filters, in every state that it can be in. */
export function LoopsPanel({ onRetry }: { onRetry: () => void }) {
  const { dispatch } = useApp();
  const t = useText();
  const { loops: filters, selection } = useView();
  const { shown, hidden, truncated, all } = useLoops();
  if (all.isPending)
    return (
      <div className="pad">
        <Skeleton lines={9} label={t('app.loading')} />
      </div>
    );
  if (all.isError && shown.length === 0)
    return (
      <Empty
        icon={WifiOff}
        title={t('fault.title')}
        action={<Button look="outline" text={t('fault.retry')} onClick={onRetry} />}
      >
        {faultText(t, all.error)}
      </Empty>
    );
  const chosen = selection.kind === 'loop' ? shown.findIndex(({ id }) => id === selection.id) : -1;
  return (
    <>
      <p className="what">{t('app.what')}</p>
      <LoopFilterBar />
      <div className="list-head">
        <span data-testid="loop-count">
          {t('loops.shown', { count: shown.length })}
          {hidden > 0 && ` · ${t('loops.hidden', { count: hidden })}`}
        </span>
        <label className="sort">
          <span className="unseen">{t('loops.sort')}</span>
          <select
            value={filters.sort}
            onChange={({ target }) => isSort(target.value) && dispatch('filterLoops', { sort: target.value })}
          >
            {LOOP_SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {t(`loops.sort.${sort}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {truncated && (
        <p className="note-line">
          <TriangleAlert size={14} aria-hidden="true" /> {t('loops.truncated')}
        </p>
      )}
      {shown.length > 0 ? (
        <ol className="loop-list" aria-label={t('loops.list')} onKeyDown={rove}>
          {shown.map((loop, index) => (
            <LoopRow key={loop.id} loop={loop} reachable={index === Math.max(0, chosen)} />
          ))}
        </ol>
      ) : hidden > 0 ? (
        <Empty
          icon={ListFilter}
          title={t('loops.allHidden')}
          action={<CommandButton name="clearLoopFilters" wide look="outline" />}
        >
          {t('loops.allHidden.text', { count: hidden })}
        </Empty>
      ) : (
        <Empty icon={CircleSlash2} title={t('loops.none')}>
          {t('loops.none.text')}
        </Empty>
      )}
    </>
  );
}
