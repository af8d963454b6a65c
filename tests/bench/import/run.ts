/**
 * `npm run bench:import`: a dataset through `POST /api/import`, beside plain `UNWIND` batches through neo4j-driver and `LOAD CSV … IN
 * TRANSACTIONS`, one after the other on one real Neo4j with the same constraints and indexes. The others write what they are given; ours
 * also reads its format, checks every record and link, and switches to it at once when all is there.
 *
 *     --claims=1000000   how many; a quarter as many entities
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, openAsBlob, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import neo4j from 'neo4j-driver';
import { NDJSON } from '../../../server/http/ndjson.ts';
import { neo4jStore } from '../../../server/neo4j/index.ts';
import { neo4jIn } from '../loops/neo4j.ts';
import { BENCH_INFO } from '../loops/served.ts';
import { CLAIM_COLUMNS, type Files, filesIn, NODE_COLUMNS } from './graph.ts';

const claims = Number(process.argv.find((text) => text.startsWith('--claims='))?.split('=')[1] ?? '1000000');
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const note = (text: string): void => void process.stderr.write(`${text}\n`);
const tsx = ['--import', 'tsx'];
const GOAL = 1.25;

type Measured = { what: string; seconds: number; memory: number | undefined };
const folder = mkdtempSync(path.join(tmpdir(), 'loopscope-bench-'));
const database = await neo4jIn(folder);
const connection = JSON.stringify(database.connection);
const { uri, user, password } = database.connection;
const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));

async function timed(what: string, work: () => Promise<number | undefined>): Promise<Measured> {
  const began = performance.now();
  const memory = await work();
  const seconds = (performance.now() - began) / 1000;
  const { records } = await driver.executeQuery('MATCH ()-[r]->() RETURN count(r) AS claims');
  const count = records[0]?.get('claims').toNumber();
  if (count !== claims) throw new Error(`${what}: ${count} claims are there, not ${claims}`);
  note(`${what}: ${seconds.toFixed(1)} s`);
  return { what, seconds, memory };
}

/** Takes everything away for the next, and lets the indexes catch up. */
async function clear(): Promise<void> {
  const session = driver.session();
  await session.run('MATCH (n:Dataset) DETACH DELETE n');
  for (const label of ['Entity', 'Evidence', 'Source'])
    await session.run(`MATCH (n:${label}) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS`);
  await session.run('CALL db.awaitIndexes(300)');
  await session.close();
}

async function ours({ json }: Files): Promise<number> {
  const server = spawn(process.execPath, [...tsx, here('server.ts'), connection], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const heard = async (): Promise<number> => Number(String((await once(server.stdout, 'data'))[0]));
  try {
    const port = await heard();
    const response = await fetch(`http://127.0.0.1:${port}/api/import?dataset=bench&format=json`, {
      method: 'POST',
      headers: { accept: NDJSON, 'content-type': 'application/octet-stream' },
      body: await openAsBlob(json),
    });
    let tail = '';
    let step = '';
    const began = performance.now();
    for await (const chunk of response.body ?? []) {
      tail = (tail + Buffer.from(chunk).toString()).slice(-2000);
      const [, now = step] = /"step":"(\w+)"(?!.*"step")/s.exec(tail) ?? [];
      if (now !== step) note(`  ${((performance.now() - began) / 1000).toFixed(1)} s: ${now}`);
      step = now;
    }
    if (!tail.includes('"type":"end"')) throw new Error(tail);
    server.stdin.write('peak\n');
    return await heard();
  } finally {
    server.kill();
  }
}

async function loadCsv({ nodes, claims: edges }: Files): Promise<undefined> {
  // The database fetches them from here: files of its own are switched off in the Neo4j that we start.
  const served = createServer((request, response) => {
    createReadStream(path.join(folder, path.basename(request.url ?? ''))).pipe(response);
  }).listen(0, '127.0.0.1');
  await once(served, 'listening');
  const from = (file: string): string =>
    `LOAD CSV WITH HEADERS FROM 'http://127.0.0.1:${(served.address() as AddressInfo).port}/${path.basename(file)}.csv' AS row`;
  const numbers = new Set<string>(['amount']);
  const lists = new Set<string>(['evidence', 'publishers']);
  const map = (columns: readonly string[]): string =>
    columns
      .map((column) => {
        if (numbers.has(column)) return `${column}: toInteger(nullIf(row.${column}, ''))`;
        if (lists.has(column)) return `${column}: split(row.${column}, ',')`;
        return `${column}: nullIf(row.${column}, '')`;
      })
      .join(', ');
  const session = driver.session();
  try {
    await session.run(
      `${from(nodes)} CALL (row) { CREATE (n:Entity:Company {scope: 'csv', dataset: 'bench', ${map(NODE_COLUMNS)}}) } IN TRANSACTIONS OF 5000 ROWS`,
    );
    await session.run(
      `${from(edges)} CALL (row) {
         MATCH (a:Entity {scope: 'csv', id: row.from}) MATCH (b:Entity {scope: 'csv', id: row.to})
         CREATE (a)-[r:$(row.type) {scope: 'csv', dataset: 'bench', ${map(CLAIM_COLUMNS)}}]->(b)
       } IN TRANSACTIONS OF 5000 ROWS`,
    );
  } finally {
    await session.close();
    served.close();
  }
  return undefined;
}

try {
  note('Writing the files …');
  const files = await filesIn(folder, claims);
  // The constraints and indexes, for all.
  const store = neo4jStore(database.connection);
  await store.load({
    info: BENCH_INFO,
    version: '0',
    entities: [],
    claims: [],
    deals: [],
    sources: [],
    evidence: [],
    outlines: [],
  });
  await store.close();
  const all: Measured[] = [];
  for (const [what, work] of [
    [
      'UNWIND batches, neo4j-driver',
      async () =>
        Number(
          execFileSync(process.execPath, [...tsx, here('unwind.ts'), connection, files.nodes, files.claims]),
        ),
    ],
    ['LOAD CSV … IN TRANSACTIONS', () => loadCsv(files)],
    ['Loopscope, `POST /api/import`', () => ours(files)],
  ] satisfies [string, () => Promise<number | undefined>][]) {
    await clear();
    all.push(await timed(what, work));
  }
  const best = Math.min(...all.slice(0, 2).map(({ seconds }) => seconds));
  const rows = all.map(
    ({ what, seconds, memory }) =>
      `| ${what} | ${seconds.toFixed(1)} s | ${Math.round(files.records / seconds).toLocaleString('en')} | ${(seconds / best).toFixed(2)}× | ${memory === undefined ? '–' : `${memory} MiB`} |`,
  );
  const size = Math.round(statSync(files.json).size / 1024 ** 2);
  process.stdout.write(
    `${claims.toLocaleString('en')} claims between ${(claims / 4).toLocaleString('en')} entities, ${size} MiB as JSON; ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}.\n\n| by | time | records a second | of the better of the others | peak memory |\n|---|--:|--:|--:|--:|\n${rows.join('\n')}\n`,
  );
  const mine = all.at(-1);
  if (mine && mine.seconds > GOAL * best) {
    note(`The goal is ${GOAL} times the better of the others.`);
    process.exitCode = 1;
  }
} finally {
  await driver.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
