import { Crosshair, Shapes, Waypoints } from 'lucide-react';
import type { Point } from '../state/geometry.ts';
import { claimsAmong, fromKey, toKey } from '../state/graph.ts';
import { loopFirst } from '../state/loop-layout.ts';
import { listed, shapeOf } from '../state/loops.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { change, command, say } from './context.ts';
import { entityName } from './names.ts';

/** Where the loop-first layout puts what is on the canvas, or some other set of entities. */
export function loopPlaces(state: AppState, keys: readonly string[]): Record<string, Point> {
  const on = new Set(keys);
  const loops = listed(state.graph, state.loops, {
    ...viewIn(state).loops,
    through: undefined,
    maxLength: undefined,
    moves: [],
  })
    .map((loop) => shapeOf(state.graph, loop))
    .filter(({ stops }) => stops.every((stop) => on.has(stop)));
  const links = claimsAmong(state.graph, on).map((claim): [string, string] => [
    fromKey(state.graph, claim),
    toKey(state.graph, claim),
  ]);
  const all = loopFirst(loops, [...on], links);
  return Object.fromEntries([...on].map((key) => [key, all[key] ?? { x: 0, y: 0 }]));
}

/** Whether there is a picture to act on. */
export const isDrawn = (state: AppState): boolean =>
  viewIn(state).stage.form === 'graph' && Object.keys(viewIn(state).placed).length > 0;

export const layoutCommands = {
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
