import { z } from 'zod';
import { ClaimShape } from '../model/claim.ts';
import { holds, type Interval } from '../model/dates.ts';
import { keyOf } from '../model/ids.ts';
import { type ClaimType, type Moves, movesOf } from '../model/registry.ts';

/** What a claim must say of itself to take part in a loop search. */
export const FlowClaimRow = ClaimShape.pick({
  id: true,
  type: true,
  from: true,
  to: true,
  deal: true,
  follows: true,
  amount: true,
  amountMax: true,
  currency: true,
  status: true,
  modality: true,
  basis: true,
  start: true,
  end: true,
})
  .extend({ dataset: z.string() })
  .strip();
export type FlowClaim = z.infer<typeof FlowClaimRow>;

/** The value flow of some datasets, as a store gives it: claims that move something, and fiscal calendars by entity key. */
export type Projection = {
  /** Changes whenever the data it was made from does. */
  version: string;
  claims: FlowClaim[];
  fiscalYearEnds: Record<string, number>;
};

/** A claim in the flow, with what the search asks of it again and again worked out once. */
export type FlowLeg = {
  claim: FlowClaim;
  key: string;
  deal: string | undefined;
  follows: string[];
  /** All that it follows, directly or through other claims. */
  after: Set<string>;
  when: Interval | undefined;
};

/** All claims of one type from one entity to another. */
export type Step = {
  index: number;
  from: number;
  to: number;
  type: ClaimType;
  moves: Moves;
  key: string;
  legs: FlowLeg[];
};

/** Value flow ready to be searched. Entities are numbers; `entities` gives their keys back. */
export type Flow = {
  entities: string[];
  numbers: Map<string, number>;
  steps: Step[];
  out: Step[][];
  in: Step[][];
};

/** The key of a claim and of its two ends. */
export const flowKeys = ({
  dataset,
  id,
  from,
  to,
}: FlowClaim): { key: string; from: string; to: string } => ({
  key: keyOf(dataset, id),
  from: keyOf(dataset, from),
  to: keyOf(dataset, to),
});

/** The fiscal year of a claim: that of its parties, where they do not disagree. */
function calendarOf(claim: FlowClaim, ends: Record<string, number>): number | undefined {
  const keys = flowKeys(claim);
  const [from, to] = [ends[keys.from], ends[keys.to]];
  return from !== undefined && to !== undefined && from !== to ? undefined : (from ?? to);
}

/**
 * Groups claims into steps. Left out: claims that move nothing or something not asked for, cancelled ones, and those from
 * an entity to itself.
 */
export function flowOf(projection: Projection, moves?: readonly Moves[]): Flow {
  const flow: Flow = { entities: [], numbers: new Map(), steps: [], out: [], in: [] };
  const numberOf = (key: string): number => {
    const known = flow.numbers.get(key);
    if (known !== undefined) return known;
    const number = flow.entities.push(key) - 1;
    flow.numbers.set(key, number);
    flow.out.push([]);
    flow.in.push([]);
    return number;
  };
  const steps = new Map<string, Step>();
  // In order of their keys, so that the same data gives the same answer whatever order a store reads it in.
  const keyed = projection.claims.map((claim) => ({ claim, ...flowKeys(claim) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const { claim, key, from, to } of keyed) {
    const moved = movesOf(claim.type);
    if (moved === 'nothing' || (moves && !moves.includes(moved))) continue;
    if (claim.status === 'cancelled' || claim.from === claim.to) continue;
    const stepKey = `${from} ${claim.type} ${to}`;
    let step = steps.get(stepKey);
    if (!step) {
      step = {
        index: flow.steps.length,
        from: numberOf(from),
        to: numberOf(to),
        type: claim.type,
        moves: moved,
        key: stepKey,
        legs: [],
      };
      steps.set(stepKey, step);
      flow.steps.push(step);
      flow.out[step.from]?.push(step);
      flow.in[step.to]?.push(step);
    }
    step.legs.push({
      claim,
      key,
      deal: claim.deal === undefined ? undefined : keyOf(claim.dataset, claim.deal),
      follows: (claim.follows ?? []).map((id) => keyOf(claim.dataset, id)),
      after: new Set(),
      when: holds(claim, calendarOf(claim, projection.fiscalYearEnds)),
    });
  }
  beforeEach(flow.steps);
  return flow;
}

/**
 * For each claim, the keys of all claims that it follows, directly or through others: those came before it, whether or not they are
 * in the same loop.
 */
function beforeEach(steps: readonly Step[]): void {
  const legs = new Map(steps.flatMap((step) => step.legs.map((leg) => [leg.key, leg] as const)));
  for (const leg of legs.values()) {
    const waiting = [...leg.follows];
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      if (leg.after.has(key)) continue;
      leg.after.add(key);
      waiting.push(...(legs.get(key)?.follows ?? []));
    }
  }
}

/** Whether a source ties what goes out of an entity to what came in: it was paid from it, or both are of one deal. */
export const glued = (into: FlowLeg, out: FlowLeg): boolean =>
  out.follows.includes(into.key) || (into.deal !== undefined && into.deal === out.deal);

/** The two sides of one contract: money one way, collateral or goods the other. */
export function isExchange(a: FlowLeg, b: FlowLeg): boolean {
  if (a.deal === undefined || a.deal !== b.deal) return false;
  const moves = [movesOf(a.claim.type), movesOf(b.claim.type)];
  return moves.includes('money') && (moves.includes('collateral') || moves.includes('goods'));
}
