import { CLAIM_TYPE_NAMES } from '../../model/registry.ts';
import { type Positions, positionsOf } from './pattern.ts';

/** What is known after the types of some legs: null for a type where no loop can come of it, absent where none has asked yet. */
export type State = {
  guesses: readonly number[];
  /** How many legs are still needed at least; 0 where the pattern can be over. */
  needed: number;
  next: (State | null | undefined)[];
};

/** How many states are kept before all are forgotten, to be made again where they are met again. */
const KEPT = 10_000;

/** For each position, how many legs it takes at least to each other one; Infinity where there is no way. */
function distancesOf({ next }: Positions): number[][] {
  return next.map((_, start) => {
    const distance = next.map(() => Number.POSITIVE_INFINITY);
    distance[start] = 0;
    const met = [start];
    for (const at of met)
      for (const after of next[at] ?? []) {
        if (distance[after] !== Number.POSITIVE_INFINITY) continue;
        distance[after] = (distance[at] ?? 0) + 1;
        met.push(after);
      }
    return distance;
  });
}

/**
 * A pattern as a machine that reads the types of a loop's legs from whatever leg the loop is entered by.
 *
 * What is read is then the end of a telling and after it its beginning: the machine guesses the position `q` that the telling has where
 * the loop is entered, reads on from there to a last position, jumps to the first, and has read a loop when it is at `q` again. A guess
 * is a triple (q, jumped, now). A set of them is a state of the machine made deterministic by the usual construction, but only as states
 * are met: all of them can be a great many, and most loops are never read.
 */
export class Automaton {
  readonly start: State;
  /** All types that some leg of a loop could have. */
  readonly types: ReadonlySet<string>;
  readonly #positions: Positions;
  readonly #size: number;
  readonly #distances: number[][];
  /** From each position, how many legs it takes at least to be over. */
  readonly #over: number[];
  readonly #states = new Map<string, State>();

  /**
   * Reads a pattern, for loops of up to `longest` legs.
   * @throws PatternError
   */
  constructor(
    pattern: string,
    readonly longest: number,
  ) {
    this.#positions = positionsOf(pattern);
    const { types, last } = this.#positions;
    this.types = new Set(types.flatMap((names) => [...names]));
    this.#size = types.length;
    this.#distances = distancesOf(this.#positions);
    this.#over = this.#distances.map((to) => Math.min(...[...last].map((end) => to[end] ?? Infinity)));
    this.start = this.#state(new Set(types.map((_, q) => this.#guess(q, 0, q)))) ?? {
      guesses: [],
      needed: Infinity,
      next: [],
    };
  }

  after(state: State, type: number): State | undefined {
    const known = state.next[type];
    if (known !== undefined) return known ?? undefined;
    const name = CLAIM_TYPE_NAMES[type] ?? '';
    const reached = new Set<number>();
    for (const guess of state.guesses) {
      const now = guess % this.#size;
      for (const position of this.#positions.next[now] ?? [])
        if (this.#positions.types[position]?.has(name)) reached.add(guess - now + position);
    }
    const made = this.#state(reached);
    state.next[type] = made ?? null;
    return made;
  }

  /** The lengths from 1 that a loop can have. */
  lengths(): number[] {
    const lengths: number[] = [];
    let reached = new Set([0]);
    for (let length = 1; length <= this.longest; length++) {
      reached = new Set([...reached].flatMap((at) => [...(this.#positions.next[at] ?? [])]));
      if ([...reached].some((at) => this.#positions.last.has(at))) lengths.push(length);
    }
    return lengths;
  }

  #guess(q: number, jumped: number, now: number): number {
    return (q * 2 + jumped) * this.#size + now;
  }

  #needed(guess: number): number {
    const now = guess % this.#size;
    const q = Math.floor(guess / this.#size / 2);
    const jumped = Math.floor(guess / this.#size) % 2 === 1;
    const to = (from: number): number => this.#distances[from]?.[q] ?? Infinity;
    return jumped ? to(now) : (this.#over[now] ?? Infinity) + to(0);
  }

  /** The state of some guesses, with the jumps that they can make and without those that come to nothing in time. */
  #state(guesses: Set<number>): State | undefined {
    for (const guess of [...guesses]) {
      const q = Math.floor(guess / this.#size / 2);
      if (guess < this.#guess(q, 1, 0) && this.#positions.last.has(guess % this.#size))
        guesses.add(this.#guess(q, 1, 0));
    }
    const useful = [...guesses].filter((guess) => this.#needed(guess) <= this.longest);
    if (useful.length === 0) return undefined;
    useful.sort((a, b) => a - b);
    const key = useful.join();
    const known = this.#states.get(key);
    if (known) return known;
    if (this.#states.size >= KEPT) this.#states.clear();
    const needed = Math.min(...useful.map((guess) => this.#needed(guess)));
    const state: State = { guesses: useful, needed, next: [] };
    this.#states.set(key, state);
    return state;
  }
}
