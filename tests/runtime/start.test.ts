import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  cleanEnvironment,
  processesMentioning,
  ROOT,
  read,
  removeHomes,
  temporaryHome,
  until,
} from './support.ts';

// The real start.mjs in a project of its own: a server of ten lines, a page of one, and an npm that "installs" by
// linking the libraries that are here. (The whole of `npm start` is walked by the journey test.)
const MAIN = `
import { createServer } from 'node:http';
import { claimInstance, listenPort } from './runtime/index.ts';
export async function main(options: { port?: number; home: string }): Promise<void> {
  const server = createServer((_request, response) => response.end('{"alive":true}'));
  const port = await listenPort(server, { host: '127.0.0.1', explicit: options.port, preferred: 4700 });
  const claim = await claimInstance(options.home);
  if (claim.claimed) claim.publish('http://127.0.0.1:' + port);
  console.log('up ' + port);
  process.on('SIGINT', () => process.exit(0));
}`;
const NPM = (links: string) => `
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
rmSync('node_modules', { recursive: true, force: true });
mkdirSync('node_modules');
if (process.env.HANG) setInterval(() => {}, 1_000);
else for (const name of ${links}) symlinkSync('${ROOT}/node_modules/' + name, 'node_modules/' + name);
`;

describe('npm start', () => {
  let project: string;
  const running: ChildProcess[] = [];
  const write = (name: string, text: string) => writeFileSync(join(project, name), text);

  beforeEach(() => {
    project = temporaryHome();
    for (const folder of ['server', 'client', 'tools']) mkdirSync(join(project, folder));
    cpSync(join(ROOT, 'server/start.mjs'), join(project, 'server/start.mjs'));
    for (const part of ['server/runtime', 'server/core'])
      cpSync(join(ROOT, part), join(project, part), { recursive: true });
    write('server/main.ts', MAIN);
    write('client/index.html', '<title>page</title>');
    write('vite.config.js', "export default { root: 'client', build: { outDir: '../dist/client' } };");
    write('package.json', '{ "type": "module", "dependencies": { "tsx": "*", "vite": "*" } }');
    write('package-lock.json', '{ "packages": { "": {}, "node_modules/tsx": { "version": "1" } } }');
    write('tools/npm-cli.js', NPM('["tsx", "vite", "zod", "neo4j-driver"]'));
  });
  afterEach(async () => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
    await until('nothing is left', () => processesMentioning(project).length === 0);
  });
  afterAll(removeHomes);

  function start(words: string[] = [], env: NodeJS.ProcessEnv = {}) {
    const npm_execpath = join(project, 'tools/npm-cli.js');
    const child = spawn(process.execPath, [join(project, 'server/start.mjs'), ...words], {
      env: cleanEnvironment({ npm_execpath, ...env }),
      stdio: ['ignore', 'pipe', 'pipe'], // as in CI: no terminal, no stdin
    });
    running.push(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        text += chunk;
      });
    }
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { child, said: () => text, ended, up: () => until('it is up', () => /^up \d+$/m.test(text)) };
  }
  const installs = () => read(join(project, 'npm-calls')).split('\n').filter(Boolean).length;

  it('installs and builds once, and again only what changed', async () => {
    const first = start();
    await first.up();
    expect(first.said()).toMatch(
      /^Installing libraries …\nInstalled .*\nBuilding the page …\nBuilt .*\nup \d+\n$/,
    );
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);

    const second = start();
    await second.up();
    expect(second.said()).toMatch(/^up \d+\n$/);
    second.child.kill('SIGINT');
    await second.ended;

    write('client/index.html', '<title>another page</title>');
    const third = start();
    await third.up();
    expect(third.said()).toMatch(/^Building the page …\nBuilt .*\nup/);
    expect(read(join(project, 'dist/client/index.html'))).toContain('another page');
    third.child.kill('SIGINT');
    await third.ended;

    write('package-lock.json', '{ "packages": { "": {}, "node_modules/tsx": { "version": "2" } } }');
    await start().up();
    expect(installs()).toBe(2);
  });

  it('notices half an installation, and believes a whole one made by hand', async () => {
    mkdirSync(join(project, 'node_modules'));
    symlinkSync(join(ROOT, 'node_modules/tsx'), join(project, 'node_modules/tsx'));
    const first = start();
    await first.up();
    expect(installs()).toBe(1);
    first.child.kill('SIGINT');
    await first.ended;
    rmSync(join(project, 'node_modules/.loopscope-lock'));
    write('node_modules/.package-lock.json', '{ "packages": { "node_modules/tsx": { "version": "1" } } }');
    await start().up();
    expect(installs()).toBe(1);
  });

  it('takes npm along when it is interrupted while installing', async () => {
    const first = start([], { HANG: 'yes' });
    await until('npm is at work', () => existsSync(join(project, 'node_modules')));
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(130);
    expect(processesMentioning(project)).toEqual([]);
    await start().up();
  });

  it('prints the address of a server that runs here already, and ends well', async () => {
    await start().up();
    const second = start();
    expect(await second.ended).toBe(0);
    expect(second.said()).toMatch(/^Loopscope runs already: http:\/\/127\.0\.0\.1:\d+\n$/);
    const reset = start(['--reset']);
    expect(await reset.ended).toBe(1);
    expect(reset.said()).toContain('Stop it before --reset');
  });

  it('fails clearly when the port asked for is taken', async () => {
    const first = start();
    await first.up();
    const port = /^up (\d+)$/m.exec(first.said())?.[1] ?? '';
    const second = start(['--port', port], { LOOPSCOPE_HOME: temporaryHome() });
    expect(await second.ended).toBe(1);
    expect(second.said()).toBe(`Port ${port} is taken by another program. Choose another with --port.\n`);
  });

  it.each([[['--prot', '80']], [['--port']], [['--port', '99999']], [['--port=http']]])(
    'refuses %j',
    async (words) => {
      const refused = start(words);
      expect(await refused.ended).toBe(2);
      expect(refused.said()).toContain('npm start -- [options]');
      expect(existsSync(join(project, 'node_modules'))).toBe(false);
    },
  );

  it('explains itself', async () => {
    const help = start(['--help']);
    expect(await help.ended).toBe(0);
    expect(help.said()).toContain('--no-open');
  });
});
