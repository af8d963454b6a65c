import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from '../core/contract/errors.ts';
import { type ImportNews, readImport } from '../core/import/read.ts';
import { restorable } from '../core/operations/index.ts';
import { cargoRows, countsOf } from '../core/store/cargo.ts';
import { gunzipped } from '../gunzip.ts';
import type { FileJob, FileReply } from './jobs.ts';
import { chunksOf, DiskShelf, Lines } from './spool.ts';

/** News that are sent on together, and milliseconds between two messages. */
const BUNDLE = 200;
const TELL_MS = 100;

const send = (reply: FileReply): void => parentPort?.postMessage(reply);

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

/** Reads it as a dataset, and writes down what a store takes of it where that is wanted. */
async function asDataset({
  file,
  before,
  rows,
  reading,
}: Extract<FileJob, { kind: 'import' }>): Promise<void> {
  const { summary, dataset } = await readImport(
    chunksOf(file),
    before === undefined ? undefined : chunksOf(before),
    reading,
    hear,
    () => new DiskShelf(),
  );
  if (dataset && rows !== undefined) {
    const lines = new Lines(rows);
    for (const row of cargoRows(dataset)) lines.add(JSON.stringify(row));
    lines.flush();
  }
  const found = dataset && { info: dataset.info, version: dataset.version, counts: countsOf(dataset) };
  flush();
  send({ kind: 'read', summary, found });
}

async function asBackup({ file, most }: Extract<FileJob, { kind: 'restore' }>): Promise<void> {
  const held = await restorable(gunzipped(chunksOf(file)()), {
    most,
    hear: (done) => hear({ type: 'progress', step: 'reading', done }),
  });
  flush();
  send({ kind: 'restorable', held });
}

const job: FileJob = workerData.job;
try {
  await (job.kind === 'import' ? asDataset(job) : asBackup(job));
} catch (error) {
  if (!(error instanceof Fault)) throw error;
  send({ kind: 'refused', code: error.code, message: error.message, details: error.details });
}
