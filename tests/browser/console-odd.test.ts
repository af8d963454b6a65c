import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { consoleOf } from './console.ts';
import { articleStore, Desk, eventually, tabTo } from './support.ts';

/** Odd input, and values that are not what a table is made for. */
const desk = new Desk(articleStore);
const heading = (page: Page) =>
  page.getByTestId('inspector').getByRole('heading', { level: 2 }).textContent();
const detail = (page: Page) => page.getByTestId('cell-detail');

async function opened(expected: readonly RegExp[] = []) {
  const page = await desk.open({ expected });
  const console = consoleOf(page);
  await console.open();
  return { page, console };
}

describe('parameters', () => {
  it('may be called as anything: what every object has, and what must be quoted', async () => {
    const { page, console } = await opened();
    await console.write('RETURN $constructor AS a, $`it``s odd` AS b');
    await page.getByRole('textbox', { name: 'Value of $constructor' }).fill('one');
    await page.keyboard.press('Control+Enter');
    await page.getByText('This parameter has no value yet.').waitFor();
    await page.getByRole('textbox', { name: 'Value of $it`s odd' }).fill('two');
    await console.editor.focus();
    await console.sent(() => page.keyboard.press('Control+Enter'));
    await eventually(() => console.row(0)).toEqual(['one', 'two']);
  });

  it('as JSON keep every digit, and what is a float stays one', async () => {
    const { page, console } = await opened();
    await console.write('UNWIND $list AS x RETURN x + 1 AS next, valueType(x) AS type');
    await page.getByRole('combobox', { name: 'Type of $list' }).selectOption('JSON');
    await page.getByRole('textbox', { name: 'Value of $list' }).fill('[9007199254740993, 1.0]');
    await console.editor.focus();
    await console.sent(() => page.keyboard.press('Control+Enter'));
    await eventually(() => console.row(0)).toEqual(['9007199254740994', 'INTEGER NOT NULL']);
    await eventually(() => console.row(1)).toEqual(['2.0', 'FLOAT NOT NULL']);
  });
});

describe('a query', () => {
  it('of nothing is not sent, and that is said', async () => {
    const { page } = await opened();
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('notice').getByText('Write a query first').waitFor();
    await eventually(() => page.getByTestId('console-result').getAttribute('data-phase')).toBe('none');
  });

  it('that says EXPLAIN or PROFILE itself leads to the plan', async () => {
    const { page, console } = await opened();
    await console.run('EXPLAIN MATCH (n:Company) RETURN n');
    await page.locator('[data-testid="plan"][data-profiled="false"]').waitFor();
    await console.run('profile MATCH (n:Company) RETURN n');
    await page.locator('[data-testid="plan"][data-profiled="true"]').waitFor();
    await console.pane('table');
    await eventually(() => console.grid.getByRole('row').count()).toBeGreaterThan(2);
  });

  it('that is longer than the server takes is told so, and stays in the editor', async () => {
    const { console } = await opened([/status of 400/, /answer: 400/]);
    await console.run(`// ${'long '.repeat(10_001)}\nRETURN 1`, 'failed');
    await eventually(() => console.failure.textContent()).toMatch(/50,?000/);
  });
});

describe('values', () => {
  it('of many columns are walked by key, and only those in sight are drawn', async () => {
    const { page, console } = await opened();
    const columns = Array.from({ length: 60 }, (_, at) => `x + ${at} AS c${at}`).join(', ');
    await console.run(`UNWIND [0, 1000] AS x RETURN ${columns}`);
    await console.grid.focus();
    for (let pressed = 0; pressed < 40; pressed++) await page.keyboard.press('ArrowRight');
    await console.grid.getByRole('gridcell', { name: '40', exact: true }).waitFor();
    await console.grid.getByRole('columnheader', { name: 'c40' }).waitFor();
    await eventually(() => console.grid.getByRole('gridcell').count()).toBeLessThan(100);
    await page.keyboard.press(' ');
    await eventually(() => detail(page).locator('pre').textContent()).toBe('40');
  });

  it('that look like markup are text, wherever they stand', async () => {
    const { page, console } = await opened();
    const markup = '<img src=x onerror=alert(1)>';
    await console.run(`RETURN '${markup}' AS \`<b>bold</b>\`, {a: '${markup}'} AS map`);
    await eventually(() => console.row(0)).toEqual([markup, `{a: "${markup}"}`]);
    await eventually(() => console.grid.getByRole('columnheader').first().textContent()).toBe(
      '<b>bold</b>String',
    );
    await console.grid.focus();
    await page.keyboard.press(' ');
    await eventually(() => detail(page).locator('pre').textContent()).toBe(markup);
    await console.pane('json');
    await eventually(() => page.getByTestId('raw').textContent()).toContain(markup);
  });

  it('of a million characters take the place of a line, and their beginning is shown in full', async () => {
    const { page, console } = await opened();
    await console.run("RETURN range(1, 300000) AS list, reduce(s = 'ab', i IN range(1, 18) | s + s) AS text");
    for (const cell of await console.row(0)) expect(cell.length).toBeLessThan(500);
    await console.grid.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    await detail(page).getByText('These are the first 100,000 of 524,288 characters.').waitFor();
    await console.pane('json');
    await page.getByTestId('raw').getByText('These are the first 100,000 of').waitFor();
  });

  it('in lists, maps and paths are selected without a mouse', async () => {
    const { page, console } = await opened();
    await console.run(
      'MATCH p = (a:Entity {id: "nvidia"})-[:INVESTS_IN]->(b:Entity {id: "coreweave"}) RETURN [a, b] AS both, p LIMIT 1',
    );
    await console.grid.getByRole('button', { name: 'CoreWeave' }).first().click();
    await eventually(() => heading(page)).toContain('CoreWeave');
    await console.grid.focus();
    await page.keyboard.press('Enter');
    await tabTo(page, detail(page).getByRole('button', { name: 'Nvidia' }), 5);
    await page.keyboard.press('Enter');
    await eventually(() => heading(page)).toContain('Nvidia');
  });

  it('that are nodes but no entities are shown in full, in the table and in the graph', async () => {
    const { page, console } = await opened();
    await console.run('MATCH (d:Dataset {id: "nvidia-2023"}) RETURN d');
    await console.grid.getByRole('gridcell').getByRole('button').click();
    await detail(page).getByText('"_labels"').waitFor();
  });
});
