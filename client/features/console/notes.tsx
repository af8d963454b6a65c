import { Ban, CircleAlert, Info, RotateCcw, Timer, TriangleAlert, Unplug } from 'lucide-react';
import type { Notice, Place } from '../../../server/core/contract/cypher.ts';
import { failureText } from '../../commands/console-told.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { type Result, worthRepeating } from '../../state/console/result.ts';
import { useSession } from './use-console.ts';

/** "line 2, column 5". */
function At({ place }: { place: Place | undefined }) {
  const t = useText();
  return place ? (
    <span className="nowrap aside">{t('console.place', { line: place.line, column: place.column })}</span>
  ) : null;
}

const ICONS: Readonly<Record<string, typeof Info>> = { refused: Ban, offline: Unplug, timeout: Timer };

/** Why there is no result, or no more of it: in the database's own words where they are its, and what can be done. */
export function FailureNote({ result }: { result: Result }) {
  const t = useText();
  const session = useSession();
  const { failure, count, limits } = result;
  if (!failure) return null;
  const { code } = failure;
  const { title, place, text, theirs, advice } = failureText(t, failure, limits);
  const Icon = ICONS[code] ?? CircleAlert;
  return (
    <section
      className={`console-failure ${code === 'bad_query' || code === 'refused' ? 'bad' : 'warn'}`}
      aria-label={title}
      data-testid="console-failure"
      data-code={code}
    >
      <Icon size={16} aria-hidden="true" />
      <div>
        <strong>
          {title} {place && <span className="nowrap aside">{place}</span>}
        </strong>
        <p className={theirs === undefined ? undefined : 'theirs'}>{text}</p>
        {theirs !== undefined && <p className="mono aside">{theirs}</p>}
        {advice !== undefined && <p>{advice}</p>}
        {count > 0 && <p>{t('console.kept', { count, shown: count.toLocaleString('en') })}</p>}
      </div>
      {worthRepeating(failure) && (
        <Button
          icon={RotateCcw}
          small
          look="outline"
          text={t('console.again')}
          onClick={() => session.again()}
          data-testid="console-again"
        />
      )}
    </section>
  );
}

/** What the database, or the console, remarks on the query. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  const t = useText();
  if (notices.length === 0) return null;
  const warns = notices.some(({ severity }) => severity === 'warning');
  return (
    <details className={`console-notices${warns ? ' warn' : ''}`} data-testid="console-notices">
      <summary>
        {warns ? <TriangleAlert size={14} aria-hidden="true" /> : <Info size={14} aria-hidden="true" />}
        {t('console.notices', { count: notices.length })}
        {notices.length === 1 && <span className="aside ends">{notices[0]?.title}</span>}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul tabIndex={0} aria-label={t('console.notices.all')}>
        {notices.map((notice) => (
          <li key={`${notice.code} ${notice.place?.offset} ${notice.description}`}>
            <strong>{notice.title}</strong> <At place={notice.place} />
            <p>{notice.description}</p>
            <p className="mono aside">{notice.code}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
