import { CircleSlash2, ListFilter, WifiOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ApiError } from '../../api/errors.ts';
import { cutText, faultText, loopFaultText } from '../../commands/faults.ts';
import { Empty, Skeleton } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { rove } from '../../components/roving.ts';
import { useText } from '../../locales/index.ts';
import { choiceOf, REACH } from '../../state/datasets.ts';
import { LIST } from '../../state/loop-query.ts';
import { LOOP_SORTS, type LoopSort } from '../../state/view.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { LoopFilterBar } from './loop-filters.tsx';
import { LoopRow } from './loop-row.tsx';
import { MoreFilters } from './more-filters.tsx';
import { Question } from './question.tsx';
import { useLoops } from './use-loops.ts';

/** How many rows are drawn at a time. */
const ROWS = 100;

/** How many of the entities in loops are on the canvas, and how to have the rest there too. */
function InLoops() {
  const t = useText();
  const { placed } = useView();
  const all = useAppState(({ inLoops }) => inLoops);
  const shown = all.filter((key) => Object.hasOwn(placed, key)).length;
  if (shown === all.length) return null;
  return (
    <p className="note-line" data-testid="in-loops">
      <span>{t('loops.core', { shown, all: all.length })}</span>
      <CommandButton
        name="showInLoops"
        label={t('loops.showAll', { n: all.length })}
        wide
        look="outline"
        small
      />
    </p>
  );
}

/** What is picked out of the list, and what can be done with it. */
function Picked() {
  const t = useText();
  const { picked } = useView().stage;
  if (picked.length === 0) return null;
  return (
    <p className="picked" data-testid="picked">
      <span>{t('loops.picked', { count: picked.length })}</span>
      <CommandButton name="compareLoops" wide small look="outline" />
      <CommandButton name="flowPicked" label={t('command.flow')} wide small look="outline" />
      <CommandButton name="clearPicked" small />
    </p>
  );
}

const loadBreakers = () => import('./breakers.tsx').then((module) => module.Breakers);
const loadCypher = () => import('./as-cypher.tsx').then((module) => module.AsCypher);
const loadChoices = () => import('./what-if-choices.tsx').then((module) => module.WhatIfChoices);

const isSort = (text: string): text is LoopSort => LOOP_SORTS.some((sort) => sort === text);

/** The list of loops with its filters, in every state that it can be in. */
export function LoopsPanel({ fault, onRetry }: { fault: ApiError | undefined; onRetry: () => void }) {
  const { dispatch } = useApp();
  const t = useText();
  const { loops: filters, selection, datasets } = useView();
  const {
    shown,
    whole,
    exchanges,
    hidden,
    truncated,
    cut,
    goOn,
    waiting,
    givenUp,
    giveUp,
    again,
    upTo,
    refused,
    all,
  } = useLoops();
  const choice = useAppState(({ served }) => choiceOf(served, datasets));
  const [rows, setRows] = useState<number>(ROWS);
  const list = useRef<HTMLOListElement>(null);
  const chosen = selection.kind === 'loop' ? shown.findIndex(({ id }) => id === selection.id) : -1;
  // What is chosen is always among the rows, whatever led to it.
  const most = Math.max(rows, Math.ceil((chosen + 1) / ROWS) * ROWS);
  const key = datasets.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is read from its top
  useEffect(() => setRows(ROWS), [key, filters]);
  const failed = fault ?? all.error;
  if (failed && shown.length === 0)
    return (
      <Empty
        icon={WifiOff}
        title={t('fault.title')}
        action={<Button look="outline" text={t('fault.retry')} onClick={onRetry} />}
      >
        {faultText(t, failed)}
      </Empty>
    );
  if (all.isPending)
    return (
      <div className="pad">
        <Skeleton lines={9} label={t('app.loading')} />
      </div>
    );
  return (
    <>
      <p className="what">{t(choice ? `what.${choice}` : 'app.what')}</p>
      <LoopFilterBar whole={whole} />
      <MoreFilters refused={refused} whole={whole} />
      <div className="list-head">
        <span data-testid="loop-count">
          {truncated
            ? t('loops.firstOfMore', { count: shown.length })
            : t('loops.shown', { count: shown.length })}
          {hidden > 0 && ` · ${t('loops.hidden', { count: hidden })}`}
          {exchanges > 0 && (
            <>
              {' '}
              <button
                type="button"
                className="link"
                title={t('loops.exchanges.help')}
                data-testid="loops-exchanges"
                onClick={() => dispatch('filterLoops', { exchanges: true })}
              >
                {t('loops.exchangesOut', { count: exchanges })}
              </button>
            </>
          )}
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
      <p className="note-line" aria-busy={waiting}>
        <span>
          {waiting
            ? t('loops.reading')
            : refused
              ? loopFaultText(t, refused)
              : givenUp
                ? t('loops.cancelled')
                : cut
                  ? cutText(t, cut, goOn !== undefined)
                  : upTo < REACH.little && t('loops.reach', { n: upTo })}
        </span>
        {waiting && (
          <Button small look="outline" text={t('loops.cancel')} data-testid="loops-cancel" onClick={giveUp} />
        )}
        {givenUp && <Button small look="outline" text={t('loops.again')} onClick={again} />}
      </p>
      <InLoops />
      <Picked />
      {shown.length > 0 && (
        <>
          <Question title={t('whatIf.choices')} testId="what-if-all" load={loadChoices} />
          <Question title={t('breakers.title')} testId="breaks-all" load={loadBreakers} />
          <Question title={t('cypher.title')} testId="as-cypher" load={loadCypher} />
        </>
      )}
      {shown.length > 0 ? (
        <ol className="loop-list" aria-label={t('loops.list')} onKeyDown={rove} ref={list}>
          {shown.slice(0, most).map((loop, index) => (
            <LoopRow key={loop.id} loop={loop} reachable={index === Math.max(0, chosen)} />
          ))}
          {(shown.length > most || goOn) && (
            <li>
              <Button
                look="outline"
                className="block"
                data-testid="more-loops"
                text={
                  shown.length > most
                    ? t('loops.more', {
                        count: Math.min(ROWS, shown.length - most),
                        n: shown.length - most,
                      })
                    : cut?.counted
                      ? t('loops.goOn', { n: Math.min(cut.found, LIST.most) })
                      : t('loops.goOnAtMost', { n: LIST.most })
                }
                onClick={() => {
                  setRows(most + ROWS);
                  if (shown.length <= most) goOn?.();
                  // The button goes away with the last rows; the reader goes on with the first new one.
                  const rows = list.current?.querySelectorAll<HTMLElement>('[data-roving]');
                  rows?.[Math.min(most, rows.length) - 1]?.focus();
                }}
              />
            </li>
          )}
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
