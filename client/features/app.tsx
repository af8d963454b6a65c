import { ChevronDown, ChevronUp } from 'lucide-react';
import { type CSSProperties, type MouseEvent, useEffect } from 'react';
import { NARROW } from '../commands/dock.ts';
import { Button } from '../components/button.tsx';
import { Splitter } from '../components/splitter.tsx';
import { useText } from '../locales/index.ts';
import type { Address } from '../state/address.ts';
import { DOCK, PANEL } from '../state/prefs.ts';
import { useApp, useAppState } from './app-context.tsx';
import { Banners, Notices } from './banners.tsx';
import { Stage } from './canvas/stage.tsx';
import { Dialogs, readPalette } from './dialogs.tsx';
import { DropZone } from './importing/drop-zone.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { LeftPanel } from './left-panel.tsx';
import { TopBar } from './top-bar.tsx';
import { useAppearance, useMedia, usePage, useShortcuts } from './use-page.ts';
import { usePart } from './use-part.ts';

const loadDock = () => import('./dock/dock.tsx').then((module) => module.Dock);

/** To the graph, or what stands in its place. The address stays: its fragment is the view's. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  (document.getElementById('graph') ?? document.getElementById('stage'))?.focus();
}

/** The page: bar, panels, stage; on a phone bar, stage, sheet. */
export function App({ address }: { address: Address }) {
  const { context } = useApp();
  const t = useText();
  const theme = useAppearance();
  useShortcuts();
  const { state, fault, retry } = usePage(address);
  useEffect(() => {
    if (state === 'ready') readPalette();
  }, [state]);
  const narrow = useMedia(NARROW);
  const prefs = useAppState((now) => now.prefs);
  const dialog = useAppState((now) => now.dialog);
  const Dock = usePart(loadDock, prefs.dockOpen && !narrow);
  const sheetOpen = useAppState((now) => now.sheetOpen);
  const setPrefs = (part: Partial<typeof prefs>) =>
    context.store.setState((now) => ({ prefs: { ...now.prefs, ...part } }));
  const widths: CSSProperties = narrow
    ? {}
    : {
        gridTemplateColumns: `${prefs.leftOpen ? `${prefs.left}px` : '0'} minmax(0, 1fr) ${prefs.rightOpen ? `${prefs.right}px` : '0'}`,
      };
  const stage = <Stage state={state} theme={theme} narrow={narrow} />;
  return (
    <div className={`app${narrow ? ' narrow' : ''}`} data-state={state}>
      {/* biome-ignore lint/a11y/useValidAnchor: a link for those who cannot run the script's part, which only moves the focus */}
      <a className="skip" href="#stage" onClick={skip}>
        {t('app.skip')}
      </a>
      <TopBar narrow={narrow} />
      <Banners />
      {narrow ? (
        <div className="desk">
          {stage}
          <aside className={`sheet${sheetOpen ? '' : ' closed'}`} aria-label={t('panel.left')}>
            <Button
              className="sheet-toggle"
              small
              icon={sheetOpen ? ChevronDown : ChevronUp}
              label={t('sheet.toggle')}
              aria-expanded={sheetOpen}
              onClick={() => context.store.setState({ sheetOpen: !sheetOpen })}
            />
            <LeftPanel fault={fault} onRetry={retry} phone />
          </aside>
        </div>
      ) : (
        <div className="desk" style={widths}>
          <aside className="panel left" aria-label={t('panel.left')} hidden={!prefs.leftOpen}>
            <LeftPanel fault={fault} onRetry={retry} />
            <Splitter
              label={t('panel.resize')}
              value={prefs.left}
              least={PANEL.least}
              most={PANEL.most}
              sign={1}
              onChange={(left) => setPrefs({ left })}
            />
          </aside>
          {stage}
          <aside
            className="panel right"
            aria-label={t('panel.right')}
            hidden={!prefs.rightOpen}
            data-tour="inspector"
          >
            <Splitter
              label={t('panel.resize')}
              value={prefs.right}
              least={PANEL.least}
              most={PANEL.most}
              sign={-1}
              onChange={(right) => setPrefs({ right })}
            />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <section className="scroll" tabIndex={0} aria-label={t('panel.right')}>
              <Inspector />
            </section>
          </aside>
          {prefs.dockOpen && (
            <aside
              className="panel dock"
              aria-label={t('panel.dock')}
              style={{ height: `min(${prefs.dock}px, 78vh)` }}
              data-testid="dock"
            >
              <Splitter
                label={t('panel.resizeDock')}
                value={prefs.dock}
                least={DOCK.least}
                most={DOCK.most}
                sign={-1}
                upright
                onChange={(dock) => setPrefs({ dock })}
              />
              {Dock && <Dock />}
            </aside>
          )}
        </div>
      )}
      <DropZone />
      <Notices />
      {dialog && <Dialogs key={dialog} name={dialog} />}
    </div>
  );
}
