import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { drawn } from './product.ts';
import { articleStore, canvas, Desk, eventually, ID, said } from './support.ts';

const desk = new Desk(articleStore);
const key = (id: string): string => `${ID}:${id}`;
const hash = (page: Page): Promise<string> => page.evaluate(() => location.hash);
const placesOn = async (page: Page) =>
  Object.fromEntries(Object.entries(await canvas(page).nodes()).map(([of, { at }]) => [of, at]));

/** Drags an entity, as a reader does. */
async function drag(page: Page, of: string, by: { x: number; y: number }): Promise<void> {
  const { x, y } = await canvas(page).spot(of);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by.x / 2, y + by.y / 2);
  await page.mouse.move(x + by.x, y + by.y);
  await page.mouse.up();
  await eventually(() => said(page)).toContain('moved');
}
const go = async (page: Page, words: string) => {
  await page.getByRole('combobox', { name: 'Search' }).fill(words);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-testid="inspector"][data-kind="entity"]').waitFor();
};
const heading = (page: Page) => page.getByTestId('inspector').locator('h2').first();

describe('the address', () => {
  it('holds where things are: another browser and a reload show the same picture', async () => {
    const page = await desk.open({ at: '/#lang=en' });
    await drag(page, key('coreweave'), { x: 90, y: -60 });
    await canvas(page).click(key('nvidia'));
    await page.keyboard.press('e');
    await eventually(async () => (await canvas(page).entities()).length).toBeGreaterThan(10);
    const places = await placesOn(page);
    const link = await page.evaluate(() => location.href);
    expect(new URL(link).hash).toContain('&at=');
    const other = await desk.open({ at: new URL(link).hash ? `/${new URL(link).hash}` : '/' });
    await eventually(() => placesOn(other)).toEqual(places);
    await eventually(() => heading(other).textContent()).toContain('Nvidia');
    await page.reload();
    await drawn(page);
    await eventually(() => placesOn(page)).toEqual(places);
    // What was expanded can still be taken back.
    await page.keyboard.press('Shift+E');
    await eventually(async () => (await canvas(page).entities()).length).toBeLessThan(
      Object.keys(places).length,
    );
  });

  it('goes back and forward between what was looked at, not between where things were put', async () => {
    const page = await desk.open({ at: '/#lang=en' });
    const before = await page.evaluate(() => history.length);
    await canvas(page).click(key('coreweave'));
    await eventually(() => hash(page)).toContain(`entity=${key('coreweave')}`);
    await drag(page, key('coreweave'), { x: 40, y: 40 });
    await canvas(page).click(key('nvidia'));
    await eventually(() => hash(page)).toContain(`entity=${key('nvidia')}`);
    await eventually(() => page.evaluate(() => history.length)).toBe(before + 2);
    const moved = await placesOn(page);
    await page.goBack();
    await eventually(() => heading(page).textContent()).toContain('CoreWeave');
    await eventually(() => placesOn(page)).toEqual(moved);
    await page.goBack();
    await eventually(() => page.getByTestId('inspector').getAttribute('data-kind')).toBe('none');
    await page.goForward();
    await page.goForward();
    await eventually(() => heading(page).textContent()).toContain('Nvidia');
    // Going is a step like any other.
    await page.keyboard.press('Control+z');
    await eventually(() => heading(page).textContent()).toContain('CoreWeave');
  });

  it('put into the same tab goes there without starting anew', async () => {
    const page = await desk.open({ at: '/#lang=en' });
    await page.evaluate(() => {
      document.documentElement.dataset.same = 'yes';
      location.hash = '#lang=zh&entity=nvidia-2023:nvidia';
    });
    await eventually(() => heading(page).textContent()).toContain('英偉達');
    await eventually(() => page.locator('html').getAttribute('data-same')).toBe('yes');
  });

  it('that gets long gives way to a snapshot on the server, which shows the same', async () => {
    const page = await desk.open({ at: '/#lang=en', permissions: ['clipboard-read', 'clipboard-write'] });
    await canvas(page).click(key('nvidia'));
    await page.locator('[data-command="addNote"]').click();
    await page.getByRole('textbox', { name: 'Text of the note' }).fill('A long note. '.repeat(140));
    await page.keyboard.press('Control+Enter');
    await page.locator('.own-note').waitFor();
    await eventually(() => hash(page)).toMatch(/^#lang=en&view=[0-9a-f]{32}$/);
    await page.keyboard.press('Shift+C');
    await eventually(() => said(page)).toContain('opied');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await desk.open({ at: `/${new URL(link).hash}` });
    await other.locator('.own-note').getByText('A long note.').waitFor();
    await eventually(() => placesOn(other)).toEqual(await placesOn(page));
  });

  it('whose snapshot is kept no longer says so, and shows a fresh start', async () => {
    const page = await desk.open({ at: `/#lang=en&view=${'0'.repeat(32)}`, expected: [/404/] });
    await page.getByTestId('notice').getByText('kept no longer').waitFor();
    expect((await canvas(page).entities()).length).toBeGreaterThan(5);
  });
});

describe('saved views', () => {
  it('are saved by name, opened elsewhere as they were, renamed, duplicated, removed and brought back', async () => {
    const page = await desk.open({ at: '/#lang=en' });
    await drag(page, key('coreweave'), { x: 70, y: 50 });
    await canvas(page).click(key('coreweave'));
    const places = await placesOn(page);
    await page.keyboard.press('Control+s');
    const dialog = page.getByTestId('views');
    await dialog.getByRole('textbox', { name: 'Name of the view' }).fill('Browser: the <b>chain</b>');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('button', { name: /^Browser: the <b>chain<\/b>/ }).waitFor();

    const other = await desk.open({ at: '/#lang=en' });
    await other.locator('[data-command="views"]').click();
    const list = other.getByTestId('views');
    await list.getByRole('button', { name: /^Browser: the/ }).click();
    await list.waitFor({ state: 'detached' });
    await eventually(() => heading(other).textContent()).toContain('CoreWeave');
    await eventually(() => placesOn(other)).toEqual(places);
    await other.keyboard.press('Control+z');
    await eventually(() => other.getByTestId('inspector').getAttribute('data-kind')).toBe('none');

    await other.locator('[data-command="views"]').click();
    await list.getByRole('button', { name: /^Duplicate: Browser/ }).click();
    await list.getByRole('button', { name: /^Browser: the <b>chain<\/b> \(copy\)/ }).waitFor();
    await list.getByRole('button', { name: 'Rename: Browser: the <b>chain</b> (copy)' }).click();
    const rename = list.locator('.view-rename input');
    await rename.fill('Browser: second');
    await rename.press('Enter');
    await list.getByRole('button', { name: /^Browser: second/ }).waitFor();
    for (const name of ['Browser: second', 'Browser: the <b>chain</b>']) {
      await list.getByRole('button', { name: `Remove: ${name}` }).click();
      await list.getByRole('button', { name: `Remove: ${name}` }).waitFor({ state: 'detached' });
    }
    await list.getByRole('button', { name: 'Undo' }).click();
    await list.getByRole('button', { name: /^Browser: the/ }).waitFor();
    await list.getByRole('button', { name: /^Remove: Browser/ }).click();
    await list.getByRole('button', { name: /^Remove: Browser/ }).waitFor({ state: 'detached' });
  });

  it('of data that is gone says which, and shows what there is', async () => {
    const id = 'browser-gone';
    const body = { format: 1, parts: { in: `${ID},no-longer-there`, on: `${ID}:nvidia,gone-away` } };
    const saved = await fetch(`${desk.served.base}/api/saved/view/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Browser: old', body }),
    });
    expect(saved.status).toBe(200);
    try {
      const page = await desk.open({ at: '/#lang=en' });
      await page.keyboard.press('Control+s');
      await page.getByRole('button', { name: /^Browser: old/ }).click();
      const notice = page.getByTestId('notice');
      await notice.getByText('This view names').waitFor();
      await eventually(() => notice.textContent()).toContain('no-longer-there');
      await eventually(() => notice.textContent()).toContain(key('gone-away'));
      await eventually(() => canvas(page).entities()).toEqual([key('nvidia')]);
    } finally {
      await desk.store.workspace.remove('view', id);
    }
  });
});

describe('notes', () => {
  it('are written on things and on the canvas, moved by key, undone by name, and go with the link', async () => {
    const page = await desk.open({ at: '/#lang=en' });
    await canvas(page).click(key('lenders-lend-to-coreweave'));
    await page.locator('[data-command="addNote"]').click();
    await page.getByRole('textbox', { name: 'Text of the note' }).fill('<b>Who</b> are they?');
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.locator('.own-note').getByText('<b>Who</b> are they?').waitFor();
    await page.locator('#graph').focus();
    await page.keyboard.press('u');
    await page.locator('.canvas-note textarea').fill('Here the money turns.');
    await page.keyboard.press('Control+Enter');
    const note = page.locator('.canvas-note[data-note]');
    await note.waitFor();
    const left = (await note.boundingBox())?.x ?? 0;
    await note.focus();
    await page.keyboard.press('ArrowRight');
    await eventually(async () => ((await note.boundingBox())?.x ?? 0) - left).toBeGreaterThan(5);
    const other = await desk.open({ at: `/${await hash(page)}` });
    await other.locator('.canvas-note').getByText('Here the money turns.').waitFor();
    await other.locator('.own-note').getByText('<b>Who</b> are they?').waitFor();
    await eventually(() => other.locator('.own-note b').count()).toBe(0);
    await note.focus();
    await page.keyboard.press('Delete');
    await note.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await note.waitFor();
    await eventually(() => said(page)).toContain('remove a note');
  });
});

describe('a citation', () => {
  it('of a claim is copied in three formats, with the version of the data and its sources', async () => {
    const page = await desk.open({ at: '/#lang=en', permissions: ['clipboard-read', 'clipboard-write'] });
    await canvas(page).click(key('lenders-lend-to-coreweave'));
    await page.locator('[data-command="cite"]').click();
    const dialog = page.getByTestId('cite');
    const version = (await desk.ask('datasets')).datasets.find(({ id }) => id === ID)?.version ?? '?';
    const copied = async (name: string) => {
      await page.evaluate(() => navigator.clipboard.writeText(''));
      await dialog.getByRole('button', { name: `Copy: ${name}` }).click();
      await eventually(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('');
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const plain = await copied('Plain text');
    expect(plain).toContain(`version ${ID}@${version}`);
    expect(plain).toContain('Sources: ');
    await eventually(() => copied('BibTeX')).toMatch(/^@misc\{loopscope-claim-/);
    expect(JSON.parse(await copied('CSL-JSON'))[0]).toMatchObject({
      type: 'dataset',
      version: `${ID}@${version}`,
    });
    const link = await copied('Permalink');
    const other = await desk.open({ at: `/${new URL(link).hash}` });
    await eventually(() => other.getByTestId('inspector').getAttribute('data-kind')).toBe('claim');
  });
});

describe('the palette', () => {
  it('finds commands and entities, and remembers what was used', async () => {
    const page = await desk.open({ at: '/#lang=en' });
    const palette = page.getByTestId('palette');
    await page.keyboard.press('Control+k');
    await palette.waitFor();
    await page.keyboard.type('arrange by f');
    await palette.getByRole('option', { name: /Arrange by force/ }).waitFor();
    await page.keyboard.press('Enter');
    await eventually(() => said(page)).toBe('Arranged anew.');
    await page.keyboard.press('Control+k');
    await palette.waitFor();
    await page.keyboard.type('英伟达');
    await palette
      .getByRole('option', { name: /Nvidia/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await eventually(() => heading(page).textContent()).toContain('Nvidia');
    await page.keyboard.press('Control+k');
    const recent = palette.getByRole('group', { name: 'Used before' }).getByRole('option');
    await eventually(() => recent.allTextContents()).toHaveLength(2);
    expect((await recent.allTextContents()).join()).toMatch(/Nvidia.*Arrange by force/);
    await page.keyboard.press('Escape');
    await palette.waitFor({ state: 'detached' });
  });
});

describe('what was done before', () => {
  it('is listed by name, and several steps are undone at once', async () => {
    const page = await desk.open({ at: '/#lang=en' });
    await drag(page, key('coreweave'), { x: 30, y: 30 });
    const whole = await canvas(page).entities();
    await canvas(page).click(key('coreweave'));
    await page.keyboard.press('h');
    await eventually(async () => (await canvas(page).entities()).length).toBe(whole.length - 1);
    await page.getByTestId('history-menu').click();
    const steps = page.getByRole('menuitem');
    await eventually(() => steps.allTextContents()).toEqual([
      'hide CoreWeave',
      'select CoreWeave',
      'move CoreWeave',
    ]);
    await steps.nth(1).click();
    await eventually(() => canvas(page).entities()).toEqual(whole);
    await eventually(() => page.getByTestId('inspector').getAttribute('data-kind')).toBe('none');
  });

  it('what was searched for is offered again', async () => {
    const page = await desk.open({ at: '/#lang=en' });
    await go(page, 'coreweave');
    const box = page.getByRole('combobox', { name: 'Search' });
    await box.fill('');
    await page.getByRole('group', { name: 'Searched before' }).getByText('coreweave').click();
    await eventually(() => box.inputValue()).toBe('coreweave');
    await page
      .getByRole('option', { name: /CoreWeave/ })
      .first()
      .waitFor();
  });
});

describe('a browser without room', () => {
  it('is told once, and the page goes on', async () => {
    const page = await desk.open({
      at: '/#lang=en',
      prepare: (opened) =>
        opened.addInitScript(() => {
          Storage.prototype.setItem = () => {
            throw new DOMException('full', 'QuotaExceededError');
          };
        }),
    });
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByTestId('notice').waitFor();
    await page.getByTestId('notice').getByRole('button').click();
    await page.getByRole('button', { name: 'EN' }).click();
    await page.getByRole('button', { name: 'Share' }).waitFor();
    await eventually(() => page.getByTestId('notice').count()).toBe(0);
  });
});
