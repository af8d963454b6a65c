import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphStore } from '../../server/core/store/types.ts';
import { neo4jStore } from '../../server/neo4j/index.ts';
import { type Answer, Api, answerOf, faultIn, type Values } from '../http/support.ts';
import { sample } from '../store/sample.ts';
import { processesMentioning, processesOf, removeHomes, startOn, temporaryHome, until } from './support.ts';

/** In which a request is refused while the database is away, and answered while it starts on a busy machine: milliseconds. */
const REFUSED_MS = 10_000;
const ANSWERED_MS = 20_000;
const ID = 'recovery';

describe('a database killed under a running server', () => {
  const home = temporaryHome();
  let runtime: Awaited<ReturnType<typeof startOn>>;
  let store: GraphStore;
  let api: Api;

  beforeAll(async () => {
    runtime = await startOn(home);
    store = neo4jStore(runtime.connection);
    await store.load(sample(ID));
    api = await Api.start(store);
  });
  afterAll(async () => {
    await api?.close();
    await store?.close();
    await runtime?.stop();
    await until('nothing is left', () => processesMentioning(home).length === 0);
    removeHomes();
  });

  const QUESTIONS: [Parameters<Api['call']>[0], Values][] = [
    ['datasets', {}],
    ['schema', { datasets: ID }],
    ['search', { q: 'nvidia' }],
    ['entity', { id: 'maker' }],
    ['expand', { id: 'cloud' }],
    ['subgraph', { ids: ['maker', 'cloud'] }],
    ['claim', { id: 'loan-lends' }],
    ['paths', { from: 'maker', to: 'lenders' }],
    ['loops', { reading: 'trail', exchanges: 'include' }],
  ];
  const all = (): Promise<Answer[]> => Promise.all(QUESTIONS.map(([name, values]) => api.call(name, values)));

  /** Every second answer may still be one of before or already one of after; none may be anything else, or come late. */
  async function timely(name: Parameters<Api['call']>[0], values: Values): Promise<Answer> {
    const began = performance.now();
    const answer = await api.call(name, values);
    const most = answer.status === 200 ? ANSWERED_MS : REFUSED_MS;
    expect(performance.now() - began, `${name} answered ${answer.status} late`).toBeLessThan(most);
    if (name === 'health') answerOf('health', answer, answer.status === 200 ? 200 : 503);
    else if (answer.status === 200) answerOf(name, answer);
    else {
      faultIn(answer, 'unavailable');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    return answer;
  }

  it('makes 503s in good time, and the same answers as before once it is back, with no restart of the server', async () => {
    const before = await all();
    for (const answer of before) expect(answer.status).toBe(200);
    const { java } = processesOf(home);

    const refused = new Set<string>();
    let unready = false;
    const underWay = all(); // some requests are in the middle of it
    process.kill(java.pid, 'SIGKILL');

    // Asked from the first moment on: on a quick machine it is back before those under way have been refused.
    await until(
      'it has refused and then answers all again',
      async () => {
        const [health, ...answers] = await Promise.all([
          timely('health', {}),
          ...QUESTIONS.map(([name, values]) => timely(name, values)),
        ]);
        if (health.status === 503) {
          unready = true;
          expect(answerOf('health', health, 503)).toMatchObject({
            alive: true,
            ready: false,
            store: 'neo4j',
            datasets: [],
          });
          expect(health.headers.get('retry-after')).toBe('2');
        }
        for (const [at, { status }] of answers.entries())
          if (status === 503) refused.add(QUESTIONS[at]?.[0] ?? '');
        return unready && health.status === 200 && answers.every(({ status }) => status === 200);
      },
      90_000,
    );
    for (const answer of await underWay) if (answer.status !== 200) faultIn(answer, 'unavailable');
    expect([...refused].sort()).toEqual(QUESTIONS.map(([name]) => name).sort());
    expect(processesOf(home).java.pid).not.toBe(java.pid);
    expect((await all()).map(({ body }) => body)).toEqual(before.map(({ body }) => body));
  }, 110_000);

  it('that is frozen rather than gone is told in good time too', async () => {
    const { java } = processesOf(home);
    process.kill(java.pid, 'SIGSTOP');
    try {
      const [health, ...answers] = await Promise.all([
        timely('health', {}),
        ...QUESTIONS.map(([name, values]) => timely(name, values)),
      ]);
      expect(health.status).toBe(503);
      for (const answer of answers) faultIn(answer, 'unavailable');
    } finally {
      process.kill(java.pid, 'SIGCONT');
    }
    await until('it answers again', async () => (await all()).every(({ status }) => status === 200));
  }, 60_000);

  it('leaves nothing of the database in the log but its error codes', () => {
    const log = api.lines.join('');
    expect(log).not.toContain(runtime.connection.password);
    expect(log).not.toContain('nvidia');
  });
});
