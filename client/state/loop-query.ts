import type { LoopFilters } from './view.ts';

/** The list's constraints as the server is asked with them, without an order or a limit. */
export const constraintsOf = (datasets: readonly string[], reach: number, filters: LoopFilters) => ({
  datasets: [...datasets],
  reading: filters.reading,
  exchanges: filters.exchanges ? ('include' as const) : ('exclude' as const),
  maxLength: filters.maxLength ?? reach,
  ...(filters.moves.length > 0 ? { moves: [...filters.moves] } : {}),
  ...(filters.through === undefined ? {} : { through: [filters.through] }),
});
