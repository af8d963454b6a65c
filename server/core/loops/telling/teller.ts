import type { Step } from '../projection/legs.ts';
import type { Prepared } from '../question/prepare.ts';
import type { Rule } from '../question/rules.ts';
import type { Stop } from '../walk/walk.ts';
import { acceptOf } from './accept.ts';
import { arrangements, couldBeGlued } from './arrangements.ts';
import { type Accept, type OnTold, type Tellings, tell } from './combinations.ts';

/** Has sets of steps told as rows, in the way of one query. */
export class Teller {
  /** Whether the tellings of some row were too many to look at. */
  cut = false;
  /** Absent where a query asks nothing of tellings. */
  readonly accept: Accept | undefined;
  readonly #rules: Rule[];

  constructor(
    readonly prepared: Prepared,
    /** Where it says so, nothing is told of a set of steps, rather than half of it. */
    readonly stop: Stop = () => false,
  ) {
    this.accept = acceptOf(prepared.query);
    this.#rules = prepared.rules();
  }

  /**
   * The rows of a walk as a search meets it. Where an entity comes again, a set of steps comes in several arrangements, which are told
   * together, when the search meets the first of them.
   */
  tell(walk: readonly Step[]): Tellings[] {
    // From the lowest step on, so that what is told does not depend on where the search entered.
    const lowest = walk.reduce((low, { index }, at) => (index < (walk[low]?.index ?? 0) ? at : low), 0);
    const rotated = [...walk.slice(lowest), ...walk.slice(0, lowest)];
    const several = this.prepared.couldGlue && recurs(walk);
    return this.#rows(several ? this.#ways(rotated, true) : [rotated]);
  }

  /** The rows of a set of steps, whether or not the query lets it through: not all need have claims left. */
  retell(steps: readonly Step[]): Tellings[] {
    if (!this.prepared.lengths.has(steps.length) || steps.some(({ legs }) => legs.length === 0)) return [];
    return this.#rows(this.#ways(steps, false));
  }

  /** The same, with each of its tellings, of which at most so many are looked at. False where that was not all of them. */
  retellAll(steps: readonly Step[], onTold: OnTold, most: number): boolean {
    if (!this.prepared.lengths.has(steps.length) || steps.some(({ legs }) => legs.length === 0)) return true;
    tell(this.#ways(steps, false), this.accept, this.stop, { onTold, most });
    return steps.reduce((product, { legs }) => product * legs.length, 1) <= most;
  }

  #rows(ways: readonly (readonly Step[])[]): Tellings[] {
    const { rows, cut } = tell(ways, this.accept, this.stop);
    if (cut) this.cut = true;
    const { exchanges } = this.prepared.query;
    return rows.filter(({ exchange }) => !exchange || exchanges === 'include');
  }

  /** The arrangements of a set of steps that a search would meet; none, if asked, unless the first of them is the one given. */
  #ways(steps: readonly Step[], asFirst: boolean): Step[][] {
    const { couldGlue } = this.prepared;
    const ways: Step[][] = [];
    for (const way of arrangements(steps)) {
      if (this.stop()) return [];
      if (recurs(way) && !(couldGlue && couldBeGlued(way, couldGlue))) continue;
      if (!this.#lets(way)) continue;
      if (asFirst && ways.length === 0 && way.some((step, at) => step !== steps[at])) return [];
      ways.push(way);
    }
    return ways;
  }

  #lets(way: readonly Step[]): boolean {
    const last = way.length - 1;
    const longest = this.prepared.query.maxLength;
    return this.#rules.every(
      (rule) =>
        way.slice(0, last).every(({ index }, depth) => rule.enter(depth, index, longest - depth - 1)) &&
        rule.closes(last, way[last]?.index ?? 0),
    );
  }
}

const recurs = (walk: readonly Step[]): boolean => new Set(walk.map(({ from }) => from)).size < walk.length;
