import type { Output } from '../../server/core/contract/index.ts';
import type { Lang } from './format.ts';

export type Concentrated = Output<'concentration'>['concentration'][number];
export const SIDES = ['in', 'out'] as const;
export type Side = Concentrated['in'];
export type Order = 'name' | 'loops' | (typeof SIDES)[number];

/**
 * What of a side's known money runs in loops, to sort by: the largest share of any currency, as currencies are not added up. Undefined
 * where no sum is known; that is no share of nothing.
 */
export function shareOf({ known }: Side): number | undefined {
  const shares = known.flatMap(({ all, inside }) => (all > 0 ? [inside / all] : []));
  return shares.length === 0 ? undefined : Math.max(...shares);
}

/** Rows in an order; what is unknown comes last, and ties keep the order of the server. */
export function ranked(
  rows: readonly Concentrated[],
  order: Order,
  nameOf: (key: string) => string,
  lang: Lang,
): Concentrated[] {
  const by = (a: Concentrated, b: Concentrated): number => {
    switch (order) {
      case 'name':
        return nameOf(a.entity).localeCompare(nameOf(b.entity), lang);
      case 'loops':
        return b.loops - a.loops;
      case 'in':
      case 'out':
        return (shareOf(b[order]) ?? -1) - (shareOf(a[order]) ?? -1);
    }
  };
  return [...rows].sort(by);
}
