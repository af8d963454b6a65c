import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { intervalOf } from '../../server/core/model/dates.ts';
import { movesOf } from '../../server/core/model/registry.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { articleStore, canvas, Desk, eventually, ID, said, since } from './support.ts';

const SINCE = 'ai-finance-2023-2026';
const desk = new Desk(async () => {
  const store = await articleStore();
  await store.load(await since());
  return store;
});
const list = `?datasets=${SINCE}&reading=trail&maxLength=4&limit=300`;
// The first question is the slowest: nothing is warm yet.
beforeAll(async () => {
  await desk.ask('loops', list);
});
const count = (page: Page) => page.getByTestId('loop-count').textContent();
const filters = async (page: Page) => {
  await page.getByTestId('tab-filters').click();
  await page.getByTestId('filters-panel').waitFor();
};
const timeline = async (page: Page) => {
  await page.keyboard.press('y');
  const panel = page.getByTestId('timeline');
  await panel.getByRole('img', { name: 'Claims by date' }).waitFor();
  return panel;
};
const places = async (page: Page) =>
  Object.fromEntries(Object.entries(await canvas(page).nodes()).map(([key, { at }]) => [key, at]));

/** The claims that the canvas shows one by one. */
async function shownClaims(page: Page): Promise<StoredClaim[]> {
  const keys = (await canvas(page).claims()).filter((key) => !key.includes('*'));
  return desk.store.claims([ID, SINCE], keys);
}

describe('filters', () => {
  it('leave primary and press sources to who asks for them: canvas, loops, table and counts, and the rest comes back', async () => {
    const page = await desk.open({ at: `/#in=${SINCE}` });
    const before = await places(page);
    const all = await canvas(page).claims();
    expect((await shownClaims(page)).some(({ grade }) => grade === 'other')).toBe(true);
    await filters(page);
    await page.getByRole('checkbox', { name: 'Other', exact: true }).uncheck();
    await eventually(async () => (await shownClaims(page)).filter(({ grade }) => grade === 'other')).toEqual(
      [],
    );
    expect((await shownClaims(page)).length).toBeGreaterThan(10);
    await eventually(() => places(page)).toEqual(before);
    const told = (await page.getByTestId('filtered').textContent()) ?? '';
    const [, hidden, of] = /(\d+) of (\d+) claims hidden by filters/.exec(told) ?? [];
    await eventually(() => page.getByTestId('filters-left').textContent()).toContain(
      `${Number(of) - Number(hidden)} of ${of} claims`,
    );
    const { loops } = await desk.ask('loops', `${list}&without=grade:other`);
    await page.getByTestId('tab-loops').click();
    await eventually(() => count(page)).toContain(`${loops.length} loops`);
    expect(loops.flatMap(({ legs }) => legs).filter(({ claim }) => claim.grade === 'other')).toEqual([]);

    // The table has the same claims.
    await page.keyboard.press('t');
    const rows = page.getByTestId('table-view').getByRole('table').nth(1).getByRole('row');
    await eventually(async () => (await rows.count()) - 1).toBe(Number(of) - Number(hidden));
    await page.keyboard.press('g');
    await page.reload();
    await eventually(() => page.getByTestId('filtered').textContent()).toContain(`${hidden} of ${of}`);
    await page.getByTestId('filtered').getByRole('button', { name: 'clear' }).click();
    await page.getByTestId('filtered').waitFor({ state: 'detached' });
    await eventually(() => canvas(page).claims()).toEqual(all);
    await page.keyboard.press('Control+z');
    await page.getByTestId('filtered').waitFor();
    await eventually(() => said(page)).toMatch(/clear filters/);
  });

  it('by words and sums, said one by one and taken away one by one', async () => {
    const page = await desk.open({ at: `/#in=${SINCE}` });
    await filters(page);
    await page.getByRole('textbox', { name: 'Words' }).fill('openai');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'At least' }).fill('10bn');
    await page.keyboard.press('Enter');
    const set = page.getByRole('list', { name: 'Filters set' });
    await set.getByRole('button', { name: /sums from USD 10 billion/ }).waitFor();
    for (const claim of await shownClaims(page)) {
      expect(`${claim.summaryEn} ${claim.from} ${claim.to}`.toLowerCase()).toContain('openai');
      // What moves no money has no sum to ask for.
      if (movesOf(claim.type) === 'money')
        expect(claim.amount ?? claim.amountMax ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(1e10);
    }
    // Unknown sums went with it, and are there again for who wants them.
    await set.getByRole('button', { name: /Sum unknown/ }).click();
    await eventually(async () => (await shownClaims(page)).some((claim) => claim.amount === undefined)).toBe(
      true,
    );
    await set.getByRole('button', { name: /words: openai/ }).click();
    await set.getByRole('button', { name: /sums from/ }).click();
    await page.getByTestId('filtered').waitFor({ state: 'detached' });
  });

  it('of one alone, and of nothing left there is a way back', async () => {
    const page = await desk.open();
    await filters(page);
    const group = page.getByRole('group', { name: 'What moves' });
    await group.getByRole('button', { name: 'Only Collateral' }).click();
    await eventually(async () => (await shownClaims(page)).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['PLEDGES_TO']),
    );
    await group.getByRole('checkbox', { name: 'Collateral' }).uncheck();
    await page.getByText('Everything is filtered away').waitFor();
    await eventually(() => canvas(page).entities()).toEqual([]);
    await page.locator('.all-gone').getByRole('button', { name: 'Clear all filters' }).click();
    await eventually(async () => (await canvas(page).entities()).length).toBeGreaterThan(5);
  });
});

describe('the timeline', () => {
  it('as of 2023-09-25 shows no claim and no loop that became known later', async () => {
    const page = await desk.open({ at: `/#in=${ID},${SINCE}` });
    const panel = await timeline(page);
    await panel.getByRole('button', { name: 'As of a date' }).click();
    const date = panel.getByRole('textbox', { name: 'As of' });
    await date.fill('yesterday');
    await date.press('Enter');
    await panel.getByText('A date such as').waitFor();
    await date.fill('2023-09-25');
    await date.press('Enter');
    await eventually(() => page.evaluate(() => location.hash)).toContain('asOf=2023-09-25');
    const day = intervalOf('2023-09-25')?.to ?? Number.NaN;
    const late = ({ knownOn }: StoredClaim) =>
      (intervalOf(knownOn ?? '')?.from ?? Number.POSITIVE_INFINITY) > day;
    await eventually(async () => (await shownClaims(page)).filter(late)).toEqual([]);
    expect((await shownClaims(page)).length).toBeGreaterThan(3);
    const { loops } = await desk.ask(
      'loops',
      `?datasets=${ID},${SINCE}&reading=trail&maxLength=4&limit=300&asOf=2023-09-25`,
    );
    await eventually(() => count(page)).toContain(`${loops.length} loops`);
    await eventually(() => panel.getByTestId('timeline-open').textContent()).toBe(String(loops.length));
  });

  it('as of a date can go by when claims hold rather than by when they became known', async () => {
    const page = await desk.open({ at: `/#in=${SINCE}&asOf=2026-01-15&by=holding` });
    const ended = ({ end }: StoredClaim) =>
      (intervalOf(end ?? '')?.to ?? Number.POSITIVE_INFINITY) <
      (intervalOf('2026-01-15')?.from ?? Number.NaN);
    await eventually(async () => (await shownClaims(page)).length).toBeGreaterThan(3);
    expect((await shownClaims(page)).filter(ended)).toEqual([]);
    // What is not dated may hold.
    const { loops } = await desk.ask(
      'loops',
      `?datasets=${SINCE}&reading=trail&maxLength=4&limit=300&asOf=2026-01-15&asOfBy=holding&unknown=date`,
    );
    await eventually(() => count(page)).toContain(`${loops.length} loops`);
  });

  it('tells which loops opened or were called off between two dates, and leads to them', async () => {
    const page = await desk.open({ at: `/#in=${SINCE}&during=2026-02-01/2026-02-28&by=known` });
    const panel = await timeline(page);
    await panel.getByRole('button', { name: /Closed or called off/ }).click();
    const closed = panel.getByTestId('timeline-loops').getByRole('listitem');
    await closed.first().waitFor();
    const asOf = async (date: string) =>
      (await desk.ask('loops', `${list}&asOf=${date}`)).loops.map(({ id }) => id);
    const [day, next] = [await asOf('2026-02-18'), await asOf('2026-02-19')];
    const off = day.filter((id) => !next.includes(id));
    expect(off.length).toBeGreaterThan(0);
    await eventually(() => panel.getByTestId('timeline-closed').textContent()).toBe(String(off.length));
    await closed.first().getByRole('button').click();
    await page.locator('[data-testid="inspector"][data-kind="loop"]').waitFor();
    // It is in the list as of the day before, and not as of that day.
    await panel.getByRole('button', { name: 'As of a date' }).click();
    const date = panel.getByRole('textbox', { name: 'As of' });
    for (const [at, ids] of [
      ['2026-02-18', day],
      ['2026-02-19', next],
    ] as const) {
      await date.fill(at);
      await date.press('Enter');
      await eventually(() => count(page)).toContain(`${ids.length} loops`);
      await eventually(() => panel.getByTestId('timeline-open').textContent()).toBe(String(ids.length));
    }
  });

  it('is brushed by mouse, moved by keyboard with every date said, and undone in one step', async () => {
    const page = await desk.open({ at: `/#in=${SINCE}` });
    const panel = await timeline(page);
    const all = await canvas(page).claims();
    const box = await panel.getByTestId('timeline-bars').boundingBox();
    if (!box) throw new Error('no bars');
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.4, y);
    await page.mouse.down();
    for (const share of [0.5, 0.6, 0.7]) await page.mouse.move(box.x + box.width * share, y);
    await page.mouse.up();
    await eventually(() => page.evaluate(() => location.hash)).toMatch(/during=20\d\d-\d\d-01\/20/);
    expect((await canvas(page).claims()).length).toBeLessThan(all.length);
    const to = panel.getByRole('slider', { name: 'To' });
    const spoken = await to.getAttribute('aria-valuetext');
    await to.press('ArrowRight');
    await eventually(() => to.getAttribute('aria-valuetext')).not.toBe(spoken);
    await page.getByRole('main').focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
    await eventually(() => canvas(page).claims()).toEqual(all);
  });

  it('plays through time until it is stopped', async () => {
    const page = await desk.open({ at: `/#in=${SINCE}`, prepare: (opened) => opened.clock.install() });
    const panel = await timeline(page);
    await panel.getByRole('button', { name: 'Play through time' }).click();
    const date = panel.getByRole('textbox', { name: 'As of' });
    const first = await date.inputValue();
    await page.clock.runFor(2_600);
    await eventually(() => date.inputValue()).not.toBe(first);
    await panel.getByRole('button', { name: 'Stop' }).click();
    const stopped = await date.inputValue();
    await page.clock.runFor(10_000);
    await eventually(() => date.inputValue()).toBe(stopped);
    await panel.getByRole('button', { name: 'On to the next date' }).click();
    await eventually(() => date.inputValue()).not.toBe(stopped);
  });

  it('has undated claims as a bar of their own, in or out by a press', async () => {
    const page = await desk.open({ at: `/#in=${SINCE}&by=holding` });
    const panel = await timeline(page);
    const undated = panel.getByRole('button', { name: /^Undated: / });
    await eventually(() => undated.getAttribute('aria-pressed')).toBe('true');
    await undated.click();
    await eventually(async () =>
      (await shownClaims(page)).filter(({ start, end }) => !start && !end),
    ).toEqual([]);
    await eventually(() => undated.getAttribute('aria-pressed')).toBe('false');
    await undated.click();
    await page.getByTestId('filtered').waitFor({ state: 'detached' });
  });
});
