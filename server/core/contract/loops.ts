import { z } from 'zod';
import { EntityId, EntityRef } from '../model/ids.ts';
import { Bottleneck, ORDERS, READINGS, Weakest } from '../model/loop.ts';
import { CLAIM_TYPE_NAMES, MOVES } from '../model/registry.ts';
import { StoredClaim, StoredEntity, StoredEvidence } from '../model/stored.ts';
import { datasets, list, operation, whole } from './operation.ts';

export const LOOP_LIMITS = { maxLength: 12, maxLoops: 1000 } as const;

const Step = z.object({
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
  weakest: Weakest,
  /** Claims outside the loop that its legs follow. */
  restsOn: z.array(Step),
});
export type Loop = z.infer<typeof Loop>;

export const loops = operation({
  method: 'GET',
  path: '/api/loops',
  summary:
    'The loops: closed walks along claims that move something, one row each, wherever they are entered.',
  input: z
    .object({
      reading: z.enum(READINGS).default('elementary'),
      minLength: whole(2, LOOP_LIMITS.maxLength, 2),
      maxLength: whole(2, LOOP_LIMITS.maxLength, 8),
      through: list(EntityRef, 20).optional(),
      moves: list(
        z.enum(MOVES).exclude(['nothing'], 'one of money, collateral, goods, equity, guarantee'),
        MOVES.length,
      ).optional(),
      datasets,
      exchanges: z.enum(['exclude', 'include']).default('exclude'),
      limit: whole(1, LOOP_LIMITS.maxLoops, 100),
    })
    .refine((input) => input.minLength <= input.maxLength, {
      path: ['minLength'],
      message: 'minLength is above maxLength',
    }),
  output: z.object({
    loops: z.array(Loop),
    /** The entities that the legs run between. */
    entities: z.array(StoredEntity),
    truncated: z.boolean(),
    /** Why it ended early. */
    reason: z.enum(['limit', 'time', 'combinations']).optional(),
  }),
  errors: ['bad_request', 'not_found', 'ambiguous', 'unavailable', 'timeout'],
});
