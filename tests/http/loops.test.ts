import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../server/core/contract/index.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { Api, article, faultIn, openStore, refusedFor, type Values } from './support.ts';

type Loop = Output<'loops'>['loops'][number];
const ID = 'nvidia-2023';

let store: GraphStore;
let api: Api;
let inMemory: Api;
beforeAll(async () => {
  const dataset = await article();
  store = openStore();
  await store.load(dataset);
  const memory = memoryStore();
  await memory.load(dataset);
  api = await Api.start(store);
  inMemory = await Api.start(memory);
});
afterAll(async () => {
  await api?.close();
  await inMemory?.close();
  await store.close();
});

const ask = (values: Values = {}) => api.ok('loops', { datasets: ID, ...values });
const told = ({ legs }: Loop): string => legs.map(({ claim }) => claim.id).join(' + ');
/** The loop as the entities that it goes round, whatever leg it is told from. */
const round = ({ legs }: Loop): string =>
  legs
    .map(({ from }) => from)
    .sort()
    .join(' ');
const allOf = { reading: 'trail', exchanges: 'include', maxLength: 12, limit: 1000 };

describe('/api/loops on the article', () => {
  it('by default gives the short loops: invest or lease one way, buy the other', async () => {
    const { loops, truncated } = await ask();
    expect(truncated).toBe(false);
    expect(loops.map(round).sort()).toEqual([
      'aws nvidia',
      'azure nvidia',
      'cloud-providers-in-sum nvidia',
      'coreweave nvidia',
      'funded-model-companies nvidia',
      'google-cloud nvidia',
      'inflection-ai nvidia',
    ]);
    expect(
      loops.every(({ reading, length, exchange }) => reading === 'elementary' && length === 2 && !exchange),
    ).toBe(true);
    expect(
      await ask({ reading: 'elementary', minLength: 2, maxLength: 8, exchanges: 'exclude', limit: 100 }),
    ).toEqual(await ask());
  });

  it('as trails has the long one too: invest, pledge, lend, buy', async () => {
    const { loops } = await ask({ reading: 'trail' });
    const long = loops.filter(({ length }) => length === 4);
    expect(long.map(({ legs }) => legs.map(({ type }) => type))).toEqual(
      long.map(() => ['INVESTS_IN', 'PLEDGES_TO', 'LENDS_TO', 'BUYS_FROM']),
    );
    expect(long.map(told).sort()).toEqual([
      'nvidia-invests-in-coreweave + coreweave-pledges-h100 + lenders-lend-to-coreweave + coreweave-buys-gpus-with-loan',
      'nvidia-invests-in-model-companies + model-companies-pledge-gpus + gpu-lenders-lend-to-model-companies + model-companies-buy-gpus-with-loans',
    ]);
    const [coreweave] = long.filter(({ legs }) => legs.some(({ to }) => to === 'coreweave'));
    expect(coreweave).toMatchObject({
      reading: 'trail',
      bottleneck: {
        currencies: [{ currency: 'USD', atMost: 2_300_000_000, claim: `${ID}:lenders-lend-to-coreweave` }],
      },
      weakest: { modality: 'fact', status: 'intended', basis: 'stated' },
      restsOn: [{ claim: { id: 'coreweave-bought-h100' }, type: 'BUYS_FROM' }],
    });
    expect((await ask()).loops.map(({ id }) => id).every((id) => loops.some((loop) => loop.id === id))).toBe(
      true,
    );
  });

  it('gives every leg its claim whole, and evidence with source and place', async () => {
    const { loops, entities } = await ask(allOf);
    const known = new Set(entities.map(({ id }) => id));
    expect(loops.some(({ legs }) => legs.some(({ alternatives }) => alternatives.length > 0))).toBe(true);
    for (const { legs, restsOn, length } of loops) {
      expect(legs).toHaveLength(length);
      for (const [at, { claim, evidence, from, to, type, ...other }] of legs.entries()) {
        expect({ from: claim.from, to: claim.to, type: claim.type }).toEqual({ from, to, type });
        expect(to).toBe(legs[(at + 1) % legs.length]?.from);
        expect(evidence.map(({ id }) => id).sort()).toEqual([...claim.evidence].sort());
        for (const { from: payer, to: payee, type: of } of other.alternatives)
          expect([payer, payee, of]).toEqual([from, to, type]);
        expect(other.alternativeEvidence.map((passages) => passages.map(({ id }) => id).sort())).toEqual(
          other.alternatives.map(({ evidence: ids }) => [...ids].sort()),
        );
      }
      for (const { evidence, from, to } of [...legs, ...restsOn]) {
        expect(known.has(from) && known.has(to)).toBe(true);
        expect(evidence.length).toBeGreaterThan(0);
        for (const { source, locator } of evidence) {
          expect(source).toMatchObject({ id: 'zixiangxian-2023', publisher: '自象限' });
          expect(locator).toMatchObject({ section: expect.any(String), paragraph: expect.any(Number) });
        }
      }
    }
  });

  it.each(['cohere', 'databricks', 'runway', 'tiger-global'])(
    'knows no loop through %s, of which no purchase is said',
    async (through) => {
      expect(await ask({ ...allOf, through })).toMatchObject({
        loops: [],
        entities: [],
        truncated: false,
      });
    },
  );

  it('joins no two loops merely at Nvidia, however long they may be', async () => {
    const { loops, truncated } = await ask(allOf);
    expect(truncated).toBe(false);
    for (const { legs } of loops) {
      const through = legs.filter(({ from }) => from === 'nvidia').length;
      expect(through).toBeLessThanOrEqual(1);
    }
    expect(loops).toHaveLength(11);
  });

  it('adds the two sides of a loan where exchanges are asked for, and marks them', async () => {
    const { loops } = await ask({ exchanges: 'include' });
    expect(
      loops
        .filter(({ exchange }) => exchange)
        .map(round)
        .sort(),
    ).toEqual(['coreweave coreweave-lenders', 'funded-model-companies gpu-lenders']);
    expect(loops.filter(({ exchange }) => !exchange)).toEqual((await ask()).loops);
  });

  it('goes through all that are named, by short id or key', async () => {
    const { loops } = await ask({ ...allOf, through: 'coreweave' });
    expect(loops.map(({ length }) => length).sort()).toEqual([2, 2, 4]);
    expect(await ask({ ...allOf, through: `${ID}:coreweave` })).toEqual(
      await ask({ ...allOf, through: 'coreweave' }),
    );
    const both = await ask({ ...allOf, through: 'coreweave-lenders,nvidia' });
    expect(both.loops.map(told)).toEqual([
      'nvidia-invests-in-coreweave + coreweave-pledges-h100 + lenders-lend-to-coreweave + coreweave-buys-gpus-with-loan',
    ]);
    expect(await ask({ ...allOf, through: ['nvidia', 'coreweave-lenders'] })).toEqual(both);
    expect((await ask({ ...allOf, through: 'aws,azure' })).loops).toEqual([]);
  });

  it('answers 404 for an entity that is not there, by its name', async () => {
    const fault = faultIn(await api.call('loops', { datasets: ID, through: 'nvidia,enron' }), 'not_found');
    expect(fault).toMatchObject({ message: expect.stringContaining('enron'), details: { entity: 'enron' } });
  });

  it('follows only what is asked to move', async () => {
    expect((await ask({ ...allOf, moves: 'money' })).loops.map(({ length }) => length)).toEqual(
      Array(7).fill(2),
    );
    expect((await ask({ ...allOf, moves: 'collateral' })).loops).toEqual([]);
    const { loops } = await ask({ ...allOf, moves: 'money,collateral' });
    expect(loops).toEqual((await ask(allOf)).loops);
    expect((await ask({ ...allOf, moves: ['collateral', 'money'] })).loops).toEqual(loops);
  });

  it('keeps to the lengths asked for', async () => {
    expect((await ask({ reading: 'trail', minLength: 3 })).loops.map(({ length }) => length)).toEqual([4, 4]);
    expect((await ask({ reading: 'trail', maxLength: 3 })).loops.every(({ length }) => length === 2)).toBe(
      true,
    );
    expect((await ask({ reading: 'trail', minLength: 4, maxLength: 4 })).loops).toHaveLength(2);
    expect((await ask({ minLength: 5, maxLength: 12 })).loops).toEqual([]);
    refusedFor(await api.call('loops', { minLength: 6, maxLength: 5 }), 'minLength');
    // The default gives way to what is asked for.
    expect((await ask({ minLength: 9 })).loops).toEqual([]);
  });

  it('says when it gives fewer than there are, and gives the first of them', async () => {
    const all = await ask({ reading: 'trail' });
    const some = await ask({ reading: 'trail', limit: 4 });
    expect({ truncated: some.truncated, reason: some.reason }).toEqual({ truncated: true, reason: 'limit' });
    expect(some.loops).toEqual(all.loops.slice(0, 4));
    const exact = await ask({ reading: 'trail', limit: all.loops.length });
    expect([exact.truncated, exact.reason]).toEqual([false, undefined]);
  });

  it('keeps ids from call to call and store to store, whatever else is asked for', async () => {
    const ids = (answer: Output<'loops'>): string[] => answer.loops.map(({ id }) => id);
    const first = await ask(allOf);
    expect(new Set(ids(first)).size).toBe(first.loops.length);
    expect(ids(await ask(allOf))).toEqual(ids(first));
    expect(ids(await inMemory.ok('loops', allOf))).toEqual(ids(first));
    const through = await ask({ ...allOf, through: 'coreweave', limit: 2 });
    expect(ids(first)).toEqual(expect.arrayContaining(ids(through)));
  });

  it('gives many at once the same answers as one', async () => {
    const one = await ask(allOf);
    const many = await Promise.all(Array.from({ length: 12 }, () => ask(allOf)));
    for (const answer of many) expect(answer).toEqual(one);
  });
});
