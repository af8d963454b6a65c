import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { articleStore, Desk, eventually } from './support.ts';

const desk = new Desk(articleStore);
const count = (page: Page) => page.getByTestId('loop-count').textContent();
const field = (page: Page, name: string) => page.getByTestId(`constraint-${name}`);

it('types, length and time narrow the list with its count, stand in the address, and are taken back', async () => {
  const only = await desk.ask('loops', '?reading=trail&types=INVESTS_IN,BUYS_FROM');
  const long = await desk.ask('loops', '?reading=trail&minLength=4');
  const soon = await desk.ask('loops', '?reading=trail&withinDays=30&unknown=date');
  const loops = (n: number) => (n === 1 ? 'One loop' : `${n} loops`);
  const page = await desk.open();
  await page.getByText('More', { exact: true }).click();
  for (const type of ['lends to', 'leases from', 'pledges to'])
    await page.getByTestId('more-filters').getByRole('button', { name: type }).click();
  await eventually(() => count(page)).toContain(loops(only.loops.length));
  await eventually(() => new URL(page.url()).hash).toContain('types=INVESTS_IN,BUYS_FROM');
  await page.getByTestId('constraints-clear').click();
  await field(page, 'minLength').selectOption('4');
  await eventually(() => count(page)).toContain(loops(long.loops.length));
  await page.getByTestId('constraints-clear').click();
  await field(page, 'time').selectOption('within');
  await field(page, 'withinDays').fill('30');
  await field(page, 'withinDays').press('Enter');
  await page.getByRole('button', { name: 'Unknown passes' }).click();
  await eventually(() => count(page)).toContain(loops(soon.loops.length));
  const again = await desk.open({ at: `/${new URL(page.url()).hash}` });
  await eventually(() => field(again, 'withinDays').inputValue()).toBe('30');
  await eventually(() => count(again)).toContain(loops(soon.loops.length));
});

it('parts are rolled up, and such legs say so', async () => {
  const rolled = await desk.ask('loops', '?reading=trail&rollUp=true&exchanges=exclude');
  const one = rolled.loops.find(({ legs }) => legs.some(({ rolledUp }) => rolledUp.length > 0));
  if (!one) throw new Error('no loop is rolled up');
  const page = await desk.open({ at: '/#lang=en&rollUp=true' });
  await eventually(() => count(page)).toContain(`${rolled.loops.length} loops`);
  await eventually(() => page.locator(`[data-loop="${one.id}"]`).textContent()).toMatch(/via /);
});

it('a pattern that cannot be read is said to be in Chinese, and where', async () => {
  const page = await desk.open({ at: '/#lang=zh', lang: 'zh', expected: [/400/] });
  await page.getByText('更多條件', { exact: true }).click();
  await field(page, 'pattern').fill('INVESTS_IN (');
  await field(page, 'pattern').press('Enter');
  await eventually(() => page.getByTestId('fault-pattern').textContent()).toBe('缺少一段（第 13 個字元）');
  await eventually(() => page.getByText('有一項條件無法讀懂，已標出。').count()).toBe(1);
  await field(page, 'pattern').fill('INVESTS_IN BUYS_FROM');
  await field(page, 'pattern').press('Enter');
  await eventually(() => page.getByTestId('fault-pattern').count()).toBe(0);
});

it('with no filter set nothing is said to be filtered: exchanges that are left out are named, and listed at a press', async () => {
  const page = await desk.open();
  const { loops: all } = await desk.ask('loops', '?reading=trail&exchanges=include');
  const exchanges = all.filter(({ exchange }) => exchange).length;
  expect(exchanges).toBeGreaterThan(0);
  await eventually(() => count(page)).toBe(
    `${all.length - exchanges} loops ${exchanges === 1 ? 'one exchange' : `${exchanges} exchanges`} left out`,
  );
  await page.getByTestId('loops-exchanges').click();
  await eventually(() => count(page)).toBe(`${all.length} loops`);
});

it('a search that takes long is given up by a button, and what was there is kept', async () => {
  const page = await desk.open({
    prepare: (opened) => opened.route('**/api/loops?*basis=stated*', () => undefined, { times: 1 }),
  });
  const before = await page.getByTestId('loop-row').count();
  await page.getByText('More', { exact: true }).click();
  await page.getByRole('button', { name: 'Stated only' }).click();
  await page.getByTestId('loops-cancel').click();
  await page.getByText('Stopped.').waitFor();
  await eventually(() => page.getByTestId('loop-row').count()).toBe(before);
  const stated = await desk.ask('loops', '?reading=trail&basis=stated');
  await page.getByRole('button', { name: 'Look again' }).click();
  await eventually(() => count(page)).toContain(`${stated.loops.length} loops`);
});
