import {
  BoxSelect,
  Contrast,
  Lasso,
  ListFilter,
  type LucideIcon,
  MousePointerClick,
  SquareDashedMousePointer,
  Waypoints,
} from 'lucide-react';
import type { TextKey } from '../locales/index.ts';
import { claimsAmong, fromKey, toKey } from '../state/graph.ts';
import { type Chosen, chosenOf, joinedTo, several, toggled } from '../state/selection.ts';
import { shownIn } from '../state/shown.ts';
import { type AppState, type Tool, viewIn } from '../state/store.ts';
import { command, say } from './context.ts';
import { isDrawn } from './layout.ts';
import { choose } from './select.ts';

const chosenIn = (state: AppState): Chosen => chosenOf(state.graph, viewIn(state).selection);
const hasEntities = (state: AppState): boolean => chosenIn(state).entities.length > 0;
const isThere = (state: AppState): boolean => Object.keys(viewIn(state).placed).length > 0;

/** A tool in the reader's hand for one stroke; the same again puts it down. */
const tool = (name: Exclude<Tool, 'hand'>, label: TextKey, icon: LucideIcon, keys: readonly string[]) =>
  command({
    group: 'select',
    label,
    icon,
    keys,
    enabled: isDrawn,
    pressed: (state) => state.tool === name,
    run: (context) => {
      const on = context.store.getState().tool !== name;
      context.store.setState({ tool: on ? name : 'hand' });
      say(context, context.t(on ? 'said.tool' : 'said.toolDown'));
    },
  });

export const severalCommands = {
  /** Takes things into the selection, or out of it. */
  selectToggle: command<Partial<Chosen>>({
    group: 'select',
    label: 'command.select',
    icon: MousePointerClick,
    run: (context, those) =>
      choose(context, several(toggled(chosenIn(context.store.getState()), those)), 'stay'),
  }),
  selectThese: command<Partial<Chosen> & { add?: boolean }>({
    group: 'select',
    label: 'command.select',
    icon: MousePointerClick,
    run: (context, { add, ...those }) =>
      choose(context, several(add ? joinedTo(chosenIn(context.store.getState()), those) : those), 'stay'),
  }),
  selectAll: command({
    group: 'select',
    label: 'command.selectAll',
    icon: BoxSelect,
    keys: ['mod+a'],
    enabled: isThere,
    run: (context) =>
      choose(context, several({ entities: shownIn(context.store.getState()).entities }), 'stay'),
  }),
  selectNeighbours: command({
    group: 'select',
    label: 'command.selectNeighbours',
    icon: Waypoints,
    keys: ['a'],
    enabled: hasEntities,
    run: (context) => {
      const state = context.store.getState();
      const shown = shownIn(state);
      const chosen = chosenIn(state);
      const [on, from] = [new Set(shown.claims), new Set(chosen.entities)];
      const next = claimsAmong(state.graph, new Set(shown.entities))
        .filter((claim) => on.has(`${claim.dataset}:${claim.id}`))
        .map((claim) => [fromKey(state.graph, claim), toKey(state.graph, claim)])
        .filter((ends) => ends.some((end) => from.has(end)))
        .flat();
      choose(context, several(joinedTo(chosen, { entities: next })), 'stay');
    },
  }),
  selectInvert: command({
    group: 'select',
    label: 'command.selectInvert',
    icon: Contrast,
    keys: ['shift+i'],
    enabled: isThere,
    run: (context) => {
      const state = context.store.getState();
      const chosen = new Set(chosenIn(state).entities);
      const entities = shownIn(state).entities.filter((key) => !chosen.has(key));
      choose(context, several({ entities }), 'stay');
    },
  }),
  selectWhere: command({
    group: 'select',
    label: 'command.selectWhere',
    icon: ListFilter,
    keys: ['s'],
    enabled: isThere,
    run: ({ store }) => store.setState({ dialog: 'selectWhere' }),
  }),
  lasso: tool('lasso', 'command.lasso', Lasso, ['shift+s']),
  boxSelect: tool('box', 'command.boxSelect', SquareDashedMousePointer, ['b']),
};
