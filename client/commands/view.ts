import {
  Crosshair,
  Maximize,
  Network,
  PanelLeft,
  PanelRight,
  Redo2,
  Shapes,
  Table2,
  Undo2,
  Waypoints,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import type { Point } from '../state/geometry.ts';
import { claimsAmong, fromKey, toKey } from '../state/graph.ts';
import { redo, redoable, undo, undoable } from '../state/history.ts';
import { loopFirst } from '../state/loop-layout.ts';
import { listed, shapeOf, stopsOf } from '../state/loops.ts';
import { type AppState, selectedLoop, viewIn } from '../state/store.ts';
import { type Context, change, command, say } from './context.ts';
import { entityName, subjectName } from './names.ts';

/** Undo and redo say by name what they took back. */
function travel(context: Context, way: 'undo' | 'redo'): void {
  const { store, t } = context;
  const { history, graph, loops, prefs } = store.getState();
  const label = way === 'undo' ? undoable(history) : redoable(history);
  if (!label) return;
  store.setState({ history: way === 'undo' ? undo(history) : redo(history), player: undefined });
  say(
    context,
    t(way === 'undo' ? 'said.undone' : 'said.redone', {
      what: didText(context, label.command, subjectName(graph, loops, label.subject, prefs.lang)),
    }),
  );
}

/** The name of an undo step: "expand CoreWeave". */
export const didText = ({ t }: Pick<Context, 't'>, name: string, subject: string): string => {
  const key = `did.${name}`;
  return isDid(key) ? t(key, { subject }) : t('did.other', { subject });
};
const DID = [
  'did.select',
  'did.expand',
  'did.collapse',
  'did.hide',
  'did.show',
  'did.move',
  'did.isolate',
  'did.filterLoops',
  'did.mute',
  'did.clearMutes',
  'did.layoutLoops',
  'did.layoutForce',
  'did.startOver',
] as const;
const isDid = (key: string): key is (typeof DID)[number] => DID.some((known) => known === key);

/** Where the loop-first layout puts what is on the canvas, or some other set of entities. */
export function loopPlaces(state: AppState, keys: readonly string[]): Record<string, Point> {
  const on = new Set(keys);
  const loops = listed(state.loops, { ...viewIn(state).loops, through: undefined, maxLength: 99, moves: [] })
    .map(shapeOf)
    .filter(({ stops }) => stops.every((stop) => on.has(stop)));
  const links = claimsAmong(state.graph, on).map((claim): [string, string] => [fromKey(claim), toKey(claim)]);
  const all = loopFirst(loops, [...on], links);
  return Object.fromEntries([...on].map((key) => [key, all[key] ?? { x: 0, y: 0 }]));
}

const isDrawn = (state: AppState): boolean =>
  state.centre === 'graph' && Object.keys(viewIn(state).placed).length > 0;

/** What the reader looks at: the loop, claim or entity selected. */
export function selectedKeys(state: AppState): string[] {
  const { selection } = viewIn(state);
  const loop = selectedLoop(state);
  if (loop) return stopsOf(loop);
  if (selection.kind === 'entity') return [selection.key];
  const claim = selection.kind === 'claim' ? state.graph.claims.get(selection.key) : undefined;
  return claim ? [fromKey(claim), toKey(claim)] : [];
}

export const viewCommands = {
  undo: command({
    group: 'edit',
    label: 'command.undo',
    icon: Undo2,
    keys: ['mod+z'],
    enabled: ({ history }) => undoable(history) !== undefined,
    run: (context) => travel(context, 'undo'),
  }),
  redo: command({
    group: 'edit',
    label: 'command.redo',
    icon: Redo2,
    keys: ['mod+shift+z', 'mod+y'],
    enabled: ({ history }) => redoable(history) !== undefined,
    run: (context) => travel(context, 'redo'),
  }),
  zoomIn: command({
    group: 'view',
    label: 'command.zoomIn',
    icon: ZoomIn,
    keys: ['+', '='],
    enabled: isDrawn,
    run: ({ canvas }) => canvas()?.zoomBy(1.25),
  }),
  zoomOut: command({
    group: 'view',
    label: 'command.zoomOut',
    icon: ZoomOut,
    keys: ['-'],
    enabled: isDrawn,
    run: ({ canvas }) => canvas()?.zoomBy(0.8),
  }),
  fit: command({
    group: 'view',
    label: 'command.fit',
    icon: Maximize,
    keys: ['f'],
    enabled: isDrawn,
    run: ({ canvas }) => canvas()?.fit(),
  }),
  fitSelection: command({
    group: 'view',
    label: 'command.fitSelection',
    icon: Crosshair,
    keys: ['shift+f'],
    enabled: (state) => isDrawn(state) && selectedKeys(state).length > 0,
    run: ({ canvas, store }) => canvas()?.fit(selectedKeys(store.getState())),
  }),
  layoutLoops: command({
    group: 'view',
    label: 'command.layoutLoops',
    icon: Shapes,
    keys: ['l'],
    enabled: isDrawn,
    run: (context) => {
      change(context, { command: 'layoutLoops' }, (view, state) => ({
        ...view,
        placed: loopPlaces(state, Object.keys(view.placed)),
      }));
      context.canvas()?.fit();
      say(context, context.t('said.laidOut'));
    },
  }),
  layoutForce: command({
    group: 'view',
    label: 'command.layoutForce',
    icon: Waypoints,
    keys: ['shift+l'],
    enabled: isDrawn,
    run: async (context) => {
      const places = await context.canvas()?.force();
      if (!places) return;
      change(context, { command: 'layoutForce' }, (view) => ({
        ...view,
        placed: { ...view.placed, ...places },
      }));
      context.canvas()?.fit();
      say(context, context.t('said.laidOut'));
    },
  }),
  table: command({
    group: 'view',
    label: 'command.table',
    icon: Table2,
    keys: ['t'],
    pressed: ({ centre }) => centre === 'table',
    run: ({ store }) => store.setState({ centre: 'table' }),
  }),
  graph: command({
    group: 'view',
    label: 'command.graph',
    icon: Network,
    keys: ['g'],
    pressed: ({ centre }) => centre === 'graph',
    run: ({ store }) => store.setState({ centre: 'graph' }),
  }),
  toggleLeft: command({
    group: 'view',
    label: 'command.toggleLeft',
    icon: PanelLeft,
    keys: ['['],
    pressed: ({ prefs }) => prefs.leftOpen,
    run: ({ store }) => store.setState(({ prefs }) => ({ prefs: { ...prefs, leftOpen: !prefs.leftOpen } })),
  }),
  toggleRight: command({
    group: 'view',
    label: 'command.toggleRight',
    icon: PanelRight,
    keys: [']'],
    pressed: ({ prefs }) => prefs.rightOpen,
    run: ({ store }) => store.setState(({ prefs }) => ({ prefs: { ...prefs, rightOpen: !prefs.rightOpen } })),
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
