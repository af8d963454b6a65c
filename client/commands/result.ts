import { Download, FileOutput, Network, Plus } from 'lucide-react';
import { GRAPH_LIMITS } from '../../server/core/contract/graph.ts';
import { splitRef } from '../../server/core/model/ids.ts';
import { fileOf, RESULT_FILES, type ResultFile, recordsIn } from '../state/console/file.ts';
import type { Row } from '../state/console/result.ts';
import { askedFor, entityAt, merged } from '../state/graph.ts';
import { viewIn } from '../state/store.ts';
import { type Context, change, command, tell } from './context.ts';
import { canonicalIn } from './datasets.ts';
import { save } from './export.ts';
import { faultText } from './faults.ts';
import { graphCommands } from './graph.ts';
import { loopPlaces } from './layout.ts';
import { choose } from './select.ts';
import { show } from './show.ts';

/** The keys of datasets that are asked about; what the console finds in others is named, and left. */
function mine(context: Context, keys: readonly string[]): string[] {
  const { datasets } = viewIn(context.store.getState());
  const of = (key: string): string => splitRef(key).dataset ?? '';
  const others = [...new Set(keys.map(of))].filter((dataset) => !datasets.includes(dataset));
  if (others.length > 0) tell(context, context.t('console.otherDataset', { ids: others.join(', ') }), 'warn');
  return keys.filter((key) => datasets.includes(of(key)));
}

/** What a query has found, taken to the canvas: beside what is there, or in its place. */
async function showResult(
  context: Context,
  { keys, only }: { keys: readonly string[]; only: boolean },
): Promise<void> {
  const { store, api, t } = context;
  const wanted = mine(context, keys);
  if (wanted.length === 0) return;
  if (!only) return show(context, wanted);
  try {
    const { graph, history } = store.getState();
    const ids = askedFor(graph, wanted).slice(0, GRAPH_LIMITS.subgraphEntities);
    const found = await api('subgraph', { ids, datasets: [...history.present.datasets] });
    store.setState((state) => ({ graph: merged(state.graph, found), player: undefined }));
    change(context, { command: 'showResult' }, (view, state) => ({
      ...view,
      placed: loopPlaces(
        state,
        canonicalIn(state, wanted).filter((key) => entityAt(state.graph, key)),
      ),
      selection: { kind: 'none' },
      isolated: false,
      expansions: [],
    }));
    context.canvas()?.fit();
  } catch (thrown) {
    tell(context, faultText(t, thrown), 'warn');
  }
}

export const resultCommands = {
  /** The rows of a query as a file. */
  saveResult: command<{ kind: ResultFile; columns: readonly string[]; rows: readonly Row[] }>({
    group: 'console',
    label: 'command.saveResult',
    icon: Download,
    run: (context, { kind, columns, rows }) => {
      const name = `loopscope-query.${kind}`;
      save(name, new Blob([...fileOf(kind, columns, rows)], { type: RESULT_FILES[kind].mediaType }));
      tell(context, context.t('said.saved', { name }));
    },
  }),
  /** What entities and claims are in the rows, to be taken out with evidence. */
  exportResult: command<readonly Row[]>({
    group: 'console',
    label: 'command.exportResult',
    icon: FileOutput,
    run: ({ store }, rows) =>
      store.setState({ found: recordsIn(rows), exporting: undefined, dialog: 'export' }),
  }),
  showResult: command<{ keys: readonly string[]; only: boolean }>({
    group: 'console',
    label: 'command.showResult',
    icon: Network,
    run: showResult,
  }),
  /** An entity or a claim that is known by its key alone. */
  openRecord: command<{ kind: 'entity' | 'claim'; key: string }>({
    group: 'console',
    label: 'command.visit',
    icon: Plus,
    run: async (context, { kind, key }) => {
      const [own] = mine(context, [key]);
      if (own === undefined) return;
      try {
        if (kind === 'claim') {
          const { claim } = await context.api('claim', { id: own });
          return graphCommands.openClaim.run(context, claim);
        }
        await show(context, [own]);
        const [at = own] = canonicalIn(context.store.getState(), [own]);
        choose(context, { kind: 'entity', key: at });
      } catch (thrown) {
        tell(context, faultText(context.t, thrown), 'warn');
      }
    },
  }),
};
