import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { articleStore, canvas, Desk, eventually, ID } from './support.ts';
import { listen } from './voice.ts';

const desk = new Desk(articleStore);
const inspector = (page: Page) => page.getByTestId('inspector');
const kind = (page: Page) => inspector(page).getAttribute('data-kind');

type Heard = { readonly role: string; readonly name: string; readonly focusable: boolean };

/** The page as Chromium hands it to a screen reader, in reading order. */
async function tree(page: Page): Promise<Heard[]> {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  await cdp.detach();
  // They come level by level; they are read depth first.
  const all = new Map(nodes.map((node) => [node.nodeId, node]));
  const inOrder = (id: string): typeof nodes => {
    const node = all.get(id);
    return node ? [node, ...(node.childIds ?? []).flatMap(inOrder)] : [];
  };
  return inOrder(nodes[0]?.nodeId ?? '')
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => ({
      role: String(role?.value ?? ''),
      name: String(name?.value ?? '').trim(),
      focusable: properties.some((one) => one.name === 'focusable' && one.value.value === true),
    }));
}

/** What can be reached, and says not what it is or what it is called. */
async function mute(page: Page): Promise<string[]> {
  const all = await tree(page);
  expect(all.length).toBeGreaterThan(5);
  return all
    .filter(
      ({ role, name, focusable }) => focusable && (name === '' || ['', 'generic', 'none'].includes(role)),
    )
    .map(({ role, name }) => `${role} “${name}”`);
}

const WORDS = {
  en: {
    graph: /^Graph of 10 entities and 20 claims\./,
    leg: /^Leg 1 of 2: /,
    copied: 'Copied.',
    table: 'Table',
  },
  zh: {
    graph: /^圖譜：10 個實體，20 則陳述。/,
    leg: /^第 1 段，共 2 段：/,
    copied: '已複製。',
    table: '表格',
  },
} as const;

describe.each(['en', 'zh'] as const)('with a screen reader (%s)', (lang) => {
  const words = WORDS[lang];
  const open = () =>
    desk.open({ lang, at: `/#lang=${lang}`, permissions: ['clipboard-read', 'clipboard-write'] });

  it('what can be reached says what it is, from the search to a claim, a loop that plays, dialogs and notices', async () => {
    const page = await open();
    const fine = () => eventually(() => mute(page)).toEqual([]);
    await fine();
    await page.keyboard.press('/');
    await page.keyboard.insertText('coreweave');
    await page.getByRole('option').first().waitFor();
    await fine();
    await page.keyboard.press('Enter');
    await eventually(() => kind(page)).toBe('entity');
    await fine();
    await inspector(page).locator('button.disclose').first().click();
    await inspector(page).locator('[data-claim]').first().waitFor();
    await fine();
    await inspector(page).locator('[data-claim]').first().click();
    await eventually(() => kind(page)).toBe('claim');
    await inspector(page).locator('blockquote, .evidence').first().waitFor();
    await fine();
    await page.getByTestId('loop-row').first().focus();
    await page.keyboard.press('Enter');
    await eventually(() => kind(page)).toBe('loop');
    await page.getByTestId('player').locator('[data-command="playNext"]').click();
    await page.getByTestId('player-at').waitFor();
    await fine();
    for (const [key, dialog] of [
      ['q', 'cite'],
      ['?', 'shortcuts'],
      ['Shift+M', 'method'],
      ['Control+s', 'views'],
      ['Control+k', 'palette'],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByTestId(dialog).waitFor();
      await fine();
      await page.keyboard.press('Escape');
      await page.getByTestId(dialog).waitFor({ state: 'detached' });
    }
    for (const tab of ['results', 'filters', 'legend', 'loops']) {
      await page.getByTestId(`tab-${tab}`).click();
      await eventually(() => page.getByTestId(`tab-${tab}`).getAttribute('aria-selected')).toBe('true');
      await fine();
    }
  });

  it('each change is told once, in the language of the page, and what happens again is told again', async () => {
    const page = await open();
    const heard = await listen(page);
    const told = async (text: RegExp | string, count: number) => {
      await eventually(async () => (await heard()).length).toBe(count);
      expect((await heard()).at(-1)?.replace(/\u200b$/, '')).toMatch(text);
    };
    await page.getByTestId('loop-row').first().click();
    await eventually(() => kind(page)).toBe('loop');
    await told(lang === 'zh' ? /^已選取循環：/ : /^Loop selected: /, 1);
    await page.getByTestId('player').locator('[data-command="playNext"]').click();
    await told(words.leg, 2);
    await page.keyboard.press('q');
    const copy = page.getByTestId('cite').locator('[data-format="plain"]').getByRole('button');
    await copy.click();
    await told(words.copied, 3);
    await copy.click();
    await told(words.copied, 4);
    await page.keyboard.press('Escape');
    await page.getByTestId('cite').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await told(lang === 'zh' ? /^已復原：/ : /^Undone: /, 5);
  });

  it('the page is read in the order in which it is walked, and the canvas has its counterpart in words', async () => {
    const page = await open();
    const read = (await tree(page)).map(({ role, name }) => `${role} ${name}`);
    const at = (start: string) => read.findIndex((one) => one.startsWith(start));
    const order = ['banner', 'tablist', 'main', 'application'].map(at);
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    // Nothing is put before its turn.
    expect(
      await page
        .locator('[tabindex]')
        .evaluateAll((all) => all.filter((one) => one instanceof HTMLElement && one.tabIndex > 0).length),
    ).toBe(0);
    const graph = (await tree(page)).find(({ role }) => role === 'application');
    expect(graph?.name).toMatch(words.graph);

    const entities = await canvas(page).entities();
    expect(entities).toContain(`${ID}:nvidia`);
    await page.getByRole('button', { name: words.table, exact: true }).click();
    const table = page.getByTestId('table-view');
    await table.waitFor();
    // A head, and a row for each entity; the claims are below.
    await eventually(() => table.locator('table').first().getByRole('row').count()).toBe(entities.length + 1);
    await eventually(() => mute(page)).toEqual([]);
  });
});
