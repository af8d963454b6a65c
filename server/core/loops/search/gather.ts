import type { Rank } from '../../model/loop-rank.ts';
import type { Prepared } from '../question/prepare.ts';
import type { LoopRow } from '../question/query.ts';
import type { Rule } from '../question/rules.ts';
import { type Candidate, candidateOf, compareCandidates, rowOf } from '../telling/rows.ts';
import { Teller } from '../telling/teller.ts';
import type { Companion, Stop } from '../walk/walk.ts';
import type { Bound } from './bound.ts';
import { Top } from './top.ts';

/**
 * Goes along with a search: keeps it to what the query's rules let through, has what is found told, and keeps the best few, giving up early
 * on what cannot be one of them.
 */
export class Gather implements Companion {
  found = 0;
  /** False once something was passed over without knowing how many loops it comes to. */
  counted = true;
  /** Whether there are more rows than are wanted. */
  more = false;
  /** The lengths that are looked for now. */
  lengths: ReadonlySet<number> = new Set();
  readonly teller: Teller;
  readonly #path: Int32Array;
  readonly #top: Top<Candidate>;
  readonly #rules: Rule[];
  /** Whether each walk that closes is a row for certain, so that it can be counted without being told. */
  readonly #plain: boolean;

  constructor(
    readonly prepared: Prepared,
    readonly bound: Bound,
    stop: Stop,
    readonly onFound: ((row: LoopRow) => void) | undefined,
  ) {
    const { query, rules, couldGlue } = prepared;
    this.teller = new Teller(prepared, stop);
    this.#path = new Int32Array(query.maxLength + 1);
    this.#top = new Top(query.limit, compareCandidates);
    this.#rules = rules();
    this.#plain = !couldGlue && !this.teller.accept;
  }

  /** The worst row kept, where a worse one is certain not to change the answer: there are as many as are wanted, and one more. */
  get #worst(): Rank | undefined {
    return this.more && this.prepared.query.find !== 'first' ? this.#top.worst?.rank : undefined;
  }

  enter(depth: number, step: number, left: number): boolean {
    for (const rule of this.#rules) if (!rule.enter(depth, step, left)) return false;
    this.#path[depth] = step;
    if (this.bound.enter(depth, step, this.#worst)) return true;
    this.counted = false;
    return false;
  }

  close(depth: number, step: number): boolean {
    if (!this.lengths.has(depth + 1)) return true;
    for (const rule of this.#rules) if (!rule.closes(depth, step)) return true;
    const worst = this.#worst;
    if (worst && !this.bound.closes(depth, step, worst)) {
      if (this.#plain && depth >= 2) this.found += 1;
      else this.counted = false;
      return true;
    }
    this.#path[depth] = step;
    return this.#tell(this.#path.subarray(0, depth + 1));
  }

  rows(): LoopRow[] {
    return this.#top.sorted().map((candidate) => rowOf(candidate, this.prepared.rolledEnds));
  }

  /** @returns false where enough was found */
  #tell(walk: Int32Array): boolean {
    const { query, legs } = this.prepared;
    for (const tellings of this.teller.tell(Array.from(walk, (step) => legs.step(step)))) {
      this.found += 1;
      if (this.found > query.limit) this.more = true;
      if (this.more && query.find === 'first') return false;
      const candidate = candidateOf(tellings, query);
      this.#top.offer(candidate);
      this.onFound?.(rowOf(candidate, this.prepared.rolledEnds));
    }
    return true;
  }
}
