import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { assemble } from '../../server/core/formats/assemble.ts';
import { FORMATS } from '../../server/core/formats/index.ts';
import type { Dataset } from '../../server/core/model/dataset.ts';
import { articleStore, Desk, eventually, ID, said } from './support.ts';

const desk = new Desk(articleStore);

async function openDialog(page: Page): Promise<void> {
  await page.keyboard.press('x');
  await page.getByTestId('export').waitFor();
}
/** Presses Save, and gives what the browser saved. */
async function saved(page: Page): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId('export').getByRole('button', { name: 'Save' }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
async function readBack(bytes: Uint8Array): Promise<Dataset> {
  const all = async function* () {
    yield bytes;
  };
  const result = await assemble(FORMATS.json.read(all()));
  if ('problems' in result) throw new Error(JSON.stringify(result.problems[0]));
  return result.dataset;
}

it('saves what is on the canvas with its evidence, and says so', async () => {
  const page = await desk.open();
  await openDialog(page);
  const { name, bytes } = await saved(page);
  expect(name).toBe(`${ID}-part.json`);
  const { entities, claims, evidence } = await readBack(bytes);
  expect(entities.map(({ id }) => id)).toContain('coreweave');
  expect(claims.length).toBeGreaterThan(10);
  expect(evidence.length).toBeGreaterThan(5);
  await eventually(() => said(page)).toBe(`Saved as ${name}.`);
  await page.getByTestId('export').waitFor({ state: 'detached' });
});

it('saves the loop that is selected, and the whole dataset in the version that is served', async () => {
  const page = await desk.open();
  await page.getByTestId('loop-row').first().click();
  await openDialog(page);
  await page.getByTestId('export-what').selectOption('selection');
  const loop = await readBack((await saved(page)).bytes);
  expect(loop.claims.map(({ from }) => from)).toContain('nvidia');
  await openDialog(page);
  await page.getByTestId('export-what').selectOption(`dataset:${ID}`);
  const whole = await readBack((await saved(page)).bytes);
  const { datasets } = await desk.ask('datasets');
  expect(whole.version).toBe(datasets.find(({ id }) => id === ID)?.version);
});

it('says what a kind of file loses before it is chosen, and saves nothing when cancelled', async () => {
  const page = await desk.open();
  await openDialog(page);
  const loses = page.getByTestId('export-loses');
  await eventually(() => loses.textContent()).toContain('Nothing is lost');
  await page.getByTestId('export-format').selectOption('bibtex');
  await eventually(() => loses.textContent()).toBe('Only the sources.');
  let asked = () => {};
  const waiting = new Promise<void>((resolve) => {
    asked = resolve;
  });
  await page.route('**/api/export', () => asked());
  await page.getByTestId('export').getByRole('button', { name: 'Save' }).click();
  await waiting;
  await page.getByTestId('export').getByRole('button', { name: 'Cancel' }).click();
  await eventually(() => said(page)).toBe('The export was cancelled; nothing was saved.');
});
