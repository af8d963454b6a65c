import { readdirSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RuntimeOutcome, resetLocal, startRuntime } from '../../server/runtime/index.ts';
import { isAlive } from '../../server/runtime/processes.mjs';
import {
  cleanEnvironment,
  cypher,
  filesUnder,
  processesMentioning,
  processesOf,
  read,
  removeHomes,
  startOn,
  temporaryHome,
  until,
} from './support.ts';

describe('the local Neo4j', () => {
  const home = temporaryHome();
  let running: Extract<RuntimeOutcome, { store: 'neo4j' }>;

  beforeAll(async () => {
    running = await startOn(home);
  }, 120_000);
  afterAll(async () => {
    await running.stop();
    removeHomes();
  });

  it('has a random password, and not the one it came with', async () => {
    expect(running.connection.password).toMatch(/^[\w-]{32}$/);
    await expect(cypher({ ...running.connection, password: 'neo4j' }, 'RETURN 1')).rejects.toThrow(/auth/i);
    expect(await cypher(running.connection, 'RETURN "in"')).toEqual(['in']);
  });

  it('listens on loopback only, and speaks nothing but Bolt', () => {
    const { java } = processesOf(home);
    const port = Number(new URL(running.connection.uri.replace('bolt', 'http')).port);
    expect(listeningSockets(java.pid)).toEqual([{ loopback: true, port }]);
  });

  it('opens no file of this machine for a query', async () => {
    const query = 'LOAD CSV FROM $url AS line RETURN line';
    await expect(cypher(running.connection, query, { url: 'file:///etc/hostname' })).rejects.toThrow(
      /from_file_urls' is false/,
    );
  });

  it('keeps its password out of arguments, environments, logs and files that others can read', () => {
    const { password } = running.connection;
    for (const pid of processesMentioning(home)) {
      expect(read(`/proc/${pid}/cmdline`)).not.toContain(password);
      expect(read(`/proc/${pid}/environ`)).not.toContain(password);
    }
    const holding = filesUnder(home).filter((file) => read(file).includes(password));
    expect(holding).toEqual([join(home, 'neo4j', 'password.json')]);
    for (const file of holding) expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('gives its children none of our settings', async () => {
    const { java, supervisor } = processesOf(home);
    for (const { pid } of [java, supervisor])
      expect(read(`/proc/${pid}/environ`)).not.toMatch(/LOOPSCOPE_|NEO4J_/);
  });

  it('is shared with a second start beside it, whose end does not end it', async () => {
    const second = await startOn(home);
    expect(second.connection).toEqual(running.connection);
    await second.stop();
    expect(await cypher(running.connection, 'RETURN "still here"')).toEqual(['still here']);
  });

  it('is not reset under a running server', async () => {
    await expect(resetLocal(home, cleanEnvironment())).rejects.toMatchObject({ code: 'in-use' });
  });

  it('comes back on its port when it is killed, with what was committed', async () => {
    await cypher(running.connection, 'CREATE (:Kept {by: "kill -9 of java"})');
    const before = processesOf(home).java;
    process.kill(before.pid, 'SIGKILL');
    await until('Java has ended', () => !isAlive(before));
    await until('it answers again', () =>
      kept(running).then(
        (found) => found.length === 1,
        () => false,
      ),
    );
    expect(processesOf(home).java.pid).not.toBe(before.pid);
  }, 60_000);

  it('keeps data and password between starts, over stale lock files and a crash before it noted the password as set', async () => {
    await running.stop();
    expect(processesMentioning(home)).toEqual([]);
    const password = running.connection.password;
    expect(statSync(join(home, 'neo4j', 'data', 'databases', 'store_lock')).isFile()).toBe(true); // left as it was
    writeFileSync(join(home, 'neo4j', 'password.json'), JSON.stringify({ password, state: 'pending' }));
    running = await startOn(home);
    expect(running.connection.password).toBe(password);
    expect(await kept(running)).toEqual(['kill -9 of java']);
  }, 60_000);

  it('stops starting when it is told to', async () => {
    const report = () => stop.abort();
    const stop = new AbortController();
    const elsewhere = temporaryHome();
    const start = startRuntime({ home: elsewhere, env: cleanEnvironment(), report, signal: stop.signal });
    await expect(start).rejects.toMatchObject({ code: 'stopped' });
    expect(processesMentioning(elsewhere)).toEqual([]);
  }, 60_000);

  it('is empty after a reset, with the same password', async () => {
    await running.stop();
    await resetLocal(home, cleanEnvironment());
    running = await startOn(home);
    expect(await kept(running)).toEqual([]);
  }, 60_000);
});

function kept(running: Extract<RuntimeOutcome, { store: 'neo4j' }>): Promise<unknown[]> {
  return cypher(running.connection, 'MATCH (n:Kept) RETURN n.by');
}

/** From /proc/net: the listening sockets of all processes, cut down to those that this one has open. */
function listeningSockets(pid: number): { loopback: boolean; port: number }[] {
  const inodes = new Set(openSockets(pid));
  return ['tcp', 'tcp6'].flatMap((table) =>
    read(`/proc/net/${table}`)
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && inodes.has(fields[9] ?? ''))
      .map((fields) => {
        const [address = '', port = ''] = (fields[1] ?? '').split(':');
        return { loopback: address.endsWith('0100007F'), port: Number.parseInt(port, 16) };
      }),
  );
}

function openSockets(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
    } catch {
      return []; // closed in between
    }
  });
}
