import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { claimInstance, listenPort, runningInstance } from '../../server/runtime/index.ts';
import { ROOT, removeHomes, temporaryHome, until } from './support.ts';

describe('one server a folder', () => {
  let health = { alive: true };
  let server: Server;
  let address: string;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    server = createServer((_request, response) => response.end(JSON.stringify(health)));
    address = `http://127.0.0.1:${await listenPort(server, { host: '127.0.0.1', preferred: 4690 })}`;
  });
  afterEach(() => {
    health = { alive: true };
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => {
    server.close();
    removeHomes();
  });

  function contend(home: string): { child: ChildProcess; said: () => string } {
    const script = join(ROOT, 'tests/runtime/claimant.mjs');
    const child = spawn(process.execPath, [script, home, address], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
    });
    return { child, said: () => text };
  }
  const won = (one: { said: () => string }) => one.said().includes('"claimed":true');

  it('is one, however many start at once', async () => {
    const home = temporaryHome();
    const contenders = Array.from({ length: 6 }, () => contend(home));
    await until('all have an answer', () => contenders.every((one) => one.said().endsWith('\n')));
    expect(contenders.filter(won)).toHaveLength(1);
  });

  it('tells a second start where it is, once it answers there', async () => {
    const home = temporaryHome();
    const first = contend(home);
    await until('it answers', async () => (await runningInstance(home))?.answers === true);
    expect(await runningInstance(home)).toEqual({ pid: first.child.pid, address, answers: true });
    expect(await claimInstance(home)).toMatchObject({ claimed: false, holder: { pid: first.child.pid } });
    expect(statSync(join(home, 'instance.json')).mode & 0o777).toBe(0o600);
    health = { alive: false }; // another program on that address is not our server
    expect(await runningInstance(home)).toMatchObject({ answers: false });
  });

  it('is followed by the next after kill -9', async () => {
    const home = temporaryHome();
    const first = contend(home);
    await until('it holds the folder', () => won(first));
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(await runningInstance(home)).toBeUndefined();
    const next = contend(home);
    await until('the next holds it', () => won(next));
  });

  it('is not what files of another life say, even under a pid that lives again', async () => {
    const home = temporaryHome();
    mkdirSync(join(home, 'run'));
    writeFileSync(join(home, 'run', `${process.ppid}@another-life.held`), '');
    writeFileSync(
      join(home, 'instance.json'),
      JSON.stringify({ pid: process.ppid, started: 'another-life', address }),
    );
    expect(await runningInstance(home)).toBeUndefined();
    const claim = await claimInstance(home);
    expect(claim.claimed).toBe(true);
    expect((await claimInstance(home)).claimed).toBe(true); // main.ts claims what start.mjs has claimed
    if (claim.claimed) claim.release();
    expect(await runningInstance(home)).toBeUndefined();
  });
});
