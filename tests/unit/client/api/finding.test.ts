import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../../../client/api/errors.ts';
import { localApi, storeOf } from '../../../../client/api/local.ts';
import { changedSince } from '../../../../client/state/finding.ts';
import { CONTRACT } from '../../../../server/core/contract/index.ts';
import type { Dataset } from '../../../../server/core/model/dataset.ts';
import { FindingFile } from '../../../../server/core/model/finding.ts';
import { DatasetId } from '../../../../server/core/model/ids.ts';
import { finding } from '../../../../server/core/operations/finding.ts';
import type { Deps } from '../../../../server/core/operations/index.ts';
import { memoryStore } from '../../../../server/core/store/memory/index.ts';
import { computePool } from '../../../../server/workers/pool.ts';
import { article } from '../../../http/support.ts';

const HOSTILE = '</script><script>alert(1)</script><!-- $& $1';
const halves = { before: '<p><script id="finding">', after: '</script></p>' };
const about = { version: '1' };
const compute = computePool({ threads: 1 });
afterAll(() => compute.close());

let source: Dataset;
let deps: Deps;
let text: string;
let file: FindingFile;

beforeAll(async () => {
  source = await article();
  const store = memoryStore();
  await store.load(source);
  deps = { store, compute, page: async () => halves, about };
  const answer = await finding(
    deps,
    CONTRACT.finding.input.parse({
      entities: source.entities.map(({ id }) => id),
      claims: source.claims.map(({ id }) => id),
      datasets: [source.info.id],
      title: HOSTILE,
      question: 'Why?',
      lang: 'en',
      view: { format: 1, parts: { on: 'x' } },
    }),
  );
  text = '';
  for await (const part of answer.parts) text += String(part);
  file = FindingFile.parse(JSON.parse(text.slice(halves.before.length, -halves.after.length)));
});

describe('a finding as a file', () => {
  it('stands between the halves of the page, and nothing in it can end its element', () => {
    expect(text.startsWith(halves.before)).toBe(true);
    expect(text.endsWith(halves.after)).toBe(true);
    expect(text.slice(halves.before.length, -halves.after.length)).not.toContain('<');
    expect(file.title).toBe(HOSTILE);
  });
  it('says which versions of which datasets it is of, what was asked, and how it was looked at', () => {
    expect(file.datasets.map(({ id, version }) => `${id}@${version}`)).toEqual([
      `${source.info.id}@${source.version}`,
    ]);
    expect(file.question).toBe('Why?');
    expect(file.view.parts).toEqual({ on: 'x' });
  });
  it('answers in the page as the server does: the same loops, claims with evidence, and names', async () => {
    const { api } = localApi({ store: await storeOf(file), compute, about });
    const there = localApi({ store: deps.store, compute, about }).api;
    expect((await api('datasets', {})).datasets[0]?.version).toBe(source.version);
    const question = { reading: 'trail', exchanges: 'include', maxLength: 6 } as const;
    const loops = await api('loops', question);
    expect(loops.loops.length).toBeGreaterThan(3);
    expect(loops).toEqual(await there('loops', question));
    const id = 'lenders-lend-to-coreweave';
    expect((await api('claim', { id })).evidence.length).toBeGreaterThan(0);
    expect(await api('claim', { id })).toEqual(await there('claim', { id }));
    const found = await api('search', { q: '英伟达' });
    expect(JSON.stringify(found)).toContain('nvidia');
    expect(await api('paths', { from: 'nvidia', to: 'coreweave' })).toEqual(
      await there('paths', { from: 'nvidia', to: 'coreweave' }),
    );
  });
  it('fails as a call to the server does, and saves nothing', async () => {
    const { api } = localApi({ store: await storeOf(file), compute, about });
    await expect(api('entity', { id: 'nobody' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(api('entity', { id: 'nobody' })).rejects.toBeInstanceOf(ApiError);
    await expect(
      api('save', { kind: 'view', id: 'a', name: 'A', body: { format: 1, parts: {} } }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(api('loops', { maxLength: 'many' as never })).rejects.toMatchObject({ code: 'bad_request' });
  });
  it('data that has been tampered with into nonsense is refused', async () => {
    const [data] = file.data;
    const claims = source.claims.map((claim) => ({ ...claim, from: 'nobody' }));
    await expect(storeOf({ ...file, data: [{ ...data, claims }] })).rejects.toMatchObject({
      code: 'bad_request',
    });
  });
});

it('tells data that is the same from data that has changed and data that is not there', () => {
  const of = (version: string) => ({ id: DatasetId.parse('d'), version, nameEn: 'D', nameZh: 'D' });
  const now = [of('1')];
  expect(changedSince({ datasets: [of('1')] }, now)).toEqual([]);
  expect(changedSince({ datasets: [of('0')] }, now)).toEqual([
    { id: 'd', kind: 'changed', was: '0', is: '1' },
  ]);
  expect(changedSince({ datasets: [of('0')] }, [])).toEqual([{ id: 'd', kind: 'missing', was: '0' }]);
});
