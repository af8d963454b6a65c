import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClaimId } from '../../server/core/model/ids.ts';
import { sample } from '../store/sample.ts';
import { canvasFaults } from './layout.ts';
import { articleStore, canvas, Desk, eventually, ID, said } from './support.ts';

const desk = new Desk(articleStore);
const inspector = (page: Page) => page.getByTestId('inspector');
/** Runs a command that stands in no bar, as who works by keyboard does. */
async function run(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette').getByRole('combobox').fill(typed);
  await page.getByTestId('palette').getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
}

describe('an expansion', () => {
  it('is taken back by collapsing, with what it brought and nothing else, and comes back with undo', async () => {
    const page = await desk.open();
    const before = await canvas(page).nodes();
    await canvas(page).click(`${ID}:nvidia`);
    await inspector(page).getByRole('table').waitFor();
    await page.keyboard.press('e');
    await eventually(async () => Object.keys(await canvas(page).nodes()).length).toBeGreaterThan(
      Object.keys(before).length,
    );
    const expanded = await canvas(page).entities();
    await run(page, 'collapse');
    await eventually(() => canvas(page).entities()).toEqual(Object.keys(before).sort());
    const after = await canvas(page).nodes();
    for (const [key, { at }] of Object.entries(before)) expect(after[key]?.at, key).toEqual(at);
    await page.keyboard.press('Control+z');
    await eventually(() => canvas(page).entities()).toEqual(expanded);
  });
});

describe('arranging', () => {
  it('says how far it is, and given up leaves everything where it was', async () => {
    const page = await desk.open({
      // A worker that is as slow as for very many.
      prepare: (opening) =>
        opening.route('**/layout.worker*', (route) =>
          route.fulfill({
            contentType: 'text/javascript',
            body: 'self.onmessage = () => self.postMessage({ done: 0.5 });',
          }),
        ),
    });
    const before = await canvas(page).nodes();
    await page.keyboard.press('Shift+L');
    const waiting = page.getByTestId('arranging');
    await eventually(() => waiting.locator('progress').getAttribute('value')).toBe('0.5');
    await waiting.getByRole('button').click();
    await waiting.waitFor({ state: 'detached' });
    await eventually(() => said(page)).toBe('Stopped.');
    await eventually(() => canvas(page).nodes()).toEqual(before);
  });
});

describe('claims between the same two', () => {
  const MINE = 'browser-explorer';
  /** The loan of the sample, and somebody who gives another sum for it. */
  beforeAll(async () => {
    const whole = sample(MINE);
    const loan = whole.claims.find(({ id }) => id === 'loan-lends');
    if (!loan) throw new Error('The sample has a loan.');
    const other = { ...loan, id: ClaimId.parse('loan-otherwise'), amount: 2_100_000_000 };
    await desk.store.load({ ...whole, claims: [...whole.claims, other] });
  });
  afterAll(() => desk.store.remove(MINE));

  it('stand as one line with their number, are listed behind it, and those that say otherwise are read side by side', async () => {
    const page = await desk.open({ at: `/#lang=en&in=${MINE}&on=${MINE}:lenders,${MINE}:cloud` });
    const bundle = `${MINE}:lenders*LENDS_TO*${MINE}:cloud`;
    await eventually(async () =>
      Object.keys(await canvas(page).edges()).some((key) => key.startsWith(bundle)),
    ).toBe(true);
    const edges = await canvas(page).edges();
    const [key = '', line] = Object.entries(edges).find(([id]) => id.startsWith(bundle)) ?? [];
    expect(line?.name).toMatch(/≡3 ≠/);
    await canvas(page).click(key);
    const lines = page.getByTestId('bundle').getByRole('listitem');
    await eventually(() => lines.count()).toBe(3);
    await eventually(() => inspector(page).locator('.alert').first().textContent()).not.toBe('');
    await lines.filter({ hasText: '2.1' }).getByRole('button').first().click();
    const both = inspector(page).locator('.side-by-side');
    await both.waitFor();
    await eventually(() => both.textContent()).toMatch(/2\.1 billion[\s\S]*2\.3 billion/);
  });

  it('have labels that keep clear of each other when one end is singled out', async () => {
    const page = await desk.open({
      at: `/#lang=en&in=${MINE}&on=${MINE}:maker,${MINE}:cloud`,
    });
    await eventually(async () => (await canvas(page).claims()).length).toBeGreaterThan(2);
    await canvas(page).click(`${MINE}:cloud`);
    await eventually(() => inspector(page).getAttribute('data-kind')).toBe('entity');
    await canvas(page).still();
    expect((await canvasFaults(page)).filter((fault) => /^figure .* lies over figure/.test(fault))).toEqual(
      [],
    );
  });
});

describe('a citation', () => {
  const FORMATS = ['link', 'plain', 'bibtex', 'csl'] as const;
  async function cited(page: Page): Promise<Record<(typeof FORMATS)[number], string>> {
    await page.keyboard.press('q');
    const dialog = page.getByTestId('cite');
    const read = async (format: string) =>
      (await dialog.locator(`[data-format="${format}"] pre`).textContent()) ?? '';
    const [link, plain, bibtex, csl] = await Promise.all(FORMATS.map(read));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    return { link: link ?? '', plain: plain ?? '', bibtex: bibtex ?? '', csl: csl ?? '' };
  }
  /** The fields of the one entry, so far as they stand in balanced braces. */
  function fieldsOf(bibtex: string): Record<string, string> {
    expect(bibtex).toMatch(/^@misc\{loopscope-(loop|entity)-[A-Za-z0-9-]+,\n/);
    expect(bibtex.replace(/\\./g, '').match(/\{/g)?.length).toBe(
      bibtex.replace(/\\./g, '').match(/\}/g)?.length,
    );
    return Object.fromEntries(
      [...bibtex.matchAll(/^ {2}(\w+) = \{(.*)\},?$/gm)].map(([, name = '', value = '']) => [name, value]),
    );
  }

  it.each(['en', 'zh'] as const)(
    'of a loop and of an entity says the same in each format, and leads back to them (%s)',
    async (lang) => {
      const page = await desk.open({ lang, at: `/#lang=${lang}` });
      const { datasets } = await desk.ask('datasets');
      const { version = '' } = datasets.find(({ id }) => id === ID) ?? {};
      const loop = (await page.getByTestId('loop-row').first().getAttribute('data-loop')) ?? '';
      await page.getByTestId('loop-row').first().click();
      await eventually(() => inspector(page).getAttribute('data-kind')).toBe('loop');
      const ofLoop = await cited(page);
      await canvas(page).click(`${ID}:coreweave`);
      await eventually(() => inspector(page).getAttribute('data-kind')).toBe('entity');
      const ofEntity = await cited(page);
      for (const [kind, id, said] of [
        ['loop', loop, ofLoop],
        ['entity', `${ID}:coreweave`, ofEntity],
      ] as const) {
        const [entry] = JSON.parse(said.csl) as Record<string, unknown>[];
        const title = String(entry?.title);
        expect(title).toContain(kind === 'loop' ? ' → ' : 'CoreWeave');
        expect(entry).toMatchObject({
          type: 'dataset',
          author: [{ literal: 'Loopscope' }],
          version: `${ID}@${version}`,
          URL: said.link,
          accessed: { 'date-parts': [[expect.any(Number), expect.any(Number), expect.any(Number)]] },
          language: lang === 'zh' ? 'zh-Hant' : 'en',
        });
        expect(String(entry?.note)).toContain(id);
        const fields = fieldsOf(said.bibtex);
        expect(fields).toMatchObject({ author: '{Loopscope}', version: `${ID}@${version}`, url: said.link });
        expect(fields.title?.replaceAll('\\', '')).toBe(`{${title}}`);
        expect(fields.urldate).toMatch(/^\d{4}-\d\d-\d\d$/);
        for (const part of [title, `${ID}@${version}`, said.link]) expect(said.plain).toContain(part);
        // A loop rests on documents, an entity is none's word.
        expect(/Sources: |來源：/.test(said.plain)).toBe(kind === 'loop');

        const again = await desk.open({ lang, at: `/${new URL(said.link).hash}` });
        await eventually(() => inspector(again).getAttribute('data-kind')).toBe(kind);
        expect(again.url()).toContain(kind === 'loop' ? `loop=${loop}` : `entity=${id}`);
      }
    },
  );
});
