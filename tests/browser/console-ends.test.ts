import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { consoleOf, ENDLESS, occupied, STUCK } from './console.ts';
import { articleStore, Desk, eventually, said } from './support.ts';

/** However a query ends, it is said, and seen. */
const desk = new Desk(articleStore);
const faults = [/status of (400|403|429|504)/, /answer: (400|403|429|504) .*\/api\/cypher/];

async function opened(reader: Parameters<Desk['open']>[0] = {}) {
  const page = await desk.open({ expected: faults, ...reader });
  const console = consoleOf(page);
  await console.open();
  return { page, console };
}
const limit = (page: Page, name: string) => page.getByTestId(`limit-${name}`);
const cut = (page: Page) => page.getByTestId('console-truncated');

describe('a result that is too large', () => {
  it('by bytes ends with what came, says at which limit, and leads to its field', async () => {
    const { page, console } = await opened();
    await page.getByTestId('console-limits').click();
    await limit(page, 'maxBytes').fill('0.001');
    await page.getByTestId('console-limits').click();
    await limit(page, 'maxBytes').waitFor({ state: 'detached' });
    await console.run('UNWIND range(1, 5000) AS number RETURN number');
    await eventually(() => cut(page).textContent()).toBe('Ended at the limit of 0.001 MB: there is more.');
    await eventually(() => console.row(0)).toEqual(['1']);
    const rows = Number((await console.status.textContent())?.replace(/ rows.*/, ''));
    expect(rows).toBeGreaterThan(10);
    expect(rows).toBeLessThan(1048);
    await eventually(() => said(page)).toMatch(
      /^\d+ rows · [\d,]+ ms\. Ended at the limit of 0\.001 MB: there is more\.$/,
    );

    await page.getByTestId('console-limits-change').click();
    await eventually(() =>
      limit(page, 'maxBytes').evaluate((field) => field === document.activeElement),
    ).toBe(true);
    await page.keyboard.press('Delete');
    await console.run('UNWIND range(1, 5000) AS number RETURN number');
    await eventually(() => console.status.textContent()).toMatch(/^5,000 rows/);
    await eventually(() => cut(page).count()).toBe(0);
  });

  it('by time keeps the rows that came', async () => {
    const { page, console } = await opened();
    await page.getByTestId('console-limits').click();
    await limit(page, 'timeoutMs').fill('2');
    await console.run(STUCK);
    await eventually(() => console.status.textContent()).toMatch(/^5,\d{3} rows/);
    await eventually(() => cut(page).textContent()).toBe('Ended after its time, 2 s: there may be more.');
    await eventually(() => console.row(0)).toEqual(['1']);
  });
});

describe('limits', () => {
  it('are seen, typed key by key, held to what the server allows, sent, and remembered', async () => {
    const { page, console } = await opened();
    const button = page.getByTestId('console-limits');
    await eventually(() => button.textContent()).toContain('30 s · 10,000 rows · 16 MB');
    await button.click();
    await limit(page, 'maxBytes').pressSequentially('0.05');
    await eventually(() => limit(page, 'maxBytes').inputValue()).toBe('0.05');
    await limit(page, 'maxRows').fill('-3');
    await page.getByText('Not a number above zero: 10,000 rows are used.').waitFor();
    await limit(page, 'maxRows').fill('1,500');
    await limit(page, 'timeoutMs').fill('99999');
    await page.getByText('More than this server allows: 300 s are used.').waitFor();
    await eventually(() => button.textContent()).toContain('300 s · 1,500 rows · 0.05 MB');
    const [request] = await Promise.all([
      page.waitForRequest((one) => one.postData()?.includes('limited') ?? false),
      console.run('RETURN 1 AS limited'),
    ]);
    expect(request.postDataJSON()).toMatchObject({ timeoutMs: 300_000, maxRows: 1500, maxBytes: 52_429 });
    await page.reload();
    await eventually(() => button.textContent()).toContain('300 s · 1,500 rows · 0.05 MB');
  });
});

describe('a result that takes its time', () => {
  it('is there from its first rows on, in the table and as it is counted', async () => {
    const { page, console } = await opened();
    await console.run(STUCK, 'running');
    await eventually(() => console.status.textContent()).toMatch(/^Running … 5,\d{3} rows so far$/);
    await eventually(() => console.row(0)).toEqual(['1']);
    await console.grid.focus();
    await page.keyboard.press('End');
    await console.grid
      .getByRole('gridcell', { name: /^5\d{3}$/ })
      .first()
      .waitFor();
    await eventually(() => console.phase()).toBe('running');
    await page.keyboard.press('Control+.');
    await eventually(() => console.status.textContent()).toMatch(/^Cancelled\. 5,\d{3} rows$/);
  });
});

describe('one query too many', () => {
  it('is told how many run and what to do, and runs once there is room', async () => {
    const { page, console } = await opened();
    const others = await occupied(desk.served);
    await console.run('RETURN 1 AS one', 'failed');
    await eventually(() => console.failure.textContent()).toMatch(
      /^Too many queries at once 4 queries from your address are running, as many as this server allows\. Cancel one/,
    );
    await eventually(() => said(page)).toContain('4 queries from your address are running');
    others.end();
    await eventually(async () => {
      const again = page.getByTestId('console-again');
      if (await again.isVisible()) await again.click();
      return console.phase();
    }).toBe('done');
    await eventually(() => console.row(0)).toEqual(['1']);
  });
});

describe('how a query has ended', () => {
  it('is said once, however many rows come, and stands below whatever else is looked at', async () => {
    const { page, console } = await opened();
    const heard = await page.evaluateHandle(() => {
      const all: string[] = [];
      const voice = document.querySelector('[data-testid="live"]');
      if (voice)
        new MutationObserver(() => all.push(voice.textContent ?? '')).observe(voice, {
          childList: true,
          characterData: true,
          subtree: true,
        });
      return all;
    });
    await console.run('UNWIND range(1, 10000) AS number RETURN number');
    await eventually(() => heard.jsonValue()).toEqual([
      'Running …',
      expect.stringMatching(/^10,000 rows · [\d,]+ ms$/),
    ]);
    await console.pane('examples');
    await eventually(() => console.status.textContent()).toMatch(/^10,000 rows/);
  });

  it('by a fault, a refusal or being cancelled is said with place and reason, and seen', async () => {
    const { page, console } = await opened();
    await console.run('MATCH (n:Company)\nRETURN n.nameEn +', 'failed');
    await eventually(() => said(page)).toMatch(
      /^The database cannot run this\. line 2, column 18\. Invalid input/,
    );
    await console.run('MATCH (n)\nDETACH DELETE n', 'failed');
    await eventually(() => said(page)).toBe(
      'Refused: this console only reads. line 2, column 1. DETACH would write.',
    );
    await console.pane('history');
    await eventually(() => console.status.textContent()).toBe('Refused: this console only reads');
    await console.run(ENDLESS, 'running');
    await page.keyboard.press('Control+.');
    await eventually(console.phase).toBe('cancelled');
    await eventually(() => said(page)).toBe('Cancelled. 0 rows');
    await eventually(() => console.status.textContent()).toBe('Cancelled. 0 rows');
    await page.getByText('Cancelled before the first row').waitFor();
  });
});
