import type { Output } from '../../server/core/contract/index.ts';
import { asApiError } from '../api/errors.ts';
import { type Address, writeAddress } from '../state/address.ts';
import { emptyGraph, merged } from '../state/graph.ts';
import { amend } from '../state/history.ts';
import { listed, stopsOf } from '../state/loops.ts';
import { keepPrefs } from '../state/prefs.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { without } from '../state/view.ts';
import { type Context, tell } from './context.ts';
import { loopPlaces } from './layout.ts';
import { queriesOf } from './queries.ts';
import { neededFor } from './select.ts';

/** The most entities that one request for the claims between them may name. */
const SUBGRAPH = 500;

const setView = (context: Context, update: (state: AppState) => AppState['history']['present']): void =>
  context.store.setState((state) => ({ history: amend(state.history, update(state)) }));

/** What a fresh start shows: the entities of the loops that the list shows. */
function homeOf(state: AppState): string[] {
  const shown = listed(state.loops, {
    ...viewIn(state).loops,
    through: undefined,
    exchanges: false,
    reading: 'trail',
  });
  return [...new Set(shown.flatMap(stopsOf))].sort();
}

/** Takes the answer of the loops in, and draws the first picture: the loops, or what the address names. */
async function firstPicture(context: Context, found: Output<'loops'>, address: Address): Promise<void> {
  const { store, api, t } = context;
  receive(context, found);
  store.setState((state) => ({ home: homeOf(state) }));
  const missing: string[] = [];
  let on = store.getState().home;
  const { selection } = address;
  const asked = [...(address.on ?? []), ...(selection?.kind === 'entity' ? [selection.key] : [])];
  if (selection?.kind === 'claim' && !store.getState().graph.claims.has(selection.key)) {
    const claim = await context.queries
      .fetchQuery(queriesOf(api).claim(selection.key))
      .catch(() => undefined);
    if (claim)
      store.setState(({ graph }) => ({
        graph: merged(graph, { entities: [claim.from, claim.to], claims: [claim.claim] }),
      }));
    else missing.push(selection.key);
  }
  if (asked.some((key) => !store.getState().graph.entities.has(key))) {
    const read = await api('subgraph', { ids: asked.slice(0, SUBGRAPH) });
    store.setState(({ graph }) => ({ graph: merged(graph, read) }));
    missing.push(...read.missing);
  }
  if (selection?.kind === 'loop' && !store.getState().loops.some(({ id }) => id === selection.id))
    missing.push(selection.id);
  if (address.on) on = address.on;
  const state = store.getState();
  const needed = selection ? neededFor(state, selection) : [];
  const known = [...new Set([...on, ...needed])].filter((key) => state.graph.entities.has(key));
  setView(context, (now) => ({
    ...viewIn(now),
    placed: loopPlaces(now, known),
    ...(selection &&
    missing.includes(
      selection.kind === 'loop' ? selection.id : selection.kind === 'none' ? '' : selection.key,
    )
      ? { selection: { kind: 'none' as const }, isolated: false }
      : {}),
  }));
  if (missing.length > 0) {
    store.setState({ missing });
    tell(context, t('said.missing', { ids: [...new Set(missing)].join(', ') }), 'warn');
  }
}

/** Keeps loops and their records. */
export function receive({ store }: Context, found: Output<'loops'>): void {
  store.setState(({ graph }) => ({
    loops: found.loops,
    graph: merged(graph, {
      entities: found.entities,
      claims: found.loops.flatMap(({ legs, restsOn }) => [
        ...legs.flatMap(({ claim, alternatives }) => [claim, ...alternatives]),
        ...restsOn.map(({ claim }) => claim),
      ]),
    }),
  }));
}

/** Reads every claim between what is on the canvas, whenever that has changed: the picture shall leave nothing out. */
function completeClaims(context: Context): () => void {
  const { store, api } = context;
  let asked = '';
  let running: AbortController | undefined;
  const check = async (state: AppState): Promise<void> => {
    const ids = Object.keys(viewIn(state).placed).sort().slice(0, SUBGRAPH);
    const want = ids.join();
    if (want === asked || ids.length === 0) return;
    asked = want;
    running?.abort();
    running = new AbortController();
    try {
      const found = await api('subgraph', { ids }, running.signal);
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
      void check(state);
  });
}

/** Other data is served now: reads it all again, keeping what is still there where it was. */
export async function reload(context: Context): Promise<void> {
  const { store, api, queries, t } = context;
  const before = Object.keys(viewIn(store.getState()).placed);
  await queries.invalidateQueries();
  const [found, read] = await Promise.all([
    queries.fetchQuery(queriesOf(api).loops()),
    before.length > 0 ? api('subgraph', { ids: before.slice(0, SUBGRAPH) }) : undefined,
  ]);
  store.setState({ graph: merged(emptyGraph, read ?? {}), more: {} });
  receive(context, found);
  store.setState((state) => ({ home: homeOf(state) }));
  setView(context, (state) => without(viewIn(state), read?.missing ?? []));
  tell(context, t('said.reloaded'));
}

/** Keeps address and settings in step with what is on screen. */
function remember(context: Context): () => void {
  const { store, keeper } = context;
  // Another link put into the same tab: what we write ourselves does not come here.
  const reopen = () => location.reload();
  window.addEventListener('hashchange', reopen);
  const leave = store.subscribe((state, before) => {
    if (state.prefs !== before.prefs) keepPrefs(keeper, state.prefs);
    if (
      viewIn(state) === viewIn(before) &&
      state.prefs.lang === before.prefs.lang &&
      state.home === before.home
    )
      return;
    if (state.home.length === 0) return;
    try {
      history.replaceState(null, '', writeAddress(viewIn(state), state.prefs.lang, state.home));
    } catch {
      // Browsers refuse more than some hundred changes a minute; the next one will do.
    }
  });
  return () => {
    window.removeEventListener('hashchange', reopen);
    leave();
  };
}

/** Keeps address, settings and claims in step with the view, until it is called off. */
export function keepInStep(context: Context): () => void {
  const ends = [remember(context), completeClaims(context)];
  return () => {
    for (const end of ends) end();
  };
}

/** Starts the page: asks for the loops and draws them. Fails with what the loops failed with. */
export async function boot(context: Context, address: Address): Promise<void> {
  const found = await context.queries.fetchQuery(queriesOf(context.api).loops());
  await firstPicture(context, found, address);
}
