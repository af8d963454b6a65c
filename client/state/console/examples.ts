import type { CypherValue } from '../../../server/core/cypher/values.ts';

type Example = {
  readonly name: ExampleName;
  readonly query: string;
  readonly parameters?: Readonly<Record<string, CypherValue>>;
};
type ExampleName =
  | 'first'
  | 'shape'
  | 'dataset'
  | 'claim'
  | 'around'
  | 'sum'
  | 'evidence'
  | 'both'
  | 'shortest'
  | 'loop'
  | 'pattern';

/**
 * Queries that teach this graph, from the first node to loops. Each ends quickly on any dataset, so that it can be run as it stands. Title
 * and text stand in the locales under their names.
 */
export const EXAMPLES: readonly Example[] = [
  {
    name: 'first',
    query: `MATCH (company:Company)
RETURN company
LIMIT 10`,
  },
  {
    name: 'shape',
    query: `MATCH (entity:Entity)
UNWIND labels(entity) AS label
RETURN label, count(*) AS entities
ORDER BY entities DESC`,
  },
  {
    name: 'dataset',
    query: `MATCH (entity:Entity {id: 'nvidia'})
RETURN entity.dataset AS dataset, entity.nameEn AS name, entity.nameZh AS chinese, entity.aliases AS aliases`,
  },
  {
    name: 'claim',
    query: `MATCH (investor)-[claim:INVESTS_IN]->(company)
RETURN investor, claim, company
LIMIT 25`,
  },
  {
    name: 'around',
    parameters: { id: 'coreweave' },
    query: `MATCH (:Entity {id: $id})-[claim]-(other:Entity)
RETURN type(claim) AS type, count(*) AS claims, collect(DISTINCT other.nameEn)[..5] AS some
ORDER BY claims DESC`,
  },
  {
    name: 'sum',
    query: `MATCH (:Entity)-[claim:INVESTS_IN|LENDS_TO|BUYS_FROM]->(:Entity)
RETURN type(claim) AS type, claim.currency AS currency,
  count(claim) AS claims, count(claim.amount) AS known, max(claim.amount) AS largest
ORDER BY claims DESC`,
  },
  {
    name: 'evidence',
    query: `MATCH (investor)-[claim:INVESTS_IN]->(company)
MATCH (passage:Evidence {scope: claim.scope}) WHERE passage.id IN claim.evidence
MATCH (source:Source {scope: claim.scope, id: passage.source})
RETURN investor.nameEn AS investor, company.nameEn AS company, claim.status AS status,
  source.publisher AS publisher, source.title AS source, source.date AS date
LIMIT 20`,
  },
  {
    name: 'both',
    query: `MATCH (investor)-[out:INVESTS_IN]->(company)-[back:BUYS_FROM]->(investor)
RETURN investor, company, count(DISTINCT out) AS invested, count(DISTINCT back) AS bought
ORDER BY invested DESC`,
  },
  {
    name: 'shortest',
    query: `MATCH path = SHORTEST 1
  (:Entity {id: 'nvidia'})-[:INVESTS_IN|LENDS_TO|BUYS_FROM|PLEDGES_TO]->+(:Entity {id: 'coreweave'})
RETURN path`,
  },
  {
    name: 'loop',
    query: `MATCH loop = (start:Entity)
  (()-[:INVESTS_IN|LENDS_TO|BUYS_FROM|PLEDGES_TO]->()){2,4}
  (start)
RETURN loop, length(loop) AS legs
ORDER BY legs
LIMIT 20`,
  },
  {
    name: 'pattern',
    query: `MATCH loop = (investor)-[:INVESTS_IN]->(company)
  (()-[:PLEDGES_TO]->()-[:LENDS_TO]->()){0,1}
  (company)-[:BUYS_FROM]->(investor)
RETURN loop, [leg IN relationships(loop) | coalesce(toString(leg.amount), 'unknown')] AS amounts
LIMIT 20`,
  },
];
