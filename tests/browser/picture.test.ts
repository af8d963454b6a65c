import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { articleStore, canvas, Desk, eventually, said } from './support.ts';

const desk = new Desk(articleStore);
const dialog = (page: Page) => page.getByTestId('export');

async function draw(page: Page, format: 'png' | 'svg', set: { width?: number; shade?: string } = {}) {
  await page.keyboard.press('x');
  await dialog(page).waitFor();
  await page.getByTestId('export-format').selectOption(format);
  if (set.width !== undefined) await page.getByTestId('picture-width').fill(String(set.width));
  if (set.shade !== undefined) await page.getByTestId('picture-shade').selectOption(set.shade);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name: 'Save' }).click(),
  ]);
  await dialog(page).waitFor({ state: 'detached' });
  const name = download.suggestedFilename();
  await eventually(() => said(page)).toBe(`Saved as ${name}.`);
  return { name, bytes: await readFile(await download.path()) };
}

/** Opens a picture in the browser: how many points it has, and how many colours are among them. */
const look = (page: Page, bytes: Uint8Array, type: string) =>
  page.evaluate(
    async ([base64, mediaType]) => {
      const image = new Image();
      image.src = `data:${mediaType};base64,${base64}`;
      await image.decode();
      const pen = new OffscreenCanvas(400, 300).getContext('2d');
      pen?.drawImage(image, 0, 0, 400, 300);
      const data = new Uint32Array(pen?.getImageData(0, 0, 400, 300).data.buffer ?? new ArrayBuffer(0));
      return {
        width: image.naturalWidth,
        height: image.naturalHeight,
        colours: new Set(data).size,
        corner: data[0],
      };
    },
    [Buffer.from(bytes).toString('base64'), type] as const,
  );

function parts(svg: string) {
  const classes: (string | undefined)[] = [];
  let text = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ attributes }) => classes.push(attributes.class as string | undefined));
  parser.on('text', (part) => {
    text += part;
  });
  parser.write(svg).close();
  return { count: (name: string) => classes.filter((one) => one === name).length, text };
}

it('a reader saves the canvas as a PNG for print: as wide as asked for at 300 dpi, in either theme, and not blank', async () => {
  const page = await desk.open();
  const { name, bytes } = await draw(page, 'png', { width: 100 });
  expect(name).toBe('loopscope-canvas.png');
  const light = await look(page, bytes, 'image/png');
  expect(light.width).toBe(Math.round((100 / 25.4) * 300));
  expect(light.height).toBeGreaterThan(500);
  expect(light.colours).toBeGreaterThan(50);
  const dark = await look(page, (await draw(page, 'png', { width: 100, shade: 'dark' })).bytes, 'image/png');
  expect(dark.width).toBe(light.width);
  expect(dark.corner).not.toBe(light.corner);
});

it('saves it as an SVG with all that the canvas shows, its legend and where it comes from; it opens as a picture', async () => {
  const page = await desk.open();
  const { bytes } = await draw(page, 'svg');
  const svg = bytes.toString('utf8');
  const { count, text } = parts(svg);
  expect(count('entity')).toBe((await canvas(page).entities()).length);
  expect(count('line')).toBeGreaterThan(10);
  const { datasets } = await desk.ask('datasets');
  expect(text).toContain(`${datasets[0]?.id}@${datasets[0]?.version}`);
  expect(text).toContain('CoreWeave');
  expect(text).toContain('Cloud provider');
  expect(text).toContain('Wider: larger sum');
  expect(svg).not.toMatch(/var\(|https?:\/\/(?!www\.w3\.org)/);
  expect((await look(page, bytes, 'image/svg+xml')).colours).toBeGreaterThan(50);
});

it('explains sizes and shades with samples where they are not by kind', async () => {
  const page = await desk.open({ at: '/#lang=en&size=degree&colour=community' });
  await eventually(() => page.getByTestId('scale-colour').textContent()).toContain('#1');
  const { bytes } = await draw(page, 'svg');
  const { count, text } = parts(bytes.toString('utf8'));
  expect(count('scale')).toBeGreaterThan(4);
  expect(text).toContain('neighbours (degree)');
  expect(text).toContain('community');
});

it('says how large a picture will be, and refuses one that no browser draws', async () => {
  const page = await desk.open();
  await page.keyboard.press('x');
  await page.getByTestId('export-format').selectOption('png');
  const says = page.getByTestId('picture-says');
  await eventually(() => says.textContent()).toContain('2,055');
  await page.getByTestId('picture-width').fill('5');
  await eventually(() => says.textContent()).toBe('Between 40 and 2000 mm.');
  await page.getByTestId('picture-width').fill('1900');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await eventually(() => said(page)).toContain('64 million points');
  await dialog(page).waitFor();
});

it('the flow picture is saved as a PNG, too', async () => {
  const page = await desk.open({ at: '/#lang=en&show=flow' });
  await page.getByTestId('flow-picture').waitFor();
  const { name, bytes } = await draw(page, 'png', { width: 60 });
  expect(name).toBe('loopscope-flow.png');
  const seen = await look(page, bytes, 'image/png');
  expect(seen.width).toBe(Math.round((60 / 25.4) * 300));
  expect(seen.colours).toBeGreaterThan(50);
});
