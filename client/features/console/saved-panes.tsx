import { useInfiniteQuery } from '@tanstack/react-query';
import { Bookmark, History, RotateCcw, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Empty, Skeleton } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import type { SavedQuery } from '../../state/console/store.ts';
import { useApp, useLang } from '../app-context.tsx';
import { useConsole } from './use-console.ts';

/** A list of queries that the server keeps. One that is deleted stays as a line that brings it back. */
function QueryList({ kind }: { kind: SavedQuery['kind'] }) {
  const { dispatch, queries } = useApp();
  const t = useText();
  const lang = useLang();
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const { data, hasNextPage, fetchNextPage, isPending, isError } = useInfiniteQuery(
    queries.savedQueries(kind),
  );
  const entries = data?.pages.flatMap(({ saved }) => saved) ?? [];
  if (isPending) return <Skeleton label={t('console.reading')} />;
  if (isError) return <Empty icon={History} title={t('fault.unavailable')} />;
  if (entries.length === 0) {
    const text = kind === 'query' ? 'console.saved.none' : 'console.history.none';
    return (
      <Empty icon={kind === 'query' ? Bookmark : History} title={t(text)}>
        {t(`${text}.text`)}
      </Empty>
    );
  }
  const when = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-TW' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (
    <>
      <ul className="console-queries" data-testid={`queries-${kind}`}>
        {entries.map(({ id, name, updated }) => {
          const entry: SavedQuery = { kind, id, name };
          if (removed.includes(id))
            return (
              <li key={id} className="removed">
                <span className="aside ends">{t('console.removed', { name })}</span>
                <Button
                  icon={RotateCcw}
                  small
                  text={t('command.restoreQuery')}
                  onClick={() => {
                    setRemoved(removed.filter((one) => one !== id));
                    dispatch('restoreQuery', entry);
                  }}
                />
              </li>
            );
          return (
            <li key={id}>
              <button
                type="button"
                className={`link plain ends${kind === 'run' ? ' mono' : ''}`}
                title={name}
                onClick={() => dispatch('takeQuery', entry)}
              >
                {name}
              </button>
              <time className="aside nowrap" dateTime={updated}>
                {when.format(new Date(updated))}
              </time>
              <Button
                icon={Trash2}
                small
                label={`${t('command.removeQuery')}: ${name}`}
                onClick={() => {
                  setRemoved([...removed, id]);
                  dispatch('removeQuery', entry);
                }}
              />
            </li>
          );
        })}
      </ul>
      {hasNextPage && (
        <Button
          small
          className="console-more"
          text={t('console.more')}
          onClick={() => void fetchNextPage()}
        />
      )}
    </>
  );
}

/** Queries that readers have given names, and the field to name the one in the editor. */
export function SavedPane() {
  const { dispatch } = useApp();
  const t = useText();
  const [name, setName] = useState('');
  const empty = useConsole(({ text }) => text.trim() === '');
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || empty) return;
    dispatch('saveQuery', name);
    setName('');
  };
  return (
    <>
      <form className="console-save" onSubmit={save}>
        <input
          aria-label={t('console.save.name')}
          placeholder={t('console.save.name')}
          value={name}
          maxLength={120}
          onChange={({ target }) => setName(target.value)}
        />
        <button type="submit" className="button outline small" disabled={name.trim() === '' || empty}>
          <Bookmark size={14} aria-hidden="true" />
          <span>{t('command.saveQuery')}</span>
        </button>
      </form>
      <QueryList kind="query" />
    </>
  );
}

/** What was run, last first. */
export const HistoryPane = () => <QueryList kind="run" />;
