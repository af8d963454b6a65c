import { strToU8, Unzip, UnzipInflate, Zip, ZipDeflate } from 'fflate';
import { why } from '../model/why.ts';
import { type Chunks, NotTheFormat } from './format.ts';

/** Bytes that a file may unpack to, and how many times its packed size: what is above is a bomb, not data. */
const MOST_BYTES = 2 ** 32;
const MOST_TIMES = 200;
/** Below this many bytes the ratio says nothing. */
const SMALL = 2 ** 20;
/** Whether so much can come of so many bytes only where somebody means harm. */
export const isBomb = (packed: number, unpacked: number): boolean =>
  unpacked > MOST_BYTES || (unpacked > SMALL && unpacked > packed * MOST_TIMES);
const MOST_FILES = 100;
/** The earliest date that a zip can say: equal content, equal file. */
const MTIME = '1980-01-01T00:00:00';

/** Packs files as their parts come. */
export async function* zipped(
  files: AsyncIterable<{ name: string; parts: AsyncIterable<string | Uint8Array> }>,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let fault: Error | null = null;
  const zip = new Zip((error, data) => {
    fault ??= error;
    ready.push(data);
  });
  const taken = function* (): Generator<Uint8Array> {
    if (fault) throw fault;
    const now = ready;
    ready = [];
    yield* now;
  };
  for await (const { name, parts } of files) {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = MTIME;
    zip.add(file);
    for await (const part of parts) {
      file.push(typeof part === 'string' ? strToU8(part) : part, false);
      yield* taken();
    }
    file.push(new Uint8Array(0), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}

/** The parts of the files in an archive, in its order. */
async function* partsIn(bytes: Chunks): AsyncGenerator<{ name: string; data: Uint8Array }> {
  let ready: { name: string; data: Uint8Array }[] = [];
  let fault: Error | undefined;
  let [packed, unpacked, files] = [0, 0, 0];
  const unzip = new Unzip((file) => {
    files += 1;
    if (files > MOST_FILES) fault ??= new NotTheFormat(why('file.files', { most: MOST_FILES }), 1);
    file.ondata = (error, data) => {
      if (error) fault ??= new NotTheFormat(why('file.unpack', { detail: error.message }), 1);
      unpacked += data?.length ?? 0;
      if (isBomb(packed, unpacked)) {
        fault ??= new NotTheFormat(why('file.bomb'), 1);
        file.terminate();
      } else ready.push({ name: file.name, data });
    };
    if (!fault) file.start();
  });
  unzip.register(UnzipInflate);
  for await (const chunk of bytes) {
    packed += chunk.length;
    // In small steps, so that a bomb is met before it has gone off.
    for (let at = 0; at < chunk.length; at += 4096) {
      unzip.push(chunk.subarray(at, at + 4096), false);
      if (fault) throw fault;
      yield* ready;
      ready = [];
    }
  }
  unzip.push(new Uint8Array(0), true);
  if (fault) throw fault;
  yield* ready;
  if (files === 0) throw new NotTheFormat(why('file.zip'), 1);
}

/** The files of an archive one after the other, unpacked as they are read. */
export async function* unzipped(bytes: Chunks): AsyncGenerator<{ name: string; bytes: Chunks }> {
  const parts = partsIn(bytes);
  let part = await parts.next();
  while (!part.done) {
    const { name } = part.value;
    const file = async function* (): Chunks {
      while (!part.done && part.value.name === name) {
        yield part.value.data;
        part = await parts.next();
      }
    };
    const left = file();
    yield { name, bytes: left };
    // What the reader had no use for.
    while (!part.done && part.value.name === name) part = await parts.next();
  }
}
