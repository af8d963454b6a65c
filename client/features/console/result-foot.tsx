import {
  Check,
  CircleAlert,
  ClipboardCopy,
  Download,
  FileOutput,
  LoaderCircle,
  Square,
  TriangleAlert,
} from 'lucide-react';
import { useMemo } from 'react';
import { toClipboard } from '../../commands/clipboard.ts';
import { cutText, statusText } from '../../commands/console-told.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { RESULT_FILES, type ResultFile, recordsIn, tsvOf } from '../../state/console/file.ts';
import type { Result } from '../../state/console/result.ts';
import { sizeOf } from '../../state/exporting.ts';
import { useApp } from '../app-context.tsx';
import { useSession } from './use-console.ts';

/** How much of a result goes into the clipboard: beyond that, browsers and spreadsheets give up. */
const MOST_COPIED = 100_000;
const SAMPLE = 200;
const FILES = Object.keys(RESULT_FILES).filter((kind): kind is ResultFile => kind in RESULT_FILES);

const MARKS = { running: LoaderCircle, done: Check, cancelled: Square, failed: CircleAlert } as const;
const CUT = { rows: 'maxRows', bytes: 'maxBytes', time: 'timeoutMs' } as const;

/** How a query fares or has ended, which is shown whatever else is looked at; that it has ended is said besides, once. */
function Status({ result }: { result: Result }) {
  const t = useText();
  const session = useSession();
  const { phase, ended } = result;
  const cut = cutText(t, result);
  const Mark = cut === undefined ? MARKS[phase] : TriangleAlert;
  return (
    <span className={`console-status ${cut === undefined ? phase : 'cut'}`}>
      <Mark className={phase === 'running' ? 'spin' : undefined} size={13} aria-hidden="true" />
      <span data-testid="console-status">{statusText(t, result)}</span>
      {cut !== undefined && (
        <em className="doubt" data-testid="console-truncated">
          {cut}
        </em>
      )}
      {cut !== undefined && ended?.reason && (
        <Button
          small
          text={t('console.limits.change')}
          onClick={() => session.store.setState({ limitsOpen: CUT[ended.reason ?? 'rows'] })}
          data-testid="console-limits-change"
        />
      )}
    </span>
  );
}

/** What stands below a result: how much there is, why it is not more, and how to take it along. */
export function ResultFoot({ result, files }: { result: Result; files: boolean }) {
  const { context, dispatch } = useApp();
  const t = useText();
  const { columns, rows, count } = result;
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
      <Status result={result} />
      {files && count > 0 && (
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
