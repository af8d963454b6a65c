import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { articleStore, canvas, Desk, eventually, ID, said } from './support.ts';

const desk = new Desk(articleStore);
const key = (id: string) => `${ID}:${id}`;
const panel = (page: Page) => page.getByTestId('paths');
const rows = (page: Page) => page.getByTestId('path-row');
const steps = (page: Page) => page.getByTestId('path-steps').getByRole('listitem');
/** Types a name into an end and takes the best of what is found, by the keyboard alone. */
async function findEnd(page: Page, end: 'from' | 'to', name: string): Promise<void> {
  const field = page.locator(`#path-${end}`);
  await field.fill(name);
  await panel(page).getByRole('option').first().waitFor();
  await field.press('Enter');
}
const asked = (query: string) => desk.ask('paths', `?datasets=${ID}&${query}`);

describe('paths between two entities', () => {
  it('are asked for by name and by keyboard, listed as the server finds them, shown, and led back from', async () => {
    const page = await desk.open();
    await page.keyboard.press('v');
    // The first end is where one goes on; once there, the other.
    await eventually(() => page.locator('#path-from').evaluate((one) => one === document.activeElement)).toBe(
      true,
    );
    await findEnd(page, 'from', 'a100');
    await findEnd(page, 'to', 'coreweave');
    const shortest = await asked(`from=${key('a100')}&to=${key('coreweave')}`);
    await eventually(() => rows(page).count()).toBe(shortest.paths.length);
    await page.getByTestId('path-mode').selectOption('all');
    const all = await asked(`from=${key('a100')}&to=${key('coreweave')}&mode=all&limit=100`);
    expect(all.paths.length).toBeGreaterThan(shortest.paths.length);
    await eventually(() => page.getByTestId('path-count').textContent()).toBe(`${all.paths.length} paths`);

    // Into the list and along it with the arrow keys; what is missing comes to the canvas with the path, as one step.
    const before = await canvas(page).entities();
    expect(before).not.toContain(key('a100'));
    await rows(page).first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const second = all.paths[1]?.steps ?? [];
    const stops = [second[0]?.from, ...second.map(({ to }) => to)];
    await eventually(() => canvas(page).entities()).toEqual([...new Set([...before, ...stops])].sort());
    await eventually(() =>
      steps(page)
        .filter({ has: page.locator('.path-stop') })
        .count(),
    ).toBe(stops.length);
    const lit = async () =>
      Object.entries(await canvas(page).nodes())
        .filter(([, { faded }]) => !faded)
        .map(([of]) => of)
        .sort();
    await eventually(lit).toEqual([...stops].sort());
    await eventually(() => said(page)).toContain('added to the canvas');

    // The address gives the same: ends, question, list, path.
    const link = await page.evaluate(() => location.hash);
    const other = await desk.open({ at: `/${link}` });
    await eventually(() => rows(other).count()).toBe(all.paths.length);
    await eventually(() => rows(other).nth(1).getAttribute('aria-pressed')).toBe('true');
    await eventually(() => steps(other).allTextContents()).toEqual(await steps(page).allTextContents());
    await eventually(() => canvas(other).entities()).toEqual(await canvas(page).entities());

    // A step leads to its claim and the evidence of it.
    await page.getByTestId('path-steps').locator('.claim-line').first().click();
    await page.getByTestId('inspector').getByRole('article').first().waitFor();
    await page.keyboard.press('Control+z');
    await page.getByTestId('path-steps').waitFor();
    await page.keyboard.press('Control+z');
    await eventually(() => said(page)).toContain('show a path to CoreWeave');
    await eventually(() => canvas(page).entities()).toEqual(before);
  });

  it('begin with what is selected: two entities, or one and then another', async () => {
    const page = await desk.open();
    await canvas(page).click(key('inflection-ai'));
    await page.keyboard.press('v');
    await eventually(() => page.locator('#path-from').inputValue()).toBe('Inflection AI');
    await canvas(page).click(key('coreweave'));
    await page.getByTestId('inspector').locator('[data-command="paths"]').click();
    await eventually(() => page.locator('#path-to').inputValue()).toBe('CoreWeave');
    await rows(page).first().waitFor();
    const there = await rows(page).first().textContent();
    await panel(page).locator('[data-command="swapPaths"]').click();
    await eventually(() => page.locator('#path-from').inputValue()).toBe('CoreWeave');
    await eventually(() => rows(page).first().textContent()).not.toBe(there);
    await page.keyboard.press('Control+z');
    await eventually(() => rows(page).first().textContent()).toBe(there);

    await canvas(page).click(key('nvidia'));
    await page.keyboard.down('Shift');
    await canvas(page).click(key('coreweave-lenders'));
    await page.keyboard.up('Shift');
    await page
      .getByTestId('inspector')
      .getByRole('button', { name: /Paths between them/ })
      .click();
    await eventually(() => panel(page).getByRole('combobox').first().inputValue()).not.toBe('CoreWeave');
    await rows(page).first().waitFor();
  });

  it('obey the filters, direction and types; where there are none it says what may be asked instead', async () => {
    const page = await desk.open({
      at: `/#lang=en&pathFrom=${key('a100')}&pathTo=${key('coreweave')}&pathMode=all&pathWay=out&pathTypes=USES&text=no-such-word`,
    });
    await panel(page).getByText('No path of up to 4 steps').waitFor();
    await eventually(() => page.getByTestId('paths-filtered').count()).toBe(1);
    await panel(page).getByRole('button', { name: 'Up to 6 steps' }).waitFor();
    for (const name of ['Clear all filters', 'Either way', 'Any type']) {
      await eventually(() => rows(page).count()).toBe(0);
      await panel(page).getByRole('button', { name }).click();
    }
    await rows(page).first().waitFor();
    await eventually(() => page.getByTestId('path-way').inputValue()).toBe('any');
    const through = await asked(`from=${key('a100')}&to=${key('coreweave')}&mode=all&type=MAKES,INVESTS_IN`);
    await page.getByTestId('path-types').locator('summary').click();
    const chips = page.getByTestId('path-types').locator('.chip.toggle');
    await page
      .getByTestId('path-types')
      .getByRole('button', { name: /Only what moves/ })
      .click();
    await panel(page).getByText('No path of up to 4 steps').waitFor();
    await chips.filter({ hasText: 'makes' }).click();
    await rows(page).first().waitFor();
    await eventually(() => rows(page).count()).toBeGreaterThanOrEqual(through.paths.length);
    // The filters of the page leave out what they leave out of everything.
    const open = await rows(page).count();
    await page.getByTestId('tab-filters').click();
    await page.locator('[data-facet="status:unknown"] input').uncheck();
    await page.getByTestId('tab-paths').click();
    await eventually(() => rows(page).count()).not.toBe(open);
  });

  it('can be given up while they are looked for, and looked for again; what fails says so', async () => {
    let answer: 'wait' | 'fail' | 'go' = 'wait';
    const page = await desk.open({
      expected: [/api\/paths/, /status of 400/],
      prepare: (of) =>
        of.route('**/api/paths?*', async (route) => {
          if (answer === 'go') return route.continue();
          if (answer === 'fail')
            return route.fulfill({
              status: 400,
              json: { error: { code: 'bad_request', message: 'No.', requestId: 'x' } },
            });
        }),
      at: `/#lang=en&pathFrom=${key('nvidia')}&pathTo=${key('coreweave')}`,
    });
    await page.getByTestId('paths-doing').waitFor();
    await page.getByTestId('paths-cancel').click();
    await panel(page).getByText('The search was stopped').waitFor();
    answer = 'fail';
    await panel(page).getByRole('button', { name: 'Search again' }).click();
    await panel(page).getByText('The paths could not be read').waitFor();
    answer = 'go';
    await panel(page).getByRole('button', { name: 'Try again' }).click();
    await rows(page).first().waitFor();
  });

  it('a link whose end is gone says so, and asks for the other anew; on a phone a path is read step by step', async () => {
    const gone = await desk.open({ at: `/#lang=en&pathFrom=${key('gone-away')}&pathTo=${key('coreweave')}` });
    await gone.getByTestId('notice').getByText('gone-away').waitFor();
    await gone.getByTestId('tab-paths').click();
    await eventually(() => gone.locator('#path-from').inputValue()).toBe('');
    await eventually(() => gone.locator('#path-to').inputValue()).toBe('CoreWeave');

    const phone = await desk.open({
      at: `/#lang=en&pathFrom=${key('a100')}&pathTo=${key('coreweave')}`,
      size: { width: 390, height: 844 },
      touch: true,
    });
    await phone.getByTestId('tab-paths').click();
    await rows(phone).first().tap();
    await phone.getByTestId('path-steps').waitFor();
    await eventually(() => canvas(phone).entities()).toContain(key('a100'));
  });
});
