/**
 * The server as it is served, in a process of its own. Prints its address; and for each line that it is sent, for how long its event loop
 * was held up at most since the line before, in milliseconds, how much of the processor its thread took at most between two turns of the
 * loop, and the most memory that it has held, in MiB. Where other programs want the processor too, the first says more of them than of us.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { createApp } from '../../../server/http/app.ts';
import { neo4jStore } from '../../../server/neo4j/index.ts';
import { computePool } from '../../../server/workers/pool.ts';
import { connectionFrom, peakMiB } from '../console/measure.ts';

const app = createApp({
  deps: {
    store: neo4jStore(connectionFrom(process.argv[2])),
    compute: computePool(),
    about: { version: 'bench' },
  },
  access: { hosts: ['127.0.0.1'] },
  log: pino({ level: 'silent' }),
});
/** It samples by a timer, which is late by as much as the loop is held up, beside its own interval. */
const SAMPLE_MS = 1;
const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS });
/** Milliseconds for which this thread has had a processor. */
const worked = (): number =>
  Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
let most = 0;
function watch(before: number): void {
  const now = worked();
  most = Math.max(most, now - before);
  setTimeout(() => watch(now), SAMPLE_MS);
}
const server = createServer(app).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  delay.enable();
  watch(worked());
  process.stdout.write(`${port}\n`);
});
process.stdin.on('data', () => {
  const held = Math.max(0, delay.max / 1e6 - SAMPLE_MS);
  const own = most;
  delay.reset();
  most = 0;
  process.stdout.write(`${JSON.stringify({ held, own, memory: peakMiB() })}\n`);
});
