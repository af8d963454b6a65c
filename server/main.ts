import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { z } from 'zod';
import { Fault } from './core/contract/errors.ts';
import { memoryStore } from './core/store/memory/index.ts';
import { datasetFolders } from './datasets.ts';
import { findingPage } from './finding-page.ts';
import { createApp } from './http/app.ts';
import { loadFolders } from './load.ts';
import { type Neo4jStore, neo4jStore } from './neo4j/index.ts';
import {
  claimInstance,
  listenPort,
  openBrowser,
  type RuntimeReport,
  resetLocal,
  startRuntime,
} from './runtime/index.ts';
import { settingsFrom } from './settings.ts';
import { warm } from './warm.ts';
import { importer } from './workers/importer.ts';
import { keywordFinder } from './workers/keywords.ts';
import { computePool } from './workers/pool.ts';

export type StartOptions = { port?: number; open: boolean; reset: boolean; home: string };

const DEFAULT_PORT = 4680;
const CLIENT = fileURLToPath(new URL('../dist/client', import.meta.url));
const Package = z.object({ version: z.string() });
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** One line a step: a step that goes on is not said again every second where nobody watches. */
function reporter(): RuntimeReport {
  let last = '';
  return ({ step, detail, done, total }) => {
    const amount = done !== undefined && total !== undefined ? ` ${done} of ${total}` : '';
    const line = `  ${step}${amount}${detail ? ` (${detail})` : ''}`;
    if (step !== last || amount !== '') say(line);
    last = step;
  };
}

/** Loads the datasets that come with the product as soon as the database can be reached, and may be written to. */
async function loadWhenReachable(store: Neo4jStore, signal: AbortSignal): Promise<void> {
  for (let told = false; ; told = true) {
    try {
      if (await store.mayWrite()) await loadFolders(store, say, { signal });
      else
        say(
          'The database holds data that is not ours; nothing was written. To load ours beside it: npm run seed -- --yes',
        );
      return;
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'unavailable') throw error;
      if (!told) say('The database does not answer yet; the page says so, and this goes on when it does.');
      await sleep(2_000, undefined, { signal });
    }
  }
}

/** Where a browser on this machine finds it: the name that stands for every interface is none. */
function addressOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Whoever is in the middle of an answer gets a moment to have it.
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
  });

/** Environment → database → data → app → listen, and all of it back again in order when the process is told to stop. */
export async function main({ port, open, reset, home }: StartOptions): Promise<void> {
  const settings = settingsFrom(process.env);
  const { version } = Package.parse(
    JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')),
  );
  const log = pino({ level: settings.log, redact: ['req.headers'] }, pino.destination(2));
  const stopping = new AbortController();
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    if (stopping.signal.aborted) return;
    stopping.abort(new Error('stopping'));
    for (const step of undo.reverse()) await step();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (!stopping.signal.aborted) say('Stopping …');
      void stop().then(() => process.exit(0));
    });

  try {
    if (reset) await resetLocal(home);
    const compute = computePool();
    undo.push(() => compute.close());
    const runtime = await startRuntime({
      home,
      env: process.env,
      report: reporter(),
      signal: stopping.signal,
    });
    undo.push(runtime.stop);
    const keywords = keywordFinder();
    undo.push(() => keywords.close());
    const options = { ...settings.console, find: keywords.find };
    const neo4j = runtime.store === 'neo4j' ? neo4jStore(runtime.connection, options) : undefined;
    const store = neo4j ?? memoryStore();
    undo.push(() => store.close());
    const withoutNeo4j = runtime.store === 'memory' ? runtime.why : undefined;
    if (runtime.store === 'memory') say(`Without Neo4j, on the in-memory store: ${runtime.reason}`);

    if (!neo4j) await loadFolders(store, say);
    else {
      const loading = loadWhenReachable(neo4j, stopping.signal);
      // Our own database is up by now; another's may be down, and then the page should say so rather than not be there.
      if (runtime.store === 'neo4j' && runtime.connection.owned) await loading;
      else
        loading.catch((error) => {
          if (!stopping.signal.aborted) log.error({ err: error }, 'the datasets could not be loaded');
        });
    }

    const page = await findingPage();
    const shipped = (await datasetFolders()).map((folder) => path.basename(folder));
    const about = { version, withoutNeo4j, readOnly: settings.readOnly, shipped };
    const deps = { store, compute, imports: importer(settings.imports), page, about };
    const app = createApp({ deps, access: settings, log, clientFolder: CLIENT });
    const server = createServer(app);
    const listening = await listenPort(server, {
      host: settings.host,
      explicit: port ?? settings.port,
      preferred: DEFAULT_PORT,
    });
    undo.push(() => closed(server));
    const claim = await claimInstance(home);
    const address = addressOf(settings.host, listening);
    if (claim.claimed) claim.publish(address);
    say(`Loopscope ${version} is at ${address}`);
    if (settings.token !== undefined)
      say('It asks for LOOPSCOPE_TOKEN: open it once with ?token=… behind the address.');
    if (open) openBrowser(address);
    await warm(deps, stopping.signal).catch((error) => log.debug({ err: error }, 'not warmed'));
  } catch (error) {
    const stopped = stopping.signal.aborted;
    await stop();
    if (!stopped) throw error;
  }
}
