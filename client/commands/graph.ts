import { CirclePlus, EyeOff, Home, Minimize2, Network, Plus } from 'lucide-react';
import { CLAIM_TYPE_NAMES, type ClaimType } from '../../server/core/model/registry.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { claimKey, claimsAmong, claimsOf, entityKey, merged } from '../state/graph.ts';
import { placeBeside } from '../state/place.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { broughtBy, expanded, initialView, place, type Selection, without } from '../state/view.ts';
import { type Context, change, command, say, tell } from './context.ts';
import { faultText } from './faults.ts';
import { loopPlaces } from './layout.ts';
import { entityName } from './names.ts';
import { choose, neededFor } from './select.ts';

/** How many neighbours one expansion brings; hubs offer more. */
export const EXPAND_CAP = 12;

export type ExpandArg = { key: string; type?: ClaimType; direction?: 'in' | 'out' };
/** Under which name a capped expansion remembers where it stopped. */
export const moreKey = ({ key, type, direction }: ExpandArg): string =>
  `${key} ${type ?? ''} ${direction ?? ''}`;

// A metric belongs to the inspector's table; it comes to the canvas only where it is asked for by type.
const RELATIONS = CLAIM_TYPE_NAMES.filter((type) => type !== 'MEASURES');

async function expand(context: Context, arg: ExpandArg): Promise<void> {
  const { store, api, t } = context;
  const slot = moreKey(arg);
  const cursor = store.getState().more[slot]?.next;
  if (!Object.hasOwn(viewIn(store.getState()).placed, arg.key)) await show(context, [arg.key]);
  try {
    const found = await api('expand', {
      id: arg.key,
      type: arg.type ? [arg.type] : RELATIONS,
      ...(arg.direction ? { direction: arg.direction } : {}),
      ...(cursor === undefined ? {} : { cursor }),
      limit: EXPAND_CAP,
    });
    store.setState((state) => {
      const { [slot]: _, ...rest } = state.more;
      return {
        graph: merged(state.graph, found),
        more: found.next === undefined ? rest : { ...rest, [slot]: { next: found.next, total: found.total } },
      };
    });
    const { placed } = viewIn(store.getState());
    const newcomers = found.entities.map(entityKey).filter((key) => !Object.hasOwn(placed, key));
    const name = entityName(store.getState().graph, arg.key, store.getState().prefs.lang);
    if (newcomers.length === 0) {
      tell(context, t('said.nothingNew', { subject: name }));
      return;
    }
    const points = placeBeside(placed[arg.key] ?? { x: 0, y: 0 }, newcomers, Object.values(placed));
    change(context, { command: 'expand', subject: arg.key }, (view) => expanded(view, arg.key, points));
    context.canvas()?.reveal([arg.key, ...newcomers]);
    say(context, t('said.expanded', { count: newcomers.length, subject: name }));
  } catch (thrown) {
    tell(context, faultText(t, thrown), 'warn');
  }
}

/** Puts entities on the canvas beside what they are joined to; where they are not loaded, they are read first. */
export async function show(context: Context, keys: readonly string[]): Promise<void> {
  const { store, api, t } = context;
  const { placed } = viewIn(store.getState());
  const wanted = keys.filter((key) => !Object.hasOwn(placed, key));
  if (wanted.length === 0) return;
  try {
    const found = await api('subgraph', { ids: [...Object.keys(placed).slice(0, 400), ...wanted] });
    store.setState(({ graph }) => ({ graph: merged(graph, found) }));
    const state = store.getState();
    const there = wanted.filter((key) => state.graph.entities.has(key));
    const joined = [...found.claims].find(
      ({ dataset, from, to }) =>
        [`${dataset}:${from}`, `${dataset}:${to}`].some((end) => there.includes(end)) &&
        [`${dataset}:${from}`, `${dataset}:${to}`].some((end) => Object.hasOwn(placed, end)),
    );
    const anchorKey = joined
      ? [`${joined.dataset}:${joined.from}`, `${joined.dataset}:${joined.to}`].find((end) =>
          Object.hasOwn(placed, end),
        )
      : undefined;
    const anchor = (anchorKey === undefined ? undefined : placed[anchorKey]) ?? { x: 0, y: 0 };
    const points = placeBeside(anchor, there, Object.values(placed));
    const [first] = there;
    if (first === undefined) return;
    change(context, { command: 'show', subject: first }, (view) => place(view, points));
    context.canvas()?.reveal(there);
  } catch (thrown) {
    tell(context, faultText(t, thrown), 'warn');
  }
}

const selectedEntity = (state: AppState): string | undefined => {
  const { selection } = viewIn(state);
  return selection.kind === 'entity' ? selection.key : undefined;
};
const onCanvas = (state: AppState): boolean => {
  const key = selectedEntity(state);
  return key !== undefined && Object.hasOwn(viewIn(state).placed, key);
};

export const graphCommands = {
  expand: command<ExpandArg>({ group: 'graph', label: 'command.expand', icon: CirclePlus, run: expand }),
  expandSelected: command({
    group: 'graph',
    label: 'command.expandAll',
    icon: Network,
    keys: ['e'],
    enabled: (state) => selectedEntity(state) !== undefined,
    run: async (context) => {
      const key = selectedEntity(context.store.getState());
      if (key !== undefined) await expand(context, { key });
    },
  }),
  collapse: command({
    group: 'graph',
    label: 'command.collapse',
    icon: Minimize2,
    keys: ['shift+e'],
    enabled: (state) => {
      const key = selectedEntity(state);
      return key !== undefined && broughtBy(viewIn(state), key).length > 0;
    },
    run: (context) => {
      const state = context.store.getState();
      const key = selectedEntity(state);
      if (key === undefined) return;
      const gone = broughtBy(viewIn(state), key);
      change(context, { command: 'collapse', subject: key }, (view) => without(view, gone));
      context.store.setState({ more: {} });
      say(context, context.t('said.removed', { count: gone.length }));
    },
  }),
  hide: command({
    group: 'graph',
    label: 'command.hide',
    icon: EyeOff,
    keys: ['delete', 'h'],
    enabled: onCanvas,
    run: (context) => {
      const key = selectedEntity(context.store.getState());
      if (key === undefined) return;
      change(context, { command: 'hide', subject: key }, (view) => without(view, [key]));
      context.store.setState(({ cursor }) => ({ cursor: cursor === key ? undefined : cursor }));
      say(context, context.t('said.removed', { count: 1 }));
    },
  }),
  /** Goes to an entity: shown in its context, with its claims to what is there already. */
  visit: command<string>({
    group: 'graph',
    label: 'command.visit',
    icon: Plus,
    run: async (context, key) => {
      await show(context, [key]);
      const state = context.store.getState();
      const on = new Set(Object.keys(viewIn(state).placed));
      // Alone it would say nothing: then its neighbours come along.
      if (on.has(key) && claimsOf(claimsAmong(state.graph, on), key).length === 0)
        await expand(context, { key });
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
        loops: { ...initialView.loops, sort: view.loops.sort },
        placed: loopPlaces(state, state.home),
      }));
      context.store.setState({ player: undefined, more: {}, cursor: undefined });
      context.canvas()?.fit();
      say(context, context.t('said.startedOver'));
    },
  }),
};
