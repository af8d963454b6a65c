import { ClipboardCopy, Download, FileOutput, LoaderCircle } from 'lucide-react';
import { useMemo } from 'react';
import { toClipboard } from '../../commands/clipboard.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { RESULT_FILES, type ResultFile, recordsIn, tsvOf } from '../../state/console/file.ts';
import type { Result } from '../../state/console/result.ts';
import { sizeOf } from '../../state/exporting.ts';
import { useApp } from '../app-context.tsx';

/** How much of a result goes into the clipboard: beyond that, browsers and spreadsheets give up. */
const MOST_COPIED = 100_000;
const SAMPLE = 200;
const FILES = Object.keys(RESULT_FILES).filter((kind): kind is ResultFile => kind in RESULT_FILES);

/** "1,234 rows in 56 ms", with what ended it early. */
function useStatus({ phase, count, ended, plan, failure }: Result): string {
  const t = useText();
  const rows = t('console.rows', { count, shown: count.toLocaleString('en') });
  if (phase === 'running') return count > 0 ? t('console.running.rows', { rows }) : t('console.running');
  if (phase === 'cancelled') return t('console.cancelled', { rows });
  if (failure && count === 0) return '';
  if (failure || !ended) return rows;
  const time = t('console.took', { ms: Math.round(ended.ms).toLocaleString('en') });
  return plan && count === 0 && ended.count === 0 ? time : `${rows} · ${time}`;
}

/** What stands below a result: how much there is, why it is not more, and how to take it along. */
export function ResultFoot({ result }: { result: Result }) {
  const { context, dispatch } = useApp();
  const t = useText();
  const status = useStatus(result);
  const { columns, rows, count, ended, phase } = result;
  const copy = () =>
    toClipboard(
      context,
      tsvOf(columns, rows.slice(0, MOST_COPIED)),
      t('console.copied', { count: Math.min(count, MOST_COPIED) }),
    );
  // The rows at the top tell whether there are records among them; all are gone through once they are asked for.
  const has = useMemo(() => count > 0 && sizeOf(recordsIn(rows.slice(0, SAMPLE))) > 0, [rows, count]);
  return (
    <footer className="console-foot">
      <span role="status" data-testid="console-status">
        {phase === 'running' && <LoaderCircle className="spin" size={13} aria-hidden="true" />}
        {status}
        {ended?.truncated && ended.reason && (
          <em className="doubt" data-testid="console-truncated">
            {t(`console.truncated.${ended.reason}`)}
          </em>
        )}
      </span>
      {count > 0 && (
        <>
          <Button
            icon={ClipboardCopy}
            small
            text={t('console.copy')}
            onClick={() => void copy()}
            data-testid="console-copy"
          />
          {FILES.map((kind) => (
            <Button
              key={kind}
              icon={Download}
              small
              text={kind.toUpperCase()}
              label={t('console.download', { kind: kind.toUpperCase() })}
              onClick={() => dispatch('saveResult', { kind, columns, rows })}
              data-testid={`console-save-${kind}`}
            />
          ))}
          {has && (
            <Button
              icon={FileOutput}
              small
              text={t('console.evidence')}
              label={t('console.evidence.long')}
              onClick={() => dispatch('exportResult', rows)}
              data-testid="console-export"
            />
          )}
        </>
      )}
    </footer>
  );
}
