import { Ellipsis, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { useAppState } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { MenuButton } from '../menu-button.tsx';
import type { MenuEntry } from '../menu-entries.ts';
import { usePart } from '../use-part.ts';
import { LimitFields } from './limit-fields.tsx';
import { Parameters } from './parameters.tsx';
import { useConsole } from './use-console.ts';

const QUERIES: readonly MenuEntry[] = ['queryCanvas', 'queryForSelected'];
const loadEditor = () => import('./cypher-editor.tsx').then((module) => module.CypherEditor);

/** What is asked: the query, its parameters, how far it may go, and the buttons that send it. */
export function EditorPane() {
  const t = useText();
  const busy = useAppState((state) => state.consoleBusy);
  const limited = useConsole(({ limits }) => Object.values(limits).some((limit) => limit !== undefined));
  const [limitsOpen, setLimitsOpen] = useState(false);
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
          text={t('console.limits')}
          aria-expanded={limitsOpen}
          className={limited ? 'on' : ''}
          onClick={() => setLimitsOpen(!limitsOpen)}
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
