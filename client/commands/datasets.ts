import { BookOpen, Layers, Newspaper } from 'lucide-react';
import type { Output } from '../../server/core/contract/index.ts';
import type { Address } from '../state/address.ts';
import { datasetsOf } from '../state/compare.ts';
import { type Choice, choiceOf, choicesOf, chosenBy, reachOf, sameDatasets } from '../state/datasets.ts';
import { nameOf } from '../state/format.ts';
import { canonical, emptyGraph, entityAt, merged, scoped } from '../state/graph.ts';
import { begin } from '../state/history.ts';
import { claimsOfLoop, coreOf, entitiesOf, listed } from '../state/loops.ts';
import { chosenOf } from '../state/selection.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { initialView, place } from '../state/view.ts';
import { type Context, change, command, say, tell } from './context.ts';
import { faultText } from './faults.ts';
import { loopPlaces } from './layout.ts';
import { queriesOf } from './queries.ts';

/** What is served, and the loops of the datasets that an address asks for, or else of those shown first. */
export async function readFirst(
  { queries, api, store }: Pick<Context, 'queries' | 'api' | 'store'>,
  { view, on = [] }: Pick<Address, 'view' | 'on'>,
) {
  const { datasets: served } = await queries.fetchQuery(queriesOf(api).datasets());
  // A link that names an entity or a claim names its dataset by that.
  const { entities, claims } = chosenOf(store.getState().graph, view.selection);
  const keys = [...on, ...entities, ...claims];
  const compared = view.compare ? datasetsOf(view.compare) : [];
  const named = [...view.datasets, ...compared, ...keys.flatMap((key) => key.split(':').slice(0, -1))];
  const there = [...new Set(named)].filter((id) => served.some((dataset) => dataset.id === id)).sort();
  const datasets = there.length > 0 ? there : chosenBy(served, 'first');
  const found = await queries.fetchQuery(queriesOf(api).loops(datasets, reachOf(served, datasets)));
  return { served, datasets, found };
}

const recordsOf = ({ entities, loops }: Output<'loops'>) => ({
  entities,
  claims: loops.flatMap(claimsOfLoop),
});

/** Keeps loops and their records. */
export function receive({ store }: Context, found: Output<'loops'>): void {
  if (store.getState().loops === found.loops) return;
  store.setState(({ graph }) => ({ loops: found.loops, graph: merged(graph, recordsOf(found)) }));
}

/** Keeps further loops beside those of the list, such as those that were called off. */
export function receiveMore({ store }: Context, found: Output<'loops'>): void {
  const there = new Set(store.getState().loops.map(({ id }) => id));
  const more = found.loops.filter(({ id }) => !there.has(id));
  if (more.length === 0) return;
  store.setState(({ graph, loops }) => ({
    loops: [...loops, ...more],
    graph: merged(graph, recordsOf({ ...found, loops: more })),
  }));
}

/** What the list of loops shows at first, whatever the reader has filtered. */
const unfiltered = (state: AppState) => listed(state.graph, state.loops, initialView.loops);

/** Takes in the loops of some datasets: from now on these are what is asked about. */
export function adopt(context: Context, datasets: readonly string[], found: Output<'loops'>): void {
  const { store } = context;
  store.setState(({ graph }) => ({ graph: scoped(graph, datasets), loopsOf: datasets, passing: undefined }));
  receive(context, found);
  store.setState((state) => {
    const all = new Set(unfiltered(state).flatMap((loop) => [...entitiesOf(state.graph, loop)]));
    return { ...freshStart(state, datasets, found), inLoops: [...all].sort() };
  });
}

/** What a fresh start shows, and where: from its loops alone, so that it is the same whatever else has been read. */
function freshStart(state: AppState, datasets: readonly string[], found: Output<'loops'>) {
  const fresh: AppState = {
    ...state,
    graph: merged(scoped(emptyGraph, datasets), recordsOf(found)),
    history: begin({ ...initialView, datasets }),
  };
  const home = coreOf(fresh.graph, unfiltered(fresh));
  return { home, homePlaces: begin(place(initialView, loopPlaces(fresh, home))).present.placed };
}

/** "The article (2023)", or the names of the datasets. */
export function datasetsText(
  { t }: Pick<Context, 't'>,
  state: AppState,
  datasets: readonly string[],
): string {
  const choice = choiceOf(state.served, datasets);
  return choice && choicesOf(state.served).length > 1
    ? t(`datasets.${choice}`)
    : state.served
        .filter(({ id }) => datasets.includes(id))
        .map((dataset) => nameOf(dataset, state.prefs.lang))
        .join(' + ');
}

/** Asks about other datasets, and shows their loops anew. */
async function choose(context: Context, datasets: readonly string[]): Promise<void> {
  const { store, queries, api, t } = context;
  const { served, reading } = store.getState();
  if (datasets.length === 0 || sameDatasets(reading ?? viewIn(store.getState()).datasets, datasets)) return;
  store.setState({ reading: datasets });
  say(context, t('app.loading'));
  try {
    const found = await queries.fetchQuery(queriesOf(api).loops(datasets, reachOf(served, datasets)));
    // The reader may have chosen otherwise meanwhile.
    if (store.getState().reading !== datasets) return;
    adopt(context, datasets, found);
    change(context, { command: 'datasets', subject: datasets.join() }, (view, state) => ({
      ...initialView,
      datasets,
      loops: { ...initialView.loops, sort: view.loops.sort },
      notes: view.notes,
      filters: view.filters,
      time: view.time,
      placed: state.homePlaces,
      stage: { ...initialView.stage, form: view.stage.form, widths: view.stage.widths },
    }));
    store.setState({ reading: undefined, player: undefined, more: {}, cursor: undefined });
    context.canvas()?.fit();
    const state = store.getState();
    say(
      context,
      t('said.datasets', {
        subject: datasetsText(context, state, datasets),
        loops: t('loops.shown', { count: unfiltered(state).length }),
      }),
    );
  } catch (thrown) {
    if (store.getState().reading === datasets) store.setState({ reading: undefined });
    tell(context, faultText(t, thrown), 'warn');
  }
}

const choosing = (choice: Choice) => ({
  enabled: ({ served }: AppState) => choicesOf(served).includes(choice),
  pressed: ({ served, reading, history }: AppState) =>
    choiceOf(served, reading ?? history.present.datasets) === choice,
  run: (context: Context) => choose(context, chosenBy(context.store.getState().served, choice)),
});

export const datasetCommands = {
  datasetsFirst: command({
    group: 'datasets',
    label: 'datasets.first',
    icon: Newspaper,
    keys: ['1'],
    ...choosing('first'),
  }),
  datasetsRest: command({
    group: 'datasets',
    label: 'datasets.rest',
    icon: BookOpen,
    keys: ['2'],
    ...choosing('rest'),
  }),
  datasetsAll: command({
    group: 'datasets',
    label: 'datasets.all',
    icon: Layers,
    keys: ['3'],
    ...choosing('all'),
  }),
  /** Any datasets. */
  datasets: command<readonly string[]>({
    group: 'datasets',
    label: 'command.datasets',
    icon: Layers,
    run: (context, datasets) => choose(context, [...datasets].sort()),
  }),
  /** The entities of all loops of the list, not only of the surest. */
  showInLoops: command({
    group: 'graph',
    label: 'command.showInLoops',
    icon: Layers,
    keys: ['shift+a'],
    enabled: (state) => state.inLoops.some((key) => !Object.hasOwn(viewIn(state).placed, key)),
    run: (context) => {
      const { t, store } = context;
      const { inLoops, graph } = store.getState();
      const known = inLoops.filter((key) => entityAt(graph, key));
      change(context, { command: 'showInLoops' }, (view, state) =>
        place(view, loopPlaces(state, [...new Set([...Object.keys(view.placed), ...known])])),
      );
      context.canvas()?.fit();
      say(context, t('said.inLoops', { count: known.length }));
    },
  }),
};

/**
 * Keeps what is asked about in step with the view, which undo and redo change too. The loops of datasets that were chosen
 * before are kept, so that they are there at once.
 */
export function followDatasets(context: Context): () => void {
  const { store, queries, api, t } = context;
  return store.subscribe((state) => {
    const { datasets } = viewIn(state);
    if (datasets.length === 0 || sameDatasets(datasets, state.loopsOf) || state.reading !== undefined) return;
    store.setState(({ graph }) => ({ reading: datasets, graph: scoped(graph, datasets) }));
    const done = () => store.getState().reading === datasets && store.setState({ reading: undefined });
    queries
      .fetchQuery(queriesOf(api).loops(datasets, reachOf(state.served, datasets)))
      .then((found) => {
        if (sameDatasets(viewIn(store.getState()).datasets, datasets)) adopt(context, datasets, found);
        done();
      })
      .catch((thrown: unknown) => {
        // Not asked again until the reader chooses again.
        store.setState({ loops: [], loopsOf: datasets });
        done();
        tell(context, faultText(t, thrown), 'warn');
      });
  });
}

/** Keys as an address has them, led to what stands for them. */
export const canonicalIn = (state: AppState, keys: readonly string[]): string[] => [
  ...new Set(keys.map((key) => canonical(state.graph, key))),
];
