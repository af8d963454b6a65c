import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { drawn } from './product.ts';
import { articleStore, canvas, Desk, eventually, ID, said, tabTo } from './support.ts';

const desk = new Desk(articleStore);
const key = (id: string) => `${ID}:${id}`;
const LONG =
  /^Nvidia invests in.* CoreWeave pledges to.* CoreWeave's lenders lends to.* CoreWeave buys from.* Nvidia/;

const list = (page: Page) => page.getByRole('list', { name: 'List of loops' });
const longLoop = (page: Page) => list(page).getByRole('button', { name: LONG });
const inspector = (page: Page) => page.getByTestId('inspector');
const player = (page: Page) => page.getByRole('region', { name: 'Loop player' });
const heading = (page: Page) => inspector(page).getByRole('heading', { level: 2 });
const hits = (page: Page) => page.getByRole('listbox', { name: 'Search results' }).getByRole('option');
const search = (page: Page) => page.getByRole('combobox', { name: 'Search' });

describe('the first screen', () => {
  it('says in a sentence what this is, and shows the loops as a list and on the canvas', async () => {
    const { loops } = await desk.ask('loops', '?reading=trail');
    const page = await desk.open();
    await eventually(() => page.getByText('Money that comes back').isVisible()).toBe(true);
    await eventually(() => page.title()).toContain('Loopscope');
    await eventually(() => page.getByRole('tab', { selected: true }).textContent()).toBe(
      `Loops${loops.length}`,
    );
    await eventually(() => list(page).getByRole('listitem').count()).toBe(loops.length);
    const inLoops = new Set(
      loops.flatMap(({ legs }) => legs.flatMap(({ from, to }) => [key(from), key(to)])),
    );
    await eventually(() => canvas(page).entities()).toEqual([...inLoops].sort());
    await eventually(() => page.getByRole('application').getAttribute('aria-label')).toMatch(
      new RegExp(`^Graph of ${inLoops.size} entities and \\d+ claims`),
    );
  });

  it('runs under the content security policy that the server sends', async () => {
    let policy: string | undefined;
    const page = await desk.open({
      prepare: (opened) => {
        opened.on('response', (response) => {
          if (response.request().isNavigationRequest())
            policy = response.headers()['content-security-policy'];
        });
      },
    });
    expect(policy).toContain("script-src 'self';");
    await longLoop(page).click();
    await canvas(page).click(key('nvidia'));
    await search(page).fill('coreweave');
    await hits(page).first().click();
    await eventually(() => heading(page).textContent()).toContain('CoreWeave');
  });
});

describe('the long loop', () => {
  it('is found in the list, and its ledger tells every leg, unknown sums as unknown', async () => {
    const page = await desk.open();
    await longLoop(page).click();
    await eventually(() => longLoop(page).getAttribute('aria-pressed')).toBe('true');
    await eventually(() => heading(page).textContent()).toMatch(LONG);
    const facts = inspector(page);
    await eventually(() => facts.getByText('at most USD 2.3 billion').isVisible()).toBe(true);
    await eventually(() => facts.getByText('2 of 3 legs').isVisible()).toBe(true);
    const legs = facts.getByTestId('ledger').getByRole('listitem');
    const texts = await legs.allTextContents();
    expect(texts).toHaveLength(4);
    expect(texts[0]).toMatch(/Nvidia invests in CoreWeave.*amount unknown/);
    expect(texts[1]).toMatch(/CoreWeave pledges to CoreWeave's lenders/);
    expect(texts[2]).toMatch(/CoreWeave's lenders lends to CoreWeave.*USD 2\.3 billion/);
    expect(texts[3]).toMatch(/CoreWeave buys from Nvidia.*amount unknown/);
    const drawnNow = await canvas(page).nodes();
    expect(drawnNow[key('coreweave')]?.faded).toBe(false);
    expect(drawnNow[key('aws')]?.faded).toBe(true);
  });

  it('is played step by step, beginning with what it rests on', async () => {
    const page = await desk.open();
    await longLoop(page).click();
    await player(page).getByRole('button', { name: 'Play' }).click();
    const at = () => player(page).getByTestId('player-at').textContent();
    await eventually(at).toBe('Rests on 1 of 1');
    const next = player(page).getByRole('button', { name: 'Next leg' });
    for (const [step, told] of [
      ['Leg 1 of 4', 'Nvidia invests in CoreWeave'],
      ['Leg 2 of 4', "CoreWeave pledges to CoreWeave's lenders"],
      ['Leg 3 of 4', "CoreWeave's lenders lends to CoreWeave"],
      ['Leg 4 of 4', 'CoreWeave buys from Nvidia'],
    ] as const) {
      await next.click();
      await eventually(at).toBe(step);
      await eventually(() => player(page).textContent()).toContain(told);
      await eventually(() => said(page)).toBe(`${step}: ${told}`);
    }
    await eventually(() => next.isDisabled()).toBe(true);
    await player(page).getByRole('button', { name: 'Previous leg' }).click();
    await eventually(at).toBe('Leg 3 of 4');
    await eventually(() => player(page).textContent()).toContain('USD 2.3 billion');
    await player(page).getByRole('button', { name: 'Stop playing' }).click();
    await player(page).getByTestId('player-at').waitFor({ state: 'detached' });
  });

  it('plays on by itself until it is paused, and ends after its last leg', async () => {
    const page = await desk.open({ prepare: (opened) => opened.clock.install() });
    await longLoop(page).click();
    await page.keyboard.press('p');
    const at = player(page).getByTestId('player-at');
    await at.getByText('Rests on 1 of 1').waitFor();
    await page.clock.runFor(2_700);
    await at.getByText('Leg 1 of 4').waitFor();
    await player(page).getByRole('button', { name: 'Pause' }).click();
    await page.clock.runFor(10_000);
    await eventually(() => at.textContent()).toBe('Leg 1 of 4');
    await player(page).getByRole('button', { name: 'Play', exact: true }).click();
    for (let step = 0; step < 4; step++) await page.clock.runFor(2_700);
    await at.waitFor({ state: 'detached' });
    await eventually(() => said(page)).toBe('The loop is played.');
  });

  it('is isolated, and everything comes back', async () => {
    const page = await desk.open();
    const before = await canvas(page).entities();
    await longLoop(page).click();
    const isolate = inspector(page).getByRole('button', { name: 'Isolate' });
    await isolate.click();
    await eventually(() => canvas(page).entities()).toEqual(
      ['coreweave', 'coreweave-lenders', 'nvidia'].map(key),
    );
    await eventually(() => isolate.getAttribute('aria-pressed')).toBe('true');
    await eventually(() => said(page)).toBe('Only the selection is shown.');
    await isolate.click();
    await eventually(() => canvas(page).entities()).toEqual(before);
  });
});

describe('an entity', () => {
  it('clicked on the canvas shows names, figures and counted claims', async () => {
    const { counts, metrics } = (await (
      await fetch(`${desk.served.base}/api/entities/${key('nvidia')}`)
    ).json()) as { counts: { type: string; direction: string; count: number }[]; metrics: unknown[] };
    const page = await desk.open();
    await canvas(page).click(key('nvidia'));
    await eventually(() => heading(page).textContent()).toMatch(/Nvidia.*英偉達/);
    await inspector(page).getByRole('table').waitFor();
    await eventually(() => inspector(page).getByRole('table').getByRole('rowheader').count()).toBe(
      metrics.length,
    );
    const invests = counts.find(({ type, direction }) => type === 'INVESTS_IN' && direction === 'out');
    const group = inspector(page).getByRole('button', { name: /^invests in.*from here/ });
    await eventually(() => group.textContent()).toContain(String(invests?.count));
    await group.click();
    await eventually(() => group.getAttribute('aria-expanded')).toBe('true');
    const opened = page.getByRole('listitem').filter({ has: page.getByRole('button', { expanded: true }) });
    await eventually(() => opened.getByRole('list').getByRole('listitem').count()).toBe(invests?.count);
  });

  it('is expanded by type: the count is known before, the neighbours come, and nothing there moves', async () => {
    const page = await desk.open();
    await canvas(page).click(key('nvidia'));
    const before = await canvas(page).nodes();
    const row = inspector(page).locator('li', {
      has: page.getByRole('button', { name: /^invests in.*from here/ }),
    });
    const expand = row.getByRole('button', { name: /neighbours on the canvas/ });
    const announced = Number(/\d+/.exec((await expand.getAttribute('aria-label')) ?? '')?.[0]);
    expect(announced).toBeGreaterThan(2);
    await expand.click();
    const neighbours = (await (
      await fetch(
        `${desk.served.base}/api/entities/${key('nvidia')}/expand?type=INVESTS_IN&direction=out&limit=100`,
      )
    ).json()) as { entities: { dataset: string; id: string }[] };
    const wanted = neighbours.entities.map(({ id }) => key(id)).filter((one) => one !== key('nvidia'));
    expect(wanted).toHaveLength(announced);
    await eventually(async () => Object.keys(await canvas(page).nodes())).toEqual(
      expect.arrayContaining(wanted),
    );
    const after = await canvas(page).nodes();
    for (const [id, { at }] of Object.entries(before)) expect(after[id]?.at, id).toEqual(at);
    const places = Object.values(after).map(({ at }) => `${Math.round(at.x)} ${Math.round(at.y)}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('expanded brings the claims among the newcomers too, without a word more', async () => {
    const page = await desk.open();
    await canvas(page).click(key('coreweave'));
    await page.keyboard.press('e');
    const shown = await eventuallyMore(page, 10);
    const between = (await (
      await fetch(`${desk.served.base}/api/subgraph`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ids: shown }),
      })
    ).json()) as { claims: { id: string }[] };
    await eventually(() => canvas(page).claims()).toEqual(between.claims.map(({ id }) => key(id)).sort());
  });
});

/** The entities on the canvas, once there are more than so many. */
async function eventuallyMore(page: Page, than: number): Promise<string[]> {
  await eventually(async () => (await canvas(page).entities()).length).toBeGreaterThan(than);
  return canvas(page).entities();
}

describe('a claim', () => {
  it('clicked on the canvas shows what it says, how sure it is, and where it stands', async () => {
    const page = await desk.open();
    await canvas(page).click(key('lenders-lend-to-coreweave'));
    await eventually(() => inspector(page).getAttribute('data-kind')).toBe('claim');
    await eventually(() => heading(page).textContent()).toMatch(/CoreWeave's lenders\s*lends to\s*CoreWeave/);
    await inspector(page).getByText('USD 2.3 billion').first().waitFor();
    const fact = (name: string) =>
      inspector(page)
        .locator('.fact', { has: page.getByText(name, { exact: true }) })
        .first();
    await eventually(() => fact('Certainty').textContent()).toContain('fact');
    await eventually(() => fact('When').textContent()).toMatch(/When.+/);
    await eventually(() => fact('Who says so').textContent()).toMatch(/Who says so.+/);
    const evidence = inspector(page).getByRole('article').first();
    await eventually(() => evidence.getByRole('heading').textContent()).toMatch(/\S/);
    await eventually(() => evidence.textContent()).toMatch(/, paragraph \d+/);
    const link = evidence.getByRole('link', { name: 'Open the source' });
    await eventually(() => link.getAttribute('href')).toMatch(/^https?:\/\//);
    await eventually(() => link.getAttribute('target')).toBe('_blank');
    await eventually(() => link.getAttribute('rel')).toContain('noopener');
  });

  it('without an amount says that the source gives none', async () => {
    const page = await desk.open();
    await canvas(page).click(key('nvidia-invests-in-coreweave'));
    await inspector(page).getByText('The source gives no amount.').waitFor();
    await eventually(() => inspector(page).getByText('amount unknown').first().isVisible()).toBe(true);
  });
});

describe('search', () => {
  it('finds Nvidia in both languages, scripts, by pinyin and mistyped, and says why where the name does not show it', async () => {
    const page = await desk.open();
    for (const [typed, why] of [
      ['英偉達', /Nvidia.*英偉達/],
      ['英伟达', /Nvidia.*英偉達/],
      ['nvidia', /Nvidia.*英偉達/],
      ['yingweida', /Nvidia.*英偉達.*pinyin of/],
      ['nvidai', /Nvidia.*英偉達.*similar to/],
    ] as const) {
      // Afresh, so that no hit is left from the word before.
      await page.reload();
      await drawn(page);
      await search(page).click();
      await search(page).pressSequentially(typed);
      await eventually(() => hits(page).first().textContent()).toMatch(why);
      await page.keyboard.press('Enter');
      await eventually(() => inspector(page).getAttribute('data-kind')).toBe('entity');
      expect(await heading(page).textContent(), typed).toContain('Nvidia');
      expect(page.url()).toContain(`entity=${key('nvidia')}`);
      await eventually(() => hits(page).count()).toBe(0);
      await search(page).press('Escape');
      await page.keyboard.press('Escape');
      await eventually(() => inspector(page).getAttribute('data-kind')).toBe('none');
    }
  });

  it('goes with Enter to the best hit even where it is pressed before the hits have come', async () => {
    const page = await desk.open();
    await search(page).click();
    await search(page).pressSequentially('inflection');
    await page.keyboard.press('Enter');
    await eventually(() => heading(page).textContent()).toContain('Inflection AI');
  });

  it('goes with Enter to what is not on the canvas yet, and shows it in its context', async () => {
    const page = await desk.open();
    await eventually(() => canvas(page).entities()).not.toContain(key('cohere'));
    await search(page).fill('cohere');
    await hits(page).filter({ hasText: 'Cohere' }).first().waitFor();
    await page.keyboard.press('Enter');
    await eventually(() => canvas(page).entities()).toContain(key('cohere'));
    await eventually(() => heading(page).textContent()).toContain('Cohere');
    await eventually(async () => (await canvas(page).claims()).length).toBeGreaterThan(20);
    const { x, y } = await canvas(page).spot(key('cohere'));
    const box = await page.getByRole('application').boundingBox();
    expect(box && x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height).toBe(true);
  });

  it('keeps all results in a tab of their own, grouped by kind', async () => {
    const page = await desk.open();
    await search(page).fill('nvidia');
    await page.getByRole('button', { name: 'All results' }).click();
    const results = page.getByRole('tabpanel', { name: /Results/ });
    await results.getByText(/results for “nvidia”/).waitFor();
    await eventually(() => results.getByRole('heading').count()).toBeGreaterThan(1);
    await results
      .getByRole('button', { name: /^Nvidia/ })
      .first()
      .click();
    await eventually(() => heading(page).textContent()).toContain('Nvidia');
  });
});

describe('language and theme', () => {
  it('the language changes labels, names and numbers, and is remembered', async () => {
    const page = await desk.open();
    await longLoop(page).click();
    await page.getByRole('button', { name: '中文' }).click();
    await eventually(() => page.locator('html').getAttribute('lang')).toBe('zh-Hant');
    await page.getByRole('tab', { name: /循環/ }).waitFor();
    await eventually(() => heading(page).textContent()).toContain('英偉達');
    await eventually(() => inspector(page).getByText('至多 23 億美元').isVisible()).toBe(true);
    const names = Object.values(await canvas(page).nodes()).map(({ name }) => name);
    expect(names).toContain('英偉達');
    await eventually(() => page.title()).toContain('循環');
    await page.reload();
    await page.getByRole('tab', { name: /循環/ }).waitFor();
    await eventually(() => heading(page).textContent()).toContain('英偉達');
    // Not only in the address: a fresh start has it too.
    await page.goto('about:blank');
    await page.goto(desk.served.base);
    await page.getByRole('tab', { name: /循環/ }).waitFor();
    await eventually(() => page.locator('html').getAttribute('lang')).toBe('zh-Hant');
  });

  it('the theme changes at once, canvas included, and is remembered', async () => {
    const page = await desk.open();
    const colour = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    const light = await colour();
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Dark theme' }).click();
    await eventually(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    const dark = await colour();
    expect(dark).not.toBe(light);
    await page.goto('about:blank');
    await page.goto(desk.served.base);
    await drawn(page);
    await eventually(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    await eventually(() => colour()).toBe(dark);
  });
});

describe('the pointer', () => {
  it('that leaves the canvas leaves nothing there highlighted', async () => {
    const page = await desk.open();
    const hovered = () =>
      page.evaluate(() =>
        document
          .getElementById('graph')
          ?._cyreg?.cy.elements()
          .toArray()
          .filter((one) => one.hasClass('hover'))
          .map((one) => one.id()),
      );
    const { x, y } = await canvas(page).spot(key('lenders-lend-to-coreweave'));
    await page.mouse.move(x - 1, y);
    await page.mouse.move(x, y);
    await eventually(hovered).toEqual([key('lenders-lend-to-coreweave')]);
    await page.mouse.move(20, 20);
    await eventually(hovered).toEqual([]);
  });
});

describe('undo and redo', () => {
  it('take back and bring back an expansion, saying by name what they do', async () => {
    const page = await desk.open();
    const before = await canvas(page).nodes();
    await canvas(page).click(key('coreweave'));
    await eventually(() => heading(page).textContent()).toContain('CoreWeave');
    await inspector(page).getByRole('button', { name: 'Expand', exact: true }).click();
    await eventuallyMore(page, 10);
    const after = await canvas(page).nodes();
    await page.getByRole('button', { name: 'Undo: expand CoreWeave' }).click();
    await eventually(async () => Object.keys(await canvas(page).nodes()).sort()).toEqual(
      Object.keys(before).sort(),
    );
    await eventually(() => said(page)).toBe('Undone: expand CoreWeave');
    await page.getByRole('button', { name: 'Redo: expand CoreWeave' }).click();
    await eventually(async () => Object.keys(await canvas(page).nodes()).length).toBe(
      Object.keys(after).length,
    );
    const again = await canvas(page).nodes();
    for (const [id, { at }] of Object.entries(after)) expect(again[id]?.at, id).toEqual(at);
  });

  it('take back and bring back what was selected', async () => {
    const page = await desk.open();
    await longLoop(page).click();
    await eventually(() => inspector(page).getAttribute('data-kind')).toBe('loop');
    await page.keyboard.press('Control+z');
    await eventually(() => inspector(page).getAttribute('data-kind')).toBe('none');
    await page.keyboard.press('Control+Shift+z');
    await eventually(() => inspector(page).getAttribute('data-kind')).toBe('loop');
    await eventually(() => heading(page).textContent()).toMatch(LONG);
  });
});

describe('a link', () => {
  it('that is copied opens the same picture for another reader', async () => {
    const page = await desk.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await canvas(page).click(key('coreweave'));
    await page.keyboard.press('e');
    await eventuallyMore(page, 10);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByText('Link copied').first().waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await desk.open({ at: link.slice(desk.served.base.length) });
    await eventually(() => canvas(other).entities()).toEqual(await canvas(page).entities());
    await eventually(() => canvas(other).claims()).toEqual(await canvas(page).claims());
    await eventually(() => heading(other).textContent()).toBe(await heading(page).textContent());
    expect(other.url()).toBe(link);
  });

  it('holds where things are, too', async () => {
    const page = await desk.open();
    await canvas(page).click(key('coreweave'));
    await page.keyboard.press('e');
    await eventuallyMore(page, 10);
    const places = (nodes: Awaited<ReturnType<ReturnType<typeof canvas>['nodes']>>) =>
      Object.fromEntries(
        Object.entries(nodes).map(([id, { at }]) => [id, [Math.round(at.x), Math.round(at.y)]]),
      );
    const other = await desk.open({ at: page.url().slice(desk.served.base.length) });
    expect(places(await canvas(other).nodes())).toEqual(places(await canvas(page).nodes()));
  });

  it('to a loop, isolated, opens it so', async () => {
    const page = await desk.open();
    await longLoop(page).click();
    await page.keyboard.press('i');
    await eventually(() => page.url()).toContain('only=1');
    const other = await desk.open({ at: page.url().slice(desk.served.base.length) });
    await eventually(() => heading(other).textContent()).toMatch(LONG);
    await eventually(() => canvas(other).entities()).toEqual(
      ['coreweave', 'coreweave-lenders', 'nvidia'].map(key),
    );
  });

  it('opened on a phone shows there what it names', async () => {
    const page = await desk.open({
      at: `/#entity=${key('nvidia')}`,
      size: { width: 390, height: 844 },
      touch: true,
    });
    await heading(page).getByText('Nvidia').waitFor();
  });

  it('that names what is not there says which ids, and shows the rest', async () => {
    const page = await desk.open({
      at: `/#lang=en&entity=${key('nobody')}&on=${key('nvidia')},${key('coreweave')},${key('gone-away')}`,
      expected: [/404/],
    });
    const notice = page.getByTestId('notice');
    await notice.waitFor();
    await eventually(() => notice.textContent()).toContain(key('nobody'));
    await eventually(() => notice.textContent()).toContain(key('gone-away'));
    await eventually(() => canvas(page).entities()).toEqual([key('coreweave'), key('nvidia')]);
    await notice.getByRole('button', { name: 'Close' }).click();
    await notice.waitFor({ state: 'detached' });
  });

  it('to a claim or loop that is not there says so, and shows the loops', async () => {
    const whole = await canvas(await desk.open()).entities();
    const claim = await desk.open({ at: `/#claim=${key('no-claim')}`, expected: [/404/] });
    await claim.getByTestId('notice').getByText(key('no-claim')).waitFor();
    await eventually(() => canvas(claim).entities()).toEqual(whole);
    const loop = await desk.open({ at: '/#loop=0123456789abcdef' });
    await loop.getByTestId('notice').getByText('0123456789abcdef').waitFor();
    await eventually(() => canvas(loop).entities()).toEqual(whole);
  });
});

describe('the table', () => {
  const rows = async (page: Page) => {
    const table = page.getByRole('region', { name: 'Table' });
    await table.waitFor();
    const [entities, claims] = [table.getByRole('table').nth(0), table.getByRole('table').nth(1)];
    return {
      names: (await entities.getByRole('rowheader').allTextContents()).sort(),
      claims: await claims.getByRole('rowheader').count(),
    };
  };

  it('has the same entities and claims as the canvas', async () => {
    const page = await desk.open();
    await eventually(async () => (await canvas(page).claims()).length).toBeGreaterThan(10);
    const names = Object.values(await canvas(page).nodes()).map(({ name }) => name.split('\n')[0]);
    const claims = await canvas(page).claims();
    await page.getByRole('button', { name: 'Table' }).click();
    await eventually(() => rows(page)).toEqual({ names: names.sort(), claims: claims.length });
    await page
      .getByRole('row', { name: /CoreWeave/ })
      .first()
      .getByRole('button')
      .first()
      .click();
    await eventually(() => inspector(page).getAttribute('data-kind')).not.toBe('none');
    await page.getByRole('button', { name: 'Graph' }).click();
    await page.getByRole('application').waitFor();
  });

  it('leaves out what isolating has taken off the canvas', async () => {
    const page = await desk.open();
    await longLoop(page).click();
    await page.keyboard.press('i');
    await eventually(async () => (await canvas(page).entities()).length).toBe(3);
    const claims = await canvas(page).claims();
    await page.keyboard.press('t');
    await eventually(() => rows(page)).toEqual({
      names: ['CoreWeave', "CoreWeave's lenders", 'Nvidia'],
      claims: claims.length,
    });
  });

  it('leaves out what the legend hides', async () => {
    const page = await desk.open();
    const entry = page.getByTestId('canvas-legend').getByRole('button', { name: /^Collateral/ });
    const all = await canvas(page).claims();
    await entry.click();
    await eventually(() => said(page)).toBe('Dimmed.');
    await entry.click();
    await eventually(() => said(page)).toBe('Hidden.');
    await eventually(async () => (await canvas(page).claims()).length).toBe(all.length - 2);
    await page.keyboard.press('t');
    expect((await rows(page)).claims).toBe(all.length - 2);
  });
});

describe('the tour', () => {
  it('starts from the first screen, goes through its steps, can be left and taken again', async () => {
    const page = await desk.open();
    const step = page.getByRole('dialog');
    const progress = async (text: string) => step.getByText(text, { exact: true }).waitFor();
    await inspector(page)
      .getByRole('button', { name: /^Take the tour/ })
      .click();
    await progress('1 of 5');
    await step.getByRole('button', { name: 'Next' }).click();
    await progress('2 of 5');
    await page.keyboard.press('Escape');
    await step.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByRole('menuitem', { name: 'Take the tour' }).click();
    for (let at = 1; at <= 4; at++) {
      await progress(`${at} of 5`);
      await step.getByRole('button', { name: 'Next' }).click();
    }
    await progress('5 of 5');
    await step.getByRole('button', { name: 'Done' }).click();
    await step.waitFor({ state: 'detached' });
    await eventually(() => heading(page).textContent()).toMatch(LONG);
  });
});

describe('without a mouse', () => {
  it('the skip link leads to the graph, arrows walk it, Enter opens, Escape lets go', async () => {
    const page = await desk.open();
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the graph' });
    await eventually(() => skip.evaluate((link) => link === document.activeElement)).toBe(true);
    await eventually(() => skip.evaluate((link) => link.getBoundingClientRect().top)).toBeGreaterThanOrEqual(
      0,
    );
    await page.keyboard.press('Enter');
    const graph = page.getByRole('application');
    await eventually(() => graph.evaluate((element) => element === document.activeElement)).toBe(true);
    await eventually(() => said(page)).toMatch(/^Nvidia, /);
    await page.keyboard.press('ArrowRight');
    await eventually(() => said(page)).not.toMatch(/^Nvidia, /);
    const reached = (await said(page))?.split(', ')[0] ?? '';
    await page.keyboard.press('Enter');
    await eventually(() => heading(page).textContent()).toContain(reached);
    await page.keyboard.press('n');
    await eventually(() => said(page)).toContain(reached);
    const claim = (await said(page)) ?? '';
    await page.keyboard.press('Enter');
    await eventually(() => inspector(page).getAttribute('data-kind')).toBe('claim');
    expect((await heading(page).textContent())?.replace(/\s+/g, ' ')).toBe(claim);
    await page.keyboard.press('Escape');
    await eventually(() => inspector(page).getAttribute('data-kind')).toBe('none');
  });

  it('tabs and the list are walked with arrows, and a loop is chosen, played and left', async () => {
    const page = await desk.open();
    const loopsTab = page.getByRole('tab', { name: /^Loops/ });
    await tabTo(page, loopsTab);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: /^Results/, selected: true }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('tab', { name: /^Loops/, selected: true }).waitFor();
    const rows = list(page).getByTestId('loop-row');
    await tabTo(page, rows.nth(0));
    await page.keyboard.press('ArrowDown');
    await eventually(() => rows.nth(1).evaluate((row) => row === document.activeElement)).toBe(true);
    await page.keyboard.press('Home');
    const at = (await rows.allTextContents()).findIndex((text) => LONG.test(text.replace(/→/g, '')));
    expect(at).toBeGreaterThanOrEqual(0);
    for (let down = 0; down < at; down++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await eventually(() => heading(page).textContent()).toMatch(LONG);
    await page.keyboard.press('.');
    await player(page).getByText('Rests on 1 of 1').waitFor();
    await page.keyboard.press('i');
    await eventually(() => said(page)).toBe('Only the selection is shown.');
    for (const word of ['Stopped.', 'Everything is shown.', 'Nothing selected.']) {
      await page.keyboard.press('Escape');
      await eventually(() => said(page)).toBe(word);
    }
  });

  it('the slash searches from anywhere, the shortcuts are listed, and Escape gives the focus back', async () => {
    const page = await desk.open();
    const graph = page.getByRole('application');
    await tabTo(page, graph);
    await page.keyboard.press('Shift+?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.waitFor();
    await eventually(() => dialog.getByText('Undo', { exact: true }).isVisible()).toBe(true);
    await eventually(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await eventually(() => graph.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('/');
    await page.keyboard.type('coreweave');
    await hits(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    const first = (await hits(page).first().getAttribute('id')) ?? '';
    await eventually(() => search(page).getAttribute('aria-activedescendant')).toBe(first);
    await page.keyboard.press('Enter');
    await eventually(() => heading(page).textContent()).toContain('CoreWeave');
  });

  it('Tab reaches everything on the first screen, each with a focus that can be seen', async () => {
    const page = await desk.open();
    const reached: { name: string; seen: boolean; inside: boolean }[] = [];
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab');
      const now = await page.evaluate(() => {
        const element = document.activeElement;
        if (!(element instanceof HTMLElement) || element === document.body) return undefined;
        const box = element.getBoundingClientRect();
        const own = getComputedStyle(element);
        // A thin line draws its focus inside itself, the search box around itself.
        const inner = getComputedStyle(element, '::after');
        const outer = getComputedStyle(element.closest('search') ?? element);
        const ring =
          (own.outlineStyle !== 'none' && Number.parseFloat(own.outlineWidth) > 0) ||
          outer.boxShadow !== 'none' ||
          (inner.content !== 'none' && inner.backgroundColor !== 'rgba(0, 0, 0, 0)');
        return {
          name: element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? element.tagName,
          seen: ring,
          inside: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
        };
      });
      if (now === undefined) break;
      reached.push(now);
    }
    expect(reached.length).toBeGreaterThan(20);
    expect(reached.length).toBeLessThan(80);
    expect(reached.filter(({ seen, inside }) => !seen || !inside)).toEqual([]);
  });
});
