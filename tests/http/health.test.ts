import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { CONTRACT, OPERATION_NAMES } from '../../server/core/contract/index.ts';
import { why } from '../../server/core/model/why.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { neo4jStore } from '../../server/neo4j/index.ts';
import { sample } from '../store/sample.ts';
import { Api, answerOf, faultIn, openStore, VERSION } from './support.ts';

const ID = 'http-health';

it('is 200 while Neo4j answers, with what it serves', async () => {
  const store = openStore();
  await store.load(sample(ID));
  const api = await Api.start(store);
  try {
    const health = await api.ok('health');
    expect(health).toMatchObject({ alive: true, ready: true, store: 'neo4j', version: VERSION });
    expect(health.datasets).toContainEqual({ id: ID, version: 'v0' });
    expect(health).not.toHaveProperty('reason');
  } finally {
    await api.close();
    await store.remove(ID);
    await store.close();
  }
});

it('is 200 on the in-memory store too, and says why it is that one', async () => {
  const store = memoryStore();
  const api = await Api.start(store, { withoutNeo4j: [why('memory.full')] });
  try {
    expect(await api.ok('health')).toEqual({
      alive: true,
      ready: true,
      store: 'memory',
      reason: 'The disk is too full for a local Neo4j.',
      why: [{ says: 'memory.full', of: {} }],
      version: VERSION,
      writable: true,
      datasets: [],
    });
  } finally {
    await api.close();
  }
});

/** Databases that are not there in different ways. */
describe.each([
  'nobody listens',
  'somebody accepts and says nothing',
  'somebody speaks another protocol',
  'the password is wrong',
])('while the database is away: %s', (how) => {
  let other: Server | undefined;
  let store: GraphStore;
  let api: Api;
  beforeAll(async () => {
    const { uri, user, password } = inject('neo4j');
    // Another name, or the database would keep the right one out for a while.
    if (how === 'the password is wrong') store = neo4jStore({ uri, user: 'nobody', password });
    else {
      other = createServer((socket) => {
        socket.on('error', () => {});
        if (how.includes('protocol')) socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      });
      const listening = other;
      await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
      const { port } = other.address() as AddressInfo;
      if (how === 'nobody listens') await new Promise((resolve) => listening.close(resolve));
      store = neo4jStore({ uri: `bolt://127.0.0.1:${port}`, user, password });
    }
    api = await Api.start(store);
  });
  afterAll(async () => {
    await api?.close();
    await store?.close();
    other?.close();
  });

  it('health is 503 with its own body, and every operation 503 with the envelope, within seconds', async () => {
    const began = performance.now();
    const health = api.call('health').then((answer) => {
      expect(answerOf('health', answer, 503)).toMatchObject({
        alive: true,
        ready: false,
        store: 'neo4j',
        reason: expect.stringMatching(/^The database .+\.$/),
        datasets: [],
      });
      expect(answer.headers.get('retry-after')).toBe('2');
    });
    const values = {
      id: 'maker',
      q: 'maker',
      from: 'maker',
      to: 'cloud',
      ids: ['maker'],
      kind: 'view',
      name: 'A view',
      body: { format: 1, parts: {} },
      view: { format: 1, parts: {} },
      query: 'RETURN 1',
      entities: ['maker'],
      claims: ['maker-invests-cloud', 'cloud-buys'],
      dataset: 'http-health',
      nameEn: 'A dataset',
      other: 'cloud',
      ifVersion: null,
      info: { nameEn: 'Mine', nameZh: '我的', summaryEn: 'A test.', summaryZh: '測試。' },
    };
    const others = OPERATION_NAMES.filter((name) => name !== 'health').map(async (name) => {
      const known = Object.keys(CONTRACT[name].input.shape);
      const answer = await api.call(
        name,
        Object.fromEntries(Object.entries(values).filter(([key]) => known.includes(key))),
      );
      const { message } = faultIn(answer, 'unavailable');
      expect(message).not.toMatch(/127\.0\.0\.1|localhost|neo4j/);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    });
    await Promise.all([health, ...others]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('what needs no database still answers', async () => {
    expect((await api.fetch('/api/openapi.json')).status).toBe(200);
    faultIn(await api.call('search', {}), 'bad_request');
  });
});
