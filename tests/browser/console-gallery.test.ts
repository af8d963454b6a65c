import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { consoleOf, ENDLESS, occupied, STUCK, wireTo } from './console.ts';
import { look, memoryDesk, WALKS } from './gallery.ts';
import { articleStore, Desk, eventually } from './support.ts';

const desk = new Desk(articleStore);
const bare = memoryDesk();
let wire: Awaited<ReturnType<typeof wireTo>>;
beforeAll(async () => {
  wire = await wireTo(desk.served);
  return () => wire.close();
});

type Console = ReturnType<typeof consoleOf>;
type State = {
  name: string;
  reach: (console: Console, page: Page) => Promise<unknown>;
  leave?: (console: Console, page: Page) => Promise<unknown>;
};
const VALUES = `MATCH p = (a:Entity {id: 'nvidia'})-[r:INVESTS_IN]->(b:Entity {id: 'coreweave'})
RETURN a, r, p, 9007199254740993 AS big, date('2024-01-02') AS day, datetime('2024-05-01T12:30:00.5+08:00[Asia/Shanghai]') AS moment,
  duration('P14M3DT90S') AS span, [a, b] AS both, {text: 'a', list: [1, 2.5]} AS map, null AS nothing, 'A text that is longer than its column is wide' AS text
LIMIT 1`;
const command = (page: Page, name: string) =>
  page.locator(`[data-command="${name}"]:visible`).first().click();

const STATES: readonly State[] = [
  { name: 'examples', reach: (console) => console.pane('examples') },
  { name: 'empty', reach: (console) => console.pane('table') },
  {
    name: 'completions',
    reach: async (console, page) => {
      await console.write('MATCH (n:');
      await page.keyboard.type('Comp');
      await console.options.first().waitFor();
    },
    leave: (_, page) => page.keyboard.press('Escape'),
  },
  {
    name: 'remarks',
    reach: async (console) => {
      await console.write('MATCH (n:Compny)\nRETRUN n');
      await eventually(async () => (await console.remarks()).length).toBeGreaterThan(0);
    },
  },
  { name: 'table', reach: (console) => console.run(VALUES) },
  {
    name: 'value',
    reach: async (console, page) => {
      await console.grid.focus();
      for (const key of ['ArrowRight', 'ArrowRight', ' ']) await page.keyboard.press(key);
      await page.getByTestId('cell-detail').waitFor();
    },
    leave: (_, page) => page.getByTestId('cell-detail').getByRole('button').first().click(),
  },
  {
    name: 'graph',
    reach: async (console, page) => {
      await console.run('MATCH p = (:Entity {id: "nvidia"})-[:MAKES|INVESTS_IN]->(:Entity) RETURN p');
      await console.pane('graph');
      await eventually(() => page.getByTestId('result-graph').getAttribute('data-drawn')).toMatch(/^[1-9]/);
    },
  },
  { name: 'json', reach: (console) => console.pane('json') },
  {
    name: 'no-plan',
    reach: (console) => console.pane('plan'),
    leave: (console) => console.pane('table'),
  },
  {
    name: 'profiled',
    reach: async (console, page) => {
      await console.write(
        'MATCH (a:Company)-[:INVESTS_IN]->(b) RETURN a.nameEn, count(b) AS n ORDER BY n DESC',
      );
      await command(page, 'consoleProfile');
      await page.locator('[data-testid="plan"][data-profiled="true"]').waitFor();
    },
  },
  {
    name: 'explained',
    reach: async (_, page) => {
      await command(page, 'consoleExplain');
      await page.locator('[data-testid="plan"][data-profiled="false"]').waitFor();
    },
    leave: (console) => console.pane('table'),
  },
  { name: 'no-rows', reach: (console) => console.run('MATCH (n:Company {id: "nobody"}) RETURN n') },
  {
    name: 'notices',
    reach: async (console, page) => {
      await console.run('MATCH (a:Nobody), (b:Nobody) RETURN a, b');
      await page.getByTestId('console-notices').locator('summary').click();
    },
  },
  { name: 'syntax-error', reach: (console) => console.run('MATCH (n:Company)\nRETURN n.nameEn +', 'failed') },
  { name: 'refused', reach: (console) => console.run('MATCH (n)\nDETACH DELETE n', 'failed') },
  {
    name: 'truncated',
    reach: async (console, page) => {
      await page.getByTestId('console-limits').click();
      await page.getByTestId('limit-maxRows').fill('10');
      await console.run('UNWIND range(1, 50) AS number RETURN number, number * number AS square');
    },
  },
  {
    name: 'wrong-limits',
    reach: async (_, page) => {
      await page.getByTestId('limit-maxRows').fill('99999999');
      await page.getByTestId('limit-maxBytes').fill('a few');
    },
    leave: async (_, page) => {
      await page.getByTestId('limit-maxRows').fill('');
      await page.getByTestId('limit-maxBytes').fill('');
    },
  },
  {
    name: 'timeout',
    reach: async (console, page) => {
      await page.getByTestId('limit-timeoutMs').fill('0.5');
      await console.run(ENDLESS, 'failed');
    },
    leave: async (_, page) => {
      await page.getByTestId('limit-timeoutMs').fill('');
      await page.getByTestId('console-limits').click();
    },
  },
  {
    name: 'too-many',
    reach: async (console) => {
      const { end } = await occupied(desk.served);
      await console.run('RETURN 1 AS one', 'failed');
      end();
      await console.failure.waitFor();
    },
  },
  {
    name: 'running',
    reach: async (console) => {
      // Those before are let go of, each as soon as the server has noticed.
      await eventually(async () => {
        await console.run('RETURN 1 AS one', 'done').catch(() => undefined);
        return console.phase();
      }).toBe('done');
      await console.run(STUCK, 'running');
      await eventually(() => console.status.textContent()).toContain('5,');
    },
  },
  {
    name: 'dropped',
    reach: async (console) => {
      wire.cut();
      await eventually(console.phase).toBe('failed');
    },
  },
  {
    name: 'cancelled',
    reach: async (console, page) => {
      await console.run(ENDLESS, 'running');
      await page.keyboard.press('Control+.');
      await eventually(console.phase).toBe('cancelled');
    },
  },
  {
    name: 'parameters',
    reach: async (console, page) => {
      await console.write(
        'MATCH (n:Entity {id: $id})-[r]-(m) WHERE r.amount > $least AND m.id IN $others AND r.signed < $day RETURN m',
      );
      const types = page.locator('.console-parameters li');
      await types.nth(3).waitFor();
      await types.nth(0).getByRole('textbox').fill('nvidia');
      await types.nth(1).getByRole('combobox').selectOption('Integer');
      await types.nth(1).getByRole('textbox').fill('1000000000');
      await types.nth(2).getByRole('combobox').selectOption('JSON');
      await types.nth(2).getByRole('textbox').fill('["coreweave",');
    },
  },
  {
    name: 'missing-parameter',
    reach: async (_, page) => {
      await page.locator('.console-parameters li').nth(2).getByRole('textbox').fill('["coreweave"]');
      await command(page, 'consoleRun');
      await page.locator('.console-parameters .bad').waitFor();
    },
  },
  {
    name: 'saved',
    reach: async (console, page) => {
      await console.pane('saved');
      await page.locator('.console-save input').fill('Who is around Nvidia');
      await page.keyboard.press('Enter');
      await page.getByTestId('queries-query').getByText('Who is around Nvidia').first().waitFor();
      await page.getByTestId('notice').getByRole('button').click();
    },
  },
  {
    name: 'history',
    reach: async (console, page) => {
      await console.pane('history');
      await page.getByTestId('queries-run').getByRole('listitem').first().waitFor();
    },
  },
];

describe.each(WALKS)('the console in $lang at $sized', (walk) => {
  const reader = { size: walk.size, lang: walk.lang, touch: walk.narrow };

  it('is whole in each of its states, overlaps nothing, and keeps to WCAG', async () => {
    const page = await desk.open({
      ...reader,
      at: `${wire.at}#lang=${walk.lang}`,
      // What these states are about.
      expected: [/status of (400|403|429|504)/, /answer: (400|403|429|504) /, /ERR_/, /net::/],
    });
    const console = consoleOf(page);
    await console.open();
    const faults: string[] = [];
    for (const { name, reach, leave } of STATES) {
      await reach(console, page);
      faults.push(...(await look(page, `console-${name}`, walk)));
      await leave?.(console, page);
    }
    expect(faults).toEqual([]);
  }, 240_000);

  it('explains itself where there is no Neo4j', async () => {
    const page = await bare.open({ ...reader, at: `/#lang=${walk.lang}` });
    await page.getByTestId('banner-memory').getByRole('button').click();
    await page.keyboard.press('c');
    await page.locator('.console-examples pre').first().waitFor();
    expect(await look(page, 'console-memory', walk)).toEqual([]);
  });
});
