import { expect, it } from 'vitest';
import { axeFaults } from './axe.ts';
import { articleStore, canvas, Desk, eventually, ID } from './support.ts';

const desk = new Desk(articleStore);

it('embedded there is the view and what is clicked, no menu, and a way to all the rest', async () => {
  const page = await desk.open({ at: '/?embed=1#lang=en', size: { width: 900, height: 560 } });
  await page.getByTestId('embed').waitFor();
  await eventually(() => page.locator('header.top, .panel.left, [data-testid="dock"]').count()).toBe(0);
  await eventually(() => page.getByTestId('inspector').count()).toBe(0);
  await canvas(page).click(`${ID}:coreweave`);
  await eventually(() => page.getByTestId('inspector').getAttribute('data-kind')).toBe('entity');
  await eventually(() => page.getByTestId('embed-open').getAttribute('href')).toContain(
    `entity=${ID}:coreweave`,
  );
  await eventually(() => page.getByTestId('embed-open').getAttribute('href')).not.toContain('embed');
  // It is for reading: nothing is written from here.
  await eventually(() => page.locator('[data-command="addNote"]:visible').count()).toBe(0);
  await page.setViewportSize({ width: 390, height: 640 });
  const { width = 0 } = (await page.locator('#graph').boundingBox()) ?? {};
  expect(width).toBe(390);
  await page.keyboard.press('x');
  await eventually(() => page.getByTestId('export').count()).toBe(0);
  expect(await axeFaults(page)).toEqual([]);
  await page.screenshot({ path: 'tests/artifacts/embed.png' });
});

it('the embed code is copied, and shows the same view', async () => {
  const page = await desk.open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByTestId('loop-row').first().click();
  await page.getByTestId('datasets-menu').click();
  await page.locator('[data-command="copyEmbed"]').click();
  await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toContain('?embed=1#');
  const code = await page.evaluate(() => navigator.clipboard.readText());
  const loop = await page.getByTestId('loop-row').first().getAttribute('data-loop');
  expect(code).toContain(`loop=${loop}`);
});
