import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../server/core/contract/index.ts';
import type { Dataset } from '../../server/core/model/dataset.ts';
import { intervalOf } from '../../server/core/model/dates.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { DATASETS_FOLDER, readDatasetFolder } from '../../server/datasets.ts';
import { Api, article, openStore, type Values } from './support.ts';

type Loop = Output<'loops'>['loops'][number];
const ID = 'ai-finance-2023-2026';
const FOLDER = path.join(DATASETS_FOLDER, ID);
const BOTH = `nvidia-2023,${ID}`;

let store: GraphStore;
let api: Api;
let inMemory: Api;
let dataset: Dataset;
beforeAll(async () => {
  const read = await readDatasetFolder(FOLDER);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems[0]));
  dataset = read.dataset;
  store = openStore();
  const memory = memoryStore();
  for (const each of [store, memory]) for (const one of [dataset, await article()]) await each.load(one);
  [api, inMemory] = [await Api.start(store), await Api.start(memory)];
});
afterAll(async () => {
  await api?.close();
  await inMemory?.close();
  await store.close();
});

const ask = (values: Values = {}, of = api) =>
  of.ok('loops', { datasets: ID, maxLength: 4, limit: 1000, ...values });
/** Every claim that a loop is told by, or can be told by. */
const claimsOf = ({ legs }: Loop) => legs.flatMap(({ claim, alternatives }) => [claim, ...alternatives]);
const told = (loops: Loop[]): Set<string> => new Set(loops.flatMap(claimsOf).map(({ id }) => id));
const round = ({ legs }: Loop): string =>
  legs
    .map(({ from }) => from)
    .sort()
    .join(' ');

describe('the record since the article', () => {
  it('leads from every claim to what each of its sources says, and where', async () => {
    for (const { id } of dataset.claims) {
      const { claim, evidence } = await inMemory.ok('claim', { id, datasets: ID });
      expect(evidence.length, id).toBeGreaterThan(0);
      for (const { source, says } of evidence) {
        expect(says, `${id}: ${source.id}`).toBeTruthy();
        expect(source, id).toMatchObject({
          publisher: expect.stringMatching(/\S/),
          title: expect.stringMatching(/\S/),
          url: expect.stringMatching(/^https?:\/\//),
        });
      }
      // A document that gives no date has none; when the claim became known is then said by the claim.
      if (evidence.every(({ source }) => source.date === undefined) && id !== 'magnetar-compute-for-equity')
        expect(claim.knownOn, id).toBeDefined();
    }
  });

  it('lists the loops between those whose deals made the news, with dates, sums and order', async () => {
    const { loops, truncated } = await ask({ rollUp: 'true' });
    expect(truncated).toBe(false);
    expect([...new Set(loops.map(round))]).toEqual(
      expect.arrayContaining([
        'nvidia openai',
        'amd openai',
        'microsoft openai',
        'amazon anthropic',
        'anthropic microsoft',
        'coreweave magnetar',
        'coreweave nvidia openai',
        'coreweave microsoft openai',
        'nvidia openai oracle',
      ]),
    );
    const lenders = loops.filter(({ legs }) => legs.some(({ type }) => type === 'LENDS_TO'));
    expect(lenders.some(({ legs }) => legs.some(({ to }) => to === 'coreweave'))).toBe(true);
    for (const { order, bottleneck, legs } of loops) {
      expect(['ordered', 'undated', 'impossible']).toContain(order);
      expect(bottleneck.moneyLegs).toBe(legs.filter(({ moves }) => moves === 'money').length);
      for (const { claim, evidence } of legs) {
        expect(claim.knownOn, claim.id).toBeDefined();
        expect(evidence.map(({ source }) => source.url)).not.toContain(undefined);
      }
    }
    expect(loops.filter(({ order }) => order === 'ordered').length).toBeGreaterThan(20);
    expect(loops.filter(({ bottleneck }) => bottleneck.currencies.length > 0).length).toBeGreaterThan(100);
  });

  it('tells the clouds from their owners, and closes loops through both where that is asked for', async () => {
    const through = { through: 'anthropic', maxLength: 2 };
    expect((await ask(through)).loops.map(round)).not.toContain('amazon anthropic');
    const { loops } = await ask({ ...through, rollUp: 'true' });
    const [loop] = loops.filter(({ legs }) => legs.some(({ to }) => to === 'aws'));
    const spent = loop?.legs.find(({ to }) => to === 'aws');
    expect(spent?.rolledUp).toMatchObject([
      { end: 'to', whole: `${ID}:amazon`, partOf: [{ claim: { id: 'aws-part-of-amazon' } }] },
    ]);
  });

  it('rests no loop on a row that was dropped or not reached, nor on one that was left out', async () => {
    const [head = [], ...rows] = readFileSync(path.join(FOLDER, 'sheet/claims.tsv'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    const [id, audit] = [head.indexOf('claim_id'), head.indexOf('audit')];
    const ids = (some: string[][]) => some.map((row) => row[id] ?? '');
    const dropped = ids(rows.filter((row) => /^(drop|not reached)/.test(row[audit] ?? '')));
    const served = new Set<string>(dataset.claims.map((claim) => claim.id));
    const leftOut = ids(rows).filter((row) => !served.has(row));
    expect(leftOut).toContain('nvidia-owns-together-ai');
    const used = told((await ask({ rollUp: 'true' })).loops);
    for (const row of [...dropped, ...leftOut]) expect(used.has(row), row).toBe(false);
    for (const row of used) expect(served.has(row), row).toBe(true);
  });

  it.each([ID, BOTH])('as of 2023-09-25 tells nothing that became known later (%s)', async (datasets) => {
    const { loops } = await ask({ datasets, asOf: '2023-09-25' });
    const late = intervalOf('2023-09-25')?.to ?? Number.NaN;
    for (const claim of loops.flatMap(claimsOf))
      expect(intervalOf(claim.knownOn ?? '')?.from, claim.id).toBeLessThanOrEqual(late);
    // The article itself is of that day: what it tells is there.
    if (datasets === BOTH) expect(loops.map(round)).toContain('coreweave nvidia');
    expect(loops.length).toBeLessThan((await ask({ datasets })).loops.length);
  });

  it('leaves what has a primary or press source on every leg, to a reader who asks for it', async () => {
    const { loops } = await ask({ leastGrade: 'press' });
    expect(loops.length).toBeGreaterThan(20);
    expect(loops.flatMap(claimsOf).filter(({ grade }) => grade === 'other')).toEqual([]);
    expect(loops.length).toBeLessThan((await ask()).loops.length);
  });
});

describe('what was called off', () => {
  const PLAN = 'nvidia-invests-openai-loi-2025-09';
  const DROPPED = 'nvidia-openai-100bn-dropped-2026-02';
  /** Read by hand against the sheet: what is off, by what, and from when this was known. */
  const CASES = [
    [PLAN, DROPPED, '2026-02-19'],
    ['nvidia-invests-openai-no-assurance-2025-11', DROPPED, '2026-02-19'],
    ['nvidia-openai-never-commitment-2026-02', DROPPED, '2026-02-19'],
    // Said two weeks later, of the plan that was off: no new plan.
    ['nvidia-openai-100bn-not-in-cards-2026-03', DROPPED, '2026-02-19'],
    ['disney-invests-openai-1bn-2025-12', 'disney-openai-deal-cancelled-2026-03', '2026-03-24'],
    ['openai-warrant-disney-2025-12', 'disney-openai-deal-cancelled-2026-03', '2026-03-24'],
    ['disney-buys-openai-2025-12', 'disney-openai-deal-cancelled-2026-03', '2026-03-24'],
    ['coreweave-proposes-core-scientific-2025-07', 'coreweave-cancels-core-scientific-2025-10', '2025-10-30'],
  ] as const;

  it.each(CASES)('%s stands beside what calls it off', async (id, by, knownOn) => {
    const { claim, statements, contradicts } = await api.ok('claim', { id, datasets: ID });
    expect(claim).toMatchObject({ calledOffBy: [by], calledOffKnownOn: knownOn });
    expect([...statements, ...contradicts].map((other) => other.id)).toContain(by);
  });

  it('is that and no more: other legs of the deal, other deals and other figures stand', async () => {
    const all = await Promise.all(dataset.claims.map(({ id }) => inMemory.ok('claim', { id, datasets: ID })));
    const off = all.filter(({ claim }) => claim.calledOffBy).map(({ claim }) => claim.id);
    expect(off.sort()).toEqual(CASES.map(([id]) => id).sort());
  });

  it('is in loops until the day before it was known to be off, and in none from that day on', async () => {
    expect(told((await ask({ asOf: '2026-02-18' })).loops)).toContain(PLAN);
    const after = [
      { asOf: '2026-02-19' },
      { asOf: '2026-03-31' },
      { asOf: '2026-03-31', asOfBy: 'holding' },
      {},
    ];
    for (const values of after)
      expect(told((await ask(values)).loops), JSON.stringify(values)).not.toContain(PLAN);
    const disney = async (asOf: string) => (await ask({ asOf, through: 'disney' })).loops.map(round);
    expect(await disney('2026-03-23')).toContain('disney openai');
    expect(await disney('2026-03-24')).toEqual([]);
  });

  it('is in the loops of whoever asks for what was there before', async () => {
    const ever = (await ask({ calledOff: 'include' })).loops;
    expect(told(ever)).toContain(PLAN);
    expect(ever.map(round)).toContain('disney openai');
    const now = new Set((await ask()).loops.map(({ id }) => id));
    for (const id of now) expect(ever.map((loop) => loop.id)).toContain(id);
    // A date says by itself what was off.
    expect(await ask({ asOf: '2026-03-31', calledOff: 'include' })).toEqual(
      await ask({ asOf: '2026-03-31' }),
    );
  });

  it('does not come back with a floor that its cancellation is under', async () => {
    expect(told((await ask({ leastGrade: 'primary' })).loops)).not.toContain(PLAN);
  });

  it.each([{}, { asOf: '2026-01' }, { asOf: '2026-03', asOfBy: 'holding' }, { leastGrade: 'press' }])(
    'is the same from both stores (%j)',
    async (values) => {
      expect(await ask(values)).toEqual(await ask(values, inMemory));
    },
  );
});

describe('paths between the two datasets', () => {
  it('go through what stands in both, under whichever of its names an end is asked for', async () => {
    const across = {
      datasets: BOTH,
      from: 'nvidia-2023:coreweave-lenders',
      to: `${ID}:openai`,
      maxLength: 3,
    };
    const [found, same] = [await api.ok('paths', across), await inMemory.ok('paths', across)];
    expect(found.paths.length).toBeGreaterThan(0);
    expect(same).toEqual(found);
    const first = found.paths[0]?.steps ?? [];
    expect(new Set(first.flatMap(({ claims }) => claims.map(({ dataset: of }) => of)))).toEqual(
      new Set(['nvidia-2023', ID]),
    );
    const [one, other] = await Promise.all(
      ['nvidia-2023', ID].map((of) => api.ok('paths', { ...across, from: `${of}:nvidia` })),
    );
    expect(one).toEqual(other);
  });
});
