/** Plain `UNWIND` batches through neo4j-driver, in a process of its own: nodes, then relationships, from lines of JSON. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import neo4j from 'neo4j-driver';
import { identifier } from '../../../server/neo4j/identifiers.ts';
import { connectionFrom, peakMiB } from '../console/measure.ts';

const [settings, nodes, claims] = process.argv.slice(2);
const { uri, user, password } = connectionFrom(settings);
const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
const session = driver.session();
const BATCH = 5_000;

const whole = (value: unknown): unknown =>
  typeof value === 'number' && Number.isSafeInteger(value) ? neo4j.int(value) : value;

async function write(
  file: string,
  queryOf: (key: string) => string,
  keyOf: (row: object) => string,
): Promise<void> {
  const open = new Map<string, object[]>();
  const flush = async (key: string): Promise<void> => {
    const rows = open.get(key);
    open.delete(key);
    if (rows) await session.executeWrite((transaction) => transaction.run(queryOf(key), { rows }));
  };
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const parsed: Record<string, unknown> = JSON.parse(line);
    const row = Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, whole(value)]));
    const key = keyOf(row);
    const rows = open.get(key) ?? [];
    open.set(key, rows);
    if (rows.push(row) >= BATCH) await flush(key);
  }
  for (const key of [...open.keys()]) await flush(key);
}

await write(
  `${nodes}.ndjson`,
  () => "UNWIND $rows AS row CREATE (n:Entity:Company) SET n = row, n.scope = 'unwind', n.dataset = 'bench'",
  () => '',
);
await write(
  `${claims}.ndjson`,
  (type) =>
    `UNWIND $rows AS row MATCH (a:Entity {scope: 'unwind', id: row.from}) MATCH (b:Entity {scope: 'unwind', id: row.to})
     CREATE (a)-[r:${identifier(type)}]->(b) SET r = row, r.scope = 'unwind', r.dataset = 'bench'`,
  (row) => String('type' in row && row.type),
);
await driver.close();
process.stdout.write(`${peakMiB()}\n`);
