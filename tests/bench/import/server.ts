/** The server as it takes in files, in a process of its own: prints its address, and for each line the most memory that it has held, in MiB. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApp } from '../../../server/http/app.ts';
import { neo4jStore } from '../../../server/neo4j/index.ts';
import { importer } from '../../../server/workers/importer.ts';
import { computePool } from '../../../server/workers/pool.ts';
import { connectionFrom, peakMiB } from '../console/measure.ts';

const app = createApp({
  deps: {
    store: neo4jStore(connectionFrom(process.argv[2])),
    compute: computePool({ threads: 1 }),
    imports: importer({ maxBytes: 4 * 1024 ** 3 }),
    about: { version: 'bench' },
  },
  access: { hosts: ['127.0.0.1'] },
  log: pino({ level: 'silent' }),
});
const server = createServer(app).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${port}\n`);
});
process.stdin.on('data', () => process.stdout.write(`${peakMiB()}\n`));
