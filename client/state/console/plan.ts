import type { PlanStep } from '../../../server/core/contract/cypher.ts';

/** An operator as a line of the tree. */
export type PlanLine = {
  readonly step: PlanStep;
  readonly depth: number;
  /** Its part of all database hits, or of all estimated rows where the plan was not run: 0 to 1. */
  readonly share: number;
};

/** The steps as lines, each operator above those that feed it. */
export function planLines(steps: readonly PlanStep[]): PlanLine[] {
  const children = new Map<number | null, number[]>();
  for (const [at, { parent }] of steps.entries()) children.set(parent, [...(children.get(parent) ?? []), at]);
  const cost = ({ dbHits, estimatedRows }: PlanStep): number => dbHits ?? estimatedRows ?? 0;
  const all = steps.reduce((sum, step) => sum + cost(step), 0);
  const lines: PlanLine[] = [];
  // By a list of what is still to come, not by recursion: a plan may be as deep as the query is long.
  const open = (parent: number | null, depth: number) =>
    (children.get(parent) ?? []).map((at) => ({ at, depth }));
  const queue = open(null, 0);
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { at, depth } = next;
    const step = steps[at];
    if (!step) continue;
    lines.push({ step, depth, share: all === 0 ? 0 : cost(step) / all });
    queue.unshift(...open(at, depth + 1));
  }
  return lines;
}
