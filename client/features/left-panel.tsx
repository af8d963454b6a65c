import { useQueryClient } from '@tanstack/react-query';
import { Tabs } from 'radix-ui';
import { useEffect, useRef } from 'react';
import type { ApiError } from '../api/errors.ts';
import { useText } from '../locales/index.ts';
import { filterCount } from '../state/filters.ts';
import { listedIn } from '../state/loops.ts';
import { pathsAsked } from '../state/paths.ts';
import { DOCK_TABS } from '../state/prefs.ts';
import { joined } from '../state/search.ts';
import { type LeftTab, type Sheet, viewIn } from '../state/store.ts';
import { useApp, useAppState, useView } from './app-context.tsx';
import { DockPart, hasPart } from './dock/parts.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { Legend } from './legend/legend.tsx';
import { LoopsPanel } from './loops/loops-panel.tsx';
import { ResultsPanel } from './search/results-panel.tsx';
import { usePart } from './use-part.ts';

const TABS: readonly LeftTab[] = ['loops', 'paths', 'results', 'filters', 'legend'];
/** The tabs of the sheet on a phone. */
const SHEET_TABS: readonly Sheet[] = [...TABS, 'inspector', ...DOCK_TABS.filter(hasPart)];
const loadFilters = () => import('./filters/filters-panel.tsx').then((module) => module.FiltersPanel);
const loadPaths = () => import('./paths/paths-panel.tsx').then((module) => module.PathsPanel);
const isTab = (text: string): text is LeftTab => TABS.some((tab) => tab === text);
const isSheet = (text: string): text is Sheet => SHEET_TABS.some((tab) => tab === text);

/** How many there are, on the tab itself. */
function useTabCounts(): Partial<Record<Sheet, number>> {
  const { queries } = useApp();
  const client = useQueryClient();
  const loops = useAppState((state) => state.loops);
  const passing = useAppState((state) => state.passing);
  const query = useAppState((state) => state.query).trim();
  const graph = useAppState((state) => state.graph);
  const view = useView();
  const { datasets } = view;
  const found = client.getQueryData(queries.search(query, datasets).queryKey)?.hits;
  const paths = client.getQueryData(queries.paths(pathsAsked(view)).queryKey)?.paths.length;
  const hits = found && joined(graph, found).length;
  return {
    ...(loops.length > 0 ? { loops: listedIn({ graph, loops, passing }, view).length } : {}),
    ...(paths === undefined ? {} : { paths }),
    ...(filterCount(view) > 0 ? { filters: filterCount(view) } : {}),
    ...(query !== '' && hits !== undefined ? { results: hits } : {}),
  };
}

type Props = {
  /** Why there is nothing to show. */
  fault: ApiError | undefined;
  onRetry: () => void;
  /** With inspector and what is in the dock as further tabs. */
  phone?: boolean;
};

/** The panel on the left: loops, results, filters, legend. On a phone it is the sheet at the bottom, with the inspector, the timeline and the console in it. */
export function LeftPanel({ fault, onRetry, phone = false }: Props) {
  const { context } = useApp();
  const t = useText();
  const tab = useAppState((state) => state.tab);
  const sheet = useAppState((state) => state.sheet);
  const counts = useTabCounts();
  const at = phone ? sheet : tab;
  const FiltersPanel = usePart(loadFilters, at === 'filters');
  const PathsPanel = usePart(loadPaths, at === 'paths');
  // There is not the room for one more that few need: it is there once paths are asked for.
  const asksPaths = useAppState(
    (state) => viewIn(state).paths.from !== undefined || viewIn(state).paths.to !== undefined,
  );
  const tabs = (phone ? SHEET_TABS : TABS).filter((name) => name !== 'paths' || asksPaths || at === 'paths');
  const list = useRef<HTMLDivElement>(null);
  // Where there is not the room for all of them, the one that is open is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is what this waits for
  useEffect(() => {
    const active = list.current?.querySelector('[data-state="active"]');
    active?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);
  const onValueChange = (value: string) => {
    if (!isSheet(value)) return;
    context.store.setState({ sheet: value, sheetOpen: true, ...(isTab(value) ? { tab: value } : {}) });
  };
  return (
    <Tabs.Root className="tabs" value={at} onValueChange={onValueChange} data-tour="loops">
      <Tabs.List ref={list} className="tab-list" aria-label={t('panel.left')}>
        {tabs.map((name) => (
          <Tabs.Trigger key={name} value={name} className="tab" data-testid={`tab-${name}`}>
            {t(`tab.${name}`)}
            {counts[name] !== undefined && <span className="count">{counts[name]}</span>}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="loops" className="tab-body" tabIndex={-1}>
        <LoopsPanel fault={fault} onRetry={onRetry} />
      </Tabs.Content>
      <Tabs.Content value="paths" className="tab-body" tabIndex={-1}>
        {PathsPanel && <PathsPanel />}
      </Tabs.Content>
      <Tabs.Content value="results" className="tab-body" tabIndex={-1}>
        <ResultsPanel />
      </Tabs.Content>
      <Tabs.Content value="filters" className="tab-body" tabIndex={-1}>
        {FiltersPanel && <FiltersPanel />}
      </Tabs.Content>
      <Tabs.Content value="legend" className="tab-body" tabIndex={-1}>
        <Legend />
      </Tabs.Content>
      {phone && (
        <>
          <Tabs.Content value="inspector" className="tab-body" tabIndex={-1}>
            <Inspector />
          </Tabs.Content>
          {DOCK_TABS.map((name) => (
            <Tabs.Content key={name} value={name} className="tab-body" tabIndex={-1}>
              <DockPart tab={name} open={sheet === name} />
            </Tabs.Content>
          ))}
        </>
      )}
    </Tabs.Root>
  );
}
