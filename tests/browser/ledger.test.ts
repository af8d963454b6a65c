import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { articleStore, canvas, Desk, eventually, ID, said } from './support.ts';

const desk = new Desk(articleStore);
const LONG =
  /^Nvidia invests in.* CoreWeave pledges to.* CoreWeave's lenders lends to.* CoreWeave buys from.* Nvidia/;
const list = (page: Page) => page.getByRole('list', { name: 'List of loops' });
const longOf = async () => {
  const { loops } = await desk.ask('loops', '?reading=trail');
  const long = loops.find(({ legs }) => legs.some(({ from }) => from === 'coreweave-lenders'));
  if (!long) throw new Error('The long loop is gone.');
  return { loops, long };
};

it('the ledger is a table with everything said of each leg, copied for a spreadsheet, and leads to loops that share legs', async () => {
  const { loops, long } = await longOf();
  const page = await desk.open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await list(page).getByRole('button', { name: LONG }).click();
  await page.getByRole('button', { name: 'Ledger', exact: true }).first().click();
  const table = page.getByTestId('ledger-table');
  await table.waitFor();
  const rows = table.locator('tbody tr');
  const others = long.legs.reduce((sum, { alternatives }) => sum + alternatives.length, 0);
  await eventually(() => rows.count()).toBe(long.restsOn.length + long.legs.length + others);
  // All of it is there without scrolling sideways.
  await eventually(() =>
    table.evaluate((one) => (one.parentElement?.scrollWidth ?? 0) - (one.parentElement?.clientWidth ?? 0)),
  ).toBeLessThanOrEqual(0);
  const loan = table.locator('[data-claim="lenders-lend-to-coreweave"]');
  await eventually(() => loan.textContent()).toMatch(
    /CoreWeave's lenders.*lends to.*CoreWeave.*USD 2\.3 billion.*closed.*fact.*stated/,
  );
  const invests = table.locator(`[data-claim="${long.legs[0]?.claim.id}"]`);
  await eventually(() => invests.textContent()).toContain('amount unknown');
  await eventually(() => page.getByTestId('returned').textContent()).toContain('unknown');
  const source = long.legs[2]?.evidence[0]?.source;
  if (source?.url)
    await eventually(() => loan.getByRole('link').first().getAttribute('href')).toBe(source.url);

  await page.getByRole('button', { name: 'Copy as table' }).click();
  await eventually(() => said(page)).toContain('rows copied');
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(copied).toHaveLength(1 + (await rows.count()));
  const width = copied[0]?.split('\t').length;
  for (const line of copied) expect(line.split('\t')).toHaveLength(width ?? 0);

  const sharing = loops.filter(
    ({ id, legs }) =>
      id !== long.id &&
      legs.some((leg) =>
        long.legs.some((own) => own.from === leg.from && own.type === leg.type && own.to === leg.to),
      ),
  );
  const links = page.getByTestId('shared-loops').getByRole('button');
  const more = page.getByTestId('more-shared');
  if (await more.isVisible()) await more.click();
  await eventually(() => links.count()).toBe(sharing.length);
  await links.first().click();
  await eventually(() => page.getByRole('heading', { level: 2 }).first().textContent()).not.toMatch(LONG);
  // A claim is opened beside its ledger, which stays.
  await table.getByRole('button').first().click();
  await eventually(() => page.getByTestId('inspector').getAttribute('data-kind')).toBe('claim');
  await eventually(() => table.count()).toBe(1);
});

it('two loops picked from the list stand side by side with shared legs first, and flow together', async () => {
  const { loops, long } = await longOf();
  const short = loops.find(
    ({ id, legs }) =>
      id !== long.id &&
      legs.some(({ from, type }) => from === 'nvidia' && type === 'INVESTS_IN') &&
      legs.some(({ to }) => to === 'coreweave'),
  );
  const page = await desk.open();
  const pick = (id: string | undefined) =>
    page
      .locator('li', { has: page.locator(`[data-loop="${id}"]`) })
      .locator('[data-command="pickLoop"]')
      .click();
  await pick(long.id);
  await pick(short?.id);
  await eventually(() => said(page)).toBe('2 loops picked to compare.');
  await page.getByTestId('picked').getByRole('button', { name: 'Compare loops' }).click();
  const table = page.getByTestId('compare-table');
  await eventually(() => table.locator('thead th').count()).toBe(2);
  const shared = table.getByRole('row', { name: /^Nvidia invests in CoreWeave/ });
  await eventually(() => shared.getByRole('button', { name: /^Leg \d/ }).count()).toBe(2);
  const own = table.getByRole('row', { name: /^CoreWeave pledges to/ });
  await eventually(() => own.textContent()).toContain('not in this loop');
  const again = await desk.open({ at: `/${new URL(page.url()).hash}` });
  await eventually(() => again.getByTestId('compare-table').locator('thead th').count()).toBe(2);
  await page.getByRole('button', { name: 'Picked loops as flow picture' }).click();
  await eventually(() => page.getByTestId('flow-count').textContent()).toBe('2 loops');
  await page.keyboard.press('g');
  await page.getByTestId('picked').locator('[data-command="clearPicked"]').click();
  await eventually(() => page.getByTestId('picked').count()).toBe(0);
  await eventually(() => canvas(page).entities()).toContain(`${ID}:nvidia`);
});

it('the ways to tell a loop are listed in the order of the list, and each shows its claims', async () => {
  const { loops } = await longOf();
  const several = loops.find(({ combinations, exchange }) => combinations > 1 && !exchange);
  if (!several) throw new Error('no loop has several tellings');
  const page = await desk.open();
  await page.locator(`[data-loop="${several.id}"]`).click();
  const ways = page.getByTestId('tellings');
  await ways.getByText(`Ways to tell it: ${several.combinations}`).click();
  const each = ways.getByTestId('telling');
  await each.first().waitFor();
  await eventually(() => each.count()).toBe(several.combinations);
  await each.first().locator('summary').click();
  const [leg] = several.legs;
  await each.first().locator(`[data-claim="${leg?.claim.id}"]`).waitFor();
});
