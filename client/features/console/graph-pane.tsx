import { Maximize, Network, Plus, Replace } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createResultGraph, type ResultGraph } from '../../canvas/result-graph.ts';
import { Empty } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { type Drawing, drawingOf, entityIn } from '../../state/console/drawing.ts';
import { captionOf, labelOf, type Part } from '../../state/console/values.ts';
import type { Lang } from '../../state/format.ts';
import type { Point } from '../../state/geometry.ts';
import type { LayoutJob } from '../../workers/layouts.ts';
import { run } from '../../workers/run.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { useMedia } from '../use-page.ts';
import { CellDetail } from './cell-detail.tsx';
import { useGraphKeys } from './graph-keys.ts';
import { useConsole } from './use-console.ts';
import { useOpenPart } from './use-open-part.ts';

/** While rows still come, what came first is drawn; the whole once they have all come. */
const FIRST = 50;

const partsOf = ({ nodes, relationships }: Drawing, lang: Lang) => ({
  nodes: [...nodes].map(([id, node]) => ({ id, name: captionOf(node, lang), label: labelOf(node) })),
  relationships: [...relationships].map(([id, { _value: of }]) => ({
    id,
    from: of._start_node_element_id,
    to: of._end_node_element_id,
    type: of._type,
  })),
});

/** Where the nodes go, worked out apart from the page. */
async function arranged(
  { nodes, relationships }: ReturnType<typeof partsOf>,
  signal: AbortSignal,
): Promise<Record<string, Point>> {
  const worker = new Worker(new URL('../../workers/layout.worker.ts', import.meta.url), { type: 'module' });
  const job: LayoutJob = {
    name: 'force',
    at: Object.fromEntries(nodes.map(({ id }) => [id, { x: 0, y: 0 }])),
    links: relationships.map(({ from, to }) => [from, to]),
    loops: [],
    pinned: [],
  };
  return run(worker, job, { signal });
}

/** The nodes and relationships of a result, drawn on their own, from where they can be taken to the canvas. */
export function GraphPane() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const result = useConsole((state) => state.result);
  const openPart = useOpenPart();
  const host = useRef<HTMLDivElement>(null);
  const graph = useRef<ResultGraph>(undefined);
  const { rows = [], count = 0, phase } = result ?? {};
  const known = phase === 'running' ? Math.min(count, FIRST) : count;
  const drawing = useMemo(() => drawingOf(rows.slice(0, known)), [rows, known]);
  const parts = useMemo(() => partsOf(drawing, lang), [drawing, lang]);
  // What is no entity or claim cannot be selected: all that there is of it is shown here.
  const [detail, setDetail] = useState<Part>();
  const latest = useRef({ drawing, openPart });
  latest.current = { drawing, openPart };
  const theme = useAppState(({ prefs }) => prefs.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const shown = drawing.nodes.size > 0;

  const open = useCallback((id: string) => {
    const { drawing: now, openPart: opens } = latest.current;
    const part = now.nodes.get(id) ?? now.relationships.get(id);
    setDetail(part && !opens.open(part) ? part : undefined);
  }, []);
  const { onFocus, onKeyDown } = useGraphKeys(graph, parts, open);

  useEffect(() => {
    if (!host.current || !shown) return;
    const made = createResultGraph(host.current, { onNode: open, onRelationship: open });
    graph.current = made;
    return () => {
      graph.current = undefined;
      made.destroy();
    };
  }, [shown, open]);
  useEffect(() => {
    if (parts.nodes.length === 0) return;
    const stop = new AbortController();
    arranged(parts, stop.signal).then(
      (places) => {
        graph.current?.draw(parts, places);
        host.current?.setAttribute('data-drawn', String(parts.nodes.length));
      },
      (thrown) => {
        if (!stop.signal.aborted) reportError(thrown);
      },
    );
    return () => stop.abort();
  }, [parts]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of theme is what this waits for
  useEffect(() => graph.current?.repaint(), [theme, dark]);

  if (!shown)
    return phase === 'running' || result?.failure ? null : (
      <Empty icon={Network} title={t(result ? 'console.graph.none' : 'console.noResult')}>
        {t('console.graph.none.text')}
      </Empty>
    );
  const keys = [...drawing.nodes.values()].flatMap((node) => entityIn(node) ?? []);
  return (
    <>
      <div className="result-graph">
        <div
          ref={host}
          className="result-graph-host graph"
          role="application"
          aria-roledescription="graph"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the graph handles its own keys
          tabIndex={0}
          onFocus={onFocus}
          onKeyDown={onKeyDown}
          aria-label={t('console.graph.label', {
            nodes: drawing.nodes.size,
            relationships: drawing.relationships.size,
          })}
          data-testid="result-graph"
        />
        <div className="float result-graph-tools" role="toolbar" aria-label={t('canvas.tools')}>
          {keys.length > 0 && (
            <>
              <Button
                icon={Plus}
                small
                text={t('console.graph.add')}
                onClick={() => dispatch('showResult', { keys, only: false })}
                data-command="showResult"
              />
              <Button
                icon={Replace}
                small
                text={t('console.graph.only')}
                onClick={() => dispatch('showResult', { keys, only: true })}
                data-command="showResultOnly"
              />
            </>
          )}
          <Button icon={Maximize} small label={t('command.fit')} onClick={() => graph.current?.fit()} />
        </div>
        <p className="result-graph-note">
          {t('console.graph.label', { nodes: drawing.nodes.size, relationships: drawing.relationships.size })}
          {drawing.more && ` ${t('console.graph.more')}`}
        </p>
      </div>
      {detail && (
        <CellDetail
          name={detail.$type === 'Node' ? captionOf(detail, lang) : detail._value._type}
          value={detail}
          onPart={openPart.open}
          onClose={() => setDetail(undefined)}
        />
      )}
    </>
  );
}
