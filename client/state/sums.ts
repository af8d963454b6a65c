import { lumpSum } from '../../server/core/model/claim.ts';
import { movesOf } from '../../server/core/model/registry.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { fromKey, type Graph, toKey } from './graph.ts';

/** What some claims come to in one currency; '' where the source leaves it open. */
export type Sum = { readonly currency: string; readonly total: number; readonly claims: number };

/**
 * Sums of money claims, each currency by itself. Statements of one deal, type and direction are one leg, of which the
 * largest counts. What gives no sum is counted apart: unknown is not zero.
 */
export function sumsOf(
  graph: Pick<Graph, 'same'>,
  claims: readonly StoredClaim[],
): { readonly sums: readonly Sum[]; readonly unknown: number } {
  const legs = new Map<string, { currency: string; amount: number; claims: number }>();
  let unknown = 0;
  for (const claim of claims) {
    if (movesOf(claim.type) !== 'money') continue;
    const amount = lumpSum(claim);
    if (amount === undefined) {
      unknown += 1;
      continue;
    }
    const currency = claim.currency ?? '';
    const leg = claim.deal
      ? [claim.dataset, claim.deal, claim.type, fromKey(graph, claim), toKey(graph, claim), currency].join(
          ' ',
        )
      : `${claim.dataset}:${claim.id}`;
    const now = legs.get(leg);
    legs.set(leg, {
      currency,
      amount: Math.max(amount, now?.amount ?? 0),
      claims: (now?.claims ?? 0) + 1,
    });
  }
  const totals = new Map<string, Sum>();
  for (const { currency, amount, claims: count } of legs.values()) {
    const now = totals.get(currency);
    totals.set(currency, {
      currency,
      total: (now?.total ?? 0) + amount,
      claims: (now?.claims ?? 0) + count,
    });
  }
  return { sums: [...totals.values()].sort((a, b) => b.claims - a.claims), unknown };
}
