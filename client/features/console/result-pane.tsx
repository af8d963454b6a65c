import { Tabs } from 'radix-ui';
import { type ComponentType, useEffect, useRef } from 'react';
import { useText } from '../../locales/index.ts';
import { type Pane, QUERY_PANES, RESULT_PANES } from '../../state/console/store.ts';
import { usePart } from '../use-part.ts';
import { ExamplesPane } from './examples.tsx';
import { FailureNote, Notices } from './notes.tsx';
import { PlanPane } from './plan-pane.tsx';
import { RawPane } from './raw-pane.tsx';
import { ResultFoot } from './result-foot.tsx';
import { ResultTable } from './result-table.tsx';
import { HistoryPane, SavedPane } from './saved-panes.tsx';
import { useConsole, useSession } from './use-console.ts';

const PANES: readonly Pane[] = [...RESULT_PANES, ...QUERY_PANES];
const isPane = (text: string): text is Pane => PANES.some((pane) => pane === text);
const isResult = (pane: Pane): boolean => RESULT_PANES.some((one) => one === pane);

const loadGraph = () => import('./graph-pane.tsx').then((module) => module.GraphPane);
function Graph() {
  const GraphPane = usePart(loadGraph, true);
  return GraphPane ? <GraphPane /> : null;
}
const CONTENT: Readonly<Record<Pane, ComponentType>> = {
  table: ResultTable,
  graph: Graph,
  json: RawPane,
  plan: PlanPane,
  examples: ExamplesPane,
  saved: SavedPane,
  history: HistoryPane,
};

/** What came of the query, in its forms; beside that, queries to take up. */
export function ResultPane() {
  const t = useText();
  const session = useSession();
  const pane = useConsole((state) => state.pane);
  const result = useConsole((state) => state.result);
  const host = useRef<HTMLDivElement>(null);
  const number = result?.number;
  // Where it is below the query, what comes of it is brought into sight.
  useEffect(() => {
    if (number !== undefined) host.current?.scrollIntoView({ block: 'nearest' });
  }, [number]);
  return (
    <Tabs.Root
      ref={host}
      className="console-result"
      value={pane}
      onValueChange={(value) => isPane(value) && session.store.setState({ pane: value })}
      data-testid="console-result"
      data-number={result?.number ?? 0}
      data-phase={result?.phase ?? 'none'}
    >
      <Tabs.List className="tab-list small" aria-label={t('console.panes')}>
        {PANES.map((name) => (
          <Tabs.Trigger
            key={name}
            value={name}
            className={name === QUERY_PANES[0] ? 'tab apart' : 'tab'}
            data-testid={`pane-${name}`}
          >
            {t(`console.pane.${name}`)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {PANES.map((name) => {
        const Content = CONTENT[name];
        return (
          <Tabs.Content key={name} value={name} className="console-pane" tabIndex={-1}>
            {name === pane && (
              <>
                {isResult(name) && result && (
                  <>
                    <FailureNote result={result} />
                    <Notices notices={result.notices} />
                  </>
                )}
                <Content />
              </>
            )}
          </Tabs.Content>
        );
      })}
      {result && <ResultFoot result={result} files={isResult(pane)} />}
    </Tabs.Root>
  );
}
