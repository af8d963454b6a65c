import neo4j from 'neo4j-driver';
import type { Arcs } from './graph.ts';
import type { Neo4j } from './neo4j.ts';
import type { Measure } from './ours.ts';

export type Cypher = {
  loops(maxLength: number, capSeconds: number): Promise<Measure | undefined>;
  close(): Promise<void>;
};

/** The arcs in a Neo4j. */
export async function cypherOn(arcs: Arcs, { connection }: Neo4j): Promise<Cypher> {
  const { uri, user, password } = connection;
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const run = (query: string, parameters: object = {}, timeout = 600_000) => {
    const session = driver.session();
    return session.run(query, parameters, { timeout }).finally(() => session.close());
  };
  await run('CREATE CONSTRAINT bench IF NOT EXISTS FOR (n:BenchEntity) REQUIRE n.id IS UNIQUE');
  await run('UNWIND range(0, $size - 1) AS id CREATE (:BenchEntity {id: id})', { size: arcs.size });
  const rows = Array.from(arcs.from, (from, at) => [from, arcs.to[at] ?? 0]);
  for (let at = 0; at < rows.length; at += 10_000)
    await run(
      `UNWIND $rows AS row MATCH (a:BenchEntity {id: row[0]}), (b:BenchEntity {id: row[1]}) CREATE (a)-[:R]->(b)`,
      { rows: rows.slice(at, at + 10_000) },
    );
  return {
    async loops(maxLength, capSeconds) {
      const began = performance.now();
      try {
        // Each loop comes once from each of its entities, and closed walks that cross themselves come too: both are taken out.
        const { records } = await run(
          `MATCH p = (a:BenchEntity)-[:R*2..${maxLength}]->(a)
           WITH nodes(p)[1..] AS on WHERE all(i IN range(0, size(on) - 2) WHERE NOT on[i] IN on[i + 1..])
           RETURN size(on) AS length, count(*) AS times`,
          {},
          capSeconds * 1000,
        );
        const seconds = (performance.now() - began) / 1000;
        const byLength = Array.from({ length: maxLength + 1 }, () => 0);
        for (const record of records) {
          const length = Number(record.get('length'));
          byLength[length] = Number(record.get('times')) / length;
        }
        return { byLength, seconds };
      } catch (error) {
        const late = error instanceof neo4j.Neo4jError && /TransactionTimedOut/.test(error.code);
        if (late) return undefined;
        throw error;
      }
    },
    async close() {
      // Without its index it stays out of the way of what comes next.
      await run('MATCH (n:BenchEntity) CALL (n) { DETACH DELETE n } IN TRANSACTIONS');
      await driver.close();
    },
  };
}
