import type { Output } from '../../server/core/contract/index.ts';
import type { Lang } from './format.ts';

export type Concentrated = Output<'concentration'>['concentration'][number];
export const SIDES = ['in', 'out'] as const;
export type Side = Concentrated['in'];
export type Order = 'name' | 'loops' | (typeof SIDES)[number];
/** Null: sums of which no currency is given. */
export type Currency = Side['known'][number]['currency'];

/** Currencies of the known sums, those that most entities have first. */
export function currenciesIn(rows: readonly Concentrated[]): Currency[] {
  const counts = new Map<Currency, number>();
  for (const row of rows)
    for (const currency of new Set(SIDES.flatMap((side) => row[side].known.map((sum) => sum.currency))))
      counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([currency]) => currency);
}

/** What of a side's known money in one currency runs in loops. Undefined where no sum is known; that is no share of nothing. */
export function shareOf({ known }: Side, of: Currency): number | undefined {
  const sum = known.find(({ currency }) => currency === of);
  return sum && sum.all > 0 ? sum.inside / sum.all : undefined;
}

/** Rows in an order, shares those of one currency; what is unknown comes last, and ties keep the order of the server. */
export function ranked(
  rows: readonly Concentrated[],
  { order, currency }: { order: Order; currency: Currency },
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
        return (shareOf(b[order], currency) ?? -1) - (shareOf(a[order], currency) ?? -1);
    }
  };
  return [...rows].sort(by);
}
