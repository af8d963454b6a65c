import {
  type ClaimType,
  FLOW_TYPES,
  MODALITIES,
  type Modality,
  STATUSES,
  type Status,
} from '../model/registry.ts';
import { claimNumber, type Projection } from './flow.ts';
import { smallestHitting } from './hitting.ts';
import type { Step } from './legs.ts';
import { coreFor, type Prepared, prepare } from './prepare.ts';
import type { LoopQuery, LoopRow } from './query.ts';
import { candidateOf, rowOf } from './rows.ts';
import { Teller } from './teller.ts';

/** What is taken out of the data, as a question: all of it at once. */
export type Removal = {
  /** Keys. */
  claims?: string[] | undefined;
  /** Keys. */
  entities?: string[] | undefined;
  types?: ClaimType[] | undefined;
  /** Claims less sure than this. Where the query says nothing of unknown statuses, those go too. */
  belowStatus?: Status | undefined;
  belowModality?: Modality | undefined;
  implied?: boolean | undefined;
};

export type WhatIf = {
  /** Identities of the loops that go. */
  goes: string[];
  /** Those that stay, told by what is left: perhaps by other claims, or less surely. */
  stays: LoopRow[];
  /** Keys of entities that were in some closed walk of what the query lets be used, of whatever length, and are no longer. */
  entities: string[];
};

const surer = <T>(scale: readonly T[], a: T | undefined, b: T | undefined): T | undefined =>
  a === undefined || b === undefined ? (a ?? b) : scale.indexOf(a) < scale.indexOf(b) ? a : b;

/** The same question of what is left. */
export function queryWithout(query: LoopQuery, removal: Removal): LoopQuery {
  const { types } = removal;
  return {
    ...query,
    withoutClaims: [...(query.withoutClaims ?? []), ...(removal.claims ?? [])],
    avoid: [...(query.avoid ?? []), ...(removal.entities ?? [])],
    types: types ? (query.types ?? FLOW_TYPES).filter((type) => !types.includes(type)) : query.types,
    leastStatus: surer(STATUSES, query.leastStatus, removal.belowStatus),
    leastModality: surer(MODALITIES, query.leastModality, removal.belowModality),
    statedOnly: query.statedOnly || removal.implied,
  };
}

/** The steps of a row, with the claims that may stand for them. */
const stepsOf = ({ flow, legs }: Prepared, row: LoopRow): Step[] =>
  row.legs.flatMap(({ claim }) => {
    const number = claimNumber(flow, claim);
    return number === undefined ? [] : [legs.step(flow.steps.ofClaim[number] ?? 0)];
  });

const inCore = ({ flow, view }: Prepared): Set<number> => new Set(coreFor(flow, view).vertices);

/**
 * Which of the loops found by a query go when something is taken out. A row goes only if none of its tellings is left: parallel deals
 * and other statements stand in where the rules let them.
 */
export function whatIf(
  projection: Projection,
  query: LoopQuery,
  rows: readonly LoopRow[],
  removal: Removal,
): WhatIf {
  const before = prepare(projection, query);
  const after = prepare(projection, queryWithout(query, removal));
  const teller = new Teller(after);
  const goes: string[] = [];
  const stays: LoopRow[] = [];
  for (const row of rows) {
    const steps = stepsOf(after, row);
    const left = teller.retell(steps).find(({ exchange }) => exchange === row.exchange);
    if (left) stays.push(rowOf(candidateOf(left, query)));
    else goes.push(row.id);
  }
  const still = inCore(after);
  const entities = [...inCore(before)]
    .filter((entity) => !still.has(entity))
    .flatMap((entity) => before.flow.entities[entity] ?? [])
    .sort();
  return { goes, stays, entities };
}

/** The smallest sets whose removal breaks all loops. */
export type Break = {
  /** Each set by its members, each member by the keys of the claims that are taken out with it: one claim, or all of a leg. */
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
  /** How many looks an exact search may take. */
  budget?: number;
};

/** How often new tellings are met before what was found is given as it is. */
const MAX_ROUNDS = 200;

/** Breaks loops by claims: what each telling of each of them must lose one of. Tellings are met as they survive what is tried. */
class Tellings {
  readonly keys: string[] = [];
  readonly sets: number[][] = [];
  readonly #numbers = new Map<string, number>();
  readonly #rows: { row: LoopRow; steps: Step[] }[];
  readonly #teller: Teller;

  constructor(prepared: Prepared, rows: readonly LoopRow[]) {
    this.#teller = new Teller(prepared);
    this.#rows = rows.map((row) => ({ row, steps: stepsOf(prepared, row) }));
  }

  #number(key: string): number {
    const known = this.#numbers.get(key) ?? this.keys.push(key) - 1;
    this.#numbers.set(key, known);
    return known;
  }

  /** Adds a telling of each loop that is left without some claims; false where all are broken. */
  survive(without: ReadonlySet<string>): boolean {
    const before = this.sets.length;
    for (const { row, steps } of this.#rows) {
      const left = steps.map((step) => ({
        ...step,
        legs: step.legs.filter(({ key }) => !without.has(key)),
      }));
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
  { by, many = 3, budget = 20_000 }: BreakOptions,
): Break {
  const prepared = prepare(projection, query);
  if (by === 'leg') {
    const legsOf = rows.map((row) => stepsOf(prepared, row).map(({ index }) => index));
    const { solutions, exact, least } = smallestHitting(legsOf, { many, budget });
    const claims = (leg: number): string[] => prepared.legs.step(leg).legs.map(({ key }) => key);
    return { sets: solutions.map((legs) => legs.map(claims)), exact, least };
  }
  const tellings = new Tellings(prepared, rows);
  let least = 0;
  for (let round = 0; ; round++) {
    const found = smallestHitting(tellings.sets, { many, budget });
    least = Math.max(least, found.least);
    const sets = found.solutions.map((members) => members.map((member) => tellings.keys[member] ?? ''));
    const fail = sets.filter((set) => tellings.survive(new Set(set)));
    const whole = sets.filter((set) => !fail.includes(set));
    if (fail.length === 0 || (round >= MAX_ROUNDS && whole.length > 0))
      return { sets: whole.map((set) => set.map((key) => [key])), exact: found.exact, least };
    if (round >= MAX_ROUNDS) return { ...untilBroken(tellings), least };
  }
}

/** Past all patience: the greedy choice, again and again, until it breaks all loops. */
function untilBroken(tellings: Tellings): Omit<Break, 'least'> {
  for (;;) {
    const [choice = []] = smallestHitting(tellings.sets, { many: 1, budget: 0 }).solutions;
    const set = choice.map((member) => tellings.keys[member] ?? '');
    if (!tellings.survive(new Set(set))) return { sets: [set.map((key) => [key])], exact: false };
  }
}
