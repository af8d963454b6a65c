// A Neo4j of our own: fetched, started, signed in to, or shared with a server that already runs it.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { why } from '../core/model/why.ts';
import { claimHolder } from './claims.mjs';
import { RuntimeError, Unavailable } from './errors.ts';
import { ensureJars } from './jars.ts';
import { foldersOf, javaArguments, prepareFolders, settingsText } from './layout.ts';
import { preparePassword, savedPassword, signIn } from './password.ts';
import { freePort } from './ports.ts';
import { isAlive } from './processes.mjs';
import { endSupervisor, type Launch, type Supervised, supervise, supervisorState } from './supervised.ts';
import { childEnvironment, findJava } from './tools.ts';
import type { Folders, NeoConnection, RuntimeOptions } from './types.ts';

const READY_MS = 180_000; // recovery after kill -9 of a large store takes its time
const EARLIER_MS = 30_000;
const STEP = 'Starting Neo4j';
export type LocalNeo4j = { connection: NeoConnection; stop(): Promise<void> };

export async function startLocal(options: RuntimeOptions): Promise<LocalNeo4j> {
  const java = await findJava(options.env);
  const lib = await ensureJars(options);
  const folders = foldersOf(options.home);
  await prepareFolders(folders);
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    checkNotStopped(options);
    const shared = await shareOrOutwait(folders, options);
    if (shared) return shared;
    const started = await startOwn(java, lib, folders, options);
    if (started) return started;
  }
  throw new Unavailable(why('memory.port'));
}

/** Undefined: the port or the folder was taken by someone else in between; worth another try. */
async function startOwn(
  java: string,
  lib: string,
  folders: Folders,
  options: RuntimeOptions,
): Promise<LocalNeo4j | undefined> {
  const heapMb = options.heapMb ?? 512;
  const port = await freePort(supervisorState(folders.run)?.port);
  await preparePassword(folders.passwordFile);
  const launch: Launch = {
    java,
    args: javaArguments(folders, lib, heapMb),
    homeFolder: folders.base,
    runFolder: folders.run,
    consoleLog: join(folders.logs, 'console.log'),
    settings: { path: join(folders.conf, 'neo4j.conf'), text: settingsText(port, heapMb) },
    port,
  };
  const log = join(folders.logs, 'neo4j.log');
  const logFrom = await sizeOf(log);
  let ready = false;
  const supervised = supervise(launch, childEnvironment(options.env), (event) => {
    if (ready && event.event === 'died') options.report({ step: 'Neo4j ended; restarting it on its port' });
    if (ready && event.event === 'gave-up') options.report({ step: 'Neo4j', detail: event.reason });
  });
  try {
    ready = await untilReady(supervised, port, { log, logFrom }, folders, options);
  } finally {
    if (!ready) await supervised.stop();
  }
  return ready ? { connection: connectionTo(port, folders), stop: supervised.stop } : undefined;
}

async function untilReady(
  supervised: Supervised,
  port: number,
  boot: { log: string; logFrom: number },
  folders: Folders,
  options: RuntimeOptions,
): Promise<boolean> {
  const began = Date.now();
  const tick = everySecond((seconds) => options.report({ step: STEP, detail: `${seconds} s` }));
  let listening = false;
  while (Date.now() - began < READY_MS) {
    checkNotStopped(options);
    const failure = supervised.failure();
    if (failure?.kind === 'gave-up') {
      throw new Unavailable(why('memory.start', { detail: failure.message, folder: folders.logs }));
    }
    if (failure) return false;
    // Only once Neo4j itself says so: whoever else got that port must not be sent the password.
    listening ||= await mentions(boot.log, boot.logFrom, 'Bolt enabled');
    if (listening && (await signIn(uriOf(port), folders.passwordFile)) === 'in') return true;
    tick();
    await delay(100);
  }
  throw new Unavailable(why('memory.late', { seconds: READY_MS / 1000, folder: folders.logs }));
}

/** Someone's Neo4j on this folder: a living server's is shared (`npm run seed` beside `npm start`), one whose
 * server was killed is on its way out and waited for. */
async function shareOrOutwait(folders: Folders, options: RuntimeOptions): Promise<LocalNeo4j | undefined> {
  const began = Date.now();
  let step = '';
  const tick = everySecond((seconds) => options.report({ step, detail: `${seconds} s` }));
  for (let holder = claimHolder(folders.run); holder; holder = claimHolder(folders.run)) {
    checkNotStopped(options);
    const state = supervisorState(folders.run);
    const itsOwn = state?.supervisor.pid === holder.pid && state.supervisor.started === holder.started;
    const shareable = state && itsOwn && isAlive(state.parent);
    if (shareable && savedPassword(folders.passwordFile)?.state === 'set') {
      if ((await signIn(uriOf(state.port), folders.passwordFile)) === 'in') {
        return { connection: connectionTo(state.port, folders), stop: async () => {} };
      }
    }
    const patience = shareable ? READY_MS : EARLIER_MS;
    if (Date.now() - began > patience) {
      if (shareable) throw new Unavailable(why('memory.other'));
      await endSupervisor(holder);
    }
    step = shareable ? 'Waiting for the running Neo4j' : 'Waiting for an earlier Neo4j to end';
    tick();
    await delay(100);
  }
  return undefined;
}

/** Calls at most once for each second that has begun. */
function everySecond(call: (seconds: number) => void): () => void {
  const began = Date.now();
  let last = -1;
  return () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    if (seconds !== last) call(seconds);
    last = seconds;
  };
}

function connectionTo(port: number, folders: Folders): NeoConnection {
  const password = savedPassword(folders.passwordFile)?.password;
  if (password === undefined) throw new Error('The password file is gone.');
  return { uri: uriOf(port), user: 'neo4j', password, database: 'neo4j', owned: true };
}

function uriOf(port: number): string {
  return `bolt://127.0.0.1:${port}`;
}

function checkNotStopped(options: RuntimeOptions): void {
  if (options.signal?.aborted) throw new RuntimeError('stopped', 'Stopped while starting Neo4j.');
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    (found) => found.size,
    () => 0,
  );
}

async function mentions(file: string, from: number, words: string): Promise<boolean> {
  const text = await readFile(file).catch(() => Buffer.alloc(0));
  // Shorter than before: Neo4j has begun a new file.
  return text.subarray(text.length < from ? 0 : from).includes(words);
}
