import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { type ImportNews, readImport } from '../core/import/read.ts';
import type { Source } from '../core/import/sheets.ts';
import type { ImportJob, ImportReply } from './jobs.ts';

/** News that are sent on together, and milliseconds between two messages. */
const BUNDLE = 200;
const TELL_MS = 100;

const send = (reply: ImportReply): void => parentPort?.postMessage(reply);

/** The file has no name any more: it is there as long as it is open, and can be read from its start as often as needed. */
const sourceOf =
  (fd: number): Source =>
  () =>
    createReadStream('', { fd, start: 0, autoClose: false, highWaterMark: 262_144 });

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

const { file, before, reading }: ImportJob = workerData.job;
const read = await readImport(
  sourceOf(file),
  before === undefined ? undefined : sourceOf(before),
  reading,
  hear,
);
flush();
send({ kind: 'read', read });
