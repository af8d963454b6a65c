import { Gzip, strToU8 } from 'fflate';

/** Letters that are packed together: a call for each line would take longer than the packing. */
const BATCH = 65_536;

/** Packs text as it comes. */
export async function* gzipped(parts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const gzip = new Gzip({ level: 6 }, (data) => ready.push(data));
  let held = '';
  for await (const part of parts) {
    held += part;
    if (held.length < BATCH) continue;
    gzip.push(strToU8(held), false);
    held = '';
    yield* ready;
    ready = [];
  }
  gzip.push(strToU8(held), true);
  yield* ready;
}
