import type { Constraints, LoopFilters } from './view.ts';

/** Constraints without those that constrain nothing, so that equal ones are written alike. */
export const tidied = (
  constraints: { [Key in keyof Constraints]: Constraints[Key] | undefined },
): Constraints =>
  Object.fromEntries(Object.entries(constraints).filter(([, value]) => value !== undefined && value !== ''));

/** How many constraints are set; what only says more of another does not count. */
export const countOf = ({ holding, currency, unknown, ...constraints }: Constraints): number =>
  Object.keys(constraints).length;

/** Whether the page cannot tell by itself which loops are meant, or in what order. */
export const needsServer = ({ constraints, sort }: LoopFilters): boolean =>
  countOf(constraints) > 0 || sort === 'date';

/** The list's constraints as the server is asked with them, without an order or a limit. */
export function constraintsOf(datasets: readonly string[], reach: number, filters: LoopFilters) {
  const { stated, ordered, asOf, holding, leastAmount, currency, unknown, avoid, ...same } =
    filters.constraints;
  return {
    datasets: [...datasets],
    reading: filters.reading,
    exchanges: filters.exchanges ? ('include' as const) : ('exclude' as const),
    maxLength: filters.maxLength ?? reach,
    ...(filters.moves.length > 0 ? { moves: [...filters.moves] } : {}),
    ...(filters.through === undefined ? {} : { through: [filters.through] }),
    ...(avoid === undefined ? {} : { avoid: [avoid] }),
    ...same,
    ...(stated ? { basis: 'stated' as const } : {}),
    ...(ordered ? { order: 'ordered' as const } : {}),
    ...(asOf === undefined ? {} : { asOf, ...(holding ? { asOfBy: 'holding' as const } : {}) }),
    ...(leastAmount === undefined ? {} : { leastAmount, ...(currency === undefined ? {} : { currency }) }),
    ...(unknown && countOf(filters.constraints) > 0
      ? { unknown: ['status' as const, 'amount' as const, 'date' as const] }
      : {}),
  };
}
