import type { Projection } from '../projection/flow.ts';
import { type Ground, groundOf, type Prepared, prepare } from '../question/prepare.ts';
import type { Listeners, LoopQuery, LoopRows, LoopSearch, Progress } from '../question/query.ts';
import { sharedLegs } from '../telling/shared.ts';
import { walkTrails } from '../walk/trails.ts';
import { type Companion, type Stop, walkLoops } from '../walk/walk.ts';
import { boundOf } from './bound.ts';
import { Gather } from './gather.ts';

/** Told how far it is each time a search has asked so often whether to stop. */
const ASKED_A_REPORT = 1 << 12;

/**
 * Lengths are searched for in a few passes, the short ones first: the best are mostly short, and once they are known a search for long ones
 * gives up early; a walk goes deep first and would meet millions of long ones before. Going over the short ones again costs little, as
 * there are many more long ones.
 */
const PASSES = [3, 5];

function passesOf(lengths: ReadonlySet<number>): number[][] {
  const ends = [0, ...PASSES, Number.POSITIVE_INFINITY];
  return ends
    .slice(1)
    .map((end, at) => [...lengths].filter((length) => length > (ends[at] ?? 0) && length <= end))
    .filter((pass) => pass.length > 0);
}

type Walk = { maxLength: number; stop: Stop; onStart?: (done: number) => void };

/** Takes a companion along every walk that a query lets through; false where it was stopped. */
export const walkAll = (
  { couldGlue }: Prepared,
  { graph, through, allowed }: Ground,
  companion: Companion,
  walk: Walk,
): boolean =>
  couldGlue
    ? walkTrails(graph, couldGlue, companion, { ...walk, through, allowed })
    : walkLoops(graph, companion, { ...walk, through, allowed });

/**
 * Finds the loops of a projection: the best under an order, or the first met. `stop` ends the search early; what was found until then
 * is given, with `truncated` and how far the search had come.
 * @throws PatternError where the query's pattern cannot be read
 */
export function searchLoops(
  projection: Projection,
  query: LoopQuery,
  stop: Stop = () => false,
  { onFound, onProgress }: Listeners = {},
): LoopSearch {
  const prepared = prepare(projection, query);
  const { flow, view } = prepared;
  const ground = groundOf(prepared);
  if (!ground)
    return {
      rows: [],
      shared: [],
      truncated: false,
      found: 0,
      counted: true,
      starts: { done: 0, total: 0 },
    };
  let timeIsUp = false;
  const isOver = (): boolean => {
    timeIsUp ||= stop();
    return timeIsUp;
  };
  const bound = boundOf(flow, view, prepared.traits, prepared.query);
  const gather = new Gather(prepared, bound, isOver, query.find === 'first' ? onFound : undefined);
  const passes = passesOf(prepared.lengths);
  const starts = { done: 0, total: ground.starts * passes.length };
  const progress = (): Progress => ({
    found: gather.found,
    counted: gather.counted,
    starts: { ...starts },
  });
  const report = (): void => onProgress?.(progress(), () => gather.rows());
  let asked = 0;
  for (const [at, lengths] of passes.entries()) {
    gather.lengths = new Set(lengths);
    const whole = walkAll(prepared, ground, gather, {
      maxLength: Math.max(...lengths),
      stop: () => {
        asked += 1;
        if (asked % ASKED_A_REPORT === 0) report();
        return isOver();
      },
      onStart: (done) => {
        // It may have been in the middle of a telling that time was up.
        if (timeIsUp) return;
        starts.done = at * ground.starts + done;
        report();
      },
    });
    if (!whole || timeIsUp) break;
    starts.done = (at + 1) * ground.starts;
  }
  const rows = gather.rows();
  const answer = { rows, shared: sharedLegs(flow, rows), ...progress() };
  if (timeIsUp) return { ...answer, truncated: true, reason: 'time' };
  if (gather.teller.cut) return { ...answer, truncated: true, reason: 'combinations' };
  return gather.more ? { ...answer, truncated: true, reason: 'limit' } : { ...answer, truncated: false };
}

/** The best loops of a projection, as `searchLoops`, without what was searched. */
export function findLoops(projection: Projection, query: LoopQuery, stop?: Stop): LoopRows {
  const { rows, truncated, reason } = searchLoops(projection, query, stop);
  return reason === undefined ? { rows, truncated } : { rows, truncated, reason };
}
