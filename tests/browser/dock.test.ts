import { expect, it } from 'vitest';
import { articleStore, Desk, eventually } from './support.ts';

const desk = new Desk(articleStore);

it('the panel below the canvas opens and closes by key, takes its height by keyboard, and is remembered', async () => {
  const page = await desk.open();
  const dock = page.getByRole('complementary', { name: 'Panel below the canvas' });
  await eventually(() => dock.count()).toBe(0);
  await page.keyboard.press('c');
  await dock.getByRole('tab', { name: 'Console', selected: true }).waitFor();
  const splitter = dock.getByRole('separator', { name: 'Height of this panel' });
  const before = (await dock.boundingBox())?.height ?? 0;
  await splitter.press('ArrowUp');
  await eventually(async () => (await dock.boundingBox())?.height).toBe(before + 16);
  await page.reload();
  await dock.getByRole('tab', { name: 'Console', selected: true }).waitFor();
  expect((await dock.boundingBox())?.height).toBe(before + 16);
  await page.keyboard.press('\\');
  await dock.waitFor({ state: 'detached' });
  await page.keyboard.press('\\');
  await dock.getByRole('button', { name: 'Close panel' }).click();
  await dock.waitFor({ state: 'detached' });
});

it('an editor that is late does not take the keyboard from who moves the edge of its panel meanwhile', async () => {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const page = await desk.open({
    prepare: (opened) =>
      opened.route('**/cypher-editor-*.js', async (route) => {
        await released;
        await route.continue();
      }),
  });
  await page.keyboard.press('c');
  const splitter = page.getByRole('separator', { name: 'Height of this panel' });
  await splitter.focus();
  release();
  await page.locator('[data-testid="cypher-editor"][data-ready="true"]').waitFor();
  const height = Number(await splitter.getAttribute('aria-valuenow'));
  await page.keyboard.press('ArrowUp');
  await eventually(() => splitter.getAttribute('aria-valuenow')).toBe(String(height + 16));
});
