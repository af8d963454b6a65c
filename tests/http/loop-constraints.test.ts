import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphStore } from '../../server/core/store/types.ts';
import { Api, article, openStore, type Values } from './support.ts';

const ID = 'nvidia-2023';
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

/** Each loop as the parties beside Nvidia, in the order of the answer. */
const ask = async (values: Values): Promise<string[]> => {
  const { loops } = await api.ok('loops', { datasets: ID, reading: 'trail', ...values });
  return loops.map(({ legs }) =>
    [...new Set(legs.map(({ from }) => from))].filter((id) => id !== 'nvidia').join('+'),
  );
};
const LONG = ['coreweave+coreweave-lenders', 'funded-model-companies+gpu-lenders'];

describe('/api/loops asked for less', () => {
  it('keeps to a pattern of types, wherever a loop is entered', async () => {
    expect((await ask({ pattern: 'INVESTS_IN PLEDGES_TO LENDS_TO BUYS_FROM' })).sort()).toEqual(LONG);
    expect((await ask({ pattern: 'BUYS_FROM INVESTS_IN (PLEDGES_TO LENDS_TO)+' })).sort()).toEqual(LONG);
    expect(await ask({ pattern: 'LEASES_FROM BUYS_FROM' })).toHaveLength(4);
  });

  it('keeps to types, and away from entities', async () => {
    expect(await ask({ types: 'LEASES_FROM,BUYS_FROM' })).toHaveLength(4);
    expect((await ask({ avoid: 'coreweave,aws' })).join()).not.toMatch(/coreweave|aws/);
  });

  it('keeps to what is stated, and to deals that have come so far', async () => {
    expect(await ask({ basis: 'stated' })).not.toContain('aws');
    expect((await ask({ basis: 'stated' })).sort()).toEqual(expect.arrayContaining(LONG));
    expect(await ask({ leastStatus: 'closed' })).toEqual(['coreweave']);
    // Where a source does not say how far a deal has come, it passes only when that is allowed.
    expect((await ask({ leastStatus: 'closed', unknown: 'status' })).length).toBeGreaterThan(1);
  });

  it('knows of nothing before the article was there, and of all of it from then on', async () => {
    expect(await ask({ asOf: '2023-05' })).toEqual([]);
    expect(await ask({ asOf: '2023-09-25' })).toEqual(await ask({}));
  });

  it('asks for sources of a grade', async () => {
    expect(await ask({ leastGrade: 'press' })).toEqual([]);
    expect(await ask({ leastGrade: 'other' })).toEqual(await ask({}));
  });

  it('leaves out what a filter leaves out, and tells each loop with what is left', async () => {
    expect(await ask({ without: 'grade:other' })).toEqual([]);
    expect(await ask({ without: 'grade:primary,grade:press' })).toEqual(await ask({}));
    expect((await ask({ without: 'class:Group' })).join()).not.toMatch(/lenders/);
    expect(await ask({ without: 'type:LENDS_TO' })).toEqual(await ask({ without: 'type:PLEDGES_TO' }));
    expect(await ask({ text: 'coreweave' })).toContain(LONG[0]);
    expect(await ask({ publisher: 'no such house' })).toEqual([]);
    expect(await ask({ during: '2023-10/..', duringBy: 'known' })).toEqual([]);
    expect(await ask({ during: '../2023-10', duringBy: 'known' })).toEqual(await ask({}));
    expect(await ask({ sumFrom: 3_000_000_000 })).not.toContain(LONG[0]);
    expect(await ask({ sumFrom: 2_000_000_000, sumTo: 3_000_000_000 })).toContain(LONG[0]);
    const { stays, goes } = await api.ok('whatIf', {
      datasets: ID,
      reading: 'trail',
      without: 'grade:other',
    });
    expect([...stays, ...goes]).toEqual([]);
  });

  it('takes no unknown sum for a large one', async () => {
    expect(await ask({ leastAmount: 1 })).toEqual([]);
    expect(await ask({ leastAmount: 3_000_000_000, unknown: 'amount' })).not.toContain(LONG[0]);
    expect(await ask({ leastAmount: 2_000_000_000, unknown: 'amount' })).toContain(LONG[0]);
  });

  it('puts the largest known bottleneck, or the shortest, first', async () => {
    expect((await ask({ sort: 'bottleneck' }))[0]).toBe(LONG[0]);
    const { loops } = await api.ok('loops', { datasets: ID, reading: 'trail', sort: 'length' });
    const lengths = loops.map(({ length }) => length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });

  it('takes Azure for Microsoft where it is asked to, and says so on the leg', async () => {
    const asked = { datasets: ID, through: 'azure' };
    const { loops } = await api.ok('loops', asked);
    const rolled = await api.ok('loops', { ...asked, rollUp: 'true' });
    expect(loops.flatMap(({ legs }) => legs.flatMap(({ rolledUp }) => rolledUp))).toEqual([]);
    expect(rolled).toEqual(await api.ok('loops', { datasets: ID, through: 'microsoft', rollUp: 'true' }));
    expect(rolled.loops.map(({ id }) => id)).not.toEqual(loops.map(({ id }) => id));
    const marks = rolled.loops.flatMap(({ legs }) =>
      legs.flatMap((leg) => leg.rolledUp.map((mark) => ({ statedOf: leg[mark.end], ...mark }))),
    );
    expect(marks.map(({ statedOf, whole, partOf }) => [statedOf, whole, partOf[0]?.claim.id])).toEqual(
      marks.map(() => ['azure', `${ID}:microsoft`, 'azure-part-of-microsoft']),
    );
    // Microsoft itself is a customer as well: what it says is told before what is said of its part.
    expect(marks.length).toBeGreaterThan(0);
    expect(marks[0]?.partOf[0]?.evidence.length).toBeGreaterThan(0);
    expect(rolled.entities.map(({ id }) => id)).toEqual(expect.arrayContaining(['azure', 'microsoft']));
    // The article only implies that Azure is part of Microsoft.
    expect((await api.ok('loops', { ...asked, rollUp: 'true', basis: 'stated' })).loops).toEqual(
      (await api.ok('loops', { ...asked, basis: 'stated' })).loops,
    );
  });

  it('keeps to loops whose legs happened in turn', async () => {
    expect((await ask({ order: 'ordered' })).sort()).toEqual(['funded-model-companies', LONG[1]]);
  });
});

describe('/api/loops/tellings', () => {
  it('tells each loop in as many ways as the list counts, the one of the list first, each claim with its evidence', async () => {
    const asked = { datasets: ID, reading: 'trail', exchanges: 'include' };
    const { loops } = await api.ok('loops', asked);
    expect(Math.max(...loops.map(({ combinations }) => combinations))).toBeGreaterThan(1);
    for (const { legs, combinations, order, bottleneck, weakest } of loops) {
      const claims = legs.map(({ claim }) => `${ID}:${claim.id}`);
      const { tellings, steps, total, truncated } = await api.ok('tellings', {
        ...asked,
        claims: [...claims].sort().join(),
      });
      expect([total, tellings.length, truncated]).toEqual([combinations, combinations, false]);
      expect(tellings[0]).toMatchObject({ claims, order, bottleneck, weakest });
      const told = new Set(tellings.flatMap((one) => one.claims));
      expect(steps.map(({ claim }) => `${ID}:${claim.id}`).sort()).toEqual([...told].sort());
      for (const { claim, evidence } of steps)
        expect(evidence.map(({ id }) => id).sort()).toEqual([...claim.evidence].sort());
    }
  });

  it('gives them a page at a time, and none of what is no loop under the constraints', async () => {
    const { loops } = await api.ok('loops', { datasets: ID, reading: 'trail' });
    const several = loops.find(({ combinations }) => combinations > 1);
    const claims = (several?.legs ?? []).map(({ claim }) => claim.id).join();
    const asked = { datasets: ID, reading: 'trail', claims };
    const { tellings: all } = await api.ok('tellings', asked);
    const first = await api.ok('tellings', { ...asked, limit: 1 });
    const second = await api.ok('tellings', { ...asked, limit: 1, cursor: first.next ?? '' });
    expect([...first.tellings, ...second.tellings]).toEqual(all.slice(0, 2));
    expect(await api.ok('tellings', { ...asked, leastGrade: 'primary' })).toEqual({
      tellings: [],
      steps: [],
      total: 0,
      truncated: false,
    });
  });
});

describe('/api/concentration', () => {
  it('finds Nvidia in every loop of the article, and what of its known money runs in them', async () => {
    const { loops } = await api.ok('loops', { datasets: ID, reading: 'trail' });
    const { concentration, entities, total, found, truncated } = await api.ok('concentration', {
      datasets: ID,
      reading: 'trail',
    });
    expect([found, truncated, concentration.length]).toEqual([loops.length, false, total]);
    expect(concentration[0]).toMatchObject({ entity: `${ID}:nvidia`, loops: loops.length });
    const keys = concentration.map(({ entity }) => entity);
    expect(entities.map(({ dataset, id }) => `${dataset}:${id}`)).toEqual([...keys].sort());
    for (const { in: into, out } of concentration)
      for (const { all, inside } of [...into.known, ...out.known]) expect(inside).toBeLessThanOrEqual(all);
    const first = await api.ok('concentration', { datasets: ID, reading: 'trail', limit: 1 });
    expect([first.concentration, first.total]).toEqual([concentration.slice(0, 1), total]);
  });
});

describe('/api/what-if', () => {
  const LOAN = 'lenders-lend-to-coreweave';
  const without = (values: Values) => api.ok('whatIf', { datasets: ID, reading: 'trail', ...values });

  it('says which loops go when the loan is taken out, and which stay', async () => {
    const { loops } = await api.ok('loops', { datasets: ID, reading: 'trail' });
    const { goes, stays, entities } = await without({ withoutClaims: LOAN });
    const through = loops
      .filter(({ legs }) => legs.some(({ claim }) => claim.id === LOAN))
      .map(({ id }) => id);
    expect(through).toHaveLength(1);
    expect(goes).toEqual(through);
    expect([...goes, ...stays].sort()).toEqual(loops.map(({ id }) => id).sort());
    expect(entities).toEqual([`${ID}:coreweave-lenders`]);
  });

  it('takes all loops with Nvidia, and knows the fewest claims that would do', async () => {
    const { goes, stays, smallest } = await without({ withoutEntities: 'nvidia' });
    expect([goes.length, stays.length]).toEqual([9, 0]);
    expect(smallest.exact).toBe(true);
    // Each of seven parties deals with Nvidia on its own: one claim for each, and none of fewer.
    expect(smallest.least).toBe(7);
    for (const set of smallest.sets) expect(set).toHaveLength(7);
    const [set = []] = smallest.sets;
    expect((await without({ withoutClaims: set.flat() })).stays).toEqual([]);
  });
});
