import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { neo4jStore } from '../../server/neo4j/index.ts';
import { cleanEnvironment, ROOT, startOn } from './support.ts';

const DATASET = 'killed';
const ENTITIES = 400;
const CLAIMS = 4000;
const SERVER = fileURLToPath(new URL('./importing.ts', import.meta.url));

/** A dataset that says in every record which version it is of: a mixture of two cannot hide. */
function fileOf(version: number): string {
  const said = { summaryEn: `Version ${version}.`, summaryZh: `第${version}版。` };
  const named = (id: string) => ({ id, nameEn: id, nameZh: id });
  return JSON.stringify({
    loopscope: 1,
    entities: Array.from({ length: ENTITIES }, (_, at) => ({ ...named(`e${at}`), kind: 'Company', ...said })),
    claims: Array.from({ length: CLAIMS }, (_, at) => ({
      id: `c${at}`,
      type: at % 2 === 0 ? 'BUYS_FROM' : 'LENDS_TO',
      from: `e${at % ENTITIES}`,
      to: `e${(at * 7 + 1) % ENTITIES}`,
      ...said,
      modality: 'fact',
      evidence: [`p${at % 50}`],
    })),
    sources: [{ id: 's', title: 'T', publisher: 'P', grade: 'other', language: 'en' }],
    evidence: Array.from({ length: 50 }, (_, at) => ({
      id: `p${at}`,
      source: 's',
      locator: { whole: true },
    })),
  });
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Connection = { uri: string; user: string; password: string };

async function serverOn({ uri, user, password }: Connection): Promise<{ child: ChildProcess; base: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', SERVER], {
    cwd: ROOT,
    env: cleanEnvironment({ NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('no pipe');
  const [port] = await once(child.stdout, 'data');
  return { child, base: `http://127.0.0.1:${String(port).trim()}` };
}
async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Sends a version, and gives how many events were told until `enough` were, or the import was over. */
async function send(base: string, version: number, enough = Infinity): Promise<number> {
  const answer = await fetch(`${base}/api/import?dataset=${DATASET}`, {
    method: 'POST',
    headers: { accept: 'application/x-ndjson' },
    body: fileOf(version),
  });
  if (!answer.ok || !answer.body) throw new Error(await answer.text());
  let told = 0;
  for await (const chunk of answer.body) {
    const text = Buffer.from(chunk).toString();
    if (text.includes('"type":"error"')) throw new Error(text);
    told += text.split('\n').length - 1;
    if (told >= enough) break;
  }
  return told;
}

/**
 * Kills a server `times` times at random moments of an import, and each time looks at what is served: all of the version before, or all of
 * the new one. Gives how often it was which.
 * @throws Error where it is anything else
 */
export async function killedImports(
  home: string,
  times: number,
  seed: number,
  say: (line: string) => void = () => {},
): Promise<{ old: number; new: number }> {
  const random = randomFrom(seed);
  const running = await startOn(home);
  const store = neo4jStore(running.connection);
  const found = { old: 0, new: 0 };
  try {
    const first = await serverOn(running.connection);
    await send(first.base, 0);
    // So many events tell of an import that takes the place of another: among them the kills are spread.
    const events = await send(first.base, 1);
    await kill(first.child);
    let served = 1;
    for (let at = 0; at < times; at++) {
      const next = served + 1;
      const { child, base } = await serverOn(running.connection);
      const enough = Math.floor(random() * (events + 1));
      if (enough > 0) await send(base, next, enough);
      else void send(base, next).catch(() => {});
      // Between two events, too.
      await new Promise((resolve) => setTimeout(resolve, random() * 100));
      await kill(child);
      const told = new Map<string, number>();
      for await (const { table, record } of store.records(DATASET))
        if (table === 'entities' || table === 'claims')
          told.set(record.summaryEn, (told.get(record.summaryEn) ?? 0) + 1);
      const [[version, count] = ['', 0], ...others] = told;
      const is =
        version === `Version ${served}.` ? 'old' : version === `Version ${next}.` ? 'new' : undefined;
      if (others.length > 0 || count !== ENTITIES + CLAIMS || is === undefined)
        throw new Error(`After a kill at event ${enough} of ${events}: ${JSON.stringify([...told])}`);
      found[is] += 1;
      if (is === 'new') served = next;
      say(`${at + 1}: killed at event ${enough} of ${events}: the ${is} state`);
    }
    return found;
  } finally {
    await store.close();
    await running.stop();
  }
}
