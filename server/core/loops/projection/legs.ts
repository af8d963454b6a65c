import type { Interval } from '../../model/dates.ts';
import { keyOf } from '../../model/ids.ts';
import { CLAIM_TYPE_NAMES, type ClaimType, movesOf } from '../../model/registry.ts';
import type { Flow, FlowClaim } from './flow.ts';

/** A claim in the flow, with what the telling asks of it again and again worked out once. */
export type FlowLeg = {
  claim: FlowClaim;
  /** Of the claim in the flow. */
  number: number;
  key: string;
  /** Number of the entity that it goes out from: one number for the same thing in several datasets. */
  from: number;
  deal: string | undefined;
  follows: string[];
  /** All that it follows, directly or through other claims. */
  after: ReadonlySet<string>;
  when: Interval | undefined;
};

/** A step with the claims that a query lets stand for it. */
export type Step = {
  index: number;
  from: number;
  to: number;
  type: ClaimType;
  key: string;
  legs: FlowLeg[];
};

/** Whether a source ties what goes out of an entity to what came in: it was paid from it, or both are of one deal. */
export const glued = (into: FlowLeg, out: FlowLeg): boolean =>
  out.follows.includes(into.key) || (into.deal !== undefined && into.deal === out.deal);

/** The two sides of one contract: money one way, collateral or goods the other. */
export function isExchange(a: FlowLeg, b: FlowLeg): boolean {
  if (a.deal === undefined || a.deal !== b.deal) return false;
  const moves = [movesOf(a.claim.type), movesOf(b.claim.type)];
  return moves.includes('money') && (moves.includes('collateral') || moves.includes('goods'));
}

const NONE: ReadonlySet<string> = new Set();
/** How many steps are kept made up; the search itself needs none of them. */
const KEPT = 50_000;

/** Makes steps and legs of numbers, only for the loops that are told: most of a million claims never are. */
export class Legs {
  readonly #made = new Map<number, Step>();
  #followers: ReadonlyMap<string, FlowClaim> | undefined;

  constructor(
    readonly flow: Flow,
    /** By claim: 1 where it may stand for its step. */
    readonly allowed: Uint8Array | undefined,
  ) {}

  step(index: number): Step {
    const known = this.#made.get(index);
    if (known) return known;
    if (this.#made.size >= KEPT) this.#made.clear();
    const { steps, entities } = this.flow;
    const [from, to] = [steps.from[index] ?? 0, steps.to[index] ?? 0];
    const type = CLAIM_TYPE_NAMES[steps.type[index] ?? 0] ?? 'PAYS_TO';
    const claims = steps.legs.subarray(steps.legOffsets[index], steps.legOffsets[index + 1]);
    const step: Step = {
      index,
      from,
      to,
      type,
      key: `${entities[from]} ${type} ${entities[to]}`,
      legs: Array.from(this.allowed ? claims.filter((claim) => this.allowed?.[claim] === 1) : claims).flatMap(
        (claim) => this.#leg(claim, from) ?? [],
      ),
    };
    this.#made.set(index, step);
    return step;
  }

  #leg(number: number, entity: number): FlowLeg | undefined {
    const claim = this.flow.claims[number];
    if (!claim) return undefined;
    const { facts } = this.flow;
    const [from, to] = [facts.from[number] ?? Number.NaN, facts.to[number] ?? Number.NaN];
    const follows = (claim.follows ?? []).map((id) => keyOf(claim.dataset, id));
    return {
      claim,
      number,
      key: keyOf(claim.dataset, claim.id),
      from: entity,
      deal: claim.deal === undefined ? undefined : keyOf(claim.dataset, claim.deal),
      follows,
      after: follows.length === 0 ? NONE : this.#after(follows),
      when: Number.isNaN(from) ? undefined : { from, to, orders: facts.orders[number] === 1 },
    };
  }

  /**
   * The keys of all claims that a claim follows, directly or through others: those came before it, whether or not they are in the same
   * loop, and whatever the query leaves out, so that a loop's order does not depend on what else is asked for.
   */
  #after(follows: readonly string[]): ReadonlySet<string> {
    this.#followers ??= new Map(
      this.flow.claims
        .filter((claim) => claim.follows !== undefined)
        .map((claim) => [keyOf(claim.dataset, claim.id), claim]),
    );
    const after = new Set<string>();
    const waiting = [...follows];
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      if (after.has(key)) continue;
      after.add(key);
      const claim = this.#followers.get(key);
      for (const id of claim?.follows ?? []) waiting.push(keyOf(claim?.dataset ?? '', id));
    }
    return after;
  }
}
