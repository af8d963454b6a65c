import { ArrowLeftRight, MapPinPlus, Route } from 'lucide-react';
import { type Path, type PathQuestion, placesAlong, selectionOf, swapped, withEnds } from '../state/paths.ts';
import { chosenOf, sameSelection } from '../state/selection.ts';
import { viewIn } from '../state/store.ts';
import { place, select } from '../state/view.ts';
import { type Context, change, command, say } from './context.ts';
import { stopsTitle } from './names.ts';
import { choose } from './select.ts';

/** Asks otherwise, as a step that can be undone. */
const ask = (context: Context, update: (question: PathQuestion) => PathQuestion): void =>
  change(context, { command: 'paths' }, (view) => {
    const paths = update(view.paths);
    return paths === view.paths ? view : { ...view, paths };
  });

/** Puts what is missing of some paths on the canvas. Gives how many that are. */
function placeAll(context: Context, paths: readonly Path[]): number {
  const { placed } = viewIn(context.store.getState());
  const all = { ...placed };
  for (const { stops } of paths) Object.assign(all, placesAlong(stops, all));
  const count = Object.keys(all).length - Object.keys(placed).length;
  if (count > 0) change(context, { command: 'showPaths', count }, (view) => place(view, all));
  return count;
}

export const pathCommands = {
  /** Opens the tab of paths, with what is selected as its ends. */
  paths: command({
    group: 'graph',
    label: 'command.paths',
    icon: Route,
    keys: ['v'],
    enabled: ({ served }) => served.length > 0,
    run: (context) => {
      const { graph, history } = context.store.getState();
      const { entities } = chosenOf(graph, history.present.selection);
      ask(context, (question) => withEnds(question, entities));
      context.store.setState(({ prefs }) => ({
        tab: 'paths',
        sheet: 'paths',
        sheetOpen: true,
        pathFocus: true,
        prefs: { ...prefs, leftOpen: true },
      }));
    },
  }),
  askPaths: command<Partial<PathQuestion>>({
    group: 'graph',
    label: 'command.paths',
    icon: Route,
    run: (context, part) => ask(context, (question) => ({ ...question, ...part })),
  }),
  swapPaths: command({
    group: 'graph',
    label: 'command.swapPaths',
    icon: ArrowLeftRight,
    enabled: (state) => {
      const { from, to } = viewIn(state).paths;
      return from !== undefined || to !== undefined;
    },
    run: (context) => ask(context, swapped),
  }),
  /** Selects a path; what is missing of it comes to the canvas with that, as one step. The same again lets it go. */
  openPath: command<Path>({
    group: 'graph',
    label: 'command.openPath',
    icon: Route,
    run: (context, path) => {
      const { store, t } = context;
      const selection = selectionOf(path);
      const state = store.getState();
      if (sameSelection(viewIn(state).selection, selection)) return choose(context, { kind: 'none' });
      const points = placesAlong(path.stops, viewIn(state).placed);
      const count = Object.keys(points).length;
      if (count === 0) return choose(context, selection);
      const last = path.stops.at(-1);
      change(context, { command: 'openPath', ...(last === undefined ? {} : { subject: last }) }, (view) =>
        select(place(view, points), selection),
      );
      choose(context, selection);
      const title = stopsTitle(state.graph, path.stops, state.prefs.lang);
      say(context, `${t('said.selectedPath', { subject: title })} ${t('said.pathPlaced', { count })}`);
    },
  }),
  /** All that are listed, on the canvas. */
  showPaths: command<readonly Path[]>({
    group: 'graph',
    label: 'command.showPaths',
    icon: MapPinPlus,
    run: (context, paths) => {
      const count = placeAll(context, paths);
      context.canvas()?.reveal([...new Set(paths.flatMap(({ stops }) => stops))]);
      say(context, context.t('said.pathPlaced', { count }));
    },
  }),
};
