import type { SharedLegs } from '../../model/loop.ts';
import { claimNumber, type Flow } from '../projection/flow.ts';
import type { LoopRow } from '../question/query.ts';

/** How many of the loops that share legs with one are named. */
const NAMED = 20;

/** For each row, which of the others go along steps that it goes along. */
export function sharedLegs(flow: Flow, rows: readonly LoopRow[]): SharedLegs[] {
  const stepsOf = rows.map(({ legs }) =>
    legs.flatMap(({ claim }) => flow.steps.ofClaim[claimNumber(flow, claim) ?? -1] ?? []),
  );
  const along = new Map<number, number[]>();
  for (const [row, steps] of stepsOf.entries())
    for (const step of steps) {
      const known = along.get(step);
      if (known) known.push(row);
      else along.set(step, [row]);
    }
  return stepsOf.map((steps, row) => {
    const counts = new Map<number, number>();
    for (const step of steps)
      for (const other of along.get(step) ?? [])
        if (other !== row) counts.set(other, (counts.get(other) ?? 0) + 1);
    const most = [...counts].sort(([a, x], [b, y]) => y - x || a - b).slice(0, NAMED);
    return { loops: counts.size, most: most.map(([other, legs]) => ({ id: rows[other]?.id ?? '', legs })) };
  });
}
