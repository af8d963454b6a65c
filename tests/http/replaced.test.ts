import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { extraClaim, sample } from '../store/sample.ts';
import { Api, faultIn } from './support.ts';

const ID = 'replaced';
const A = () => sample(ID);
/** The lab buys from the maker, and so is at the end of a path that the other version has not. */
const B = () => sample(ID, [extraClaim('lab-buys')]);

let api: Api | undefined;
afterEach(() => api?.close());

/** A store whose data is replaced at the moment of a read: the real one, and a writer who comes between. */
async function store(between: (store: GraphStore) => Promise<void>, times = 1): Promise<GraphStore> {
  const inner = memoryStore();
  await inner.load(A());
  let left = times;
  return {
    ...inner,
    projection: async (scope, wanted, take) => {
      left -= 1;
      if (left < 0) return inner.projection(scope, wanted, take);
      await inner.load(B());
      await inner.projection(scope, wanted, take).finally(() => between(inner));
    },
  };
}
const STREAM = { headers: { accept: 'application/x-ndjson' } };

/** What a stream of loops told: loops by the claims of their legs, and how it ended. */
async function streamed(find: 'best' | 'first') {
  const answer = await api?.fetch(`/api/loops?datasets=${ID}&find=${find}`, STREAM);
  const events = (answer?.text ?? '')
    .trim()
    .split('\n')
    .map((line) => z.looseObject({ type: z.string() }).parse(JSON.parse(line)));
  return { items: events.filter(({ type }) => type === 'item'), last: events.at(-1) };
}

const asked = { from: 'lab', to: 'maker', type: 'BUYS_FROM', datasets: ID };

it('an answer is of one version, even where the data was another one only while it was read', async () => {
  api = await Api.start(await store(async (inner) => void (await inner.load(A()))));
  for (let time = 0; time < 2; time++) expect((await api.ok('paths', asked)).paths).toEqual([]);
});

it('an answer that was begun before the data was replaced is begun anew', async () => {
  api = await Api.start(await store(async () => {}));
  const { paths } = await api.ok('paths', asked);
  expect(paths.map(({ steps }) => steps.map(({ claims }) => claims.map(({ id }) => id)))).toEqual([
    [['lab-buys']],
  ]);
});

it('data that is replaced again and again is said to be', async () => {
  const back = async (inner: GraphStore) => void (await inner.load(A()));
  api = await Api.start(await store(back, 100));
  for (const name of ['loops', 'whatIf', 'concentration'] as const)
    faultIn(await api.call(name, { datasets: ID }), 'unavailable');
});

it('a second question reads the database no more, whatever it is under, and a load makes it read again', async () => {
  const inner = memoryStore();
  await inner.load(A());
  let read = 0;
  api = await Api.start({
    ...inner,
    projection: (...asked) => {
      read += 1;
      return inner.projection(...asked);
    },
  });
  const whole = await api.ok('loops', { datasets: ID });
  expect(read).toBe(1);
  expect(await api.ok('loops', { datasets: ID })).toEqual(whole);
  // What it can reach is less than is there already.
  await api.ok('loops', {
    datasets: ID,
    types: 'INVESTS_IN,BUYS_FROM',
    sort: 'bottleneck',
    reading: 'trail',
  });
  await api.ok('whatIf', { datasets: ID, withoutImplied: 'true' });
  expect(read).toBe(1);
  await inner.load(B());
  await api.ok('loops', { datasets: ID });
  expect(read).toBe(2);
});

describe('a stream of loops', () => {
  it('is begun anew where the data was replaced before any loop was told', async () => {
    api = await Api.start(await store(async () => {}));
    const { items, last } = await streamed('best');
    expect(items.length).toBeGreaterThan(0);
    expect(last).toMatchObject({ type: 'end', count: items.length, truncated: false });
  });

  it('is refused where the data is replaced again and again', async () => {
    const back = async (inner: GraphStore) => void (await inner.load(A()));
    api = await Api.start(await store(back, 100));
    faultIn(await api.fetch(`/api/loops?datasets=${ID}`, STREAM), 'unavailable');
  });

  it('ends with an error, and no end, where the data is replaced once loops of it were told', async () => {
    const inner = memoryStore();
    await inner.load(A());
    api = await Api.start({
      ...inner,
      claims: async (scope, refs) => {
        const claims = await inner.claims(scope, refs);
        await inner.load(B());
        return claims;
      },
    });
    for (const find of ['best', 'first'] as const) {
      await inner.load(A());
      const { items, last } = await streamed(find);
      expect(items.length).toBeGreaterThan(0);
      expect(last).toMatchObject({ type: 'error', error: { code: 'unavailable' } });
    }
  });
});
