import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { look, memoryDesk, WALKS } from './gallery.ts';
import { canvasFaults } from './layout.ts';
import { articleStore, canvas, Desk, eventually, ID } from './support.ts';

const inspector = (page: Page) => page.getByTestId('inspector');
const tab = (page: Page, name: string) => page.getByTestId(`tab-${name}`).click();
const command = (page: Page, name: string) =>
  page.locator(`[data-command="${name}"]:visible`).first().click();
const find = async (page: Page, typed: string) => {
  await page.locator('#search-box').fill(typed);
  await page.locator('#search-list [role="option"]').first().waitFor();
};

/** The long loop, and one that can be told in several ways. */
let [loop, several] = ['', ''];

type State = {
  name: string;
  /** From the first screen to the state. */
  reach?: (page: Page, loop: string, narrow: boolean) => Promise<unknown>;
  /** And back, where starting over is not enough. */
  leave?: (page: Page) => Promise<unknown>;
};

const openLoop = async (page: Page, loop: string) => {
  await page.locator(`[data-loop="${loop}"]`).click();
  await page.getByTestId('ledger').waitFor();
};
const openTimeline = async (page: Page, narrow: boolean) => {
  await (narrow ? tab(page, 'timeline') : page.keyboard.press('y'));
  await page.getByTestId('timeline-bars').waitFor();
};
const closeTimeline = async (page: Page) => {
  if (await page.getByTestId('dock').count()) await page.keyboard.press('\\');
};
const openPaths = async (page: Page) => {
  await page.keyboard.press('v');
  for (const [end, name] of [
    ['from', 'a100'],
    ['to', 'coreweave'],
  ]) {
    await page.locator(`#path-${end}`).fill(name ?? '');
    await page.getByTestId('paths').getByRole('option').first().waitFor();
    await page.locator(`#path-${end}`).press('Enter');
  }
  await page.getByTestId('path-mode').selectOption('all');
  await page.getByTestId('path-row').nth(1).waitFor();
};
const openEditing = async (page: Page, name: 'addClaim' | 'addEntity', narrow: boolean) => {
  await page.getByTestId(narrow ? 'more-menu' : 'datasets-menu').click();
  await page.getByRole('menu').locator(`[data-command="${name}"]`).click();
  await page.getByTestId('editing').locator('[data-field]').first().waitFor();
};
const KEPT = readFileSync(new URL('../samples/backup-1.ndjson', import.meta.url));
const openBackup = async (page: Page, narrow: boolean) => {
  await page.getByTestId(narrow ? 'more-menu' : 'datasets-menu').click();
  await page.getByRole('menu').locator('[data-command="backup"]').click();
  await page.getByTestId('backup').waitFor();
};
const chooseBackup = async (page: Page, buffer: Buffer) => {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByTestId('restore-choose').click(),
  ]);
  await chooser.setFiles({ name: 'backup.ndjson.gz', mimeType: 'application/gzip', buffer });
};
/** Nothing is left of what was filled in. */
const leaveEditing = async (page: Page) => {
  await page.getByTestId('editing').locator('footer button').first().click();
  await page.getByTestId('editing').waitFor({ state: 'detached' });
};
const importing = (page: Page, name: string) => page.getByTestId('importing').getByTestId(`import-${name}`);
const importTable = async (page: Page, name: string, text: string) => {
  await page.keyboard.press('o');
  const choosing = page.waitForEvent('filechooser');
  await command(page, 'importChoose');
  await (await choosing).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  // The server starts a thread for it, and may have much else to do.
  await page.locator('[data-command="importCheck"]:enabled').waitFor({ timeout: 30_000 });
};
/** Back to where no file is chosen, whatever was done with the last. */
const leaveImport = async (page: Page) => {
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    for (const name of ['a', 'b']) transfer.items.add(new File(['x'], name));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: transfer }));
  });
  await importing(page, 'refused').waitFor();
  await page.keyboard.press('Escape');
};
const openOwn = async (page: Page) => {
  await page.keyboard.press('Shift+B');
  await page.getByTestId('own-datasets').waitFor();
};
/** From a file to a dataset, and what can be done with that. */
/** A file that is held over the page, or taken away again. */
const dragged = async (page: Page, way: 'dragenter' | 'dragleave') => {
  const dataTransfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['name'], 'companies.csv'));
    return transfer;
  });
  await page.dispatchEvent('#graph', way, { dataTransfer });
};
function importStates(): State[] {
  const sound = 'name,kind\nCoreweve,Company\nNvidea,Company\n';
  return [
    {
      name: 'import-drop',
      reach: async (page) => {
        await dragged(page, 'dragenter');
        await page.getByTestId('drop-zone').waitFor();
      },
      leave: async (page) => {
        await dragged(page, 'dragleave');
        await page.getByTestId('drop-zone').waitFor({ state: 'detached' });
      },
    },
    {
      name: 'import-choose',
      reach: async (page) => {
        await page.keyboard.press('o');
        await importing(page, 'choose').waitFor();
      },
      leave: (page) => page.keyboard.press('Escape'),
    },
    {
      name: 'import-refused',
      reach: async (page) => {
        await leaveImport(page);
        await page.keyboard.press('o');
        await importing(page, 'refused').waitFor();
      },
      leave: (page) => page.keyboard.press('Escape'),
    },
    {
      name: 'import-mapping',
      reach: async (page) => {
        await importTable(
          page,
          'deals.csv',
          'Investor,Investee,Sum,When,Type,Remarks of ours\nNvidia,Startup Works,$2bn,03/04/2024,invests in,first\nNvidia,Chip Maker,$3bn,2024,invests in,\n',
        );
        await importing(page, 'tables').getByRole('table').waitFor();
        await importing(page, 'tables').scrollIntoViewIfNeeded();
      },
      leave: (page) => page.keyboard.press('Escape'),
    },
    {
      name: 'import-question',
      // What one was doing is there still.
      reach: async (page) => {
        await page.keyboard.press('o');
        await importing(page, 'questions').getByRole('radio').first().check();
        await importing(page, 'questions').scrollIntoViewIfNeeded();
      },
      leave: leaveImport,
    },
    {
      name: 'import-problems',
      reach: async (page) => {
        await importTable(
          page,
          'companies.csv',
          `name,kind\n${Array.from({ length: 1_200 }, (_, at) => `Company ${at},Moon base`).join('\n')}\n`,
        );
        await importing(page, 'problems').scrollIntoViewIfNeeded();
      },
      leave: leaveImport,
    },
    {
      name: 'import-loading',
      reach: async (page) => {
        await importTable(page, 'gallery.csv', sound);
        // Held up for as long as it is looked at.
        await page.route('**/api/import?*', () => undefined, { times: 1 });
        await command(page, 'importLoad');
        await importing(page, 'loading').waitFor();
      },
      leave: async (page) => {
        await command(page, 'importCancel');
        await importing(page, 'ended').waitFor();
        await page.keyboard.press('Escape');
      },
    },
    {
      name: 'import-kept',
      reach: async (page) => {
        await page.keyboard.press('o');
        await importing(page, 'ended').waitFor();
      },
      leave: leaveImport,
    },
    {
      name: 'import-done',
      reach: async (page) => {
        await importTable(page, 'gallery.csv', sound);
        await command(page, 'importLoad');
        await importing(page, 'ended').waitFor({ timeout: 30_000 });
      },
      leave: (page) => page.keyboard.press('Escape'),
    },
    {
      name: 'duplicates',
      reach: async (page) => {
        await openOwn(page);
        await page.getByTestId('own-datasets').locator('[data-command="duplicates"]').click();
        await page.getByTestId('duplicates').locator('[data-pair]').first().waitFor();
      },
      leave: (page) => page.keyboard.press('Escape'),
    },
    {
      name: 'own-datasets',
      reach: async (page) => {
        await openOwn(page);
        await page.getByTestId('own-remove-ask').click();
      },
      leave: async (page) => {
        await page.getByTestId('own-remove').locator('[data-command="removeDataset"]').click();
        await page.getByTestId('own-datasets').locator('.empty').waitFor();
        await page.keyboard.press('Escape');
      },
    },
  ];
}
const STATES: readonly State[] = [
  { name: 'first-screen' },
  { name: 'loop', reach: openLoop },
  {
    name: 'playing',
    reach: async (page, loop) => {
      await openLoop(page, loop);
      for (let step = 0; step < 4; step++) await page.keyboard.press('.');
    },
  },
  {
    name: 'isolated',
    reach: async (page, loop) => {
      await openLoop(page, loop);
      await page.keyboard.press('i');
    },
  },
  {
    name: 'entity',
    reach: async (page) => {
      await canvas(page).click(`${ID}:nvidia`);
      await inspector(page).getByRole('table').waitFor();
    },
  },
  {
    name: 'expanded',
    reach: async (page) => {
      await canvas(page).click(`${ID}:nvidia`);
      await inspector(page).getByRole('table').waitFor();
      await page.keyboard.press('e');
      await eventually(async () => (await canvas(page).entities()).length).toBeGreaterThan(10);
    },
  },
  {
    name: 'claim',
    reach: async (page) => {
      await canvas(page).click(`${ID}:lenders-lend-to-coreweave`);
      await inspector(page).getByRole('article').first().waitFor();
    },
  },
  {
    name: 'several',
    reach: async (page) => {
      await page.keyboard.press('ControlOrMeta+a');
      await page.getByTestId('several-list').waitFor();
    },
  },
  {
    name: 'metric-charts',
    reach: async (page) => {
      await find(page, 'intelligent cloud');
      await page.keyboard.press('Enter');
      await page.getByTestId('metric-charts').locator('summary').first().click();
      await page.getByTestId('metric-charts').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'select-where',
    reach: async (page) => {
      await page.keyboard.press('s');
      await page.getByTestId('select-where').waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'lasso',
    reach: async (page) => {
      await page.keyboard.press('Shift+S');
      await page.getByTestId('outline').waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'search',
    reach: (page) => find(page, 'nvidia'),
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'results',
    reach: async (page) => {
      await find(page, 'a100');
      await page.keyboard.press('Escape');
      await tab(page, 'results');
      await page.locator('.results').waitFor();
    },
    leave: (page) => page.locator('#search-box').fill(''),
  },
  {
    name: 'paths',
    reach: async (page) => {
      await openPaths(page);
      await page.getByTestId('path-row').nth(1).click();
      await page.getByTestId('path-steps').waitFor();
      await tab(page, 'paths');
    },
  },
  {
    name: 'path-types',
    reach: async (page) => {
      await openPaths(page);
      await page.getByTestId('path-types').locator('summary').click();
    },
  },
  {
    name: 'no-path',
    reach: async (page) => {
      await openPaths(page);
      await page.getByTestId('path-way').selectOption('out');
      await page.locator('.easings').waitFor();
    },
  },
  {
    name: 'path-ends',
    reach: async (page) => {
      await page.keyboard.press('v');
      await page.locator('#path-from').fill('nvidia');
      await page.getByTestId('paths').getByRole('option').first().waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'path',
    reach: async (page) => {
      await openPaths(page);
      await page.getByTestId('path-row').first().click();
      await page.getByTestId('path-steps').waitFor();
    },
  },
  { name: 'nothing-searched', reach: (page) => tab(page, 'results') },
  { name: 'legend', reach: (page) => tab(page, 'legend') },
  {
    name: 'looks',
    reach: async (page) => {
      await tab(page, 'legend');
      await page.getByTestId('looks-size').selectOption('in:USD');
      await page.getByTestId('looks-colour').selectOption('community');
      await page.getByTestId('scale-colour').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'looks-table',
    reach: async (page) => {
      await tab(page, 'legend');
      await page.getByTestId('looks-size').selectOption('in:USD');
      await page.getByTestId('looks-colour').selectOption('degree');
      await tab(page, 'loops');
      await command(page, 'table');
      await page.getByTestId('table-view').waitFor();
    },
    leave: (page) => command(page, 'graph'),
  },
  { name: 'filters', reach: (page) => tab(page, 'filters') },
  {
    name: 'filtered',
    reach: async (page) => {
      await tab(page, 'filters');
      await page.getByTestId('constraint-text').fill('coreweave');
      await page.keyboard.press('Enter');
      await page.locator('[data-facet="status:unknown"] input').uncheck();
      await page.getByTestId('filtered').waitFor();
    },
    leave: (page) => page.getByTestId('filtered').getByRole('button').last().click(),
  },
  {
    name: 'all-filtered',
    reach: async (page) => {
      await tab(page, 'filters');
      await page.locator('[data-facet="grade:other"] input').uncheck();
      await page.locator('.all-gone').waitFor();
    },
  },
  {
    name: 'timeline',
    reach: (page, _loop, narrow) => openTimeline(page, narrow),
    leave: (page) => closeTimeline(page),
  },
  {
    name: 'timeline-window',
    reach: async (page, _loop, narrow) => {
      await openTimeline(page, narrow);
      await page.getByTestId('timeline').getByRole('combobox').selectOption('holding');
      await page.getByTestId('timeline').locator('.chips').first().getByRole('button').last().click();
      await page.getByRole('slider').first().waitFor();
    },
    leave: (page) => closeTimeline(page),
  },
  {
    name: 'empty-filters',
    reach: async (page) => {
      const selects = page.locator('.loop-filters select');
      await selects.nth(0).selectOption('2');
      await selects.nth(1).selectOption(`${ID}:coreweave-lenders`);
      await page.locator('[data-command="clearLoopFilters"]').waitFor();
    },
  },
  {
    name: 'table',
    reach: async (page) => {
      await command(page, 'table');
      await page.getByTestId('table-view').waitFor();
    },
    leave: (page) => command(page, 'graph'),
  },
  {
    name: 'more-filters',
    reach: async (page) => {
      await page.getByTestId('more-filters').locator('summary').click();
      await page.getByTestId('constraint-pattern').waitFor();
    },
  },
  {
    name: 'what-if',
    reach: async (page) => {
      await page.getByTestId('what-if-all').locator('summary').click();
      await page.getByTestId('what-if-choices').getByRole('button').first().click();
      await page.getByTestId('what-if-result').waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'breaks-all',
    reach: async (page) => {
      await page.getByTestId('breaks-all').locator('summary').click();
      await page.getByTestId('breakers-exact').waitFor();
    },
  },
  {
    name: 'flow',
    reach: async (page) => {
      await command(page, 'flow');
      await page.getByTestId('flow-picture').waitFor();
    },
    leave: (page) => command(page, 'graph'),
  },
  {
    name: 'flow-ring',
    reach: async (page, loop) => {
      await openLoop(page, loop);
      await command(page, 'flow');
      await page.locator('[data-testid="flow-picture"][data-shape="ring"]').waitFor();
    },
    leave: (page) => command(page, 'graph'),
  },
  {
    name: 'ledger-table',
    reach: async (page, loop) => {
      await openLoop(page, loop);
      await page.keyboard.press('Shift+T');
      await page.getByTestId('ledger-table').waitFor();
    },
    leave: (page) => command(page, 'graph'),
  },
  {
    name: 'tellings',
    reach: async (page) => {
      await openLoop(page, several);
      await page.getByTestId('tellings').locator('summary').first().click();
      const first = page.getByTestId('telling').first();
      await first.locator('summary').click();
      await first.locator('[data-claim]').first().waitFor();
      await first.scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'compare-loops',
    reach: async (page) => {
      for (const row of [0, 1]) await page.locator('[data-command="pickLoop"]').nth(row).click();
      await page.getByTestId('picked').locator('[data-command="compareLoops"]').click();
      await page.getByTestId('compare-table').waitFor();
    },
    leave: async (page) => {
      await page.getByTestId('picked').locator('[data-command="clearPicked"]').click();
      await command(page, 'graph');
    },
  },
  {
    name: 'concentration',
    reach: async (page) => {
      await command(page, 'table');
      await command(page, 'concentration');
      await page.getByTestId('concentration-table').waitFor();
    },
    leave: (page) => command(page, 'graph'),
  },
  {
    name: 'as-cypher',
    reach: async (page) => {
      await page.getByTestId('as-cypher').locator('summary').click();
      await page.getByTestId('cypher-not').waitFor();
    },
  },
  {
    name: 'shortcuts',
    reach: async (page) => {
      await page.keyboard.press('?');
      await page.getByTestId('shortcuts').waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'palette',
    reach: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByTestId('palette').getByRole('option').first().waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'export',
    reach: async (page) => {
      await page.keyboard.press('x');
      await page.getByTestId('export').waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'export-picture',
    reach: async (page) => {
      await page.keyboard.press('x');
      await page.getByTestId('export-format').selectOption('png');
      await page.getByTestId('picture-width').fill('5');
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'export-finding',
    reach: async (page) => {
      await page.keyboard.press('x');
      await page.getByTestId('export-format').selectOption('finding');
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'export-loses',
    reach: async (page) => {
      await page.keyboard.press('x');
      await page.getByTestId('export-format').selectOption('gexf');
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'export-loop',
    reach: async (page, loop) => {
      await openLoop(page, loop);
      await page.keyboard.press('x');
      await page.getByTestId('export-what').selectOption('selection');
      await page.getByTestId('export-format').selectOption('finding');
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'export-flow',
    reach: async (page) => {
      await command(page, 'flow');
      await page.getByTestId('flow-picture').waitFor();
      await page.keyboard.press('x');
      await page.getByTestId('export-format').selectOption('svg');
    },
    leave: async (page) => {
      await page.keyboard.press('Escape');
      await command(page, 'graph');
    },
  },
  {
    name: 'backup',
    reach: (page, _loop, narrow) => openBackup(page, narrow),
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'backup-asks',
    reach: async (page, _loop, narrow) => {
      await openBackup(page, narrow);
      await chooseBackup(page, gzipSync(KEPT));
      await page.locator('[data-command="restoreBackup"]').waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'backup-refused',
    reach: async (page, _loop, narrow) => {
      await openBackup(page, narrow);
      await chooseBackup(page, gzipSync(KEPT).subarray(0, 500));
      await page.getByTestId('restore-refused').waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'editing-claim',
    reach: async (page, _loop, narrow) => {
      await openEditing(page, 'addClaim', narrow);
      await page.locator('[data-field="claim.type"]').selectOption('BUYS_FROM');
      await page.locator('[data-field="claim.amountHow"]').selectOption('between');
      await page.locator('[data-field="claim.from"]').fill('nvidia');
      await page.locator('.picker-pop [role="option"]').nth(1).waitFor();
    },
    leave: (page) => leaveEditing(page),
  },
  {
    name: 'editing-faults',
    reach: async (page, _loop, narrow) => {
      await openEditing(page, 'addClaim', narrow);
      await page.locator('[data-command="saveRecord"]').click();
      await page.getByTestId('fault-claim.type').waitFor();
      await page.getByTestId('fault-source.title').scrollIntoViewIfNeeded();
    },
    leave: (page) => leaveEditing(page),
  },
  {
    name: 'editing-entity',
    reach: async (page, _loop, narrow) => {
      await openEditing(page, 'addEntity', narrow);
      await page.locator('[data-field="thing.kind"]').selectOption('Group');
      await page.locator('[data-field="group.count"]').waitFor();
    },
    leave: (page) => leaveEditing(page),
  },
  {
    name: 'editing-correct',
    reach: async (page) => {
      await canvas(page).click(`${ID}:lenders-lend-to-coreweave`);
      await inspector(page).getByRole('article').first().waitFor();
      await command(page, 'correct');
      await page.getByTestId('editing-corrects').waitFor();
    },
    leave: (page) => leaveEditing(page),
  },
  ...importStates(),
  {
    name: 'views',
    reach: async (page) => {
      await page.keyboard.press('Control+s');
      await page.getByTestId('views').locator('.view-row, .empty').first().waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'cite',
    reach: async (page, loop) => {
      await openLoop(page, loop);
      await page.keyboard.press('q');
      await page.getByTestId('cite').locator('pre').first().waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'notes',
    reach: async (page) => {
      await canvas(page).click(`${ID}:nvidia`);
      await page.locator('[data-command="addNote"]').click();
      await page.locator('.note-field textarea').fill('A note on a company.');
      await page.keyboard.press('Control+Enter');
      await page.locator('.own-note').scrollIntoViewIfNeeded();
      await page.locator('#graph').focus();
      await page.keyboard.press('u');
      await page.locator('.canvas-note textarea').fill('A note on the canvas.');
      await page.keyboard.press('Control+Enter');
      await page.locator('.canvas-note p').waitFor();
    },
    leave: async (page) => {
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
    },
  },
  {
    name: 'method',
    reach: async (page) => {
      await page.keyboard.press('Shift+M');
      await page.getByTestId('method').waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'compare',
    reach: async (page) => {
      await page.keyboard.press('d');
      await page.getByTestId('compare-claims').waitFor();
    },
    leave: (page) => command(page, 'compareClose'),
  },
  {
    name: 'menu',
    reach: async (page, _loop, narrow) => {
      await (narrow ? page.locator('header .button').last() : page.getByTestId('theme-menu')).click();
      await page.getByRole('menu').waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
];

/** A backup that is none is looked at, too. */
const REFUSED = [/answer: 400 .*restore/, /status of 400/];

const desk = new Desk(articleStore);
const bare = memoryDesk();
beforeAll(async () => {
  const { loops } = await desk.ask('loops', '?reading=trail');
  loop = loops.find(({ legs }) => legs.some(({ from }) => from === 'coreweave-lenders'))?.id ?? '';
  several = loops.find(({ combinations, exchange }) => combinations > 1 && !exchange)?.id ?? '';
});

describe.each(WALKS)('in $lang at $sized', (walk) => {
  const reader = { at: `/#lang=${walk.lang}`, size: walk.size, lang: walk.lang, touch: walk.narrow };

  it('every panel and state is whole, overlaps nothing, and keeps to WCAG', async () => {
    const page = await desk.open({ ...reader, expected: REFUSED });
    const faults: string[] = [];
    for (const { name, reach, leave } of STATES) {
      await reach?.(page, loop, walk.narrow);
      faults.push(...(await look(page, name, walk)));
      await leave?.(page);
      await page.locator('h1').click();
      await page.keyboard.press('Shift+H');
      await tab(page, 'loops');
    }
    expect(faults).toEqual([]);
  }, 240_000);

  it('names, figures and panels on the canvas of the first screen lie clear of each other', async () => {
    const page = await desk.open(reader);
    await canvas(page).still();
    await eventually(() => canvasFaults(page)).toEqual([]);
  });

  it('the banner and a notice that stays leave the page whole', async () => {
    const page = await bare.open({ ...reader, at: `/#lang=${walk.lang}&on=${ID}:nvidia,${ID}:gone-away` });
    await page.getByTestId('notice').waitFor();
    await page.getByTestId('banner-memory').waitFor();
    expect(await look(page, 'banner-notice', walk)).toEqual([]);
  });
});
