import type { ClaimType } from '../../server/core/model/registry.ts';
import { claimKey, type Graph } from './graph.ts';
import { type Loop, type LoopLeg, stepFrom, stepTo } from './loops.ts';

type Same = Pick<Graph, 'same'>;

/** A leg whichever claim it is told with: who, what, whom. */
export type Step = {
  readonly id: string;
  readonly from: string;
  readonly type: ClaimType;
  readonly to: string;
  /** For each loop, the leg and its number where the loop has it. */
  readonly at: readonly ({ readonly number: number; readonly leg: LoopLeg } | undefined)[];
};

const stepId = (graph: Same, leg: LoopLeg): string =>
  `${stepFrom(graph, leg)} ${leg.type} ${stepTo(graph, leg)}`;

/** The legs of some loops, each once: those of several first, those of most before others, then as they are met. */
export function stepsOf(graph: Same, loops: readonly Loop[]): Step[] {
  const found = new Map<string, Step>();
  for (const { legs } of loops)
    for (const leg of legs) {
      const id = stepId(graph, leg);
      if (found.has(id)) continue;
      const at = loops.map((loop) => {
        const index = loop.legs.findIndex((other) => stepId(graph, other) === id);
        const there = loop.legs[index];
        return there && { number: index + 1, leg: there };
      });
      found.set(id, { id, from: stepFrom(graph, leg), type: leg.type, to: stepTo(graph, leg), at });
    }
  return [...found.values()].sort((a, b) => sharing(b) - sharing(a));
}

/** How many of the loops have a leg. */
export const sharing = ({ at }: Step): number => at.filter((one) => one !== undefined).length;

/** Whether the loops that share a leg tell it with different claims. */
export const toldApart = ({ at }: Step): boolean =>
  new Set(at.flatMap((one) => (one ? [claimKey(one.leg.claim)] : []))).size > 1;

/** The loops of a list that have legs in common with one, those with most first; parts that are taken for a whole share its legs. */
export function sharingWith(graph: Same, loops: readonly Loop[], loop: Loop): { loop: Loop; legs: number }[] {
  const own = new Set(loop.legs.map((leg) => stepId(graph, leg)));
  return loops
    .filter(({ id }) => id !== loop.id)
    .map((other) => ({
      loop: other,
      legs: other.legs.filter((leg) => own.has(stepId(graph, leg))).length,
    }))
    .filter(({ legs }) => legs > 0)
    .sort((a, b) => b.legs - a.legs);
}
