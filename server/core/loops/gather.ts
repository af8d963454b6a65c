import { acceptOf } from './accept.ts';
import { arrangements, couldBeGlued } from './arrangements.ts';
import type { Bound } from './bound.ts';
import { tell } from './combinations.ts';
import type { CouldGlue } from './glue.ts';
import type { Legs, Step } from './legs.ts';
import type { LoopQuery, LoopRow } from './query.ts';
import { type Candidate, candidateOf, compareCandidates, rowOf } from './rows.ts';
import type { Rule } from './rules.ts';
import { Top } from './top.ts';
import type { Companion } from './walk.ts';

export type GatherOptions = {
  query: LoopQuery;
  /** The lengths that a loop may have. */
  lengths: ReadonlySet<number>;
  legs: Legs;
  /** Called for a set of rules with a walk of its own. */
  rules: () => Rule[];
  bound: Bound;
  /** For trails, whose steps can be arranged in several ways. */
  couldGlue: CouldGlue | undefined;
  onFound: ((row: LoopRow) => void) | undefined;
};

/**
 * Goes along with a search: keeps it to what the query's rules let through, has what is found told, and keeps the best few, giving up early
 * on what cannot be one of them.
 */
export class Gather implements Companion {
  found = 0;
  /** False once something was passed over without knowing how many loops it comes to. */
  counted = true;
  /** Whether the tellings of some row were too many to look at. */
  cut = false;
  /** Whether there are more rows than are wanted. */
  more = false;
  readonly #path: Int32Array;
  readonly #top: Top<Candidate>;
  readonly #rules: Rule[];
  readonly #again: Rule[];
  readonly #accept;
  /** Whether each walk that closes is a row for certain, so that it can be counted without being told. */
  readonly #plain: boolean;

  constructor(readonly options: GatherOptions) {
    const { query } = options;
    this.#path = new Int32Array(query.maxLength + 1);
    this.#top = new Top(query.limit, compareCandidates);
    this.#rules = options.rules();
    this.#again = options.rules();
    this.#accept = acceptOf(query);
    this.#plain = !options.couldGlue && !this.#accept;
  }

  /** The worst row kept, where a worse one is certain not to change the answer: there are as many as are wanted, and one more. */
  get #worst() {
    return this.more && this.options.query.find !== 'first' ? this.#top.worst?.rank : undefined;
  }

  enter(depth: number, step: number, left: number): boolean {
    for (const rule of this.#rules) if (!rule.enter(depth, step, left)) return false;
    this.#path[depth] = step;
    if (this.options.bound.enter(depth, step, this.#worst)) return true;
    this.counted = false;
    return false;
  }

  close(depth: number, step: number): boolean {
    if (!this.options.lengths.has(depth + 1)) return true;
    for (const rule of this.#rules) if (!rule.closes(depth, step)) return true;
    const worst = this.#worst;
    if (worst && !this.options.bound.closes(depth, step, worst)) {
      if (this.#plain && depth >= 2) this.found += 1;
      else this.counted = false;
      return true;
    }
    this.#path[depth] = step;
    const { legs } = this.options;
    return this.#tell(Array.from(this.#path.subarray(0, depth + 1), (index) => legs.step(index)));
  }

  rows(): LoopRow[] {
    return this.#top.sorted().map(rowOf);
  }

  /** @returns false where enough was found */
  #tell(walk: Step[]): boolean {
    const { query, onFound } = this.options;
    const ways = this.#arrangementsOf(walk);
    if (!ways) return true;
    const { rows, cut } = tell(ways, this.#accept);
    if (cut) this.cut = true;
    for (const tellings of rows) {
      if (tellings.exchange && query.exchanges === 'exclude') continue;
      this.found += 1;
      if (this.found > query.limit) this.more = true;
      if (this.more && query.find === 'first') return false;
      const candidate = candidateOf(tellings, query);
      this.#top.offer(candidate);
      onFound?.(rowOf(candidate));
    }
    return true;
  }

  /**
   * From the lowest step on, so that what is told does not depend on where the search entered. Where an entity comes again, a set of steps
   * comes in several arrangements, which are told together, when the search meets the first of them.
   */
  #arrangementsOf(walk: Step[]): Step[][] | undefined {
    const lowest = walk.reduce((low, { index }, at) => (index < (walk[low]?.index ?? 0) ? at : low), 0);
    const rotated = [...walk.slice(lowest), ...walk.slice(0, lowest)];
    const { couldGlue } = this.options;
    if (!couldGlue || new Set(walk.map(({ from }) => from)).size === walk.length) return [rotated];
    const ways: Step[][] = [];
    for (const way of arrangements(walk)) {
      if (!couldBeGlued(way, couldGlue) || !this.#lets(way)) continue;
      if (ways.length === 0 && way.some((step, at) => step !== rotated[at])) return undefined;
      ways.push(way);
    }
    return ways;
  }

  /** Whether the rules let a walk through, asked apart from the walk that the search is on. */
  #lets(way: readonly Step[]): boolean {
    const last = way.length - 1;
    const longest = this.options.query.maxLength;
    return this.#again.every(
      (rule) =>
        way.slice(0, last).every(({ index }, depth) => rule.enter(depth, index, longest - depth - 1)) &&
        rule.closes(last, way[last]?.index ?? 0),
    );
  }
}
