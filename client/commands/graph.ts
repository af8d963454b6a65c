import { CirclePlus, EyeOff, Home, Minimize2, Network, Plus } from 'lucide-react';
import { CLAIM_TYPE_NAMES, type ClaimType } from '../../server/core/model/registry.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import {
  askedFor,
  canonical,
  claimKey,
  claimsAmong,
  claimsOf,
  entityAt,
  fromKey,
  keyIn,
  membersOf,
  merged,
  toKey,
} from '../state/graph.ts';
import { placeBeside } from '../state/place.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { broughtBy, expanded, initialView, place, type Selection, without } from '../state/view.ts';
import { type Context, change, command, say, tell } from './context.ts';
import { canonicalIn } from './datasets.ts';
import { faultText } from './faults.ts';
import { loopPlaces } from './layout.ts';
import { entityName } from './names.ts';
import { choose, neededFor } from './select.ts';

/** How many neighbours one expansion brings; hubs offer more. */
export const EXPAND_CAP = 12;
/** How many entities one request may name. */
const MOST_ASKED = 500;

export type ExpandArg = {
  key: string;
  /** Only what one dataset says of it: the key that it has there. */
  member?: string;
  type?: ClaimType;
  direction?: 'in' | 'out';
};
/** Under which name a capped expansion remembers where it stopped. */
export const moreKey = ({ key, member, type, direction }: ExpandArg): string =>
  `${member ?? key} ${type ?? ''} ${direction ?? ''}`;

// A metric belongs to the inspector's table; it comes to the canvas only where it is asked for by type.
const RELATIONS = CLAIM_TYPE_NAMES.filter((type) => type !== 'MEASURES');

async function expand(context: Context, arg: ExpandArg): Promise<void> {
  const { store, api, t } = context;
  const slot = moreKey(arg);
  const cursors = store.getState().more[slot]?.next;
  if (!Object.hasOwn(viewIn(store.getState()).placed, arg.key)) await show(context, [arg.key]);
  try {
    const { graph } = store.getState();
    const members = cursors ? Object.keys(cursors) : arg.member ? [arg.member] : membersOf(graph, arg.key);
    const found = await Promise.all(
      members.map(async (member) => {
        const cursor = cursors?.[member];
        const answer = await api('expand', {
          id: member,
          type: arg.type ? [arg.type] : RELATIONS,
          ...(arg.direction ? { direction: arg.direction } : {}),
          ...(cursor === undefined ? {} : { cursor }),
          limit: Math.ceil(EXPAND_CAP / members.length),
        });
        return { member, ...answer };
      }),
    );
    store.setState((state) => {
      const { [slot]: before, ...rest } = state.more;
      const next = Object.fromEntries(found.flatMap(({ member, next: on }) => (on ? [[member, on]] : [])));
      const total = before?.total ?? found.reduce((sum, answer) => sum + answer.total, 0);
      return {
        graph: found.reduce(merged, state.graph),
        more: Object.keys(next).length === 0 ? rest : { ...rest, [slot]: { next, total } },
      };
    });
    const state = store.getState();
    const { placed } = viewIn(state);
    const newcomers = [
      ...new Set(found.flatMap(({ entities }) => entities.map((entity) => keyIn(state.graph, entity)))),
    ].filter((key) => !Object.hasOwn(placed, key));
    const name = entityName(state.graph, arg.key, state.prefs.lang);
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
  const before = store.getState();
  const { placed, datasets } = viewIn(before);
  const wanted = canonicalIn(before, keys).filter((key) => !Object.hasOwn(placed, key));
  if (wanted.length === 0) return;
  try {
    const ids = [...askedFor(before.graph, wanted), ...Object.keys(placed)].slice(0, MOST_ASKED);
    const found = await api('subgraph', { ids, datasets: [...datasets] });
    store.setState(({ graph }) => ({ graph: merged(graph, found) }));
    const state = store.getState();
    const ends = (claim: StoredClaim) => [fromKey(state.graph, claim), toKey(state.graph, claim)];
    // What they turn out to be the same as may be there already.
    const there = canonicalIn(state, wanted).filter(
      (key) => entityAt(state.graph, key) && !Object.hasOwn(placed, key),
    );
    const joined = found.claims.find(
      (claim) =>
        ends(claim).some((end) => there.includes(end)) &&
        ends(claim).some((end) => Object.hasOwn(placed, end)),
    );
    const anchorKey = joined && ends(joined).find((end) => Object.hasOwn(placed, end));
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
    run: async (context, named) => {
      await show(context, [named]);
      const state = context.store.getState();
      const key = canonical(state.graph, named);
      const on = new Set(Object.keys(viewIn(state).placed));
      // Alone it would say nothing: then its neighbours come along.
      if (on.has(key) && claimsOf(state.graph, claimsAmong(state.graph, on), key).length === 0)
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
        datasets: view.datasets,
        loops: { ...initialView.loops, sort: view.loops.sort },
        placed: loopPlaces(state, state.home),
      }));
      context.store.setState({ player: undefined, more: {}, cursor: undefined });
      context.canvas()?.fit();
      say(context, context.t('said.startedOver'));
    },
  }),
};
