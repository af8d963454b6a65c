import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { identify, isAlive } from '../../server/runtime/processes.mjs';
import {
  cypher,
  Holder,
  processesMentioning,
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
      return processesOf(home).supervisor.pid !== supervisor.pid && !isAlive(java);
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

  it('never ends a stranger whose pid a stale file names', async () => {
    const stranger = spawn('sleep', ['300']);
    await once(stranger, 'spawn');
    const itself = identify(stranger.pid ?? 0);
    expect(itself).toBeDefined();
    // Even the start time is right: the command line still tells that it is none of ours.
    const state = { supervisor: itself, parent: itself, java: itself, port: 1 };
    writeFileSync(join(home, 'neo4j', 'run', 'supervisor.json'), JSON.stringify(state));
    const next = await startOn(home);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
    await next.stop();
  }, 90_000);
});
