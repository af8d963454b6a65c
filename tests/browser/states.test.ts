import { describe, expect, it } from 'vitest';
import { Claim } from '../../server/core/model/claim.ts';
import { type Dataset, DatasetInfo } from '../../server/core/model/dataset.ts';
import { Entity } from '../../server/core/model/entity.ts';
import { Evidence, Source } from '../../server/core/model/evidence.ts';
import { why } from '../../server/core/model/why.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { article } from '../http/support.ts';
import { drawn, serve } from './product.ts';
import { articleStore, canvas, Desk, eventually, ID, said } from './support.ts';

async function holding(...datasets: Dataset[]): Promise<GraphStore> {
  const store = memoryStore();
  for (const dataset of datasets) await store.load(dataset);
  return store;
}

describe('with the article', () => {
  const desk = new Desk(articleStore);

  it('a server that goes leaves the view standing, says so, and is taken up again when it is back', async () => {
    const store = await holding(await article());
    let served = await serve(store);
    const page = await desk.open({
      at: served.base,
      // Requests to a server that is gone fail: that is what this is about.
      expected: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/],
      prepare: (opened) => opened.clock.install(),
    });
    const before = await canvas(page).nodes();
    await served.stop();
    const gone = page.getByTestId('banner-gone');
    await page.clock.runFor(16_000);
    await gone.waitFor();
    await eventually(() => gone.textContent()).toContain('The view stays as it is');
    await eventually(() => canvas(page).nodes()).toEqual(before);
    // What is there can be read on; what is not says why it cannot come.
    await canvas(page).click(`${ID}:nvidia`);
    await page
      .getByTestId('inspector')
      .getByRole('heading', { name: /Nvidia/ })
      .waitFor();
    await page.clock.runFor(3_000);
    await page.getByTestId('inspector').getByText('The server does not answer.').waitFor();
    served = await serve(store, { port: served.port });
    try {
      await page.clock.runFor(20_000);
      await gone.waitFor({ state: 'detached' });
      await page.getByTestId('inspector').getByRole('table').waitFor();
      await eventually(() =>
        page.getByTestId('inspector').getByText('The server does not answer.').count(),
      ).toBe(0);
    } finally {
      await served.stop();
      await store.close();
    }
  });

  it('what is pressed while the server is gone says at once that it cannot be done, and the view stays', async () => {
    const store = await holding(await article());
    const served = await serve(store);
    const page = await desk.open({
      at: served.base,
      expected: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/],
    });
    const before = await canvas(page).nodes();
    await canvas(page).click(`${ID}:coreweave`);
    await page.getByTestId('inspector').getByRole('button', { name: 'Expand', exact: true }).waitFor();
    await served.stop();
    await page.keyboard.press('e');
    await page.getByTestId('notice').getByText('The server does not answer.').waitFor();
    // Long before the server would have been asked again how it is.
    await page.getByTestId('banner-gone').waitFor();
    expect(Object.keys(await canvas(page).nodes())).toEqual(Object.keys(before));
    await store.close();
  });

  it('a first request that fails offers to try again, and then shows the loops', async () => {
    let failing = true;
    const page = await desk.open({
      early: true,
      expected: [/503/],
      prepare: (opened) =>
        opened.route('**/api/loops?*', (route) =>
          failing
            ? route.fulfill({
                status: 503,
                contentType: 'application/json',
                body: JSON.stringify({
                  error: { code: 'unavailable', message: 'The database is away.', requestId: 'none' },
                }),
              })
            : route.continue(),
        ),
    });
    await page.getByText('The loops could not be read').waitFor();
    await page.getByText('The database is not ready. Try again in a moment.').waitFor();
    failing = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await drawn(page);
    await eventually(() =>
      page.getByRole('list', { name: 'List of loops' }).getByRole('listitem').count(),
    ).toBeGreaterThan(1);
  });

  it('a slow network shows that the loops are on their way', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const page = await desk.open({
      early: true,
      prepare: (opened) =>
        opened.route('**/api/loops?*', async (route) => {
          await gate;
          await route.continue();
        }),
    });
    await page.getByRole('status').getByText('Reading the loops …').waitFor({ state: 'attached' });
    await eventually(() => page.locator('html').getAttribute('data-ready')).toBeNull();
    await eventually(() => page.getByText('The canvas is empty').count()).toBe(0);
    await eventually(() => page.getByRole('combobox', { name: 'Search' }).isVisible()).toBe(true);
    release();
    await drawn(page);
    await eventually(() => page.getByText('Reading the loops …').count()).toBe(0);
  });

  it('a search that finds nothing says so and what to try', async () => {
    const page = await desk.open();
    await page.getByRole('combobox', { name: 'Search' }).fill('zzqqxx');
    await page.getByRole('status').getByText('Nothing found for “zzqqxx”').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Results' }).click();
    await page.getByText('Try another spelling, the other language, or a shorter word.').waitFor();
  });

  it('filters that hide every loop say so, and can be cleared', async () => {
    const page = await desk.open();
    const panel = page.getByRole('complementary', { name: 'Loops, results and legend' });
    const all = await panel.getByRole('listitem').count();
    await panel.getByRole('combobox', { name: 'Longest' }).selectOption('2');
    await panel.getByRole('combobox', { name: 'Through any entity' }).selectOption(`${ID}:coreweave-lenders`);
    await panel.getByText('All loops are filtered away').waitFor();
    await panel.getByRole('button', { name: 'Clear loop filters' }).click();
    await eventually(() => panel.getByRole('listitem').count()).toBe(all);
    await eventually(() => panel.getByTestId('loop-count').textContent()).toContain(`${all} loops`);
  });

  it('an empty canvas says how to go on', async () => {
    const page = await desk.open({ at: `/#on=${ID}:nvidia&entity=${ID}:nvidia` });
    await page.keyboard.press('h');
    await page.getByText('The canvas is empty').waitFor();
    await page.getByRole('button', { name: 'Start over' }).first().click();
    await eventually(async () => (await canvas(page).entities()).length).toBeGreaterThan(5);
  });
});

describe('without Neo4j', () => {
  const desk = new Desk(async () => holding(await article()), {
    withoutNeo4j: [why('memory.noJava', { needs: 17 }), why('memory.installBoth', { needs: 17 })],
  });

  it('a banner says so and why, and can be closed', async () => {
    const page = await desk.open();
    const banner = page.getByTestId('banner-memory');
    await eventually(() => banner.textContent()).toContain('Running in memory, without Neo4j.');
    await eventually(() => banner.textContent()).toContain('No Java was found');
    await eventually(() => canvas(page).entities()).toContain(`${ID}:coreweave`);
    await banner.getByRole('button', { name: 'Close' }).click();
    await banner.waitFor({ state: 'detached' });
  });

  it('in Chinese the banner and the console say why in Chinese', async () => {
    const page = await desk.open({ at: '/#lang=zh', lang: 'zh' });
    const banner = page.getByTestId('banner-memory');
    await eventually(() => banner.textContent()).toContain(
      '找不到 Java，本機的 Neo4j 需要 17 或更新的版本。請安裝',
    );
    await page.keyboard.press('c');
    await page.locator('.console-without').getByText('找不到 Java').waitFor();
  });
});

describe('without data', () => {
  const desk = new Desk(() => holding());

  it('the page says that there are no loops, and stays usable', async () => {
    const page = await desk.open();
    await page.getByText('No loops in this data').waitFor();
    await eventually(() => page.getByText('The canvas is empty').isVisible()).toBe(true);
    await page.getByRole('combobox', { name: 'Search' }).fill('nvidia');
    await page.getByRole('status').getByText('Nothing found for “nvidia”').waitFor();
  });
});

describe('names that are markup', () => {
  const HOSTILE = '<img src=x onerror=alert(1)>';
  const ZH = '</script><script>alert(2)</script>';
  const words = { summaryEn: `${HOSTILE} does <b>something</b>.`, summaryZh: `${ZH}做了一些事。` };
  const entity = (id: string, name: string) =>
    Entity.parse({
      id,
      kind: 'Company',
      nameEn: name,
      nameZh: ZH,
      aliases: [`"><svg onload=alert(3)>`],
      ...words,
    });
  const claim = (id: string, from: string, type: string, to: string) =>
    Claim.parse({
      id,
      from,
      type,
      to,
      ...words,
      modality: 'fact',
      purpose: type === 'BUYS_FROM' ? HOSTILE : undefined,
      evidence: ['passage'],
    });
  const dataset: Dataset = {
    info: DatasetInfo.parse({ id: 'hostile', nameEn: HOSTILE, nameZh: ZH, ...words }),
    version: 'v1',
    entities: [entity('one', HOSTILE), entity('two', '{{constructor}} $t(app.title) & <i>two</i>')],
    claims: [claim('gives', 'one', 'INVESTS_IN', 'two'), claim('returns', 'two', 'BUYS_FROM', 'one')],
    deals: [],
    sources: [Source.parse({ id: 'page', title: HOSTILE, publisher: ZH, grade: 'other', language: 'en' })],
    evidence: [
      Evidence.parse({
        id: 'passage',
        source: 'page',
        locator: { section: HOSTILE, paragraph: 1 },
        figures: [HOSTILE],
      }),
    ],
    outlines: [],
  };
  const desk = new Desk(() => holding(dataset));

  it('are text in the list, on the canvas, in the inspector, in search and in the table', async () => {
    const page = await desk.open();
    const harmless = async (where: string) => {
      expect(await page.locator('img, svg[onload], b b, script:not([src])').count(), where).toBe(0);
    };
    const inspector = page.getByTestId('inspector');
    const row = page.getByRole('list', { name: 'List of loops' }).getByRole('listitem').first();
    await eventually(() => row.textContent()).toContain(HOSTILE);
    await eventually(() => row.textContent()).toContain('{{constructor}} $t(app.title) & <i>two</i>');
    await harmless('list');
    expect((await canvas(page).nodes())['hostile:one']?.name).toBe(HOSTILE);
    await canvas(page).click('hostile:one');
    await inspector.getByRole('heading', { name: HOSTILE }).waitFor();
    await eventually(() => said(page)).toBe(`${HOSTILE} selected.`);
    await eventually(() => inspector.textContent()).toContain(ZH);
    await harmless('entity');
    await canvas(page).click('hostile:two');
    await eventually(() => said(page)).toBe('{{constructor}} $t(app.title) & <i>two</i> selected.');
    const titles = await page
      .locator('[title]')
      .evaluateAll((elements) => elements.map((element) => element.getAttribute('title')));
    expect(titles.join()).not.toContain('Loopscope: circular finance in AI');
    await canvas(page).click('hostile:returns');
    await inspector.getByRole('article').getByRole('heading', { name: HOSTILE }).waitFor();
    await eventually(() => inspector.getByText(`${HOSTILE}, paragraph 1`).count()).toBe(1);
    await harmless('claim');
    await row.getByTestId('loop-row').click();
    await page.keyboard.press('.');
    await page.getByTestId('player').getByText(HOSTILE).first().waitFor();
    await page.getByRole('combobox', { name: 'Search' }).fill('<img src=x');
    const best = page.getByRole('listbox', { name: 'Search results' }).getByRole('option').first();
    await eventually(() => best.textContent()).toContain(HOSTILE);
    await harmless('search');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Table' }).click();
    await page.getByRole('region', { name: 'Table' }).getByText(HOSTILE).first().waitFor();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('region', { name: '表格' }).getByText(ZH).first().waitFor();
    await harmless('table');
    await eventually(() => page.title()).toContain('Loopscope');
  });

  it('in a link are text too', async () => {
    const page = await desk.open({
      at: `/#entity=${encodeURIComponent(`hostile:${HOSTILE}`)}&on=hostile:one,${encodeURIComponent(HOSTILE)}`,
      expected: [/404|400/],
    });
    await page.getByTestId('notice').getByText(HOSTILE).waitFor();
    await eventually(() => page.locator('img').count()).toBe(0);
  });
});
