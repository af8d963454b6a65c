import '../../styles/embed.css';
import { ExternalLink, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import type { Address } from '../../state/address.ts';
import { viewIn } from '../../state/store.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Notices } from '../banners.tsx';
import { GraphView } from '../canvas/graph-view.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { Legend } from '../legend/legend.tsx';
import { useAppearance, usePage } from '../use-page.ts';

/** The view within another page: canvas and legend, what is clicked beside it, and the way to all the rest. */
export function Embedded({ address }: { address: Address }) {
  const { dispatch } = useApp();
  const t = useText();
  const theme = useAppearance();
  const { state, fault } = usePage(address);
  const selected = useAppState((now) => viewIn(now).selection.kind !== 'none');
  const history = useAppState((now) => now.history);
  const [whole, setWhole] = useState('');
  // The address follows the view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the view is what this waits for
  useEffect(() => setWhole(`${location.pathname}${location.hash}`), [history]);
  return (
    <div className="app embed" data-state={state} data-testid="embed">
      <main className="stage" id="stage" tabIndex={-1} aria-label="Loopscope">
        <GraphView ready={state === 'ready'} theme={theme} />
        {fault && <p className="canvas-empty">{t('embed.fault')}</p>}
        {state === 'ready' && (
          <section className="float canvas-legend" aria-label={t('legend.title')} data-testid="canvas-legend">
            <Legend compact />
          </section>
        )}
      </main>
      {selected && (
        <aside className="panel right" aria-label={t('panel.right')}>
          <Button
            className="embed-close"
            small
            icon={X}
            label={t('shortcuts.close')}
            onClick={() => dispatch('select', { kind: 'none' })}
          />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="scroll" tabIndex={0} aria-label={t('panel.right')}>
            <Inspector />
          </section>
        </aside>
      )}
      <a className="float embed-open" href={whole} target="_blank" rel="noopener" data-testid="embed-open">
        {t('embed.open')}
        <ExternalLink size={13} aria-hidden="true" />
      </a>
      <Notices />
    </div>
  );
}
