import {
  BASES,
  type ClaimType,
  FLOW_TYPES,
  MODALITIES,
  type Modality,
  movesOf,
  STATUSES,
  type Status,
} from '../../model/registry.ts';
import type { FlowClaim } from '../projection/projection.ts';
import { positionsOf } from './pattern.ts';
import type { LoopQuery } from './query.ts';

/**
 * The claims that a query can use, as far as a database can tell by itself: a store need not read others. Claims that follow others
 * are read all the same, since a loop's order does not depend on what is left out of it.
 */
export type Reach = {
  types: ClaimType[];
  modalities: Modality[];
  statuses: (Status | 'unknown')[];
  bases: (typeof BASES)[number][];
};

/** @throws PatternError where the query's pattern cannot be read */
export function reachOf(query: Partial<LoopQuery>): Reach {
  const { types, moves, pattern, leastModality, leastStatus, statedOnly, unknown } = query;
  const inPattern =
    pattern === undefined ? undefined : new Set(positionsOf(pattern).types.flatMap((names) => [...names]));
  const from = <T>(scale: readonly T[], least: T | undefined): T[] =>
    scale.slice(0, least === undefined ? undefined : scale.indexOf(least) + 1);
  return {
    types: FLOW_TYPES.filter(
      (type) =>
        (!types || types.includes(type)) &&
        (!moves || moves.includes(movesOf(type))) &&
        (!inPattern || inPattern.has(type)),
    ),
    modalities: from(MODALITIES, leastModality),
    statuses: [
      ...from(STATUSES, leastStatus),
      ...(!leastStatus || unknown?.includes('status') ? (['unknown'] as const) : []),
    ],
    bases: from(BASES, statedOnly ? 'stated' : undefined),
  };
}

export const inReach = (
  { types, modalities, statuses, bases }: Reach,
  { type, modality, status, basis, follows = [] }: FlowClaim,
): boolean =>
  follows.length > 0 ||
  (types.includes(type) &&
    modalities.includes(modality) &&
    statuses.includes(status ?? 'unknown') &&
    bases.includes(basis));
