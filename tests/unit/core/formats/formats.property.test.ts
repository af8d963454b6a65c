import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../../../server/core/formats/assemble.ts';
import { type Chunks, type Format, recordsOf } from '../../../../server/core/formats/format.ts';
import { FORMATS } from '../../../../server/core/formats/index.ts';
import type { Dataset } from '../../../../server/core/model/dataset.ts';
import { datasetFolders, readDatasetFolder } from '../../../../server/datasets.ts';
import { rawDataset, soundDataset } from './arbitrary-dataset.ts';

async function bytesOf(format: Format, dataset: Dataset): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of format.write(recordsOf(dataset)))
    parts.push(typeof part === 'string' ? new TextEncoder().encode(part) : part);
  return new Uint8Array(Buffer.concat(parts));
}
/** The bytes in pieces of one size, which cut texts and characters anywhere. */
async function* cut(bytes: Uint8Array, size: number): Chunks {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const back = async (format: Format, bytes: Uint8Array, size = 65_536) =>
  assemble(format.read(cut(bytes, size)));

describe.each(Object.entries<Format>(FORMATS))('a dataset as %s', (_, format) => {
  it('comes back equal, whatever it holds and however its bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(rawDataset, fc.integer({ min: 1, max: 900 }), async (raw, size) => {
        const dataset = await soundDataset(raw);
        expect(await back(format, await bytesOf(format, dataset), size)).toEqual({ dataset });
      }),
      { numRuns: 30 },
    );
  });

  it('comes back equal where it is one of ours', async () => {
    for (const folder of await datasetFolders()) {
      const read = await readDatasetFolder(folder);
      if ('problems' in read) throw new Error('The dataset is not sound.');
      expect(await back(format, await bytesOf(format, read.dataset))).toEqual(read);
    }
  });

  it('is the same file for the same dataset', async () => {
    const [raw] = fc.sample(rawDataset, { numRuns: 1, seed: 7 });
    if (!raw) throw new Error('no sample');
    const dataset = await soundDataset(raw);
    expect(await bytesOf(format, dataset)).toEqual(await bytesOf(format, dataset));
  });

  it('is refused with a reason where it is cut off or something else', async () => {
    const [raw] = fc.sample(rawDataset, { numRuns: 1, seed: 7 });
    if (!raw) throw new Error('no sample');
    const whole = await bytesOf(format, await soundDataset(raw));
    for (const bytes of [
      whole.subarray(0, whole.length / 2),
      new TextEncoder().encode('name\nvalue'),
      new Uint8Array(0),
    ]) {
      const result = await back(format, bytes);
      expect('problems' in result && result.problems.length).toBeGreaterThan(0);
    }
  });
});
