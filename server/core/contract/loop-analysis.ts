import { z } from 'zod';
import { CONCENTRATION_ORDERINGS, Concentrated } from '../model/concentration.ts';
import { ClaimRef, EntityRef } from '../model/ids.ts';
import { Bottleneck, ORDERINGS, ORDERS, Returned, Weakest } from '../model/loop.ts';
import { CLAIM_TYPE_NAMES, MODALITIES, STATUSES } from '../model/registry.ts';
import { StoredEntity } from '../model/stored.ts';
import { Constraints, consistent, LOOP_LIMITS, loops, Searched, Step } from './loops.ts';
import { cursor, list, operation, whole } from './operation.ts';

export const tellings = operation({
  method: 'GET',
  path: '/api/loops/tellings',
  summary:
    'The ways to tell one loop with one claim for each leg, ranked: which of several statements, and of parallel deals, are taken together.',
  input: Constraints.extend({
    /** Which loop: a claim of each of its legs, in any order. */
    claims: list(ClaimRef, LOOP_LIMITS.maxLength).refine(
      (claims) => claims.length >= 2,
      'at least two claims',
    ),
    sort: z.enum(ORDERINGS).default('certainty'),
    limit: whole(1, 200, 20),
    cursor,
  }).superRefine(consistent),
  output: z.object({
    tellings: z.array(
      z.object({
        /** Hash of its claims. */
        id: z.string(),
        /** Keys of its claims, in the order in which it is told best. */
        claims: z.array(ClaimRef),
        bottleneck: Bottleneck,
        order: z.enum(ORDERS),
        returned: Returned.nullable(),
        weakest: Weakest,
      }),
    ),
    /** The claims that they are told with, each once. */
    steps: z.array(Step),
    /** How many ways there are; at least so many where not all were looked at. None where no loop of the question goes along these legs. */
    total: z.int(),
    truncated: z.boolean(),
    reason: z.enum(['time', 'combinations']).optional(),
    /** Where the next page starts. */
    next: z.string().optional(),
  }),
  errors: ['bad_request', 'not_found', 'ambiguous', 'too_many', 'unavailable', 'timeout'],
});

export const whatIf = operation({
  method: 'GET',
  path: '/api/what-if',
  summary:
    'Which of the loops go when claims, entities, types or all that is unsure is taken out, and what breaks them all.',
  input: loops.input.safeExtend({
    withoutClaims: list(ClaimRef, 100).optional(),
    withoutEntities: list(EntityRef, 100).optional(),
    withoutTypes: list(z.enum(CLAIM_TYPE_NAMES), CLAIM_TYPE_NAMES.length).optional(),
    withoutImplied: z.enum(['true', 'false']).default('false'),
    /** All that is less sure than this, whether it is in a loop or not. */
    withoutBelow: z.enum(MODALITIES).optional(),
    /** All deals that have not come so far as this; and those of which it is not known, unless `unknown` has `status`. */
    withoutBelowStatus: z.enum(STATUSES).optional(),
    /** What the smallest sets are made of: single claims, or all claims of one type from one entity to another. */
    by: z.enum(['claim', 'leg']).default('claim'),
  }),
  output: z.object({
    /** Ids of loops, as `loops` gives them for the same question. */
    goes: z.array(z.string()),
    stays: z.array(z.string()),
    /** Keys of entities that were in some circle, of whatever length, and no longer are. */
    entities: z.array(z.string()),
    /** The fewest claims, or legs, without which none of the loops is left: sets of members, each member the claims that go with it. */
    smallest: z.object({
      /** None where time was up first. */
      sets: z.array(z.array(z.array(z.string()))),
      /** No smaller set can do; otherwise it was found greedily, and no set of fewer than `least` members can do. */
      exact: z.boolean(),
      least: z.int(),
    }),
    /** Not all loops were looked at; what is not sure to go or stay is in neither list. */
    truncated: z.boolean(),
  }),
  errors: ['bad_request', 'not_found', 'ambiguous', 'too_many', 'unavailable', 'timeout'],
});

/** Constraints that no query of Cypher can be held to here. */
const NOT_IN_CYPHER = [
  'reading',
  'datasets',
  'asOf',
  'during',
  'order',
  'withinDays',
  'rollUp',
  'without',
  'text',
  'publisher',
  'sumFrom',
  'sumTo',
] as const;

export const loopsCypher = operation({
  method: 'GET',
  path: '/api/loops/cypher',
  summary:
    'Elementary loops as a query in Cypher that finds the same on Neo4j, one row a loop; or why there is none.',
  input: Constraints.superRefine(consistent),
  output: z.object({
    /**
     * Finds all of them, the short ones first: `entities` in turn by id, `types` of the legs between them, whether it is an `exchange`, and
     * in how many ways it can be told (`tellings`). Null where there is none.
     */
    query: z.string().nullable(),
    parameters: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
    /** Why there is none, for each constraint that stands in the way. */
    reasons: z.array(z.object({ constraint: z.enum(NOT_IN_CYPHER), message: z.string() })),
  }),
  errors: ['bad_request', 'not_found', 'ambiguous', 'unavailable', 'timeout'],
});
export type NotInCypher = z.output<(typeof loopsCypher)['output']>['reasons'][number];

export const concentration = operation({
  method: 'GET',
  path: '/api/concentration',
  summary:
    'For each entity in loops: how many of all loops go through it, and how much of its known inflow and outflow runs in them.',
  input: Constraints.extend({
    /** `in`, `out`: by the share of the known inflow or outflow in `currency`, unknown shares last. */
    sort: z.enum(CONCENTRATION_ORDERINGS).default('loops'),
    limit: whole(1, LOOP_LIMITS.maxLoops, 100),
  }).superRefine(consistent),
  output: z.object({
    /** The first of all entities in loops, of which there are `total`. */
    concentration: z.array(Concentrated),
    total: z.int(),
    entities: z.array(StoredEntity),
    /** The search was cut short: loops, and what is inside them, are at least so much. */
    truncated: z.boolean(),
    reason: z.enum(['time', 'combinations']).optional(),
    ...Searched,
  }),
  errors: ['bad_request', 'not_found', 'ambiguous', 'too_many', 'unavailable', 'timeout'],
});
