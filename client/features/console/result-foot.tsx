import { ClipboardCopy, Download, LoaderCircle } from 'lucide-react';
import { toClipboard } from '../../commands/clipboard.ts';
import { save } from '../../commands/export.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import type { Result } from '../../state/console/result.ts';
import { asRecord, asTsv } from '../../state/console/values.ts';
import { useApp } from '../app-context.tsx';

/** How much of a result goes into the clipboard: beyond that, browsers and spreadsheets give up. */
const MOST_COPIED = 100_000;
/** Rows that are made into text at a time, so that no text grows too long for the browser. */
const CHUNK = 5_000;

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
  const { context } = useApp();
  const t = useText();
  const status = useStatus(result);
  const { columns, rows, count, ended, phase } = result;
  const copy = () =>
    toClipboard(
      context,
      asTsv(columns, rows.slice(0, MOST_COPIED)),
      t('console.copied', { count: Math.min(count, MOST_COPIED) }),
    );
  const download = () => {
    const parts: string[] = [];
    for (let from = 0; from < rows.length; from += CHUNK) {
      const lines = rows.slice(from, from + CHUNK).map((row) => JSON.stringify(asRecord(columns, row)));
      parts.push(`${from === 0 ? '' : ',\n'}${lines.join(',\n')}`);
    }
    save('loopscope-query.json', new Blob(['[\n', ...parts, '\n]\n'], { type: 'application/json' }));
  };
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
          <Button
            icon={Download}
            small
            text="JSON"
            label={t('console.download')}
            onClick={download}
            data-testid="console-download"
          />
        </>
      )}
    </footer>
  );
}
