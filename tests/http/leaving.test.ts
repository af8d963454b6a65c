import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { sample } from '../store/sample.ts';
import { rows } from './rows.ts';
import { Api, answerOf, faultIn, until } from './support.ts';

/** Far more than a test waits for: whoever is not stopped by the reader's leaving is stopped by this, and found out. */
const LONG_MS = 60_000;
const SHORT_MS = 500;
/** In which an answer counts as prompt, on a machine that is busy. */
const PROMPT_MS = 5_000;

const store = memoryStore();
const ODD = '/api/loops?datasets=rows&minLength=11&maxLength=11';
const SEARCHES = [
  ['loops that are not there', ODD],
  ['trails that are not there', `${ODD}&reading=trail`],
  ['loops with very many tellings', '/api/loops?datasets=manifold&maxLength=10&minLength=9&limit=1'],
] as const;
const PATHS = '/api/paths?datasets=rows&from=a0&to=b0&mode=all&maxLength=8&limit=200&type=BUYS_FROM';

beforeAll(async () => {
  await store.load(rows('rows', 1));
  await store.load(rows('manifold', 2));
  await store.load(sample('small'));
});
afterAll(() => store.close());

/** A request that its reader gives up once it is under way. */
async function abandoned(api: Api, address: string): Promise<void> {
  const gone = new AbortController();
  const answer = api.fetch(address, { signal: gone.signal });
  const seen = answer.then(
    () => 'answered',
    () => 'gone',
  );
  await api.call('search', { q: 'zzz' }); // the server has taken in what came before
  gone.abort();
  expect(await seen).toBe('gone');
}

describe.each(SEARCHES)('a search for %s', (_, address) => {
  it('ends when its reader leaves: the thread is free for the next', async () => {
    const api = await Api.start(store, { budgetMs: LONG_MS });
    try {
      await api.ok('loops', { datasets: 'small' }); // the thread is up
      for (let at = 0; at < 3; at++) await abandoned(api, address);
      const began = performance.now();
      const { loops } = await api.ok('loops', { datasets: 'small' });
      expect(loops.length).toBeGreaterThan(0);
      expect(performance.now() - began).toBeLessThan(PROMPT_MS);
      await until('the server has noted that they left', () =>
        /"statusCode":499|aborted/.test(api.lines.join('')),
      );
      expect(api.lines.join('')).not.toContain('request failed');
    } finally {
      await api.close();
    }
  });

  it('leaves the server answering while it runs, and ends with what it has when its time is up', async () => {
    const api = await Api.start(store, { budgetMs: SHORT_MS });
    try {
      await api.ok('loops', { datasets: 'small' });
      const began = performance.now();
      let over = false;
      const search = api.fetch(address).finally(() => {
        over = true;
      });
      let meanwhile = 0;
      while (!over) {
        const asked = performance.now();
        await api.ok('health');
        if (!over) meanwhile += 1;
        expect(performance.now() - asked).toBeLessThan(1_000);
      }
      const answer = answerOf('loops', await search);
      expect(meanwhile).toBeGreaterThan(3);
      expect(performance.now() - began).toBeLessThan(SHORT_MS + PROMPT_MS);
      expect(answer.truncated).toBe(true);
      expect(answer.reason).toBe('time');
    } finally {
      await api.close();
    }
  });
});

it('paths end with what they have, too', async () => {
  const api = await Api.start(store, { budgetMs: SHORT_MS });
  try {
    const began = performance.now();
    const { paths, truncated } = answerOf('paths', await api.fetch(PATHS));
    expect([paths.length, truncated]).toEqual([200, true]);
    expect(performance.now() - began).toBeLessThan(PROMPT_MS);
  } finally {
    await api.close();
  }
});

it('more searches than may wait are sent away with a time to come back, and none of the others is lost', async () => {
  const api = await Api.start(store, { budgetMs: 50 });
  try {
    const answers = await Promise.all(Array.from({ length: 40 }, () => api.fetch(ODD)));
    const busy = answers.filter(({ status }) => status === 429);
    expect(busy.length).toBeGreaterThan(0);
    for (const answer of busy) {
      faultIn(answer, 'too_many');
      expect(answer.headers.get('retry-after')).toBe('5');
    }
    for (const answer of answers) if (answer.status !== 429) answerOf('loops', answer);
    answerOf('loops', await api.fetch('/api/loops?datasets=small'));
  } finally {
    await api.close();
  }
});
