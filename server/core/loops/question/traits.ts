import { NO_STATUS } from '../projection/facts.ts';
import { type Flow, movesOfNumber } from '../projection/flow.ts';
import type { View } from './view.ts';

/**
 * What is true of a step whichever of its claims is told, as columns by the step's number: bounds that a walk can be judged by before any
 * of its tellings is made.
 */
export type Traits = {
  /** The surest of its claims in each respect. */
  modality: Uint8Array;
  status: Uint8Array;
  basis: Uint8Array;
  /** 1 where no claim has one. */
  noStatus: Uint8Array;
  noSum: Uint8Array;
  /** 1 where some claim has days certain enough to order by; 1 where some claim follows another. */
  orders: Uint8Array;
  follows: Uint8Array;
  money: Uint8Array;
};

function everyLeg(flow: Flow, view: View, visit: (step: number, claim: number) => void): void {
  const { count, legOffsets, legs } = flow.steps;
  for (let step = 0; step < count; step++)
    for (let at = legOffsets[step] ?? 0, end = legOffsets[step + 1] ?? 0; at < end; at++) {
      const claim = legs[at] ?? 0;
      if (!view.claims || view.claims[claim]) visit(step, claim);
    }
}

export function traitsOf(flow: Flow, view: View): Traits {
  const { facts, steps } = flow;
  const column = (value: number): Uint8Array => new Uint8Array(steps.count).fill(value);
  const traits: Traits = {
    modality: column(255),
    status: column(255),
    basis: column(255),
    noStatus: column(1),
    noSum: column(1),
    orders: column(0),
    follows: column(0),
    money: steps.type.map((type) => (movesOfNumber(type) === 'money' ? 1 : 0)),
  };
  const least = (into: Uint8Array, step: number, value: number): void => {
    if (value < (into[step] ?? 0)) into[step] = value;
  };
  everyLeg(flow, view, (step, claim) => {
    least(traits.modality, step, facts.modality[claim] ?? 0);
    // A claim of unknown status does not make the worst known one worse.
    const status = facts.status[claim] ?? NO_STATUS;
    least(traits.status, step, status === NO_STATUS ? 0 : status);
    least(traits.basis, step, facts.basis[claim] ?? 0);
    if (status !== NO_STATUS) traits.noStatus[step] = 0;
    if (!Number.isNaN(facts.sum[claim])) traits.noSum[step] = 0;
    if (facts.orders[claim]) traits.orders[step] = 1;
    if (facts.follows[claim]) traits.follows[step] = 1;
  });
  return traits;
}

/** For each step the largest of a number that its claims have, at least `least`. */
export function largestOf(
  flow: Flow,
  view: View,
  numberOf: (claim: number) => number,
  least = Number.NEGATIVE_INFINITY,
): Float64Array {
  const largest = new Float64Array(flow.steps.count).fill(least);
  everyLeg(flow, view, (step, claim) => {
    const value = numberOf(claim);
    if (value > (largest[step] ?? 0)) largest[step] = value;
  });
  return largest;
}
