import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { Claim } from '../../server/core/model/claim.ts';
import { Entity } from '../../server/core/model/entity.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { sample } from '../store/sample.ts';
import { Desk, eventually } from './support.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
/** Pays nobody. */
const SINK = 'z';
const words = (en: string) => ({ summaryEn: en, summaryZh: `${en}（中）` });

const pays = (from: string, to: string, amount: number) =>
  Claim.parse({
    id: `${from}-pays-${to}`,
    from,
    to,
    type: 'PAYS_TO',
    amount,
    currency: from < 'e' ? 'USD' : 'EUR',
    modality: 'fact',
    evidence: ['growth-1'],
    ...words('It pays.'),
  });

/** Everybody pays everybody, in one of two currencies: far more loops than anybody reads. */
const desk = new Desk(async () => {
  const store = memoryStore();
  const { deals: _, ...dataset } = sample('many');
  await store.load({
    ...dataset,
    deals: [],
    entities: [...NAMES, SINK].map((id) =>
      Entity.parse({ id, kind: 'Company', nameEn: `Firm ${id}`, nameZh: `公司 ${id}`, ...words('A firm.') }),
    ),
    claims: [
      ...NAMES.flatMap((from) => NAMES.filter((to) => to !== from).map((to) => pays(from, to, 100))),
      // Half of what these two pay is not in loops.
      pays('a', SINK, 700),
      pays('e', SINK, 700),
    ],
  });
  return store;
});

const count = (page: Page) => page.getByTestId('loop-count').textContent();
const rows = (page: Page) => page.getByTestId('loop-row');
const more = (page: Page) => page.getByTestId('more-loops');
/** Shows rows, a hundred at a time, until all that the list has are there. */
async function toTheEnd(page: Page, from: number, all: number) {
  for (let shown = from; shown < all; shown += 100) {
    await eventually(() => rows(page).count()).toBe(shown);
    await more(page).click();
  }
  await eventually(() => rows(page).count()).toBe(all);
}

it('the list goes on beyond the first three hundred, to all where that is all, and a link leads there', async () => {
  const { found, truncated } = await desk.ask('loops', '?reading=trail&maxLength=4&limit=1000');
  expect(truncated).toBe(false);
  expect(found).toBeGreaterThan(300);
  const page = await desk.open({ at: '/#lang=en&legs=4' });
  await eventually(() => count(page)).toContain('Showing the first 300 of more');
  await page.getByText('The list goes on at its end').waitFor();
  await toTheEnd(page, 100, 300);
  await eventually(() => more(page).textContent()).toBe(`Go on, to ${found} loops`);
  await more(page).click();
  await eventually(() => count(page)).toContain(`${found} loops`);
  await toTheEnd(page, 400, found);
  await rows(page).last().click();
  await eventually(() => new URL(page.url()).hash).toContain('loop=');
  const last = await rows(page).last().getAttribute('data-loop');
  // Who comes by the link finds it, and the list with it.
  const again = await desk.open({ at: `/${new URL(page.url()).hash}` });
  await eventually(() => count(again)).toContain(`${found} loops`);
  await again.locator(`[data-loop="${last}"][aria-pressed="true"]`).waitFor();
});

it('shares of money in loops are sorted in one currency, which the reader chooses', async () => {
  const page = await desk.open({ at: '/#lang=en&legs=3&show=concentration' });
  const table = page.getByTestId('concentration-table');
  await table.getByRole('button', { name: 'Outflow in loops' }).click();
  const placeOf = async (id: string) =>
    (await table.locator('tbody tr').evaluateAll((all) => all.map((row) => row.dataset.entity))).indexOf(
      `many:${id}`,
    );
  const currency = page.getByTestId('concentration-currency');
  await currency.selectOption('USD');
  // Three pay all of it in loops; who pays in another currency comes last.
  await eventually(() => placeOf('a')).toBe(3);
  await currency.selectOption('EUR');
  await eventually(() => placeOf('e')).toBe(3);
  await eventually(() => placeOf('a')).toBeGreaterThan(3);
});
