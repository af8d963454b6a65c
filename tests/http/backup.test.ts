import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RestoreEvent } from '../../server/core/contract/backup.ts';
import { assemble } from '../../server/core/formats/assemble.ts';
import { recordsOf } from '../../server/core/formats/format.ts';
import { FORMATS } from '../../server/core/formats/index.ts';
import type { Dataset } from '../../server/core/model/dataset.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { sample } from '../store/sample.ts';
import { Api, faultIn, openStore } from './support.ts';

const MINE = 'http-backup';
const store = openStore();
/** A server that has nothing yet. */
const empty = memoryStore();
let api: Api;
let fresh: Api;
let closed: Api;
let small: Api;
beforeAll(async () => {
  await store.load(await checked(MINE));
  api = await Api.start(store);
  fresh = await Api.start(empty);
  closed = await Api.start(store, { readOnly: true });
  small = await Api.start(memoryStore(), { imports: { maxBytes: 2000, maxRecords: 5 } });
  await api.ok('save', { kind: 'query', id: MINE, name: '我的', body: { query: 'RETURN 1' } });
});
afterAll(async () => {
  for (const one of [api, fresh, closed, small]) await one?.close();
  await store.remove(MINE);
  await store.workspace.remove('query', MINE);
  await store.close();
});

/** The sample with what checking fills in, as every dataset has it that comes in from outside. */
async function checked(id: string): Promise<Dataset> {
  const bytes = async function* () {
    for await (const part of FORMATS.json.write(recordsOf(sample(id)))) yield Buffer.from(part);
  };
  const read = await assemble(FORMATS.json.read(bytes()));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.dataset;
}

async function saved(from: Api): Promise<Buffer> {
  const response = await fetch(`${from.base}/api/backup`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toMatch(/loopscope-\d{4}-\d\d-\d\d\.ndjson\.gz/);
  return Buffer.from(await response.arrayBuffer());
}
/** All but the first line, which says when it was made. */
const linesOf = (file: Buffer): string[] => String(gunzipSync(file)).split('\n').slice(1);
const KEPT = readFileSync(new URL('../samples/backup-1.ndjson', import.meta.url), 'utf8');

it('what one server has is in one file, and is on another once that is restored; again, nothing changes', async () => {
  const file = await saved(api);
  const looked = await fresh.ok('restore', { file, dryRun: 'true' });
  expect(looked.datasets).toContainEqual(
    expect.objectContaining({ id: MINE, becomes: 'create', claims: sample(MINE).claims.length }),
  );
  expect(looked.saved).toContainEqual(expect.objectContaining({ kind: 'query', replace: 0, same: 0 }));
  expect(await empty.datasets()).toEqual([]);

  const done = await fresh.ok('restore', { file, expectHash: looked.hash });
  expect(done).toEqual(looked);
  const own = ({ id }: { id: string }) => id === MINE;
  const [there] = (await fresh.ok('datasets')).datasets.filter(own);
  expect(there?.version).toBe(looked.datasets.find(own)?.version);
  expect((await fresh.ok('saved', { kind: 'query', id: MINE })).saved.name).toBe('我的');
  expect(linesOf(await saved(fresh)).filter((line) => line.includes(`"${MINE}"`))).toEqual(
    linesOf(file).filter((line) => line.includes(`"${MINE}"`)),
  );

  const again = await fresh.ok('restore', { file });
  expect(again.datasets.filter(own)).toEqual([expect.objectContaining({ becomes: 'same' })]);
  expect(again.saved.every(({ create, replace }) => create + replace === 0)).toBe(true);
});

it('what it takes the place of is said with its version before it is written', async () => {
  const file = await saved(api);
  await api.ok('datasetRename', { id: MINE, nameEn: 'Called otherwise since' });
  const before = (await api.ok('datasets')).datasets.find(({ id }) => id === MINE)?.version;
  const looked = await api.ok('restore', { file, dryRun: 'true' });
  expect(looked.datasets).toContainEqual(
    expect.objectContaining({ id: MINE, becomes: 'replace', before, nameEn: sample(MINE).info.nameEn }),
  );
  await api.ok('restore', { file, expectHash: looked.hash });
  const after = (await api.ok('datasets')).datasets.find(({ id }) => id === MINE);
  expect(after?.nameEn).toBe(sample(MINE).info.nameEn);
});

it('it is told as it goes, each event as the contract has it', async () => {
  const { text } = await fresh.fetch('/api/restore', {
    method: 'POST',
    headers: { accept: 'application/x-ndjson' },
    body: new Uint8Array(gzipSync(KEPT)),
  });
  const events = text
    .trim()
    .split('\n')
    .map((line) => RestoreEvent.parse(JSON.parse(line)));
  const steps = events.map((event) => (event.type === 'progress' ? event.step : event.type));
  expect(steps).toEqual(expect.arrayContaining(['receiving', 'reading', 'switch', 'saved']));
  expect(steps.at(-1)).toBe('end');
});

it('half a file is refused wherever it is cut, and so is what is none: nothing is written', async () => {
  const whole = gzipSync(KEPT);
  const held = await saved(fresh);
  const cuts = [0, 1, 0.1, 0.5, 0.9].map((share) => whole.subarray(0, Math.floor(whole.length * share)));
  const files = [
    ...cuts.filter(({ length }) => length < whole.length),
    whole.subarray(0, -1),
    gzipSync(KEPT.slice(0, KEPT.length / 2)),
    gzipSync(KEPT.split('\n').toSpliced(3, 1).join('\n')),
    Buffer.from('no backup'),
    Buffer.from(KEPT),
    gzipSync(''),
  ];
  for (const file of files)
    expect(faultIn(await fresh.call('restore', { file }), 'bad_request').message).toMatch(/backup|Line/i);
  expect(linesOf(await saved(fresh))).toEqual(linesOf(held));
});

it('what unpacks to far more than it is, or is more than may be, is refused', async () => {
  const bomb = gzipSync(Buffer.alloc(60_000_000, 0x20));
  expect(faultIn(await fresh.call('restore', { file: bomb }), 'bad_request').message).toMatch(/far more/);
  faultIn(await small.call('restore', { file: gzipSync(KEPT) }), 'too_large');
  faultIn(await small.call('restore', { file: Buffer.alloc(2001) }), 'too_large');
});

it('where nothing may be written a backup is saved, and none is restored', async () => {
  const file = await saved(closed);
  faultIn(await closed.call('restore', { file, dryRun: 'true' }), 'forbidden');
  faultIn(await closed.call('restore', { file }), 'forbidden');
});

it('what comes with the product stays as it is here', async () => {
  const before = await empty.datasets();
  const claims = KEPT.replaceAll('"kept"', '"nvidia-2023"');
  const { datasets } = await fresh.ok('restore', { file: gzipSync(claims) });
  expect(datasets).toEqual([expect.objectContaining({ id: 'nvidia-2023', becomes: 'stays' })]);
  expect(await empty.datasets()).toEqual(before);
});
