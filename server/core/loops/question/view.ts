import { intervalOf } from '../../model/dates.ts';
import { CLAIM_TYPE_NAMES, MODALITIES, STATUSES } from '../../model/registry.ts';
import { NO_STATUS } from '../projection/facts.ts';
import { claimNumber, type Flow, movesOfNumber } from '../projection/flow.ts';
import type { LoopQuery } from './query.ts';

/** What a query leaves of a flow: 1 for each claim and each step that may be used. Absent: all of them. */
export type View = { claims: Uint8Array | undefined; steps: Uint8Array | undefined };

type Pass = (number: number) => boolean;
type Claims = Pick<Flow, 'claims' | 'facts'>;

/** Whether claims were known by a date, or held on it, and were not yet called off. */
function asOf({ facts }: Claims, { date, by }: NonNullable<LoopQuery['asOf']>, unknown: boolean): Pass {
  const day = intervalOf(date);
  if (!day) throw new RangeError(`not a date: ${date}`);
  const begins = by === 'known' ? facts.known : facts.from;
  return (claim) => {
    const off =
      by === 'known' ? (facts.offKnown[claim] ?? 0) <= day.to : (facts.offFrom[claim] ?? 0) <= day.from;
    if (off) return false;
    const begun = begins[claim] ?? Number.NaN;
    if (Number.isNaN(begun)) return unknown;
    return begun <= day.to && (by === 'known' || (facts.ends[claim] ?? 0) >= day.from);
  };
}

/** Whether a claim's sum is at least the least of its currency. Only asked of claims that move money. */
function atLeast({ facts }: Flow, least: NonNullable<LoopQuery['leastBottleneck']>, unknown: boolean): Pass {
  const byCurrency = facts.currencies.map((currency) =>
    Math.max(...least.filter((one) => one.currency === currency).map(({ amount }) => amount)),
  );
  return (claim) => {
    const sum = facts.sum[claim] ?? Number.NaN;
    const wanted = byCurrency[facts.currency[claim] ?? 0] ?? Number.NEGATIVE_INFINITY;
    if (Number.isNaN(sum) || wanted === Number.NEGATIVE_INFINITY) return unknown;
    return sum >= wanted;
  };
}

/** What each claim must pass on its own, whatever loop it is in: the earliest a constraint can be applied. */
export function claimPasses(claims: Claims, query: Partial<LoopQuery>): Pass[] {
  const { facts } = claims;
  const passes: Pass[] = [];
  const unknown = new Set(query.unknown);
  if (query.leastModality) {
    const least = MODALITIES.indexOf(query.leastModality);
    passes.push((claim) => (facts.modality[claim] ?? 0) <= least);
  }
  if (query.leastStatus) {
    const least = STATUSES.indexOf(query.leastStatus);
    passes.push((claim) => {
      const status = facts.status[claim] ?? NO_STATUS;
      return status === NO_STATUS ? unknown.has('status') : status <= least;
    });
  }
  if (query.withoutClaims && query.withoutClaims.length > 0) {
    const without = new Set(query.withoutClaims.map((key) => claimNumber(claims, key)));
    passes.push((claim) => !without.has(claim));
  }
  if (query.statedOnly) passes.push((claim) => facts.basis[claim] === 0);
  if (query.asOf) passes.push(asOf(claims, query.asOf, unknown.has('date')));
  else if (!query.calledOff && facts.off.includes(1)) passes.push((claim) => facts.off[claim] === 0);
  if (query.time?.mode === 'window' && !unknown.has('date'))
    passes.push((claim) => facts.orders[claim] === 1);
  return passes;
}

/** What each step must pass: its type, and where it goes. */
function ofSteps(
  { steps, numbers }: Flow,
  query: Partial<LoopQuery>,
  patternTypes: ReadonlySet<string> | undefined,
) {
  const { moves, types } = query;
  const avoid = new Set((query.avoid ?? []).map((key) => numbers.get(key)));
  if (!moves && !types && !patternTypes && avoid.size === 0) return undefined;
  const typePasses = CLAIM_TYPE_NAMES.map(
    (type, number) =>
      (!moves || moves.includes(movesOfNumber(number))) &&
      (!types || types.includes(type)) &&
      (!patternTypes || patternTypes.has(type)),
  );
  return (step: number): boolean =>
    typePasses[steps.type[step] ?? 0] === true && !avoid.has(steps.from[step]) && !avoid.has(steps.to[step]);
}

/** Leaves out every claim and step that can be in no loop that is asked for. */
export function viewOf(flow: Flow, query: Partial<LoopQuery>, patternTypes?: ReadonlySet<string>): View {
  const { steps } = flow;
  const passes = claimPasses(flow, query);
  const sumPasses = query.leastBottleneck
    ? atLeast(flow, query.leastBottleneck, query.unknown?.includes('amount') ?? false)
    : undefined;
  const stepPasses = ofSteps(flow, query, patternTypes);
  if (passes.length === 0 && !sumPasses && !stepPasses) return { claims: undefined, steps: undefined };
  const view = { claims: new Uint8Array(flow.claims.length), steps: new Uint8Array(steps.count) };
  for (let step = 0; step < steps.count; step++) {
    if (stepPasses && !stepPasses(step)) continue;
    const money = sumPasses && movesOfNumber(steps.type[step] ?? 0) === 'money';
    for (let at = steps.legOffsets[step] ?? 0; at < (steps.legOffsets[step + 1] ?? 0); at++) {
      const claim = steps.legs[at] ?? 0;
      if ((money && !sumPasses(claim)) || !passes.every((pass) => pass(claim))) continue;
      view.claims[claim] = 1;
      view.steps[step] = 1;
    }
  }
  return view;
}
