/**
 * `npm run bench:console`: the console over HTTP beside neo4j-driver used directly, each in a process of its own, on one real Neo4j.
 *
 *     --rows=1000000   the largest result; a tenth of it, or a hundredth, where the driver would take longer than a minute
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import neo4j from 'neo4j-driver';
import { startRuntime } from '../../../server/runtime/index.ts';
import { Measure, measured } from './measure.ts';

const largest = Number(process.argv.find((text) => text.startsWith('--rows='))?.split('=')[1] ?? '1000000');
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const note = (text: string): void => void process.stderr.write(`${text}\n`);

const KINDS: Record<string, string> = {
  'flat rows': "UNWIND range(1, $rows) AS x RETURN x, 'row ' + x AS text, x * 0.5 AS half",
  nodes: 'UNWIND range(1, $rows) AS x MATCH (n:Bench {id: x % 1000}) RETURN n',
  paths: 'UNWIND range(1, $rows) AS x MATCH p = (:Bench {id: x % 1000})-[:NEXT]->(:Bench) RETURN p',
};
/** Seconds that the largest result may take the driver: it all should be over in a few minutes. */
const PATIENCE = 60;
const largestAt = (rowsPerSecond: number): number =>
  [largest, largest / 10].find((rows) => rows / rowsPerSecond <= PATIENCE) ?? largest / 100;

/** One answer of the console, of which only the lines are counted: what a script does with them is its own time. */
function ask(port: number, query: string, rows: number, first: () => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { accept: 'application/x-ndjson', 'content-type': 'application/json' };
    const sent = request(
      { host: '127.0.0.1', port, path: '/api/cypher', method: 'POST', headers },
      (response) => {
        let lines = 0;
        let tail = '';
        response.on('data', (chunk: Buffer) => {
          for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) {
            lines += 1;
            if (lines === 2) first(); // after the columns
          }
          tail = (tail + chunk.subarray(-300).toString()).slice(-300);
        });
        response.on('end', () => {
          if (!tail.includes('"truncated":false')) return reject(new Error(tail));
          resolve(lines - 2);
        });
      },
    );
    sent.on('error', reject);
    sent.end(
      JSON.stringify({
        query,
        parameters: { rows },
        maxRows: 1_000_000,
        maxBytes: 1024 ** 3,
        timeoutMs: 300_000,
      }),
    );
  });
}

const home = mkdtempSync(path.join(tmpdir(), 'loopscope-bench-'));
const runtime = await startRuntime({
  home,
  libHome: here('../../../.loopscope'),
  env: { ...process.env, NEO4J_URI: undefined, LOOPSCOPE_STORE: 'neo4j' },
  report: () => {},
});
try {
  if (runtime.store !== 'neo4j') throw new Error(runtime.reason);
  const { uri, user, password } = runtime.connection;
  const connection = JSON.stringify({ uri, user, password });
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  await driver.executeQuery('CREATE INDEX FOR (n:Bench) ON (n.id)');
  await driver.executeQuery(
    "UNWIND range(0, 999) AS x CREATE (:Bench {id: x, nameEn: 'Company ' + x, nameZh: '公司', amount: x * 1000000})",
  );
  await driver.executeQuery(
    'MATCH (a:Bench), (b:Bench) WHERE b.id = (a.id + 1) % 1000 CREATE (a)-[:NEXT {amount: 1}]->(b)',
  );
  await driver.executeQuery('CALL db.awaitIndexes(60)');
  await driver.close();
  const lines: string[] = [];
  for (const [kind, query] of Object.entries(KINDS)) {
    let rate = Number.POSITIVE_INFINITY;
    for (const [wanted, runs] of [
      [1, 100],
      [1_000, 20],
      ['largest', 1],
    ] as const) {
      const rows = wanted === 'largest' ? largestAt(rate) : wanted;
      const question = { query, rows, runs };
      const tsx = ['--import', 'tsx'];
      const out = execFileSync(process.execPath, [
        ...tsx,
        here('direct.ts'),
        connection,
        JSON.stringify(question),
      ]);
      const direct = Measure.parse(JSON.parse(String(out)));
      rate = rows / direct.all;
      const server = spawn(process.execPath, [...tsx, here('server.ts'), connection], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const heard = async (): Promise<number> => Number(String((await once(server.stdout, 'data'))[0]));
      try {
        const port = await heard();
        const ours = await measured(question, (count, first) => ask(port, query, count, first));
        server.stdin.write('peak\n');
        const peak = await heard();
        const seconds = (value: number): string =>
          value >= 1 ? `${value.toFixed(1)} s` : `${(value * 1000).toFixed(1)} ms`;
        const perSecond = (value: number): string => Math.round(rows / value).toLocaleString('en');
        const cells = [
          kind,
          rows.toLocaleString('en'),
          `${seconds(direct.first)} → ${seconds(ours.first)} (${(ours.first / direct.first).toFixed(2)}×)`,
          rows < 1000
            ? '–'
            : `${perSecond(direct.all)} → ${perSecond(ours.all)} (${(direct.all / ours.all).toFixed(2)}×)`,
          `${direct.peak} → ${peak} MiB`,
        ];
        note(cells.join(' | '));
        lines.push(`| ${cells.join(' | ')} |`);
      } finally {
        server.kill();
      }
    }
  }
  process.stdout.write(
    `neo4j-driver → the console; ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}.\n\n| what | rows | first row | rows a second | peak memory |\n|---|--:|--:|--:|--:|\n${lines.join('\n')}\n`,
  );
} finally {
  await runtime.stop();
  rmSync(home, { recursive: true, force: true });
}
