import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FLOW_TYPES, GRADES, MODALITIES, MOVES, STATUSES } from '../../server/core/model/registry.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { GRAPHS, random } from './random.ts';
import { Api, openStore, type Values } from './support.ts';

const IDS = GRAPHS.map((_, at) => `stores-random-${at}`);
let store: GraphStore;
let neo4j: Api;
let memory: Api;
beforeAll(async () => {
  store = openStore();
  const other = memoryStore();
  for (const [at, id] of IDS.entries())
    for (const each of [store, other]) await each.load(random(id, GRAPHS[at] ?? []));
  [neo4j, memory] = [await Api.start(store), await Api.start(other)];
});
afterAll(async () => {
  await neo4j?.close();
  await memory?.close();
  for (const id of IDS) await store.remove(id);
  await store.close();
});

/** Each constraint by its name in the API. */
const CONSTRAINTS: Record<string, fc.Arbitrary<string>> = {
  pattern: fc.constantFrom(
    'INVESTS_IN any+',
    'money money?',
    '(INVESTS_IN | LENDS_TO) (any{1,2})? BUYS_FROM',
  ),
  types: fc.subarray([...FLOW_TYPES], { minLength: 4 }).map(String),
  moves: fc
    .subarray(
      MOVES.filter((moves) => moves !== 'nothing'),
      { minLength: 2 },
    )
    .map(String),
  through: fc.subarray(['a', 'b', 'c'], { minLength: 1, maxLength: 2 }).map(String),
  avoid: fc.subarray(['c', 'd', 'e'], { minLength: 1, maxLength: 2 }).map(String),
  order: fc.constant('ordered'),
  withinDays: fc.constantFrom('0', '200', '400'),
  leastStatus: fc.constantFrom(...STATUSES.slice(0, 5)),
  leastModality: fc.constantFrom(...MODALITIES),
  leastGrade: fc.constantFrom(...GRADES),
  basis: fc.constant('stated'),
  leastAmount: fc.constantFrom('5', '50'),
  unknown: fc.subarray(['status', 'amount', 'date'], { minLength: 1 }).map(String),
  without: fc.constantFrom('status:proposed', 'modality:forecast', 'type:LENDS_TO,basis:implied'),
  asOf: fc.constantFrom('2022-06', '2023-06-15', '2024'),
  during: fc.constantFrom('2023/..', '../2023-06'),
  rollUp: fc.constant('true'),
  exchanges: fc.constant('include'),
  sort: fc.constantFrom('bottleneck', 'length', 'date'),
};
const questions: fc.Arbitrary<Values> = fc
  .record({
    reading: fc.constantFrom('elementary', 'trail'),
    all: fc.record(CONSTRAINTS),
    // Some at a time: under all of them there is mostly nothing left.
    kept: fc.subarray(Object.keys(CONSTRAINTS), { minLength: 1, maxLength: 3 }),
  })
  .map(({ reading, all, kept }) => ({
    reading,
    maxLength: 5,
    ...Object.fromEntries(kept.map((name) => [name, all[name]])),
  }))
  // A question has but one of the two.
  .filter((values) => !('order' in values && 'withinDays' in values));

it.each(IDS)('Neo4j and memory find the same loops in %s, whatever is asked', async (datasets) => {
  let found = 0;
  for (const values of fc.sample(questions, { seed: 11, numRuns: 60 })) {
    const asked = { datasets, limit: 1000, ...values };
    const [a, b] = await Promise.all([neo4j.ok('loops', asked), memory.ok('loops', asked)]);
    expect(a, JSON.stringify(asked)).toEqual(b);
    found += a.loops.length;
  }
  expect(found).toBeGreaterThan(20);
});
