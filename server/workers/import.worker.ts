import fs from 'node:fs';
import { promisify } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from '../core/contract/errors.ts';
import { type ImportNews, readImport } from '../core/import/read.ts';
import type { Source } from '../core/import/sheets.ts';
import { restorable } from '../core/operations/index.ts';
import { gunzipped } from '../gunzip.ts';
import type { FileJob, FileReply } from './jobs.ts';

/** News that are sent on together, and milliseconds between two messages. */
const BUNDLE = 200;
const TELL_MS = 100;

const read = promisify(fs.read);
const send = (reply: FileReply): void => parentPort?.postMessage(reply);

const CHUNK = 262_144;

/**
 * The file has no name any more: it is there as long as it is open, and is read from its start as often as needed. By place rather than as a
 * stream, which would close what is not its own where it is left in the middle.
 */
const sourceOf = (fd: number): Source =>
  async function* () {
    for (let at = 0; ; ) {
      const { bytesRead, buffer } = await read(fd, new Uint8Array(CHUNK), 0, CHUNK, at);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  };

/** Sends news in bundles, so that telling does not take the time of reading. */
let news: ImportNews[] = [];
let sent = performance.now();
function flush(): void {
  if (news.length > 0) send({ kind: 'news', news });
  news = [];
  sent = performance.now();
}
function hear(one: ImportNews): void {
  news.push(one);
  if (news.length >= BUNDLE || performance.now() - sent >= TELL_MS) flush();
}

const job: FileJob = workerData.job;
try {
  if (job.kind === 'import') {
    const before = job.before === undefined ? undefined : sourceOf(job.before);
    const result = await readImport(sourceOf(job.file), before, job.reading, hear);
    flush();
    send({ kind: 'read', read: result });
  } else {
    const held = await restorable(gunzipped(sourceOf(job.file)()), {
      most: job.most,
      hear: (done) => hear({ type: 'progress', step: 'reading', done }),
    });
    flush();
    send({ kind: 'restorable', held });
  }
} catch (error) {
  if (!(error instanceof Fault)) throw error;
  send({ kind: 'refused', code: error.code, message: error.message });
}
