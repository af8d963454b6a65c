import { GRAPH_LIMITS } from '../../server/core/contract/graph.ts';
import { CLAIM_TYPE_NAMES } from '../../server/core/model/registry.ts';
import { keyIn, membersOf, merged } from '../state/graph.ts';
import { placeBeside } from '../state/place.ts';
import { type ExpandArg, viewIn } from '../state/store.ts';
import { expanded } from '../state/view.ts';
import { type Context, change, say, tell } from './context.ts';
import { faultText } from './faults.ts';
import { entityName } from './names.ts';
import { show } from './show.ts';

/** How many neighbours one expansion brings; hubs offer more. */
const EXPAND_CAP = 12;

/** Under which name a capped expansion remembers where it stopped. */
export const moreKey = ({ key, member, type, direction }: ExpandArg): string =>
  `${member ?? key} ${type ?? ''} ${direction ?? ''}`;

// A metric belongs to the inspector's table; it comes to the canvas only where it is asked for by type.
const RELATIONS = CLAIM_TYPE_NAMES.filter((type) => type !== 'MEASURES');

/** A page of an entity's neighbours, taken into the graph, to choose among. */
export async function neighbourPage({ store, api }: Context, arg: ExpandArg, cursor: string | undefined) {
  const page = await api('expand', {
    id: arg.member ?? arg.key,
    type: arg.type ? [arg.type] : RELATIONS,
    ...(arg.direction ? { direction: arg.direction } : {}),
    ...(cursor === undefined ? {} : { cursor }),
    limit: GRAPH_LIMITS.page,
  });
  store.setState(({ graph }) => ({ graph: merged(graph, page) }));
  const { graph } = store.getState();
  return { keys: page.entities.map((entity) => keyIn(graph, entity)), next: page.next, total: page.total };
}

/** Puts those neighbours of an entity on the canvas that were chosen. */
export async function expandWith(context: Context, of: string, keys: readonly string[]): Promise<void> {
  const { store, t } = context;
  if (!(of in viewIn(store.getState()).placed)) await show(context, [of]);
  const { placed } = viewIn(store.getState());
  const newcomers = keys.filter((key) => !Object.hasOwn(placed, key));
  if (newcomers.length === 0) return;
  const points = placeBeside(placed[of] ?? { x: 0, y: 0 }, newcomers, Object.values(placed));
  change(context, { command: 'expand', subject: of }, (view) => expanded(view, of, points));
  context.canvas()?.reveal([of, ...newcomers]);
  const { graph, prefs } = store.getState();
  say(context, t('said.expanded', { count: newcomers.length, subject: entityName(graph, of, prefs.lang) }));
}

/** Reads the next neighbours of an entity into the graph. Gives their keys. */
async function readNeighbours({ store, api }: Context, arg: ExpandArg): Promise<string[]> {
  const slot = moreKey(arg);
  const { graph, more } = store.getState();
  const cursors = more[slot]?.next;
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
  const now = store.getState().graph;
  return found.flatMap(({ entities }) => entities.map((entity) => keyIn(now, entity)));
}

/** Brings neighbours of entities to the canvas, each beside the one that it is joined to, as one step. */
export async function expand(context: Context, args: readonly ExpandArg[]): Promise<void> {
  const { store, t } = context;
  const [first] = args;
  if (!first) return;
  const away = args.map(({ key }) => key).filter((key) => !(key in viewIn(store.getState()).placed));
  if (away.length > 0) await show(context, away);
  try {
    const found = await Promise.all(
      args.map(async ({ key, ...arg }) => ({
        of: key,
        keys: await readNeighbours(context, { key, ...arg }),
      })),
    );
    const state = store.getState();
    const name =
      args.length === 1
        ? entityName(state.graph, first.key, state.prefs.lang)
        : t('several.entities', { count: args.length });
    const placed = { ...viewIn(state).placed };
    const brought = found.map(({ of, keys }) => {
      const newcomers = [...new Set(keys)].filter((key) => !Object.hasOwn(placed, key));
      const points = placeBeside(placed[of] ?? { x: 0, y: 0 }, newcomers, Object.values(placed));
      Object.assign(placed, points);
      return { of, points };
    });
    const newcomers = brought.flatMap(({ points }) => Object.keys(points));
    if (newcomers.length === 0) {
      tell(context, t('said.nothingNew', { subject: name }));
      return;
    }
    change(
      context,
      { command: 'expand', ...(args.length === 1 ? { subject: first.key } : { count: args.length }) },
      (view) =>
        brought
          .filter(({ points }) => Object.keys(points).length > 0)
          .reduce((now, { of, points }) => expanded(now, of, points), view),
    );
    context.canvas()?.reveal([...args.map(({ key }) => key), ...newcomers]);
    say(context, t('said.expanded', { count: newcomers.length, subject: name }));
  } catch (thrown) {
    tell(context, faultText(t, thrown), 'warn');
  }
}
