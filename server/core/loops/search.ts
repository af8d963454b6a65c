import type { Reading } from '../model/loop.ts';
import { type Flow, glued, type Step } from './flow.ts';

/** Says that a search should end: time is up, or the reader has left. Asked often, so it should be cheap. */
export type Stop = () => boolean;

export type WalkQuery = { reading: Reading; minLength: number; maxLength: number };

/** How many steps it takes from each entity back to `target` along steps above `floor`; absent where it takes more than `depth`. */
function stepsBack(flow: Flow, target: number, floor: number, depth: number): Map<number, number> {
  const distance = new Map([[target, 0]]);
  let edge = [target];
  for (let steps = 1; steps <= depth && edge.length > 0; steps++) {
    const next: number[] = [];
    for (const entity of edge)
      for (const step of flow.in[entity] ?? []) {
        if (step.index <= floor || distance.has(step.from)) continue;
        distance.set(step.from, steps);
        next.push(step.from);
      }
    edge = next;
  }
  return distance;
}

/**
 * Every closed walk along steps, no step twice, each once: it is entered by its lowest step and goes on along higher ones only. In
 * the elementary reading no entity comes twice. In the trail reading it may, where glue is possible: of the passages through
 * it at most one has no claims that could be glued (which claims, `combinations.ts` settles). The same set of steps may come back in another
 * arrangement.
 *
 * A search back from the start, along the steps still allowed, keeps the walk from going where it cannot return in time.
 */
export function* closedWalks(flow: Flow, query: WalkQuery, stop: Stop): Generator<Step[]> {
  const trail = query.reading === 'trail';
  const couldGlue = memoised((into: Step, out: Step) =>
    into.legs.some((a) => out.legs.some((b) => glued(a, b))),
  );
  const passages = new Int32Array(flow.entities.length);
  const unglued = new Int32Array(flow.entities.length);
  const onPath = new Uint8Array(flow.steps.length);
  const path: Step[] = [];

  /** Takes note of a passage; false where the glue rule no longer can be met. Undone by `leave`. */
  const pass = (into: Step, out: Step): boolean => {
    passages[out.from] = (passages[out.from] ?? 0) + 1;
    if (!trail) return passages[out.from] === 1;
    if (!couldGlue(into, out)) unglued[out.from] = (unglued[out.from] ?? 0) + 1;
    return passages[out.from] === 1 || (unglued[out.from] ?? 0) <= 1;
  };
  const leave = (into: Step, out: Step): void => {
    passages[out.from] = (passages[out.from] ?? 0) - 1;
    if (trail && !couldGlue(into, out)) unglued[out.from] = (unglued[out.from] ?? 0) - 1;
  };

  function* extend(start: Step, last: Step, back: Map<number, number>): Generator<Step[]> {
    if (stop()) return;
    if (last.to === start.from) {
      if (path.length >= query.minLength) {
        if (pass(last, start)) yield [...path];
        leave(last, start);
      }
      if (!trail) return;
    }
    for (const next of flow.out[last.to] ?? []) {
      if (next.index <= start.index || onPath[next.index]) continue;
      const home = back.get(next.to);
      if (home === undefined || path.length + 1 + home > query.maxLength) continue;
      if (pass(last, next)) {
        onPath[next.index] = 1;
        path.push(next);
        yield* extend(start, next, back);
        path.pop();
        onPath[next.index] = 0;
      }
      leave(last, next);
    }
  }

  for (const start of flow.steps) {
    if (stop()) return;
    const back = stepsBack(flow, start.from, start.index, query.maxLength - 1);
    if (!back.has(start.to)) continue;
    path.push(start);
    yield* extend(start, start, back);
    path.pop();
  }
}

function memoised(ask: (into: Step, out: Step) => boolean): (into: Step, out: Step) => boolean {
  const answers = new Map<string, boolean>();
  return (into, out) => {
    const key = `${into.index} ${out.index}`;
    const answer = answers.get(key) ?? ask(into, out);
    answers.set(key, answer);
    return answer;
  };
}
