import { splitRef } from '../model/ids.ts';
import type { CypherValue } from './values.ts';

/** A query as the console runs it. */
export type ReaderQuery = { query: string; parameters: Readonly<Record<string, CypherValue>> };

/** Keys (`dataset:id`) as a query wants them: ids by their dataset. */
function byDataset(keys: readonly string[]): Record<string, string[]> {
  const ids: Record<string, string[]> = {};
  for (const key of keys) {
    const { dataset, id } = splitRef(key);
    if (dataset !== undefined) ids[dataset] = [...(ids[dataset] ?? []), id];
  }
  return ids;
}

/** A `Dataset` node names the version that is served, and every record carries it: nothing of a version that comes or goes is met. */
const SERVED = `MATCH (dataset:Dataset)
WHERE dataset.id IN keys($entities)
UNWIND $entities[dataset.id] AS id
MATCH (entity:Entity {scope: dataset.scope, id: id})`;

/** What the canvas shows: entities, by key, and the claims between them; only some of these, where `claims` names them. */
export function shownQuery(entities: readonly string[], claims?: readonly string[]): ReaderQuery {
  const only = claims === undefined ? '' : ' AND claim.id IN $claims[claim.dataset]';
  return {
    query: `${SERVED}
WITH collect(entity) AS shown
UNWIND shown AS entity
OPTIONAL MATCH (entity)-[claim]->(other:Entity)
WHERE other IN shown${only}
RETURN entity, claim, other`,
    parameters: {
      entities: byDataset(entities),
      ...(claims === undefined ? {} : { claims: byDataset(claims) }),
    },
  };
}

/** An entity with all its claims and whom they join it to. */
export function aroundQuery(entity: string): ReaderQuery {
  return {
    query: `${SERVED}
OPTIONAL MATCH (entity)-[claim]-(other:Entity)
RETURN entity, claim, other`,
    parameters: { entities: byDataset([entity]) },
  };
}

/** What a query of the reader's own is given when it is run for an entity: `$id` and `$dataset`. */
export function parametersFor(entity: string): ReaderQuery['parameters'] {
  const { dataset, id } = splitRef(entity);
  return { id, ...(dataset === undefined ? {} : { dataset }) };
}
