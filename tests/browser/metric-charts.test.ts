import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { articleStore, Desk, eventually, ID } from './support.ts';

const desk = new Desk(articleStore);
const chart = (page: Page, series: RegExp) =>
  page.getByTestId('metric-chart').filter({ has: page.locator('figcaption', { hasText: series }) });

describe('a chart of a metric over its periods', () => {
  it('shows each figure of one entity where it is stated, its gaps, and leads to what it rests on', async () => {
    const page = await desk.open({
      at: `/#lang=en&entity=${ID}:microsoft-intelligent-cloud`,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const growth = chart(page, /^revenue, growth, percent, .*by fiscal quarter/);
    await growth.waitFor();
    await eventually(() => growth.locator('.mark').count()).toBe(3);
    await eventually(() => growth.locator('.gap title').allTextContents()).toEqual([
      'FY2023-Q1: nothing stated',
    ]);
    // Two of the three follow each other.
    await eventually(() => growth.locator('.join').count()).toBe(1);

    await growth.getByText('As a table').click();
    await eventually(() => growth.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual([
      'FY2022-Q4',
      '+20%',
      'fact',
    ]);
    await growth.getByRole('button', { name: 'Copy the table (TSV)' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\n')[1]?.split('\t').slice(1, 4)).toEqual(['FY2022-Q4', '+20%', 'fact']);

    await growth.locator('.mark').first().click();
    await eventually(() => page.getByTestId('inspector').getAttribute('data-kind')).toBe('claim');
    await page.getByTestId('inspector').getByRole('article').first().waitFor();
  });

  it('sets several entities side by side, told apart by more than colour', async () => {
    const keys = ['nvidia', 'microsoft', 'google', 'apple'].map((id) => `${ID}:${id}`).join(',');
    const page = await desk.open({ at: `/#lang=en&entities=${keys}` });
    const value = chart(page, /^market value/);
    await value.waitFor();
    await eventually(() => value.locator('.mark').count()).toBe(4);
    await eventually(() => value.locator('.chart-key li').allTextContents()).toHaveLength(4);
    await value.getByText('As a table').click();
    await value
      .getByRole('row', { name: /Nvidia/ })
      .getByRole('button')
      .click();
    await eventually(() => page.getByTestId('inspector').getAttribute('data-kind')).toBe('claim');
  });

  it('says where there is nothing to chart', async () => {
    const page = await desk.open({ at: `/#lang=en&entities=${ID}:aws,${ID}:azure` });
    await page.getByText('nothing can be charted').waitFor();
  });
});
