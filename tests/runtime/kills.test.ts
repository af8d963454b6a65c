import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endProcess, identify, isAlive, type ProcessIdentity } from '../../server/runtime/processes.mjs';
import {
  cypher,
  Holder,
  processesMentioning,
  processesNow,
  processesOf,
  removeHomes,
  startOn,
  temporaryHome,
  until,
} from './support.ts';

// The cases of one home build on each other, as the lives of one folder do: each start costs four seconds.
describe('a local Neo4j whose server, supervisor or both are killed', () => {
  const home = temporaryHome();
  let holder: Holder | undefined;
  const kept = 'MATCH (n:Kept) RETURN n.by ORDER BY n.by';

  afterEach(() => {
    if (holder && !holder.ended) process.kill(holder.pid, 'SIGKILL');
  });
  afterAll(async () => {
    await until('nothing is left', () => processesMentioning(home).length === 0);
    removeHomes();
  });

  it('survives Ctrl-C to the whole group until the server has stopped it in order', async () => {
    holder = new Holder(home);
    await holder.ready();
    const { java, supervisor } = processesOf(home);
    process.kill(-holder.pid, 'SIGINT');
    await until('the server has ended', () => holder?.ended === true);
    expect(holder.lines[1]).toBe('saved'); // the database still took writes after the signal
    expect(holder.child.exitCode).toBe(0);
    expect([isAlive(java), isAlive(supervisor)]).toEqual([false, false]);
  }, 90_000);

  it('leaves no orphan after kill -9 of the server, and a start right after waits and finds the data', async () => {
    holder = new Holder(home);
    await cypher(await holder.ready(), 'CREATE (:Kept {by: "parent"})');
    const { java, supervisor } = processesOf(home);
    process.kill(holder.pid, 'SIGKILL');
    const next = await startOn(home);
    expect([isAlive(java), isAlive(supervisor)]).toEqual([false, false]);
    expect(await cypher(next.connection, kept)).toEqual(['SIGINT', 'parent']);
    await next.stop();
    expect(processesMentioning(home)).toEqual([]);
  }, 90_000);

  it('is ended and started again on its port when its supervisor is killed', async () => {
    const running = await startOn(home);
    const { java, supervisor } = processesOf(home);
    process.kill(supervisor.pid, 'SIGKILL');
    await until('another supervisor has another Java', () => {
      const now = processesNow(home);
      return now !== undefined && now.supervisor.pid !== supervisor.pid && !isAlive(java);
    });
    const answer = () =>
      cypher(running.connection, 'RETURN 1').then(
        () => true,
        () => false,
      );
    await until('it answers again', answer);
    await running.stop();
    expect(processesMentioning(home)).toEqual([]);
  }, 90_000);

  it('is ended by the next start when server and supervisor are both killed', async () => {
    holder = new Holder(home);
    await cypher(await holder.ready(), 'CREATE (:Kept {by: "supervisor"})');
    const { java, supervisor } = processesOf(home);
    process.kill(holder.pid, 'SIGSTOP'); // or it would start another supervisor
    process.kill(supervisor.pid, 'SIGKILL');
    process.kill(holder.pid, 'SIGKILL');
    expect(isAlive(java)).toBe(true);
    const next = await startOn(home);
    expect(isAlive(java)).toBe(false);
    expect(await cypher(next.connection, kept)).toEqual(['SIGINT', 'parent', 'supervisor']);
    await next.stop();
  }, 90_000);
});

describe('ending a process that a file of an earlier life names', () => {
  let process: ChildProcess;
  let identity: ProcessIdentity;

  beforeEach(async () => {
    process = spawn('sleep', ['300']);
    await once(process, 'spawn');
    identity = identify(process.pid ?? 0) ?? { pid: 0, started: '' };
  });
  afterEach(() => {
    process.kill();
  });

  it('leaves a stranger alone, who has its pid and even its start time', async () => {
    await endProcess(identity, '/home/of/loopscope', 1_000);
    expect(isAlive(identity)).toBe(true);
  });

  it('leaves a later process alone, which has its pid and its command line', async () => {
    await endProcess({ ...identity, started: 'earlier' }, 'sleep', 1_000);
    expect(isAlive(identity)).toBe(true);
  });

  it('ends it, once it is known', async () => {
    expect(await endProcess(identity, 'sleep', 1_000)).toBe(true);
    expect(isAlive(identity)).toBe(false);
  });
});
