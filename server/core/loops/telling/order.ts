import type { Order } from '../../model/loop.ts';
import { CLAIM_TYPE_NAMES } from '../../model/registry.ts';
import type { FlowLeg } from '../projection/legs.ts';

export type Ordered = { order: Order; legs: FlowLeg[] };

/**
 * Whether legs can have happened in this turn: each at a time within its interval, none before the one ahead of it, and none
 * before a leg that it follows. `tied` counts the neighbours that a source ties together by `follows`.
 */
function judge(legs: readonly FlowLeg[]): { order: Order; tied: number } {
  let earliest = -Infinity;
  let known = true;
  let tied = 0;
  for (const [at, leg] of legs.entries()) {
    if (legs.slice(at + 1).some((later) => leg.after.has(later.key))) return { order: 'impossible', tied };
    if (leg.when?.orders) {
      earliest = Math.max(earliest, leg.when.from);
      if (earliest > leg.when.to) return { order: 'impossible', tied };
    }
    const before = legs[at - 1];
    if (!before) continue;
    if (leg.after.has(before.key)) tied += 1;
    else if (!(leg.when?.orders && before.when?.orders)) known = false;
  }
  return { order: known ? 'ordered' : 'undated', tied };
}

const RANK: Record<Order, number> = { ordered: 0, undated: 1, impossible: 2 };
export const orderRank = (order: Order): number => RANK[order];
const typeRank = (leg: FlowLeg | undefined): number => (leg ? CLAIM_TYPE_NAMES.indexOf(leg.claim.type) : 0);

/**
 * The best way to tell legs that go round: of all legs to start from, one in whose turn they can have happened; then the
 * one that keeps most of what a source ties together in sequence, starts with the type that a story starts with, and earliest.
 */
export function inOrder(round: readonly FlowLeg[]): Ordered {
  let best: (Ordered & { rank: number[] }) | undefined;
  for (let start = 0; start < round.length; start++) {
    const legs = [...round.slice(start), ...round.slice(0, start)];
    const { order, tied } = judge(legs);
    const rank = [RANK[order], -tied, typeRank(legs[0]), legs[0]?.when?.from ?? Infinity];
    if (!best || before(rank, best.rank)) best = { order, legs, rank };
  }
  return best ? { order: best.order, legs: best.legs } : { order: 'undated', legs: [] };
}

/** Whether one list of numbers stands before another, the first difference deciding. */
export function before(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}
