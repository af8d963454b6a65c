import { shortHash } from '../../formats/canonical.ts';
import { byBottleneck, compareRanks, type Rank, withLength } from '../../model/loop-rank.ts';
import type { FlowLeg } from '../projection/legs.ts';
import type { LoopQuery, LoopRow, RolledEnd } from '../question/query.ts';
import type { Tellings } from './combinations.ts';
import { bottleneckOf, restsOn, returnedOf, weakestOf } from './describe.ts';

/** A row before it is made up: most are not among the best, and telling them would be for nothing. */
export type Candidate = { tellings: Tellings; rank: Rank; id: string | undefined };

/** By what a query sorts its rows; the loop told is the surest telling of its steps, and sorted as told. */
export function primaryOf(legs: readonly FlowLeg[], { sortBy, currency = 'USD' }: LoopQuery): number {
  switch (sortBy) {
    case 'bottleneck':
      return byBottleneck(bottleneckOf(legs), currency);
    case 'length':
      return legs.length;
    case 'date': {
      const days = legs.flatMap(({ when }) => (when?.orders ? [when.from] : []));
      return -Math.max(...days);
    }
    default:
      return 0;
  }
}

export const candidateOf = (tellings: Tellings, query: LoopQuery): Candidate => ({
  tellings,
  rank: {
    primary: primaryOf(tellings.best.legs, query),
    certainty: withLength(tellings.doubt, tellings.best.legs.length),
  },
  id: undefined,
});

function idOf(candidate: Candidate): string {
  const { set, exchange } = candidate.tellings;
  candidate.id ??= shortHash(exchange ? `${set}\nexchange` : set);
  return candidate.id;
}

/** In order of their ranks, then of their identities, which are hashes and so only made where it comes to that. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  const ranks = compareRanks(a.rank, b.rank);
  if (ranks !== 0) return ranks;
  const [x, y] = [idOf(a), idOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

export function rowOf(candidate: Candidate, rolledEnds: (leg: FlowLeg) => RolledEnd[]): LoopRow {
  const { tellings } = candidate;
  const { legs, order } = tellings.best;
  const alternatives = new Map<string, string[]>();
  for (const choice of tellings.choices.values()) {
    const keys = [...choice].map(({ key }) => key);
    for (const key of keys)
      alternatives.set(
        key,
        keys.filter((other) => other !== key),
      );
  }
  const entities = new Set(legs.map(({ from }) => from));
  return {
    id: idOf(candidate),
    reading: entities.size === legs.length ? 'elementary' : 'trail',
    length: legs.length,
    exchange: tellings.exchange,
    legs: legs.map((leg) => ({
      claim: leg.key,
      alternatives: alternatives.get(leg.key) ?? [],
      rolledUp: rolledEnds(leg),
    })),
    combinations: tellings.count,
    bottleneck: bottleneckOf(legs),
    order,
    returned: returnedOf(tellings.best),
    weakest: weakestOf(legs),
    restsOn: restsOn(legs),
  };
}
