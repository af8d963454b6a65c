import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { articleStore, canvas, Desk, eventually, ID, said } from './support.ts';

const desk = new Desk(articleStore);
const MINE = 'mine';
beforeEach(() => desk.store.remove(MINE));

const named = (name: string) => ({ nameEn: name, nameZh: name, summaryEn: name, summaryZh: name });
const INFO = named('Mine');
/** A dataset of one's own with one claim in it. */
const OWN = {
  entities: ['First Works', 'Second Works'].map((name) => ({
    id: name.toLowerCase().replace(' ', '-'),
    kind: 'Company',
    ...named(name),
  })),
  claims: [
    {
      id: 'first',
      type: 'INVESTS_IN',
      from: 'first-works',
      to: 'second-works',
      summaryEn: 'It invests.',
      summaryZh: '投資。',
      modality: 'fact',
      evidence: ['first-says'],
    },
  ],
  sources: [{ id: 'paper', title: 'A paper', publisher: 'Press', grade: 'press', language: 'en' }],
  evidence: [{ id: 'first-says', source: 'paper', locator: { whole: true } }],
};

const form = (page: Page) => page.getByTestId('editing');
const field = (page: Page, name: string) => form(page).locator(`[data-field="${name}"]`);
const save = (page: Page) => form(page).locator('[data-command="saveRecord"]').click();
const heading = (page: Page) => page.getByTestId('inspector').locator('h2').first();
const mine = async () => (await desk.ask('datasets')).datasets.find(({ id }) => id === MINE);

async function openFrom(page: Page, name: 'addClaim' | 'addEntity'): Promise<void> {
  await page.getByTestId('datasets-menu').click();
  await page.getByRole('menu').locator(`[data-command="${name}"]`).click();
  await form(page).locator('[data-field]').first().waitFor();
}
async function pick(page: Page, name: string, typed: string): Promise<void> {
  await field(page, name).fill(typed);
  await page.locator('.picker-pop [role="option"]').nth(1).waitFor();
  await page.keyboard.press('Enter');
  await form(page).locator(`.chosen[data-field="${name}"]`).waitFor();
}
async function source(page: Page): Promise<void> {
  await field(page, 'source.title').fill('A filing <b>of</b> 2024');
  await field(page, 'source.publisher').fill('SEC');
  await field(page, 'source.url').fill('https://example.org/filing');
  await field(page, 'source.date').fill('2024-02-21');
  await field(page, 'source.grade').selectOption('primary');
  await field(page, 'evidence.says').fill('It invests up to 2.3 billion.');
}

it('a reader adds a deal with a new company and its source; it is on the canvas, selected, and can be undone and brought back', async () => {
  const page = await desk.open();
  await openFrom(page, 'addClaim');
  await field(page, 'claim.type').selectOption('INVESTS_IN');
  await pick(page, 'claim.from', 'nvidia');
  // What is not there yet is made on the way, and what is filled in waits.
  await field(page, 'claim.to').fill('Startup Works');
  await page.locator('.picker-pop [role="option"]').last().click();
  await field(page, 'thing.kind').selectOption('Company');
  await eventually(() => field(page, 'thing.nameEn').inputValue()).toBe('Startup Works');
  await field(page, 'thing.summaryEn').fill('A company that rents chips.');
  await save(page);
  await eventually(() => field(page, 'claim.to').textContent()).toContain('Startup Works');
  await field(page, 'claim.amountHow').selectOption('upTo');
  await field(page, 'claim.amountMax').fill('2.3bn');
  await field(page, 'claim.currency').fill('usd');
  await field(page, 'claim.summaryEn').fill('Nvidia is to invest in Startup Works.');
  await field(page, 'claim.modality').selectOption('fact');
  await field(page, 'claim.status').selectOption('announced');
  await field(page, 'claim.start').fill('2024-02-30');
  await source(page);
  await save(page);
  // What is wrong is said where it is, in words, and has the focus.
  await form(page).getByTestId('fault-claim.start').waitFor();
  await eventually(() => field(page, 'claim.start').evaluate((one) => one === document.activeElement)).toBe(
    true,
  );
  await field(page, 'claim.start').fill('2024-02');
  await save(page);
  await form(page).waitFor({ state: 'detached' });
  await eventually(() => page.getByTestId('inspector').getAttribute('data-kind')).toBe('claim');
  await eventually(() => heading(page).textContent()).toContain('Startup Works');
  await page.getByTestId('inspector').getByText('USD 2.3 billion').first().waitFor();
  // Text stays text.
  await page.getByTestId('inspector').getByText('A filing <b>of</b> 2024').first().waitFor();
  expect((await mine())?.counts).toMatchObject({ entities: 2, claims: 1, sources: 1 });
  const claims = await canvas(page).claims();
  const added = claims.find((key) => key.startsWith(`${MINE}:`));
  expect(added).toMatch(/^mine:nvidia-invests-in-startup-works/);

  await page.keyboard.press('Control+z');
  await eventually(() => said(page)).toContain('add claim Nvidia invests in Startup Works');
  expect((await mine())?.counts.claims).toBe(0);
  await eventually(() => canvas(page).claims()).not.toContain(added);
  await page.keyboard.press('Control+Shift+z');
  await eventually(async () => (await mine())?.counts.claims).toBe(1);
  await eventually(() => canvas(page).claims()).toContain(added);

  // One's own is edited in place, and removed.
  await page.locator('[data-command="editOwn"]:visible').click();
  await eventually(() => field(page, 'claim.amountMax').inputValue()).toBe('2300000000');
  await field(page, 'claim.status').selectOption('closed');
  await save(page);
  await form(page).waitFor({ state: 'detached' });
  await page.getByTestId('inspector').getByText('closed').first().waitFor();
  await page.locator('[data-command="removeOwn"]:visible').click();
  await eventually(async () => (await mine())?.counts.claims).toBe(0);
  await eventually(() => canvas(page).claims()).not.toContain(added);
  await page.keyboard.press('Control+z');
  await eventually(async () => (await mine())?.counts.claims).toBe(1);
}, 60_000);

it('what is pressed while an undo is still being written waits for it, and is not lost', async () => {
  const page = await desk.open();
  await openFrom(page, 'addEntity');
  await field(page, 'thing.kind').selectOption('Company');
  await field(page, 'thing.nameEn').fill('Startup Works');
  await field(page, 'thing.summaryEn').fill('x');
  await save(page);
  await form(page).waitFor({ state: 'detached' });
  expect((await mine())?.counts.entities).toBe(1);
  let [arrived, release] = [() => {}, () => {}];
  const waiting = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(
    '**/api/datasets/*/records',
    async (route) => {
      arrived();
      await held;
      await route.continue();
    },
    { times: 1 },
  );
  await page.keyboard.press('Control+z');
  await waiting;
  await page.keyboard.press('Control+Shift+z');
  release();
  await eventually(() => said(page)).toContain('Redone');
  expect((await mine())?.counts.entities).toBe(1);
});

it('what a claim follows is chosen among one’s own by a party’s name, and a deal that is there already is taken', async () => {
  await fetch(`${desk.served.base}/api/datasets/${MINE}/records`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ifVersion: null, info: INFO, upsert: OWN }),
  }).then((answer) => expect(answer.status).toBe(200));
  const page = await desk.open();
  await openFrom(page, 'addClaim');
  await field(page, 'claim.type').selectOption('INVESTS_IN');
  await pick(page, 'claim.from', 'nvidia');
  await pick(page, 'claim.to', 'coreweave');
  await form(page).locator('details').first().locator('summary').click();
  await field(page, 'claim.follows').fill('First Works');
  const offer = form(page).locator('.picker-pop [role="option"]').first();
  await offer.waitFor();
  await eventually(() => offer.textContent()).toContain('First Works invests in Second Works');
  await page.keyboard.press('Enter');
  await form(page).locator('.chosen[data-field="claim.follows.mine:first"]').waitFor();
  // The deal of the article's loan, found by who lends.
  await field(page, 'deal.id').fill("CoreWeave's lenders");
  await form(page)
    .getByRole('option', { name: /lends to CoreWeave/ })
    .first()
    .click();
  await form(page).locator('.chosen[data-field="deal.id"]').waitFor();
  const deal = await field(page, 'deal.nameEn').inputValue();
  expect(deal).not.toBe('');
  await eventually(() => field(page, 'deal.kind').inputValue()).toBe('loan');
  await field(page, 'claim.summaryEn').fill('Nvidia invests.');
  await field(page, 'claim.modality').selectOption('fact');
  await source(page);
  await save(page);
  await form(page).waitFor({ state: 'detached' });
  await eventually(() => page.getByTestId('inspector').textContent()).toContain(deal);
  await page.getByTestId('inspector').getByText('Second Works').first().waitFor();
});

it('a claim of the article is corrected by one that contradicts it; the article stays as it is', async () => {
  const claim = `${ID}:lenders-lend-to-coreweave`;
  const page = await desk.open({ at: `/#lang=zh&claim=${claim}`, lang: 'zh' });
  const before = (await desk.ask('datasets')).datasets.find(({ id }) => id === ID)?.version;
  await page.locator('[data-command="correct"]:visible').click();
  await form(page).getByTestId('editing-corrects').waitFor();
  await eventually(() => field(page, 'claim.amountHow').inputValue()).toBe('exactly');
  await field(page, 'claim.amount').fill('21億');
  // The source of what is corrected is not what the correction rests on.
  await eventually(() => field(page, 'source.title').inputValue()).toBe('');
  await source(page);
  await save(page);
  await form(page).waitFor({ state: 'detached' });
  await page.getByTestId('inspector').locator('.side-by-side').waitFor();
  await page.getByTestId('inspector').getByText('21 億美元').first().waitFor();
  const { datasets } = await desk.ask('datasets');
  expect(datasets.find(({ id }) => id === ID)?.version).toBe(before);
  expect(datasets.find(({ id }) => id === MINE)).toMatchObject({ own: true, counts: { claims: 1 } });
  await page.getByTestId('datasets-menu').click();
  await page.getByRole('menu').getByText('你的').first().waitFor();
});

it('what is filled in survives a reload, and is gone when thrown away', async () => {
  const page = await desk.open();
  await openFrom(page, 'addEntity');
  await field(page, 'thing.kind').selectOption('Chip');
  await field(page, 'thing.nameEn').fill('B300');
  await eventually(() => page.evaluate(() => localStorage.getItem('loopscope.drafts'))).toContain('B300');
  await page.reload();
  await page.locator('html[data-ready="true"]').waitFor();
  await openFrom(page, 'addEntity');
  await eventually(() => field(page, 'thing.nameEn').inputValue()).toBe('B300');
  await form(page).getByRole('button', { name: 'Discard' }).click();
  await openFrom(page, 'addEntity');
  await eventually(() => field(page, 'thing.nameEn').inputValue()).toBe('');
});

it('a change that meets another is told, keeps what was filled in, and can be saved all the same', async () => {
  const page = await desk.open({ expected: [/409/] });
  const add = async (name: string) => {
    await openFrom(page, 'addEntity');
    await field(page, 'thing.kind').selectOption('Company');
    await field(page, 'thing.nameEn').fill(name);
    await field(page, 'thing.summaryEn').fill('x');
    await save(page);
    await form(page).waitFor({ state: 'detached' });
  };
  await add('First');
  await page.locator('[data-command="editOwn"]:visible').click();
  await eventually(() => field(page, 'thing.nameEn').inputValue()).toBe('First');
  // Someone else, meanwhile.
  const version = (await mine())?.version;
  const other = await fetch(`${desk.served.base}/api/datasets/${MINE}/records`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ifVersion: version,
      upsert: {
        entities: [
          { id: 'other', kind: 'Company', nameEn: 'O', nameZh: 'O', summaryEn: 'O', summaryZh: 'O' },
        ],
      },
    }),
  });
  expect(other.status).toBe(200);
  await field(page, 'thing.nameEn').fill('Renamed');
  await save(page);
  await eventually(() => page.getByTestId('editing-told').textContent()).toContain('changed meanwhile');
  await eventually(() => field(page, 'thing.nameEn').inputValue()).toBe('Renamed');
  await form(page).getByRole('button', { name: 'Save anyway' }).click();
  await form(page).waitFor({ state: 'detached' });
  await eventually(() => heading(page).textContent()).toContain('Renamed');
  expect((await mine())?.counts.entities).toBe(2);
});
