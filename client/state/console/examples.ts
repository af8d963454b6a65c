/** Queries that teach this graph, from the first node to loops. Title and text stand in the locales under their names. */
export const EXAMPLES = [
  {
    name: 'first',
    query: `MATCH (company:Company)
RETURN company
LIMIT 10`,
  },
  {
    name: 'claim',
    query: `MATCH (investor)-[claim:INVESTS_IN]->(company)
RETURN investor, claim, company
LIMIT 25`,
  },
  {
    name: 'sum',
    query: `MATCH ()-[claim]->()
WHERE claim.scope IS NOT NULL
RETURN type(claim) AS type, count(claim) AS claims, count(claim.amount) AS known
ORDER BY claims DESC`,
  },
  {
    name: 'loop',
    query: `MATCH loop = (start:Entity)
  (()-[:INVESTS_IN|LENDS_TO|BUYS_FROM|PLEDGES_TO]->()){2,4}
  (start)
RETURN loop
LIMIT 20`,
  },
] as const;
