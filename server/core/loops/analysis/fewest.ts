import type { Projection } from '../projection/flow.ts';
import type { Step } from '../projection/legs.ts';
import { type Prepared, prepare } from '../question/prepare.ts';
import type { LoopQuery, LoopRow } from '../question/query.ts';
import { Teller } from '../telling/teller.ts';
import type { Stop } from '../walk/walk.ts';
import { stepsOf } from './break.ts';
import { greedy, smallestHitting } from './hitting.ts';

/** The smallest sets whose removal breaks all loops. */
export type Break = {
  /** None where it was stopped before one was found. Each set by its members, each member by the keys of the claims that are taken out with it: one claim, or all of a leg. */
  sets: string[][][];
  /** Whether no smaller set can do; otherwise it was found greedily. */
  exact: boolean;
  /** No set of fewer members can do. */
  least: number;
};

export type BreakOptions = {
  /** `claim`: single claims; `leg`: all claims of one type from one entity to another. */
  by: 'claim' | 'leg';
  /** How many sets of the smallest size are wanted. */
  many?: number;
  /** How many looks at a loop, or at one of its tellings, an exact search may take: a million are about a second. */
  budget?: number;
  stop?: Stop;
};

const BUDGET = 5_000_000;
/** How often all tellings met are hit anew before those that survive are hit one after the other. */
const AFRESH = 12;

/** Breaks loops by claims: what each telling of each of them must lose one of. Tellings are met as they survive what is tried. */
class Tellings {
  readonly sets: number[][] = [];
  readonly #keys: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #rows: { row: LoopRow; steps: Step[] }[];
  readonly #teller: Teller;

  constructor(
    prepared: Prepared,
    rows: readonly LoopRow[],
    readonly stop: Stop,
  ) {
    this.#teller = new Teller(prepared, stop);
    this.#rows = rows.map((row) => ({ row, steps: stepsOf(prepared, row) }));
  }

  #number(key: string): number {
    const known = this.#numbers.get(key) ?? this.#keys.push(key) - 1;
    this.#numbers.set(key, known);
    return known;
  }

  keysOf(members: readonly number[]): string[] {
    return members.map((member) => this.#keys[member] ?? '');
  }

  /** Adds a telling of each loop that is left without some claims; false where all of them are broken, or it was stopped. */
  survive(without: ReadonlySet<string>): boolean {
    const before = this.sets.length;
    for (const { row, steps } of this.#rows) {
      const left = steps.map((step) => ({
        ...step,
        legs: step.legs.filter(({ key }) => !without.has(key)),
      }));
      if (this.stop()) return false;
      const told = this.#teller.retell(left).find(({ exchange }) => exchange === row.exchange);
      if (told) this.sets.push(told.best.legs.map(({ key }) => this.#number(key)));
    }
    return this.sets.length > before;
  }
}

/**
 * The fewest claims, or legs, without which none of some loops is left: a minimum hitting set of their tellings, or of their legs. There can
 * be very many tellings, so only those are taken in that survive what has been tried (an implicit hitting set: Moreno-Centeno and
 * Karp, 2013); what breaks all loops and is smallest for some of their tellings is smallest for all.
 */
export function smallestBreaks(
  projection: Projection,
  query: LoopQuery,
  rows: readonly LoopRow[],
  { by, many = 3, budget = BUDGET, stop = () => false }: BreakOptions,
): Break {
  const prepared = prepare(projection, query);
  if (by === 'leg') {
    const legsOf = rows.map((row) => stepsOf(prepared, row).map(({ index }) => index));
    const { solutions, exact, least } = smallestHitting(legsOf, { many, budget, stop });
    const claims = (leg: number): string[] => prepared.legs.step(leg).legs.map(({ key }) => key);
    return { sets: solutions.map((legs) => legs.map(claims)), exact, least };
  }
  const tellings = new Tellings(prepared, rows, stop);
  let least = 0;
  for (let left = budget; ; ) {
    const found = smallestHitting(tellings.sets, { many, budget: left, stop });
    least = Math.max(least, found.least);
    if (!found.exact) {
      const broken = untilBroken(tellings);
      return { sets: stop() ? [] : [broken], exact: false, least };
    }
    const sets = found.solutions.map((members) => tellings.keysOf(members));
    // All are tried before more is asked, each bringing in tellings of its own.
    const whole = sets.filter((set) => !tellings.survive(new Set(set)));
    if (stop()) return { sets: [], exact: false, least };
    if (whole.length === sets.length)
      return { sets: whole.map((set) => set.map((key) => [key])), exact: true, least };
    // Having the loops told again takes its time, too.
    left -= found.looks + sets.length * rows.length;
  }
}

/** Past the budget: hits what survives, again and again, and drops what turns out not to be needed for any telling met. */
function untilBroken(tellings: Tellings): string[][] {
  let chosen: number[] = [];
  for (let round = 0, met = 0; ; round++) {
    const open = tellings.sets.slice(met).filter((set) => !set.some((member) => chosen.includes(member)));
    chosen = round < AFRESH ? greedy(tellings.sets) : [...chosen, ...greedy(open)];
    met = tellings.sets.length;
    if (!tellings.survive(new Set(tellings.keysOf(chosen)))) break;
  }
  const needed = new Set(chosen);
  for (const member of chosen) {
    needed.delete(member);
    const hit = tellings.sets.every((set) => set.some((one) => needed.has(one)));
    if (!hit || tellings.survive(new Set(tellings.keysOf([...needed])))) needed.add(member);
  }
  return tellings.keysOf([...needed]).map((key) => [key]);
}
