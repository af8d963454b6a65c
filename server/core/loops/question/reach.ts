import { intervalOf } from '../../model/dates.ts';
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
 * are read all the same, since a loop's order does not depend on what is left out of it. Whom loops avoid is left to the engine, as the
 * day of a date is: it would save the reading of few claims, and have all others read anew with each name and each day.
 */
export type Reach = {
  types: ClaimType[];
  modalities: Modality[];
  statuses: (Status | 'unknown')[];
  bases: (typeof BASES)[number][];
  /**
   * Only what was known, or held, by the end of a year: claims that say a later one take no part as of a date in it. A year and not the
   * date, so that going through the dates of a year asks for one projection.
   */
  by: { clock: 'knownOn' | 'start'; year: string } | null;
};

/** @throws PatternError where the query's pattern cannot be read */
export function reachOf(query: Partial<LoopQuery>): Reach {
  const { types, moves, pattern, leastModality, leastStatus, statedOnly, unknown, asOf } = query;
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
    by: asOf ? byYear(asOf) : null,
  };
}

const DAY_MS = 86_400_000;
function byYear({ date, by }: NonNullable<LoopQuery['asOf']>): Reach['by'] {
  const day = intervalOf(date)?.to ?? Number.POSITIVE_INFINITY;
  if (day === Number.POSITIVE_INFINITY) return null;
  const year = String(new Date(day * DAY_MS).getUTCFullYear());
  return { clock: by === 'known' ? 'knownOn' : 'start', year };
}

/** Whether a date as a source gives it surely begins after a year: fiscal years, and what is open at its start, do not say so. */
const afterYear = (date: string | undefined, year: string): boolean =>
  date !== undefined && /^\d/.test(date) && date.slice(0, 4) > year;

export const inReach = ({ types, modalities, statuses, bases, by }: Reach, claim: FlowClaim): boolean => {
  const { type, modality, status, basis, follows = [] } = claim;
  return (
    follows.length > 0 ||
    (types.includes(type) &&
      modalities.includes(modality) &&
      statuses.includes(status ?? 'unknown') &&
      bases.includes(basis) &&
      (by === null || !afterYear(claim[by.clock], by.year)))
  );
};
