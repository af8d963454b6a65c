import { compareRanks, packed, type Rank, withLength } from '../../model/loop-rank.ts';
import { NO_STATUS } from '../projection/facts.ts';
import type { Flow } from '../projection/flow.ts';
import type { LoopQuery } from '../question/query.ts';
import { inTurn } from '../question/rules.ts';
import { largestOf, type Traits } from '../question/traits.ts';
import type { View } from '../question/view.ts';

/** The best rank that any loop with these steps can have; for a walk that is not closed yet, any loop that can come of it. */
export interface Bound {
  /** Notes the step that the walk of `depth` steps goes on by; true where what can come of it may still stand before `worst`. */
  enter(depth: number, step: number, worst: Rank | undefined): boolean;
  /** True where the loop that the walk of `depth` steps makes with this last one may stand before `worst`. */
  closes(depth: number, step: number, worst: Rank): boolean;
}

/** The part of a rank that the query sorts by: what a step bounds it to, and how steps come together. */
type Primary = {
  /** Of a step alone. */
  of(step: number): number;
  /** The best that any loop can have. */
  best: number;
  /** Whether a walk is bounded by its steps so far (a bottleneck only shrinks) or only a whole loop is. */
  open: boolean;
};

/** The largest of a number that usable claims have, NaN being none; -Infinity where none has one. */
function largest({ claims }: Flow, view: View, numberOf: (claim: number) => number): number {
  let found = -Infinity;
  for (let claim = 0; claim < claims.length; claim++)
    if ((!view.claims || view.claims[claim]) && numberOf(claim) > found) found = numberOf(claim);
  return found;
}

function primaryOf(flow: Flow, view: View, traits: Traits, query: LoopQuery): Primary | undefined {
  const { facts } = flow;
  if (query.sortBy === 'bottleneck') {
    const wanted = facts.currencies.indexOf(query.currency === undefined ? 'USD' : query.currency);
    const sumOf = (claim: number): number =>
      facts.currency[claim] === wanted ? (facts.sum[claim] ?? Number.NaN) : Number.NaN;
    const known = largestOf(flow, view, (claim) => {
      const sum = sumOf(claim);
      return Number.isNaN(sum) ? Infinity : sum;
    });
    return {
      // Only money bounds what goes round.
      of: (step) => (traits.money[step] ? -(known[step] ?? 0) : -Infinity),
      best: -largest(flow, view, sumOf),
      open: true,
    };
  }
  if (query.sortBy === 'date') {
    const dayOf = (claim: number): number =>
      facts.orders[claim] === 1 ? (facts.from[claim] ?? Number.NaN) : Number.NaN;
    const latest = largestOf(flow, view, dayOf);
    return { of: (step) => -(latest[step] ?? 0), best: -largest(flow, view, dayOf), open: false };
  }
  return undefined;
}

/** The surest status that some claim has; that of none where none has one. */
function leastStatusOf({ facts, claims }: Flow, view: View): number {
  let least: number = NO_STATUS;
  for (let claim = 0; claim < claims.length && least > 0; claim++)
    if (!view.claims || view.claims[claim]) least = Math.min(least, facts.status[claim] ?? NO_STATUS);
  return least;
}

/**
 * Bounds by what each step is at best. Parts of a rank only get worse along a walk (`date` apart, which is bounded at the end), so a walk that
 * is behind the worst row kept is given up with all that could come of it.
 */
export function boundOf(flow: Flow, view: View, traits: Traits, query: LoopQuery): Bound {
  const size = query.maxLength + 1;
  const primary = primaryOf(flow, view, traits, query);
  const bottleneck = query.sortBy === 'bottleneck';
  const path = new Int32Array(size);
  const column = (): Int32Array => new Int32Array(size);
  const [modality, status, basis] = [column(), column(), column()];
  const [noStatus, noSum, outOfTurn] = [column(), column(), column()];
  const main = new Float64Array(size).fill(primary && bottleneck ? primary.best : Infinity);
  // A walk none of whose claims has a status comes to the status of others, or, closed, to none.
  const leastStatus = leastStatusOf(flow, view);
  // Arrangements of one set of steps must be bounded alike, and differ in what stands next to what. What says nothing of its
  // time is not known to come after whatever stands before it.
  const turns = query.reading === 'elementary';

  /** Works out the columns for the walk of `depth` steps and this one. */
  const note = (depth: number, step: number): void => {
    const next = depth + 1;
    path[depth] = step;
    modality[next] = Math.max(modality[depth] ?? 0, traits.modality[step] ?? 0);
    status[next] = Math.max(status[depth] ?? 0, traits.status[step] ?? 0);
    basis[next] = Math.max(basis[depth] ?? 0, traits.basis[step] ?? 0);
    noStatus[next] = (noStatus[depth] ?? 0) + (traits.noStatus[step] ?? 0);
    noSum[next] = (noSum[depth] ?? 0) + (traits.noSum[step] ?? 0);
    const broken = turns
      ? depth > 0 && !inTurn(traits, path[depth - 1] ?? 0, step)
      : !traits.orders[step] && !traits.follows[step];
    outOfTurn[next] = (outOfTurn[depth] ?? 0) + (broken ? 1 : 0);
    if (!primary) return;
    const of = primary.of(step);
    main[next] = bottleneck ? Math.max(main[depth] ?? 0, of) : Math.min(main[depth] ?? 0, of);
  };
  const certainty = (at: number, broken: number, length: number, closed: boolean): number =>
    withLength(
      packed(
        broken > 1 ? 1 : 0,
        modality[at] ?? 0,
        noStatus[at] === at ? (closed ? NO_STATUS : leastStatus) : (status[at] ?? 0),
        basis[at] ?? 0,
        noStatus[at] ?? 0,
        noSum[at] ?? 0,
      ),
      length,
    );
  const mainOf = (at: number, length: number, closed: boolean): number => {
    if (query.sortBy === 'length') return length;
    if (!primary) return 0;
    return closed || primary.open ? (main[at] ?? 0) : primary.best;
  };
  const before = (at: number, broken: number, length: number, closed: boolean, worst: Rank): boolean =>
    // A row of equal rank may stand before it by its identity, which only the row itself has.
    compareRanks(
      { primary: mainOf(at, length, closed), certainty: certainty(at, broken, length, closed) },
      worst,
    ) <= 0;
  return {
    enter(depth, step, worst) {
      note(depth, step);
      // One more step at least closes it.
      const [next, length] = [depth + 1, depth + 2];
      return worst === undefined || before(next, outOfTurn[next] ?? 0, length, false, worst);
    },
    closes(depth, step, worst) {
      note(depth, step);
      const length = depth + 1;
      const home = turns && !inTurn(traits, step, path[0] ?? 0) ? 1 : 0;
      return before(length, (outOfTurn[length] ?? 0) + home, length, true, worst);
    },
  };
}
