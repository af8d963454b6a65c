import { CLAIM_TYPE_NAMES } from '../core/model/registry.ts';
import type { Connection } from './connection.ts';
import { faultOf } from './errors.ts';
import { identifier } from './identifiers.ts';

/** Raised when what is stored of a dataset changes shape: one that was loaded in another is loaded anew. */
export const SHAPE = 5;

export const SEARCH_INDEX = 'entity_search';
/** Claims by id, whatever their type. */
export const CLAIM_ID_INDEX = 'claim_id';
/** Which claims name a claim: in `follows`, `about` or `contradicts`. */
export const MENTIONS_INDEX = 'claim_mentions';
/** Labels of what a dataset is loaded as, each kept apart by (scope, id). */
export const RECORDS = ['Entity', 'Deal', 'Source', 'Evidence', 'Outline'] as const;

/** Ids are found whole in it: `keyword` takes a value as one word. */
const claimIndex = (name: string, properties: readonly string[]): string =>
  `CREATE FULLTEXT INDEX ${identifier(name)} IF NOT EXISTS
   FOR ()-[r:${CLAIM_TYPE_NAMES.map(identifier).join('|')}]-()
   ON EACH [${properties.map((property) => `r.${identifier(property)}`).join(', ')}]
   OPTIONS { indexConfig: { \`fulltext.analyzer\`: 'keyword' } }`;

/**
 * Keys are (scope, id), a scope being one loaded version of one dataset: two versions stand side by side while one is
 * loaded and the other served. Chinese is searched one character at a time (`standard-no-stop-words`), since the `cjk` analyzer finds
 * no single characters; phrases keep the characters together.
 */
const STATEMENTS: readonly string[] = [
  'CREATE CONSTRAINT dataset_id IF NOT EXISTS FOR (n:Dataset) REQUIRE n.id IS UNIQUE',
  'CREATE CONSTRAINT load_dataset IF NOT EXISTS FOR (n:Load) REQUIRE n.dataset IS UNIQUE',
  'CREATE CONSTRAINT saved_key IF NOT EXISTS FOR (n:LoopscopeSaved) REQUIRE (n.kind, n.id) IS UNIQUE',
  ...RECORDS.map(
    (label) =>
      `CREATE CONSTRAINT ${identifier(`${label.toLowerCase()}_key`)} IF NOT EXISTS FOR (n:${identifier(label)}) REQUIRE (n.scope, n.id) IS UNIQUE`,
  ),
  ...CLAIM_TYPE_NAMES.map(
    (type) =>
      `CREATE CONSTRAINT ${identifier(`claim_${type.toLowerCase()}`)} IF NOT EXISTS FOR ()-[r:${identifier(type)}]-() REQUIRE (r.scope, r.id) IS UNIQUE`,
  ),
  `CREATE FULLTEXT INDEX ${identifier(SEARCH_INDEX)} IF NOT EXISTS FOR (n:Entity) ON EACH [n.search]
   OPTIONS { indexConfig: { \`fulltext.analyzer\`: 'standard-no-stop-words' } }`,
  claimIndex(CLAIM_ID_INDEX, ['id']),
  claimIndex(MENTIONS_INDEX, ['follows', 'about', 'contradicts']),
  'CREATE TEXT INDEX entity_text IF NOT EXISTS FOR (n:Entity) ON (n.search)',
];

/** Constraints and indexes, and the marker by which we know a database that is ours to write to. */
export async function ensureSchema(connection: Connection): Promise<void> {
  const session = connection.session('WRITE');
  try {
    for (const statement of STATEMENTS) await session.run(statement);
    await session.run('CALL db.awaitIndexes(120)');
  } catch (error) {
    throw faultOf(error);
  } finally {
    await session.close();
  }
  await connection.write('schema', (run) => run('MERGE (s:LoopscopeSchema)'));
}

/** Whether data may be written here unasked: the database is empty, or carries our marker. */
export async function mayWrite(connection: Connection): Promise<boolean> {
  const [row] = await connection.write('marker', (run) =>
    run(`RETURN EXISTS { MATCH (:LoopscopeSchema) } AS ours, NOT EXISTS { MATCH (n) } AS empty`),
  );
  return row?.ours === true || row?.empty === true;
}
