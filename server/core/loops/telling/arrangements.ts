import type { CouldGlue } from '../projection/glue.ts';
import type { Step } from '../projection/legs.ts';

/**
 * The ways to go round a set of steps, each used once, as closed walks from the lowest step on; lower steps are tried first. The order
 * is the same wherever a search entered the set, and so is what is told of it.
 */
export function* arrangements(steps: readonly Step[]): Generator<Step[]> {
  const rising = [...steps].sort((a, b) => a.index - b.index);
  const [first] = rising;
  if (!first) return;
  const walk = [first];
  const used = new Set(walk);
  function* extend(last: Step, start: Step): Generator<Step[]> {
    if (walk.length === rising.length) {
      if (last.to === start.from) yield [...walk];
      return;
    }
    for (const next of rising) {
      if (next.from !== last.to || used.has(next)) continue;
      used.add(next);
      walk.push(next);
      yield* extend(next, start);
      walk.pop();
      used.delete(next);
    }
  }
  yield* extend(first, first);
}

/** Whether of the passages through each entity at most one has no claims that could be glued. */
export function couldBeGlued(walk: readonly Step[], couldGlue: CouldGlue): boolean {
  const passages = new Map<number, { all: number; loose: number }>();
  for (const [at, into] of walk.entries()) {
    const out = walk[(at + 1) % walk.length];
    if (!out) continue;
    const count = passages.get(out.from) ?? { all: 0, loose: 0 };
    count.all += 1;
    if (!couldGlue(into.index, out.index)) count.loose += 1;
    passages.set(out.from, count);
  }
  return [...passages.values()].every(({ all, loose }) => all === 1 || loose <= 1);
}
