import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { article } from '../http/support.ts';
import { look, WALKS } from './gallery.ts';
import { drawn } from './product.ts';
import { articleStore, canvas, Desk, ID } from './support.ts';

const desk = new Desk(articleStore);

/** The article as a finding, a file for each language. */
const folder = mkdtempSync(path.join(tmpdir(), 'loopscope-gallery-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
async function findingIn(lang: 'en' | 'zh'): Promise<string> {
  const { entities, claims } = await article();
  const response = await fetch(`${desk.served.base}/api/finding`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      entities: entities.map(({ id }) => `${ID}:${id}`),
      claims: claims.map(({ id }) => `${ID}:${id}`),
      title: lang === 'en' ? 'Does it come back?' : '錢會回來嗎？',
      question: lang === 'en' ? 'Does the money come back to Nvidia?' : '錢會回到英偉達嗎？',
      lang,
      view: { format: 1, parts: {} },
    }),
  });
  expect(response.status).toBe(200);
  const file = path.join(folder, `${lang}.html`);
  writeFileSync(file, await response.text());
  return file;
}

describe.each(WALKS)('in $lang at $sized', (walk) => {
  const reader = { at: `/#lang=${walk.lang}`, size: walk.size, lang: walk.lang, touch: walk.narrow };

  it('embedded, with something clicked and without, it is whole', async () => {
    const page = await desk.open({ ...reader, at: `/?embed=1#lang=${walk.lang}` });
    await page.getByTestId('embed').waitFor();
    const faults = await look(page, 'embed', walk);
    await canvas(page).click(`${ID}:coreweave`);
    await page.getByTestId('inspector').waitFor();
    expect([...faults, ...(await look(page, 'embed-entity', walk))]).toEqual([]);
  });

  it('a finding, its banner shut and open, and the word that the data has changed since, are whole', async () => {
    const file = await findingIn(walk.lang);
    const page = await desk.open(reader);
    await page.goto(pathToFileURL(file).href);
    await drawn(page);
    const faults = await look(page, 'finding', walk);
    await page.getByTestId('banner-finding').locator('summary').click();
    faults.push(...(await look(page, 'finding-open', walk)));

    const { datasets } = await desk.ask('datasets');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`${datasets[0]?.version}`, 'another'));
    await page.goto(`${desk.served.base}/#lang=${walk.lang}`);
    await drawn(page);
    await page.getByTestId(walk.narrow ? 'more-menu' : 'datasets-menu').click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.locator('[data-command="openFinding"]').click(),
    ]);
    await chooser.setFiles(file);
    await page.getByTestId('notice').waitFor();
    expect([...faults, ...(await look(page, 'finding-changed', walk))]).toEqual([]);
  }, 60_000);
});
