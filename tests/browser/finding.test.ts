import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { axeFaults } from './axe.ts';
import { drawn } from './product.ts';
import { articleStore, canvas, Desk, eventually, ID, said } from './support.ts';

const desk = new Desk(articleStore);
const folder = mkdtempSync(path.join(tmpdir(), 'loopscope-finding-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The page and the data of the article in one file take so much at most: it goes into a mail. */
const MOST_BYTES = 5_000_000;

async function savedFinding(
  page: Page,
  { title = 'Nvidia </script> & co', of = 'canvas' }: { title?: string; of?: 'canvas' | 'selection' } = {},
): Promise<string> {
  await page.keyboard.press('x');
  await page.getByTestId('export-what').selectOption(of);
  await page.getByTestId('export-format').selectOption('finding');
  await page.getByTestId('finding-title').fill(title);
  await page.getByTestId('finding-question').fill('Does the money come back to Nvidia?');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId('export').getByRole('button', { name: 'Save' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('loopscope-finding.html');
  const file = path.join(folder, 'finding.html');
  await download.saveAs(file);
  await page.getByTestId('export').waitFor({ state: 'detached' });
  return file;
}

/** A file opened with the network off. What it asks for all the same is kept. */
async function opened(page: Page, file: string) {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) asked.push(request.url());
  });
  await page.context().setOffline(true);
  await page.goto(pathToFileURL(file).href);
  await drawn(page);
  return { asked };
}

it('a finding opens as a file with the network off, and is clicked, searched, filtered and played', async () => {
  const page = await desk.open();
  const before = await canvas(page).entities();
  const file = await savedFinding(page);
  expect(statSync(file).size).toBeLessThan(MOST_BYTES);
  const { asked } = await opened(page, file);

  expect((await canvas(page).entities()).sort()).toEqual(before.sort());
  const banner = page.getByTestId('banner-finding');
  await eventually(() => banner.textContent()).toContain('Nvidia </script> & co');
  await banner.locator('summary').click();
  const { datasets } = await desk.ask('datasets');
  await eventually(() => banner.textContent()).toContain('Does the money come back to Nvidia?');
  await eventually(() => banner.textContent()).toContain(`${ID}@${datasets[0]?.version}`);
  await banner.locator('summary').click();

  await canvas(page).click(`${ID}:coreweave`);
  await eventually(() => page.getByTestId('inspector').getAttribute('data-kind')).toBe('entity');
  await canvas(page).click(`${ID}:lenders-lend-to-coreweave`);
  await page.getByTestId('inspector').getByRole('article').first().waitFor();

  await page.locator('#search-box').fill('英伟达');
  await page.locator('#search-list [role="option"]').first().click();
  await eventually(() => said(page)).toContain('Nvidia');

  await page.getByTestId('loop-row').first().click();
  await page.keyboard.press('.');
  await eventually(() => page.getByTestId('player-at').textContent()).toContain('1');

  await page.keyboard.press('Escape');
  await page.getByTestId('tab-legend').click();
  await page.locator('.legend-full [data-facet="moves:collateral"]').click();
  await page.locator('.legend-full [data-facet="moves:collateral"]').click();
  await page.getByTestId('filtered').waitFor();

  expect(await axeFaults(page)).toEqual([]);
  expect(asked).toEqual([]);
});

it('a file searches on a thread of its own, where what is asked last counts and nothing is held up', async () => {
  const page = await desk.open();
  const loops = async (): Promise<(string | null)[]> =>
    Promise.all((await page.getByTestId('loop-row').all()).map((row) => row.getAttribute('data-loop')));
  const all = await loops();
  await opened(page, await savedFinding(page));
  await eventually(loops).toEqual(all);
  // Those of layouts end with their work.
  await eventually(() => page.workers().length).toBe(1);
  const [thread] = page.workers();

  // The first time it is asked, it never answers.
  await page.evaluate(() => {
    const answered = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message: { kind?: string }) {
      if (message.kind !== 'ask') return answered.call(this, message);
      Worker.prototype.postMessage = answered;
    };
  });
  const sort = page.getByRole('combobox', { name: 'Sort by' });
  await sort.selectOption('date');
  await eventually(() => page.getByText('Looking for more loops').count()).toBe(1);
  await sort.selectOption('length');
  await eventually(() => page.workers().length).toBe(0);
  await sort.selectOption('date');
  await eventually(() => page.workers().length).toBe(1);
  expect(page.workers()[0]).not.toBe(thread);
  await eventually(async () => (await loops()).sort()).toEqual(all.sort());
});

it('a finding of one loop alone holds that loop, and nothing else that was on the canvas', async () => {
  const page = await desk.open();
  const row = page.getByTestId('loop-row').first();
  const loop = await row.getAttribute('data-loop');
  const on = await canvas(page).entities();
  await row.click();
  await page.getByTestId('ledger').waitFor();
  const legs = await page.getByTestId('ledger').locator('[data-claim]').count();
  const file = await savedFinding(page, { of: 'selection' });
  const { asked } = await opened(page, file);
  const { loops } = await desk.ask('loops', '?reading=trail');
  const stops = new Set(
    loops.find(({ id }) => id === loop)?.legs.flatMap(({ from, to }) => [`${ID}:${from}`, `${ID}:${to}`]),
  );
  expect((await canvas(page).entities()).sort()).toEqual([...stops].sort());
  expect(stops.size).toBeLessThan(on.length);
  await eventually(() => page.getByTestId('loop-row').count()).toBe(1);
  await eventually(() => page.getByTestId('ledger').locator('[data-claim]').count()).toBe(legs);
  await page.keyboard.press('.');
  await eventually(() => page.getByTestId('player-at').textContent()).toContain('1');
  expect(asked).toEqual([]);
});

it('a finding of what is selected holds it with what joins it, and no note on anything else', async () => {
  const page = await desk.open();
  await canvas(page).click(`${ID}:nvidia`);
  await page.locator('[data-command="addNote"]').click();
  await page.locator('.note-field textarea').fill('Kept to myself.');
  await page.keyboard.press('Control+Enter');
  await page.locator('.own-note').waitFor();
  await canvas(page).click(`${ID}:coreweave`);
  await page.keyboard.down('Shift');
  await canvas(page).click(`${ID}:coreweave-lenders`);
  await page.keyboard.up('Shift');
  await page.getByTestId('several-list').waitFor();
  const file = await savedFinding(page, { of: 'selection' });
  expect(readFileSync(file, 'utf8')).not.toContain('Kept to myself.');
  const { asked } = await opened(page, file);
  const both = [`${ID}:coreweave`, `${ID}:coreweave-lenders`];
  expect((await canvas(page).entities()).sort()).toEqual(both);
  await eventually(() => canvas(page).claims()).toContain(`${ID}:lenders-lend-to-coreweave`);
  expect(asked).toEqual([]);
});

it('what needs a server says so in a file: the console, and saving there', async () => {
  const page = await desk.open();
  await opened(page, await savedFinding(page));
  await page.keyboard.press('c');
  await page.getByText('There is no console in a file').waitFor();
  await page.locator('[data-command="views"]').first().click();
  await eventually(() => page.locator('.view-note').first().textContent()).toContain('Nothing can be saved');
});

it('opened again where it came from, it gives the view back, and says whether the data has changed', async () => {
  const page = await desk.open();
  await page.getByTestId('loop-row').nth(1).click();
  const loop = await page.getByTestId('loop-row').nth(1).getAttribute('data-loop');
  const file = await savedFinding(page, { title: 'A loop' });
  const other = path.join(folder, 'other.html');
  const { datasets } = await desk.ask('datasets');
  writeFileSync(other, readFileSync(file, 'utf8').replaceAll(`${datasets[0]?.version}`, 'another'));

  const take = async (name: string): Promise<void> => {
    await page.getByTestId('datasets-menu').click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.locator('[data-command="openFinding"]').click(),
    ]);
    await chooser.setFiles(name);
  };
  await page.keyboard.press('Escape');
  await take(file);
  await eventually(() => said(page)).toBe('Opened: A loop. The data is as it was.');
  await eventually(() => page.evaluate(() => location.hash)).toContain(`loop=${loop}`);
  await take(other);
  await eventually(() => said(page)).toContain(`${ID} was another, and is now ${datasets[0]?.version}.`);
  const none = path.join(folder, 'none.html');
  writeFileSync(none, '<script type="application/json" id="finding">{"loopscope":"finding"}</script>');
  await take(none);
  await eventually(() => said(page)).toBe('none.html is no finding of Loopscope.');
});
