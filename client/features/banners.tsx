import { Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { whysText } from '../commands/faults.ts';
import { Button } from '../components/button.tsx';
import { useText } from '../locales/index.ts';
import { useApp, useAppState } from './app-context.tsx';
import { usePart } from './use-part.ts';

const loadFinding = () => import('./finding/finding-banner.tsx').then((module) => module.FindingBanner);

/** What the reader should know of the server: gone, or without Neo4j and why. */
export function Banners() {
  const t = useText();
  const server = useAppState((state) => state.server);
  const finding = useAppState((state) => state.finding);
  const [closed, setClosed] = useState(false);
  const FindingBanner = usePart(loadFinding, finding !== undefined);
  if (finding) return FindingBanner && <FindingBanner finding={finding} />;
  if (server.reach === 'gone')
    return (
      <div className="banner warn" role="status" data-testid="banner-gone">
        <TriangleAlert size={16} aria-hidden="true" />
        <span>
          {t('banner.gone')} {server.reason}
        </span>
      </div>
    );
  if (server.store === 'memory' && !closed)
    return (
      <div className="banner" role="status" data-testid="banner-memory">
        <Info size={16} aria-hidden="true" />
        <span>
          <b>{t('banner.memory')}</b> {whysText(t, server.why)}
        </span>
        <Button icon={X} small label={t('banner.close')} onClick={() => setClosed(true)} />
      </div>
    );
  return null;
}

const SHOWN_MS = 7000;

/** A word to the reader that goes away by itself, and the voice that screen readers hear. */
export function Notices() {
  const { context } = useApp();
  const t = useText();
  const notice = useAppState((state) => state.notice);
  const spoken = useAppState((state) => state.spoken);
  useEffect(() => {
    // A warning stays until it is closed: it may name what is missing.
    if (!notice || notice.tone === 'warn') return;
    const timer = setTimeout(() => context.store.setState({ notice: undefined }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice, context]);
  return (
    <>
      <div className="unseen" role="status" aria-live="polite" data-testid="live">
        {spoken}
      </div>
      {notice && (
        <aside className={`notice ${notice.tone}`} aria-label={notice.text} data-testid="notice">
          {notice.tone === 'warn' ? (
            <TriangleAlert size={16} aria-hidden="true" />
          ) : (
            <Info size={16} aria-hidden="true" />
          )}
          <span>{notice.text}</span>
          <Button
            icon={X}
            small
            label={t('banner.close')}
            onClick={() => context.store.setState({ notice: undefined })}
          />
        </aside>
      )}
    </>
  );
}
