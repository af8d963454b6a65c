import { expect, it } from 'vitest';
import { articleStore, Desk } from './support.ts';

const desk = new Desk(articleStore);

it('the panel below the canvas opens and closes by key, takes its height by keyboard, and is remembered', async () => {
  const page = await desk.open();
  const dock = page.getByRole('complementary', { name: 'Panel below the canvas' });
  expect(await dock.count()).toBe(0);
  await page.keyboard.press('c');
  await dock.getByRole('tab', { name: 'Console', selected: true }).waitFor();
  const splitter = dock.getByRole('separator', { name: 'Height of this panel' });
  const before = (await dock.boundingBox())?.height ?? 0;
  await splitter.press('ArrowUp');
  expect((await dock.boundingBox())?.height).toBe(before + 16);
  await page.reload();
  await dock.getByRole('tab', { name: 'Console', selected: true }).waitFor();
  expect((await dock.boundingBox())?.height).toBe(before + 16);
  await page.keyboard.press('\\');
  await dock.waitFor({ state: 'detached' });
  await page.keyboard.press('\\');
  await dock.getByRole('button', { name: 'Close panel' }).click();
  await dock.waitFor({ state: 'detached' });
});
