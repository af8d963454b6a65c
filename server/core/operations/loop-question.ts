import type { z } from 'zod';
import { Fault } from '../contract/errors.ts';
import { filterOf } from '../contract/filter.ts';
import { type Constraints, longestOf } from '../contract/loops.ts';
import { type LoopQuery, PatternError, type TakePart } from '../loops/index.ts';
import { positionsOf } from '../loops/question/pattern.ts';
import { type Reach, reachOf } from '../loops/question/reach.ts';
import { type ClaimFilter, filters } from '../model/filter.ts';
import { FLOW_TYPES, GRADES } from '../model/registry.ts';
import type { Deps } from './deps.ts';
import { entitiesNamed, keyFor, scopeFor } from './lookup.ts';

/** What a reader may ask of loops. */
type Question = z.output<typeof Constraints>;

/**
 * A question made ready: which datasets, which projection of them, and what the engine is asked. Only what the question can reach is read,
 * unless all is wanted, or is there already.
 */
export async function prepared(
  { store }: Pick<Deps, 'store'>,
  input: Question,
  read: 'reach' | 'all' = 'reach',
  /** What else is named, and may name its dataset. */
  named: readonly string[] = [],
) {
  checkPattern(input.pattern);
  const scope = await scopeFor(store, input.datasets, [...named, ...(input.through ?? [])]);
  const through = (await entitiesNamed(store, scope, input.through)).map(keyFor);
  const avoid = (await entitiesNamed(store, scope, input.avoid)).map(keyFor);
  const filter = claimsOf(input);
  const query = { ...queryOf(input), through, avoid };
  const reach = read === 'reach' ? reachOf(query) : undefined;
  const within = `flow ${filters(filter) ? JSON.stringify(filter) : ''}`;
  const projection = {
    of: isWhole(reach) ? within : `${within} ${JSON.stringify(reach)}`,
    within,
    version: await store.version(scope),
    read: (take: TakePart) =>
      store.projection(scope, { types: FLOW_TYPES, filter, reach: isWhole(reach) ? undefined : reach }, take),
  };
  return { scope, projection, query };
}

const WHOLE = JSON.stringify(reachOf({}));
const isWhole = (reach: Reach | undefined): boolean => !reach || JSON.stringify(reach) === WHOLE;

/** A pattern that cannot be read is the reader's to mend: it is said before anything is searched. */
function checkPattern(pattern: string | undefined): void {
  try {
    if (pattern !== undefined) positionsOf(pattern);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new Fault('bad_request', `pattern: ${error.message}`, {
      fields: [
        { field: 'pattern', message: error.message, code: error.code, at: error.at, found: error.found },
      ],
    });
  }
}

/** Which claims take part. The date as of which is the engine's, which tries one after the other on what it holds. */
function claimsOf(input: Question): ClaimFilter {
  const { leastGrade } = input;
  const below = leastGrade === undefined ? [] : GRADES.slice(GRADES.indexOf(leastGrade) + 1);
  const filter = { ...filterOf(input), asOf: undefined, asOfBy: undefined };
  return below.length === 0
    ? filter
    : { ...filter, without: [...(filter.without ?? []), ...below.map((grade) => `grade:${grade}` as const)] };
}

/** What the engine is asked, of what a reader may ask. */
function queryOf(input: Question): Omit<LoopQuery, 'limit'> {
  const { reading, minLength, moves, types, pattern, exchanges, unknown, currency } = input;
  const time =
    input.order === 'ordered'
      ? { mode: 'ordered' as const }
      : input.withinDays === undefined
        ? undefined
        : { mode: 'window' as const, days: input.withinDays };
  return {
    reading,
    minLength,
    maxLength: longestOf(input),
    moves,
    types,
    pattern,
    exchanges,
    asOf: input.asOf === undefined ? undefined : { date: input.asOf, by: input.asOfBy },
    time,
    leastStatus: input.leastStatus,
    leastModality: input.leastModality,
    statedOnly: input.basis === 'stated',
    calledOff: input.calledOff === 'include',
    leastBottleneck: input.leastAmount === undefined ? undefined : [{ currency, amount: input.leastAmount }],
    unknown,
    rollUp: input.rollUp === 'true',
  };
}
