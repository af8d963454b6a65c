import type { Flow } from '../projection/flow.ts';
import type { Automaton, State } from './automaton.ts';
import type { LoopQuery } from './query.ts';
import { largestOf, type Traits } from './traits.ts';
import type { View } from './view.ts';

/**
 * A constraint on the steps of a loop together, kept up along the walk: what a rule knows after so many steps it keeps by their number, so
 * that going back costs nothing. It must say the same of a loop wherever the loop is entered.
 */
export interface Rule {
  /** Whether a loop can still come of it if the walk of `depth` steps goes on by this one, with at most `left` to come after. */
  enter(depth: number, step: number, left: number): boolean;
  /** Whether the loop that the walk of `depth` steps makes with this last one is wanted. */
  closes(depth: number, step: number): boolean;
}

/** Types in sequence, from some leg on. */
function patternRule(automaton: Automaton, flow: Flow): Rule {
  const { type } = flow.steps;
  const states: (State | undefined)[] = [automaton.start];
  const after = (depth: number, step: number): State | undefined => {
    const state = states[depth];
    return state && automaton.after(state, type[step] ?? 0);
  };
  return {
    enter(depth, step, left) {
      const state = after(depth, step);
      if (!state || state.needed > left) return false;
      states[depth + 1] = state;
      return true;
    },
    closes: (depth, step) => after(depth, step)?.needed === 0,
  };
}

/** Through all of some entities. */
function throughRule(entities: readonly number[], flow: Flow, longest: number): Rule {
  const { to } = flow.steps;
  const bits = new Map(entities.map((entity, at) => [entity, 1 << at]));
  const wanted = [...bits.values()].reduce((all, bit) => all | bit, 0);
  const met = new Int32Array(longest + 1);
  const after = (depth: number, step: number): number => (met[depth] ?? 0) | (bits.get(to[step] ?? -1) ?? 0);
  const missing = (set: number): number => {
    let count = 0;
    for (let rest = wanted & ~set; rest !== 0; rest &= rest - 1) count += 1;
    return count;
  };
  return {
    enter(depth, step, left) {
      const set = after(depth, step);
      met[depth + 1] = set;
      return missing(set) <= left;
    },
    closes: (depth, step) => missing(after(depth, step)) === 0,
  };
}

/** At least one leg of money, without which there is nothing for a bottleneck to be. */
function moneyRule({ money }: Traits): Rule {
  const some: boolean[] = [false];
  return {
    enter(depth, step) {
      some[depth + 1] = some[depth] === true || money[step] === 1;
      return true;
    },
    closes: (depth, step) => some[depth] === true || money[step] === 1,
  };
}

/**
 * Whether all can have happened within some days: the first day by which all can have begun is at most so long after the last day
 * on which all can have been. Steps whose claims may be undated bound nothing.
 */
function windowRule(days: number, flow: Flow, view: View, longest: number): Rule {
  const { facts } = flow;
  const dated = (claim: number): boolean => facts.orders[claim] === 1;
  const from = largestOf(flow, view, (claim) => (dated(claim) ? -(facts.from[claim] ?? 0) : Infinity));
  const to = largestOf(flow, view, (claim) => (dated(claim) ? (facts.to[claim] ?? 0) : Infinity));
  const latest = new Float64Array(longest + 1).fill(-Infinity);
  const earliest = new Float64Array(longest + 1).fill(Infinity);
  const fits = (depth: number, step: number): boolean => {
    const start = Math.max(latest[depth] ?? 0, -(from[step] ?? 0));
    const end = Math.min(earliest[depth] ?? 0, to[step] ?? 0);
    latest[depth + 1] = start;
    earliest[depth + 1] = end;
    return !(start - end > days);
  };
  return { enter: fits, closes: fits };
}

/**
 * Whether the legs can be known to have happened in turn: of the passages from one step to the next, all but the one where the telling begins
 * must be between two that are dated or into one that follows others.
 */
function turnRule(traits: Traits, longest: number): Rule {
  const path = new Int32Array(longest + 1);
  const unknown = new Int32Array(longest + 1);
  return {
    enter(depth, step) {
      path[depth] = step;
      unknown[depth + 1] =
        (unknown[depth] ?? 0) + (depth > 0 && !inTurn(traits, path[depth - 1] ?? 0, step) ? 1 : 0);
      return (unknown[depth + 1] ?? 0) <= 1;
    },
    closes(depth, step) {
      const before = inTurn(traits, path[depth - 1] ?? 0, step) ? 0 : 1;
      const after = inTurn(traits, step, path[0] ?? 0) ? 0 : 1;
      return (unknown[depth] ?? 0) + before + after <= 1;
    },
  };
}

/** Whether one step can be known to come after another, by some of their claims. */
export const inTurn = ({ orders, follows }: Traits, into: number, out: number): boolean =>
  (orders[into] === 1 && orders[out] === 1) || follows[out] === 1;

/** The rules of a query. Made anew for each use, as each keeps a walk of its own. */
export function rulesOf(
  flow: Flow,
  view: View,
  traits: Traits,
  automaton: Automaton | undefined,
  query: LoopQuery,
): Rule[] {
  const longest = query.maxLength;
  const rules: Rule[] = [];
  const through = (query.through ?? []).flatMap((key) => flow.numbers.get(key) ?? []);
  const unknown = new Set(query.unknown);
  if (automaton) rules.push(patternRule(automaton, flow));
  if (through.length > 0) rules.push(throughRule(through, flow, longest));
  if (query.leastBottleneck && !unknown.has('amount')) rules.push(moneyRule(traits));
  if (query.time?.mode === 'window') rules.push(windowRule(query.time.days, flow, view, longest));
  if (query.time?.mode === 'ordered' && !unknown.has('date')) rules.push(turnRule(traits, longest));
  return rules;
}
