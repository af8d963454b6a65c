import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { articleStore, canvas, Desk, eventually, ID, said } from './support.ts';

const desk = new Desk(articleStore);
const key = (id: string) => `${ID}:${id}`;
const inspector = (page: Page) => page.getByTestId('inspector');
const heading = (page: Page) => inspector(page).getByRole('heading', { level: 2 });
const selected = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const cy = document.getElementById('graph')?._cyreg?.cy;
    return (cy?.elements().toArray() ?? [])
      .filter((one) => one.hasClass('selected'))
      .map((one) => one.id())
      .sort();
  });
const clickMore = async (page: Page, id: string) => {
  await page.keyboard.down('Shift');
  await canvas(page).click(id);
  await page.keyboard.up('Shift');
};

describe('selecting several', () => {
  it('by Shift on the canvas, entities and claims alike, says what they are and come to', async () => {
    const page = await desk.open();
    await canvas(page).click(key('nvidia'));
    await clickMore(page, key('coreweave'));
    await clickMore(page, key('lenders-lend-to-coreweave'));
    await eventually(() => selected(page)).toEqual([
      key('coreweave'),
      key('lenders-lend-to-coreweave'),
      key('nvidia'),
    ]);
    await eventually(() => heading(page).textContent()).toBe('2 entities · one claim');
    await eventually(() => page.getByTestId('several-sums').textContent()).toContain('USD 2.3 billion');
    // Once more takes out; undo brings the selection before the first of these back.
    await clickMore(page, key('nvidia'));
    await eventually(() => heading(page).textContent()).toBe('One entity · one claim');
    await eventually(() => page.evaluate(() => location.hash)).toContain(`entities=${key('coreweave')}`);
    const link = await page.evaluate(() => location.hash);
    const other = await desk.open({ at: `/${link}` });
    await eventually(() => heading(other).textContent()).toBe('One entity · one claim');
    await eventually(() => selected(other)).toEqual([key('coreweave'), key('lenders-lend-to-coreweave')]);
  });

  it('with a lasso, and inverts, takes neighbours in, hides them all and brings them back', async () => {
    const page = await desk.open();
    const before = await canvas(page).entities();
    await page.keyboard.press('Shift+S');
    await page.getByTestId('outline').waitFor();
    const { x, y } = await canvas(page).spot(key('coreweave'));
    await page.mouse.move(x - 40, y - 40);
    await page.mouse.down();
    for (const [dx, dy] of [
      [40, -40],
      [40, 40],
      [-40, 40],
    ] as const)
      await page.mouse.move(x + dx, y + dy, { steps: 4 });
    await page.mouse.up();
    await eventually(() => selected(page)).toEqual([key('coreweave')]);
    await expect.poll(() => page.getByTestId('outline').count()).toBe(0);
    await page.keyboard.press('a');
    await eventually(() => selected(page)).toEqual([
      key('coreweave'),
      key('coreweave-lenders'),
      key('nvidia'),
    ]);
    await page.keyboard.press('Shift+I');
    await eventually(async () => (await selected(page)).length).toBe(before.length - 3);
    await page.keyboard.press('h');
    await eventually(() => canvas(page).entities()).toEqual([
      key('coreweave'),
      key('coreweave-lenders'),
      key('nvidia'),
    ]);
    await page.keyboard.press('ControlOrMeta+z');
    await eventually(() => canvas(page).entities()).toEqual(before);
  });

  it('by dragging with Shift, all at once, and by a word or kind', async () => {
    const page = await desk.open();
    const { x, y } = await canvas(page).spot(key('coreweave-lenders'));
    await page.keyboard.down('Shift');
    await page.mouse.move(x - 60, y - 50);
    await page.mouse.down();
    await page.mouse.move(x + 50, y + 50, { steps: 8 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await eventually(() => selected(page)).toEqual([key('coreweave-lenders')]);
    await page.keyboard.press('ControlOrMeta+a');
    await eventually(async () => (await selected(page)).length).toBe((await canvas(page).entities()).length);
    await page.keyboard.press('s');
    const dialog = page.getByTestId('select-where');
    await dialog.getByRole('textbox').fill('google');
    await eventually(() => page.getByTestId('select-found').textContent()).toBe('One entity');
    await dialog.getByRole('textbox').fill('');
    await dialog.getByRole('combobox').nth(1).selectOption('LENDS_TO');
    await eventually(() => page.getByTestId('select-found').textContent()).toContain('claims');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
  });

  it('pins all of them where they are as one step, and lets go of all', async () => {
    const page = await desk.open();
    await canvas(page).click(key('nvidia'));
    await clickMore(page, key('coreweave'));
    await page.keyboard.press('Shift+P');
    await eventually(() => said(page)).toContain('2 entities pinned');
    const pinned = () => page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('pinned'));
    await eventually(pinned).toContain('coreweave');
    await page.keyboard.press('Shift+P');
    await eventually(() => said(page)).toContain('2 entities are no longer pinned');
    await eventually(pinned).toBe(null);
    await page.keyboard.press('ControlOrMeta+z');
    await eventually(pinned).toContain('coreweave');
  });

  it('expands all of them as one step', async () => {
    const page = await desk.open();
    const before = await canvas(page).entities();
    await canvas(page).click(key('aws'));
    await clickMore(page, key('coreweave'));
    await eventually(() => heading(page).textContent()).toBe('2 entities');
    await page.keyboard.press('e');
    await eventually(async () => (await canvas(page).entities()).length).toBeGreaterThan(before.length + 2);
    await page.keyboard.press('ControlOrMeta+z');
    await eventually(() => canvas(page).entities()).toEqual(before);
  });
});
