import {
  CircleDotDashed,
  Crosshair,
  ListTree,
  type LucideIcon,
  Rows3,
  Shapes,
  Spline,
  Target,
  Waypoints,
  Wind,
  X,
} from 'lucide-react';
import type { TextKey } from '../locales/index.ts';
import type { Lines } from '../state/bundles.ts';
import type { Point } from '../state/geometry.ts';
import { claimsAmong, fromKey, toKey } from '../state/graph.ts';
import { type LoopShape, loopFirst } from '../state/loop-layout.ts';
import { listed, shapeOf } from '../state/loops.ts';
import { shownIn } from '../state/shown.ts';
import { type AppState, viewIn } from '../state/store.ts';
import type { LayoutJob, LayoutName } from '../workers/layouts.ts';
import { type Context, change, command, say, tell } from './context.ts';
import { entityName } from './names.ts';

/** The loops that are wholly among some entities. */
const loopShapes = (state: AppState, on: ReadonlySet<string>): LoopShape[] =>
  listed(state.graph, state.loops, {
    ...viewIn(state).loops,
    through: [],
    maxLength: undefined,
    moves: [],
  })
    .map((loop) => shapeOf(state.graph, loop))
    .filter(({ stops }) => stops.every((stop) => on.has(stop)));

/** Where the loop-first layout puts what is on the canvas, or some other set of entities. */
export function loopPlaces(state: AppState, keys: readonly string[]): Record<string, Point> {
  const on = new Set(keys);
  const loops = loopShapes(state, on);
  const links = claimsAmong(state.graph, on).map((claim): [string, string] => [
    fromKey(state.graph, claim),
    toKey(state.graph, claim),
  ]);
  const all = loopFirst(loops, [...on], links);
  return Object.fromEntries([...on].map((key) => [key, all[key] ?? { x: 0, y: 0 }]));
}

/** So many entities can be ranked in layers in a time that one waits. */
const MOST_IN_LAYERS = 800;

/** Whether there is a picture to act on. */
export const isDrawn = (state: AppState): boolean =>
  viewIn(state).stage.form === 'graph' && Object.keys(viewIn(state).placed).length > 0;

/** What is drawn and who is joined to whom, for a layout. */
function jobOf(state: AppState, name: LayoutName): LayoutJob {
  const view = viewIn(state);
  const on = new Set(shownIn(state).entities);
  return {
    name,
    at: Object.fromEntries([...on].map((key) => [key, view.placed[key] ?? { x: 0, y: 0 }])),
    links: claimsAmong(state.graph, on).map((claim) => [
      fromKey(state.graph, claim),
      toKey(state.graph, claim),
    ]),
    loops: loopShapes(state, on),
    pinned: view.pinned.filter((key) => on.has(key)),
  };
}

/** Lets the next change of places be seen, if the reader wants that. */
export function glide({ store, canvas }: Context): void {
  if (store.getState().prefs.animate) canvas()?.glide();
}

/** Arranges what is shown, in a worker: it can be given up, and says how far it is. */
async function arrange(context: Context, name: LayoutName): Promise<void> {
  const { store, t } = context;
  const before = store.getState();
  before.arranging?.stop.abort();
  const job = jobOf(before, name);
  if (name === 'layers' && Object.keys(job.at).length > MOST_IN_LAYERS) {
    tell(context, t('said.tooManyForLayers', { most: MOST_IN_LAYERS }), 'warn');
    return;
  }
  const stop = new AbortController();
  store.setState({ arranging: { done: 0, stop } });
  try {
    const { run } = await import('../workers/run.ts');
    const worker = new Worker(new URL('../workers/layout.worker.ts', import.meta.url), { type: 'module' });
    const places = await run<LayoutJob, Record<string, Point>>(worker, job, {
      signal: stop.signal,
      onProgress: (done) => store.setState({ arranging: { done, stop } }),
    });
    glide(context);
    // What has come meanwhile keeps its place, and what has gone does not come back.
    change(context, { command: `layout.${name}` }, (view) => ({
      ...view,
      placed: {
        ...view.placed,
        ...Object.fromEntries(Object.entries(places).filter(([key]) => Object.hasOwn(view.placed, key))),
      },
    }));
    context.canvas()?.fit();
    say(context, t('said.laidOut'));
  } catch (thrown) {
    if (!stop.signal.aborted) throw thrown;
    say(context, t('said.stopped'));
  } finally {
    if (store.getState().arranging?.stop === stop) store.setState({ arranging: undefined });
  }
}

const layout = (name: LayoutName, label: TextKey, icon: LucideIcon, keys?: readonly string[]) =>
  command({
    group: 'view',
    label,
    icon,
    ...(keys ? { keys } : {}),
    enabled: isDrawn,
    run: (context) => arrange(context, name),
  });

/** Draws claims between the same two one way; the same again leaves it to the room there is. */
const lines = (way: Exclude<Lines, 'auto'>, label: TextKey, icon: LucideIcon) =>
  command({
    group: 'view',
    label,
    icon,
    enabled: isDrawn,
    pressed: (state) => viewIn(state).lines === way,
    run: (context) =>
      change(context, { command: 'lines' }, (view) => ({
        ...view,
        lines: view.lines === way ? 'auto' : way,
      })),
  });

export const layoutCommands = {
  linesApart: lines('apart', 'command.linesApart', Rows3),
  linesOne: lines('one', 'command.linesOne', Spline),
  layoutLoops: layout('loops', 'command.layoutLoops', Shapes, ['l']),
  layoutForce: layout('force', 'command.layoutForce', Waypoints, ['shift+l']),
  layoutConcentric: layout('concentric', 'command.layoutConcentric', Target),
  layoutLayers: layout('layers', 'command.layoutLayers', ListTree),
  layoutCircle: layout('circle', 'command.layoutCircle', CircleDotDashed),
  layoutCancel: command({
    group: 'view',
    label: 'command.layoutCancel',
    icon: X,
    enabled: ({ arranging }) => arranging !== undefined,
    run: ({ store }) => store.getState().arranging?.stop.abort(),
  }),
  animate: command({
    group: 'settings',
    label: 'command.animate',
    icon: Wind,
    pressed: ({ prefs }) => prefs.animate,
    run: ({ store }) => store.setState(({ prefs }) => ({ prefs: { ...prefs, animate: !prefs.animate } })),
  }),
  /** After a drag: where the entities were put down. */
  move: command<Record<string, Point>>({
    group: 'graph',
    label: 'command.move',
    icon: Crosshair,
    run: (context, places) => {
      const [key] = Object.keys(places);
      if (key === undefined) return;
      change(context, { command: 'move', subject: key }, (view) => ({
        ...view,
        placed: { ...view.placed, ...places },
      }));
      const { graph, prefs } = context.store.getState();
      say(context, context.t('said.moved', { subject: entityName(graph, key, prefs.lang) }));
    },
  }),
};
