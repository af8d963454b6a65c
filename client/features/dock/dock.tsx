import './dock.css';
import { X } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { DOCK_TABS, type DockTab } from '../../state/prefs.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { DockPart, hasPart } from './parts.tsx';

const SHOWN = DOCK_TABS.filter(hasPart);
const isShown = (text: string): text is DockTab => SHOWN.some((tab) => tab === text);

/** The panel below the canvas. What is in a tab ends when another is opened or the panel is closed. */
export function Dock() {
  const { context, dispatch } = useApp();
  const t = useText();
  const kept = useAppState(({ prefs }) => prefs.dockTab);
  const tab = isShown(kept) ? kept : SHOWN[0];
  return (
    <Tabs.Root
      className="tabs"
      value={tab ?? ''}
      onValueChange={(value) => {
        if (isShown(value)) context.store.setState(({ prefs }) => ({ prefs: { ...prefs, dockTab: value } }));
      }}
    >
      <div className="dock-head">
        <Tabs.List className="tab-list" aria-label={t('panel.dock')}>
          {SHOWN.map((name) => (
            <Tabs.Trigger key={name} value={name} className="tab" data-testid={`dock-${name}`}>
              {t(`dock.${name}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Button icon={X} small label={t('panel.close')} onClick={() => dispatch('toggleDock')} />
      </div>
      {SHOWN.map((name) => (
        <Tabs.Content key={name} value={name} className="tab-body" tabIndex={-1}>
          <DockPart tab={name} open={name === tab} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
