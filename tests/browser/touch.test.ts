import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { packJson } from '../../client/state/packing.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { article } from '../http/support.ts';
import { crowdInRows, crowdOf, crowdPlace } from './crowd.ts';
import { canvas, Desk, eventually, ID, type Point } from './support.ts';
import { fingers } from './touch.ts';

const desk = new Desk(async () => {
  const store = memoryStore();
  await store.load(await article());
  await store.load(crowdOf());
  return store;
});
const TABLET = { width: 1180, height: 820 };
/** Two notes on the canvas lie where it is looked at from says: how far apart tells how near, where they are what is in sight. */
const NOTES = packJson([
  { id: 'n1', text: 'one', on: { x: 900, y: 900 } },
  { id: 'n2', text: 'two', on: { x: 1100, y: 900 } },
]);
const looked = async (page: Page): Promise<{ zoom: number; at: Point }> =>
  page.evaluate(() => {
    const [one, two] = ['n1', 'n2'].map((id) => document.querySelector(`[data-note="${id}"]`));
    if (!(one instanceof HTMLElement) || !(two instanceof HTMLElement)) throw new Error('no notes');
    const [x, y] = [Number.parseFloat(one.style.left), Number.parseFloat(one.style.top)];
    const zoom = (Number.parseFloat(two.style.left) - x) / 200;
    return { zoom, at: { x: x - 900 * zoom, y: y - 900 * zoom } };
  });
/** The place of the canvas that lies under a point of the screen. */
async function under(page: Page, point: Point): Promise<Point> {
  const { zoom, at } = await looked(page);
  const box = await page.locator('#graph').boundingBox();
  return { x: (point.x - (box?.x ?? 0) - at.x) / zoom, y: (point.y - (box?.y ?? 0) - at.y) / zoom };
}
const middleOf = async (page: Page): Promise<Point> => {
  const box = await page.locator('#graph').boundingBox();
  if (!box) throw new Error('the graph has no box');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};
const beside = ({ x, y }: Point, by: number): [Point, Point] => [
  { x: x - by, y },
  { x: x + by, y },
];
const settled = (page: Page) => eventually(async () => (await looked(page)).zoom).toBeGreaterThan(0);

type Which = readonly [name: string, at: string, testId: string | undefined];
const CROWD: Which = ['the crowd', `${crowdInRows}&notes=${NOTES}`, 'crowd'];
const CANVASES: readonly Which[] = [['the canvas', `/#lang=en&notes=${NOTES}`, undefined], CROWD];

async function opened([, at, testId]: Which): Promise<Page> {
  const page = await desk.open({ at, size: TABLET, touch: true });
  if (testId) {
    await page.getByTestId(testId).waitFor();
    await eventually(() => page.getByTestId(testId).getAttribute('data-painted')).not.toBe(null);
  }
  await page.locator('[data-note="n2"]').waitFor();
  await settled(page);
  return page;
}

describe.each(CANVASES)('two fingers on %s', (...which) => {
  it('enlarge what lies between them, and the page does not grow; together they make it small again', async () => {
    const page = await opened(which);
    const { two } = await fingers(page);
    const middle = await middleOf(page);
    const before = await looked(page);
    const there = await under(page, middle);
    await two(beside(middle, 30), beside(middle, 90));
    await eventually(async () => (await looked(page)).zoom / before.zoom).toBeGreaterThan(2);
    const after = await under(page, middle);
    // What lay between them still does, to the width of a fingertip.
    expect(Math.hypot(after.x - there.x, after.y - there.y) * before.zoom).toBeLessThan(12);
    const near = await looked(page);
    await two(beside(middle, 90), beside(middle, 30));
    await eventually(async () => (await looked(page)).zoom / near.zoom).toBeLessThan(0.5);
    expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
  });

  it('move nothing that lies under them: there is nothing to undo', async () => {
    const page = await opened(which);
    const { two } = await fingers(page);
    const { zoom, at: origin } = await looked(page);
    const box = await page.locator('#graph').boundingBox();
    const place = which[2] ? crowdPlace(220) : (await canvas(page).nodes())[`${ID}:coreweave`]?.at;
    if (!place || !box) throw new Error('nothing lies there');
    const spot = { x: box.x + origin.x + place.x * zoom, y: box.y + origin.y + place.y * zoom };
    await two(
      [{ x: spot.x - 70, y: spot.y - 70 }, spot],
      [
        { x: spot.x - 110, y: spot.y - 110 },
        { x: spot.x + 40, y: spot.y + 40 },
      ],
    );
    await eventually(async () => (await looked(page)).zoom / zoom).toBeGreaterThan(1.4);
    await two(
      [spot, { x: spot.x - 70, y: spot.y - 70 }],
      [
        { x: spot.x + 40, y: spot.y + 40 },
        { x: spot.x - 110, y: spot.y - 110 },
      ],
    );
    await eventually(async () => (await looked(page)).zoom / zoom).toBeGreaterThan(1.9);
    expect(await page.locator('[data-command="undo"]').first().isDisabled()).toBe(true);
  });
});
