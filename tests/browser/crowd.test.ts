import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { sample } from '../store/sample.ts';
import { canvas, Desk, eventually } from './support.ts';

const SIZE = 440;
const key = (index: number) => `crowd:e${index}`;

/** More lines than are drawn one by one. */
const desk = new Desk(async () => {
  const made = sample('crowd');
  const [company] = made.entities;
  const [template] = made.claims;
  if (!company || !template) throw new Error('the sample has some');
  const entity = (index: number) => `e${index % SIZE}` as typeof company.id;
  made.entities = Array.from({ length: SIZE }, (_, index) => ({
    ...company,
    id: entity(index),
    nameEn: `Company ${index}`,
    aliases: [],
  }));
  made.claims = made.entities.flatMap((_, index) =>
    [13, 57, 101, 211].map((by) => ({
      ...template,
      id: `c${index}-${by}` as typeof template.id,
      type: 'USES' as const,
      from: entity(index),
      to: entity(index + by),
    })),
  );
  made.deals = [];
  const store = memoryStore();
  await store.load(made);
  return store;
});

const at = `/#lang=en&on=${Array.from({ length: SIZE }, (_, index) => key(index)).join(',')}`;
const painted = (page: Page) => page.getByTestId('crowd').getAttribute('data-painted').then(Number);

describe('very many', () => {
  it('are drawn simply, which is said; found, selected, arranged, moved and isolated all the same', async () => {
    const page = await desk.open({ at, early: true });
    await page.getByTestId('crowd').waitFor();
    await eventually(() => painted(page)).toBeGreaterThan(0);
    await eventually(() => page.getByTestId('crowd-note').textContent()).toContain(
      '440 entities, 1760 claims',
    );
    await eventually(() => canvas(page).entities()).toEqual([]);

    // Arranged in a ring, the first stands at a place that is known.
    await page.getByTestId('layout-menu').click();
    await page.locator('[data-command="layoutConcentric"]').click();
    await page.getByTestId('arranging').waitFor({ state: 'detached' });

    // In the middle stands one of them; a press on it selects it, with Shift its neighbours' selection grows.
    await page.locator('#graph').focus();
    await page.keyboard.press('Enter');
    await eventually(() => page.getByTestId('inspector').getAttribute('data-kind')).toBe('entity');
    const before = await painted(page);
    await page.keyboard.press('a');
    await eventually(() => page.getByTestId('inspector').getAttribute('data-kind')).toBe('several');
    await eventually(() => painted(page)).toBeGreaterThan(before);
    await eventually(() =>
      page.getByTestId('inspector').getByRole('heading', { level: 2 }).textContent(),
    ).toBe('9 entities');

    // Isolated, there are few enough to be drawn one by one.
    await page.keyboard.press('i');
    await page.getByTestId('crowd').waitFor({ state: 'detached' });
    await eventually(async () => (await canvas(page).entities()).length).toBe(9);
    await page.keyboard.press('Escape');
    await page.getByTestId('crowd').waitFor();
  });

  it('answer to pointer and wheel: dragging the ground moves it, a box takes what lies in it', async () => {
    const page = await desk.open({ at, early: true });
    const crowd = page.getByTestId('crowd');
    await crowd.waitFor();
    await eventually(() => painted(page)).toBeGreaterThan(0);
    const box = await crowd.boundingBox();
    if (!box) throw new Error('the crowd has no box');
    await page.keyboard.down('Shift');
    await page.mouse.move(box.x + 4, box.y + 4);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 60, box.y + box.height - 4, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await eventually(() => page.getByTestId('inspector').getAttribute('data-kind')).toBe('several');
    const before = await painted(page);
    await page.mouse.wheel(0, -300);
    await eventually(() => painted(page)).toBeGreaterThan(before);
    const moved = await painted(page);
    await page.mouse.move(box.x + 20, box.y + 90);
    await page.mouse.down();
    await page.mouse.move(box.x + 120, box.y + 140, { steps: 4 });
    await page.mouse.up();
    await eventually(() => painted(page)).toBeGreaterThan(moved);
  });
});
