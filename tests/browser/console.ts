import { connect, createServer, type Socket } from 'node:net';
import type { Page } from 'playwright-core';
import { NDJSON } from '../../server/http/ndjson.ts';
import type { Served } from './product.ts';
import { eventually } from './support.ts';

/** No row ever, until it is ended. */
export const ENDLESS =
  'UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a * b < 0 RETURN a AS endless';
/** More than five thousand rows, of which the database holds the last back, and no end. */
export const STUCK = `UNWIND range(1, 5500) AS n RETURN n UNION ALL ${ENDLESS.replace('endless', 'n')}`;

/** The console as a reader handles it, in either language. */
export const consoleOf = (page: Page) => {
  const editor = page.getByTestId('cypher-editor').getByRole('textbox');
  const result = page.getByTestId('console-result');
  const grid = page.getByTestId('result-grid');
  const phase = () => result.getAttribute('data-phase');
  /** Does what sends a query, and waits for how that query ends: the one before may have ended so, too. */
  const sent = async (send: () => Promise<unknown>, ends: 'done' | 'failed' | 'running' = 'done') => {
    const before = await result.getAttribute('data-number');
    await send();
    await eventually(() => result.getAttribute('data-number')).not.toBe(before);
    await eventually(phase).toBe(ends);
  };
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
    sent,
    /** Writes a query, sends it by key, and waits for how it ends. */
    async run(query: string, ends: 'done' | 'failed' | 'running' = 'done') {
      await write(query);
      await sent(() => page.keyboard.press('Control+Enter'), ends);
    },
    /** What stands in the cells of a row, from 0, once it is drawn. */
    async row(index: number) {
      const cells = grid.locator(`[aria-rowindex="${index + 2}"] td`);
      await cells.first().waitFor({ state: 'attached' });
      return cells.allTextContents();
    },
    remarks: () => page.locator('.cm-lintRange').allTextContents(),
    options: page.locator('.cm-tooltip-autocomplete').getByRole('option'),
  };
};

/** Runs queries without end from this address, until it lets them go: as many as one address may have are taken by four. */
export async function occupied({ base }: Served, count = 4): Promise<{ end(): void }> {
  const gone = new AbortController();
  await Promise.all(
    Array.from({ length: count }, () =>
      fetch(`${base}/api/cypher`, {
        method: 'POST',
        headers: { accept: NDJSON, 'content-type': 'application/json' },
        body: JSON.stringify({ query: ENDLESS, timeoutMs: 120_000 }),
        signal: gone.signal,
      }),
    ),
  );
  return { end: () => gone.abort() };
}

/** A wire to a server that can be cut. */
export async function wireTo({ port }: Served) {
  const sockets = new Set<Socket>();
  const wire = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const address = wire.address();
  if (address === null || typeof address === 'string') throw new Error('a port');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    at: `http://127.0.0.1:${address.port}/`,
    cut,
    close() {
      wire.close();
      cut();
    },
  };
}
