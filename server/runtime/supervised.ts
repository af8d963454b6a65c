// The server's side of supervisor.mjs: launches it, follows its events, launches it again if it is itself killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readJson } from './claims.mjs';
import { endProcess, identify, type ProcessIdentity } from './processes.mjs';

const SUPERVISOR = fileURLToPath(new URL('./supervisor.mjs', import.meta.url));
const MAX_RELAUNCHES = 5;
const STOP_MS = 30_000; // longer than the supervisor's own patience with Java

/** What the supervisor is told, in one line on its stdin. Nothing secret. */
export type Launch = {
  java: string;
  args: string[];
  homeFolder: string;
  runFolder: string;
  consoleLog: string;
  settings: { path: string; text: string };
  port: number;
};

export type Failure = { kind: 'port-taken' | 'held' | 'gave-up'; message: string };
export type Supervised = { failure(): Failure | undefined; stop(): Promise<void> };

const Event = z.discriminatedUnion('event', [
  z.object({ event: z.literal('started'), pid: z.number() }),
  z.object({ event: z.literal('died'), code: z.number().nullable(), tail: z.string() }),
  z.object({ event: z.literal('gave-up'), reason: z.string(), tail: z.string() }),
  z.object({ event: z.literal('held'), pid: z.number() }),
  z.object({ event: z.literal('stopped') }),
]);
export type SupervisorEvent = z.infer<typeof Event>;

const Identity = z.object({ pid: z.number(), started: z.string() });
const State = z.object({
  supervisor: Identity,
  parent: Identity,
  java: Identity.nullable(),
  port: z.number(),
});

/** What the last supervisor of this folder wrote of itself; it may be long gone. */
export function supervisorState(runFolder: string): z.infer<typeof State> | undefined {
  return State.safeParse(readJson(join(runFolder, 'supervisor.json'))).data;
}

export function endSupervisor(supervisor: ProcessIdentity): Promise<boolean> {
  return endProcess(supervisor, 'supervisor.mjs', STOP_MS);
}

export function supervise(
  launch: Launch,
  env: NodeJS.ProcessEnv,
  onEvent: (event: SupervisorEvent) => void,
): Supervised {
  let failure: Failure | undefined;
  let child: ChildProcess | undefined;
  let stopped: Promise<void> | undefined;
  let relaunches = 0;

  const follow = (event: SupervisorEvent) => {
    if (event.event === 'held') failure ??= { kind: 'held', message: `Held by process ${event.pid}.` };
    if (event.event === 'died' && /BindException|already in use/i.test(event.tail)) {
      failure ??= { kind: 'port-taken', message: `Port ${launch.port} was taken.` };
    }
    if (event.event === 'gave-up') {
      failure = { kind: 'gave-up', message: [event.reason, lastWords(event.tail)].join(' ').trim() };
    }
    onEvent(event);
  };

  const start = () => {
    child = spawnSupervisor(launch, env, follow);
    child.once('exit', () => {
      if (stopped || failure) return;
      relaunches += 1;
      if (relaunches <= MAX_RELAUNCHES) start();
      else failure = { kind: 'gave-up', message: 'The process that watches Neo4j ended again and again.' };
    });
  };
  start();

  return {
    failure: () => failure,
    stop: () => {
      stopped ??= child ? endInOrder(child) : Promise.resolve();
      return stopped;
    },
  };
}

function spawnSupervisor(
  launch: Launch,
  env: NodeJS.ProcessEnv,
  onEvent: (event: SupervisorEvent) => void,
): ChildProcess {
  const errors = openSync(join(launch.runFolder, 'supervisor.log'), 'a', 0o600);
  // Detached: a session of its own, which Ctrl-C in our terminal does not reach.
  const child = spawn(process.execPath, [SUPERVISOR, `--home=${launch.homeFolder}`], {
    detached: true,
    env,
    stdio: ['pipe', 'pipe', errors],
  });
  closeSync(errors);
  if (!child.stdin || !child.stdout) throw new Error('The supervisor has no pipes.');
  child.stdin.on('error', () => {}); // it ended first; its exit is handled
  child.stdin.write(`${JSON.stringify({ ...launch, parent: identify(process.pid) })}\n`);
  createInterface({ input: child.stdout }).on('line', (line) => onEvent(Event.parse(JSON.parse(line))));
  return child;
}

async function endInOrder(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.stdin?.end();
  await ended;
  clearTimeout(timer);
}

/** The line of a log that says most: the innermost cause, else the last. */
function lastWords(tail: string): string {
  const lines = tail.split('\n').filter((line) => line.trim() !== '' && !/^\s*(at |\.\.\. )/.test(line));
  return (lines.findLast((line) => line.startsWith('Caused by:')) ?? lines.at(-1) ?? '').slice(0, 300);
}
