import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../server/core/contract/index.ts';
import { canonicalJson } from '../../server/core/formats/canonical.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { Api, article, faultIn, openStore } from './support.ts';

const MINE = 'http-records-mine';
const info = { nameEn: 'Mine', nameZh: '我的', summaryEn: 'What I found.', summaryZh: '我的發現。' };
const mine = { id: MINE, info };

const store = openStore();
let api: Api;
let closed: Api;
beforeAll(async () => {
  await store.load(await article());
  api = await Api.start(store);
  closed = await Api.start(store, { readOnly: true });
});
afterEach(() => store.remove(MINE));
afterAll(async () => {
  await api?.close();
  await closed?.close();
  await store.close();
});

const entity = (id: string, more: object = {}) => ({
  id,
  kind: 'Company',
  nameEn: id,
  nameZh: id,
  summaryEn: `What ${id} is.`,
  summaryZh: `${id}的說明。`,
  ...more,
});
const source = {
  id: 'filing',
  title: 'A filing',
  publisher: 'SEC',
  date: '2024-02-21',
  dateBasis: 'stated',
  url: 'https://example.org/filing',
  grade: 'primary',
  language: 'en',
};
const evidence = (id: string) => ({ id, source: 'filing', locator: { whole: true }, says: 'It says so.' });
const claim = (id: string, more: object = {}) => ({
  id,
  type: 'INVESTS_IN',
  from: 'nvidia',
  to: 'startup',
  summaryEn: 'Nvidia invests.',
  summaryZh: '英偉達投資。',
  modality: 'fact',
  evidence: [`${id}-says`],
  ...more,
});
/** One claim from an entity of the article to a new one, with all that it rests on. */
const first = {
  entities: [entity('nvidia', { sameAs: 'nvidia-2023:nvidia' }), entity('startup')],
  claims: [claim('invests', { amount: 50_000_000, currency: 'USD' })],
  sources: [source],
  evidence: [evidence('invests-says')],
};

const served = async () => (await api.ok('datasets')).datasets.find(({ id }) => id === MINE);
const versionOf = ({ dataset }: Output<'changeRecords'>) => dataset?.version ?? null;
const create = () => api.ok('changeRecords', { ...mine, ifVersion: null, upsert: first });
async function contents() {
  const found: Record<string, unknown[]> = {};
  for await (const { table, record } of store.records(MINE)) found[table] = [...(found[table] ?? []), record];
  return canonicalJson(found);
}

describe('records of a dataset of one’s own', () => {
  it('make it where it is not there, are read as any other, and are one with what they are the same as', async () => {
    const made = await create();
    expect(made).toMatchObject({
      changed: true,
      dataset: { ...info, id: MINE, counts: { entities: 2, claims: 1, sources: 1, evidence: 1 } },
    });
    expect(await served()).toMatchObject({ own: true, version: versionOf(made) });
    const { datasets } = await api.ok('datasets');
    expect(datasets.find(({ id }) => id === 'nvidia-2023')?.own).toBe(false);
    const found = await api.ok('claim', { id: `${MINE}:invests` });
    expect(found.claim).toMatchObject({ amount: 50_000_000, basis: 'stated', publishers: ['SEC'] });
    expect(found.evidence).toMatchObject([{ says: 'It says so.', source: { title: 'A filing' } }]);
    const { hits } = await api.ok('search', { q: 'startup', datasets: MINE });
    expect(hits.map((hit) => hit.entity.id)).toEqual(['startup']);
  });

  it('are changed in place, and taken away with what only they rested on', async () => {
    const made = await create();
    const more = claim('invests-more', { amountMax: 9, currency: 'EUR', contradicts: ['invests'] });
    const added = await api.ok('changeRecords', {
      ...mine,
      ifVersion: versionOf(made),
      upsert: {
        claims: [claim('invests', { status: 'closed' }), more],
        evidence: [evidence('invests-more-says')],
      },
    });
    expect((await api.ok('claim', { id: `${MINE}:invests` })).claim).toMatchObject({ status: 'closed' });
    expect((await api.ok('claim', { id: `${MINE}:invests` })).claim).not.toHaveProperty('amount');
    const gone = await api.ok('changeRecords', {
      ...mine,
      ifVersion: versionOf(added),
      remove: { claims: ['invests-more'] },
    });
    expect(gone.dataset?.counts).toMatchObject({ claims: 1, evidence: 1, sources: 1 });
    faultIn(await api.call('claim', { id: `${MINE}:invests-more` }), 'not_found');
  });

  it('say otherwise than a claim of another dataset, which stays as it is', async () => {
    const { claims } = await article();
    const other = claims.find(({ type }) => type === 'INVESTS_IN');
    if (!other) throw new Error('the article has investments');
    const before = await api.ok('claim', { id: `nvidia-2023:${other.id}` });
    await api.ok('changeRecords', {
      ...mine,
      ifVersion: null,
      upsert: { ...first, claims: [claim('invests', { contradicts: [`nvidia-2023:${other.id}`] })] },
    });
    const { contradicts } = await api.ok('claim', { id: `${MINE}:invests` });
    expect(contradicts).toEqual([before.claim]);
    expect(await api.ok('claim', { id: `nvidia-2023:${other.id}` })).toEqual(before);
  });

  it('are taken back by the change that the answer names, and that by the next', async () => {
    const made = await create();
    const one = await contents();
    const changed = await api.ok('changeRecords', {
      ...mine,
      ifVersion: versionOf(made),
      upsert: {
        entities: [entity('startup', { nameEn: 'Renamed' }), entity('another')],
        deals: [{ id: 'round', kind: 'investment', nameEn: 'A round', nameZh: '一輪' }],
        claims: [claim('again', { deal: 'round', to: 'another' })],
        evidence: [evidence('again-says')],
      },
      remove: { claims: ['invests'] },
    });
    const two = await contents();
    const back = await api.ok('changeRecords', {
      ...mine,
      ifVersion: versionOf(changed),
      ...changed.undo,
    });
    expect(await contents()).toBe(one);
    expect(versionOf(back)).toBe(versionOf(made));
    await api.ok('changeRecords', { ...mine, ifVersion: versionOf(back), ...back.undo });
    expect(await contents()).toBe(two);
  });

  it('take the dataset with them where none is left, and bring it back', async () => {
    const made = await create();
    const gone = await api.ok('changeRecords', { ...mine, ifVersion: versionOf(made), ...made.undo });
    expect(gone).toMatchObject({ dataset: null, changed: true });
    expect(await served()).toBeUndefined();
    const back = await api.ok('changeRecords', { ...mine, ifVersion: null, ...gone.undo });
    expect(versionOf(back)).toBe(versionOf(made));
  });

  it('sent again are no second change', async () => {
    const made = await create();
    const again = await create();
    expect(again).toMatchObject({ changed: false, dataset: { version: versionOf(made) } });
  });
});

describe('a change that cannot be', () => {
  it('is told as a conflict where the dataset was changed meanwhile, and changes nothing', async () => {
    const made = await create();
    const next = (name: string) => ({ ...mine, upsert: { entities: [entity(name)] } });
    await api.ok('changeRecords', { ...next('one'), ifVersion: versionOf(made) });
    const before = await contents();
    for (const ifVersion of [versionOf(made), null, 'other']) {
      const { details } = faultIn(await api.call('changeRecords', { ...next('two'), ifVersion }), 'conflict');
      expect(details).toEqual({
        dataset: MINE,
        version: (await served())?.version,
        why: [{ says: 'refused.replaced', of: { dataset: MINE } }],
      });
    }
    expect(await contents()).toBe(before);
  });

  it('loses none of many at once: each is made, or told as a conflict', async () => {
    const made = await create();
    const names = ['a', 'b', 'c', 'd'].map((letter) => `company-${letter}`);
    const answers = await Promise.all(
      names.map((name) =>
        api.call('changeRecords', {
          ...mine,
          ifVersion: versionOf(made),
          upsert: { entities: [entity(name)] },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect((await served())?.counts.entities).toBe(3);
  });

  it('is refused with every fault and its record where it is not sound, and changes nothing', async () => {
    const made = await create();
    const before = await contents();
    const refused = async (change: object) => {
      const answer = await api.call('changeRecords', { ...mine, ifVersion: versionOf(made), ...change });
      return faultIn(answer, 'bad_request').details;
    };
    expect(
      await refused({
        upsert: {
          claims: [claim('wrong', { amount: -1, start: '2023-02-30', type: 'OWES' })],
          sources: [{ ...source, url: 'javascript:alert(1)' }],
        },
      }),
    ).toMatchObject({
      count: 4,
      problems: [
        { table: 'claims', id: 'wrong', field: 'type' },
        { table: 'claims', id: 'wrong', field: 'amount' },
        { table: 'claims', id: 'wrong', field: 'start' },
        { table: 'sources', id: 'filing', field: 'url' },
      ],
    });
    expect(await refused({ remove: { entities: ['startup'] } })).toMatchObject({
      problems: [{ table: 'claims', id: 'invests', field: 'to', message: 'there is no entity startup' }],
    });
    expect(await refused({ upsert: { claims: [claim('bare', { evidence: [] })] } })).toMatchObject({
      problems: [{ table: 'claims', id: 'bare', field: 'evidence' }],
    });
    expect(await contents()).toBe(before);
  });

  it.each([
    ['markup, which is text', '<img src=x onerror=alert(1)>', true],
    ['a formula, which is text', '=1+1', true],
    ['marks that turn text round', 'a\u202eb', false],
    ['control characters', 'a\u0000b', false],
    ['more than a name holds', 'x'.repeat(201), false],
  ])('takes hostile text for what it is: %s', async (_, nameEn, taken) => {
    const upsert = { entities: [entity('odd', { nameEn })] };
    const answer = await api.call('changeRecords', { ...mine, ifVersion: null, upsert });
    if (!taken) faultIn(answer, 'bad_request');
    else expect((await api.ok('entity', { id: `${MINE}:odd` })).entity.nameEn).toBe(nameEn);
  });

  it('does not reach prototypes, whatever keys and ids it has', async () => {
    const body = `{"ifVersion":null,"info":${JSON.stringify(info)},"upsert":{"entities":[{"__proto__":{"kind":"Company"},"id":"__proto__"}]}}`;
    const answer = await api.fetch(`/api/datasets/${MINE}/records`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    faultIn(answer, 'bad_request');
    expect(Object.prototype).not.toHaveProperty('kind');
  });

  it('is refused for what came with the product, and where writing is switched off', async () => {
    const change = { info, ifVersion: null, upsert: { entities: [entity('startup')] } };
    const { details } = faultIn(
      await api.call('changeRecords', { id: 'nvidia-2023', ...change }),
      'forbidden',
    );
    expect(details).toEqual({
      dataset: 'nvidia-2023',
      why: [{ says: 'refused.shipped', of: { dataset: 'nvidia-2023' } }],
    });
    faultIn(await closed.call('changeRecords', { id: MINE, ...change }), 'forbidden');
    expect(await served()).toBeUndefined();
  });

  it('is refused in a dataset that is too large to be read whole', async () => {
    const memory = memoryStore();
    const large = await Api.start(memory);
    const { entities, info: called, ...rest } = await article();
    const [one] = entities;
    if (!one) throw new Error('the article has entities');
    const crowd = Array.from({ length: 50_001 }, (_, at) => ({ ...one, id: `e${at}` as typeof one.id }));
    const nothing = { claims: [], evidence: [], deals: [], sources: [], outlines: [] };
    const id = 'http-records-large';
    await memory.load({
      ...rest,
      ...nothing,
      info: { ...called, id: id as typeof called.id },
      entities: crowd,
    });
    try {
      const change = { id, ifVersion: rest.version, upsert: { entities: [entity('more')] } };
      const { details } = faultIn(await large.call('changeRecords', change), 'too_large');
      expect(details).toEqual({ size: 50_001, most: 50_000 });
    } finally {
      await large.close();
    }
  });
});
