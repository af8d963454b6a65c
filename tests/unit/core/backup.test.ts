import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Fault } from '../../../server/core/contract/errors.ts';
import { assemble } from '../../../server/core/formats/assemble.ts';
import { recordsOf } from '../../../server/core/formats/format.ts';
import { json } from '../../../server/core/formats/json.ts';
import type { Dataset } from '../../../server/core/model/dataset.ts';
import { SAVED_KINDS } from '../../../server/core/model/saved.ts';
import { backup, restorable, restore } from '../../../server/core/operations/index.ts';
import { memoryStore } from '../../../server/core/store/memory/index.ts';
import type { GraphStore } from '../../../server/core/store/types.ts';
import { sample } from '../../store/sample.ts';
import { rawDataset, soundDataset } from './formats/arbitrary-dataset.ts';

/** A backup of version 1, as the command wrote it then: whatever the product becomes, it reads this. */
const KEPT = readFileSync(new URL('../../samples/backup-1.ndjson', import.meta.url), 'utf8');
const MADE = new Date('2026-12-01T00:00:00Z');

const linesOf = async (store: GraphStore): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of backup(store, MADE)) lines.push(line);
  return lines;
};
async function* encoded(parts: AsyncIterable<string | Uint8Array>) {
  for await (const part of parts) yield typeof part === 'string' ? new TextEncoder().encode(part) : part;
}
async function* bytes(text: string) {
  yield new TextEncoder().encode(text);
}
const read = (lines: readonly string[]) => restorable(bytes(lines.join('')));
const refusal = async (lines: readonly string[]): Promise<string> => {
  const error: unknown = await read(lines).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Fault)) throw new Error('It was not refused.');
  expect(error.code).toBe('bad_request');
  return error.message;
};
/** The sample with what checking fills in, as every dataset that is loaded has it. */
async function checked(id: string): Promise<Dataset> {
  const read = await assemble(json.read(encoded(json.write(recordsOf(sample(id))))));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.dataset;
}
async function full(): Promise<GraphStore> {
  const store = memoryStore();
  await store.load(await checked('one'));
  await store.load(await checked('two'));
  await store.workspace.put({
    kind: 'view',
    id: 'mine',
    name: '我的',
    text: '{"format":1,"parts":{"on":"x"}}',
  });
  await store.workspace.put({
    kind: 'query',
    id: 'all',
    name: 'All',
    text: '{"parameters":{},"query":"RETURN 1"}',
  });
  return store;
}

it('everything comes back in an empty store, and again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(rawDataset, async (raw) => {
      const store = await full();
      await store.load(await soundDataset(raw));
      const lines = await linesOf(store);
      const empty = memoryStore();
      expect((await restore(empty, await read(lines))).every(({ changed }) => changed)).toBe(true);
      expect(await linesOf(empty)).toEqual(lines);
      expect((await restore(empty, await read(lines))).some(({ changed }) => changed)).toBe(false);
    }),
    { numRuns: 15 },
  );
});

it('what stands beside the backup stays, what it holds is as it was then', async () => {
  const store = await full();
  const lines = await linesOf(store);
  await store.remove('one');
  await store.load(await checked('three'));
  await store.workspace.remove('view', 'mine');
  await store.workspace.put({ kind: 'view', id: 'later', name: 'Later', text: '{"format":1,"parts":{}}' });
  await restore(store, await read(lines));
  expect((await store.datasets()).map(({ id }) => id)).toEqual(['one', 'three', 'two']);
  expect((await store.workspace.get('view', 'mine'))?.saved.name).toBe('我的');
  expect(await store.workspace.get('view', 'later')).toBeDefined();
});

it('one that is cut short anywhere, or lacks a line, is refused whole', async () => {
  const lines = await linesOf(await full());
  for (let kept = 0; kept < lines.length; kept++) await refusal(lines.slice(0, kept));
  for (let gone = 0; gone < lines.length; gone++) await refusal(lines.toSpliced(gone, 1));
});

it('what is no backup, is of a newer version, or holds what the model does not take is refused by name', async () => {
  const lines = await linesOf(await full());
  expect(await refusal(['hello\n'])).toContain('Line 1');
  expect(await refusal(['{"loopscope":1}\n'])).toContain('Line 1');
  expect(await refusal([lines[0]?.replace(':1,', ':2,') ?? '', ...lines.slice(1)])).toContain('newer');
  const bad = lines.map((line) => line.replace('"INVESTS_IN"', '"STEALS_FROM"'));
  expect(await refusal(bad)).toContain('one is not sound');
  const view = lines.map((line) => line.replace('"format":1', '"format":9'));
  expect(await refusal(view)).toContain('not a saved view');
});

it('the kept backup of version 1 is read, with all that it holds', async () => {
  const store = memoryStore();
  const held = await restorable(bytes(KEPT));
  expect(held.datasets.map(({ info, claims }) => [info.id, claims.length])).toEqual([['kept', 11]]);
  await restore(store, held);
  for (const kind of SAVED_KINDS)
    expect(await store.workspace.list(kind, { limit: 9 }), kind).toHaveLength(1);
  const again = await linesOf(store);
  expect(again.slice(1)).toEqual(KEPT.split(/(?<=\n)/).slice(1));
});
