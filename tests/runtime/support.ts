import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import neo4j from 'neo4j-driver';
import { z } from 'zod';
import { type NeoConnection, type RuntimeOutcome, startRuntime } from '../../server/runtime/index.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The jars are fetched once for all homes, and where `npm start` looks for them too. */
export const LIB_HOME = process.env.LOOPSCOPE_NEO4J_LIB ?? join(ROOT, '.loopscope');

const HOLDER = fileURLToPath(new URL('./holder.ts', import.meta.url));

const homes: string[] = [];
export function temporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'loopscope-test-'));
  homes.push(home);
  return home;
}
export function removeHomes(): void {
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true });
}

/** The environment without what would lead the runtime elsewhere. */
export function cleanEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(NEO4J_|LOOPSCOPE_)/.test(name));
  return { ...Object.fromEntries(kept), LOOPSCOPE_NEO4J_LIB: LIB_HOME, ...extra };
}

/** A PATH whose first folder has these scripts, and nothing else on it but the basics when `only`. */
export function pathWith(scripts: Record<string, string>, only = false): string {
  const folder = temporaryHome();
  for (const [name, body] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }
  return only ? folder : [folder, process.env.PATH].join(delimiter);
}

export async function startOn(home: string): Promise<Extract<RuntimeOutcome, { store: 'neo4j' }>> {
  const outcome = await startRuntime({ home, env: cleanEnvironment(), report: () => {} });
  if (outcome.store === 'memory') throw new Error(`There must be a Neo4j here: ${outcome.reason}`);
  return outcome;
}

/** Polls; a test waits for what it wants to see, never for a time. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, ms = 30_000) {
  const deadline = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ${ms} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export async function cypher(
  connection: Pick<NeoConnection, 'uri' | 'user' | 'password'>,
  text: string,
  parameters: Record<string, unknown> = {},
): Promise<unknown[]> {
  const { uri, user, password } = connection;
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), {
    connectionTimeout: 2_000,
    maxTransactionRetryTime: 0, // `until` tries again sooner than the driver would
  });
  try {
    const { records } = await driver.executeQuery(text, parameters, { database: 'neo4j' });
    return records.map((record) => record.get(0));
  } finally {
    await driver.close();
  }
}

const State = z.object({
  supervisor: z.object({ pid: z.number(), started: z.string() }),
  java: z.object({ pid: z.number(), started: z.string() }),
});
/** Who runs the database of this home; undefined while a new supervisor has no Java yet, or none has written of itself. */
export function processesNow(home: string): z.infer<typeof State> | undefined {
  try {
    return State.safeParse(JSON.parse(readFileSync(join(home, 'neo4j', 'run', 'supervisor.json'), 'utf8')))
      .data;
  } catch {
    return undefined;
  }
}

/** Who runs the database of this home. */
export function processesOf(home: string): z.infer<typeof State> {
  return State.parse(JSON.parse(readFileSync(join(home, 'neo4j', 'run', 'supervisor.json'), 'utf8')));
}

/** Every living process whose command line mentions these words: nobody may be left. */
export function processesMentioning(words: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes(words) && !/\) Z /.test(read(`/proc/${pid}/stat`)))
    .map(Number);
}

export function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const Ready = z.object({ uri: z.string(), user: z.string(), password: z.string() });
/** A server of its own process, to be killed: it starts the runtime on `home` and keeps it until SIGINT. */
export class Holder {
  readonly child: ChildProcess;
  readonly lines: string[] = [];

  constructor(home: string) {
    this.child = spawn(process.execPath, ['--import', 'tsx', HOLDER, home], {
      cwd: ROOT,
      env: cleanEnvironment(),
      detached: true, // a process group of its own, as a terminal gives one
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!this.child.stdout) throw new Error('no pipe');
    createInterface({ input: this.child.stdout }).on('line', (line) => this.lines.push(line));
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('The holder did not start');
    return this.child.pid;
  }

  get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  async ready(): Promise<z.infer<typeof Ready>> {
    await until('the holder has its Neo4j', () => this.lines.length > 0 || this.ended, 60_000);
    return Ready.parse(JSON.parse(this.lines[0] ?? 'null'));
  }
}
