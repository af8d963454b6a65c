import { GRAPH_LIMITS } from '../contract/graph.ts';
import type { Input, Output } from '../contract/index.ts';
import { Assembly } from '../loops/projection/flow.ts';
import type { StoredClaim } from '../model/stored.ts';
import { fold } from '../search/fold.ts';
import { rank } from '../search/score.ts';
import type { Scope } from '../store/types.ts';
import type { Deps } from './deps.ts';
import { byRef, endsOf, entityNamed, keyFor, scopeFor, single } from './lookup.ts';

/** How many entities a search looks at before it ranks them. */
const CANDIDATES = 2000;

export async function search({ store }: Deps, input: Input<'search'>): Promise<Output<'search'>> {
  const candidates = await store.candidates(await scopeFor(store, input.datasets), fold(input.q), CANDIDATES);
  const hits = rank(input.q, candidates).filter(({ entity }) => input.kinds?.includes(entity.kind) ?? true);
  return {
    hits: hits.slice(0, input.limit),
    truncated: hits.length > input.limit || candidates.length === CANDIDATES,
  };
}

export async function entity({ store }: Deps, input: Input<'entity'>): Promise<Output<'entity'>> {
  const entity = await entityNamed(store, input.datasets, input.id);
  const scope = [entity.dataset];
  const key = keyFor(entity);
  const [counts, measuring] = await Promise.all([
    store.claimCounts(scope, key),
    store.claimsOf(scope, key, { types: ['MEASURES'], direction: 'in', limit: GRAPH_LIMITS.page }),
  ]);
  return { entity, counts, metrics: await withMetrics(store, scope, measuring) };
}

/** Claims that measure something, each with the metric that it is from. */
async function withMetrics(
  store: Deps['store'],
  scope: Scope,
  measuring: readonly StoredClaim[],
): Promise<Output<'metrics'>['metrics']> {
  const metricKey = ({ dataset, from }: StoredClaim): string => keyFor({ dataset, id: from });
  const metrics = await store.entities(scope, measuring.map(metricKey));
  const byKey = new Map(metrics.map((metric) => [keyFor(metric), metric]));
  return measuring.flatMap((claim) => {
    const metric = byKey.get(metricKey(claim));
    return metric ? [{ metric, claim }] : [];
  });
}

export async function metrics({ store }: Deps, input: Input<'metrics'>): Promise<Output<'metrics'>> {
  const scope = await scopeFor(store, input.datasets);
  const read = new Assembly();
  await store.projection(scope, { types: ['MEASURES'] }, (part) => read.take(part));
  const keys = (read.projection?.claims ?? []).map(keyFor).sort();
  const measuring = await store.claims(scope, keys.slice(0, input.limit));
  return {
    metrics: await withMetrics(store, scope, measuring),
    truncated: keys.length > input.limit,
  };
}

/** One more than the page, to know whether another follows. */
const page = ({ type, direction, cursor, limit }: Input<'expand'>) => ({
  types: type,
  direction,
  after: cursor,
  limit: limit + 1,
});

export async function entityClaims(
  { store }: Deps,
  input: Input<'entityClaims'>,
): Promise<Output<'entityClaims'>> {
  const entity = await entityNamed(store, input.datasets, input.id);
  const scope = [entity.dataset];
  const [found, counts] = await Promise.all([
    store.claimsOf(scope, keyFor(entity), page(input)),
    store.claimCounts(scope, keyFor(entity)),
  ]);
  const claims = found.slice(0, input.limit);
  const last = claims.at(-1);
  const truncated = found.length > claims.length;
  return {
    claims,
    entities: await store.entities(scope, endsOf(claims)),
    counts,
    truncated,
    ...(truncated && last ? { next: keyFor(last) } : {}),
  };
}

export async function expand({ store }: Deps, input: Input<'expand'>): Promise<Output<'expand'>> {
  const entity = await entityNamed(store, input.datasets, input.id);
  const scope = [entity.dataset];
  const { keys: found, total } = await store.neighbours(scope, keyFor(entity), page(input));
  const keys = found.slice(0, input.limit);
  const last = keys.at(-1);
  const truncated = found.length > keys.length;
  const most = GRAPH_LIMITS.subgraphClaims;
  const [entities, joining] = await Promise.all([
    store.entities(scope, keys),
    // Only what joins them to it: claims among the neighbours are another question.
    store.claimsOf(scope, keyFor(entity), {
      types: input.type,
      direction: input.direction,
      among: keys,
      limit: most + 1,
    }),
  ]);
  return {
    entities,
    claims: joining.slice(0, most),
    total,
    truncated: truncated || joining.length > most,
    ...(truncated && last !== undefined ? { next: last } : {}),
  };
}

export async function subgraph({ store }: Deps, input: Input<'subgraph'>): Promise<Output<'subgraph'>> {
  const scope = await scopeFor(store, input.datasets, input.ids);
  const entities = await store.entities(scope, input.ids);
  const known = byRef(entities);
  for (const ref of input.ids) {
    const found = known.get(ref);
    if (found) single('entity', ref, found);
  }
  const claims = await store.between(scope, entities.map(keyFor), GRAPH_LIMITS.subgraphClaims + 1);
  return {
    entities,
    claims: claims.slice(0, GRAPH_LIMITS.subgraphClaims),
    missing: input.ids.filter((ref) => !known.has(ref)),
    truncated: claims.length > GRAPH_LIMITS.subgraphClaims,
  };
}
