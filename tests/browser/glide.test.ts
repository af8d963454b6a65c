import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { articleStore, canvas, Desk, eventually, ID } from './support.ts';

const desk = new Desk(articleStore);

describe('arranging', () => {
  /** Where an entity is, frame by frame, until it has stood still for a while. */
  const wayOf = (page: Page, key: string, act: string) =>
    page.evaluate(
      ([of, press]) =>
        new Promise<string[]>((done) => {
          const seen: string[] = [];
          let still = 0;
          const look = () => {
            const { x = 0, y = 0 } =
              document
                .getElementById('graph')
                ?._cyreg?.cy.getElementById(of ?? '')
                .position() ?? {};
            const at = `${Math.round(x)} ${Math.round(y)}`;
            if (seen.at(-1) === at) still += 1;
            else still = seen.push(at) * 0;
            if (seen.length > 1 && still > 20) done(seen);
            else requestAnimationFrame(look);
          };
          look();
          document.body.dispatchEvent(
            new KeyboardEvent('keydown', { key: press ?? '', bubbles: true, shiftKey: press === 'L' }),
          );
        }),
      [key, act],
    );

  it('lets one see how things go to their places and back, unless the setting or the system wants no motion', async () => {
    const page = await desk.open();
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    const there = await wayOf(page, `${ID}:aws`, 'L');
    expect(there.length).toBeGreaterThan(2);
    await page.keyboard.press('Control+z');
    await eventually(async () => {
      const { x = 0, y = 0 } = (await canvas(page).nodes())[`${ID}:aws`]?.at ?? {};
      return `${Math.round(x)} ${Math.round(y)}`;
    }).toBe(there[0]);
    await page.keyboard.press('Control+k');
    await page.getByTestId('palette').getByRole('combobox').fill('Show things move');
    await page.keyboard.press('Enter');
    await eventually(() => wayOf(page, `${ID}:aws`, 'L')).toEqual([there[0], there.at(-1)]);
    await page.keyboard.press('Control+z');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByTestId('layout-menu').click();
    await page.getByRole('menuitemcheckbox', { name: 'Show things move' }).click();
    expect((await wayOf(page, `${ID}:aws`, 'L')).length).toBe(2);
  });
});
