import { doubt } from './describe.ts';
import { type FlowLeg, glued, isExchange, type Step } from './flow.ts';
import { before, inOrder, type Ordered, orderRank } from './order.ts';

/** How many tellings of one walk are looked at. Beyond it, a count is what was found, and the answer says `truncated`. */
export const MAX_TELLINGS = 5000;

/** What the tellings of one set of steps come to. Rows of exchanges are kept apart. */
export type Tellings = {
  exchange: boolean;
  count: number;
  best: Ordered;
  rank: number[];
  /** For each step, the claims that stand in some valid telling. */
  choices: Map<Step, Set<FlowLeg>>;
  /** Tellings met, by their claims: another arrangement of the same steps may bring one back. */
  seen: Set<string>;
};

/** Of r passages through an entity, at least r − 1 are glued. `legs` go round. */
function keepsGlue(legs: readonly FlowLeg[]): boolean {
  const passages = new Map<string, { all: number; loose: number }>();
  for (const [at, into] of legs.entries()) {
    const out = legs[(at + 1) % legs.length];
    if (!out) continue;
    const entity = `${out.claim.dataset} ${out.claim.from}`;
    const count = passages.get(entity) ?? { all: 0, loose: 0 };
    count.all += 1;
    if (!glued(into, out)) count.loose += 1;
    passages.set(entity, count);
  }
  return [...passages.values()].every(({ all, loose }) => all === 1 || loose <= 1);
}

/** Every way to take one claim a step, up to a bound. */
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

/** Notes one valid telling in the row of its steps. */
function note(
  walk: readonly Step[],
  legs: readonly FlowLeg[],
  set: string,
  rows: Map<string, Tellings>,
): void {
  const [first, second] = legs;
  const exchange =
    legs.length === 2 && first !== undefined && second !== undefined && isExchange(first, second);
  const told = inOrder(legs);
  const rank = [orderRank(told.order), ...doubt(legs)];
  const key = exchange ? `${set}\nexchange` : set;
  const row = rows.get(key) ?? { exchange, count: 0, best: told, rank, choices: new Map(), seen: new Set() };
  rows.set(key, row);
  const claims = legs
    .map((leg) => leg.key)
    .sort()
    .join('\n');
  if (!row.seen.has(claims)) {
    row.seen.add(claims);
    row.count += 1;
  }
  if (before(rank, row.rank)) {
    row.best = told;
    row.rank = rank;
  }
  for (const [at, step] of walk.entries()) {
    const leg = legs[at];
    const choice = row.choices.get(step) ?? new Set();
    if (leg) choice.add(leg);
    row.choices.set(step, choice);
  }
}

/**
 * Adds the valid tellings of one arrangement to those of its set of steps: at most one row of loops and one of exchanges.
 * @returns false where the bound cut it short, so that the count is of what was looked at.
 */
export function addTellings(walk: readonly Step[], rows: Map<string, Tellings>): boolean {
  const set = walk
    .map(({ key }) => key)
    .sort()
    .join('\n');
  let looked = 0;
  for (const legs of tellings(walk)) {
    if (looked === MAX_TELLINGS) break;
    looked += 1;
    if (keepsGlue(legs)) note(walk, legs, set, rows);
  }
  const all = walk.reduce((product, { legs }) => product * legs.length, 1);
  if (looked === all) return true;
  // Past the bound, only the count of a walk without a recurring entity is known: no rule binds its claims to each other.
  const row = rows.get(set);
  const elementary = new Set(walk.map(({ from }) => from)).size === walk.length;
  if (!row || !elementary || walk.length === 2) return false;
  row.count = all;
  for (const step of walk) row.choices.set(step, new Set(step.legs));
  return true;
}
