import {
  hashKey,
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  skipToken,
} from '@tanstack/react-query';
import { GRAPH_LIMITS } from '../../server/core/contract/graph.ts';
import type { ClaimType, Modality, Status } from '../../server/core/model/registry.ts';
import type { SavedEntry } from '../../server/core/model/saved.ts';
import type { Api } from '../api/http.ts';
import { type Asked, askedIn, constraintsOf, LIST } from '../state/loop-query.ts';
import type { pathsAsked } from '../state/paths.ts';
import type { LoopSort } from '../state/view.ts';

/** Of so many entities it is told at most what runs in loops. */
const MOST_ENTITIES = 300;

/** The server's certainty begins with whether legs can have happened in turn. */
const serverSort = (sort: LoopSort) => (sort === 'order' ? 'certainty' : sort);

/** What is taken out in a question, and what sets that break all loops are made of. */
export type Without = {
  readonly withoutClaims?: string[];
  readonly withoutEntities?: string[];
  readonly withoutTypes?: ClaimType[];
  readonly withoutImplied?: 'true';
  readonly withoutBelow?: Modality;
  readonly withoutBelowStatus?: Status;
  readonly by?: 'claim' | 'leg';
};

/**
 * What the page asks the server, each with its key. Everything read is kept until the data changes: then the keys are
 * made invalid together.
 */
export const queriesOf = (api: Api) => ({
  /** One answer serves every filter of the list, unless it was cut short. */
  loops: (datasets: readonly string[], reach: number) =>
    queryOptions({
      queryKey: ['loops', 'all', ...datasets, reach],
      queryFn: ({ signal }) =>
        api(
          'loops',
          {
            datasets: [...datasets],
            reading: 'trail',
            exchanges: 'include',
            maxLength: reach,
            limit: LIST.first,
          },
          signal,
        ),
    }),
  /** The list as filtered by the server, for when there is more than one answer holds. */
  loopsFor: (reach: number, view: Asked, most: number) =>
    queryOptions({
      queryKey: ['loops', 'for', reach, askedIn(view), most],
      queryFn: ({ signal }) =>
        api(
          'loops',
          {
            ...constraintsOf(reach, view),
            sort: serverSort(view.loops.sort),
            limit: most,
          },
          signal,
        ),
      // Where the list goes on, what it has stays until more has come.
      placeholderData: (before, query) =>
        query && hashKey(query.queryKey.slice(0, -1)) === hashKey(['loops', 'for', reach, askedIn(view)])
          ? before
          : undefined,
    }),
  /** All loops that there ever were, called off or not, under the filters that are not about time. */
  loopsEver: (reach: number, view: Asked) =>
    queryOptions({
      queryKey: ['loops', 'ever', reach, askedIn(view)],
      queryFn: ({ signal }) =>
        api('loops', { ...constraintsOf(reach, view), calledOff: 'include', limit: LIST.first }, signal),
      placeholderData: keepPreviousData,
    }),
  /** The ways to tell one of the list's loops, named by its claims, in the list's order. */
  tellings: (asked: ReturnType<typeof constraintsOf>, sort: LoopSort, claims: readonly string[]) =>
    infiniteQueryOptions({
      queryKey: ['tellings', asked, sort, ...claims],
      queryFn: ({ signal, pageParam }) =>
        api(
          'tellings',
          {
            ...asked,
            sort: serverSort(sort),
            claims: [...claims],
            limit: 20,
            ...(pageParam === '' ? {} : { cursor: pageParam }),
          },
          signal,
        ),
      initialPageParam: '',
      getNextPageParam: ({ next }) => next,
    }),
  /** Which of the list's loops go without some claims or entities, and what breaks them all: those that the list has, and no others. */
  whatIf: (asked: ReturnType<typeof constraintsOf>, sort: LoopSort, most: number, without: Without = {}) =>
    queryOptions({
      queryKey: ['what-if', asked, sort, most, without],
      queryFn: ({ signal }) =>
        api('whatIf', { ...asked, ...without, sort: serverSort(sort), limit: most }, signal),
    }),
  /** Queries that readers have saved, or that were run, last written first. */
  savedQueries: (kind: 'query' | 'run') =>
    infiniteQueryOptions({
      queryKey: ['saved', kind],
      queryFn: ({ signal, pageParam }) =>
        api('savedList', { kind, limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) }, signal),
      initialPageParam: '',
      getNextPageParam: ({ next }) => next,
      // Others save, too.
      staleTime: 0,
    }),
  cypherConsole: () =>
    queryOptions({ queryKey: ['cypher-console'], queryFn: ({ signal }) => api('cypherConsole', {}, signal) }),
  /** Who the list's loops run through. */
  concentration: (asked: ReturnType<typeof constraintsOf>) =>
    queryOptions({
      queryKey: ['concentration', asked],
      queryFn: ({ signal }) => api('concentration', { ...asked, limit: MOST_ENTITIES }, signal),
    }),
  /** The list's question as Cypher. */
  loopsCypher: (asked: ReturnType<typeof constraintsOf>) =>
    queryOptions({
      queryKey: ['loops-cypher', asked],
      queryFn: ({ signal }) => api('loopsCypher', asked, signal),
    }),
  /** Undefined: nothing is asked yet. */
  paths: (asked: ReturnType<typeof pathsAsked>) =>
    queryOptions({
      queryKey: ['paths', asked],
      queryFn: asked ? ({ signal }) => api('paths', asked, signal) : skipToken,
    }),
  schema: (datasets: readonly string[]) =>
    queryOptions({
      queryKey: ['schema', ...datasets],
      queryFn: ({ signal }) => api('schema', { datasets: [...datasets] }, signal),
    }),
  /** Everything that is measured in some datasets. */
  metrics: (datasets: readonly string[]) =>
    queryOptions({
      queryKey: ['metrics', ...datasets],
      queryFn: ({ signal }) =>
        api('metrics', { datasets: [...datasets], limit: GRAPH_LIMITS.metrics }, signal),
      enabled: datasets.length > 0,
    }),
  datasets: () =>
    queryOptions({ queryKey: ['datasets'], queryFn: ({ signal }) => api('datasets', {}, signal) }),
  entity: (id: string) =>
    queryOptions({ queryKey: ['entity', id], queryFn: ({ signal }) => api('entity', { id }, signal) }),
  entityClaims: (id: string, type: ClaimType, direction: 'in' | 'out') =>
    queryOptions({
      queryKey: ['claims', id, type, direction],
      queryFn: ({ signal }) => api('entityClaims', { id, type: [type], direction, limit: 200 }, signal),
    }),
  /** Claims that an entity is part of, to choose among. */
  claimsAbout: (id: string) =>
    queryOptions({
      queryKey: ['claims', id],
      queryFn: ({ signal }) => api('entityClaims', { id, limit: 50 }, signal),
    }),
  claim: (id: string) =>
    queryOptions({ queryKey: ['claim', id], queryFn: ({ signal }) => api('claim', { id }, signal) }),
  /** Documents that are cited somewhere, the latest first. */
  sources: (datasets: readonly string[]) =>
    queryOptions({
      queryKey: ['sources', ...datasets],
      queryFn: ({ signal }) => api('sources', { datasets: [...datasets], limit: 100 }, signal),
    }),
  /** All of a kind: there are no more than some hundred. */
  saved: (kind: 'view' | 'mapping') =>
    queryOptions({
      queryKey: ['saved', kind],
      queryFn: async ({ signal }) => {
        const all: SavedEntry[] = [];
        for (let cursor: string | undefined, more = true; more; ) {
          const page = await api('savedList', { kind, limit: 200, ...(cursor ? { cursor } : {}) }, signal);
          all.push(...page.saved);
          cursor = page.next;
          more = cursor !== undefined;
        }
        return all;
      },
      // Other readers save too: read anew each time it is looked at.
      staleTime: 0,
    }),
  /** Entities of a dataset that may be the same as ones of others. */
  duplicates: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['duplicates', id],
      queryFn: ({ signal, pageParam }) =>
        api('duplicates', { id, limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) }, signal),
      initialPageParam: '',
      getNextPageParam: ({ next }) => next,
      staleTime: 0,
    }),
  search: (q: string, datasets: readonly string[]) =>
    queryOptions({
      queryKey: ['search', q, ...datasets],
      queryFn: ({ signal }) => api('search', { q, datasets: [...datasets], limit: 50 }, signal),
      enabled: q !== '' && datasets.length > 0,
      placeholderData: keepPreviousData,
    }),
});
export type Queries = ReturnType<typeof queriesOf>;
