import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Source } from '../core/import/sheets.ts';
import type { Shelf } from '../core/model/table.ts';

const read = promisify(fs.read);
const CHUNK = 262_144;

/**
 * A file by its descriptor, from its start as often as needed. By place rather than as a stream, which would close what is not its own
 * where it is left in the middle.
 */
export const chunksOf = (fd: number): Source =>
  async function* () {
    for (let at = 0; ; ) {
      const { bytesRead, buffer } = await read(fd, new Uint8Array(CHUNK), 0, CHUNK, at);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  };

/** Lines at the end of a file that nobody else writes, some at a time. */
export class Lines {
  #held: string[] = [];
  #length = 0;
  /** Bytes that are in the file. */
  written = 0;

  constructor(readonly fd: number) {}

  add(line: string): void {
    this.#held.push(line);
    this.#length += line.length;
    if (this.#length >= CHUNK) this.flush();
  }
  flush(): void {
    if (this.#held.length === 0) return;
    const bytes = Buffer.from(`${this.#held.join('\n')}\n`);
    this.#held = [];
    this.#length = 0;
    for (let at = 0; at < bytes.length; )
      at += fs.writeSync(this.fd, bytes, at, bytes.length - at, this.written + at);
    this.written += bytes.length;
  }
}

/** A file without a name: nothing is left of it once it is closed or its thread ends, however that is. */
export function nameless(): number {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'loopscope-'));
  try {
    return fs.openSync(path.join(folder, 'file'), 'wx+', 0o600);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A shelf on the disk: of each item only its place is held, and an item that is asked for is made anew. */
export class DiskShelf<T> implements Shelf<T> {
  readonly #lines = new Lines(nameless());
  /** Where each begins, in bytes. */
  readonly #starts: number[] = [];
  #end = 0;

  get length(): number {
    return this.#starts.length;
  }
  push(item: T): void {
    const line = JSON.stringify(item);
    this.#starts.push(this.#end);
    this.#end += Buffer.byteLength(line) + 1;
    this.#lines.add(line);
  }
  at(index: number): T | undefined {
    const from = this.#starts[index];
    if (from === undefined) return undefined;
    return itemIn(this.#bytes(from, this.#starts[index + 1] ?? this.#end));
  }
  *[Symbol.iterator](): Generator<T, void, undefined> {
    const count = this.#starts.length;
    for (let first = 0; first < count; ) {
      const from = this.#starts[first] ?? 0;
      let next = first + 1;
      while (next < count && (this.#starts[next] ?? 0) - from < CHUNK) next += 1;
      const bytes = this.#bytes(from, this.#starts[next] ?? this.#end);
      for (; first < next; first++) {
        const start = (this.#starts[first] ?? 0) - from;
        yield itemIn(bytes.subarray(start, (this.#starts[first + 1] ?? this.#end) - from));
      }
    }
  }
  #bytes(from: number, to: number): Buffer {
    if (to > this.#lines.written) this.#lines.flush();
    const bytes = Buffer.allocUnsafe(to - from);
    for (let at = 0; at < bytes.length; ) {
      const count = fs.readSync(this.#lines.fd, bytes, at, bytes.length - at, from + at);
      if (count === 0) throw new Error('a shelf on the disk was cut short');
      at += count;
    }
    return bytes;
  }
}

/** What was put there is what comes back. */
const itemIn = (bytes: Buffer) => JSON.parse(bytes.toString());
