import { Ellipsis, SlidersHorizontal } from 'lucide-react';
import { limitText } from '../../commands/console-told.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { LIMITS, limitsAt } from '../../state/console/limits.ts';
import { useAppState } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { MenuButton } from '../menu-button.tsx';
import type { MenuEntry } from '../menu-entries.ts';
import { usePart } from '../use-part.ts';
import { LimitFields } from './limit-fields.tsx';
import { Parameters } from './parameters.tsx';
import { useAbout, useConsole, useSession } from './use-console.ts';

const QUERIES: readonly MenuEntry[] = ['queryCanvas', 'queryForSelected'];
const loadEditor = () => import('./cypher-editor.tsx').then((module) => module.CypherEditor);

/** What is asked: the query, its parameters, how far it may go, and the buttons that send it. */
export function EditorPane() {
  const t = useText();
  const busy = useAppState((state) => state.consoleBusy);
  const session = useSession();
  const about = useAbout();
  const limits = useConsole((state) => state.limits);
  const limited = Object.values(limits).some((limit) => limit !== undefined);
  const limitsOpen = useConsole((state) => state.limitsOpen !== false);
  const now = limitsAt(limits, about?.limits);
  const limitsNow = LIMITS.flatMap((name) => (now[name] === undefined ? [] : limitText(t, name, now[name])));
  const CypherEditor = usePart(loadEditor, true);
  return (
    <div className="console-query">
      <div className="console-bar" role="toolbar" aria-label={t('console.bar')}>
        {busy ? (
          <CommandButton name="consoleCancel" wide small look="outline" />
        ) : (
          <CommandButton name="consoleRun" wide small look="primary" />
        )}
        <CommandButton name="consoleExplain" wide small />
        <CommandButton name="consoleProfile" wide small />
        <MenuButton
          icon={Ellipsis}
          label={t('console.menu')}
          entries={QUERIES}
          align="start"
          testId="console-menu"
        />
        <span className="gap" />
        <Button
          icon={SlidersHorizontal}
          small
          label={`${t('console.limits')}: ${limitsNow.join(' · ')}`}
          text={
            <>
              <span className="limits-name">{t('console.limits')}</span>
              <span className="limits-now">{limitsNow.join(' · ')}</span>
            </>
          }
          aria-expanded={limitsOpen}
          className={limited ? 'limits on' : 'limits'}
          onClick={() => session.store.setState({ limitsOpen: !limitsOpen })}
          data-testid="console-limits"
        />
      </div>
      {limitsOpen && <LimitFields />}
      <div className="console-editor">
        {CypherEditor && <CypherEditor />}
        <p className="editor-hint">{t('console.editor.hint')}</p>
      </div>
      <Parameters />
    </div>
  );
}
