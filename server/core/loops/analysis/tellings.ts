import { shortHash } from '../../formats/canonical.ts';
import { compareRanks, type Rank, withLength } from '../../model/loop-rank.ts';
import { claimNumber, type Projection } from '../projection/flow.ts';
import { type FlowLeg, isExchange, Legs } from '../projection/legs.ts';
import { prepare } from '../question/prepare.ts';
import type { LoopQuery, LoopRow } from '../question/query.ts';
import { bottleneckOf, returnedOf, weakestOf } from '../telling/describe.ts';
import type { Ordered } from '../telling/order.ts';
import { primaryOf } from '../telling/rows.ts';
import { Teller } from '../telling/teller.ts';
import type { Stop } from '../walk/walk.ts';

/** One way to tell a loop: one claim of each leg, in the turn in which they are told best. */
export type Telling = Pick<LoopRow, 'id' | 'bottleneck' | 'order' | 'returned' | 'weakest'> & {
  /** Keys. */
  claims: string[];
};

/** Which loop is meant, by a claim of each of its legs, and which of its tellings: so many, after one that was given before. */
export type TellingQuestion = { query: LoopQuery; claims: string[]; after?: string | undefined };

export type RankedTellings = {
  tellings: Telling[];
  /** How many there are; at least so many where it is cut short. */
  total: number;
  /** False where `after` is none of them. */
  found: boolean;
  /** Whether more come after these. */
  more: boolean;
  truncated: boolean;
  reason?: 'time' | 'combinations';
};

/** How many tellings are looked at, as all must be for the best of them: about a second's worth. */
const MOST = 100_000;

type Told = Ordered & { doubt: number };
type Ranked = { told: Told; rank: Rank; claims: string };

const tellingOf = ({ told, claims }: Ranked): Telling => ({
  id: shortHash(claims),
  claims: told.legs.map(({ key }) => key),
  bottleneck: bottleneckOf(told.legs),
  order: told.order,
  returned: returnedOf(told),
  weakest: weakestOf(told.legs),
});

/** All ways to tell one loop under a query, in the query's order: the list has one row for them, with the surest. */
export function rankedTellings(
  projection: Projection,
  { query, claims, after }: TellingQuestion,
  stop: Stop = () => false,
): RankedTellings {
  const prepared = prepare(projection, query);
  const { flow, legs } = prepared;
  const indices = claims.flatMap((key) => flow.steps.ofClaim[claimNumber(flow, key) ?? -1] ?? []);
  const best = new Map<string, Told>();
  let whole = true;
  if (indices.length === claims.length && new Set(indices).size === indices.length) {
    const wanted = isTwoSided(new Legs(flow, undefined), indices, claims);
    whole = new Teller(prepared, stop).retellAll(
      indices.map((index) => legs.step(index)),
      (key, { exchange, ...told }) => {
        const known = best.get(key);
        if (exchange !== wanted || (known && known.doubt <= told.doubt)) return;
        // Another arrangement of the same claims is told better. What is met first stands first among equals, as in the list.
        best.delete(key);
        best.set(key, told);
      },
      MOST,
    );
  }
  const ranked = [...best].map(([key, told]): Ranked => {
    const certainty = withLength(told.doubt, told.legs.length);
    return { told, claims: key, rank: { primary: primaryOf(told.legs, query), certainty } };
  });
  ranked.sort((a, b) => compareRanks(a.rank, b.rank));
  const at = after === undefined ? -1 : ranked.findIndex(({ claims: key }) => shortHash(key) === after);
  const from = at + 1;
  const answer = {
    tellings: ranked.slice(from, from + query.limit).map(tellingOf),
    total: ranked.length,
    found: after === undefined || at >= 0,
    more: ranked.length > from + query.limit,
  };
  if (stop()) return { ...answer, truncated: true, reason: 'time' };
  return whole ? { ...answer, truncated: false } : { ...answer, truncated: true, reason: 'combinations' };
}

/** Whether the claims that a loop is named by are the two sides of one contract. */
function isTwoSided(legs: Legs, indices: readonly number[], claims: readonly string[]): boolean {
  const named = indices.flatMap((index, at): FlowLeg[] =>
    legs.step(index).legs.filter(({ key }) => key === claims[at]),
  );
  const [a, b] = named;
  return named.length === 2 && a !== undefined && b !== undefined && isExchange(a, b);
}
