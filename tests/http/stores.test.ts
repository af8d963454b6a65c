import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationName } from '../../server/core/contract/index.ts';
import type { Dataset } from '../../server/core/model/dataset.ts';
import { CLAIM_TYPE_NAMES, MOVES } from '../../server/core/model/registry.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { sample } from '../store/sample.ts';
import { Api, article, openStore, shipped, type Values } from './support.ts';

const ID = 'nvidia-2023';
const TINY = 'http-stores';
const AFTER = 'ai-finance-2023-2026';
const BOTH = `${ID},${TINY}`;

let store: GraphStore;
let neo4j: Api;
let memory: Api;
let dataset: Dataset;
beforeAll(async () => {
  dataset = await article();
  store = openStore();
  const other = memoryStore();
  for (const each of [store, other]) {
    await each.load(dataset);
    await each.load(sample(TINY));
    await each.load(await shipped(AFTER));
  }
  [neo4j, memory] = [await Api.start(store), await Api.start(other)];
});
afterAll(async () => {
  await neo4j?.close();
  await memory?.close();
  await store.remove(TINY);
  await store.close();
});

/** Whole answers, compared: what one store says, the other says. */
async function same(name: OperationName, values: Values): Promise<void> {
  const [a, b] = await Promise.all([neo4j.ok(name, values), memory.ok(name, values)]);
  expect(a, JSON.stringify(values)).toEqual(b);
}

type Call = [OperationName, Values];
const third = <T>(all: readonly T[]): T[] => all.filter((_, at) => at % 3 === 0);
/** A few at a time: as many as a browser would ask for. */
async function each(calls: Call[]): Promise<void> {
  const waiting = [...calls];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await same(...next);
  };
  await Promise.all(Array.from({ length: 6 }, work));
}

describe('Neo4j and memory give the same answers', () => {
  it('datasets', async () => {
    const mine = async (api: Api) =>
      (await api.ok('datasets')).datasets.filter(({ id }) => [ID, TINY].includes(id));
    expect(await mine(neo4j)).toEqual(await mine(memory));
    expect(await mine(neo4j)).toHaveLength(2);
  });
  it.each([ID, TINY, BOTH])('schema of %s', (datasets) => same('schema', { datasets }));
  it('entities, with their claims and neighbours', () =>
    each(
      third(dataset.entities).flatMap(({ id }): Call[] => [
        ['entity', { id, datasets: ID }],
        ['entityClaims', { id, datasets: ID, limit: 3 }],
        ['expand', { id, datasets: ID, limit: 3 }],
      ]),
    ));
  it('claims and neighbours of the hub, by type and direction', () =>
    each(
      third(CLAIM_TYPE_NAMES).flatMap((type) =>
        ['in', 'out'].flatMap((direction): Call[] => [
          ['entityClaims', { id: 'nvidia', datasets: ID, type, direction, limit: 200 }],
          ['expand', { id: 'nvidia', datasets: ID, type, direction, limit: 200 }],
        ]),
      ),
    ));
  it('claims, with what they rest on and what is said of them', () =>
    each([
      ...third(dataset.claims).map(({ id }): Call => ['claim', { id, datasets: ID }]),
      ...sample(TINY).claims.map(({ id }): Call => ['claim', { id, datasets: TINY }]),
    ]));
  it.each([{ datasets: ID }, { datasets: BOTH, limit: 5 }])('metrics %j', (values) =>
    same('metrics', values),
  );
  it('the whole graph as one subgraph', async () => {
    const ids = [...dataset.entities.map(({ id }) => `${ID}:${id}`), 'no-such-entity', `${TINY}:maker`];
    await same('subgraph', { ids, datasets: [ID, TINY] });
  });
  it.each(
    MOVES.filter((moves) => moves !== 'nothing').flatMap((moves) => [
      { datasets: BOTH, moves },
      { datasets: BOTH, moves: `money,${moves}`, reading: 'trail', exchanges: 'include', limit: 3 },
    ]),
  )('loops %j', (values) => same('loops', values));
  it.each([
    { datasets: BOTH },
    { datasets: BOTH, reading: 'trail', basis: 'stated' },
    { datasets: AFTER, maxLength: 3, limit: 40 },
  ])('loops rolled up %j', async (values) => {
    await same('loops', { ...values, rollUp: 'true' });
    await same('whatIf', { ...values, rollUp: 'true', withoutImplied: 'true' });
  });
  it.each([
    { datasets: BOTH },
    { datasets: AFTER, maxLength: 4, sort: 'out', limit: 1000 },
    { datasets: AFTER, maxLength: 3, sort: 'in', basis: 'stated', rollUp: 'true', limit: 20 },
    { datasets: AFTER, maxLength: 4, reading: 'trail', asOf: '2025-06', sort: 'loops' },
  ])('concentration %j', (values) => same('concentration', values));
  it.each([
    { from: 'nvidia', to: 'coreweave' },
    { from: 'nvidia', to: 'coreweave-lenders', mode: 'all', maxLength: 3 },
    { from: 'coreweave-lenders', to: 'aws', mode: 'all', direction: 'out', maxLength: 5, limit: 7 },
    { from: 'rob-arnott', to: 'h100', maxLength: 6, mode: 'all', limit: 20 },
    { from: 'nvidia', to: 'aws', type: 'LEASES_FROM,BUYS_FROM', mode: 'all' },
    { from: `${ID}:nvidia`, to: `${TINY}:maker`, datasets: BOTH },
  ])('paths %j', (values) => same('paths', { datasets: ID, ...values }));
  it.each([
    'nvidia',
    '英伟达',
    '輝達',
    'yingweida',
    'nvida',
    'corewaeve',
    'h100',
    '晶片',
    'gpu',
    'a',
    '雲',
    'micro soft',
    '*',
    '"',
    '%',
    'zzzz',
    'loan',
    '的',
    'openai 客戶',
  ])('search for %s', async (q) => {
    const asked = { q, datasets: BOTH, limit: 50 };
    const [a, b] = [await neo4j.ok('search', asked), await memory.ok('search', asked)];
    expect(a.hits).toEqual(b.hits);
    expect(a.truncated).toBe(b.truncated);
  });
});
