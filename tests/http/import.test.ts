import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../server/core/contract/exports.ts';
import { ImportEvent } from '../../server/core/contract/import.ts';
import { assemble } from '../../server/core/formats/assemble.ts';
import { recordsOf } from '../../server/core/formats/format.ts';
import { FORMATS, writeAs } from '../../server/core/formats/index.ts';
import type { Dataset } from '../../server/core/model/dataset.ts';
import { sample } from '../store/sample.ts';
import { Api, faultIn, openStore, refusedFor, until, type Values } from './support.ts';

const MINE = 'http-import';
const store = openStore();
let api: Api;
let closed: Api;
let small: Api;
beforeAll(async () => {
  // The first load of all makes the schema, which takes its time.
  await store.load(sample(MINE));
  await store.remove(MINE);
  api = await Api.start(store);
  closed = await Api.start(store, { readOnly: true });
  small = await Api.start(store, { imports: { maxBytes: 1000, atOnce: 1 } });
});
afterEach(() => store.remove(MINE));
afterAll(async () => {
  await api?.close();
  await closed?.close();
  await small?.close();
  await store.close();
});

type Name = keyof typeof FORMATS;
const NAMES = Object.keys(FORMATS).filter((name): name is Name => Object.hasOwn(FORMATS, name));
const written = async (format: Name, dataset: Dataset): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  for await (const part of writeAs(format, recordsOf(dataset)))
    parts.push(typeof part === 'string' ? new TextEncoder().encode(part) : part);
  return new Uint8Array(Buffer.concat(parts));
};
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
const asJson = (dataset: Dataset): Promise<Uint8Array> => written('json', dataset);
const load = (file: Uint8Array | string, values: Values = {}) =>
  api.ok('importFile', { file, dataset: MINE, ...values });
const dry = (file: Uint8Array | string, values: Values = {}) => load(file, { dryRun: 'true', ...values });
const served = async (id = MINE) => (await api.ok('datasets')).datasets.find((dataset) => dataset.id === id);

/** The events of an import, each held to the contract. */
async function events(file: Uint8Array | string, values: Values = {}): Promise<ImportEvent[]> {
  const query = new URLSearchParams({ dataset: MINE, ...values } as Record<string, string>);
  const answer = await api.fetch(`/api/import?${query}`, {
    method: 'POST',
    headers: { accept: 'application/x-ndjson' },
    body: file as BodyInit,
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.text
    .trim()
    .split('\n')
    .map((line) => ImportEvent.parse(JSON.parse(line)));
}

describe.each(NAMES)('a file of the format %s', (format) => {
  it('is told from others by its content, and would become the dataset that it was', async () => {
    const file = await written(format, sample(MINE));
    const read = await assemble(FORMATS.json.read(once(await asJson(sample(MINE)))));
    if ('problems' in read) throw new Error('the sample is not sound');
    const { version } = read.dataset;
    const first = await dry(file);
    expect(first).toMatchObject({ format, problems: 0, questions: 0, told: [] });
    expect(first.version).toBe(version);
    expect(EXPORT_FORMATS[format]).not.toHaveProperty('losesEn');
  });
});

describe('a dry run', () => {
  it('says what would be created, changed, left and removed, and changes nothing', async () => {
    const old = sample(MINE);
    await load(await asJson(old));
    const [first] = old.entities;
    const [claim, ...claims] = old.claims;
    if (!first || !claim) throw new Error('the sample is empty');
    const next: Dataset = {
      ...old,
      entities: [...old.entities, { ...first, id: 'brand-new' as typeof first.id }],
      claims: [{ ...claim, summaryEn: 'Told otherwise.' }, ...claims],
    };
    const told = await dry(await asJson(next));
    expect(told.tables.entities).toEqual({
      create: 1,
      change: 0,
      unchanged: old.entities.length,
      remove: 0,
      refuse: 0,
    });
    expect(told.tables.claims).toMatchObject({ create: 0, change: 1, unchanged: old.claims.length - 1 });
    expect(told.before).toBe((await served())?.version);
    expect(told.served).toBeUndefined();
  });

  it('says of the same file that nothing would change, and the load of it changes nothing', async () => {
    const file = await asJson(sample(MINE));
    const before = (await load(file, { expectHash: (await dry(file)).hash })).served;
    expect(await served()).toEqual({ ...before, own: true });
    const { records, version } = await dry(file);
    expect(records).toMatchObject({ create: 0, change: 0, remove: 0, refuse: 0 });
    expect(version).toBe(before?.version);
    expect((await load(file)).served).toEqual(before);
  });

  it('tells each problem with its place, as many as are asked for, and counts all', async () => {
    const whole = sample(MINE);
    const broken = {
      ...whole,
      claims: whole.claims.map((claim) => ({ ...claim, from: 'nobody' as typeof claim.from })),
    };
    const all = await dry(await asJson(broken));
    expect(all.problems).toBeGreaterThanOrEqual(whole.claims.length);
    expect(all.told).toContainEqual({
      sheet: 'claims',
      row: 1,
      column: 'from',
      code: 'link',
      message: 'there is no entity nobody',
      why: { says: 'link.entity', of: { id: 'nobody' } },
    });
    expect(all.records.refuse).toBeGreaterThanOrEqual(whole.claims.length);
    expect(all.version).toBeUndefined();
    const few = await dry(await asJson(broken), { problems: 2 });
    expect(few.told).toHaveLength(2);
    expect(few.problems).toBe(all.problems);
  });
});

describe('a load', () => {
  it('of a file with problems leaves what was there, and says why', async () => {
    await load(await asJson(sample(MINE)));
    const before = await served();
    const file = '{"loopscope":1,"entities":[{"id":"a"}]}';
    const { message, details } = faultIn(
      await api.call('importFile', { file, dataset: MINE }),
      'bad_request',
    );
    expect(message).toContain('problems');
    expect(details).toMatchObject({ records: { refuse: 1 } });
    expect(await served()).toEqual(before);
  });

  it('is of the file that the dry run was of, or refused', async () => {
    const { hash } = await dry(await asJson(sample(MINE)));
    const other = await asJson({ ...sample(MINE), deals: [] });
    refusedFor(await api.call('importFile', { file: other, dataset: MINE, expectHash: hash }), 'expectHash');
    expect(await served()).toBeUndefined();
  });

  it('takes the place of the version that the dry run compared with, and of no other', async () => {
    const file = await asJson(sample(MINE));
    const { hash } = await dry(file);
    const asLookedAt = { expectHash: hash, ifVersion: 'none' };
    // Somebody else has loaded one of that name meanwhile.
    await load('name,kind\nA,Company\n');
    const before = await served();
    faultIn(await api.call('importFile', { file, dataset: MINE, ...asLookedAt }), 'conflict');
    expect(await served()).toEqual(before);
    const again = await dry(file);
    expect(again.before).toBe(before?.version);
    await load(file, { expectHash: hash, ifVersion: again.before });
    expect((await served())?.version).toBe(again.version);
  });

  it('tells how it goes, and ends with what is served', async () => {
    const told = await events(await asJson(sample(MINE)));
    expect(told.map(({ type }) => type).filter((type) => type !== 'progress')).toEqual(['end']);
    const steps = told.flatMap((event) => (event.type === 'progress' ? [event.step] : []));
    expect(new Set(steps)).toEqual(
      new Set(['receiving', 'reading', 'schema', 'entities', 'claims', 'evidence', 'switch']),
    );
    expect(told.at(-1)).toMatchObject({ type: 'end', served: { id: MINE } });
  });

  it('of another name is called so, and is not shown first whatever its file says', async () => {
    const loud = { ...sample(MINE), info: { ...sample(MINE).info, shownFirst: true } };
    await load(await asJson(loud), { name: ' 我的 ' });
    expect(await served()).toMatchObject({ nameEn: '我的', nameZh: '我的' });
    expect(await served()).not.toHaveProperty('shownFirst');
  });

  it('ends when its sender leaves, and nothing has changed', async () => {
    const gone = new AbortController();
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{"loopscope":1,'));
      },
    });
    const sending = fetch(`${small.base}/api/import?dataset=${MINE}`, {
      method: 'POST',
      body,
      signal: gone.signal,
      duplex: 'half',
    } as RequestInit);
    const busy = async () =>
      (await small.call('importFile', { file: '{}', dataset: MINE, dryRun: 'true' })).status === 429;
    await until('the import is under way', busy);
    gone.abort();
    await expect(sending).rejects.toThrow();
    await until('its place is free again', async () => !(await busy()));
    expect(await served()).toBeUndefined();
    expect(small.lines.join('')).not.toMatch(/"level":50/);
  });
});

describe('a dataset of one’s own', () => {
  it('is renamed, keeps its name when a table takes its place, and is taken away', async () => {
    await load(await asJson(sample(MINE)));
    const before = await served();
    const { dataset } = await api.ok('datasetRename', { id: MINE, nameZh: '我的' });
    expect({ ...dataset, own: true }).toEqual({ ...before, nameZh: '我的', version: dataset.version });
    expect(dataset.version).not.toBe(before?.version);
    expect(await served()).toEqual({ ...dataset, own: true });
    const table = 'name,kind\nA,Company\n';
    expect((await load(table)).served).toMatchObject({ nameEn: before?.nameEn, nameZh: '我的' });
    await api.ok('datasetRemove', { id: MINE });
    expect(await served()).toBeUndefined();
    faultIn(await api.call('datasetRemove', { id: MINE }), 'not_found');
    faultIn(await api.call('datasetRename', { id: MINE, nameEn: 'x' }), 'not_found');
  });

  it('has likely duplicates proposed, linked by its reader, kept when it is imported again, and unlinked', async () => {
    const other = sample('http-import-other');
    await store.load(other);
    const file = 'name,kind,aliases\nCoreweve,Company,\nH200,Chip,\nSomebody,Company,英伟达\n';
    await load(file);
    const { pairs } = await api.ok('duplicates', { id: MINE });
    const mine = pairs.filter(({ other: { dataset } }) => dataset === other.info.id);
    expect(mine.map((pair) => [pair.entity.id, pair.other.id, pair.by, pair.linked])).toEqual([
      ['coreweve', 'cloud', 'spelling', false],
      ['somebody', 'maker', 'name', false],
    ]);
    const id = `${MINE}:somebody`;
    await api.ok('linkEntity', { id, other: `${other.info.id}:maker` });
    const again = await load(`${file}Newcomer,Company,\n`);
    expect(again.tables.entities).toMatchObject({ create: 1, change: 0, unchanged: 3 });
    const linked = async () => (await api.ok('duplicates', { id: MINE })).pairs.some((pair) => pair.linked);
    expect(await linked()).toBe(true);
    await api.ok('unlinkEntity', { id });
    expect(await linked()).toBe(false);
    faultIn(await api.call('linkEntity', { id: `${MINE}:nobody`, other: id }), 'not_found');
    await store.remove(other.info.id);
  });

  it('is not one that comes with the product', async () => {
    faultIn(await api.call('datasetRemove', { id: 'nvidia-2023' }), 'forbidden');
    faultIn(await api.call('datasetRename', { id: 'nvidia-2023', nameEn: 'x' }), 'forbidden');
    faultIn(await closed.call('datasetRemove', { id: MINE }), 'forbidden');
  });

  it('imported twice at once is one of the two, never a mixture', async () => {
    const [a, b] = ['A', 'B'].map((name) => `name,kind\n${name},Company\n`);
    const both = await Promise.all([a, b].map((file) => api.call('importFile', { file, dataset: MINE })));
    // Whoever comes second waits and is told, or, should the first be through already, takes its place.
    for (const { status } of both) expect([200, 409]).toContain(status);
    const now = await Promise.all([a, b].map(async (file) => (await dry(file ?? '')).records.unchanged));
    expect(now.sort()).toEqual([0, 1]);
    expect((await served())?.counts.entities).toBe(1);
  });
});

describe('what may not be', () => {
  it('a dataset that comes with the product', async () => {
    const file = await asJson(sample('nvidia-2023'));
    faultIn(await api.call('importFile', { file, dataset: 'nvidia-2023' }), 'forbidden');
  });
  it('anything, where writing is switched off', async () => {
    const file = await asJson(sample(MINE));
    faultIn(await closed.call('importFile', { file, dataset: MINE, dryRun: 'true' }), 'forbidden');
  });
  it('from the page of another site', async () => {
    const answer = await api.fetch(`/api/import?dataset=${MINE}`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: '{}',
    });
    faultIn(answer, 'forbidden');
  });
  it('a file that is too large, whether it says so or not', async () => {
    const file = 'x'.repeat(1001);
    faultIn(await small.call('importFile', { file, dataset: MINE, dryRun: 'true' }), 'too_large');
    const parts = new ReadableStream({
      start: (controller) => {
        for (let at = 0; at < 11; at++) controller.enqueue(new TextEncoder().encode('x'.repeat(100)));
        controller.close();
      },
    });
    const answer = await fetch(`${small.base}/api/import?dataset=${MINE}&dryRun=true`, {
      method: 'POST',
      body: parts,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
  });
  it('a body that is called JSON is a file all the same', async () => {
    const answer = await api.fetch(`/api/import?dataset=${MINE}&dryRun=true`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: (await asJson(sample(MINE))) as BodyInit,
    });
    expect(answer.body).toMatchObject({ problems: 0, format: 'json' });
  });
});
