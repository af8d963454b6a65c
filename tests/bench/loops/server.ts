/**
 * The server as it is served, in a process of its own. Prints its address; and for each line that it is sent, for how long its event loop
 * was held up at most since the line before, in milliseconds, and the most memory that it has held, in MiB.
 */
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
const server = createServer(app).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  delay.enable();
  process.stdout.write(`${port}\n`);
});
process.stdin.on('data', () => {
  const held = Math.max(0, delay.max / 1e6 - SAMPLE_MS);
  delay.reset();
  process.stdout.write(`${JSON.stringify({ held, memory: peakMiB() })}\n`);
});
