import { type Deps, OPERATIONS } from './core/operations/index.ts';

/**
 * Asks once what the first screen will ask. A database plans a query the first time it sees it, and for claims, which it
 * seeks by one index for each type, that takes longer than to answer; so the first reader does not wait for it.
 */
export async function warm(deps: Deps, signal: AbortSignal): Promise<void> {
  // What readers' queries are judged by.
  await deps.store.cypher?.about();
  const { loops } = await OPERATIONS.loops(deps, { reading: 'trail' }, signal);
  const leg = loops[0]?.legs[0];
  if (!leg) return;
  const { dataset } = leg.claim;
  await OPERATIONS.claim(deps, { id: `${dataset}:${leg.claim.id}` }, signal);
  await OPERATIONS.entity(deps, { id: `${dataset}:${leg.from}` }, signal);
  await OPERATIONS.entityClaims(deps, { id: `${dataset}:${leg.from}` }, signal);
  await OPERATIONS.expand(deps, { id: `${dataset}:${leg.from}` }, signal);
  await OPERATIONS.search(deps, { q: leg.from }, signal);
  await OPERATIONS.subgraph(deps, { ids: [`${dataset}:${leg.from}`, `${dataset}:${leg.to}`] }, signal);
}
