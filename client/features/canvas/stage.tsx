import { ChevronDown, ChevronUp, Lasso, LayoutGrid, LoaderCircle } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { useText } from '../../locales/index.ts';
import { isPlaced } from '../../state/notes.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { Filtered } from '../filters/filtered.tsx';
import { Legend } from '../legend/legend.tsx';
import { MenuButton } from '../menu-button.tsx';
import type { MenuEntry } from '../menu-entries.ts';
import { type PageState, useMedia } from '../use-page.ts';
import { usePart } from '../use-part.ts';
import { Doing } from './doing.tsx';
import { Player } from './player.tsx';

const LAYOUTS: readonly MenuEntry[] = [
  'layoutLoops',
  'layoutForce',
  'layoutConcentric',
  'layoutLayers',
  'layoutCircle',
  'line',
  'linesApart',
  'linesOne',
  'line',
  'animate',
  'pin',
  'startOver',
];
const SELECT: readonly MenuEntry[] = [
  'lasso',
  'boxSelect',
  'line',
  'selectAll',
  'selectNeighbours',
  'selectInvert',
  'selectWhere',
  'line',
  'paths',
  'queryForSelected',
  'queryCanvas',
];
/** Asked for at once, as the data is: the page and the list need not wait for what draws. */
const graphView = import('./graph-view.tsx').then((module) => module.GraphView);
// What fails is told where it is waited for.
graphView.catch(() => undefined);
const loadGraph = () => graphView;
const loadNotes = () => import('../notes/canvas-notes.tsx').then((module) => module.CanvasNotes);
const loadOutline = () => import('./outline.tsx').then((module) => module.Outline);
const loadTable = () => import('./table-view.tsx').then((module) => module.TableView);
const loadLedger = () => import('../tables/ledger-view.tsx').then((module) => module.LedgerView);
const loadCompare = () => import('../tables/compare-view.tsx').then((module) => module.CompareView);
const loadConcentration = () =>
  import('../tables/concentration-view.tsx').then((module) => module.ConcentrationView);
const loadFlow = () => import('../flow/flow-view.tsx').then((module) => module.FlowView);

type Props = {
  state: PageState;
  /** The theme in force. */
  theme: string;
  narrow: boolean;
};

/** The centre of the page: graph, table or flow picture, with what floats over it. */
export function Stage({ state, theme, narrow }: Props) {
  const { context, dispatch } = useApp();
  const t = useText();
  const dockOpen = useAppState(({ prefs }) => prefs.dockOpen);
  const {
    stage: { form },
    notes,
  } = useView();
  const draft = useAppState((now) => now.draft);
  const noted = draft !== undefined || notes.some(isPlaced);
  const CanvasNotes = usePart(loadNotes, noted);
  /** The legend is not shown twice. */
  const inTab = useAppState(({ tab, prefs }) => tab === 'legend' && prefs.leftOpen);
  const legendOpen = useAppState(({ prefs }) => prefs.legendOpen);
  // With the dock open there is no room for it on a low screen; the tab has it.
  const low = useMedia('(max-height: 860px)') && dockOpen;
  // Read ahead once the picture is there, so that the table comes without a wait.
  const tool = useAppState((state) => state.tool);
  const Outline = usePart(loadOutline, tool !== 'hand');
  const GraphView = usePart(loadGraph, true);
  const TableView = usePart(loadTable, form === 'table' || state === 'ready');
  const FlowView = usePart(loadFlow, form === 'flow');
  const LedgerView = usePart(loadLedger, form === 'ledger');
  const CompareView = usePart(loadCompare, form === 'compareLoops');
  const ConcentrationView = usePart(loadConcentration, form === 'concentration');
  const Instead = {
    graph: undefined,
    table: TableView,
    flow: FlowView,
    ledger: LedgerView,
    compareLoops: CompareView,
    concentration: ConcentrationView,
  }[form];
  // The graph says so itself, once it is painted; a link may begin with what stands in its place.
  useEffect(() => {
    if (state === 'ready' && Instead) document.documentElement.dataset.ready = 'true';
  }, [state, Instead]);
  // It grows when scales or signs come to it: the graph makes room, unless its reader looks at a part of it.
  const keepClear = useCallback(
    (legend: HTMLElement) => {
      const watch = new ResizeObserver(() => context.canvas()?.refit());
      watch.observe(legend);
      return () => watch.disconnect();
    },
    [context],
  );
  return (
    <main className="stage" id="stage" tabIndex={-1} aria-label={t('canvas.main')}>
      {/* biome-ignore lint/a11y/useSemanticElements: two buttons are no fieldset */}
      <div className="float switch" role="group" aria-label={t('canvas.switch')}>
        <CommandButton name="graph" wide={!narrow} />
        <CommandButton name="table" wide={!narrow} />
        <CommandButton name="flow" wide={!narrow} />
      </div>
      {state === 'ready' && form !== 'flow' && <Filtered />}
      {/* Whatever stands in the middle: a table, too, has columns that are being worked out. */}
      <Doing />
      {form !== 'graph' ? (
        state === 'ready' && Instead && <Instead />
      ) : (
        <>
          {GraphView && <GraphView ready={state === 'ready'} theme={theme} />}
          {(state === 'loading' || (state === 'ready' && !GraphView)) && (
            <div className="canvas-empty waiting">
              <LoaderCircle className="spin" size={22} aria-hidden="true" />
              <span>{t('app.loading')}</span>
            </div>
          )}
          {tool !== 'hand' && Outline && <Outline tool={tool} />}
          {CanvasNotes && state === 'ready' && noted && <CanvasNotes />}
          <Player />
          <div
            className="float canvas-tools"
            role="toolbar"
            aria-label={t('canvas.tools')}
            aria-orientation="vertical"
          >
            <CommandButton name="zoomIn" />
            <CommandButton name="zoomOut" />
            <CommandButton name="fit" />
            <CommandButton name="fitSelection" />
            <MenuButton
              icon={Lasso}
              label={t('select.menu')}
              entries={SELECT}
              side="left"
              testId="select-menu"
            />
            <MenuButton
              icon={LayoutGrid}
              label={t('layout.menu')}
              entries={LAYOUTS}
              side="left"
              testId="layout-menu"
            />
          </div>
          {!narrow && !low && !inTab && state === 'ready' && (
            <section
              className="float canvas-legend"
              aria-label={t('legend.title')}
              data-tour="legend"
              data-testid="canvas-legend"
              ref={keepClear}
            >
              <button
                type="button"
                className="legend-toggle"
                aria-expanded={legendOpen}
                onClick={() => dispatch('toggleLegend')}
              >
                {t('legend.title')}
                {legendOpen ? (
                  <ChevronDown size={14} aria-hidden="true" />
                ) : (
                  <ChevronUp size={14} aria-hidden="true" />
                )}
              </button>
              {legendOpen && <Legend compact />}
            </section>
          )}
        </>
      )}
    </main>
  );
}
