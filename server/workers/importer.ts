import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { Fault, refused } from '../core/contract/errors.ts';
import { linesOf } from '../core/formats/format.ts';
import type { Hear } from '../core/import/read.ts';
import { why } from '../core/model/why.ts';
import type { Imports, Received } from '../core/operations/index.ts';
import type { CargoRow } from '../core/store/cargo.ts';
import type { FileJob, FileReply } from './jobs.ts';
import { chunksOf, nameless } from './spool.ts';

export type ImporterOptions = {
  /** What a file may have at most. */
  maxBytes?: number;
  /** Records that it may come to. */
  maxRecords?: number;
  /** Memory of the thread that reads one file, in MB: what needs more is refused, and harms nothing else. */
  memoryMb?: number;
  /** Files that are read at once; one more is told to come back. */
  atOnce?: number;
};

const RETRY_AFTER = 5;

const write = promisify(fs.write);
const close = promisify(fs.close);

/** Writes what comes into it, no faster than the disk takes it. */
async function fill(
  fd: number,
  parts: AsyncIterable<string | Uint8Array>,
  signal: AbortSignal,
  take: (part: Buffer) => void,
): Promise<void> {
  let at = 0;
  for await (const part of parts) {
    signal.throwIfAborted();
    const bytes = Buffer.from(part);
    take(bytes);
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await write(fd, bytes, done, bytes.length - done, at + done);
      done += bytesWritten;
    }
    at += bytes.length;
  }
  signal.throwIfAborted();
}

/** What a body says whose sender has left in the middle of it. */
const isCut = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ECONNRESET';

/** Reads a file on a thread of its own, which ends with it. */
function readOnThread<Result>(
  job: FileJob,
  resultOf: (reply: FileReply) => Result | undefined,
  memoryMb: number,
  signal: AbortSignal,
  hear: Hear,
): Promise<Result> {
  const worker = new Worker(new URL('./start.mjs', import.meta.url), {
    workerData: { start: new URL('./import.worker.ts', import.meta.url).href, job },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  return new Promise<Result>((resolve, reject) => {
    const leave = (): void => reject(new Fault('cancelled', 'The import was cancelled.'));
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    worker.on('message', (reply: FileReply) => {
      const result = resultOf(reply);
      if (result !== undefined) resolve(result);
      else if (reply.kind === 'news') for (const one of reply.news) hear(one);
      else if (reply.kind === 'refused') reject(new Fault(reply.code, reply.message, reply.details));
    });
    worker.on('error', (error) => {
      const memory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(memory ? refused('too_large', why('refused.memory')) : error);
    });
    worker.on('exit', () => reject(new Error('the thread that read a file ended')));
  }).finally(() => worker.terminate());
}

/** Rows that are handed over together. */
const AT_ONCE = 1000;

/** What the thread has written there. */
async function* rowsIn(fd: number): AsyncGenerator<CargoRow[]> {
  let rows: CargoRow[] = [];
  for await (const { text } of linesOf(chunksOf(fd)())) {
    rows.push(JSON.parse(text));
    if (rows.length < AT_ONCE) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}

/** Takes in files: onto the disk, then read on a thread of their own. */
export function importer({
  maxBytes = 256 * 1024 ** 2,
  maxRecords = 5_000_000,
  memoryMb = 2048,
  atOnce = 2,
}: ImporterOptions = {}): Imports {
  let reading = 0;
  const tooLarge = (): Fault =>
    refused('too_large', why('refused.bytes', { most: maxBytes }), { most: maxBytes });

  return {
    receive: async (bytes, length, signal): Promise<Received> => {
      if (length !== undefined && length > maxBytes) throw tooLarge();
      if (reading >= atOnce)
        throw refused('too_many', why('refused.reading', { number: reading }), {
          retryAfterSeconds: RETRY_AFTER,
        });
      const file = nameless();
      reading += 1;
      const files = [file];
      const forget = async (): Promise<void> => {
        reading -= 1;
        await Promise.all(files.map((fd) => close(fd)));
      };
      const hash = createHash('sha256');
      let size = 0;
      try {
        await fill(file, bytes, signal, (part) => {
          size += part.length;
          if (size > maxBytes) throw tooLarge();
          hash.update(part);
        });
      } catch (error) {
        await forget();
        throw signal.aborted || isCut(error) ? new Fault('cancelled', 'The import was cancelled.') : error;
      }
      return {
        hash: hash.digest('hex'),
        bytes: size,
        read: async (reading, { before, load }, signal, hear) => {
          const another = (): number => {
            const fd = nameless();
            files.push(fd);
            return fd;
          };
          const served = before && another();
          if (served !== undefined && before) await fill(served, before, signal, () => {});
          const rows = load ? another() : undefined;
          const { summary, found } = await readOnThread(
            {
              kind: 'import',
              file,
              before: served,
              rows,
              reading: { ...reading, records: maxRecords },
            },
            (reply) => (reply.kind === 'read' ? reply : undefined),
            memoryMb,
            signal,
            hear,
          );
          return {
            summary,
            ...(found && rows !== undefined ? { cargo: { ...found, rows: () => rowsIn(rows) } } : {}),
          };
        },
        restorable: (signal, hear) =>
          readOnThread(
            { kind: 'restore', file, most: maxRecords },
            (reply) => (reply.kind === 'restorable' ? reply.held : undefined),
            memoryMb,
            signal,
            (news) => news.type === 'progress' && hear(news.done),
          ),
        forget,
      };
    },
  };
}
