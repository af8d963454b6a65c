import { packed } from '../../model/loop-rank.ts';
import { type FlowLeg, glued, isExchange, type Step } from '../projection/legs.ts';
import type { Stop } from '../walk/walk.ts';
import { doubt } from './describe.ts';
import { inOrder, type Ordered, orderRank } from './order.ts';

/** How many tellings of one walk are looked at. Beyond it, a count is what was found, and the answer says `truncated`. */
export const MAX_TELLINGS = 5000;

/** What a query asks of the claims of one telling together; `order` is worked out only where it is asked for. */
export type Accept = (legs: readonly FlowLeg[], told: Ordered) => boolean;

/** Who wants to have each telling, and not only what they come to; `doubt` is how unsure it is. */
export type OnTold = (claims: string, told: Ordered & { exchange: boolean; doubt: number }) => void;

/** What the tellings of one set of steps come to. Rows of exchanges are kept apart. */
export type Tellings = {
  /** The steps' keys, which are the row's identity. */
  set: string;
  exchange: boolean;
  count: number;
  best: Ordered;
  /** How unsure the best telling is: the surest is told, whatever rows are sorted by. */
  doubt: number;
  /** For each step, the claims that stand in some valid telling. */
  choices: Map<Step, Set<FlowLeg>>;
};

/** Of r passages through an entity, at least r − 1 are glued. `legs` go round. */
function keepsGlue(legs: readonly FlowLeg[]): boolean {
  const passages = new Map<number, { all: number; loose: number }>();
  for (const [at, into] of legs.entries()) {
    const out = legs[(at + 1) % legs.length];
    if (!out) continue;
    const count = passages.get(out.from) ?? { all: 0, loose: 0 };
    count.all += 1;
    if (!glued(into, out)) count.loose += 1;
    passages.set(out.from, count);
  }
  return [...passages.values()].every(({ all, loose }) => all === 1 || loose <= 1);
}

/** Every way to take one claim a step. */
function* tellings(walk: readonly Step[], at = 0, chosen: FlowLeg[] = []): Generator<FlowLeg[]> {
  const step = walk[at];
  if (!step) {
    yield [...chosen];
    return;
  }
  for (const leg of step.legs) {
    chosen.push(leg);
    yield* tellings(walk, at + 1, chosen);
    chosen.pop();
  }
}

/** What a telling is known by, whatever leg it is told from. */
const claimsOf = (legs: readonly FlowLeg[]): string =>
  legs
    .map(({ key }) => key)
    .sort()
    .join('\n');

/** The rows that one set of steps comes to, as its tellings are met. */
class RowsOfSet {
  readonly set: string;
  readonly rows: Tellings[] = [];
  /** Tellings met, by their claims: another arrangement of the same steps may bring one back. */
  readonly #seen = new Set<string>();

  constructor(
    steps: readonly Step[],
    readonly several: boolean,
    readonly accept: Accept | undefined,
    readonly onTold: OnTold | undefined,
  ) {
    this.set = steps
      .map(({ key }) => key)
      .sort()
      .join('\n');
  }

  note(walk: readonly Step[], legs: readonly FlowLeg[]): void {
    const [first, second] = legs;
    const exchange =
      legs.length === 2 && first !== undefined && second !== undefined && isExchange(first, second);
    const told = inOrder(legs);
    if (this.accept && !this.accept(legs, told)) return;
    const rank = packed(orderRank(told.order), ...doubt(legs));
    let row = this.rows.find((known) => known.exchange === exchange);
    if (!row) {
      row = { set: this.set, exchange, count: 0, best: told, doubt: rank, choices: new Map() };
      this.rows.push(row);
    }
    this.onTold?.(claimsOf(legs), { ...told, exchange, doubt: rank });
    if (!this.#met(legs)) row.count += 1;
    if (rank < row.doubt) {
      row.best = told;
      row.doubt = rank;
    }
    for (const [at, step] of walk.entries()) {
      const leg = legs[at];
      const choice = row.choices.get(step) ?? new Set();
      if (leg) choice.add(leg);
      row.choices.set(step, choice);
    }
  }

  #met(legs: readonly FlowLeg[]): boolean {
    if (!this.several) return false;
    const claims = claimsOf(legs);
    if (this.#seen.has(claims)) return true;
    this.#seen.add(claims);
    return false;
  }
}

/**
 * The valid tellings of one set of steps, in each of its arrangements: at most one row of loops and one of exchanges. `cut` where
 * a bound cut them short, so that a count is of what was looked at. None where it was stopped.
 */
export function tell(
  arrangements: readonly (readonly Step[])[],
  accept?: Accept,
  stop: Stop = () => false,
  { onTold, most = MAX_TELLINGS }: { onTold?: OnTold; most?: number } = {},
): { rows: Tellings[]; cut: boolean } {
  const [walk] = arrangements;
  if (!walk) return { rows: [], cut: false };
  const set = new RowsOfSet(walk, arrangements.length > 1, accept, onTold);
  const all = walk.reduce((product, { legs }) => product * legs.length, 1);
  for (const arrangement of arrangements) {
    let looked = 0;
    for (const legs of tellings(arrangement)) {
      if (looked === most) break;
      if (stop()) return { rows: [], cut: false };
      looked += 1;
      if (keepsGlue(legs)) set.note(arrangement, legs);
    }
  }
  if (all <= most) return { rows: set.rows, cut: false };
  // Past the bound, only the count of a walk without a recurring entity is known, where no rule binds its claims to each other.
  const [row] = set.rows;
  const elementary = new Set(walk.map(({ from }) => from)).size === walk.length;
  if (row && elementary && walk.length > 2 && !accept) {
    row.count = all;
    for (const step of walk) row.choices.set(step, new Set(step.legs));
    return { rows: set.rows, cut: false };
  }
  return { rows: set.rows, cut: true };
}
