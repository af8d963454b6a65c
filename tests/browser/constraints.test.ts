import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { articleStore, Desk, eventually, ID } from './support.ts';

const desk = new Desk(articleStore);
const count = (page: Page) => page.getByTestId('loop-count').textContent();
const field = (page: Page, name: string) => page.getByTestId(`constraint-${name}`);

const loops = (n: number) => (n === 1 ? 'One loop' : `${n} loops`);

it('entities that must all be in a loop are chosen one after the other, each with how many loops would be left', async () => {
  const keys = ['coreweave', 'coreweave-lenders'].map((id) => `${ID}:${id}`);
  const one = await desk.ask('loops', `?reading=trail&through=${keys[0]}`);
  const both = await desk.ask('loops', `?reading=trail&through=${keys.join()}`);
  expect(both.loops.length).toBeLessThan(one.loops.length);
  const page = await desk.open();
  const choice = field(page, 'through');
  const option = (at: number) => choice.locator(`option[value="${keys[at]}"]`).textContent();
  await eventually(() => option(0)).toBe(`Through CoreWeave (${one.loops.length})`);
  await choice.selectOption(keys[0] ?? '');
  await eventually(() => count(page)).toContain(loops(one.loops.length));
  await eventually(() => option(1)).toBe(`Through CoreWeave's lenders (${both.loops.length})`);
  await choice.selectOption(keys[1] ?? '');
  await eventually(() => count(page)).toContain(loops(both.loops.length));
  await eventually(() => new URL(page.url()).hash).toContain(`through=${ID}:coreweave,coreweave-lenders`);
  const again = await desk.open({ at: `/${new URL(page.url()).hash}` });
  await eventually(() => count(again)).toContain(loops(both.loops.length));
  await again.getByRole('button', { name: "Through CoreWeave's lenders" }).click();
  await eventually(() => count(again)).toContain(loops(one.loops.length));
});

it('what may be unknown is chosen one by one, and is asked of the server as it stands', async () => {
  const asked = 'reading=trail&leastStatus=announced&leastAmount=1&unknown=';
  const all = await desk.ask('loops', `?${asked}status,amount`);
  const some = await desk.ask('loops', `?${asked}amount`);
  expect(some.loops.length).toBeLessThan(all.loops.length);
  const page = await desk.open({ at: '/#lang=en&status=announced&least=1&unknown=status,amount' });
  await eventually(() => count(page)).toContain(loops(all.loops.length));
  await page.getByTestId('more-filters').getByRole('button', { name: 'status', exact: true }).click();
  await eventually(() => page.getByTestId('constraints-clear').count()).toBe(1);
  await eventually(() => new URL(page.url()).hash).toContain('unknown=amount');
  if (some.loops.length === 0) await page.getByText('All loops are filtered away').waitFor();
  else await eventually(() => count(page)).toContain(loops(some.loops.length));
});

it('how many of the list have such a leg, or are as long, stands beside the control, and goes with the list', async () => {
  const { loops: all } = await desk.ask('loops', '?reading=trail');
  const { loops: long } = await desk.ask('loops', '?reading=trail&minLength=4');
  const buying = (of: typeof all) =>
    of.filter(({ legs }) => legs.some(({ type }) => type === 'BUYS_FROM')).length;
  const page = await desk.open();
  await page.getByText('More', { exact: true }).click();
  const chip = page.getByTestId('more-filters').getByRole('button', { name: 'buys from' });
  await eventually(() => chip.textContent()).toBe(`buys from ${buying(all)}`);
  await eventually(() => field(page, 'minLength').locator('option[value="4"]').textContent()).toBe(
    `4 legs (${long.length})`,
  );
  await field(page, 'minLength').selectOption('4');
  await eventually(() => chip.textContent()).toBe(`buys from ${buying(long)}`);
  await page.getByTestId('constraints-clear').click();
  // What is left out has no number: how many there would be is not known.
  await eventually(() => chip.textContent()).toBe(`buys from ${buying(all)}`);
  await chip.click();
  await eventually(() => chip.textContent()).toBe('buys from ');
});

it('types, length and time narrow the list with its count, stand in the address, and are taken back', async () => {
  const only = await desk.ask('loops', '?reading=trail&types=INVESTS_IN,BUYS_FROM');
  const long = await desk.ask('loops', '?reading=trail&minLength=4');
  const soon = await desk.ask('loops', '?reading=trail&withinDays=30&unknown=date');
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
  await page.getByTestId('more-filters').getByRole('button', { name: 'date', exact: true }).click();
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
