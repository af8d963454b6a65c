import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ClaimType } from '../../server/core/model/registry.ts';
import type { Api } from '../api/http.ts';
import type { LoopFilters } from '../state/view.ts';

/** The longest loops that the first request asks for; longer ones are a request of their own. */
export const LOOPS_AT_ONCE = 8;
const MOST_LOOPS = 1000;

/**
 * What the page asks the server, each with its key. Everything read is kept until the data changes: then the keys are
 * made invalid together.
 */
export const queriesOf = (api: Api) => ({
  /** One answer serves every filter of the list, unless it was cut short. */
  loops: () =>
    queryOptions({
      queryKey: ['loops', 'all'],
      queryFn: ({ signal }) =>
        api(
          'loops',
          { reading: 'trail', exchanges: 'include', maxLength: LOOPS_AT_ONCE, limit: MOST_LOOPS },
          signal,
        ),
    }),
  /** The list as filtered by the server, for when there is more than one answer holds. */
  loopsFor: (filters: LoopFilters) =>
    queryOptions({
      queryKey: ['loops', 'for', { ...filters, sort: undefined }],
      queryFn: ({ signal }) =>
        api(
          'loops',
          {
            reading: filters.reading,
            exchanges: filters.exchanges ? 'include' : 'exclude',
            maxLength: filters.maxLength,
            limit: MOST_LOOPS,
            ...(filters.moves.length > 0 ? { moves: [...filters.moves] } : {}),
            ...(filters.through === undefined ? {} : { through: [filters.through] }),
          },
          signal,
        ),
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
  claim: (id: string) =>
    queryOptions({ queryKey: ['claim', id], queryFn: ({ signal }) => api('claim', { id }, signal) }),
  search: (q: string) =>
    queryOptions({
      queryKey: ['search', q],
      queryFn: ({ signal }) => api('search', { q, limit: 50 }, signal),
      enabled: q !== '',
      placeholderData: keepPreviousData,
    }),
});
export type Queries = ReturnType<typeof queriesOf>;
