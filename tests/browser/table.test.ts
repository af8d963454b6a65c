import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { articleStore, canvas, Desk, eventually, ID } from './support.ts';

const desk = new Desk(articleStore);
const key = (id: string) => `${ID}:${id}`;
const table = (page: Page, which: number) => page.getByTestId('table-view').getByRole('table').nth(which);
const names = (page: Page) => table(page, 0).getByRole('rowheader').allTextContents();

describe('the table', () => {
  it('sorts, finds, selects several as the canvas does, and is copied for a sheet', async () => {
    const page = await desk.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.keyboard.press('t');
    await table(page, 0).waitFor();
    const before = await names(page);
    await table(page, 0).getByRole('button', { name: 'Name' }).click();
    await eventually(() => names(page)).toEqual([...before].sort((a, b) => a.localeCompare(b)));
    await table(page, 0).getByRole('button', { name: 'Name' }).click();
    await eventually(() => names(page)).toEqual([...before].sort((a, b) => b.localeCompare(a)));

    // Arrow keys walk the rows, Space takes into the selection.
    await table(page, 0).getByRole('button', { name: 'Nvidia', exact: true }).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await eventually(() => page.getByTestId('inspector').getAttribute('data-kind')).toBe('several');
    await page.getByRole('button', { name: 'Only what is selected' }).click();
    await eventually(async () => (await names(page)).length).toBe(2);
    const two = await names(page);
    await page
      .getByTestId('table-view')
      .getByRole('button', { name: 'Copy the table (TSV)' })
      .first()
      .click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\n').map((line) => line.split('\t')[0])).toEqual(['Name', ...two]);

    await page.keyboard.press('g');
    await eventually(async () =>
      page.evaluate(
        () =>
          document
            .getElementById('graph')
            ?._cyreg?.cy.nodes()
            .toArray()
            .filter((one) => one.hasClass('selected')).length,
      ),
    ).toBe(2);
    await page.keyboard.press('t');
    await page.getByRole('searchbox', { name: 'Find in the table' }).fill('azure');
    await eventually(() => names(page)).toEqual(['Azure']);
    await page.getByRole('searchbox', { name: 'Find in the table' }).fill('nobody');
    await page.getByText('Nothing in the table fits.').waitFor();
  });
});

describe('expanding a hub', () => {
  it('asks which neighbours to bring: found by name, ticked, added as one step', async () => {
    const page = await desk.open();
    const before = await canvas(page).entities();
    await canvas(page).click(key('nvidia'));
    await page.getByTestId('choose-BUYS_FROM-in').click();
    const dialog = page.getByTestId('expand-choose');
    await dialog.getByRole('checkbox').nth(1).waitFor();
    const all = await dialog.getByRole('listitem').count();
    expect(all).toBeGreaterThan(2);
    const free = dialog.getByRole('listitem').getByRole('checkbox', { disabled: false });
    const [name = ''] = await dialog
      .getByRole('listitem')
      .filter({ has: page.locator('input:enabled') })
      .locator('label > span:nth-of-type(2)')
      .allTextContents();
    await dialog.getByRole('textbox', { name: 'Find among them' }).fill(name);
    await free.first().check();
    await dialog.getByRole('button', { name: 'Add 1' }).click();
    await eventually(async () => (await canvas(page).entities()).length).toBe(before.length + 1);
    await page.keyboard.press('ControlOrMeta+z');
    await eventually(() => canvas(page).entities()).toEqual(before);
  });
});

describe('arranging', () => {
  it('leaves what is pinned, is one step, and draws lines as the reader likes', async () => {
    const page = await desk.open();
    const before = await canvas(page).nodes();
    await canvas(page).click(key('azure'));
    await page.keyboard.press('Shift+P');
    await page.keyboard.press('Shift+L');
    await eventually(async () => (await canvas(page).nodes())[key('aws')]?.at).not.toEqual(
      before[key('aws')]?.at,
    );
    const after = await canvas(page).nodes();
    expect(after[key('azure')]?.at).toEqual(before[key('azure')]?.at);
    await page.keyboard.press('ControlOrMeta+z');
    await eventually(async () => (await canvas(page).nodes())[key('aws')]?.at).toEqual(
      before[key('aws')]?.at,
    );

    const apart = (await canvas(page).claims()).length;
    await page.getByTestId('layout-menu').click();
    await page.locator('[data-command="linesOne"]').click();
    await eventually(async () => (await canvas(page).claims()).length).toBeLessThan(apart);
    await eventually(() => page.evaluate(() => location.hash)).toContain('lines=one');
  });
});
