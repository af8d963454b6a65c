// `npm run screenshots`: the pictures in README, from the running product.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { loadFolders } from '../../server/load.ts';
import { drawn, launch, painted, serve } from './product.ts';

const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const MOST_BYTES = 250_000;

const SAMPLES = 3;

/** Undoes the filters of the rows (RFC 2083, 6): flat surfaces with letters on them pack better as they are. */
function unfiltered(pixels: Buffer, width: number): Buffer {
  const row = width * SAMPLES + 1;
  const at = (index: number, line: number): number =>
    index <= line * row || line < 0 ? 0 : (pixels[index] ?? 0);
  for (let line = 0; line * row < pixels.length; line++) {
    const filter = pixels[line * row];
    pixels[line * row] = 0;
    for (let index = line * row + 1; index < (line + 1) * row; index++) {
      const left = at(index - SAMPLES, line);
      const above = at(index - row, line - 1);
      const corner = at(index - row - SAMPLES, line - 1);
      const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner].map(
        Math.abs,
      );
      const nearest =
        Number(toLeft) <= Number(toAbove) && Number(toLeft) <= Number(toCorner)
          ? left
          : Number(toAbove) <= Number(toCorner)
            ? above
            : corner;
      const guess = [0, left, above, (left + above) >> 1, nearest][filter ?? 0] ?? 0;
      pixels[index] = (pixels[index] ?? 0) + guess;
    }
  }
  return pixels;
}

/** The same picture in fewer bytes: Chromium packs in haste. */
function packed(png: Buffer): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  // Signature and header stay: 8 bits, RGB, not interlaced, which is what Chromium writes of an opaque page.
  const pixels = unfiltered(inflateSync(Buffer.concat(data)), png.readUInt32BE(16));
  return Buffer.concat([
    png.subarray(0, 33),
    chunk('IDAT', deflateSync(pixels, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The page, once two pictures in a row are alike. */
async function atRest(page: Page): Promise<Buffer> {
  let before: Buffer | undefined;
  for (let tries = 0; tries < 40; tries++) {
    if (!(await painted(page))) continue;
    const now = await page.screenshot();
    if (before?.equals(now)) return now;
    before = now;
  }
  throw new Error('The page does not come to rest.');
}

mkdirSync(FOLDER, { recursive: true });
const store = memoryStore();
await loadFolders(store, () => {});
const served = await serve(store);
const browser = await launch();
try {
  for (const theme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      deviceScaleFactor: 1,
      colorScheme: theme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
    });
    const page = await context.newPage();
    await page.goto(served.base);
    await drawn(page);
    // It runs on the memory store here, and says so until told that one knows.
    const banner = page.getByTestId('banner-memory');
    await banner.getByRole('button').click();
    await banner.waitFor({ state: 'detached' });
    await page.mouse.move(0, 0);
    await page.keyboard.press('f');
    const file = path.join(FOLDER, `first-screen-${theme}.png`);
    const png = await atRest(page);
    await context.close();
    if (png[24] !== 8 || png[25] !== 2 || png[28] !== 0) throw new Error(`${file} is not plain 8-bit RGB`);
    const small = packed(png);
    writeFileSync(file, small);
    const size = small.length;
    process.stdout.write(`${path.relative(process.cwd(), file)}: ${Math.round(size / 1000)} kB\n`);
    if (size > MOST_BYTES) throw new Error(`${file} is over ${MOST_BYTES / 1000} kB`);
  }
} finally {
  await browser.close();
  await served.stop();
}
