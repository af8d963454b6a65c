import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { npmCommand, openStore } from './support.ts';

const MINE = 'http-import-command';
const store = openStore();
const folder = mkdtempSync(path.join(tmpdir(), 'loopscope-test-'));
const file = (name: string, text: string): string => {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
};
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await store.remove(MINE);
  await store.close();
});

const command = (...args: string[]) => npmCommand('server/import.ts', ...args);
const served = async () => (await store.datasets()).find(({ id }) => id === MINE);

let table: string;
let mapping: string;
beforeAll(() => {
  table = file('claims.csv', 'from,to,type,amount,source,publisher\nA,B,invests in,$5m,T,P\n');
  const answers = {
    'currency:$': 'USD',
    'default:kind': 'Company',
    'default:modality': 'fact',
    'default:sourceGrade': 'press',
    'default:sourceLanguage': 'en',
  };
  mapping = file('mapping.json', JSON.stringify({ answers }));
});

it('npm run import asks, says what would happen, then loads', async () => {
  const asked = await command(table, '--dataset', MINE, '--dry-run');
  expect(asked.said).toContain('currency:$');
  expect(asked.code).toBe(1);
  const { code, said } = await command(table, '--dataset', MINE, '--mapping', mapping, '--name', 'My own');
  expect([code, said]).toEqual([0, expect.stringContaining('5 new')]);
  expect(await served()).toMatchObject({ nameEn: 'My own', counts: { claims: 1, entities: 2 } });
}, 90_000);

it('npm run import says what is wrong, in one line each, and changes nothing', async () => {
  const before = await served();
  const broken = file('broken.json', '{"loopscope":1,"entities":[{"id":"a"}]}');
  const [wrong, ours] = await Promise.all([
    command(broken, '--dataset', MINE),
    command(broken, '--dataset', 'nvidia-2023'),
  ]);
  expect(wrong).toEqual({ code: 1, said: expect.stringContaining('entities:1 kind') });
  expect(ours).toEqual({ code: 1, said: expect.stringContaining('comes with the product') });
  expect(await served()).toEqual(before);
}, 90_000);
