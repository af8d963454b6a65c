import './console.css';
import { DatabaseZap } from 'lucide-react';
import { useEffect } from 'react';
import type { Why } from '../../../server/core/model/why.ts';
import { whysText } from '../../commands/faults.ts';
import { useText } from '../../locales/index.ts';
import { useAppState } from '../app-context.tsx';
import { EditorPane } from './editor-pane.tsx';
import { Examples } from './examples.tsx';
import { ResultPane } from './result-pane.tsx';
import { useAbout, useSession } from './use-console.ts';

/** Why there is nothing to run a query on, and what to do about it. */
function WithoutNeo4j({ why }: { why: readonly Why[] }) {
  const t = useText();
  return (
    <div className="console-without">
      <div className="alert" role="note">
        <DatabaseZap size={16} aria-hidden="true" />
        <div>
          <strong>{t('console.memory.title')}</strong>
          <p>
            {t('console.memory.text')} {whysText(t, why)}
          </p>
          <p>{t('console.memory.do')}</p>
        </div>
      </div>
      <Examples />
    </div>
  );
}

/** The console for Cypher: the query on the left, what comes of it on the right. */
export function Console() {
  const t = useText();
  const session = useSession();
  const about = useAbout();
  const server = useAppState((state) => state.server);
  useEffect(() => () => session.leave(), [session]);
  const without = about ? !about.available : server.store === 'memory';
  return (
    <section className="console" aria-label={t('command.console')} data-testid="console">
      {without ? (
        <WithoutNeo4j why={server.why} />
      ) : (
        <>
          <EditorPane />
          <ResultPane />
        </>
      )}
    </section>
  );
}
