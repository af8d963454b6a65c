import { GRAPH_LIMITS } from '../../server/core/contract/graph.ts';
import { asApiError } from '../api/errors.ts';
import { askedFor, emptyGraph, entityAt, merged, scoped } from '../state/graph.ts';
import { amend } from '../state/history.ts';
import { keepPrefs } from '../state/prefs.ts';
import { heard } from '../state/server.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { initialView, without } from '../state/view.ts';
import { followCompare } from './compare.ts';
import { type Context, tell } from './context.ts';
import { adopt, followDatasets, readFirst } from './datasets.ts';
import { followLooks } from './gauging.ts';
import { firstPicture, followAddress } from './places.ts';
import { followWhatIf } from './what-if.ts';

/** The most entities that one request for the claims between them may name. */
const SUBGRAPH = GRAPH_LIMITS.subgraphEntities;

const setView = (context: Context, update: (state: AppState) => AppState['history']['present']): void =>
  context.store.setState((state) => ({ history: amend(state.history, update(state)) }));

/** Reads every claim between what is on the canvas, whenever that has changed: the picture shall leave nothing out. */
function completeClaims(context: Context): () => void {
  const { store, api } = context;
  let asked = '';
  let running: AbortController | undefined;
  const check = async (): Promise<void> => {
    const state = store.getState();
    const on = Object.keys(viewIn(state).placed).sort();
    const datasets = [...viewIn(state).datasets];
    const want = [...datasets, ...on].join();
    if (want === asked || on.length === 0) return;
    asked = want;
    running?.abort();
    running = new AbortController();
    try {
      const ids = askedFor(state.graph, on).slice(0, SUBGRAPH);
      const found = await api('subgraph', { ids, datasets }, running.signal);
      store.setState(({ graph }) => ({ graph: merged(graph, found) }));
    } catch (thrown) {
      // Asked again with the next change, or when the server is back.
      if (asApiError(thrown).code !== 'cancelled') asked = '';
    }
  };
  return store.subscribe((state, before) => {
    if (
      viewIn(state).placed !== viewIn(before).placed ||
      (state.server.reach === 'up' && before.server.reach === 'gone')
    )
      void check();
  });
}

/**
 * Other data is served now: reads it all again, keeping what is still there where it was. Where the reader made the change it is no news;
 * then `datasets` are asked about, and what it brought is read, too.
 */
export async function reload(
  context: Context,
  made?: { datasets: readonly string[]; also: readonly string[] },
): Promise<void> {
  const { store, api, queries, t } = context;
  const view = viewIn(store.getState());
  const before = Object.keys(view.placed);
  await queries.invalidateQueries();
  const { served, datasets, found } = await readFirst(context, {
    view: { ...initialView, datasets: made?.datasets ?? view.datasets },
  });
  const ids = askedFor(scoped(store.getState().graph, datasets), [...(made?.also ?? []), ...before]).slice(
    0,
    SUBGRAPH,
  );
  const read = ids.length > 0 ? await api('subgraph', { ids, datasets }) : undefined;
  store.setState({
    served,
    loops: [],
    graph: merged(scoped(emptyGraph, datasets), read ?? {}),
    more: {},
  });
  adopt(context, datasets, found);
  setView(context, (state) => ({
    ...without(
      viewIn(state),
      before.filter((key) => !entityAt(state.graph, key)),
    ),
    datasets,
  }));
  if (!made) tell(context, t('said.reloaded'));
}

/** Reads what has changed; the page's own change is no news to it. */
export async function refresh(
  context: Context,
  datasets: readonly string[],
  also: readonly string[] = [],
): Promise<void> {
  const { api, store } = context;
  // Who follows the view's datasets waits until they and the data are in step again.
  store.setState({ reading: datasets });
  try {
    store.setState({ server: heard(await api('health', {})) });
    await reload(context, { datasets, also });
  } finally {
    store.setState({ reading: undefined });
  }
}

/** Keeps the reader's settings in the browser. Where it has no room for them, that is said once. */
function keepSettings(context: Context): () => void {
  const { store, keeper, t } = context;
  let told = false;
  return store.subscribe(({ prefs }, before) => {
    if (prefs === before.prefs || keepPrefs(keeper, prefs) || told) return;
    told = true;
    tell(context, t('said.notKept'), 'warn');
  });
}

/** Keeps address, settings and claims in step with the view, until it is called off. */
export function keepInStep(context: Context): () => void {
  const ends = [
    followDatasets,
    followAddress,
    keepSettings,
    completeClaims,
    followWhatIf,
    followCompare,
    followLooks,
  ].map((follow) => follow(context));
  return () => {
    for (const end of ends) end();
  };
}

/** Starts the page: asks for the loops and draws them. Fails with what the loops failed with. */
export const boot = firstPicture;
