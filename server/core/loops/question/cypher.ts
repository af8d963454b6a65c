import {
  CLAIM_TYPE_NAMES,
  type ClaimType,
  FLOW_TYPES,
  GRADES,
  type Grade,
  MODALITIES,
  type Modality,
  type Moves,
  movesOf,
  STATUSES,
  type Status,
} from '../../model/registry.ts';
import { regularExpressionOf } from './pattern.ts';

/** An elementary loop query on one dataset, ids instead of keys. */
export type CypherQuestion = {
  dataset: string;
  minLength: number;
  maxLength: number;
  through: string[];
  avoid: string[];
  moves: readonly Moves[] | undefined;
  types: readonly ClaimType[] | undefined;
  pattern: string | undefined;
  exchanges: 'exclude' | 'include';
  leastStatus: Status | undefined;
  leastModality: Modality | undefined;
  leastGrade: Grade | undefined;
  statedOnly: boolean;
  /** Whether what others have called off takes part. */
  calledOff: boolean;
  leastAmount: number | undefined;
  currency: string;
  /** Whether what is not known passes. */
  unknownStatus: boolean;
  unknownAmount: boolean;
};

export type CypherQuery = {
  query: string;
  parameters: Record<string, string | number | string[]>;
};

const moving = (...moves: Moves[]): ClaimType[] => FLOW_TYPES.filter((type) => moves.includes(movesOf(type)));
const from = <T>(scale: readonly T[], least: T): T[] => scale.slice(0, scale.indexOf(least) + 1);

/** What each leg must be, as conditions with the parameters that they speak of. */
function ofLegs(question: CypherQuestion): [string, CypherQuery['parameters']][] {
  const { avoid, leastStatus, leastModality, leastGrade, statedOnly, leastAmount, currency } = question;
  const conditions: [string, CypherQuery['parameters']][] = [
    ['b.id >= start.id', {}],
    ["coalesce(leg.status, '') <> 'cancelled'", {}],
  ];
  if (!question.calledOff) conditions.push(['leg.calledOffBy IS NULL', {}]);
  if (avoid.length > 0) conditions.push(['NOT b.id IN $avoid', { avoid }]);
  if (leastStatus) {
    const known = 'leg.status IN $statuses';
    conditions.push([
      question.unknownStatus ? `(leg.status IS NULL OR ${known})` : known,
      { statuses: from(STATUSES, leastStatus) },
    ]);
  }
  if (leastModality)
    conditions.push(['leg.modality IN $modalities', { modalities: from(MODALITIES, leastModality) }]);
  if (leastGrade) conditions.push(['leg.grade IN $grades', { grades: from(GRADES, leastGrade) }]);
  if (statedOnly) conditions.push(["leg.basis = 'stated'", {}]);
  if (leastAmount !== undefined) {
    const sum = 'coalesce(leg.amount, leg.amountMax)';
    conditions.push([
      question.unknownAmount
        ? `(NOT type(leg) IN $money OR NOT coalesce(leg.currency = $currency AND ${sum} < $leastAmount, false))`
        : `(NOT type(leg) IN $money OR (leg.currency = $currency AND ${sum} >= $leastAmount))`,
      { money: moving('money'), currency, leastAmount },
    ]);
  }
  return conditions;
}

/** What all legs together must be. */
function ofLoops(question: CypherQuestion): [string, CypherQuery['parameters']][] {
  const { through, pattern, exchanges, leastAmount, unknownAmount } = question;
  const conditions: [string, CypherQuery['parameters']][] = [
    // Every walk that comes back to an entity before its end is another loop, with something hung on.
    ['all(i IN range(0, size(entities) - 2) WHERE NOT entities[i] IN entities[i + 1..])', {}],
  ];
  if (exchanges === 'exclude') conditions.push(['NOT exchange', {}]);
  if (through.length > 0) conditions.push(['all(id IN $through WHERE id IN entities)', { through }]);
  if (leastAmount !== undefined && !unknownAmount)
    conditions.push(['any(type IN types WHERE type IN $money)', { money: moving('money') }]);
  if (pattern !== undefined)
    conditions.push([
      "any(i IN range(0, size(types) - 1) WHERE reduce(text = '', type IN types[i..] + types[..i] | text + type + ' ') =~ $pattern)",
      { pattern: regularExpressionOf(pattern) },
    ]);
  return conditions;
}

/**
 * The loops of a question as a query that finds the same on Neo4j: one row a loop, however many claims state its legs (`tellings` counts
 * the ways to tell it with one claim a leg). A loop is entered at the entity whose id stands first, and goes on along others only, so
 * that it is met once. Types are the registry's own names; all else is a parameter.
 */
export function loopsInCypher(question: CypherQuestion): CypherQuery {
  const { dataset, minLength, maxLength, moves, types } = question;
  const wanted = FLOW_TYPES.filter(
    (type) => (!types || types.includes(type)) && (!moves || moves.includes(movesOf(type))),
  );
  const legs = ofLegs(question);
  const loops = ofLoops(question);
  // Of no type there is no leg, and no pattern that says so.
  if (wanted.length === 0) legs.unshift(['false', {}]);
  const names = wanted.length === 0 ? CLAIM_TYPE_NAMES : wanted;
  const lines = [
    'MATCH (dataset:Dataset {id: $dataset})',
    'MATCH (start:Entity {scope: dataset.scope})',
    'MATCH (start) (',
    `  (a)-[leg:${names.join('|')}]->(b)`,
    `  WHERE ${legs.map(([text]) => text).join('\n    AND ')}`,
    `){${minLength},${maxLength}} (start)`,
    'WITH [entity IN a | entity.id] AS entities, [claim IN leg | type(claim)] AS types,',
    '  // The two sides of one contract: money one way, collateral or goods the other.',
    '  size(leg) = 2 AND coalesce(leg[0].deal = leg[1].deal, false)',
    '    AND any(claim IN leg WHERE type(claim) IN $money) AND any(claim IN leg WHERE type(claim) IN $inReturn) AS exchange',
    `WHERE ${loops.map(([text]) => text).join('\n  AND ')}`,
    'RETURN entities, types, exchange, count(*) AS tellings',
    'ORDER BY size(types), entities, types, exchange',
  ];
  return {
    query: lines.join('\n'),
    parameters: Object.assign(
      { dataset, money: moving('money'), inReturn: moving('collateral', 'goods') },
      ...[...legs, ...loops].map(([, parameters]) => parameters),
    ),
  };
}
