import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { DATASETS_FOLDER, readDatasetFolder } from '../../server/datasets.ts';
import { article } from '../http/support.ts';
import { canvasFaults } from './layout.ts';
import { canvas, Desk, eventually, ID } from './support.ts';

const SINCE = 'ai-finance-2023-2026';
/** Both stores give the same answers to what is asked here (`tests/http/since.test.ts`); this one is quicker to fill. */
const desk = new Desk(async () => {
  const store = memoryStore();
  await store.load(await article());
  const read = await readDatasetFolder(path.join(DATASETS_FOLDER, SINCE));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems[0]));
  await store.load(read.dataset);
  return store;
});
const inspector = (page: Page) => page.getByTestId('inspector');
const counted = async (page: Page, change: string) =>
  Number.parseInt((await page.getByTestId(`compare-count-${change}`).textContent()) ?? '', 10);

it('compares the article with what followed: on the canvas, as lists, in the address, undone in one step', async () => {
  const page = await desk.open();
  const before = await canvas(page).entities();
  await page.getByTestId('datasets-menu').click();
  await page.getByRole('menuitemcheckbox', { name: 'Compare …' }).click();
  await page.getByTestId('changes').waitFor();
  // The article's loop through AWS is only there; OpenAI is only in what followed.
  const names = Object.fromEntries(
    Object.entries(await canvas(page).nodes()).map(([key, { name }]) => [key, name]),
  );
  expect(names[`${ID}:inflection-ai`]).toMatch(/^Inflection AI|^± Inflection AI/);
  expect(names[`${SINCE}:oracle`]).toBe('+ Oracle');
  expect(names[`${ID}:nvidia`]).toBe('Nvidia');
  await eventually(() => counted(page, 'removed')).toBeGreaterThan(3);
  await eventually(() => counted(page, 'added')).toBeGreaterThan(50);
  await page.getByTestId('compare-entities').click();
  const listed = page.getByTestId('changes').locator('[data-change="added"]');
  await listed.filter({ hasText: 'Anthropic' }).first().waitFor();
  await page.getByTestId('canvas-legend').getByText('Only before').waitFor();

  const address = page.url();
  expect(address).toContain(`compare=${ID}~${SINCE}`);
  const again = await desk.open({ at: `/${new URL(address).hash}` });
  await again.getByTestId('changes').waitFor();
  await eventually(() => counted(again, 'added')).toBeGreaterThan(50);

  await page.keyboard.press('Control+z');
  await page.getByTestId('compare').waitFor({ state: 'detached' });
  await eventually(() => canvas(page).entities()).toEqual(before);
});

it('compares two dates: a plan that was called off between them has changed, and leads to what called it off', async () => {
  const page = await desk.open({
    at: `/#lang=en&in=${SINCE}&compare=${SINCE}@2025~${SINCE}@2026-06`,
  });
  await page.getByTestId('changes').waitFor();
  await page.getByTestId('compare-claims').click();
  await eventually(() => counted(page, 'removed')).toBe(0);
  await eventually(() => counted(page, 'added')).toBeGreaterThan(20);
  const changed = page.locator('[data-change="changed"]').filter({ hasText: 'Disney invests in OpenAI' });
  await eventually(() => changed.textContent()).toMatch(
    /before: USD 1 billion · announced.*after: USD 1 billion · cancelled/,
  );

  const date = page.getByTestId('compare-before-date');
  await date.fill('soon');
  await eventually(() => date.getAttribute('aria-invalid')).toBe('true');
  await date.fill('2026-06');
  await date.press('Enter');
  await eventually(() => counted(page, 'added')).toBe(0);

  await page.goto(
    new URL(`/#lang=en&claim=${SINCE}:nvidia-invests-openai-loi-2025-09`, desk.served.base).href,
  );
  await page.reload();
  await inspector(page).getByText('Called off', { exact: true }).first().waitFor();
  await inspector(page).getByTestId('called-off-by').click();
  await eventually(() => inspector(page).textContent()).toContain('reported dropped in February 2026');
});

it('compares two saved views: what is on one canvas only, on the canvas and in the list; one that is gone is said', async () => {
  const page = await desk.open({ at: '/#lang=en', expected: [/404/] });
  const save = async (name: string) => {
    await page.keyboard.press('Control+s');
    const dialog = page.getByTestId('views');
    await dialog.getByRole('textbox', { name: 'Name of the view' }).fill(name);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('button', { name: new RegExp(`^${name}`) }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  };
  const all = await canvas(page).entities();
  await save('With it');
  await canvas(page).click(`${ID}:coreweave`);
  await page.keyboard.press('Delete');
  await eventually(() => canvas(page).entities()).not.toContain(`${ID}:coreweave`);
  await save('Without it');

  await page.keyboard.press('d');
  await page.getByTestId('changes').waitFor();
  await page.getByTestId('compare-before-datasets').selectOption({ label: 'Without it' });
  await eventually(() => page.url()).toMatch(/compare=nvidia-2023:[0-9a-f]+~/);
  await page.getByTestId('compare-after-datasets').selectOption({ label: 'With it' });
  await eventually(() => page.url()).toMatch(/compare=nvidia-2023:[0-9a-f]+~nvidia-2023:[0-9a-f]+/);
  await page.getByTestId('changes').waitFor();
  await page.getByTestId('compare-entities').click();
  await eventually(() => counted(page, 'added')).toBe(1);
  await eventually(() => counted(page, 'removed')).toBe(0);
  await eventually(() => page.getByTestId('changes').textContent()).toContain('CoreWeave');
  expect((await canvas(page).entities()).sort()).toEqual([...all].sort());
  expect((await canvas(page).nodes())[`${ID}:coreweave`]?.name).toMatch(/^\+ CoreWeave/);
  await page.getByTestId('compare-claims').click();
  await eventually(() => counted(page, 'added')).toBeGreaterThan(1);
  await eventually(() => counted(page, 'removed')).toBe(0);
  await page.getByRole('button', { name: 'Swap the sides' }).click();
  await eventually(async () => (await canvas(page).nodes())[`${ID}:coreweave`]?.name).toMatch(/^− CoreWeave/);

  const link = `/${new URL(page.url()).hash}`;
  const again = await desk.open({ at: link });
  await again.getByTestId('changes').waitFor();
  await again.getByTestId('compare-entities').click();
  await eventually(() => counted(again, 'removed')).toBe(1);

  await again.keyboard.press('Control+s');
  await again.getByRole('button', { name: 'Remove: With it' }).click();
  await again.getByRole('button', { name: 'Remove: With it' }).waitFor({ state: 'detached' });
  const late = await desk.open({ at: link, expected: [/404/] });
  await late.getByTestId('compare').getByText('A saved view that is compared is gone').waitFor();
});

it('a tour leads from the loops of the article to those since, and can be left and taken again', async () => {
  const page = await desk.open();
  const step = page.getByRole('dialog');
  const begin = async () => {
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByRole('menuitem', { name: 'From 2023 to 2026: a tour' }).click();
    await step.getByText('1 of 7', { exact: true }).waitFor();
  };
  await begin();
  await page.keyboard.press('Escape');
  await step.waitFor({ state: 'detached' });
  await begin();
  const next = async (at: number) => {
    await step.getByRole('button', { name: 'Next' }).click();
    await step.getByText(`${at} of 7`, { exact: true }).waitFor();
  };
  await next(2);
  expect(page.url()).toContain(`in=${SINCE}`);
  await next(3);
  await eventually(() => page.url()).toContain('2025-12-31');
  await eventually(() => inspector(page).getAttribute('data-kind')).toBe('loop');
  await next(4);
  await eventually(() => inspector(page).textContent()).toContain('reported dropped in February 2026');
  await next(5);
  await eventually(() => inspector(page).textContent()).toContain('AMD');
  await next(6);
  await eventually(() => inspector(page).textContent()).toContain('Magnetar');
  await next(7);
  await page.getByTestId('compare').waitFor();
  await step.getByRole('button', { name: 'Done' }).click();
  await step.waitFor({ state: 'detached' });
  // What the last step has put on screen stays.
  await page.getByTestId('compare').waitFor();
});

it('the page of method is the text of the docs, with the hashes of what is served', async () => {
  const { datasets } = await desk.ask('datasets');
  const page = await desk.open();
  await page.keyboard.press('Shift+M');
  const method = page.getByTestId('method');
  await method.getByRole('heading', { name: 'How sources are graded' }).waitFor();
  expect((await method.getByTestId('method-version').allTextContents()).sort()).toEqual(
    datasets.map(({ version }) => version).sort(),
  );
  await page.keyboard.press('Escape');
  await method.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('button', { name: '中文' }).evaluate((button) => button.blur());
  await page.keyboard.press('Shift+M');
  await method.getByRole('heading', { name: '來源如何分級' }).waitFor();
});

it.each(['en', 'zh'] as const)(
  'what is written on lines lies over no entity, no name and no other label: at first, with an entity selected, and while a loop plays (%s)',
  async (lang) => {
    const page = await desk.open({ lang, at: `/#lang=${lang}&in=${SINCE}` });
    const covered = async () =>
      (await canvasFaults(page)).filter((fault) => /figure .*lies over|lies over figure/.test(fault));
    const labels = async () =>
      Object.values(await canvas(page).edges()).filter(({ name, faded }) => name !== '' && !faded).length;
    await eventually(labels).toBeGreaterThan(20);
    await eventually(covered).toEqual([]);
    for (const key of [`${SINCE}:nvidia`, `${SINCE}:openai`]) {
      await canvas(page).click(key);
      await eventually(async () => (await canvas(page).nodes())[`${SINCE}:google`]?.faded).toBe(true);
      await eventually(labels).toBeGreaterThan(15);
      await canvas(page).still();
      await eventually(covered).toEqual([]);
    }
    await page.getByTestId('loop-row').first().click();
    await page.getByTestId('player').locator('[data-command="playNext"]').click();
    await page.getByTestId('player-at').waitFor();
    await eventually(labels).toBe(1);
    await eventually(covered).toEqual([]);
  },
);

it('on a phone every name on the first screen is large enough to be read, and none lies over another', async () => {
  const page = await desk.open({
    at: `/#lang=en&in=${SINCE}`,
    size: { width: 390, height: 844 },
    touch: true,
  });
  const names = await page.evaluate(() => {
    const cy = document.getElementById('graph')?._cyreg?.cy;
    return (cy?.nodes().toArray() ?? [])
      .filter((node) => !node.hasClass('nameless') && !node.hasClass('inside'))
      .map((node) => {
        const { x1, x2, y1, y2 } = node.renderedBoundingBox({
          includeNodes: false,
          includeLabels: true,
          includeOverlays: false,
          includeUnderlays: false,
        });
        return { x1, x2, y1, y2 };
      });
  });
  expect(names.length).toBeGreaterThan(8);
  for (const [at, a] of names.entries()) {
    expect(a.y2 - a.y1).toBeGreaterThanOrEqual(11);
    for (const b of names.slice(at + 1))
      expect(a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2).toBe(false);
  }
});
