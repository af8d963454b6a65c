import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { eventsIn } from '../../client/api/events.ts';
import { LoopEvent } from '../../server/core/contract/loops.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { rows } from './rows.ts';
import { Api, article, faultIn, openStore } from './support.ts';

let store: GraphStore;
let api: Api;
beforeAll(async () => {
  store = openStore();
  await store.load(await article());
  api = await Api.start(store);
});
afterAll(async () => {
  await api?.close();
  await store.close();
});

const QUERY = 'datasets=nvidia-2023&reading=trail&exchanges=include';
const ask = (query: string) =>
  api.fetch(`/api/loops?${query}`, { headers: { accept: 'application/x-ndjson' } });
const events = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => LoopEvent.parse(JSON.parse(line)));
const idsIn = (told: z.infer<typeof LoopEvent>[]) =>
  told.flatMap((event) => (event.type === 'item' ? [event.loop.id] : []));

describe('/api/loops as it goes', () => {
  it('tells the same loops in the same order, one line each, and ends once', async () => {
    const { headers, text } = await ask(QUERY);
    expect(headers.get('content-type')).toContain('application/x-ndjson');
    const told = events(text);
    const { loops } = await api.ok('loops', {
      datasets: 'nvidia-2023',
      reading: 'trail',
      exchanges: 'include',
    });
    expect(idsIn(told)).toEqual(loops.map(({ id }) => id));
    expect(told.filter(({ type }) => type === 'end')).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({ type: 'end', count: loops.length, truncated: false, counted: true });
  });

  it('says which share legs, except of the first that it meets, as the others are not known yet', async () => {
    const shares = (query: string) =>
      ask(query).then(({ text }) =>
        events(text).flatMap((event) => (event.type === 'item' ? [event.loop.sharedLegs] : [])),
      );
    const { loops } = await api.ok('loops', {
      datasets: 'nvidia-2023',
      reading: 'trail',
      exchanges: 'include',
    });
    const told = await shares(QUERY);
    expect(told).toEqual(loops.map(({ sharedLegs }) => sharedLegs));
    expect(told.some((of) => of && of.loops > 0)).toBe(true);
    expect(new Set(await shares(`${QUERY}&find=first`))).toEqual(new Set([undefined]));
  });

  it('tells the first that it meets when that is what is asked for', async () => {
    const all = idsIn(events((await ask(QUERY)).text));
    const told = events((await ask(`${QUERY}&find=first&limit=3`)).text);
    expect(idsIn(told)).toHaveLength(3);
    expect(all).toEqual(expect.arrayContaining(idsIn(told)));
    expect(told.at(-1)).toMatchObject({ type: 'end', count: 3, truncated: true, reason: 'limit' });
  });

  it('tells the best so far while it goes on looking for better ones', async () => {
    const memory = memoryStore();
    await memory.load(rows('rows', 1));
    // Far more than it waits for: there are millions of loops of ten legs, none of them better than another.
    const long = await Api.start(memory, { budgetMs: 60_000 });
    const gone = new AbortController();
    try {
      const { body } = await fetch(`${long.base}/api/loops?datasets=rows&minLength=9&maxLength=10&limit=3`, {
        headers: { accept: 'application/x-ndjson' },
        signal: gone.signal,
      });
      if (!body) throw new Error('no body');
      for await (const together of eventsIn(body)) {
        const told = together.map((event) => LoopEvent.parse(event));
        expect(told.map(({ type }) => type)).not.toContain('item');
        const best = told.find((event) => event.type === 'best');
        if (!best) continue;
        expect(best.loops).toHaveLength(3);
        for (const { legs } of best.loops)
          expect(legs.map(({ evidence }) => evidence.length)).toEqual(Array.from(legs, () => 1));
        break;
      }
    } finally {
      gone.abort();
      await long.close();
      await memory.close();
    }
  });

  it('refuses before the first line with an ordinary error', async () => {
    faultIn(await ask('pattern=BUYS_FROM('), 'bad_request');
    faultIn(await ask('through=nobody'), 'not_found');
  });
});
