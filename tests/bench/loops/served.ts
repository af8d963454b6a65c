import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Claim } from '../../../server/core/model/claim.ts';
import { type Dataset, DatasetInfo } from '../../../server/core/model/dataset.ts';
import { Entity } from '../../../server/core/model/entity.ts';
import { Evidence, Source } from '../../../server/core/model/evidence.ts';
import { neo4jStore } from '../../../server/neo4j/index.ts';
import { type Arcs, claimsOn } from './graph.ts';
import type { Neo4j } from './neo4j.ts';

const words = { summaryEn: 'A claim of the bench.', summaryZh: '測試。' };
export const BENCH_INFO = DatasetInfo.parse({ id: 'bench', nameEn: 'Bench', nameZh: '測試', ...words });

/** A seeded graph as a dataset like any other. */
export function datasetOn(arcs: Arcs): Dataset {
  return {
    info: BENCH_INFO,
    version: '1',
    entities: Array.from({ length: arcs.size }, (_, at) =>
      Entity.parse({
        id: `e${at}`,
        kind: 'Company',
        nameEn: `Company ${at}`,
        nameZh: `公司 ${at}`,
        ...words,
      }),
    ),
    claims: claimsOn(arcs).map(({ dataset: _dataset, ...claim }) =>
      Claim.parse({ ...claim, ...words, evidence: ['passage'] }),
    ),
    deals: [],
    sources: [
      Source.parse({
        id: 'source',
        title: 'Bench',
        publisher: 'Bench',
        date: '2023-01-01',
        dateBasis: 'stated',
        grade: 'press',
        language: 'en',
      }),
    ],
    evidence: [Evidence.parse({ id: 'passage', source: 'source', locator: { whole: true }, figures: [] })],
    outlines: [],
  };
}

/** What is asked of the server, one after the other: each is several requests at once. */
const QUESTIONS: Record<string, string[]> = {
  'read from the database, the 1,000 surest': ['limit=1000&maxLength=4'],
  'held ready, the 1,000 surest, streamed': ['limit=1000&maxLength=4'],
  'the first 1,000 as they are found, streamed': ['limit=1000&maxLength=6&find=first'],
  'of ≤ 12 legs, until time is up': ['limit=1000&maxLength=12&sort=bottleneck'],
  'four at once, each under other constraints': [
    'limit=1000&maxLength=5&sort=date',
    'limit=1000&maxLength=4&basis=stated',
    'limit=1000&maxLength=4&reading=trail',
    'limit=1000&maxLength=4&leastModality=fact&find=first',
  ],
};
const Held = z.object({ held: z.number(), own: z.number(), memory: z.number() });
export type Served = { what: string; seconds: number } & z.infer<typeof Held>;

/** For how long large searches hold up the event loop of the server, on a real Neo4j; streamed, and as one answer. */
export async function served({ connection }: Neo4j, arcs: Arcs): Promise<Served[]> {
  const store = neo4jStore(connection);
  await store.load(datasetOn(arcs));
  await store.close();
  const script = fileURLToPath(new URL('server.ts', import.meta.url));
  const server = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(connection)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const heard = async (): Promise<string> => String((await once(server.stdout, 'data'))[0]);
  try {
    const base = `http://127.0.0.1:${(await heard()).trim()}/api/loops?`;
    const ask = async (question: string, accept: string): Promise<void> => {
      const response = await fetch(base + question, { headers: { accept } });
      const text = await response.text();
      if (!response.ok || text.includes('"type":"error"')) throw new Error(text.slice(-500));
    };
    const measured: Served[] = [];
    const measure = async (what: string, questions: string[], accept: string): Promise<void> => {
      server.stdin.write('begin\n');
      await heard();
      const began = performance.now();
      await Promise.all(questions.map((question) => ask(question, accept)));
      const seconds = (performance.now() - began) / 1000;
      server.stdin.write('end\n');
      const held = Held.parse(JSON.parse(await heard()));
      process.stderr.write(
        `${what}: held up for ${held.held.toFixed(0)} ms, working for ${held.own.toFixed(0)} ms\n`,
      );
      measured.push({ what, seconds, ...held });
    };
    await ask('limit=1&maxLength=2&types=LENDS_TO', 'application/json'); // the code is read and the queries are planned
    for (const [what, questions] of Object.entries(QUESTIONS))
      await measure(what, questions, 'application/x-ndjson');
    await measure('the 1,000 surest as one answer', ['limit=1000&maxLength=4'], 'application/json');
    return measured;
  } finally {
    server.kill();
  }
}
