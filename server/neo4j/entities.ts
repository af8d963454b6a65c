import { z } from 'zod';
import { ClaimCount } from '../core/contract/graph.ts';
import { isId, splitRef } from '../core/model/ids.ts';
import { CLAIM_TYPE_NAMES } from '../core/model/registry.ts';
import { isHan } from '../core/search/fold.ts';
import type { GraphStore, LabelCounts, Scope } from '../core/store/types.ts';
import { type Active, type Connection, gathered } from './connection.ts';
import { ENTITY_ROW, entityOf } from './mapping.ts';
import { SEARCH_INDEX } from './schema.ts';

/** The places where a ref may lead: its own dataset's scope, or every active one for a short id. */
export function placesOf(
  refs: readonly string[],
  active: readonly Active[],
): { scope: string; id: string }[] {
  return refs.flatMap((ref) => {
    const { dataset, id } = splitRef(ref);
    if (!isId(id)) return []; // nothing has that name, and it must not reach an index's query language
    return active
      .filter((candidate) => dataset === undefined || candidate.id === dataset)
      .map(({ scope }) => ({ scope, id }));
  });
}
export const scopesOf = (active: readonly Active[]): string[] => active.map(({ scope }) => scope);

/** A folded query in Lucene's language: every word begins, or is nearly, a word that is there; Chinese keeps together. */
function lucene(folded: string): string {
  const words = folded.split(' ').map((word) => {
    if (isHan(word)) return `"${word}"`;
    const near = word.length < 4 ? '' : word.length < 6 ? ` OR ${word}~1` : ` OR ${word}~2`;
    return `(${word}*${near})`;
  });
  const joined = folded.replaceAll(' ', '');
  return words.length === 1 || isHan(joined) ? words.join(' AND ') : `(${words.join(' AND ')}) OR ${joined}*`;
}

const Keyed = z.object({ key: z.string(), count: z.int() });
const countsFrom = (rows: unknown[]): Record<string, number> =>
  Object.fromEntries(rows.map((row) => Keyed.parse(row)).map(({ key, count }) => [key, count]));

/** What entities are there, and how they are found. */
export function entityVerbs(
  connection: Connection,
): Pick<GraphStore, 'entities' | 'candidates' | 'claimCounts' | 'neighbours' | 'counts'> {
  return {
    entities: (scope, refs) =>
      connection.read('entities', scope, async (_run, active, each) =>
        gathered(
          each,
          `UNWIND $places AS place MATCH (n:Entity {scope: place.scope, id: place.id})
           WITH DISTINCT n RETURN ${ENTITY_ROW} ORDER BY n.dataset + ':' + n.id`,
          { places: placesOf(refs, active) },
          entityOf,
        ),
      ),

    candidates: (scope, folded, limit) =>
      connection.read('search', scope, async (run, active) => {
        if (folded === '') return [];
        const rows = await run(
          `CALL () {
             CALL db.index.fulltext.queryNodes($index, $lucene) YIELD node, score RETURN node, score
             UNION ALL
             MATCH (node:Entity) WHERE node.search CONTAINS $folded RETURN node, 0.0 AS score
           }
           WITH node AS n, max(score) AS score WHERE n.scope IN $scopes
           RETURN ${ENTITY_ROW}, score ORDER BY score DESC, n.dataset + ':' + n.id LIMIT toInteger($limit)`,
          { index: SEARCH_INDEX, lucene: lucene(folded), folded, scopes: scopesOf(active), limit },
        );
        return rows.map(entityOf);
      }),

    claimCounts: (scope, key) =>
      connection.read('claim counts', scope, async (run, active) => {
        const rows = await run(
          `UNWIND $places AS place MATCH (n:Entity {scope: place.scope, id: place.id})
           CALL (n) {
             MATCH (n)-[r]->(m) RETURN type(r) AS type, 'out' AS direction, count(r) AS count, count(DISTINCT m) AS neighbours
             UNION ALL
             MATCH (n)<-[r]-(m) RETURN type(r) AS type, 'in' AS direction, count(r) AS count, count(DISTINCT m) AS neighbours
           }
           WITH * WHERE type IN $types
           RETURN type, direction, count, neighbours ORDER BY type, direction`,
          { places: placesOf([key], active), types: CLAIM_TYPE_NAMES },
        );
        return rows.map((row) => ClaimCount.parse(row));
      }),

    neighbours: (scope, key, { types, direction, after, limit }) =>
      connection.read('neighbours', scope, async (run, active) => {
        const [row] = await run(
          `UNWIND $places AS place MATCH (n:Entity {scope: place.scope, id: place.id})-[r]-(m)
           WHERE type(r) IN $types AND n <> m
             AND ($direction IS NULL OR ($direction = 'out') = (startNode(r) = n))
           WITH DISTINCT m.dataset + ':' + m.id AS key ORDER BY key
           WITH collect(key) AS keys
           RETURN size(keys) AS total, [key IN keys WHERE $after IS NULL OR key > $after][0..toInteger($limit)] AS keys`,
          {
            places: placesOf([key], active),
            types: types ?? CLAIM_TYPE_NAMES,
            direction: direction ?? null,
            after: after ?? null,
            limit,
          },
        );
        return z.object({ keys: z.array(z.string()), total: z.int() }).parse(row ?? { keys: [], total: 0 });
      }),

    counts: (scope) => counts(connection, scope),
  };
}

function counts(connection: Connection, scope: Scope): Promise<LabelCounts> {
  return connection.read('counts', scope, async (run, active) => {
    const parameters = { scopes: scopesOf(active), hidden: ['scope', 'search', 'dataset'] };
    const entities = 'MATCH (n:Entity) WHERE n.scope IN $scopes';
    const claims = 'MATCH ()-[r]->() WHERE r.scope IN $scopes';
    const tally = 'RETURN key, count(*) AS count ORDER BY key';
    return {
      labels: countsFrom(
        await run(`${entities} UNWIND labels(n) AS key WITH key WHERE key <> 'Entity' ${tally}`, parameters),
      ),
      types: countsFrom(await run(`${claims} WITH type(r) AS key ${tally}`, parameters)),
      entityKeys: countsFrom(
        await run(`${entities} UNWIND keys(n) AS key WITH key WHERE NOT key IN $hidden ${tally}`, parameters),
      ),
      claimKeys: countsFrom(
        await run(`${claims} UNWIND keys(r) AS key WITH key WHERE NOT key IN $hidden ${tally}`, parameters),
      ),
    };
  });
}
