import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { canvasFaults } from './layout.ts';
import { articleStore, canvas, Desk, eventually, ID, said } from './support.ts';

const desk = new Desk(articleStore);
const key = (id: string) => `${ID}:${id}`;

type Drawn = { size: number; name: string; classes: string };
/** How an entity is drawn. */
const drawn = (page: Page, id: string): Promise<Drawn> =>
  page.evaluate((of) => {
    const one = document.getElementById('graph')?._cyreg?.cy.getElementById(of);
    return {
      size: Number(one?.data('size')),
      name: String(one?.data('name')),
      classes: ['unknown', 'toned'].filter((name) => one?.hasClass(name)).join(),
    };
  }, key(id));
const choose = async (page: Page, what: 'size' | 'colour', option: string | RegExp) => {
  const field = page.getByTestId(`looks-${what}`);
  const texts = await field.locator('option').allTextContents();
  const index = texts.findIndex((text) => (typeof option === 'string' ? text === option : option.test(text)));
  await field.selectOption({ index });
};
const openAppearance = async (page: Page) => {
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette').getByRole('combobox').fill('size and colour');
  await page.keyboard.press('Enter');
  await page.getByTestId('appearance').waitFor();
};

describe('size and colour of entities', () => {
  it('go by what the reader chooses, say so in the legend, stay in the address, and are undone by name', async () => {
    const page = await desk.open();
    const before = await drawn(page, 'aws');
    await openAppearance(page);
    await choose(page, 'size', 'neighbours (degree)');
    await eventually(async () => (await drawn(page, 'nvidia')).size).toBe(104);
    await eventually(() => drawn(page, 'aws')).toMatchObject({ size: 30, name: 'AWS\n1' });
    await eventually(() => page.getByTestId('scale-size').textContent()).toContain('most 7');

    await choose(page, 'colour', 'community');
    await eventually(() => drawn(page, 'coreweave')).toMatchObject({
      name: 'CoreWeave\n2 · #2',
      classes: 'toned',
    });
    await eventually(() => page.getByTestId('scale-colour').textContent()).toContain('#1 6 entities');
    expect(new URL(page.url()).hash).toContain('size=degree&colour=community');

    // Another who opens the link sees the same; back and undo lead to how it was.
    const other = await desk.open({ at: `/${new URL(page.url()).hash}` });
    await eventually(() => drawn(other, 'coreweave')).toMatchObject({
      name: 'CoreWeave\n2 · #2',
      classes: 'toned',
    });
    await page.locator('#graph').focus();
    await page.keyboard.press('Control+z');
    await eventually(() => said(page)).toBe('Undone: colour by community');
    await page.keyboard.press('Control+z');
    await eventually(() => said(page)).toBe('Undone: size by neighbours (degree)');
    await eventually(() => drawn(page, 'aws')).toEqual(before);
  });

  it('draw what is unknown as unknown, count it in the legend, and keep currencies apart', async () => {
    const page = await desk.open();
    await openAppearance(page);
    await choose(page, 'size', 'inflow, USD');
    await eventually(() => drawn(page, 'coreweave')).toMatchObject({
      size: 77,
      name: 'CoreWeave\n≥ $2.3bn',
      classes: '',
    });
    await eventually(() => drawn(page, 'nvidia')).toMatchObject({
      size: 30,
      name: 'Nvidia\n?',
      classes: 'unknown',
    });
    await eventually(() => page.getByTestId('scale-size').textContent()).toContain(
      'unknown: 9 of 10 entities, hollow, marked “?”',
    );

    // The table has the same, sorted by it, what is unknown last.
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    const table = page.getByTestId('table-view').getByRole('table').first();
    await table.getByRole('button', { name: 'inflow, USD' }).click();
    await eventually(() => table.getByRole('row').nth(1).textContent()).toContain('CoreWeave');
    await eventually(() => table.getByRole('row').nth(1).textContent()).toContain('≥ USD 2.3 billion');
    await eventually(() => table.getByRole('row').nth(2).textContent()).toContain('unknown');
  });

  it('go by a metric of the data, of each entity as it is stated', async () => {
    const page = await desk.open();
    await openAppearance(page);
    await page
      .getByTestId('looks-colour')
      .getByRole('option', { name: /^market value/ })
      .waitFor({ state: 'attached' });
    await choose(page, 'colour', /^market value/);
    await eventually(() => drawn(page, 'nvidia')).toMatchObject({ classes: 'toned' });
    expect((await drawn(page, 'nvidia')).name).toContain('1.03 trillion (currency not given)');
    await eventually(() => drawn(page, 'aws')).toMatchObject({ name: 'AWS\n?', classes: 'unknown,toned' });
    await page.locator('[data-command="looksClear"]').click();
    await eventually(() => drawn(page, 'aws')).toMatchObject({ name: 'AWS', classes: '' });
  });

  it('follow the filters: what is hidden neither counts nor is counted', async () => {
    const page = await desk.open({ at: '/#lang=en&size=degree' });
    await eventually(() => drawn(page, 'nvidia')).toMatchObject({ name: 'Nvidia\n7' });
    await page.getByTestId('tab-filters').click();
    await page.locator('[data-facet="class:CloudProvider"] input').uncheck();
    await eventually(() => drawn(page, 'nvidia')).toMatchObject({ name: 'Nvidia\n4' });
  });

  it('leave nothing under the legend, which grows by their scales; who looks at a part is left there', async () => {
    const page = await desk.open({ at: '/#lang=en&size=in:USD&colour=community' });
    const legend = page.getByTestId('canvas-legend');
    await eventually(() => legend.textContent()).toContain('#1');
    const covered = async () => (await canvasFaults(page)).filter((fault) => fault.includes('panel Legend'));
    await eventually(covered).toEqual([]);
    await canvas(page).still();
    await page.keyboard.press('+');
    await canvas(page).still();
    const before = await canvas(page).spot(key('nvidia'));
    await page.keyboard.press('Shift+G');
    await eventually(async () => (await legend.boundingBox())?.height ?? 0).toBeLessThan(60);
    await eventually(() => canvas(page).spot(key('nvidia'))).toEqual(before);
  });

  it('stay in their legend, however wide the canvas is', async () => {
    const page = await desk.open({ at: '/#lang=en' });
    const legend = page.getByTestId('canvas-legend');
    await legend.getByText('Wider: larger sum').waitFor();
    for (const width of [1500, 1280, 1180, 1060, 960]) {
      await page.setViewportSize({ width, height: 760 });
      await eventually(() => legend.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(
        0,
      );
    }
  });

  it('say that they are being worked out, and can be given up', async () => {
    const page = await desk.open({
      // A worker that is as slow as for very many.
      prepare: (opening) =>
        opening.route('**/network.worker*', (route) =>
          route.fulfill({ contentType: 'text/javascript', body: 'self.onmessage = () => undefined;' }),
        ),
    });
    await openAppearance(page);
    await choose(page, 'size', 'betweenness');
    const waiting = page.getByTestId('gauging');
    await waiting.waitFor();
    await eventually(() => waiting.textContent()).toContain('Working out: betweenness');
    await eventually(() => waiting.getByRole('progressbar').count()).toBe(1);
    // On one line, where there is room.
    const lines = () =>
      waiting
        .locator('span')
        .first()
        .evaluate((words) => {
          const range = document.createRange();
          range.selectNodeContents(words);
          return range.getClientRects().length;
        });
    await eventually(lines).toBe(1);
    // In the table, too.
    await page.keyboard.press('t');
    await page.getByTestId('table-view').waitFor();
    await waiting.waitFor();
    await waiting.getByRole('button').click();
    await waiting.waitFor({ state: 'detached' });
    await eventually(() => page.getByTestId('looks-size').inputValue()).toBe('');
  });
});
