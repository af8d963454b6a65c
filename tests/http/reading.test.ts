import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../server/core/model/dataset.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { sample } from '../store/sample.ts';
import { Api, article, openStore, type Values } from './support.ts';

const ID = 'nvidia-2023';
const TINY = 'http-reading';
const HUB = 'http-reading-hub';

let store: GraphStore;
let api: Api;
let dataset: Dataset;
beforeAll(async () => {
  dataset = await article();
  store = openStore();
  await store.load(dataset);
  await store.load(sample(TINY));
  await store.load(hub());
  api = await Api.start(store);
});
afterAll(async () => {
  await api?.close();
  await store.remove(TINY);
  await store.remove(HUB);
  await store.close();
});

/** A hub whose 72 neighbours are joined with each other by more claims than an answer may hold, all sorting before the hub's own. */
function hub(): Dataset {
  const made = sample(HUB);
  const [company] = made.entities;
  const [template] = made.claims;
  if (!company || !template) throw new Error('the sample has some');
  const near = Array.from({ length: 72 }, (_, at) => `near-${String(at).padStart(2, '0')}`);
  const joined = (id: string, from: string, to: string) => ({
    ...template,
    id: id as typeof template.id,
    from: from as typeof template.from,
    to: to as typeof template.to,
  });
  made.entities = ['hub', ...near].map((id) => ({ ...company, id: id as typeof company.id }));
  made.claims = [
    ...['a', 'b', 'c', 'd'].flatMap((of) =>
      near.flatMap((a) => near.flatMap((b) => (a === b ? [] : [joined(`${of}-${a}-${b}`, a, b)]))),
    ),
    ...near.map((to) => joined(`z-hub-${to}`, 'hub', to)),
  ];
  made.deals = [];
  return made;
}

describe('search', () => {
  const best = async (q: string, more: Values = {}) => {
    const { hits } = await api.ok('search', { q, datasets: ID, ...more });
    return hits[0];
  };
  it.each([
    ['Nvidia', 'nvidia', 'exact'],
    ['NVIDIA', 'nvidia', 'exact'],
    ['ＮＶＩＤＩＡ', 'nvidia', 'exact'],
    ['英偉達', 'nvidia', 'exact'],
    ['英伟达', 'nvidia', 'exact'],
    ['輝達', 'nvidia', 'exact'],
    ['辉达', 'nvidia', 'exact'],
    ['yingweida', 'nvidia', 'pinyin'],
    ['ying wei da', 'nvidia', 'pinyin'],
    ['yingwei', 'nvidia', 'pinyin'],
    ['nvidai', 'nvidia', 'typo'],
    ['Corewaeve', 'coreweave', 'typo'],
    ['core weave', 'coreweave', 'exact'],
    ['微软', 'microsoft', 'exact'],
    ['weiruan', 'microsoft', 'pinyin'],
    ['inflection', 'inflection-ai', 'exact'],
    ['h100', 'h100', 'exact'],
    ['coreweave-lenders', 'coreweave-lenders', 'exact'],
  ])('finds by %s', async (q, id, how) => {
    expect(await best(q)).toMatchObject({ entity: { id, dataset: ID }, how });
  });
  it('keeps to kinds, and says where more were found', async () => {
    const { hits } = await api.ok('search', { q: 'nvidia', datasets: ID, kinds: 'Metric,Person', limit: 50 });
    expect(new Set(hits.map(({ entity }) => entity.kind))).toEqual(new Set(['Metric', 'Person']));
    const all = await api.ok('search', { q: 'nvidia', datasets: ID, limit: 50 });
    const few = await api.ok('search', { q: 'nvidia', datasets: ID, limit: 2 });
    expect(few).toEqual({ hits: all.hits.slice(0, 2), truncated: true });
    expect(all.hits.map(({ score }) => score)).toEqual(
      all.hits.map(({ score }) => score).sort((a, b) => b - a),
    );
  });
  it.each([
    '"',
    '*',
    'a AND (',
    'x~9 OR [a TO b]',
    '\\',
    "'; DROP",
    '$1',
    '{{x}}',
    '<b>',
    '\u0000',
    '\ud800',
    '🙂',
    '.',
    '-',
    'NOT',
    '/.*/',
    'id:nvidia',
    '   a   ',
    '%',
    '..',
  ])('takes %j as text, not as a query language', async (q) => {
    await api.ok('search', { q, datasets: ID });
  });
});

describe('pages', () => {
  /** All pages of a list, from cursor to cursor. */
  async function pages(name: 'entityClaims' | 'expand', values: Values) {
    const found = [];
    for (let cursor: string | undefined, at = 0; at < 500; at++) {
      const page = await api.ok(name, { datasets: ID, ...values, cursor });
      found.push(page);
      expect(page.truncated).toBe(page.next !== undefined);
      if (page.next === undefined) return found;
      cursor = page.next;
    }
    throw new Error('it does not end');
  }
  it.each([1, 7, 50])('of claims, %i at a time, come to all of them, each once', async (limit) => {
    const about = limit === 1 ? 'coreweave' : 'nvidia';
    const wanted = dataset.claims
      .filter(({ from, to }) => from === about || to === about)
      .map(({ id }) => id);
    const got = await pages('entityClaims', { id: about, limit });
    const ids = got.flatMap(({ claims }) => claims.map(({ id }) => String(id)));
    expect(ids).toEqual([...wanted].sort());
    for (const { claims, entities } of got) {
      const ends = new Set(claims.flatMap(({ from, to }) => [from, to]));
      expect(new Set(entities.map(({ id }) => id))).toEqual(ends);
    }
  });
  it.each([1, 7, 50])(
    'of neighbours, %i at a time, come to all of them with all that joins them',
    async (limit) => {
      const about = limit === 1 ? 'coreweave' : 'nvidia';
      const wanted = dataset.claims.filter(({ from, to }) => (from === about) !== (to === about));
      const others = new Set(wanted.map(({ from, to }) => (from === about ? to : from)));
      const got = await pages('expand', { id: about, limit });
      const neighbours = got.flatMap(({ entities }) => entities.map(({ id }) => id));
      expect(neighbours).toEqual([...others].sort());
      expect(got.flatMap(({ claims }) => claims.map(({ id }) => id)).sort()).toEqual(
        wanted.map(({ id }) => id).sort(),
      );
      for (const page of got) expect('total' in page && page.total).toBe(others.size);
    },
  );
  it('keep to type and direction', async () => {
    const narrowed = { id: 'nvidia', type: 'INVESTS_IN,LEASES_FROM', direction: 'out', limit: 3 };
    const wanted = dataset.claims.filter(
      ({ from, type }) => from === 'nvidia' && ['INVESTS_IN', 'LEASES_FROM'].includes(type),
    );
    for (const name of ['entityClaims', 'expand'] as const) {
      const got = (await pages(name, narrowed)).flatMap(({ claims }) => claims.map(({ id }) => id));
      expect(got.sort(), name).toEqual(wanted.map(({ id }) => id).sort());
    }
  });
  it('count by type and direction what the lists then give', async () => {
    const { counts } = await api.ok('entity', { id: 'coreweave', datasets: ID });
    for (const { type, direction, count, neighbours } of counts) {
      const asked = { id: 'coreweave', datasets: ID, type, direction, limit: 200 };
      expect((await api.ok('entityClaims', asked)).claims).toHaveLength(count);
      expect((await api.ok('expand', asked)).total).toBe(neighbours);
    }
  });
  it('of neighbours lose no claim of the hub, however much joins the neighbours to each other', async () => {
    const got = await pages('expand', { id: 'hub', datasets: HUB, limit: 200 });
    expect(got.flatMap(({ entities }) => entities)).toHaveLength(72);
    expect(got.flatMap(({ claims }) => claims.map(({ from, to }) => `${from} ${to}`))).toHaveLength(72);
  });
});

describe('subgraph', () => {
  it('gives what is there, every claim between, and lists what is not', async () => {
    const ids = [
      'nvidia',
      'coreweave',
      'enron',
      `${ID}:coreweave-lenders`,
      `${ID}:enron`,
      'http-nobody:nvidia',
    ];
    const { entities, claims, missing, truncated } = await api.ok('subgraph', { ids, datasets: [ID] });
    expect(entities.map(({ id }) => id)).toEqual(['coreweave', 'coreweave-lenders', 'nvidia']);
    expect(missing).toEqual(['enron', `${ID}:enron`, 'http-nobody:nvidia']);
    expect(truncated).toBe(false);
    const among = new Set(entities.map(({ id }) => id));
    const wanted = dataset.claims
      .filter(({ from, to }) => among.has(from) && among.has(to))
      .map(({ id }) => id);
    expect(claims.map(({ id }) => id)).toEqual([...wanted].sort());
  });
  it('says when there is more between them than it gives', async () => {
    const ids = ['hub', ...Array.from({ length: 72 }, (_, at) => `near-${String(at).padStart(2, '0')}`)];
    const { claims, truncated } = await api.ok('subgraph', { ids, datasets: [HUB] });
    expect([claims.length, truncated]).toEqual([20_000, true]);
  });
});

describe('paths', () => {
  const walk = async (values: Values) => {
    const answer = await api.ok('paths', { datasets: TINY, ...values });
    return answer.paths.map(({ steps }) =>
      [steps[0]?.from, ...steps.map(({ to }) => to)].map((key) => key?.split(':')[1]).join(' '),
    );
  };
  it('shortest: only those of the shortest length', async () => {
    expect(await walk({ from: 'maker', to: 'lenders' })).toEqual(['maker cloud lenders']);
  });
  it('all: shortest first, none twice through an entity, up to the length', async () => {
    expect(await walk({ from: 'maker', to: 'lenders', mode: 'all', maxLength: 4 })).toEqual([
      'maker cloud lenders',
      'maker lab cloud lenders',
    ]);
    expect(await walk({ from: 'maker', to: 'lenders', mode: 'all', maxLength: 2 })).toEqual([
      'maker cloud lenders',
    ]);
    expect(await walk({ from: 'maker', to: 'lenders', mode: 'all', maxLength: 1 })).toEqual([]);
  });
  it('along the arrows only, where asked', async () => {
    expect(await walk({ from: 'card', to: 'maker' })).toEqual(['card maker']);
    expect(await walk({ from: 'card', to: 'maker', direction: 'out' })).toEqual([]);
    expect(await walk({ from: 'lab', to: 'lenders', direction: 'out', mode: 'all' })).toEqual([
      'lab cloud lenders',
      'lab maker cloud lenders',
    ]);
  });
  it('of some types only, with every claim that makes a step', async () => {
    expect(await walk({ from: 'lab', to: 'lenders', type: 'BUYS_FROM,LENDS_TO' })).toEqual([]);
    const { paths, entities } = await api.ok('paths', {
      from: 'maker',
      to: 'lenders',
      type: 'BUYS_FROM,LENDS_TO',
      datasets: TINY,
    });
    expect(paths.map(({ steps }) => steps.map(({ claims }) => claims.map(({ id }) => id)))).toEqual([
      [
        ['cloud-buys-1', 'cloud-buys-2'],
        ['loan-lends', 'loan-lends-again'],
      ],
    ]);
    expect(entities.map(({ id }) => id)).toEqual(['cloud', 'lenders', 'maker']);
  });
  it('says when there are more', async () => {
    const all = { from: 'maker', to: 'lenders', mode: 'all', datasets: TINY };
    expect((await api.ok('paths', { ...all, limit: 1 })).truncated).toBe(true);
    expect((await api.ok('paths', { ...all, limit: 2 })).truncated).toBe(false);
  });
});

describe('a claim', () => {
  it('comes with deal, evidence, what it names and all that is said of it', async () => {
    const answer = await api.ok('claim', { id: 'loan-lends', datasets: TINY });
    const ids = (claims: { id: string }[]) => claims.map(({ id }) => id);
    expect({
      from: answer.from.id,
      to: answer.to.id,
      deal: answer.deal?.nameZh,
      evidence: answer.evidence.map(({ source, locator }) => [source.title, locator]),
      statements: ids(answer.statements),
      follows: ids(answer.follows),
      followedBy: ids(answer.followedBy),
      contradicts: ids(answer.contradicts),
      comments: ids(answer.comments),
    }).toEqual({
      from: 'lenders',
      to: 'cloud',
      deal: '貸款',
      evidence: [['文章', { section: '破局', paragraph: 6 }]],
      statements: ['loan-lends-again'],
      follows: [],
      followedBy: ['cloud-buys-2'],
      contradicts: ['lab-denies'],
      comments: ['lab-comments'],
    });
  });
  it('is contradicted both ways', async () => {
    const { contradicts } = await api.ok('claim', { id: 'lab-denies', datasets: TINY });
    expect(contradicts.map(({ id }) => id)).toEqual(['loan-lends']);
  });
  it('names product and collateral, and what it follows', async () => {
    const { named, follows, deal } = await api.ok('claim', { id: 'loan-pledge', datasets: TINY });
    expect([named.map(({ id }) => id), follows.map(({ id }) => id), deal?.id]).toEqual([
      ['card'],
      ['cloud-buys-1'],
      'loan',
    ]);
  });
  it('without a deal has no statements beside it', async () => {
    const { statements, deal } = await api.ok('claim', { id: 'cloud-buys-1', datasets: TINY });
    expect([statements, deal]).toEqual([[], undefined]);
  });
});

it('an entity comes with the metrics that measure it', async () => {
  const { metrics, counts } = await api.ok('entity', { id: 'maker', datasets: TINY });
  expect(metrics).toMatchObject([
    { metric: { id: 'maker-revenue', value: 13_510_000_000, currency: 'USD' }, claim: { type: 'MEASURES' } },
  ]);
  expect(counts).toContainEqual({ type: 'BUYS_FROM', direction: 'in', count: 2, neighbours: 1 });
});

it('every metric of a dataset is told with what it measures, in the order of the claims, up to a limit', async () => {
  const { metrics, truncated } = await api.ok('metrics', { datasets: ID });
  const measuring = dataset.claims
    .filter(({ type }) => type === 'MEASURES')
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(truncated).toBe(false);
  expect(metrics.map(({ metric, claim }) => [metric.id, claim.to])).toEqual(
    measuring.map(({ from, to }) => [from, to]),
  );
  const few = await api.ok('metrics', { datasets: ID, limit: 3 });
  expect(few).toEqual({ metrics: metrics.slice(0, 3), truncated: true });
});
