import { GRAPH_LIMITS } from '../../server/core/contract/graph.ts';
import { EntityRef } from '../../server/core/model/ids.ts';
import { ViewBody } from '../../server/core/model/saved.ts';
import { asApiError } from '../api/errors.ts';
import {
  type Address,
  LONGEST,
  type Parts,
  readAddress,
  readParts,
  startOf,
  writeAddress,
} from '../state/address.ts';
import { datasetsOf } from '../state/compare.ts';
import { reachOf, sameDatasets } from '../state/datasets.ts';
import { askedFor, canonical, entityAt, merged } from '../state/graph.ts';
import { amend, type Label } from '../state/history.ts';
import { LIST, questionOf } from '../state/loop-query.ts';
import { pathsAsked } from '../state/paths.ts';
import { placeBeside } from '../state/place.ts';
import { chosenOf, type Selection, several } from '../state/selection.ts';
import { type AppState, viewIn } from '../state/store.ts';
import type { View } from '../state/view.ts';
import { type Context, change, tell } from './context.ts';
import { adopt, canonicalIn, readFirst, receive } from './datasets.ts';
import { faultText } from './faults.ts';
import { loopPlaces } from './layout.ts';
import { queriesOf } from './queries.ts';
import { neededFor } from './select.ts';

/** The most entities that one request may name. */
const SUBGRAPH = GRAPH_LIMITS.subgraphEntities;

const addressOf = (state: AppState): string => writeAddress(viewIn(state), state.prefs.lang, startOf(state));

/** What of a link's selection there is. */
function leftOf(state: AppState, selection: Selection, lost: ReadonlySet<string>): Selection {
  if (selection.kind === 'loop') return lost.has(selection.id) ? { kind: 'none' } : selection;
  if (selection.kind === 'bundle' || selection.kind === 'none') return selection;
  if (selection.kind === 'path') {
    const claims = selection.claims.filter((key) => !lost.has(key));
    if (claims.length === 0 || selection.stops.some((key) => lost.has(key))) return { kind: 'none' };
    return { ...selection, stops: canonicalIn(state, selection.stops), claims };
  }
  const { entities, claims } = chosenOf(state.graph, selection);
  return several({
    entities: canonicalIn(
      state,
      entities.filter((key) => !lost.has(key)),
    ),
    claims: claims.filter((key) => !lost.has(key)),
  });
}

/** What of an end of a link's paths there is. */
const endLeft = (state: AppState, end: string | undefined, lost: ReadonlySet<string>): string | undefined =>
  end === undefined || lost.has(end) ? undefined : canonical(state.graph, end);

/** Reads what an address names and is not loaded yet. Gives what there is not. */
async function readNamed(
  { store, api, queries }: Context,
  datasets: readonly string[],
  { view, on }: Address,
): Promise<string[]> {
  const { selection } = view;
  const named = chosenOf(store.getState().graph, selection);
  const ends = [view.paths.from, view.paths.to].flatMap((key) => key ?? []);
  const asked = [...new Set([...(on ?? []), ...named.entities, ...ends])];
  // Claims between what is on the canvas come with it; one by itself is asked for by itself.
  if (
    asked.some((key) => !entityAt(store.getState().graph, key)) ||
    ((selection.kind === 'several' || selection.kind === 'path') && named.claims.length > 0)
  ) {
    const { graph, home } = store.getState();
    // What cannot be an id names nothing, and would have the server refuse the rest with it.
    const ids = askedFor(graph, on ? asked : [...asked, ...home]).filter(
      (key) => EntityRef.safeParse(key).success,
    );
    for (let at = 0; at < ids.length; at += SUBGRAPH) {
      const read = await api('subgraph', { ids: ids.slice(at, at + SUBGRAPH), datasets: [...datasets] });
      store.setState((state) => ({ graph: merged(state.graph, read) }));
    }
  }
  const missing = asked.filter((key) => !entityAt(store.getState().graph, key));
  await Promise.all(
    named.claims
      .filter((key) => !store.getState().graph.claims.has(key))
      .map(async (key) => {
        const found = await queries.fetchQuery(queriesOf(api).claim(key)).catch(() => undefined);
        if (found)
          store.setState(({ graph }) => ({
            graph: merged(graph, { entities: [found.from, found.to], claims: [found.claim] }),
          }));
        else missing.push(key);
      }),
  );
  return missing;
}

/** Where things go: as the address says; without positions, as a layout puts them. */
function placesFor(state: AppState, { view, on }: Address, needed: readonly string[]): View['placed'] {
  const given = Object.entries(view.placed).flatMap(([key, point]) =>
    entityAt(state.graph, key) ? [[canonical(state.graph, key), point] as const] : [],
  );
  const placed = Object.fromEntries(given.length > 0 || on ? given : Object.entries(state.homePlaces));
  const others = canonicalIn(state, [...(on ?? []), ...needed]).filter(
    (key) => entityAt(state.graph, key) && !Object.hasOwn(placed, key),
  );
  if (others.length === 0) return placed;
  if (given.length === 0) return loopPlaces(state, [...Object.keys(placed), ...others]);
  return { ...placed, ...placeBeside({ x: 0, y: 0 }, others, Object.values(placed)) };
}

/** The view that an address asks for, of what there is, with what is there no longer. */
async function viewAt(
  context: Context,
  datasets: readonly string[],
  address: Address,
): Promise<{ view: View; missing: string[] }> {
  const { store, queries, api } = context;
  const { selection } = address.view;
  const missing = await readNamed(context, datasets, address);
  const hasLoop = (id: string) => store.getState().loops.some((loop) => loop.id === id);
  if (selection.kind === 'loop' && !hasLoop(selection.id)) {
    // It is among those that the link's filters led to, or further down the list.
    const reach = reachOf(store.getState().served, datasets);
    const asked = { ...address.view, datasets };
    const found = await queries.fetchQuery(queriesOf(api).loopsFor(reach, asked, LIST.most));
    if (found.loops.length > LIST.first) store.setState({ goesOn: questionOf(asked) });
    receive(context, found);
  }
  if (selection.kind === 'loop' && !hasLoop(selection.id)) missing.push(selection.id);
  const state = store.getState();
  const lost = new Set(missing);
  const chosen = leftOf(state, selection, lost);
  const placed = placesFor(state, address, neededFor(state, chosen));
  const { compare, ...rest } = address.view;
  const compared = compare ? datasetsOf(compare) : [];
  // What is not served cannot be compared.
  const comparable = compared.every((id) => datasets.includes(id));
  const view: View = {
    ...rest,
    ...(compare && comparable ? { compare } : {}),
    datasets,
    placed,
    selection: chosen,
    isolated: address.view.isolated && chosen.kind !== 'none',
    paths: {
      ...rest.paths,
      from: endLeft(state, rest.paths.from, lost),
      to: endLeft(state, rest.paths.to, lost),
    },
    pinned: canonicalIn(state, address.view.pinned).filter((key) => Object.hasOwn(placed, key)),
  };
  const gone = [...address.view.datasets, ...compared].filter((id) => !datasets.includes(id));
  return { view, missing: [...new Set([...gone, ...missing])] };
}

/** Reads the snapshot that an address names. Of one that is kept no longer, what stands beside its name counts. */
async function opened({ api }: Pick<Context, 'api'>, address: Address): Promise<Address & { broken?: true }> {
  if (address.snapshot === undefined) return address;
  try {
    const { body } = await api('saved', { kind: 'snapshot', id: address.snapshot });
    return { ...address, ...readParts(partsOf(body)) };
  } catch (thrown) {
    if (asApiError(thrown).code === 'not_found') return { ...address, broken: true };
    throw thrown;
  }
}

/** What is saved may be of another release: what it does not say is as by default. */
export const partsOf = (body: unknown): Parts => {
  const read = ViewBody.safeParse(body);
  return read.success ? read.data.parts : {};
};

/** Reads all that an address asks for; `take` puts the view in force. A later call has the last word. */
let calls = 0;
async function arrive(
  context: Context,
  address: Address,
  take: (view: View) => void,
  saved = false,
): Promise<void> {
  const { store, t } = context;
  const call = ++calls;
  const full = await opened(context, address);
  const { served, datasets, found } = await readFirst(context, full);
  if (call !== calls) return;
  // While this is under way nothing else reads the loops of what the view still asks about.
  store.setState({ served, reading: datasets });
  try {
    if (!sameDatasets(store.getState().loopsOf, datasets)) adopt(context, datasets, found);
    const { view, missing } = await viewAt(context, datasets, full);
    if (call !== calls) return;
    take(view);
    store.setState({
      missing,
      ...(pathsAsked(view) ? { tab: 'paths' } : {}),
      ...(view.selection.kind === 'none' ? {} : { sheet: 'inspector' }),
    });
    if (full.broken) tell(context, t('said.brokenLink'), 'warn');
    else if (missing.length > 0)
      tell(context, t(saved ? 'said.viewMissing' : 'said.missing', { ids: missing.join(', ') }), 'warn');
  } finally {
    if (call === calls) store.setState({ reading: undefined });
  }
}

/** Draws the first picture: the loops, or what the address names. */
export const firstPicture = (context: Context, address: Address): Promise<void> =>
  arrive(context, address, (view) =>
    context.store.setState(({ history }) => ({ history: amend(history, view) })),
  );

/** Goes to what an address names, as a step that can be undone. */
export async function go(context: Context, address: Address, label: Label): Promise<void> {
  try {
    await arrive(
      context,
      address,
      (view) => {
        change(context, label, () => view);
        context.store.setState(({ prefs }) => ({
          player: undefined,
          cursor: undefined,
          prefs: address.lang ? { ...prefs, lang: address.lang } : prefs,
        }));
        context.canvas()?.fit();
      },
      label.command === 'openView',
    );
  } catch (thrown) {
    tell(context, faultText(context.t, thrown), 'warn');
  }
}

/** What one goes back to with the browser's button: another thing looked at, or other data; not where things lie. */
const placeOf = ({ datasets, selection }: View): string => JSON.stringify([datasets, selection]);

/** Keeps the address in step with the view, and the view with the address where the reader goes back, forward, or pastes a link. */
export function followAddress(context: Context): () => void {
  const { store } = context;
  let written = location.hash;
  let travelling = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (fragment: string, push: boolean): void => {
    written = fragment;
    try {
      if (push) history.pushState(null, '', fragment);
      else history.replaceState(null, '', fragment);
    } catch {
      // Browsers refuse more than some hundred changes a minute; the next one will do.
    }
  };
  /** A long address gives way to a snapshot once the reader rests. */
  const shorten = async (fragment: string): Promise<void> => {
    const { shortened } = await import('./snapshots.ts');
    const short = await shortened(context);
    if (written === fragment && short !== fragment) write(short, false);
  };
  const onTravel = async (): Promise<void> => {
    if (location.hash === written || decodeURI(location.hash) === written) return;
    written = location.hash;
    travelling = true;
    await go(context, readAddress(location.hash), { command: 'goTo' });
    travelling = false;
  };
  const travel = () => void onTravel().catch(reportError);
  window.addEventListener('popstate', travel);
  const leave = store.subscribe((state, before) => {
    if (
      viewIn(state) === viewIn(before) &&
      state.prefs.lang === before.prefs.lang &&
      state.homePlaces === before.homePlaces
    )
      return;
    if (state.loopsOf.length === 0) return;
    const fragment = addressOf(state);
    if (fragment === written) return;
    const view = viewIn(state);
    const elsewhere = state.history.past !== before.history.past && placeOf(view) !== placeOf(viewIn(before));
    write(fragment, elsewhere && !travelling && view.selection.kind !== 'none');
    clearTimeout(timer);
    if (fragment.length > LONGEST) timer = setTimeout(() => void shorten(fragment).catch(reportError), 800);
  });
  return () => {
    window.removeEventListener('popstate', travel);
    clearTimeout(timer);
    leave();
  };
}
