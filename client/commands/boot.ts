import { EntityRef } from '../../server/core/model/ids.ts';
import { asApiError } from '../api/errors.ts';
import { type Address, writeAddress } from '../state/address.ts';
import { datasetsOf } from '../state/compare.ts';
import { chosenBy, reachOf } from '../state/datasets.ts';
import { askedFor, emptyGraph, entityAt, merged, scoped } from '../state/graph.ts';
import { amend } from '../state/history.ts';
import { keepPrefs } from '../state/prefs.ts';
import { chosenOf, NOTHING, type Selection, several } from '../state/selection.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { without } from '../state/view.ts';
import { followCompare } from './compare.ts';
import { type Context, tell } from './context.ts';
import { adopt, canonicalIn, followDatasets, readFirst, receive } from './datasets.ts';
import { loopPlaces } from './layout.ts';
import { queriesOf } from './queries.ts';
import { neededFor } from './select.ts';
import { followWhatIf } from './what-if.ts';

/** The most entities that one request for the claims between them may name. */
const SUBGRAPH = 500;

const setView = (context: Context, update: (state: AppState) => AppState['history']['present']): void =>
  context.store.setState((state) => ({ history: amend(state.history, update(state)) }));

/** What of a link's selection there is. */
function leftOf(state: AppState, selection: Selection, lost: ReadonlySet<string>): Selection {
  if (selection.kind === 'loop') return lost.has(selection.id) ? { kind: 'none' } : selection;
  if (selection.kind === 'bundle') return selection;
  const { entities, claims } = chosenOf(state.graph, selection);
  return several({
    entities: canonicalIn(
      state,
      entities.filter((key) => !lost.has(key)),
    ),
    claims: claims.filter((key) => !lost.has(key)),
  });
}

/** Draws the first picture: the loops, or what the address names. */
async function firstPicture(context: Context, datasets: readonly string[], address: Address): Promise<void> {
  const { store, api, t } = context;
  const missing: string[] = [];
  const { selection } = address;
  const named = selection ? chosenOf(store.getState().graph, selection) : NOTHING;
  const asked = [...(address.on ?? []), ...named.entities];
  // Claims between what is on the canvas come with it; one by itself is asked for by itself.
  if (
    asked.some((key) => !entityAt(store.getState().graph, key)) ||
    (selection?.kind === 'several' && named.claims.length > 0)
  ) {
    // What cannot be an id names nothing, and would have the server refuse the rest with it.
    const { graph: before, home } = store.getState();
    const ids = askedFor(before, address.on ? asked : [...asked, ...home])
      .filter((key) => EntityRef.safeParse(key).success)
      .slice(0, SUBGRAPH);
    if (ids.length > 0) {
      const read = await api('subgraph', { ids, datasets: [...datasets] });
      store.setState(({ graph }) => ({ graph: merged(graph, read) }));
    }
    missing.push(...asked.filter((key) => !entityAt(store.getState().graph, key)));
  }
  await Promise.all(
    named.claims
      .filter((key) => !store.getState().graph.claims.has(key))
      .map(async (key) => {
        const found = await context.queries.fetchQuery(queriesOf(api).claim(key)).catch(() => undefined);
        if (found)
          store.setState(({ graph }) => ({
            graph: merged(graph, { entities: [found.from, found.to], claims: [found.claim] }),
          }));
        else missing.push(key);
      }),
  );
  const hasLoop = (id: string) => store.getState().loops.some((loop) => loop.id === id);
  if (
    selection?.kind === 'loop' &&
    !hasLoop(selection.id) &&
    [address.legs, address.through, address.sort, address.constraints, address.filters, address.time].some(
      (part) => part !== undefined,
    )
  ) {
    // It is among those that the link's filters led to.
    const view = { ...viewIn(store.getState()), datasets };
    const reach = reachOf(store.getState().served, datasets);
    receive(context, await context.queries.fetchQuery(queriesOf(api).loopsFor(reach, view)));
  }
  if (selection?.kind === 'loop' && !hasLoop(selection.id)) missing.push(selection.id);
  const state = store.getState();
  const on = address.on ?? state.home;
  const lost = new Set(missing);
  const chosen = selection && leftOf(state, selection, lost);
  const needed = chosen ? neededFor(state, chosen) : [];
  const known = canonicalIn(state, [...on, ...needed]).filter((key) => entityAt(state.graph, key));
  setView(context, (now) => ({
    ...viewIn(now),
    placed: loopPlaces(now, known),
    pinned: viewIn(now).pinned.filter((key) => known.includes(key)),
    ...(chosen ? { selection: chosen } : {}),
    ...(chosen?.kind === 'none' ? { isolated: false } : {}),
  }));
  if (viewIn(store.getState()).selection.kind !== 'none') store.setState({ sheet: 'inspector' });
  const gone = [...(address.datasets ?? []), ...(address.compare ? datasetsOf(address.compare) : [])].filter(
    (id) => !datasets.includes(id),
  );
  if (missing.length > 0 || gone.length > 0) {
    const ids = [...new Set([...gone, ...missing])];
    store.setState({ missing: ids });
    tell(context, t('said.missing', { ids: ids.join(', ') }), 'warn');
  }
}

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

/** Other data is served now: reads it all again, keeping what is still there where it was. */
export async function reload(context: Context): Promise<void> {
  const { store, api, queries, t } = context;
  const view = viewIn(store.getState());
  const before = Object.keys(view.placed);
  await queries.invalidateQueries();
  const { served, datasets, found } = await readFirst(context, { datasets: [...view.datasets] });
  const ids = askedFor(store.getState().graph, before).slice(0, SUBGRAPH);
  const read = before.length > 0 ? await api('subgraph', { ids, datasets }) : undefined;
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
    if (state.loopsOf.length === 0) return;
    try {
      history.replaceState(
        null,
        '',
        writeAddress(viewIn(state), state.prefs.lang, {
          datasets: chosenBy(state.served, 'first'),
          home: state.home,
        }),
      );
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
  const ends = [
    followDatasets(context),
    remember(context),
    completeClaims(context),
    followWhatIf(context),
    followCompare(context),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** Starts the page: asks for the loops and draws them. Fails with what the loops failed with. */
export async function boot(context: Context, address: Address): Promise<void> {
  const { served, datasets, found } = await readFirst(context, address);
  context.store.setState({ served });
  adopt(context, datasets, found);
  setView(context, (state) => {
    const { compare, ...view } = viewIn(state);
    // What is not served cannot be compared.
    const there = compare && datasetsOf(compare).every((id) => datasets.includes(id));
    return { ...view, datasets, ...(there ? { compare } : {}) };
  });
  await firstPicture(context, datasets, address);
}
