import { CLAIM_TYPE_NAMES } from '../model/registry.ts';
import { PatternError, type Positions, positionsOf } from './pattern.ts';

/** A pattern as a machine that reads the types of a loop's legs from whatever leg the loop is entered by. */
export type Automaton = {
  /** All types that some leg of a loop could have. */
  types: ReadonlySet<string>;
  /** The state after a leg: `next[state * CLAIM_TYPE_NAMES.length + type]`, -1 where no loop can come of it. State 0 is the first. */
  next: Int32Array;
  /** How many legs are still needed at least; 0 where the pattern can be over. */
  needed: Int32Array;
  /** The lengths, among those asked about, that a loop can have. */
  lengths: number[];
};

const MAX_STATES = 20_000;
const TYPES = CLAIM_TYPE_NAMES.length;

/**
 * All rotations of a pattern. A loop is met from any of its legs, so what is read is the end of a telling and then its beginning: the machine
 * guesses the state `q` that the telling has where the loop is entered, reads from there to a last state, jumps to the first, and has
 * read a loop when it is at `q` again. A guess is a triple (q, jumped, now); a set of them is a state of the machine made
 * deterministic by the usual construction.
 */
class Guesses {
  readonly #size: number;

  constructor(readonly positions: Positions) {
    this.#size = positions.types.length;
  }

  #code(q: number, jumped: number, now: number): number {
    return (q * 2 + jumped) * this.#size + now;
  }

  first(): number[] {
    return this.#closed(new Set(this.positions.types.map((_, q) => this.#code(q, 0, q))));
  }

  after(guesses: readonly number[], type: string): number[] {
    const reached = new Set<number>();
    for (const guess of guesses) {
      const base = guess - (guess % this.#size);
      for (const state of this.positions.next[guess % this.#size] ?? [])
        if (this.positions.types[state]?.has(type)) reached.add(base + state);
    }
    return this.#closed(reached);
  }

  /** Adds the jumps from a last state to the first. */
  #closed(guesses: Set<number>): number[] {
    for (const guess of [...guesses]) {
      const now = guess % this.#size;
      const jumped = Math.floor(guess / this.#size) % 2;
      if (jumped === 0 && this.positions.last.has(now))
        guesses.add(this.#code(Math.floor(guess / this.#size / 2), 1, 0));
    }
    return [...guesses].sort((a, b) => a - b);
  }

  over(guesses: readonly number[]): boolean {
    return guesses.some((guess) => {
      const q = Math.floor(guess / this.#size / 2);
      return guess === this.#code(q, 1, q);
    });
  }
}

/** How far each state is from one in which the pattern is over, by going backwards from those; Infinity where it never is. */
function neededOf(next: readonly number[], over: readonly boolean[]): number[] {
  const needed = over.map((is) => (is ? 0 : Number.POSITIVE_INFINITY));
  for (let changed = true; changed; ) {
    changed = false;
    for (let state = needed.length - 1; state >= 0; state--)
      for (let type = 0; type < TYPES; type++) {
        const after = next[state * TYPES + type] ?? -1;
        const steps = after < 0 ? Number.POSITIVE_INFINITY : (needed[after] ?? 0) + 1;
        if (steps >= (needed[state] ?? 0)) continue;
        needed[state] = steps;
        changed = true;
      }
  }
  return needed;
}

/** The lengths up to `longest` of what the machine reads. */
function lengthsOf(next: Int32Array, needed: Int32Array, longest: number): number[] {
  const lengths: number[] = [];
  let states = new Set([0]);
  for (let length = 1; length <= longest; length++) {
    const reached = new Set<number>();
    for (const state of states)
      for (const after of next.subarray(state * TYPES, (state + 1) * TYPES))
        if (after >= 0) reached.add(after);
    states = reached;
    if ([...states].some((state) => needed[state] === 0)) lengths.push(length);
  }
  return lengths;
}

/** Compiles a pattern for loops of up to `longest` legs. Throws a `PatternError` where it cannot be read. */
export function automatonOf(pattern: string, longest: number): Automaton {
  const positions = positionsOf(pattern);
  const guesses = new Guesses(positions);
  const types = new Set(positions.types.flatMap((names) => [...names]));
  const sets = [guesses.first()];
  const known = new Map([[sets[0]?.join() ?? '', 0]]);
  const next: number[] = [];
  for (let state = 0; state < sets.length; state++) {
    for (const type of CLAIM_TYPE_NAMES) {
      const after = types.has(type) ? guesses.after(sets[state] ?? [], type) : [];
      const key = after.join();
      let number = after.length === 0 ? -1 : known.get(key);
      if (number === undefined) {
        number = sets.push(after) - 1;
        known.set(key, number);
        if (number >= MAX_STATES) throw new PatternError('this pattern can be read in too many ways', 0);
      }
      next.push(number);
    }
  }
  const needed = neededOf(
    next,
    sets.map((set) => guesses.over(set)),
  );
  const alive = Int32Array.from(next, (after) => (after >= 0 && Number.isFinite(needed[after]) ? after : -1));
  const legs = Int32Array.from(needed, (count) => (Number.isFinite(count) ? count : 0x7fffffff));
  return { types, next: alive, needed: legs, lengths: lengthsOf(alive, legs, longest) };
}
