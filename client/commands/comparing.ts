import type { Output } from '../../server/core/contract/index.ts';
import type { Api } from '../api/http.ts';
import { type Compare, datasetsOf, type Side } from '../state/compare.ts';
import { reachOf, sameDatasets } from '../state/datasets.ts';
import { differenceOf } from '../state/difference.ts';
import { askedFor, merged, scoped } from '../state/graph.ts';
import { coreOf, entitiesOf, type Loop, listed } from '../state/loops.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { initialView } from '../state/view.ts';
import { type Context, change, say, tell } from './context.ts';
import { adopt } from './datasets.ts';
import { faultText } from './faults.ts';
import { loopPlaces } from './layout.ts';
import { queriesOf } from './queries.ts';

/** As many as one request gives: what is compared must not end where a list does. */
const MOST = 1000;
/** The most entities that one request for the claims between them may name. */
const SUBGRAPH = 500;

/** The loops of one side, as far as they were known by its date. */
const sideQuery = (api: Api, { datasets, asOf }: Side, reach: number) => ({
  queryKey: ['loops', 'side', ...datasets, asOf ?? '', reach],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api(
      'loops',
      {
        datasets: [...datasets],
        reading: 'trail',
        exchanges: 'exclude',
        maxLength: reach,
        limit: MOST,
        ...(asOf === undefined ? {} : { asOf }),
      },
      signal,
    ),
});

type Sides = { readonly before: Output<'loops'>; readonly after: Output<'loops'> };

async function readSides({ queries, api, store }: Context, of: Compare): Promise<Sides> {
  const reach = reachOf(store.getState().served, datasetsOf(of));
  const [before, after] = await Promise.all([
    queries.fetchQuery(sideQuery(api, of.before, reach)),
    queries.fetchQuery(sideQuery(api, of.after, reach)),
  ]);
  return { before, after };
}

/** Reads every claim between what is in loops on either side, so that it can be said which are gone and which are new. */
async function complete({ store, api }: Context, { before, after }: Sides, datasets: readonly string[]) {
  for (const found of [before, after]) store.setState(({ graph }) => ({ graph: merged(graph, found) }));
  const { graph } = store.getState();
  const keys = new Set(
    [before, after].flatMap(({ entities }) => entities.map((entity) => `${entity.dataset}:${entity.id}`)),
  );
  const ids = askedFor(graph, [...keys]);
  for (let at = 0; at < ids.length; at += SUBGRAPH) {
    const found = await api('subgraph', { ids: ids.slice(at, at + SUBGRAPH), datasets: [...datasets] });
    store.setState((state) => ({ graph: merged(state.graph, found) }));
  }
}

const loopsOf = ({ graph }: AppState, { loops }: Output<'loops'>): Loop[] =>
  listed(graph, loops, initialView.loops);

/** Compares two sides: the loops of both begin on the canvas, each side with its core. */
export async function compareTo(context: Context, of: Compare): Promise<void> {
  const { store, queries, api, t } = context;
  const datasets = datasetsOf(of);
  say(context, t('compare.reading'));
  try {
    const all = queriesOf(api).loops(datasets, reachOf(store.getState().served, datasets));
    const [sides, found] = await Promise.all([readSides(context, of), queries.fetchQuery(all)]);
    store.setState(({ graph }) => ({ graph: scoped(graph, datasets) }));
    if (!sameDatasets(store.getState().loopsOf, datasets)) adopt(context, datasets, found);
    await complete(context, sides, datasets);
    change(context, { command: 'compare' }, (view, state) => ({
      ...view,
      datasets,
      compare: of,
      time: initialView.time,
      selection: { kind: 'none' },
      isolated: false,
      placed: loopPlaces(state, [
        ...new Set([sides.before, sides.after].flatMap((side) => coreOf(state.graph, loopsOf(state, side)))),
      ]),
    }));
    store.setState({ player: undefined, whatIf: undefined, sheet: 'inspector', sheetOpen: true });
    store.setState(({ prefs }) => ({ prefs: { ...prefs, rightOpen: true } }));
  } catch (thrown) {
    tell(context, faultText(t, thrown), 'warn');
  }
}

/** What differs, of what is in loops on either side and what is on the canvas. */
function differenceIn(state: AppState, of: Compare, sides: Sides) {
  const loops = { before: loopsOf(state, sides.before), after: loopsOf(state, sides.after) };
  const among = new Set([
    ...Object.keys(viewIn(state).placed),
    ...[...loops.before, ...loops.after].flatMap((loop) => [...entitiesOf(state.graph, loop)]),
  ]);
  return differenceOf(state.graph, of, loops, among);
}

/** Works out what differs whenever the view compares something else, or more has been read of it. */
export function follow(context: Context): () => void {
  const { store, t } = context;
  let sides: Sides | undefined;
  const check = (): void => {
    const state = store.getState();
    const { compare: of, placed } = viewIn(state);
    const { compared } = state;
    if (!of) {
      if (compared) store.setState({ compared: undefined });
      return;
    }
    if (compared?.of !== of) {
      if (!sameDatasets(state.loopsOf, datasetsOf(of))) return;
      sides = undefined;
      store.setState({ compared: { of } });
      const current = () => store.getState().compared?.of === of;
      readSides(context, of)
        .then(async (read) => {
          await complete(context, read, datasetsOf(of));
          if (!current()) return;
          sides = read;
          check();
          say(context, t('compare.done'));
          // The legend has grown by what is compared.
          requestAnimationFrame(() => context.canvas()?.fit());
        })
        .catch((thrown: unknown) => {
          if (current()) store.setState({ compared: { of, fault: faultText(t, thrown) } });
        });
    } else if (sides && (compared.graph !== state.graph || compared.placed !== placed))
      store.setState({
        compared: {
          of,
          graph: state.graph,
          placed,
          difference: differenceIn(state, of, sides),
          truncated: sides.before.truncated || sides.after.truncated,
        },
      });
  };
  check();
  return store.subscribe(check);
}
