import { GRAPH_LIMITS } from '../../server/core/contract/graph.ts';
import type { Output } from '../../server/core/contract/index.ts';
import { intervalOf } from '../../server/core/model/dates.ts';
import { EntityRef } from '../../server/core/model/ids.ts';
import type { Translate } from '../locales/index.ts';
import { readParts } from '../state/address.ts';
import { type Compare, datasetsOf, type Side } from '../state/compare.ts';
import { reachOf } from '../state/datasets.ts';
import { askedFor, type Graph, merged } from '../state/graph.ts';
import { constraintsOf } from '../state/loop-query.ts';
import { entitiesOf, type Loop, listed } from '../state/loops.ts';
import { type Sight, seenIn } from '../state/seen.ts';
import { initialView } from '../state/view.ts';
import type { Context } from './context.ts';
import { codeOf, faultText } from './faults.ts';
import { partsOf } from './places.ts';

/** As many as one request gives: what is compared must not end where a list does. */
const MOST = 1000;
/** The most entities that one request for the claims between them may name. */
const SUBGRAPH = GRAPH_LIMITS.subgraphEntities;

/** A saved view that is compared is kept no longer, or nothing that it asks about is served any more. */
class ViewGone extends Error {}
export const sideFault = (t: Translate, thrown: unknown): string =>
  thrown instanceof ViewGone ? t('compare.viewGone') : faultText(t, thrown);

/** One side as it was read. */
export type Read = { readonly found: Output<'loops'>; readonly sight?: Sight };
export type Sides = { readonly of: Compare; readonly before: Read; readonly after: Read };

async function sightOf({ api, store }: Context, id: string): Promise<Sight> {
  const { body } = await api('saved', { kind: 'view', id }).catch((thrown: unknown) => {
    throw codeOf(thrown) === 'not_found' ? new ViewGone() : thrown;
  });
  const { view, on } = readParts(partsOf(body));
  const served = new Set<string>(store.getState().served.map((dataset) => dataset.id));
  const datasets = view.datasets.filter((of) => served.has(of));
  if (datasets.length === 0) throw new ViewGone();
  return { datasets, filters: view.filters, time: view.time, on: on ?? [] };
}

/** A side as its saved view has it now; another stays as it is. */
function sideOf(side: Side, sight: Sight | undefined): Side {
  if (side.saved === undefined || !sight) return side;
  const { asOf, by } = sight.time;
  // What was called off by then is told by when it was known.
  const known = by === 'known' && asOf !== undefined && intervalOf(asOf);
  return { datasets: sight.datasets, saved: side.saved, ...(known ? { asOf } : {}) };
}

/** The loops of one side: as far as they were known by its date, or as the filters of its view leave them. */
function loopsAsked({ datasets, asOf }: Side, sight: Sight | undefined, reach: number) {
  const asked = { datasets, loops: initialView.loops, filters: initialView.filters, time: initialView.time };
  return {
    ...constraintsOf(reach, { ...asked, ...sight }),
    limit: MOST,
    ...(sight || asOf === undefined ? {} : { asOf }),
  };
}

/** Reads the loops of both sides, and what their saved views show. */
export async function readSides(context: Context, asked: Compare): Promise<Sides> {
  const { queries, api, store } = context;
  const [left, right] = await Promise.all(
    [asked.before, asked.after].map(({ saved }) =>
      saved === undefined ? undefined : sightOf(context, saved),
    ),
  );
  const of: Compare = { before: sideOf(asked.before, left), after: sideOf(asked.after, right) };
  const reach = reachOf(store.getState().served, datasetsOf(of));
  const read = async (side: Side, sight: Sight | undefined): Promise<Read> => {
    const input = loopsAsked(side, sight, reach);
    const found = await queries.fetchQuery({
      queryKey: ['loops', 'side', input],
      queryFn: ({ signal }) => api('loops', input, signal),
    });
    return { found, ...(sight ? { sight } : {}) };
  };
  const [before, after] = await Promise.all([read(of.before, left), read(of.after, right)]);
  return { of, before, after };
}

/** Reads every claim between what is in loops or on a canvas on either side, so that it can be said which are gone and which are new. */
export async function complete({ store, api }: Context, { of, before, after }: Sides): Promise<void> {
  for (const { found } of [before, after]) store.setState(({ graph }) => ({ graph: merged(graph, found) }));
  const { graph } = store.getState();
  const keys = [before, after].flatMap(({ found, sight }) => [
    ...found.entities.map((entity) => `${entity.dataset}:${entity.id}`),
    ...(sight?.on ?? []),
  ]);
  // What cannot be an id names nothing, and would have the server refuse the rest with it.
  const ids = askedFor(graph, [...new Set(keys)]).filter((key) => EntityRef.safeParse(key).success);
  for (let at = 0; at < ids.length; at += SUBGRAPH) {
    const found = await api('subgraph', { ids: ids.slice(at, at + SUBGRAPH), datasets: datasetsOf(of) });
    store.setState((state) => ({ graph: merged(state.graph, found) }));
  }
}

/** The loops of a side; of a saved view, those that lie wholly on its canvas. */
export function loopsOf(graph: Graph, { found, sight }: Read): Loop[] {
  const all = listed(graph, found.loops, initialView.loops);
  if (!sight) return all;
  const { entities } = seenIn(graph, sight);
  return all.filter((loop) => [...entitiesOf(graph, loop)].every((key) => entities.has(key)));
}
