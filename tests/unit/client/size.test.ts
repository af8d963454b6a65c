import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const MOST = 350_000;
const folder = mkdtempSync(path.join(tmpdir(), 'loopscope-size-'));
const gzipped = (file: string): number => gzipSync(readFileSync(path.join(folder, 'assets', file))).length;

beforeAll(async () => {
  // As it is served: where this says `test`, React comes with what helps its developers.
  vi.stubEnv('NODE_ENV', 'production');
  await build({ logLevel: 'silent', build: { outDir: folder } });
}, 60_000);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it('the page begins with less script than it may', () => {
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const scripts = [...new Set([...page.matchAll(/\/assets\/([\w.-]+\.js)/g)].map(([, file = '']) => file))];
  expect(scripts.length).toBeGreaterThan(1);
  expect(scripts.reduce((sum, file) => sum + gzipped(file), 0)).toBeLessThan(MOST);
});

it('what draws the graph comes beside the data, and what is seldom used is in no script of the start', () => {
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const scripts = readdirSync(path.join(folder, 'assets')).filter((file) => file.endsWith('.js'));
  for (const part of [
    'graph-view',
    'timeline',
    'console',
    'flow-view',
    'export-dialog',
    'method-dialog',
    'zh',
  ]) {
    const files = scripts.filter((file) => file.startsWith(`${part}-`));
    expect(files.length, part).toBeGreaterThan(0);
    for (const file of files) expect(page, part).not.toContain(file);
  }
});
