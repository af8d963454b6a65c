// A server of its own process on the database that the environment names, to be killed while it imports: it says where it listens.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApp } from '../../server/http/app.ts';
import { neo4jStore } from '../../server/neo4j/index.ts';
import { importer } from '../../server/workers/importer.ts';
import { computePool } from '../../server/workers/pool.ts';

const { NEO4J_URI: uri = '', NEO4J_USER: user = '', NEO4J_PASSWORD: password = '' } = process.env;
const app = createApp({
  deps: {
    store: neo4jStore({ uri, user, password }),
    compute: computePool({ threads: 0 }),
    imports: importer(),
    about: { version: 'killed' },
  },
  access: { hosts: ['127.0.0.1'] },
  log: pino({ level: 'silent' }),
});
const server = createServer(app).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
process.stdout.write(`${port}\n`);
