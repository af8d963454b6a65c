import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { articleStore, canvas, Desk, eventually, ID, said } from './support.ts';

const desk = new Desk(articleStore);
const key = (id: string) => `${ID}:${id}`;
const LONG =
  /^Nvidia invests in.* CoreWeave pledges to.* CoreWeave's lenders lends to.* CoreWeave buys from.* Nvidia/;
const inspector = (page: Page) => page.getByTestId('inspector');
const player = (page: Page) => page.getByRole('region', { name: 'Loop player' });

it('a reader finds the long loop, reads its ledger, plays it, takes the loan out and sees what goes', async () => {
  const page = await desk.open();
  const before = await canvas(page).edges();
  await page.getByRole('list', { name: 'List of loops' }).getByRole('button', { name: LONG }).click();
  const legs = inspector(page).getByTestId('ledger').getByRole('listitem');
  await eventually(() => legs.count()).toBe(4);
  await eventually(() => legs.nth(2).textContent()).toMatch(
    /CoreWeave's lenders lends to CoreWeave.*USD 2\.3 billion/,
  );

  await player(page).getByRole('button', { name: 'Play' }).click();
  await eventually(() => player(page).getByTestId('player-at').textContent()).toBe('Rests on 1 of 1');
  await player(page).getByRole('button', { name: 'Next leg' }).click();
  await eventually(() => player(page).getByTestId('player-at').textContent()).toBe('Leg 1 of 4');
  await player(page).getByRole('button', { name: 'Stop playing' }).click();

  const loan = await legs.nth(2).locator('[data-claim]').first().getAttribute('data-claim');
  const asked = await desk.ask('whatIf', `?reading=trail&withoutClaims=${key(loan ?? '')}`);
  expect(asked.goes.length).toBeGreaterThan(0);
  expect(asked.stays.length).toBeGreaterThan(0);
  await legs.nth(2).locator(`[data-claim="${loan}"]`).click();
  await eventually(() => inspector(page).getAttribute('data-kind')).toBe('claim');
  await page.keyboard.press('w');
  const result = page.getByTestId('what-if-result');
  const [goes, all] = [asked.goes.length, asked.goes.length + asked.stays.length];
  const told = goes === 1 ? `One of ${all} loops goes` : `${goes} of ${all} loops go`;
  await eventually(() => result.textContent()).toContain(told);
  await eventually(() => said(page)).toContain(told);
  const going = page.getByTestId('what-if-goes').getByRole('button', { name: LONG });
  await eventually(() => going.count()).toBe(1);
  const gone = () =>
    page.evaluate(
      () =>
        document
          .getElementById('graph')
          ?._cyreg?.cy.edges()
          .toArray()
          .filter((one) => one.hasClass('gone'))
          .map((one) => one.id()) ?? [],
    );
  await eventually(gone).toContain(key(loan ?? ''));

  await page.keyboard.press('Escape');
  await page.getByTestId('what-if').waitFor({ state: 'detached' });
  await eventually(() => gone()).toEqual([]);
  expect(Object.keys(await canvas(page).edges()).sort()).toEqual(Object.keys(before).sort());
});

it('the fewest claims that break every loop of the list are a press away', async () => {
  const { smallest } = await desk.ask('whatIf', '?reading=trail');
  const page = await desk.open();
  await page.getByText('What breaks all of these?').click();
  const first = page.getByTestId('breakers').getByRole('list', { name: 'Set 1', exact: true });
  await first.waitFor();
  await eventually(() => first.getByRole('listitem').count()).toBe(smallest.sets[0]?.flat().length);
  await first.getByRole('button').first().click();
  await eventually(() => inspector(page).getAttribute('data-kind')).toBe('claim');
});

it('all of a type, or all that is less sure, is thought away at once, and legs break them all as claims do', async () => {
  const asked = await desk.ask('whatIf', '?reading=trail&withoutTypes=LENDS_TO');
  const implied = await desk.ask('whatIf', '?reading=trail&withoutImplied=true');
  const below = await desk.ask('whatIf', '?reading=trail&withoutBelow=fact');
  const legs = await desk.ask('whatIf', '?reading=trail&by=leg');
  const told = ({ goes, stays }: typeof asked) => {
    const all = goes.length + stays.length;
    return goes.length === 1 ? `One of ${all} loops goes` : `${goes.length} of ${all} loops go`;
  };
  const page = await desk.open();
  await page.getByText('What if all of a kind is gone?').click();
  const choices = page.getByTestId('what-if-choices');
  await choices.getByRole('button', { name: 'lends to' }).click();
  await eventually(() => page.getByTestId('what-if-result').textContent()).toContain(told(asked));
  await choices.getByRole('button', { name: 'all that is only implied' }).click();
  await eventually(() => page.getByTestId('what-if-result').textContent()).toContain(told(implied));
  await choices.getByRole('button', { name: 'all less sure than fact' }).click();
  await eventually(() => page.getByTestId('what-if-result').textContent()).toContain(told(below));
  await page.getByText('What breaks all of these?').click();
  await page.getByTestId('breakers').getByRole('button', { name: 'by legs' }).click();
  await eventually(() => page.getByTestId('breakers-exact').textContent()).toMatch(
    legs.smallest.exact ? /^(One leg is|\d+ legs are) enough, ?.*no fewer will do/i : /greedily/,
  );
});
