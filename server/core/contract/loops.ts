import { z } from 'zod';
import { EntityId, EntityRef } from '../model/ids.ts';
import {
  Bottleneck,
  ORDERINGS,
  ORDERS,
  READINGS,
  Returned,
  SharedLegs,
  UNKNOWNS,
  Weakest,
} from '../model/loop.ts';
import { CLAIM_TYPE_NAMES, GRADES, MODALITIES, MOVES, STATUSES } from '../model/registry.ts';
import { StoredClaim, StoredEntity, StoredEvidence } from '../model/stored.ts';
import { claimFilter } from './filter.ts';
import { datasets, list, operation, whole } from './operation.ts';

export const LOOP_LIMITS = { maxLength: 12, maxLoops: 1000 } as const;
/** The longest loops that are looked for where a question does not say; longer where it asks for longer ones alone. */
const LONGEST = 8;
export const longestOf = ({
  minLength,
  maxLength,
}: {
  minLength: number;
  maxLength?: number | undefined;
}): number => maxLength ?? Math.max(LONGEST, minLength);

export const Step = z.object({
  from: EntityId,
  to: EntityId,
  type: z.enum(CLAIM_TYPE_NAMES),
  moves: z.enum(MOVES),
  claim: StoredClaim,
  evidence: z.array(StoredEvidence),
});
export type LoopStep = z.infer<typeof Step>;

const Leg = Step.extend({
  /** Other statements, and other deals between the same two of the same type, that could stand in the claim's place. */
  alternatives: z.array(StoredClaim),
  /** What each of them rests on, in the same order. */
  alternativeEvidence: z.array(z.array(StoredEvidence)),
  /**
   * Ends at which the loop goes on from `whole`, of which the entity that the claim names is a part, and the claims that say so: with
   * `rollUp`, Azure's purchase is Microsoft's.
   */
  rolledUp: z.array(z.object({ end: z.enum(['from', 'to']), whole: EntityRef, partOf: z.array(Step) })),
});
export type LoopLeg = z.infer<typeof Leg>;

export const Loop = z.object({
  /** Hash of the loop's legs: the same wherever the loop is entered. */
  id: z.string(),
  reading: z.enum(READINGS),
  length: z.int(),
  /** The two sides of one contract, rather than a circle of deals. */
  exchange: z.boolean(),
  legs: z.array(Leg),
  /** In how many ways the legs can be told with one claim each. */
  combinations: z.int(),
  bottleneck: Bottleneck,
  order: z.enum(ORDERS),
  returned: Returned.nullable(),
  weakest: Weakest,
  /** Claims outside the loop that its legs follow. */
  restsOn: z.array(Step),
  /** Absent where the other loops are not known yet: in a stream of the first that are met. */
  sharedLegs: SharedLegs.optional(),
});
export type Loop = z.infer<typeof Loop>;

export const Searched = {
  /** Loops found; at least so many where `counted` is false. */
  found: z.int(),
  counted: z.boolean(),
  /** Starts of the search that are done, of all: what is cut short by time has not searched the rest. */
  searched: z.object({ done: z.int(), total: z.int() }),
};
const Reason = z.enum(['limit', 'time', 'combinations']);

/** What is told of a search while it runs, one line each. */
export const LoopEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), ...Searched }),
  /** The best so far, in order, while a search for the best goes on: each takes the place of the one before, the items in the end of all. */
  z.object({ type: z.literal('best'), loops: z.array(Loop) }),
  z.object({ type: z.literal('item'), loop: Loop }),
  z.object({
    type: z.literal('end'),
    count: z.int(),
    ms: z.number(),
    truncated: z.boolean(),
    reason: Reason.optional(),
    ...Searched,
  }),
]);
export type LoopEvent = z.infer<typeof LoopEvent>;

/** What a loop must be, by name in the query. Whatever is left out asks for nothing. */
export const Constraints = z.object({
  reading: z.enum(READINGS).default('elementary'),
  minLength: whole(2, LOOP_LIMITS.maxLength, 2),
  /** Without it 8, or `minLength` where that is more. */
  maxLength: z.coerce.number().int().min(2).max(LOOP_LIMITS.maxLength).optional(),
  through: list(EntityRef, 20).optional(),
  avoid: list(EntityRef, 20).optional(),
  moves: list(
    z.enum(MOVES).exclude(['nothing'], 'one of money, collateral, goods, equity, guarantee'),
    MOVES.length,
  ).optional(),
  /** Only legs of these types. */
  types: list(z.enum(CLAIM_TYPE_NAMES), CLAIM_TYPE_NAMES.length).optional(),
  /** What types the legs have in turn, from some leg on: `INVESTS_IN (PLEDGES_TO LENDS_TO)? BUYS_FROM`. */
  pattern: z.string().max(300).optional(),
  datasets,
  exchanges: z.enum(['exclude', 'include']).default('exclude'),
  ...claimFilter,
  /** `ordered`: the legs happened in turn. */
  order: z.enum(['any', 'ordered']).default('any'),
  /** All legs can have happened within so many days. */
  withinDays: z.coerce.number().int().min(0).max(100_000).optional(),
  leastStatus: z.enum(STATUSES).optional(),
  leastModality: z.enum(MODALITIES).optional(),
  leastGrade: z.enum(GRADES).optional(),
  basis: z.enum(['any', 'stated']).default('any'),
  /** Where no `asOf` is given: loops that were there until a leg was called off, too. */
  calledOff: z.enum(['exclude', 'include']).default('exclude'),
  /** Each money leg has a known lump sum in this currency of at least so much. */
  leastAmount: z.coerce.number().positive().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code')
    .default('USD'),
  /** What may be unknown where a constraint asks about it; otherwise what is not known does not pass. */
  unknown: list(z.enum(UNKNOWNS), UNKNOWNS.length).optional(),
  /** Parts are taken for what they are `PART_OF` (a company, not a group of parties), and each leg says so. */
  rollUp: z.enum(['true', 'false']).default('false'),
});

/** Constraints that cannot be together. */
export function consistent(
  input: Omit<z.output<typeof Constraints>, 'currency'>,
  context: z.core.$RefinementCtx,
): void {
  const fault = (field: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message });
  if (input.minLength > longestOf(input)) fault('minLength', 'minLength is above maxLength');
  if (input.order !== 'any' && input.withinDays !== undefined)
    fault('withinDays', 'withinDays goes with order=any');
}

export const loops = operation({
  method: 'GET',
  path: '/api/loops',
  summary:
    'The loops: closed walks along claims that move something, one row each, wherever they are entered.',
  input: Constraints.extend({
    sort: z.enum(ORDERINGS).default('certainty'),
    /** `best`: all loops are looked at for the first of the order. `first`: as many as are wanted, as they are met. */
    find: z.enum(['best', 'first']).default('best'),
    limit: whole(1, LOOP_LIMITS.maxLoops, 100),
  }).superRefine(consistent),
  output: z.object({
    loops: z.array(Loop),
    /** The entities that the legs run between. */
    entities: z.array(StoredEntity),
    truncated: z.boolean(),
    /** Why it ended early. */
    reason: Reason.optional(),
    ...Searched,
  }),
  events: LoopEvent,
  errors: ['bad_request', 'not_found', 'ambiguous', 'unavailable', 'timeout'],
});
