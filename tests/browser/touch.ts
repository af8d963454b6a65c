import type { Page } from 'playwright-core';
import type { Point } from './support.ts';

/** Fingers on the screen, as the browser gets them from the system. */
export async function fingers(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map((point, id) => ({ ...point, id })),
    });
  const mix = (a: Point, b: Point, part: number): Point => ({
    x: a.x + (b.x - a.x) * part,
    y: a.y + (b.y - a.y) * part,
  });
  /** One finger after the other is put down, both move, one after the other is lifted. */
  const two = async (from: readonly [Point, Point], to: readonly [Point, Point]) => {
    await send('touchStart', [from[0]]);
    await send('touchStart', from);
    for (let step = 1; step <= 6; step += 1)
      await send('touchMove', [mix(from[0], to[0], step / 6), mix(from[1], to[1], step / 6)]);
    await send('touchEnd', [to[0]]);
    await send('touchEnd', []);
  };
  const drag = async (from: Point, to: Point) => {
    await send('touchStart', [from]);
    for (let step = 1; step <= 6; step += 1) await send('touchMove', [mix(from, to, step / 6)]);
    await send('touchEnd', []);
  };
  return { two, drag };
}
