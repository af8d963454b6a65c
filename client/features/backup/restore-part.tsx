import { ArchiveRestore, FolderOpen } from 'lucide-react';
import { type RefObject, useState } from 'react';
import type { RestoreSummary } from '../../../server/core/contract/backup.ts';
import { chooseFile } from '../../commands/choose-file.ts';
import type { RestoreNews } from '../../commands/restoring.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { count, moment, nameOf } from '../../state/format.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';

/** What a backup holds, and what it would take the place of. */
function Held({ summary }: { summary: RestoreSummary }) {
  const t = useText();
  const lang = useLang();
  return (
    <>
      <p>{t('backup.of', { date: moment(summary.made, lang) })}</p>
      <ul className="backup-held" data-testid="backup-held">
        {summary.datasets.map((dataset) => (
          <li key={dataset.id} data-becomes={dataset.becomes}>
            <b>{nameOf(dataset, lang)}</b>
            <span className="aside">
              {t('datasets.counts', {
                entities: count(dataset.entities, lang),
                claims: count(dataset.claims, lang),
              })}
              {' · '}
              {t('datasets.version', { version: dataset.version.slice(0, 8) })}
            </span>
            <span>
              {t(`backup.becomes.${dataset.becomes}`, { version: (dataset.before ?? '').slice(0, 8) })}
            </span>
          </li>
        ))}
        {summary.saved.map(({ kind, create, replace, same }) => (
          <li key={kind} className="backup-kept">
            <b>{t(`backup.kind.${kind}`)}</b>
            <span>
              {(
                [
                  ['new', create],
                  ['replaced', replace],
                  ['same', same],
                ] as const
              )
                .filter(([, count]) => count > 0)
                .map(([how, count]) => t(`backup.kept.${how}`, { count }))
                .join(t('list.comma'))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** How far it is. */
function Doing({ news }: { news: Extract<RestoreNews, { kind: 'doing' }> | undefined }) {
  const t = useText();
  const lang = useLang();
  const { step = 'receiving', dataset = '', done = 0, total } = news?.progress ?? {};
  const text =
    step === 'receiving'
      ? t('backup.sending')
      : step === 'reading'
        ? t('backup.reading', { count: done, n: count(done, lang) })
        : t('backup.writing', { of: dataset || t('backup.besides') });
  return (
    <>
      <span>{text}</span>
      <progress aria-label={text} {...(total ? { max: total, value: done } : {})} />
    </>
  );
}

/** A backup back in place: first looked through, then asked about, then done. */
export function RestorePart({ running }: { running: RefObject<AbortController | undefined> }) {
  const { dispatch } = useApp();
  const t = useText();
  const writable = useAppState(({ server }) => server.writable && server.reach === 'up');
  const [file, setFile] = useState<File>();
  const [news, setNews] = useState<RestoreNews | 'began'>();
  const run = (of: File, expectHash?: string): void => {
    running.current = new AbortController();
    setFile(of);
    setNews('began');
    dispatch('restoreBackup', {
      file: of,
      signal: running.current.signal,
      hear: setNews,
      ...(expectHash === undefined ? {} : { expectHash }),
    });
  };
  const under = news !== 'began' && news?.kind === 'doing' ? news : undefined;
  const doing = news === 'began' || under !== undefined;
  const told = news === 'began' || news === undefined || news.kind === 'doing' ? undefined : news;
  return (
    <section aria-labelledby="backup-restore" data-testid="restore">
      <h3 id="backup-restore">{t('backup.restore')}</h3>
      <p className="aside">{t(writable ? 'backup.restore.text' : 'backup.readOnly')}</p>
      {doing && (
        <p className="backup-doing" role="status" data-testid="restore-doing">
          <Doing news={under} />
          <Button small look="outline" text={t('export.stop')} onClick={() => running.current?.abort()} />
        </p>
      )}
      {told?.kind === 'refused' && (
        <p className="backup-told warn" role="alert" data-testid="restore-refused">
          <b>{t('backup.refused', { name: file?.name ?? '' })}</b> {told.text}
        </p>
      )}
      {told?.kind === 'cancelled' && (
        <p className="backup-told" role="status">
          {t('backup.cancelled')}
        </p>
      )}
      {told?.kind === 'done' && (
        <p className="backup-told" role="status" data-testid="restore-done">
          <b>{t('backup.done')}</b>
        </p>
      )}
      {(told?.kind === 'asked' || told?.kind === 'done') && <Held summary={told.summary} />}
      {told?.kind === 'asked' && <p>{t('backup.ask')}</p>}
      {!doing && (
        <span className="backup-go">
          {told?.kind === 'asked' && file && (
            <>
              <Button
                look="primary"
                icon={ArchiveRestore}
                text={t('backup.go')}
                data-command="restoreBackup"
                disabled={!writable}
                onClick={() => run(file, told.summary.hash)}
              />
              <Button look="outline" text={t('backup.not')} onClick={() => setNews(undefined)} />
            </>
          )}
          {told?.kind !== 'asked' && (
            <Button
              look="outline"
              icon={FolderOpen}
              text={t('backup.choose')}
              data-testid="restore-choose"
              disabled={!writable}
              onClick={() => chooseFile('.gz,application/gzip', run)}
            />
          )}
        </span>
      )}
    </section>
  );
}
