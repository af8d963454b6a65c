import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { sample } from '../store/sample.ts';
import { npmCommand, openStore } from './support.ts';

const MINE = 'http-backup-command';
const store = openStore();
const folder = mkdtempSync(path.join(tmpdir(), 'loopscope-test-'));
const file = path.join(folder, 'all.ndjson.gz');
const command = (...args: string[]) => npmCommand('server/backup.ts', ...args);
const mine = async () => {
  const found = (await store.datasets()).find(({ id }) => id === MINE);
  return found && { version: found.version, name: (await store.workspace.get('query', MINE))?.saved.name };
};
const clear = async () => {
  await store.remove(MINE);
  await store.workspace.remove('query', MINE);
};
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await clear();
  await store.close();
});

it('npm run backup writes everything into one file, and npm run restore brings it back', async () => {
  await store.load(sample(MINE));
  const text = '{"parameters":{},"query":"RETURN 1"}';
  await store.workspace.put({ kind: 'query', id: MINE, name: 'Mine', text });
  expect((await command(file)).said).toContain('written');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(existsSync(`${file}.part`)).toBe(false);
  await clear();
  const dry = await command('--restore', '--dry-run', file);
  expect([dry.code, dry.said]).toEqual([0, expect.stringContaining(`${MINE}@`)]);
  expect(await mine()).toBeUndefined();
  const { code, said } = await command('--restore', file);
  expect([code, said]).toEqual([0, expect.stringMatching(new RegExp(`${MINE}@\\w+: restored`))]);
  const after = await mine();
  expect(after?.name).toBe('Mine');
  const again = await command('--restore', file);
  expect(again.said).toContain(`${MINE}@${after?.version}: nothing to change`);
}, 120_000);

it('half a file is refused, and writes nothing', async () => {
  const whole = readFileSync(file);
  const half = path.join(folder, 'half.gz');
  writeFileSync(half, whole.subarray(0, whole.length / 2));
  const { code, said } = await command('--restore', half);
  expect([code, said.trim()]).toEqual([1, 'This is no backup, or it was cut short.']);
  expect((await command('--restore', path.join(folder, 'none.gz'))).said).toContain('ENOENT');
}, 60_000);
