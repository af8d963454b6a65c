import { readFileSync } from 'node:fs';
import neo4j from 'neo4j-driver';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { why } from '../../server/core/model/why.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { article } from '../http/support.ts';
import { consoleOf, ENDLESS, STUCK, wireTo } from './console.ts';
import { articleStore, canvas, Desk, eventually, ID, said, tabTo } from './support.ts';
import { listen } from './voice.ts';

const desk = new Desk(articleStore);
const key = (id: string) => `${ID}:${id}`;
const inspector = (page: Page) => page.getByTestId('inspector');
const refusals = [/status of 400/, /status of 403/, /answer: 40[03] .*\/api\/cypher/];

async function opened(reader: Parameters<Desk['open']>[0] = {}) {
  const page = await desk.open(reader);
  const console = consoleOf(page);
  await console.open();
  return { page, console };
}

/** Queries of readers that the database is running, as it says itself. */
async function running(mark: string): Promise<number> {
  const { uri, user, password } = inject('neo4j');
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  try {
    const { records } = await driver.executeQuery(
      'SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS $mark AND NOT currentQuery STARTS WITH "SHOW" RETURN count(*) AS n',
      { mark },
    );
    return Number(records[0]?.get('n'));
  } finally {
    await driver.close();
  }
}

describe('writing a query', () => {
  it('words are coloured and completed from the database, and what is wrong is underlined', async () => {
    const { page, console } = await opened();
    await console.write('MATCH (n:');
    await page.keyboard.type('Compa');
    await console.options.filter({ hasText: 'Company' }).first().click();
    await eventually(() => console.editor.textContent()).toContain('MATCH (n:Company');
    await eventually(() => page.locator('.cy-label').allTextContents()).toEqual(['Company']);

    await console.write('MATCH (n:Compny)\nRETRUN n');
    await eventually(async () => (await console.remarks()).join('')).toContain('RETRUN');
    await console.write('MATCH (n:Compny) RETURN n.nameEn');
    await eventually(console.remarks).toEqual(['Compny']);
    await console.write('CALL db.labls() YIELD label RETURN label');
    await eventually(console.remarks).toContain('db.labls');
    await console.write('MATCH (n:Company)-[r:INVESTS_IN]->(m) RETURN n.nameEn, date("2024-01-01")');
    await eventually(console.remarks).toEqual([]);
  });

  it('types, properties and procedures that may be called are completed', async () => {
    const { page, console } = await opened();
    const offered = async (text: string, typed: string, label: string) => {
      await console.write(text);
      await page.keyboard.type(typed);
      await console.options.filter({ hasText: label }).first().waitFor();
      await page.keyboard.press('Escape');
    };
    await offered('MATCH (n)-[r:', 'INV', 'INVESTS_IN');
    await offered('MATCH (n:Company) RETURN n.', 'nameE', 'nameEn');
    await offered('CALL ', 'db.', 'labels');
  });

  it('an entity is named in either language, and its id is put in', async () => {
    const { page, console } = await opened();
    await console.write("MATCH (n {id: '");
    await page.keyboard.insertText('英偉達');
    await page.keyboard.press('Control+Space');
    await console.options.filter({ hasText: 'nvidia' }).first().click();
    await eventually(() => console.editor.textContent()).toContain("MATCH (n {id: 'nvidia");
  });

  it('a parameter is asked for before anything is sent, and is sent with its type', async () => {
    const { page, console } = await opened();
    let sent = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/api/cypher') && request.postData()?.includes('asked')) sent++;
    });
    await console.write('RETURN $asked + 1 AS next');
    const value = page.getByRole('textbox', { name: 'Value of $asked' });
    await value.waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('This parameter has no value yet.').waitFor();
    await eventually(() => value.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(sent).toBe(0);
    await page.getByRole('combobox', { name: 'Type of $asked' }).selectOption('Integer');
    await value.fill('9007199254740993');
    await console.sent(() => page.keyboard.press('Control+Enter'));
    await eventually(() => console.row(0)).toEqual(['9007199254740994']);
    expect(sent).toBe(1);
  });
});

describe('what comes of it', () => {
  it('rows come with their types, numbers in full, time as people read it, and nodes that select', async () => {
    const { page, console } = await opened();
    await console.run(
      'MATCH (n:Entity {id: "coreweave"}) RETURN n, 9007199254740993 AS big, date("2024-01-02") AS day, duration("P14M3DT90S") AS span, [1, "a"] AS list, null AS nothing',
    );
    await eventually(() => console.row(0)).toEqual([
      'CoreWeave',
      '9007199254740993',
      '2024-01-02',
      '1 y 2 mo 3 d 1 min 30 s',
      '[1, "a"]',
      'null',
    ]);
    await eventually(() => console.grid.getByRole('columnheader').allTextContents()).toEqual([
      'nNode',
      'bigInteger',
      'dayDate',
      'spanDuration',
      'listList',
      'nothing',
    ]);
    await eventually(() => console.status.textContent()).toMatch(/^One row · [\d,]+ ms$/);
    await console.grid.getByRole('button', { name: 'CoreWeave' }).click();
    await eventually(() => inspector(page).getByRole('heading', { level: 2 }).textContent()).toContain(
      'CoreWeave',
    );
  });

  it('ten thousand rows are walked by key, and only those in sight are drawn', async () => {
    const { page, console } = await opened();
    await console.run('UNWIND range(1, 10000) AS number RETURN number');
    await eventually(() => console.status.textContent()).toMatch(/^10,000 rows/);
    await console.grid.focus();
    await page.keyboard.press('End');
    await console.grid.getByRole('gridcell', { name: '10000', exact: true }).waitFor();
    await eventually(() => console.grid.getByRole('row').count()).toBeLessThan(80);
    await page.keyboard.press(' ');
    await eventually(() => page.getByTestId('cell-detail').textContent()).toContain('row 10,000 · Integer');
  });

  it('is drawn on its own, and taken to the canvas beside what is there or in its place', async () => {
    const { page, console } = await opened();
    const before = await canvas(page).entities();
    await console.run('MATCH p = (:Entity {id: "nvidia"})-[:MAKES]->(:Chip) RETURN p');
    await console.pane('graph');
    const drawn = page.getByTestId('result-graph');
    await eventually(() => drawn.getAttribute('data-drawn')).toMatch(/^[1-9]/);
    const count = Number(await drawn.getAttribute('data-drawn'));
    await page.locator('[data-command="showResult"]').click();
    await eventually(async () => (await canvas(page).entities()).length).toBe(before.length + count - 1);
    await page.locator('[data-command="showResultOnly"]').click();
    await eventually(async () => (await canvas(page).entities()).length).toBe(count);
    await eventually(() => canvas(page).entities()).toContain(key('nvidia'));
    await page.getByRole('button', { name: 'Undo: show the result of a query' }).click();
    await eventually(async () => (await canvas(page).entities()).length).toBe(before.length + count - 1);
  });

  it('is walked by key where it is drawn: arrows go from node to node and are said, Enter opens the one reached', async () => {
    const { page, console } = await opened();
    await console.run('MATCH p = (:Entity {id: "nvidia"})-[:MAKES]->(:Chip) RETURN p');
    await console.pane('graph');
    const drawn = page.getByTestId('result-graph');
    await eventually(() => drawn.getAttribute('data-drawn')).toMatch(/^[1-9]/);
    const heard = await listen(page);
    const nodes = async () =>
      (await heard()).filter((told) => /Relationships drawn: [1-9]\d*\. Enter opens it\.$/.test(told));
    await drawn.focus();
    await eventually(async () => (await nodes()).length).toBe(1);
    for (const arrow of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) await page.keyboard.press(arrow);
    await eventually(async () => new Set(await nodes()).size).toBeGreaterThan(1);
    await page.keyboard.press('Enter');
    await eventually(async () => {
      const reached = (await nodes()).at(-1)?.split(',')[0] ?? 'none';
      const shown = await page.getByTestId('inspector').getByRole('heading', { level: 2 }).textContent();
      return shown?.startsWith(reached);
    }).toBe(true);
  });

  it('is there as JSON to read, to copy for a spreadsheet and to download', async () => {
    const { page, console } = await opened({ permissions: ['clipboard-read', 'clipboard-write'] });
    await console.run('UNWIND [1, 9007199254740993] AS number RETURN number, "a\tb" AS text');
    await console.pane('json');
    await eventually(() => page.getByTestId('raw').textContent()).toContain('"_value": "9007199254740993"');
    await page.getByTestId('console-copy').click();
    await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toBe(
      'number\ttext\n1\t"a\tb"\n9007199254740993\t"a\tb"',
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('console-save-json').click(),
    ]);
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toEqual([
      { number: 1, text: 'a\tb' },
      { number: { $type: 'Integer', _value: '9007199254740993' }, text: 'a\tb' },
    ]);
  });

  it('is saved as CSV with formulas made harmless; its claims are exported with their evidence', async () => {
    const { page, console } = await opened();
    await console.run(
      'MATCH (a:Entity {id: "nvidia"})-[r:INVESTS_IN]->(b:Entity {id: "coreweave"}) RETURN r, "=1+1" AS text, 9007199254740993 AS n',
    );
    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('console-save-csv').click(),
    ]);
    expect(csv.suggestedFilename()).toBe('loopscope-query.csv');
    const [head, row = ''] = readFileSync(await csv.path(), 'utf8').split('\n');
    expect(head).toBe('\ufeffr,text,n');
    expect(row).toMatch(/,'=1\+1,9007199254740993$/);
    await page.getByTestId('console-export').click();
    const dialog = page.getByTestId('export');
    await eventually(() => page.getByTestId('export-what').inputValue()).toBe('result');
    const [json] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Save' }).click(),
    ]);
    const file = readFileSync(await json.path(), 'utf8');
    expect(file).toContain('"INVESTS_IN"');
    expect(file).toContain('"evidence"');
    expect(file).toContain('"coreweave"');
  });

  it('a plan is a tree: estimated where it is explained, with rows and hits where it is profiled', async () => {
    const { page, console } = await opened();
    await console.write('MATCH (n:Company) RETURN count(n) AS n');
    await page.locator('[data-command="consoleExplain"]').first().click();
    const plan = page.getByTestId('plan');
    await plan.waitFor();
    await eventually(() => plan.getAttribute('data-profiled')).toBe('false');
    await page.locator('[data-command="consoleProfile"]').first().click();
    await page.locator('[data-testid="plan"][data-profiled="true"]').waitFor();
    await eventually(() => plan.textContent()).toMatch(/[\d,]+ database hits in all/);
    await eventually(() => plan.getByRole('row').count()).toBeGreaterThan(2);
    await console.pane('table');
    await eventually(() => console.grid.getByRole('row').count()).toBe(2);
  });

  it('remarks of the database are shown', async () => {
    const { page, console } = await opened();
    await console.run('MATCH (n:NoSuchLabel) RETURN n');
    const notices = page.getByTestId('console-notices');
    await notices.getByText('One remark of the database').click();
    await eventually(() => notices.textContent()).toContain(
      'Neo.ClientNotification.Statement.UnknownLabelWarning',
    );
  });
});

describe('what goes wrong', () => {
  it('a fault in the query is shown at its place, with the code and the words of the database', async () => {
    const { console } = await opened({ expected: refusals });
    await console.run('MATCH (n:Company)\nRETURN n.nameEn +', 'failed');
    await eventually(() => console.failure.textContent()).toMatch(
      /The database cannot run this line 2, column 18.*Invalid input.*Neo\.ClientError\.Statement\.SyntaxError/s,
    );
    await eventually(console.remarks).toEqual(['+']);
  });

  it('what would write is refused, with the clause, its place and the reason', async () => {
    const { console } = await opened({ expected: refusals });
    await console.run('MATCH (n)\nDETACH DELETE n', 'failed');
    await eventually(() => console.failure.textContent()).toMatch(
      /Refused: this console only reads line 2, column 1DETACH would write/,
    );
  });

  it('a result that is too large ends with what came, says so, and goes further once the limit is changed', async () => {
    const { page, console } = await opened({ expected: [/status of 504/, /answer: 504/] });
    await page.getByTestId('console-limits').click();
    await page.getByTestId('limit-maxRows').fill('10');
    await console.run('UNWIND range(1, 50) AS number RETURN number');
    await eventually(() => console.status.textContent()).toMatch(/^10 rows/);
    await eventually(() => page.getByTestId('console-truncated').textContent()).toBe(
      'Ended at the limit of 10 rows: there are more.',
    );
    await page.getByTestId('limit-maxRows').fill('100');
    await console.run('UNWIND range(1, 50) AS number RETURN number + 0 AS number');
    await eventually(() => console.status.textContent()).toMatch(/^50 rows/);
    await page.getByTestId('limit-timeoutMs').fill('0.5');
    await console.run(ENDLESS, 'failed');
    await eventually(() => console.failure.textContent()).toContain('Its time was over');
  });

  it('cancelling, closing the console and leaving the page each end the query in the database', async () => {
    const { page, console } = await opened();
    const started = async (mark: string) => {
      await console.run(`${ENDLESS} /* ${mark} */`, 'running');
      await eventually(() => running(mark)).toBe(1);
    };
    await started('cancelled');
    await page.keyboard.press('Control+.');
    await eventually(console.phase).toBe('cancelled');
    await eventually(() => running('cancelled')).toBe(0);
    await started('closed');
    await page.getByRole('button', { name: 'Close panel' }).click();
    await eventually(() => running('closed')).toBe(0);
    await page.keyboard.press('c');
    await console.editor.waitFor();
    await started('left');
    await page.goto('about:blank');
    await eventually(() => running('left')).toBe(0);
  });

  it('a connection that breaks off leaves what came, and the query can be run again', async () => {
    const wire = await wireTo(desk.served);
    const { page, console } = await opened({ at: wire.at, expected: [/ERR_/, /net::/] });
    await console.run(STUCK, 'running');
    await eventually(() => console.status.textContent()).toMatch(/[\d,]+ rows so far/);
    wire.cut();
    await eventually(console.phase).toBe('failed');
    await eventually(() => console.failure.textContent()).toMatch(
      /The connection broke off.*The [\d,]+ rows that came are kept below/,
    );
    await eventually(() => console.row(4)).toEqual(['5']);
    await console.sent(() => page.getByTestId('console-again').click(), 'running');
    await eventually(() => console.status.textContent()).toMatch(/[\d,]+ rows so far/);
    wire.close();
  });
});

describe('queries to take up', () => {
  it('every example goes into the editor, and runs there', async () => {
    const { page, console } = await opened();
    await console.pane('examples');
    await page.getByRole('button', { name: 'What surrounds an entity' }).click();
    await eventually(() => console.editor.textContent()).toContain('$id');
    await eventually(() => page.getByRole('textbox', { name: 'Value of $id' }).inputValue()).toBe(
      'coreweave',
    );
    await console.sent(() => page.locator('[data-command="consoleRun"]').first().click());
    await eventually(() => console.status.textContent()).toMatch(/rows/);
  });

  it('are saved with a name and kept as they were run, on the server, for another browser too', async () => {
    const { page, console } = await opened();
    // The database may hold what an earlier run has saved.
    const name = `The answer ${crypto.randomUUID()}`;
    const query = `RETURN 42 AS answer // ${name}`;
    await console.run(query);
    await console.pane('saved');
    await page.getByRole('textbox', { name: 'Name of the query' }).fill(name);
    await page.keyboard.press('Enter');
    await page.getByTestId('queries-query').getByRole('button', { name, exact: true }).waitFor();

    const other = await opened();
    await other.console.pane('history');
    const run = other.page.getByTestId('queries-run').getByRole('button', { name: query, exact: true });
    await run.click();
    await eventually(() => other.console.editor.textContent()).toBe(query);
    await other.console.write('RETURN 43 AS another');
    await other.console.pane('saved');
    const saved = other.page.getByTestId('queries-query');
    await saved.getByRole('button', { name, exact: true }).click();
    await eventually(() => other.console.editor.textContent()).toBe(query);
    await saved.getByRole('button', { name: `Delete: ${name}` }).click();
    await saved.getByRole('button', { name: 'Undo' }).click();
    await saved.getByRole('button', { name, exact: true }).waitFor();
    await saved.getByRole('button', { name: `Delete: ${name}` }).click();
    await saved.getByText(`Deleted: ${name}`).waitFor();
  });
});

describe('from the canvas', () => {
  it('what it shows becomes a query that finds the same entities', async () => {
    const { page, console } = await opened();
    await page.getByTestId('console-menu').click();
    await page.getByRole('menuitem', { name: 'Show what the canvas shows as Cypher' }).click();
    await eventually(() => console.editor.textContent()).toContain('$entities');
    await console.sent(() => page.locator('[data-command="consoleRun"]').first().click());
    await console.pane('graph');
    const shown = (await canvas(page).entities()).length;
    await eventually(() => page.getByTestId('result-graph').getAttribute('data-drawn')).toBe(String(shown));
  });

  it('the query in the editor is run for the entity that is selected', async () => {
    const { page, console } = await opened();
    await canvas(page).click(key('coreweave'));
    await console.write('MATCH (n:Entity {id: $id}) RETURN n.id AS id');
    await page.getByTestId('console-menu').click();
    await console.sent(() =>
      page.getByRole('menuitem', { name: 'Run Cypher for the selected entity' }).click(),
    );
    await eventually(() => console.row(0)).toEqual(['coreweave']);
  });
});

describe('without a mouse', () => {
  it('the console is opened, a query written and run, a row opened, and the console left', async () => {
    const { page, console } = await opened();
    await page.keyboard.insertText(
      'MATCH (n:Entity) WHERE n.id IN ["aws", "coreweave"] RETURN n ORDER BY n.id',
    );
    await console.sent(() => page.keyboard.press('Control+Enter'));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await eventually(() => console.editor.evaluate((element) => element === document.activeElement)).toBe(
      false,
    );
    await tabTo(page, console.grid);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await eventually(() => inspector(page).getByRole('heading', { level: 2 }).textContent()).toContain(
      'CoreWeave',
    );
    await eventually(() => said(page)).toContain('CoreWeave');
    await page.keyboard.press('c');
    await page.getByTestId('dock').waitFor({ state: 'detached' });
  });
});

describe('without Neo4j', () => {
  const bare = new Desk(
    async () => {
      const store = memoryStore();
      await store.load(await article());
      return store;
    },
    { withoutNeo4j: [why('memory.noJava', { needs: 17 })] },
  );

  it('the console says why it cannot answer and what to do, and its examples can be read', async () => {
    const page = await bare.open();
    await page.keyboard.press('c');
    const panel = page.getByTestId('console');
    await panel.getByText('The console needs Neo4j').waitFor();
    await eventually(() => panel.textContent()).toContain('No Java was found');
    await eventually(() => panel.textContent()).toContain('NEO4J_URI');
    await panel.getByRole('heading', { name: 'Loops of two to four legs' }).waitFor();
    await eventually(() => page.getByRole('textbox', { name: 'Cypher query' }).count()).toBe(0);
  });
});
