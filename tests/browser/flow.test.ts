import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { articleStore, Desk, eventually, ID, said } from './support.ts';

const desk = new Desk(articleStore);
const LONG =
  /^Nvidia invests in.* CoreWeave pledges to.* CoreWeave's lenders lends to.* CoreWeave buys from.* Nvidia/;
const inspector = (page: Page) => page.getByTestId('inspector');
const picture = (page: Page) => page.getByTestId('flow-picture');
const list = (page: Page) => page.getByRole('list', { name: 'List of loops' });

it('a reader sees the loops flow together, one of them as a ring, and opens a leg from it', async () => {
  const { loops } = await desk.ask('loops', '?reading=trail');
  const page = await desk.open();
  await page.getByRole('button', { name: 'Flow', exact: true }).click();
  const flows = new Set(loops.flatMap(({ legs }) => legs.map(({ claim }) => claim.id)));
  const entities = new Set(loops.flatMap(({ legs }) => legs.map(({ from }) => from)));
  await eventually(() => picture(page).getAttribute('aria-label')).toBe(
    `Flow picture of ${loops.length} loops: ${flows.size} flows between ${entities.size} entities`,
  );
  expect(
    new Set(
      await picture(page)
        .locator('[data-claim]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-claim'))),
    ),
  ).toEqual(flows);

  await list(page).getByRole('button', { name: LONG }).click();
  await eventually(() => picture(page).getAttribute('aria-label')).toBe(
    'Flow picture of one loop with 4 legs',
  );
  const loan = picture(page).getByRole('button', { name: /lenders lends to CoreWeave: USD 2\.3 billion/ });
  const unknown = picture(page).getByRole('button', { name: /Nvidia invests in CoreWeave: amount unknown/ });
  await eventually(() => unknown.textContent()).toContain('amount unknown');
  await loan.click();
  await eventually(() => inspector(page).getAttribute('data-kind')).toBe('claim');
  // The ring stays while its legs are looked at.
  await eventually(() => picture(page).getAttribute('data-shape')).toBe('ring');
  await eventually(() => loan.getAttribute('aria-pressed')).toBe('true');

  await page.getByRole('button', { name: 'All loops of the list' }).click();
  await eventually(() => picture(page).getAttribute('data-shape')).toBe('chords');
  await page.keyboard.press('Control+z');
  await eventually(() => picture(page).getAttribute('data-shape')).toBe('ring');
});

it('is walked with the keyboard, told as text, and given again by its link', async () => {
  const page = await desk.open({ at: '/#lang=en&show=flow' });
  const parts = picture(page).getByRole('button');
  await parts.first().focus();
  await page.keyboard.press('ArrowDown');
  const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  expect(name).not.toBe(await parts.first().getAttribute('aria-label'));
  await page.keyboard.press('Enter');
  await eventually(() => inspector(page).getAttribute('data-kind')).toBe('claim');
  await eventually(() => said(page)).toContain('selected');
  await page.getByText('As text').click();
  const told = page.getByTestId('flow-text').getByRole('button');
  // Beside the text there is room for fewer loops: the picture is drawn anew, and told anew.
  await eventually(
    async () => (await told.count()) - (await picture(page).locator('[data-claim]').count()),
  ).toBe(0);
  await eventually(() => told.count()).toBeGreaterThan(5);
  await eventually(() => page.url()).toContain('claim=');
  const again = await desk.open({ at: new URL(page.url()).hash.replace(/^/, '/') });
  await eventually(() => picture(again).locator('[aria-pressed="true"]').getAttribute('aria-label')).toBe(
    name,
  );
});

it('is saved as an SVG file that needs nothing beside it, with title, key and sources', async () => {
  const { loops } = await desk.ask('loops', '?reading=trail');
  const long = loops.find(({ legs }) => legs.some(({ from }) => from === 'coreweave-lenders'));
  const page = await desk.open({ at: `/#lang=zh&show=flow&loop=${long?.id}&in=${ID}`, lang: 'zh' });
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '儲存流向圖（SVG）' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('loopscope-flow.svg');
  const text = readFileSync(await saved.path(), 'utf8');
  expect(text).not.toMatch(/var\(|class=|<style|<script|href=/);
  const found = await page.evaluate((svg) => {
    const file = new DOMParser().parseFromString(svg, 'image/svg+xml');
    return {
      faults: file.querySelectorAll('parsererror').length,
      text: file.documentElement.textContent ?? '',
    };
  }, text);
  expect(found.faults).toBe(0);
  const source = long?.legs[0]?.evidence[0]?.source.title ?? 'no source';
  for (const part of [
    '資金如何循環：英偉達 → CoreWeave',
    '金額不明：無色帶',
    '寬度',
    '23 億美元',
    '來源：',
    source.slice(0, 12),
  ])
    expect(found.text).toContain(part);
});
