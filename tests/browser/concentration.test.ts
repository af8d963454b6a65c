import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { articleStore, Desk, eventually, said } from './support.ts';

const desk = new Desk(articleStore);
const table = (page: Page) => page.getByTestId('concentration-table');

it('who the loops run through is a table, sorted by a press, whose rows select', async () => {
  const asked = await desk.ask('concentration', '?reading=trail&limit=300');
  const page = await desk.open();
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.getByRole('button', { name: 'Concentration' }).first().click();
  const rows = table(page).locator('tbody tr');
  await eventually(() => rows.count()).toBe(asked.concentration.length);
  const most = asked.concentration[0];
  await eventually(() => rows.first().getAttribute('data-entity')).toBe(most?.entity);
  await eventually(() => rows.first().textContent()).toContain(String(most?.loops));
  await table(page).getByRole('button', { name: 'Name' }).click();
  const names = await rows.getByRole('rowheader').allTextContents();
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
  await eventually(() =>
    table(page).getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort'),
  ).toBe('ascending');
  await rows.filter({ hasText: 'CoreWeave' }).first().getByRole('button').click();
  await eventually(() => page.getByTestId('inspector').getAttribute('data-kind')).toBe('entity');
});

it('the list is a query in Cypher where it can be, and says why where it cannot', async () => {
  const page = await desk.open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByText('As Cypher', { exact: true }).click();
  await eventually(() => page.getByTestId('cypher-not').textContent()).toContain('Entities may recur');
  await page.getByRole('button', { name: 'Entities may recur' }).click();
  await eventually(() => page.getByTestId('cypher').textContent()).toContain('MATCH');
  await page.getByRole('button', { name: 'Copy the query' }).click();
  await eventually(() => said(page)).toBe('Copied.');
  const { query } = await desk.ask('loopsCypher', '?reading=elementary');
  await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toContain(query ?? 'no query');
  await page.getByRole('button', { name: 'Open in the console' }).click();
  await page.locator('[data-testid="cypher-editor"][data-ready="true"]').waitFor();
  await eventually(() => page.getByTestId('cypher-editor').textContent()).toContain('MATCH');
});
