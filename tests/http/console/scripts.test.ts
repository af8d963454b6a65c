import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Api, article, openStore } from '../support.ts';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const store = openStore();
let api: Api;
beforeAll(async () => {
  await store.load(await article());
  api = await Api.start(store);
});
afterAll(async () => {
  await api?.close();
  await store.close();
});

/** The block of code in the README that begins with some words, as a reader would copy it, on this server's address. */
function block(first: string): string {
  const lines = readme.split('\n');
  const from = lines.findIndex((line) => line.startsWith(`    ${first}`));
  const length = lines.slice(from).findIndex((line) => !line.startsWith('    '));
  expect(from).toBeGreaterThan(0);
  return lines
    .slice(from, from + length)
    .map((line) => line.slice(4))
    .join('\n')
    .replaceAll('http://127.0.0.1:4680', api.base);
}
const run = async (command: string, ...more: string[]): Promise<string> =>
  (await promisify(execFile)(command, more)).stdout;

it('the curl of the README prints events, one a line', async () => {
  const events = (await run('sh', '-c', block('curl -sN')))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events[0]).toEqual({ type: 'columns', columns: ['a.nameEn', 'r.amount', 'b.nameEn'] });
  expect(events.filter(({ type }) => type === 'row')).toHaveLength(5);
  expect(events.at(-1)).toMatchObject({ type: 'end', count: 5, truncated: false });
});

it('the Python of the README prints rows as they come, and how it ended', async () => {
  const printed = (await run('python3', '-c', block('import json'))).trim().split('\n');
  expect(printed.length).toBeGreaterThan(5);
  expect(printed.at(-1)).toContain("'type': 'end'");
  expect(printed[0]?.split('\t')).toHaveLength(2);
});
