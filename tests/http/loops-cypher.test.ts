import fc from 'fast-check';
import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Output } from '../../server/core/contract/index.ts';
import { FLOW_TYPES, GRADES, MODALITIES, MOVES, STATUSES } from '../../server/core/model/registry.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { GRAPHS, random } from './random.ts';
import { Api, openStore, shipped, type Values } from './support.ts';

const SHIPPED = ['nvidia-2023', 'ai-finance-2023-2026'];
const RANDOM = GRAPHS.map((_, at) => `cypher-random-${at}`);
let store: GraphStore;
let api: Api;
let driver: Driver;

beforeAll(async () => {
  store = openStore();
  for (const id of SHIPPED) await store.load(await shipped(id));
  for (const [at, id] of RANDOM.entries()) await store.load(random(id, GRAPHS[at] ?? []));
  api = await Api.start(store);
  const { uri, user, password } = inject('neo4j');
  driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
});
afterAll(async () => {
  await driver?.close();
  await api?.close();
  for (const id of RANDOM) await store.remove(id);
  await store.close();
});

type Row = { entities: string[]; types: string[]; exchange: boolean; tellings: number };
const named = (rows: Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

/** A loop as a row of the query: from the entity whose id stands first. */
function asRow({ legs, exchange, combinations }: Output<'loops'>['loops'][number]): Row {
  const ids = legs.map(({ from }) => String(from));
  const at = ids.indexOf([...ids].sort()[0] ?? '');
  const turned = [...legs.slice(at), ...legs.slice(0, at)];
  return {
    entities: turned.map(({ from }) => from),
    types: turned.map(({ type }) => type),
    exchange,
    tellings: combinations,
  };
}

async function inCypher(values: Values): Promise<Row[]> {
  const { query, parameters, reasons } = await api.ok('loopsCypher', values);
  expect(reasons).toEqual([]);
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    const { records } = await session.executeRead((transaction) => transaction.run(query ?? '', parameters));
    return records.map((record) => ({
      entities: record.get('entities'),
      types: record.get('types'),
      exchange: record.get('exchange'),
      tellings: record.get('tellings'),
    }));
  } finally {
    await session.close();
  }
}

async function agree(values: Values): Promise<number> {
  const { loops, truncated } = await api.ok('loops', { ...values, limit: 1000 });
  expect(truncated, JSON.stringify(values)).toBe(false);
  expect(named(await inCypher(values)), JSON.stringify(values)).toEqual(named(loops.map(asRow)));
  return loops.length;
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 });
/** Any of the constraints that Cypher can be held to, in any combination. */
const constraints = (entities: string[], patterns: string[]): fc.Arbitrary<Values> =>
  fc.record({
    minLength: fc.constantFrom(2, 2, 3),
    maxLength: fc.constantFrom(3, 4),
    exchanges: fc.constantFrom('exclude', 'include'),
    through: maybe(fc.subarray(entities, { minLength: 1, maxLength: 2 }).map(String)),
    avoid: maybe(fc.subarray(entities, { minLength: 1, maxLength: 2 }).map(String)),
    moves: maybe(
      fc
        .subarray(
          MOVES.filter((moves) => moves !== 'nothing'),
          { minLength: 2 },
        )
        .map(String),
    ),
    types: maybe(fc.subarray([...FLOW_TYPES], { minLength: 4 }).map(String)),
    pattern: maybe(fc.constantFrom(...patterns)),
    leastStatus: maybe(fc.constantFrom(...STATUSES.slice(0, 5))),
    leastModality: maybe(fc.constantFrom(...MODALITIES)),
    leastGrade: maybe(fc.constantFrom(...GRADES)),
    basis: fc.constantFrom('any', 'any', 'stated'),
    calledOff: fc.constantFrom('exclude', 'include'),
    leastAmount: maybe(fc.constantFrom(5, 50, 1e9)),
    currency: fc.constantFrom('USD', 'EUR'),
    unknown: fc.subarray(['status', 'amount', 'date']).map(String),
  });
/** Some constraints at a time: with all of them there is mostly nothing left. */
const some = (all: fc.Arbitrary<Values>): fc.Arbitrary<Values> =>
  fc
    .tuple(
      all,
      fc.subarray(
        [
          'through',
          'avoid',
          'moves',
          'types',
          'pattern',
          'leastStatus',
          'leastModality',
          'leastGrade',
          'leastAmount',
          'basis',
          'calledOff',
        ],
        { maxLength: 3 },
      ),
    )
    .map(([values, kept]) =>
      Object.fromEntries(
        Object.entries(values).filter(
          ([name, value]) =>
            value !== undefined &&
            (kept.includes(name) ||
              ['minLength', 'maxLength', 'exchanges', 'currency', 'unknown'].includes(name)),
        ),
      ),
    );
const PATTERNS = [
  'INVESTS_IN any+',
  'money money?',
  '(INVESTS_IN | LENDS_TO) (any{1,2})? BUYS_FROM',
  '(PLEDGES_TO+)? money*',
  '((any)?)+',
];

// Neo4j plans each of these queries for the first time, which takes longer than running it.
describe('loops in Cypher', { timeout: 120_000 }, () => {
  it.each(RANDOM)(
    'are those of the search, on a random multigraph, whatever is asked: %s',
    async (datasets) => {
      let found = 0;
      const asked = some(constraints(['a', 'b', 'c', 'd'], PATTERNS));
      for (const values of fc.sample(asked, { seed: 7, numRuns: 12 }))
        found += await agree({ datasets, ...values });
      expect(found).toBeGreaterThan(0);
    },
  );

  it.each(SHIPPED)('are those of the search in %s, whatever is asked', async (datasets) => {
    const asked = some(constraints(['nvidia', 'coreweave', 'microsoft'], PATTERNS));
    let found = await agree({ datasets, maxLength: 3 });
    for (const values of fc.sample(asked, { seed: 9, numRuns: 6 }))
      found += await agree({ datasets, ...values, maxLength: 3 });
    expect(found).toBeGreaterThan(5);
  });

  it('are none where no type is wanted', async () => {
    expect(await agree({ datasets: 'nvidia-2023', moves: '' })).toBe(0);
  });

  it('are of the version that is served, though another is in the database', async () => {
    const [id = ''] = RANDOM;
    const before = await inCypher({ datasets: id });
    await store.load({ ...random(id, GRAPHS[1] ?? []), version: 'other' });
    expect(await agree({ datasets: id })).toBeGreaterThan(0);
    expect(named(await inCypher({ datasets: id }))).not.toEqual(named(before));
  });

  it.each([
    [{ reading: 'trail' }, ['reading']],
    [{ datasets: SHIPPED.join() }, ['datasets']],
    [{ asOf: '2023', order: 'ordered', rollUp: 'true' }, ['asOf', 'order', 'rollUp']],
    [{ withinDays: 30, without: 'status:proposed', sumFrom: 1 }, ['withinDays', 'without', 'sumFrom']],
  ])('are none that can be said, for reasons that are named: %j', async (values, expected) => {
    const answer = await api.ok('loopsCypher', { datasets: 'nvidia-2023', ...values });
    expect(answer.query).toBe(null);
    expect(answer.reasons.map(({ constraint }) => constraint)).toEqual(expected);
  });

  it('read well', async () => {
    const { query, parameters } = await api.ok('loopsCypher', {
      datasets: 'nvidia-2023',
      maxLength: 4,
      types: 'INVESTS_IN,BUYS_FROM',
      through: 'nvidia',
      basis: 'stated',
    });
    expect(query).toMatchInlineSnapshot(`
      "MATCH (dataset:Dataset {id: $dataset})
      MATCH (start:Entity {scope: dataset.scope})
      MATCH (start) (
        (a)-[leg:INVESTS_IN|BUYS_FROM]->(b)
        WHERE b.id >= start.id
          AND coalesce(leg.status, '') <> 'cancelled'
          AND leg.calledOffBy IS NULL
          AND leg.basis = 'stated'
      ){2,4} (start)
      WITH [entity IN a | entity.id] AS entities, [claim IN leg | type(claim)] AS types,
        // The two sides of one contract: money one way, collateral or goods the other.
        size(leg) = 2 AND coalesce(leg[0].deal = leg[1].deal, false)
          AND any(claim IN leg WHERE type(claim) IN $money) AND any(claim IN leg WHERE type(claim) IN $inReturn) AS exchange
      WHERE all(i IN range(0, size(entities) - 2) WHERE NOT entities[i] IN entities[i + 1..])
        AND NOT exchange
        AND all(id IN $through WHERE id IN entities)
      RETURN entities, types, exchange, count(*) AS tellings
      ORDER BY size(types), entities, types, exchange"
    `);
    expect(parameters).toMatchObject({ dataset: 'nvidia-2023', through: ['nvidia'] });
  });
});
