import type { Input, Output } from '../contract/index.ts';
import type { NotInCypher } from '../contract/loop-analysis.ts';
import { loopsInCypher } from '../loops/question/cypher.ts';
import { splitRef } from '../model/ids.ts';
import type { Deps } from './deps.ts';
import { claimsNamed, entitiesNamed, keyFor } from './lookup.ts';
import { prepared } from './loop-question.ts';
import { settled, unchanged } from './settled.ts';

/** Which of the loops go when something is taken out, and the fewest claims that break them all. */
export const whatIf = (deps: Deps, input: Input<'whatIf'>, signal: AbortSignal): Promise<Output<'whatIf'>> =>
  settled(() => whatIfNow(deps, input, signal));

async function whatIfNow(deps: Deps, input: Input<'whatIf'>, signal: AbortSignal): Promise<Output<'whatIf'>> {
  const { store, compute } = deps;
  const { scope, projection, ...question } = await prepared(deps, input);
  const { sort, currency, find, limit } = input;
  const query = { ...question.query, sortBy: sort, currency, find, limit };
  const claims = (await claimsNamed(store, scope, input.withoutClaims)).map(keyFor);
  const entities = (await entitiesNamed(store, scope, input.withoutEntities)).map(keyFor);
  const implied = input.withoutImplied === 'true';
  const removal = {
    claims,
    entities,
    types: input.withoutTypes,
    implied,
    belowModality: input.withoutBelow,
    belowStatus: input.withoutBelowStatus,
  };
  return compute.whatIf(projection, { query, removal, by: input.by }, signal);
}

/** For each entity, how much of its money runs in the loops of a question. */
export const concentration = (
  deps: Deps,
  input: Input<'concentration'>,
  signal: AbortSignal,
): Promise<Output<'concentration'>> => settled(() => concentrationNow(deps, input, signal));

async function concentrationNow(
  deps: Deps,
  input: Input<'concentration'>,
  signal: AbortSignal,
): Promise<Output<'concentration'>> {
  const { store, compute } = deps;
  // What is outside the loops counts as well.
  const { scope, projection, query } = await prepared(deps, input, 'all');
  const order = { sortBy: input.sort, currency: input.currency, limit: input.limit };
  const question = { query: { ...query, limit: input.limit }, order };
  const { entities, starts, ...rest } = await compute.concentration(projection, question, signal);
  const keys = entities.map(({ entity }) => entity);
  const named = await store.entities(scope, keys);
  await unchanged(store, scope, projection.version);
  return {
    ...rest,
    concentration: entities,
    searched: starts,
    entities: named,
  };
}

const DATES =
  'Dates are kept as sources give them (quarters, fiscal years, ranges), which Cypher does not compare.';
const FILTER = 'The filters of claims are asked outside the database.';
const WHY_NOT: Record<NotInCypher['constraint'], string> = {
  reading: 'Which claims tie what goes out of an entity to what came in is no condition on a path in Cypher.',
  datasets:
    'What is the same thing in two datasets is one entity to the search, but two nodes to Cypher: ask one dataset.',
  asOf: DATES,
  during: DATES,
  order: DATES,
  withinDays: DATES,
  rollUp: 'A path in Cypher does not go on from a whole where it came to a part.',
  without: FILTER,
  text: FILTER,
  publisher: FILTER,
  sumFrom: FILTER,
  sumTo: FILTER,
};

/** What stands in the way of saying a question in Cypher. */
function notInCypher(input: Input<'loopsCypher'>, datasets: readonly string[]): NotInCypher[] {
  const { reading, asOf, during, order, withinDays, rollUp, without = [], text, publisher } = input;
  const stands: [NotInCypher['constraint'], boolean][] = [
    ['reading', reading === 'trail'],
    ['datasets', datasets.length !== 1],
    ['asOf', asOf !== undefined],
    ['during', during !== undefined],
    ['order', order !== 'any'],
    ['withinDays', withinDays !== undefined],
    ['rollUp', rollUp === 'true'],
    ['without', without.length > 0],
    ['text', text !== undefined],
    ['publisher', publisher !== undefined],
    ['sumFrom', input.sumFrom !== undefined],
    ['sumTo', input.sumTo !== undefined],
  ];
  return stands.flatMap(([constraint, is]) => (is ? [{ constraint, message: WHY_NOT[constraint] }] : []));
}

/** The question in Cypher, or why it cannot be said in it. */
export async function loopsCypher(deps: Deps, input: Input<'loopsCypher'>): Promise<Output<'loopsCypher'>> {
  const { scope, query } = await prepared(deps, input);
  const datasets = scope ?? (await deps.store.datasets()).map(({ id }) => id);
  const reasons = notInCypher(input, datasets);
  const [dataset] = datasets;
  if (dataset === undefined || reasons.length > 0) return { query: null, parameters: {}, reasons };
  const { minLength, maxLength, moves, types, pattern, exchanges, leastStatus, leastModality } = query;
  const found = loopsInCypher({
    dataset,
    minLength,
    maxLength,
    moves,
    types,
    pattern,
    exchanges,
    leastStatus,
    leastModality,
    leastGrade: input.leastGrade,
    through: query.through.map((key) => splitRef(key).id),
    avoid: query.avoid.map((key) => splitRef(key).id),
    statedOnly: input.basis === 'stated',
    calledOff: input.calledOff === 'include',
    leastAmount: input.leastAmount,
    currency: input.currency,
    unknownStatus: input.unknown?.includes('status') ?? false,
    unknownAmount: input.unknown?.includes('amount') ?? false,
  });
  return { ...found, reasons };
}
