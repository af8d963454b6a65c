/** The server alone in a process of its own, so that what it takes is its own: prints its address, and its peak memory when asked by a line. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApp } from '../../../server/http/app.ts';
import { neo4jStore } from '../../../server/neo4j/index.ts';
import { computePool } from '../../../server/workers/pool.ts';
import { connectionFrom, peakMiB } from './measure.ts';

const store = neo4jStore(connectionFrom(process.argv[2]));
const app = createApp({
  deps: { store, compute: computePool({ threads: 1 }), about: { version: 'bench' } },
  access: { hosts: ['127.0.0.1'] },
  log: pino({ level: 'silent' }),
});
const server = createServer(app).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${port}\n`);
});
process.stdin.on('data', () => process.stdout.write(`${peakMiB()}\n`));
