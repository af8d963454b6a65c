import { GRAPH_LIMITS } from '../../server/core/contract/graph.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { askedFor, entityAt, fromKey, merged, toKey } from '../state/graph.ts';
import { placeBeside } from '../state/place.ts';
import { viewIn } from '../state/store.ts';
import { place } from '../state/view.ts';
import { type Context, change, tell } from './context.ts';
import { canonicalIn } from './datasets.ts';
import { faultText } from './faults.ts';

/** Puts entities on the canvas beside what they are joined to; where they are not loaded, they are read first. */
export async function show(context: Context, keys: readonly string[]): Promise<void> {
  const { store, api, t } = context;
  const before = store.getState();
  const { placed, datasets } = viewIn(before);
  const wanted = canonicalIn(before, keys).filter((key) => !Object.hasOwn(placed, key));
  if (wanted.length === 0) return;
  try {
    const ids = [...askedFor(before.graph, wanted), ...Object.keys(placed)].slice(
      0,
      GRAPH_LIMITS.subgraphEntities,
    );
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
