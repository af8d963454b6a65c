import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { launch } from '../../browser/product.ts';
import type { Measured } from './page.ts';

/**
 * Measures the canvas in a real Chromium beside plain Cytoscape, in one run: time to draw, frames a second while panning,
 * the longest task, memory. `--sizes=100,5000` asks for fewer.
 */
const SIZES = [100, 1000, 5000, 20_000];
const here = fileURLToPath(new URL('.', import.meta.url));
const built = path.join(here, '../../../dist/bench-canvas');
/** Plain Cytoscape may take so long for one size. */
const PATIENCE = 60_000;
const asked = process.argv.find((word) => word.startsWith('--sizes='))?.slice('--sizes='.length);
const sizes = asked ? asked.split(',').map(Number) : SIZES;

/** What was measured; undefined where plain Cytoscape is still at it. */
async function inTime(measuring: Promise<Measured>, who: 'ours' | 'plain'): Promise<Measured | undefined> {
  if (who === 'ours') return measuring;
  // Ended with its browser, it fails; nobody waits for it any more.
  measuring.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE);
  });
  return Promise.race([measuring, enough]).finally(() => clearTimeout(timer));
}

await build({ root: here, logLevel: 'warn', build: { outDir: built, emptyOutDir: true, target: 'es2022' } });
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const server = createServer(async (request, response) => {
  const file = path.join(built, path.normalize(request.url === '/' ? '/index.html' : (request.url ?? '/')));
  const body = await readFile(file).catch(() => undefined);
  response
    .writeHead(body ? 200 : 404, { 'content-type': TYPES[path.extname(file)] ?? 'text/plain' })
    .end(body);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;

console.log(
  '| entities, claims | drawn by | drawn in | frames/s panning | longest task: pan | zoom | select | filter | memory |',
);
console.log('|--:|---|--:|--:|--:|--:|--:|--:|--:|');
try {
  for (const size of sizes)
    for (const who of ['ours', 'plain'] as const) {
      // A browser of its own each, so that neither pays for the other's rubbish, and one that does not come to an end can be ended.
      const browser = await launch();
      const sized = `| ${size.toLocaleString('en')}, ${(size * 3).toLocaleString('en')} |`;
      try {
        const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
        page.on('pageerror', (error) => console.error(error));
        await page.goto(base);
        const told = await inTime(
          page.evaluate(([by, of]) => window.measure(by, of), [who, size] as const),
          who,
        );
        const ms = (value: number): string => (value === 0 ? '< 50 ms' : `${value} ms`);
        console.log(
          told
            ? `${sized} ${who === 'ours' ? 'Loopscope' : 'plain Cytoscape'} | ${(told.draw / 1000).toFixed(2)} s | ${told.fps.toFixed(0)} | ${ms(told.pan)} | ${ms(told.zoom)} | ${ms(told.select)} | ${ms(told.filter)} | ${told.memory} MiB |`
            : `${sized} plain Cytoscape | not within ${PATIENCE / 1000} s | | | | | | |`,
        );
      } finally {
        await browser.close();
      }
    }
} finally {
  server.close();
  await rm(built, { recursive: true, force: true });
}
