import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { refused } from './core/contract/errors.ts';
import type { Chunks } from './core/formats/format.ts';
import { isBomb } from './core/formats/zip.ts';
import { why } from './core/model/why.ts';

/** Unpacks what is packed with gzip. `bad_request` where it is not, is cut short, or is far more than it looks like. */
export async function* gunzipped(packed: Chunks): Chunks {
  let [size, unpacked] = [0, 0];
  const counted = async function* (): Chunks {
    for await (const chunk of packed) {
      size += chunk.length;
      yield chunk;
    }
  };
  const source = Readable.from(counted());
  const gunzip = createGunzip();
  source.once('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of source.pipe(gunzip)) {
      unpacked += chunk.length;
      if (isBomb(size, unpacked)) throw refused('bad_request', why('restore.bomb'));
      yield chunk;
    }
  } catch (error) {
    const ours = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
    throw ours ? refused('bad_request', why('restore.cut')) : error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}
