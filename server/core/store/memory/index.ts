import { MultiDirectedGraph } from 'graphology';
import { Fault } from '../../contract/errors.ts';
import type { ClaimCount } from '../../contract/graph.ts';
import { inReach } from '../../loops/question/reach.ts';
import type { Dataset } from '../../model/dataset.ts';
import { storedClaims } from '../../model/derived.ts';
import type { Entity } from '../../model/entity.ts';
import { passerOf } from '../../model/filter.ts';
import { EntityRef, keyOf, splitRef } from '../../model/ids.ts';
import type { ServedDataset, StoredClaim, StoredEntity } from '../../model/stored.ts';
import { rank } from '../../search/score.ts';
import { countsOf, gathered } from '../cargo.ts';
import { CLAIM_SHAPE, ENTITY_SHAPE, propertiesOf } from '../properties.ts';
import { renamedVersion } from '../renamed.ts';
import { type GraphStore, type Page, replaced, type Scope } from '../types.ts';
import { memoryWorkspace } from './workspace.ts';

/** A dataset that is served: its graph, with entities by id as nodes and claims by id as edges. */
type Held = {
  served: ServedDataset;
  graph: MultiDirectedGraph<StoredEntity, StoredClaim>;
  source: Dataset;
};

/** Claims of a projection that are handed over together. */
const AT_ONCE = 1000;

const byKey = (a: { dataset: string; id: string }, b: { dataset: string; id: string }): number => {
  const [x, y] = [keyOf(a.dataset, a.id), keyOf(b.dataset, b.id)];
  return x < y ? -1 : x > y ? 1 : 0;
};

function hold(source: Dataset): Held {
  const dataset = source.info.id;
  const graph = new MultiDirectedGraph<StoredEntity, StoredClaim>();
  for (const entity of source.entities)
    graph.addNode(entity.id, {
      ...entity,
      dataset,
      // Labels have no order of their own.
      ...('roles' in entity ? { roles: [...entity.roles].sort() } : {}),
    });
  for (const claim of storedClaims(source))
    graph.addDirectedEdgeWithKey(claim.id, claim.from, claim.to, claim);
  return {
    source,
    graph,
    served: {
      ...source.info,
      version: source.version,
      counts: countsOf(source),
    },
  };
}

/** Counts how often each key is there, in the order of the keys. */
function tally(keys: Iterable<string>): Record<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The store without a database: what is loaded is held in memory, and gone with the process. */
export function memoryStore(): GraphStore {
  const held = new Map<string, Held>();

  const scoped = (scope: Scope): Held[] => {
    if (scope === undefined) return [...held.values()].sort((a, b) => (a.served.id < b.served.id ? -1 : 1));
    return [...new Set(scope)].sort().map((id) => {
      const found = held.get(id);
      if (!found) throw new Fault('not_found', `There is no dataset ${JSON.stringify(id)}.`, { dataset: id });
      return found;
    });
  };
  /** Records that refs name: by key, or by short id in every dataset of the scope. */
  const named = <T extends { dataset: string; id: string }>(
    scope: Scope,
    refs: readonly string[],
    find: (from: Held, id: string) => T | undefined,
  ): T[] => {
    const found = new Map<string, T>();
    const graphs = scoped(scope);
    for (const ref of refs) {
      const { dataset, id } = splitRef(ref);
      for (const from of graphs) {
        if (dataset !== undefined && dataset !== from.served.id) continue;
        const record = find(from, id);
        if (record) found.set(keyOf(record.dataset, record.id), record);
      }
    }
    return [...found.values()].sort(byKey);
  };
  const heldOf = (scope: Scope, key: string): { from: Held | undefined; id: string } => {
    const { dataset, id } = splitRef(key);
    return {
      from: scoped(scope).find(({ served, graph }) => served.id === dataset && graph.hasNode(id)),
      id,
    };
  };
  const claimsAt = (scope: Scope, key: string, page: Partial<Page>): StoredClaim[] => {
    const { from, id } = heldOf(scope, key);
    if (!from) return [];
    const { types, direction, among } = page;
    const ends = among && new Set(among);
    const edges =
      direction === 'out'
        ? from.graph.outEdges(id)
        : direction === 'in'
          ? from.graph.inEdges(id)
          : from.graph.edges(id);
    return [...new Set(edges)]
      .map((edge) => from.graph.getEdgeAttributes(edge))
      .filter(({ type }) => types === undefined || types.includes(type))
      .filter((claim) => ends === undefined || ends.has(keyOf(claim.dataset, otherEnd(claim, id))))
      .sort(byKey);
  };
  const otherEnd = (claim: StoredClaim, id: string): string => (claim.from === id ? claim.to : claim.from);
  const expected = (dataset: string, version: string | null | undefined): void => {
    const served = held.get(dataset)?.served.version ?? null;
    if (version !== undefined && version !== served) throw replaced(dataset, served);
  };
  const paged = <T>(items: T[], keyFor: (item: T) => string, { after, limit }: Page): T[] =>
    items.filter((item) => after === undefined || keyFor(item) > after).slice(0, limit);

  return {
    kind: 'memory',
    ping: async () => {},
    datasets: async () => scoped(undefined).map(({ served }) => served),
    version: async (scope) =>
      scoped(scope)
        .map(({ served }) => `${served.id}@${served.version}`)
        .join(),
    counts: async (scope) => {
      const entities = scoped(scope).flatMap(({ source }) => source.entities);
      const claims = scoped(scope).flatMap(({ graph }) =>
        graph.mapEdges((_, { dataset: _dataset, ...claim }) => claim),
      );
      return {
        labels: tally(
          entities.flatMap((entity) => [entity.kind, ...('roles' in entity ? entity.roles : [])]),
        ),
        types: tally(claims.map(({ type }) => type)),
        entityKeys: tally(entities.flatMap((entity) => Object.keys(propertiesOf(entity, ENTITY_SHAPE)))),
        claimKeys: tally(claims.flatMap((claim) => Object.keys(propertiesOf(claim, CLAIM_SHAPE)))),
      };
    },
    candidates: async (scope, folded, limit) => {
      const all = scoped(scope)
        .flatMap(({ graph }) => graph.mapNodes((_, entity) => entity))
        .sort(byKey);
      // Where not all can be given, those who match come before those who do not.
      return all.length <= limit
        ? all
        : rank(folded, all)
            .map(({ entity }) => entity)
            .slice(0, limit);
    },
    entities: async (scope, refs) =>
      named(scope, refs, ({ graph }, id) => (graph.hasNode(id) ? graph.getNodeAttributes(id) : undefined)),
    claims: async (scope, refs) =>
      named(scope, refs, ({ graph }, id) => (graph.hasEdge(id) ? graph.getEdgeAttributes(id) : undefined)),
    deals: async (scope, keys) =>
      named(scope, keys, ({ source }, id) => {
        const deal = source.deals.find((candidate) => candidate.id === id);
        return deal && { ...deal, dataset: source.info.id };
      }),
    evidence: async (scope, keys) =>
      named(scope, keys, ({ source }, id) => {
        const passage = source.evidence.find((candidate) => candidate.id === id);
        const document = source.sources.find((candidate) => candidate.id === passage?.source);
        return passage && document && { ...passage, source: document, dataset: source.info.id };
      }),

    sources: async (scope, text, limit) => {
      const has = (field: string | undefined) => field?.toLowerCase().includes(text.toLowerCase()) ?? false;
      return scoped(scope)
        .flatMap(({ source }) => source.sources.map((one) => ({ ...one, dataset: source.info.id })))
        .filter(({ title, publisher, url }) => has(title) || has(publisher) || has(url))
        .sort((a, b) =>
          (a.date ?? '') === (b.date ?? '') ? byKey(a, b) : (a.date ?? '') < (b.date ?? '') ? 1 : -1,
        )
        .slice(0, limit);
    },

    claimCounts: async (scope, key) => {
      const { id } = splitRef(key);
      const counts = new Map<string, { count: ClaimCount; others: Set<string> }>();
      for (const direction of ['out', 'in'] as const)
        for (const claim of claimsAt(scope, key, { direction })) {
          const at = `${claim.type} ${direction}`;
          const entry = counts.get(at) ?? {
            count: { type: claim.type, direction, count: 0, neighbours: 0 },
            others: new Set(),
          };
          entry.count.count += 1;
          entry.others.add(otherEnd(claim, id));
          counts.set(at, entry);
        }
      return [...counts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { count, others }]) => ({ ...count, neighbours: others.size }));
    },
    claimsOf: async (scope, key, page) =>
      paged(claimsAt(scope, key, page), (claim) => keyOf(claim.dataset, claim.id), page),
    neighbours: async (scope, key, page) => {
      const { id } = splitRef(key);
      const keys = new Set(
        claimsAt(scope, key, page).flatMap((claim) => {
          const other = otherEnd(claim, id);
          return other === id ? [] : [keyOf(claim.dataset, other)];
        }),
      );
      return { keys: paged([...keys].sort(), (other) => other, page), total: keys.size };
    },
    between: async (scope, keys, limit) => {
      const wanted = new Set(keys);
      return scoped(scope)
        .flatMap(({ graph }) => graph.mapEdges((_, claim) => claim))
        .filter(({ dataset, from, to }) => wanted.has(keyOf(dataset, from)) && wanted.has(keyOf(dataset, to)))
        .sort(byKey)
        .slice(0, limit);
    },
    related: async (scope, claim) =>
      scoped(scope)
        .filter(({ served }) => served.id === claim.dataset)
        .flatMap(({ graph }) => graph.mapEdges((_, other) => other))
        .filter((other) => other.id !== claim.id)
        .filter(
          (other) =>
            [other.follows, other.about, other.contradicts].some((ids) => ids?.includes(claim.id)) ||
            (claim.deal !== undefined &&
              other.deal === claim.deal &&
              other.type === claim.type &&
              other.from === claim.from &&
              other.to === claim.to),
        )
        .sort(byKey),
    projection: async (scope, { types, filter = {}, reach }, take) => {
      const graphs = scoped(scope);
      const passes = passerOf(filter);
      const entities = graphs.flatMap(({ graph }) => graph.mapNodes((_, entity) => entity));
      const claimsThat = function* (
        pass: (subject: { claim: StoredClaim; to: StoredEntity }) => boolean,
      ): Generator<StoredClaim> {
        for (const { graph } of graphs)
          for (const {
            attributes: claim,
            sourceAttributes: from,
            targetAttributes: to,
          } of graph.edgeEntries())
            if (pass({ claim, to }) && passes({ claim, from, to })) yield claim;
      };
      await take({
        kind: 'head',
        version: graphs.map(({ served }) => `${served.id}@${served.version}`).join(),
        parts: [...claimsThat(({ claim, to }) => claim.type === 'PART_OF' && to.kind !== 'Group')],
        fiscalYearEnds: Object.fromEntries(
          entities.flatMap((entity) =>
            'fiscalYearEnd' in entity && entity.fiscalYearEnd !== undefined
              ? [[keyOf(entity.dataset, entity.id), entity.fiscalYearEnd]]
              : [],
          ),
        ),
        sameAs: Object.fromEntries(
          entities.flatMap(({ dataset, id, sameAs }) => {
            const place = sameAs === undefined ? undefined : splitRef(sameAs);
            const there = graphs.some(
              ({ served, graph }) => served.id === place?.dataset && graph.hasNode(place.id),
            );
            return sameAs !== undefined && there ? [[keyOf(dataset, id), sameAs]] : [];
          }),
        ),
      });
      let claims: StoredClaim[] = [];
      for (const claim of claimsThat(
        ({ claim }) => types.includes(claim.type) && (!reach || inReach(reach, claim)),
      )) {
        claims.push(claim);
        if (claims.length < AT_ONCE) continue;
        await take({ kind: 'claims', claims });
        claims = [];
      }
      await take({ kind: 'claims', claims });
    },

    records: async function* (dataset) {
      for (const { source } of scoped([dataset])) {
        yield { table: 'dataset', record: source.info };
        for (const record of source.entities) yield { table: 'entities', record };
        for (const record of source.claims) yield { table: 'claims', record };
        for (const record of source.deals) yield { table: 'deals', record };
        for (const record of source.sources) yield { table: 'sources', record };
        for (const record of source.evidence) yield { table: 'evidence', record };
        for (const record of source.outlines) yield { table: 'outlines', record };
      }
    },

    load: async (loaded, { report, signal, over } = {}) => {
      const dataset = await gathered(loaded);
      expected(dataset.info.id, over);
      const before = held.get(dataset.info.id);
      if (before?.served.version === dataset.version) return { changed: false, served: before.served };
      const next = hold(dataset);
      report?.({ step: 'schema', done: 1, total: 1 });
      signal?.throwIfAborted();
      held.set(dataset.info.id, next);
      report?.({ step: 'switch', done: 1, total: 1 });
      return { changed: true, served: next.served };
    },
    remove: async (dataset, { over } = {}) => {
      expected(dataset, over);
      held.delete(dataset);
    },
    rename: async (dataset, names) => {
      const before = held.get(dataset);
      if (!before) return undefined;
      const version = renamedVersion(before.served.version, names);
      const source = { ...before.source, info: { ...before.source.info, ...names }, version };
      const served = { ...before.served, ...names, version };
      held.set(dataset, { ...before, source, served });
      return served;
    },
    link: async (key, same) => {
      const { from, id } = heldOf(undefined, key);
      if (!from) return undefined;
      const sameAs = same === undefined ? undefined : EntityRef.parse(same);
      const version = renamedVersion(from.served.version, { id, sameAs });
      const entities = from.source.entities.map((entity): Entity => {
        if (entity.id !== id) return entity;
        const { sameAs: _before, ...rest } = entity;
        return sameAs === undefined ? rest : { ...rest, sameAs };
      });
      const next = hold({ ...from.source, entities, version });
      held.set(from.served.id, next);
      return next.graph.getNodeAttributes(id);
    },
    workspace: memoryWorkspace(),
    close: async () => held.clear(),
  };
}
