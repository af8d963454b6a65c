import { LOOP_LIMITS } from '../../server/core/contract/loops.ts';
import { UNKNOWNS } from '../../server/core/model/loop.ts';
import { claimFilterOf, hiddenFacets, isFiltered } from './filters.ts';
import type { Constraints, View } from './view.ts';

/** What of a view says which loops are meant. */
export type Asked = Pick<View, 'datasets' | 'loops' | 'filters' | 'time'>;
export const askedIn = ({ datasets, loops, filters, time }: Asked): Asked => ({
  datasets,
  loops,
  filters,
  time,
});

/** How many loops the list has at first, the surest or whichever come first in its order; and where its reader has it go on. */
export const LIST = { first: 300, most: LOOP_LIMITS.maxLoops } as const;
/** The question of the list as a text: equal ones are written alike. */
export const questionOf = (view: Asked): string => JSON.stringify(askedIn(view));
/** How many loops are asked for; the list goes on for the one question that it was asked to. */
export const mostOf = ({ goesOn }: { goesOn: string | undefined }, view: Asked): number =>
  goesOn === questionOf(view) ? LIST.most : LIST.first;

/** Constraints without those that constrain nothing, so that equal ones are written alike. */
export const tidied = (
  constraints: { [Key in keyof Constraints]: Constraints[Key] | undefined },
): Constraints =>
  Object.fromEntries(
    Object.entries(constraints).filter(([, value]) => value !== undefined && String(value) !== ''),
  );

/** How many constraints are set; what only says more of another does not count. */
export const countOf = ({ currency, unknown, ...constraints }: Constraints): number =>
  Object.keys(constraints).length;

/** Whether the page cannot tell by itself which loops are meant, or in what order. */
export const needsServer = (view: Asked): boolean =>
  countOf(view.loops.constraints) > 0 || view.loops.sort === 'date' || isFiltered(view);

/** The list's constraints and the view's filters as the server is asked with them, without an order or a limit. */
export function constraintsOf(reach: number, view: Asked) {
  const { datasets, loops, time } = view;
  const { stated, ordered, leastAmount, currency, unknown, avoid, rollUp, types, ...same } =
    loops.constraints;
  const { without, ...filter } = claimFilterOf(view);
  const undated = time.asOf !== undefined && !hiddenFacets(view.filters).includes(`${time.by}:undated`);
  const passing = UNKNOWNS.filter(
    (one) => (one === 'date' && undated) || (unknown?.includes(one) && countOf(loops.constraints) > 0),
  );
  return {
    datasets: [...datasets],
    reading: loops.reading,
    exchanges: loops.exchanges ? ('include' as const) : ('exclude' as const),
    // Longer ones than usual are looked for where only such are wanted.
    maxLength: loops.maxLength ?? Math.max(reach, same.minLength ?? 0),
    ...(loops.moves.length > 0 ? { moves: [...loops.moves] } : {}),
    ...(loops.through.length > 0 ? { through: [...loops.through] } : {}),
    ...(avoid === undefined ? {} : { avoid: [...avoid] }),
    ...same,
    ...(types === undefined ? {} : { types: [...types] }),
    ...(rollUp ? { rollUp: 'true' as const } : {}),
    ...filter,
    ...(without ? { without: [...without] } : {}),
    ...(stated ? { basis: 'stated' as const } : {}),
    ...(ordered ? { order: 'ordered' as const } : {}),
    ...(leastAmount === undefined ? {} : { leastAmount }),
    ...(currency !== undefined && (leastAmount !== undefined || loops.sort === 'bottleneck')
      ? { currency }
      : {}),
    ...(passing.length > 0 ? { unknown: passing } : {}),
  };
}
