import { type Compare, compareText, datasetsOf } from '../state/compare.ts';
import { reachOf, sameDatasets } from '../state/datasets.ts';
import { differenceOf } from '../state/difference.ts';
import { scoped } from '../state/graph.ts';
import { amend } from '../state/history.ts';
import { coreOf, entitiesOf } from '../state/loops.ts';
import { seenIn } from '../state/seen.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { initialView, type View } from '../state/view.ts';
import { complete, loopsOf, type Read, readSides, type Sides, sideFault } from './compared-sides.ts';
import { type Context, change, say, tell } from './context.ts';
import { adopt } from './datasets.ts';
import { loopPlaces } from './layout.ts';
import { queriesOf } from './queries.ts';

/** What a side begins with on the canvas: what its saved view shows, or else the core of its loops. */
const shownOf = ({ graph }: AppState, side: Read): readonly string[] =>
  side.sight ? [...seenIn(graph, side.sight).entities] : coreOf(graph, loopsOf(graph, side));

/** Compares two sides: both begin on the canvas. Anew where a saved view has changed under a comparison, which is no step of the reader's. */
export async function compareTo(context: Context, asked: Compare, anew = false): Promise<void> {
  const { store, queries, api, t } = context;
  say(context, t('compare.reading'));
  try {
    const sides = await readSides(context, asked);
    const datasets = datasetsOf(sides.of);
    const all = queriesOf(api).loops(datasets, reachOf(store.getState().served, datasets));
    const found = await queries.fetchQuery(all);
    store.setState(({ graph }) => ({ graph: scoped(graph, datasets) }));
    if (!sameDatasets(store.getState().loopsOf, datasets)) adopt(context, datasets, found);
    await complete(context, sides);
    const compared = (view: View, state: AppState): View => ({
      ...view,
      datasets,
      compare: sides.of,
      time: initialView.time,
      selection: { kind: 'none' },
      isolated: false,
      placed: loopPlaces(state, [
        ...new Set([sides.before, sides.after].flatMap((side) => shownOf(state, side))),
      ]),
    });
    if (anew) store.setState((state) => ({ history: amend(state.history, compared(viewIn(state), state)) }));
    else change(context, { command: 'compare' }, compared);
    store.setState({ player: undefined, whatIf: undefined, sheet: 'inspector', sheetOpen: true });
    store.setState(({ prefs }) => ({ prefs: { ...prefs, rightOpen: true } }));
  } catch (thrown) {
    tell(context, sideFault(t, thrown), 'warn');
  }
}

/** What differs, of what is in loops or on the canvas of a saved view on either side, and what is on the canvas. */
function differenceIn(state: AppState, of: Compare, { before, after }: Sides) {
  const loops = { before: loopsOf(state.graph, before), after: loopsOf(state.graph, after) };
  const seen = {
    before: before.sight && seenIn(state.graph, before.sight),
    after: after.sight && seenIn(state.graph, after.sight),
  };
  const among = new Set([
    ...Object.keys(viewIn(state).placed),
    ...(seen.before?.entities ?? []),
    ...(seen.after?.entities ?? []),
    ...[...loops.before, ...loops.after].flatMap((loop) => [...entitiesOf(state.graph, loop)]),
  ]);
  return differenceOf(state.graph, of, loops, among, seen);
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
          if (!current()) return;
          if (compareText(read.of) !== compareText(of)) return compareTo(context, of, true);
          await complete(context, read);
          if (!current()) return;
          sides = read;
          check();
          say(context, t('compare.done'));
          // The legend has grown by what is compared.
          requestAnimationFrame(() => context.canvas()?.fit());
        })
        .catch((thrown: unknown) => {
          if (current()) store.setState({ compared: { of, fault: sideFault(t, thrown) } });
        });
    } else if (sides && (compared.graph !== state.graph || compared.placed !== placed))
      store.setState({
        compared: {
          of,
          graph: state.graph,
          placed,
          difference: differenceIn(state, of, sides),
          truncated: sides.before.found.truncated || sides.after.found.truncated,
        },
      });
  };
  check();
  return store.subscribe(check);
}
