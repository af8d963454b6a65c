import { accessSync, constants, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Why } from '../../server/core/model/why.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { findingPage } from '../../server/finding-page.ts';
import { createApp } from '../../server/http/app.ts';
import { importer } from '../../server/workers/importer.ts';
import { computePool } from '../../server/workers/pool.ts';

/** What a reader meets, without a test around it: the real app on a port, and a browser. */

const CLIENT = fileURLToPath(new URL('../../dist/client', import.meta.url));

function chromiumPath(): string {
  const named = process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = [
    ...(named ? [named] : []),
    '/usr/bin/chromium',
    ...['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
      folders.map((folder) => path.join(folder, name)),
    ),
  ];
  const found = candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined)
    throw new Error(
      'The browser tests need Chromium: install the package `chromium`, or name one in CHROMIUM_PATH.',
    );
  return found;
}

/** The datasets that come with the product. */
const SHIPPED = ['nvidia-2023', 'ai-finance-2023-2026'];

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  });

export type Served = { readonly base: string; readonly port: number; stop(): Promise<void> };

/** The app as `npm start` makes it. `withoutNeo4j` is why it does without Neo4j; `port` 0 is any. */
export async function serve(
  store: GraphStore,
  { port = 0, withoutNeo4j }: { port?: number; withoutNeo4j?: readonly Why[] } = {},
): Promise<Served> {
  if (!existsSync(path.join(CLIENT, 'index.html')))
    throw new Error('dist/client is missing. Build the page first: npx vite build');
  const compute = computePool();
  const app = createApp({
    deps: {
      store,
      compute,
      imports: importer(),
      page: await findingPage(),
      about: { version: '0.0.0-test', withoutNeo4j, shipped: SHIPPED },
    },
    access: { hosts: ['127.0.0.1', 'localhost', '[::1]'] },
    log: pino({ level: 'silent' }),
    clientFolder: CLIENT,
    requestsPerMinute: 1_000_000,
  });
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const listening = (server.address() as AddressInfo).port;
  return {
    base: `http://127.0.0.1:${listening}`,
    port: listening,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await compute.close();
    },
  };
}

/** Until the first picture is drawn, names in their own font included. */
export const drawn = (page: Page): Promise<void> => page.locator('html[data-ready="true"]').waitFor();

/** Whether what should be on the canvas is painted, two frames from now, at the size that it then has. */
export const painted = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    const host = document.querySelector('#graph');
    if (!host || document.querySelector('.canvas-empty')) return true;
    // Read from a small copy: reading a whole canvas back takes as long as painting it.
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [96, 96];
    const pen = copy.getContext('2d');
    for (const layer of host.querySelectorAll('canvas')) {
      const fits =
        Math.abs(layer.width / devicePixelRatio - host.clientWidth) < 1 &&
        Math.abs(layer.height / devicePixelRatio - host.clientHeight) < 1;
      if (fits) pen?.drawImage(layer, 0, 0, 96, 96);
    }
    return pen?.getImageData(0, 0, 96, 96).data.some((value) => value > 0) ?? false;
  });
