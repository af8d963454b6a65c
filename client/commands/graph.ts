import { CirclePlus, EyeOff, Home, ListChecks, Minimize2, Network, Pin, Plus } from 'lucide-react';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { canonical, claimKey, claimsAmong, claimsOf, merged } from '../state/graph.ts';
import type { Label } from '../state/history.ts';
import { chosenOf, type Selection } from '../state/selection.ts';
import { type AppState, type ExpandArg, viewIn } from '../state/store.ts';
import { broughtBy, initialView, without } from '../state/view.ts';
import { change, command, say } from './context.ts';
import { expand, expandWith } from './expand.ts';
import { choose, neededFor } from './select.ts';
import { show } from './show.ts';

const selectedEntities = (state: AppState): readonly string[] =>
  chosenOf(state.graph, viewIn(state).selection).entities;
const selectedOnCanvas = (state: AppState): string[] =>
  selectedEntities(state).filter((key) => Object.hasOwn(viewIn(state).placed, key));
/** What collapsing the selection takes away. */
function broughtBySelected(state: AppState): string[] {
  const selected = selectedEntities(state);
  return [...new Set(selected.flatMap((key) => broughtBy(viewIn(state), key)))].filter(
    (key) => !selected.includes(key),
  );
}
const about = (keys: readonly string[]): Omit<Label, 'command'> =>
  keys.length === 1 && keys[0] !== undefined ? { subject: keys[0] } : { count: keys.length };

export const graphCommands = {
  expand: command<ExpandArg>({
    group: 'graph',
    label: 'command.expand',
    icon: CirclePlus,
    run: (context, arg) => expand(context, [arg]),
  }),
  /** Asks which of an entity's neighbours to bring. */
  expandChoose: command<ExpandArg>({
    group: 'graph',
    label: 'command.expandChoose',
    icon: ListChecks,
    run: ({ store }, choosing) => store.setState({ choosing, dialog: 'expandChoose' }),
  }),
  expandThese: command<{ of: string; keys: readonly string[] }>({
    group: 'graph',
    label: 'command.expand',
    icon: CirclePlus,
    run: (context, { of, keys }) => expandWith(context, of, keys),
  }),
  expandSelected: command({
    group: 'graph',
    label: 'command.expandAll',
    icon: Network,
    keys: ['e'],
    enabled: (state) => selectedEntities(state).length > 0,
    run: (context) =>
      expand(
        context,
        selectedEntities(context.store.getState()).map((key) => ({ key })),
      ),
  }),
  collapse: command({
    group: 'graph',
    label: 'command.collapse',
    icon: Minimize2,
    keys: ['shift+e'],
    enabled: (state) => broughtBySelected(state).length > 0,
    run: (context) => {
      const state = context.store.getState();
      const gone = broughtBySelected(state);
      change(context, { command: 'collapse', ...about(selectedEntities(state)) }, (view) =>
        without(view, gone),
      );
      context.store.setState({ more: {} });
      say(context, context.t('said.removed', { count: gone.length }));
    },
  }),
  hide: command({
    group: 'graph',
    label: 'command.hide',
    icon: EyeOff,
    keys: ['delete', 'h'],
    enabled: (state) => selectedOnCanvas(state).length > 0,
    run: (context) => {
      const keys = selectedOnCanvas(context.store.getState());
      change(context, { command: 'hide', ...about(keys) }, (view) => without(view, keys));
      context.store.setState(({ cursor }) => ({
        cursor: cursor !== undefined && keys.includes(cursor) ? undefined : cursor,
      }));
      say(context, context.t('said.removed', { count: keys.length }));
    },
  }),
  /** Pins what is selected where it is; pressed again, lets it go. */
  pin: command({
    group: 'graph',
    label: 'command.pin',
    icon: Pin,
    keys: ['shift+p'],
    enabled: (state) => selectedOnCanvas(state).length > 0,
    pressed: (state) => {
      const keys = selectedOnCanvas(state);
      return keys.length > 0 && keys.every((key) => viewIn(state).pinned.includes(key));
    },
    run: (context) => {
      const state = context.store.getState();
      const keys = selectedOnCanvas(state);
      const held = keys.every((key) => viewIn(state).pinned.includes(key));
      change(context, { command: held ? 'unpin' : 'pin', ...about(keys) }, (view) => ({
        ...view,
        pinned: held
          ? view.pinned.filter((key) => !keys.includes(key))
          : [...new Set([...view.pinned, ...keys])].sort(),
      }));
      say(context, context.t(held ? 'said.unpinned' : 'said.pinned', { count: keys.length }));
    },
  }),
  /** Goes to an entity: shown in its context, with its claims to what is there already. */
  visit: command<string>({
    group: 'graph',
    label: 'command.visit',
    icon: Plus,
    run: async (context, named) => {
      await show(context, [named]);
      const state = context.store.getState();
      const key = canonical(state.graph, named);
      const on = new Set(Object.keys(viewIn(state).placed));
      // Alone it would say nothing: then its neighbours come along.
      if (on.has(key) && claimsOf(state.graph, claimsAmong(state.graph, on), key).length === 0)
        await expand(context, [{ key }]);
      choose(context, { kind: 'entity', key });
    },
  }),
  /** Selects whatever it is, bringing to the canvas what is needed to see it there. */
  open: command<Selection>({
    group: 'graph',
    label: 'command.visit',
    icon: Plus,
    run: async (context, selection) => {
      await show(context, neededFor(context.store.getState(), selection));
      choose(context, selection);
    },
  }),
  /** A claim from a list that is not on the canvas yet. */
  openClaim: command<StoredClaim>({
    group: 'graph',
    label: 'command.visit',
    icon: Plus,
    run: async (context, claim) => {
      context.store.setState(({ graph }) => ({ graph: merged(graph, { claims: [claim] }) }));
      const selection: Selection = { kind: 'claim', key: claimKey(claim) };
      await show(context, neededFor(context.store.getState(), selection));
      choose(context, selection);
    },
  }),
  startOver: command({
    group: 'graph',
    label: 'command.startOver',
    icon: Home,
    keys: ['shift+h'],
    enabled: ({ home }) => home.length > 0,
    run: (context) => {
      change(context, { command: 'startOver' }, (view, state) => ({
        ...initialView,
        datasets: view.datasets,
        notes: view.notes,
        loops: { ...initialView.loops, sort: view.loops.sort },
        placed: state.homePlaces,
      }));
      context.store.setState({ player: undefined, more: {}, cursor: undefined });
      context.canvas()?.fit();
      say(context, context.t('said.startedOver'));
    },
  }),
};
