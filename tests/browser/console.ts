import type { Page } from 'playwright-core';
import { eventually } from './support.ts';

/** The console as a reader handles it. */
export const consoleOf = (page: Page) => {
  const editor = page.getByRole('textbox', { name: 'Cypher query' });
  const result = page.getByTestId('console-result');
  const grid = page.getByRole('grid', { name: 'Rows of the result' });
  const phase = () => result.getAttribute('data-phase');
  const write = async (query: string) => {
    await editor.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(query);
    // Words are coloured once the worker has read them: then parameters are known, too.
    await page.locator('.cm-content .cy-keyword').first().waitFor();
    await page.keyboard.press('Escape');
  };
  return {
    editor,
    result,
    grid,
    phase,
    write,
    failure: page.getByTestId('console-failure'),
    status: page.getByTestId('console-status'),
    pane: (name: string) => page.getByTestId(`pane-${name}`).click(),
    async open() {
      await page.keyboard.press('c');
      await editor.waitFor();
      // Names of the database are there to complete and to judge by.
      await page.locator('[data-testid="cypher-editor"][data-ready="true"]').waitFor();
      await eventually(() => editor.evaluate((element) => element === document.activeElement)).toBe(true);
    },
    /** Writes a query, sends it by key, and waits for how it ends. */
    async run(query: string, ends: 'done' | 'failed' | 'running' = 'done') {
      const before = await result.getAttribute('data-number');
      await write(query);
      await page.keyboard.press('Control+Enter');
      await eventually(() => result.getAttribute('data-number')).not.toBe(before);
      await eventually(phase).toBe(ends);
    },
    /** What stands in the cells of a row, from 0. */
    row: (index: number) => grid.locator(`[aria-rowindex="${index + 2}"] td`).allTextContents(),
    remarks: () => page.locator('.cm-lintRange').allTextContents(),
    options: page.getByRole('listbox', { name: 'Completions' }).getByRole('option'),
  };
};
