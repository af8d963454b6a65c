import { readFile } from 'node:fs/promises';
import type { Page, Route } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { recordsOf } from '../../server/core/formats/format.ts';
import { writeAs } from '../../server/core/formats/index.ts';
import type { Dataset } from '../../server/core/model/dataset.ts';
import { Entity } from '../../server/core/model/entity.ts';
import { sample } from '../store/sample.ts';
import { axeFaults } from './axe.ts';
import { articleStore, canvas, Desk, eventually, ID, said, tabTo } from './support.ts';

const desk = new Desk(articleStore);
const MINE = 'imported';
beforeEach(async () => {
  for (const { id } of await desk.store.datasets()) if (id !== ID) await desk.store.remove(id);
});

const dialog = (page: Page) => page.getByTestId('importing');
const part = (page: Page, name: string) => dialog(page).getByTestId(`import-${name}`);
const run = (page: Page, name: string) => page.locator(`[data-command="${name}"]:visible`).first().click();
const served = async (id = MINE) => (await desk.ask('datasets')).datasets.find((one) => one.id === id);
const created = (page: Page, table: string, way = 'create') =>
  part(page, 'counts').locator(`[data-table="${table}"] [data-way="${way}"]`).textContent();
/** Each look starts a thread at the server, which may have much else to do. */
const SLOW = { timeout: 30_000 };
const slowly = <T>(look: () => T) => expect.poll(look, { ...SLOW, interval: 20 });
const found = (page: Page, name: string) => part(page, name).waitFor(SLOW);
const ready = (page: Page) => page.locator('[data-command="importLoad"]:enabled').waitFor(SLOW);
const looked = (page: Page) => page.locator('[data-command="importCheck"]:enabled').waitFor(SLOW);
const standing = (page: Page) => part(page, 'standing').textContent();

async function asJson(dataset: Dataset): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const one of writeAs('json', recordsOf(dataset)))
    text += typeof one === 'string' ? one : decoder.decode(one, { stream: true });
  return text;
}
const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});

/** From the menu, by the browser's own way to choose a file. */
async function choose(page: Page, name: string, text: string): Promise<void> {
  if (!(await dialog(page).isVisible())) {
    await page.getByTestId('datasets-menu').click();
    await page.getByRole('menu').locator('[data-command="importFile"]').click();
  }
  const choosing = page.waitForEvent('filechooser');
  await run(page, 'importChoose');
  await (await choosing).setFiles(file(name, text));
}

/** As from the reader's desktop: held over the page, then let go. */
async function drop(page: Page, files: readonly (readonly [name: string, text: string])[]): Promise<void> {
  const data = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const [name = '', text = ''] of all) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  await page.dispatchEvent('#graph', 'dragenter', { dataTransfer: data });
  await page.getByTestId('drop-zone').waitFor();
  await page.dispatchEvent('#graph', 'drop', { dataTransfer: data });
  await page.getByTestId('drop-zone').waitFor({ state: 'detached' });
}

async function load(page: Page): Promise<void> {
  await run(page, 'importLoad');
  await found(page, 'ended');
}

it('a file is chosen, looked at, given a name and loaded; then it is on the canvas, and among the datasets', async () => {
  const page = await desk.open();
  await choose(page, `${MINE}.json`, await asJson(sample('elsewhere')));
  await found(page, 'counts');
  const { entities, claims } = sample(MINE);
  await eventually(() => created(page, 'entities')).toBe(String(entities.length));
  await eventually(() => created(page, 'claims')).toBe(String(claims.length));
  expect(await served()).toBeUndefined();
  await eventually(() => part(page, 'id').inputValue()).toBe(MINE);
  await part(page, 'name').fill('What I found <b>out</b>');
  await load(page);
  await eventually(() => part(page, 'ended').getAttribute('data-outcome')).toBe('loaded');
  expect(await served()).toMatchObject({
    own: true,
    nameEn: 'What I found <b>out</b>',
    counts: { entities: entities.length, claims: claims.length },
  });
  await dialog(page).locator('[data-command="datasets"]').click();
  await dialog(page).waitFor({ state: 'detached' });
  await eventually(() => page.getByTestId('datasets-menu').textContent()).toContain(
    'What I found <b>out</b>',
  );
  await eventually(async () =>
    (await canvas(page).entities()).every((key) => key.startsWith(`${MINE}:`)),
  ).toBe(true);
  // One step: undo shows again what was shown before.
  await page.keyboard.press('Control+z');
  await eventually(async () => (await canvas(page).entities()).some((key) => key.startsWith(`${ID}:`))).toBe(
    true,
  );
}, 120_000);

const DEALS = `Investor,Our partner,Sum,When,What
Nvidia,Startup Works,$2bn,03/04/2024,invests in
Nvidia,Chip Maker,"$1,5bn",05/06/2024,invests in
`;

it('a table that is dropped is read as its reader says: what rows and columns are, and what may not be guessed', async () => {
  const page = await desk.open();
  await drop(page, [['deals.csv', DEALS]]);
  await found(page, 'tables');
  const sheet = part(page, 'tables').locator('[data-sheet=""]');
  // One end alone is no claim: what the rows are is the reader's to say.
  await sheet.locator('label select').selectOption('claims');
  await sheet.locator('[data-column="Investor"]').waitFor();
  await slowly(() => sheet.locator('[data-column="Investor"]').inputValue()).toBe('from');
  await sheet.locator('[data-column="Our partner"]').selectOption('to');
  await sheet.locator('[data-column="What"]').selectOption('type');
  await eventually(() => standing(page)).toContain('check again');
  await eventually(() => page.locator('[data-command="importLoad"]').isDisabled()).toBe(true);
  await run(page, 'importCheck');
  await found(page, 'questions');
  const question = (id: string) => part(page, 'questions').locator(`[data-question="${id}"]`);
  await question('currency:$').waitFor(SLOW);
  await eventually(() => question('dateOrder').textContent()).toContain('03/04/2024 is 3 April 2024');
  await question('dateOrder').getByRole('radio', { name: 'The day' }).check();
  await question('currency:$').getByRole('combobox').selectOption('USD');
  await question('default:modality').getByRole('combobox').selectOption('fact');
  await run(page, 'importCheck');
  await looked(page);
  // Answers bring on what could not be asked before.
  for (
    let round = 0;
    round < 4 && (await page.locator('[data-command="importLoad"]').isDisabled());
    round++
  ) {
    for (const open of await part(page, 'questions').locator('[data-question]').all()) {
      const select = open.getByRole('combobox');
      if (await select.count()) {
        if ((await select.inputValue()) === '') await select.selectOption({ index: 1 });
      } else if ((await open.locator('input:checked').count()) === 0)
        await open.locator('input').first().check();
    }
    await run(page, 'importCheck');
    await looked(page);
  }
  await ready(page);
  await eventually(() => created(page, 'claims')).toBe('2');
  await part(page, 'tables').getByTestId('mapping-name').fill('My deals');
  await part(page, 'tables').getByTestId('mapping-name').press('Enter');
  const take = part(page, 'tables').getByTestId('mapping-take');
  await take.waitFor();
  // What is deleted can be had back.
  await take.selectOption({ label: 'My deals' });
  const kept = part(page, 'mappings').locator('option', { hasText: 'My deals' });
  await part(page, 'mappings').getByRole('button', { name: 'Delete saved mapping' }).click();
  await kept.waitFor({ state: 'detached' });
  await part(page, 'mappings').getByRole('button', { name: 'Undo' }).click();
  await kept.waitFor({ state: 'attached' });
  await ready(page);
  await load(page);
  expect(await served('deals')).toMatchObject({ counts: { claims: 2 } });

  // A day later the table has one row more: it is read as was saved, and is told from what is there.
  await dialog(page).getByText('Import another').click();
  await choose(page, 'deals.csv', `${DEALS}Nvidia,Cloud Nine,$3bn,07/08/2024,invests in\n`);
  await found(page, 'tables');
  await take.selectOption({ label: 'My deals' });
  await slowly(() => created(page, 'claims').catch(() => '')).toBe('1');
  await eventually(() => created(page, 'claims', 'unchanged')).toBe('2');
  await eventually(() => part(page, 'target').inputValue()).toBe('deals');
}, 120_000);

it('on the Chinese page what is wrong, and what is good to know, is said in Chinese, of whatever kind it is', async () => {
  const page = await desk.open({ at: '/#lang=zh', lang: 'zh' });
  const said = async (name: string) => {
    const texts = await part(page, name).locator('li .aside:not(.import-detail)').allTextContents();
    // What stands in the file is quoted as it stands there.
    return texts.filter((text) => !/\p{Script=Han}/u.test(text) || /[a-z]+ [a-z]+ [a-z]+/.test(text));
  };
  const rows = [
    'A,B,gives to,US$5,2023',
    'A,B,invests in,plenty,2023',
    'A,B,invests in,US$5 or €5,2023',
    'A,B,invests in,-5,2023',
    'A,B,invests in,US$5 a month,2023',
    'A,B,invests in,US$9-5,2023',
    'A,B,invests in,US$5,2023-13-01',
  ];
  await choose(page, 'deals.csv', `from,to,type,amount,date,remarks\n${rows.join('\n')}\n`);
  await found(page, 'problems');
  expect(await part(page, 'problems').locator('[data-code]').count()).toBe(rows.length);
  expect([await said('problems'), await said('notices')]).toEqual([[], []]);
  await drop(page, [['nothing.csv', '']]);
  await part(page, 'problems').getByText('檔案是空的。').waitFor(SLOW);
  await drop(page, [
    ['model.json', '{"loopscope":1,"entities":[{"id":"No Id","kind":"Company","colour":"red"}]}'],
  ]);
  await part(page, 'problems').getByText('代號由小寫字母').waitFor(SLOW);
  expect(await said('problems')).toEqual([]);
}, 120_000);

it('what is wrong with a file is listed by row and column, counted whole, and saved as a table; nothing can be loaded', async () => {
  const page = await desk.open();
  const rows = Array.from({ length: 1_100 }, (_, at) => `Company ${at},Moon base,`).join('\n');
  await choose(page, 'companies.csv', `name,kind,fiscal year end\n${rows}\n`);
  await found(page, 'problems');
  await eventually(() => part(page, 'problems').locator('h3').textContent()).toBe('1,100 problems');
  await part(page, 'problems').getByText('The first 1,000 are listed').waitFor();
  const first = part(page, 'problems').locator('[data-code]').first();
  await eventually(() => first.textContent()).toContain('Row 2');
  await eventually(() => first.textContent()).toContain('kind');
  await eventually(() => first.textContent()).toContain('Moon base');
  // However many there are, only those in sight are drawn.
  await eventually(() => part(page, 'problems').locator('[data-code]').count()).toBeLessThan(60);
  await eventually(() => page.locator('[data-command="importLoad"]').isDisabled()).toBe(true);
  const saving = page.waitForEvent('download');
  await run(page, 'importProblems');
  const text = await readFile(await (await saving).path(), 'utf8');
  expect(text.trim().split('\n')).toHaveLength(1_101);
  expect(text).toContain(',1101,kind,value,');
  // Mended and chosen again it can be.
  await choose(page, 'companies.csv', 'name,kind\nCompany 1,Company\n');
  await ready(page);
}, 120_000);

it('a load that is cancelled ends at the server, and what was there is there still', async () => {
  await desk.store.load(sample(MINE));
  const before = await served();
  const page = await desk.open();
  const { info } = sample(MINE);
  const entities = Array.from({ length: 40_000 }, (_, at) =>
    Entity.parse({
      id: `thing-${at}`,
      kind: 'Company',
      nameEn: `Thing ${at}`,
      nameZh: `Thing ${at}`,
      summaryEn: 'A thing.',
      summaryZh: '東西。',
    }),
  );
  const many = {
    info,
    entities,
    claims: [],
    deals: [],
    sources: [],
    evidence: [],
    outlines: [],
    version: '',
  };
  await choose(page, `${MINE}.json`, await asJson(many));
  await found(page, 'counts');
  await eventually(() => created(page, 'entities', 'remove')).not.toBe('0');
  await run(page, 'importLoad');
  await part(page, 'progress').getByText('Writing').waitFor(SLOW);
  // Closed, it goes on, and says so on the canvas; there it can be cancelled as well.
  await page.keyboard.press('Escape');
  await page.getByTestId('import-doing').waitFor();
  await run(page, 'importCancel');
  await page.getByTestId('notice').getByText('was not loaded').waitFor(SLOW);
  await page.keyboard.press('o');
  await eventually(() => part(page, 'ended').getAttribute('data-outcome')).toBe('kept');
  await eventually(() => part(page, 'ended').textContent()).toContain(
    'What was there before is there still.',
  );
  expect(await served()).toEqual(before);
}, 120_000);

it('where the dataset has changed since the check, or the connection breaks off, it is said what is known', async () => {
  const page = await desk.open({ expected: [/ERR_CONNECTION_RESET/] });
  await choose(page, `${MINE}.json`, await asJson(sample(MINE)));
  await found(page, 'counts');
  const other = sample(MINE);
  await desk.store.load({ ...other, deals: other.deals, version: 'somebody-elses' });
  await load(page);
  await eventually(() => part(page, 'ended').textContent()).toContain(
    'Somebody else has changed the dataset',
  );
  expect((await served())?.version).toBe('somebody-elses');
  await dialog(page).getByText('Back to the file').click();
  await run(page, 'importCheck');
  await ready(page);
  await page.route('**/api/import?*', (route) => route.abort('connectionreset'), { times: 1 });
  await load(page);
  await eventually(() => part(page, 'ended').getAttribute('data-outcome')).toBe('kept');
  await eventually(() => part(page, 'ended').textContent()).toContain('connection to the server broke off');
  expect((await served())?.version).toBe('somebody-elses');
  await dialog(page).getByText('Back to the file').click();
  await run(page, 'importCheck');
  await ready(page);
  // Where nobody answers, nothing is claimed until somebody does.
  const cut = (route: Route) => route.abort('connectionreset');
  await page.route('**/api/import?*', cut, { times: 1 });
  await page.route('**/api/datasets', cut);
  await load(page);
  await eventually(() => part(page, 'ended').getAttribute('data-outcome')).toBe('unknown');
  await page.unroute('**/api/datasets', cut);
  await dialog(page).getByRole('button', { name: 'Look again' }).click();
  await eventually(() => part(page, 'ended').getAttribute('data-outcome')).toBe('kept');
  await dialog(page).getByText('Back to the file').click();
  await run(page, 'importCheck');
  await ready(page);
  await load(page);
  await eventually(() => part(page, 'ended').getAttribute('data-outcome')).toBe('loaded');
}, 120_000);

it('what is no file to import is told why; by keyboard alone a file is chosen', async () => {
  const page = await desk.open();
  await drop(page, [
    ['a.csv', 'name'],
    ['b.csv', 'name'],
  ]);
  await eventually(() => part(page, 'refused').textContent()).toContain('several files');
  await drop(page, [['no-finding.html', '<p>Any page</p>']]);
  await page.getByTestId('notice').getByText('no-finding.html is no finding').waitFor();
  await drop(page, [['nothing.csv', '']]);
  await part(page, 'problems').getByText('The file is empty.').waitFor(SLOW);
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await page.keyboard.press('o');
  const chooser = dialog(page).locator('[data-command="importChoose"]');
  await tabTo(page, chooser);
  const choosing = page.waitForEvent('filechooser', SLOW);
  await chooser.press('Enter');
  await (await choosing).setFiles(file('companies.csv', 'name,kind\nCompany 1,Company\n'));
  await ready(page);
  expect(await axeFaults(page)).toEqual([]);
  await tabTo(page, page.locator('[data-command="importLoad"]'));
  await page.keyboard.press('Enter');
  await found(page, 'ended');
  expect(await served('companies')).toMatchObject({ counts: { entities: 1 } });
}, 120_000);

it('one’s own dataset is renamed, exported, replaced by a file, and removed once that was asked', async () => {
  await desk.store.load(sample(MINE));
  const page = await desk.open({ at: `/#data=${ID},${MINE}` });
  const own = page.getByTestId('own-datasets');
  const openOwn = async () => {
    await page.getByTestId('datasets-menu').click();
    await page.getByRole('menu').locator('[data-command="ownDatasets"]').click();
    await own.waitFor();
  };
  await openOwn();
  await own.getByTestId('own-rename').click();
  await own.getByTestId('own-nameEn').fill('Other name');
  await own.getByTestId('own-nameZh').fill('別名');
  await own.getByTestId('own-nameZh').press('Enter');
  await own.getByText('Other name').waitFor();
  expect(await served()).toMatchObject({ nameEn: 'Other name', nameZh: '別名' });

  await own.locator('[data-command="exportDataset"]').click();
  await eventually(() => page.getByTestId('export-what').inputValue()).toBe(`dataset:${MINE}`);
  await page.keyboard.press('Escape');
  await page.getByTestId('export').waitFor({ state: 'detached' });

  await openOwn();
  await own.locator('[data-command="replaceDataset"]').click();
  await part(page, 'choose').waitFor();
  await choose(page, 'whatever.csv', 'name,kind\nOnly one,Company\n');
  await found(page, 'counts');
  await eventually(() => part(page, 'target').inputValue()).toBe(MINE);
  await eventually(() => created(page, 'claims', 'remove')).toBe(String(sample(MINE).claims.length));
  // Added to what is there, it takes nothing away; that is looked at by itself.
  await part(page, 'mode').selectOption('add');
  await slowly(() => created(page, 'claims', 'unchanged').catch(() => '')).toBe(
    String(sample(MINE).claims.length),
  );
  await part(page, 'mode').selectOption('replace');
  await slowly(() => created(page, 'claims', 'remove').catch(() => '')).toBe(
    String(sample(MINE).claims.length),
  );
  await load(page);
  expect(await served()).toMatchObject({ nameEn: 'Other name', counts: { entities: 1, claims: 0 } });
  await page.keyboard.press('Escape');

  await openOwn();
  await own.getByTestId('own-remove-ask').click();
  await own.getByTestId('own-remove').getByText('Keep it').click();
  expect(await served()).toBeDefined();
  await own.getByTestId('own-remove-ask').click();
  await own.locator('[data-command="removeDataset"]').click();
  await eventually(() => served()).toBeUndefined();
  await own.locator('.empty').waitFor();
  await page.keyboard.press('Escape');
  await eventually(() => page.getByTestId('datasets-menu').textContent()).not.toContain('Other name');
  await eventually(async () => (await canvas(page).entities()).every((key) => key.startsWith(`${ID}:`))).toBe(
    true,
  );
}, 120_000);

it('entities that are called alike are shown side by side, linked, unlinked, and that is undone', async () => {
  const page = await desk.open();
  await choose(page, `${MINE}.csv`, 'name,kind\nCoreweve,Company\n英伟达,Company\nQuite Another,Company\n');
  await ready(page);
  await load(page);
  await dialog(page).locator('[data-command="duplicates"]').click();
  const pair = page.getByTestId('duplicates').locator(`[data-pair="coreweve ${ID}:coreweave"]`);
  await pair.getByText('Spelt nearly alike').waitFor(SLOW);
  await pair.locator('[data-command="linkEntity"]').click();
  await slowly(() => said(page)).toContain('Coreweve is linked');
  await slowly(() => pair.getAttribute('data-linked')).toBe('true');
  await page.getByTestId('duplicates').locator('[data-command="undo"]').click();
  await slowly(() => said(page)).toBe('Undone: link Coreweve');
  await slowly(() => pair.getAttribute('data-linked')).toBe('false');
  await page.getByTestId('duplicates').locator('[data-command="redo"]').click();
  await slowly(() => said(page)).toBe('Redone: link Coreweve');
  await slowly(() => pair.getAttribute('data-linked')).toBe('true');
  await pair.locator('[data-command="unlinkEntity"]').click();
  await slowly(() => pair.getAttribute('data-linked')).toBe('false');
}, 120_000);
