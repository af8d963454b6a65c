import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sample } from '../store/sample.ts';
import { axeFaults } from './axe.ts';
import { articleStore, Desk, eventually, ID, said } from './support.ts';

const MINE = 'browser-backup';
const desk = new Desk(articleStore);
beforeAll(() => desk.store.load(sample(MINE)));
afterAll(() => desk.store.remove(MINE));

async function openDialog(page: Page, menu = 'datasets-menu'): Promise<void> {
  await page.getByTestId(menu).click();
  await page.getByRole('menu').locator('[data-command="backup"]').click();
  await page.getByTestId('backup').waitFor();
}
async function chosen(page: Page, file: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByTestId('restore-choose').click(),
  ]);
  await chooser.setFiles(file);
}
/** Saves a backup, and gives where it is. */
async function savedBackup(page: Page): Promise<string> {
  await openDialog(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('[data-command="saveBackup"]').click(),
  ]);
  await page.getByTestId('backup').waitFor({ state: 'detached' });
  expect(download.suggestedFilename()).toMatch(/^loopscope-[\d-]+\.ndjson\.gz$/);
  return download.path();
}
const mine = async () => (await desk.ask('datasets')).datasets.find(({ id }) => id === MINE)?.nameEn;

it('a backup is saved, says what it would take the place of, and is restored once that is confirmed', async () => {
  const page = await desk.open();
  const name = await mine();
  const file = await savedBackup(page);
  await desk.store.rename(MINE, { nameEn: 'Changed since' });
  await openDialog(page);
  await chosen(page, file);
  const held = page.getByTestId('backup-held');
  await held
    .locator('[data-becomes="replace"]')
    .getByText(name ?? '')
    .waitFor();
  await eventually(() => held.locator('[data-becomes="same"]').textContent()).toContain('nothing changes');
  expect(await mine()).toBe('Changed since');
  expect(await axeFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Do not restore' }).click();
  expect(await mine()).toBe('Changed since');
  await chosen(page, file);
  await page.locator('[data-command="restoreBackup"]').click();
  await page.getByTestId('restore-done').waitFor();
  expect(await mine()).toBe(name);
  await eventually(() => said(page)).toBe('The backup is restored.');
  await page.keyboard.press('Escape');
  await page.getByTestId('datasets-menu').click();
  await eventually(() => page.locator(`[data-dataset="${MINE}"]`).textContent()).toContain(name);
});

it('half a file is refused in words, and nothing of it is written', async () => {
  const page = await desk.open({ expected: [/answer: 400/, /status of 400/] });
  const file = await savedBackup(page);
  const whole = readFileSync(file);
  writeFileSync(file, whole.subarray(0, whole.length / 2));
  await openDialog(page);
  await chosen(page, file);
  await eventually(() => page.getByTestId('restore-refused').textContent()).toContain('it was cut short');
  await eventually(() => page.locator('[data-command="restoreBackup"]').count()).toBe(0);
  expect(await axeFaults(page)).toEqual([]);
});

it('in Chinese it is said in Chinese why a backup is refused', async () => {
  const page = await desk.open({
    at: '/#lang=zh',
    lang: 'zh',
    expected: [/answer: 400/, /status of 400/],
  });
  await openDialog(page);
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'loopscope-')), 'none.gz');
  writeFileSync(file, gzipSync('{"any":"file"}\n'));
  await chosen(page, file);
  await page.getByTestId('restore-refused').getByText('第 1 行不是備份會有的內容。').waitFor();
});

it('a restoring can be given up, and what it looked through is not written', async () => {
  const page = await desk.open();
  const file = await savedBackup(page);
  await openDialog(page);
  let asked = () => {};
  const waiting = new Promise<void>((resolve) => {
    asked = resolve;
  });
  await page.route('**/api/restore?*', () => asked());
  await chosen(page, file);
  await waiting;
  await page.getByTestId('restore-doing').getByRole('button').click();
  await page.getByText('Given up.').waitFor();
  await page.getByTestId('restore-choose').waitFor();
});

it('in Chinese on a phone it is in the one menu, and is reached and read there', async () => {
  const page = await desk.open({
    at: '/#lang=zh',
    lang: 'zh',
    size: { width: 390, height: 844 },
    touch: true,
  });
  await openDialog(page, 'more-menu');
  await eventually(() => page.getByTestId('backup').textContent()).toContain('還原備份');
  const { width } = (await page.getByTestId('backup').boundingBox()) ?? { width: 0 };
  expect(width).toBeLessThanOrEqual(390);
  expect(await desk.ask('datasets').then(({ datasets }) => datasets.some(({ id }) => id === ID))).toBe(true);
});

it('where nothing may be written, only a backup can be saved, and the page says why', async () => {
  const page = await desk.open({
    prepare: (fresh) =>
      fresh.route('**/api/health', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, json: { ...(await answer.json()), writable: false } });
      }),
  });
  await openDialog(page);
  await page.getByText('nothing can be restored').waitFor();
  await eventually(() => page.getByTestId('restore-choose').isDisabled()).toBe(true);
  await eventually(() => page.locator('[data-command="saveBackup"]').isEnabled()).toBe(true);
});
