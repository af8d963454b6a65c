import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble, assembled } from '../../../server/core/formats/assemble.ts';
import { held } from '../../../server/core/formats/dataset-files.ts';
import { recordsOf } from '../../../server/core/formats/format.ts';
import { cargoOf, gathered } from '../../../server/core/store/cargo.ts';
import { DiskShelf } from '../../../server/workers/spool.ts';
import { sample } from '../../store/sample.ts';

describe('a shelf on the disk', () => {
  it('gives what was put on it, in order and by place, as an array does', () => {
    const items = fc.array(fc.record({ text: fc.string({ unit: 'grapheme' }), many: fc.nat(3) }), {
      maxLength: 50,
    });
    fc.assert(
      fc.property(items, items, (some, more) => {
        // Some are longer than what is read at once.
        const all = [...some, { text: '長'.repeat(200_000), many: 0 }, ...more];
        const shelf = new DiskShelf<(typeof all)[number]>();
        for (const item of some) shelf.push(item);
        expect([...shelf]).toEqual(some);
        for (const item of all.slice(some.length)) shelf.push(item);
        expect([shelf.length, shelf.at(all.length)]).toEqual([all.length, undefined]);
        expect([...shelf]).toEqual(all);
        expect([...shelf]).toEqual(all);
        for (const at of [0, some.length, all.length - 1]) expect(shelf.at(at)).toEqual(all[at]);
      }),
      { numRuns: 20 },
    );
  });

  it('holds the records of a file until they are a dataset, the same as in memory', async () => {
    const records = async function* () {
      for await (const { table, record } of recordsOf(sample('spooled')))
        yield { table, record: { ...record }, line: 1 };
    };
    const [onDisk, inMemory] = [
      await assembled(records(), { shelves: () => new DiskShelf() }),
      await assemble(records()),
    ];
    expect('dataset' in onDisk && held(onDisk.dataset)).toEqual('dataset' in inMemory && inMemory.dataset);
  });
});

it('a dataset is the same after it has been cargo', async () => {
  const dataset = sample('shipped');
  expect(await gathered(cargoOf(cargoOf(dataset)))).toEqual(dataset);
});
