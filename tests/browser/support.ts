import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { CONTRACT, type OperationName, type Output } from '../../server/core/contract/index.ts';
import type { Dataset } from '../../server/core/model/dataset.ts';
import type { Why } from '../../server/core/model/why.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { DATASETS_FOLDER, readDatasetFolder } from '../../server/datasets.ts';
import { neo4jStore } from '../../server/neo4j/index.ts';
import { keywordFinder } from '../../server/workers/keywords.ts';
import { article } from '../http/support.ts';
import { drawn, launch, type Served, serve } from './product.ts';

export const ID = 'nvidia-2023';
export const ARTIFACTS = fileURLToPath(new URL('../artifacts/', import.meta.url));
/** How long a slow machine may take for one thing, ms. Nobody waits so long where it is there. */
const PATIENCE = 20_000;

/** Asks again and again until what is seen is as it should be: nothing here waits for a time. */
export const eventually = <T>(look: () => T) => expect.poll(look, { timeout: PATIENCE, interval: 20 });

export type Size = { readonly width: number; readonly height: number };
export type Reader = {
  /** Behind the base address, such as `/#lang=en`. */
  at?: string;
  size?: Size;
  lang?: 'en' | 'zh';
  theme?: 'light' | 'dark';
  touch?: boolean;
  permissions?: string[];
  /** Console errors and failed requests that this test brings about itself. */
  expected?: readonly RegExp[];
  /** Before the page is opened: routes, a clock. */
  prepare?: (page: Page) => unknown;
  /** Does not wait for the first picture. */
  early?: boolean;
};

/** As in the product: it says where in a query stands what is refused. Its thread ends by itself. */
const keywords = keywordFinder();

/** The article alone in the real Neo4j: what other tests have left there would be on screen too. */
export async function articleStore(): Promise<GraphStore> {
  const store = neo4jStore(inject('neo4j'), { find: keywords.find });
  for (const { id } of await store.datasets()) if (id !== ID) await store.remove(id);
  await store.load(await article());
  return store;
}

/** What followed the article. */
export async function since(): Promise<Dataset> {
  const read = await readDatasetFolder(path.join(DATASETS_FOLDER, 'ai-finance-2023-2026'));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems[0]));
  return read.dataset;
}

/** One browser and one server for the tests of a file, and a fresh context for each reader. */
export class Desk {
  #browser: Browser | undefined;
  #store: GraphStore | undefined;
  #served: Served | undefined;
  readonly #contexts: BrowserContext[] = [];
  #faults: string[] = [];

  constructor(store: () => Promise<GraphStore>, options: { withoutNeo4j?: readonly Why[] } = {}) {
    beforeAll(async () => {
      this.#store = await store();
      this.#served = await serve(this.#store, options);
      this.#browser = await launch();
    });
    afterEach(async ({ task }) => {
      const faults = this.#faults.splice(0);
      if (task.result?.state === 'fail' || faults.length > 0) await this.#keep(task.name);
      await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
      expect(faults).toEqual([]);
    });
    afterAll(async () => {
      await this.#browser?.close();
      await this.#served?.stop();
      await this.#store?.close();
    });
  }

  get served(): Served {
    if (!this.#served) throw new Error('The server is not started yet.');
    return this.#served;
  }

  get store(): GraphStore {
    if (!this.#store) throw new Error('The store is not there yet.');
    return this.#store;
  }

  async open(reader: Reader = {}): Promise<Page> {
    if (!this.#browser) throw new Error('The browser is not started yet.');
    const { size = { width: 1280, height: 720 }, lang = 'en', theme = 'light', at = '/' } = reader;
    const context = await this.#browser.newContext({
      viewport: { ...size },
      locale: lang === 'zh' ? 'zh-TW' : 'en-GB',
      colorScheme: theme,
      reducedMotion: 'reduce',
      hasTouch: reader.touch ?? false,
      ...(reader.permissions ? { permissions: reader.permissions } : {}),
    });
    this.#contexts.push(context);
    context.setDefaultTimeout(PATIENCE);
    context.on('page', (page) => this.#watch(page, reader.expected ?? []));
    const page = await context.newPage();
    await reader.prepare?.(page);
    await page.goto(new URL(at, this.served.base).href);
    if (!reader.early) await drawn(page);
    return page;
  }

  /** What the server answers to an operation without a path parameter, to compare the screen with. */
  async ask<Name extends OperationName>(name: Name, query = ''): Promise<Output<Name>> {
    const response = await fetch(`${this.served.base}${CONTRACT[name].path}${query}`);
    expect(response.status).toBe(200);
    return CONTRACT[name].output.parse(await response.json()) as Output<Name>;
  }

  #watch(page: Page, expected: readonly RegExp[]): void {
    const fault = (text: string) => {
      if (!expected.some((known) => known.test(text))) this.#faults.push(text);
    };
    page.on('console', (message) => {
      if (message.type() === 'error')
        fault(`console: ${message.text()} ${message.location().url.replace(this.served.base, '')}`);
    });
    page.on('pageerror', (error) => fault(`page: ${error.stack ?? error.message}`));
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? '';
      // The page itself gives up what it no longer needs.
      if (why !== 'net::ERR_ABORTED') fault(`request: ${request.url()} ${why}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) fault(`answer: ${response.status()} ${response.url()}`);
    });
    page.on('dialog', (dialog) => {
      fault(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  async #keep(name: string): Promise<void> {
    const folder = path.join(ARTIFACTS, 'failed');
    mkdirSync(folder, { recursive: true });
    const pages = this.#contexts.flatMap((context) => context.pages());
    for (const [index, page] of pages.entries())
      await page
        .screenshot({ path: path.join(folder, `${name.replace(/[^\w]+/g, '-').slice(0, 80)}-${index}.png`) })
        .catch(() => undefined);
  }
}

export type Point = { x: number; y: number };
type Element = {
  id(): string;
  isNode(): boolean;
  position(): Point;
  renderedPosition(): Point;
  renderedMidpoint(): Point;
  renderedBoundingBox(options: Record<string, boolean>): Record<'x1' | 'y1' | 'x2' | 'y2', number>;
  visible(): boolean;
  animated(): boolean;
  hasClass(name: string): boolean;
  data(name: string): unknown;
};
type Cytoscape = {
  nodes(): { toArray(): Element[] };
  edges(): { toArray(): Element[] };
  elements(): { toArray(): Element[] };
  getElementById(id: string): Element & { nonempty(): boolean };
  animated(): boolean;
  one(event: string, heard: () => void): void;
};
declare global {
  interface HTMLElement {
    /** Cytoscape keeps itself here, on the element that it draws in. */
    _cyreg?: { cy: Cytoscape };
  }
}

export type Drawn = { readonly at: Point; readonly shown: boolean; readonly faded: boolean; name: string };

/** What is drawn on the canvas, which no role or label tells. */
export const canvas = (page: Page) => {
  const read = (kind: 'nodes' | 'edges'): Promise<Record<string, Drawn>> =>
    page.evaluate((which) => {
      const cy = document.getElementById('graph')?._cyreg?.cy;
      const all = cy?.[which]().toArray() ?? [];
      return Object.fromEntries(
        all.map((one) => [
          one.id(),
          {
            at: one.isNode() ? { ...one.position() } : { x: 0, y: 0 },
            shown: one.visible(),
            faded: one.hasClass('faded'),
            name: String(one.data(one.isNode() ? 'name' : 'label')),
          },
        ]),
      );
    }, kind);
  const keys = async (kind: 'nodes' | 'edges') =>
    Object.entries(await read(kind))
      .filter(([, { shown }]) => shown)
      .map(([key]) => key)
      .sort();
  /**
   * Where an element is on the page, once it stays there: where the canvas has just become larger or smaller, Cytoscape learns of it a tenth
   * of a second later, and all is fitted in anew after that.
   */
  const spot = (key: string): Promise<Point> =>
    page.evaluate(async (id) => {
      const look = (): Point & { fits: boolean } => {
        const host = document.getElementById('graph');
        const one = host?._cyreg?.cy.getElementById(id);
        if (!host || !one?.nonempty()) throw new Error(`${id} is not on the canvas`);
        const { x, y } = one.isNode() ? one.renderedPosition() : one.renderedMidpoint();
        const box = host.getBoundingClientRect();
        const layer = host.querySelector('canvas');
        const fits =
          Math.abs((layer?.width ?? 0) / devicePixelRatio - host.clientWidth) < 1 &&
          Math.abs((layer?.height ?? 0) / devicePixelRatio - host.clientHeight) < 1;
        return { x: box.x + x, y: box.y + y, fits };
      };
      let last = look();
      for (let frames = last.fits ? 2 : 12; frames > 0; frames--) {
        await new Promise((next) => requestAnimationFrame(next));
        const now = look();
        if (!now.fits || now.x !== last.x || now.y !== last.y) frames = 12;
        last = now;
      }
      return { x: last.x, y: last.y };
    }, key);
  /** Cytoscape takes a press only where it has seen the pointer come, and two in haste, wherever, for a double one. */
  const click = async (key: string) => {
    const { x, y } = await spot(key);
    await page.evaluate(() => {
      const host = document.getElementById('graph');
      host?._cyreg?.cy.one('onetap', () => host.setAttribute('data-tapped', ''));
    });
    await page.mouse.move(x - 1, y - 1);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
    await page.locator('#graph[data-tapped]').waitFor();
    await page.evaluate(() => document.getElementById('graph')?.removeAttribute('data-tapped'));
  };
  return {
    entities: () => keys('nodes'),
    claims: () => keys('edges'),
    nodes: () => read('nodes'),
    edges: () => read('edges'),
    spot,
    click,
    /** Until nothing on it fades or moves any more. */
    still: () =>
      eventually(() =>
        page.evaluate(() => {
          const cy = document.getElementById('graph')?._cyreg?.cy;
          return (
            !cy ||
            !(
              cy.animated() ||
              cy
                .elements()
                .toArray()
                .some((one) => one.animated())
            )
          );
        }),
      ).toBe(true),
  };
};

/** Presses Tab until the focus is where it should be, as who has no mouse must. */
export async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${most} times Tab do not lead to ${target}`);
}

/** What screen readers were told last; said again, it ends with a mark that nobody hears. */
export const said = async (page: Page) =>
  (await page.getByTestId('live').textContent())?.replace(/\u200b$/, '');
