import { isTooLarge, pointsOf, withDensity } from '../state/png.ts';

/** Too many points for a browser to draw. */
export class TooLarge extends Error {}

const loaded = (image: HTMLImageElement): Promise<void> =>
  new Promise((resolve, reject) => {
    image.onload = () => resolve();
    image.onerror = () => reject(new Error('The picture cannot be drawn.'));
  });

/** An SVG as a PNG for print, so wide on paper, in millimetres. */
export async function rasterised(svg: string, width: number): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await loaded(image);
    const wide = pointsOf(width);
    const tall = Math.round((wide * image.naturalHeight) / image.naturalWidth);
    if (isTooLarge(wide, tall)) throw new TooLarge();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [wide, tall];
    canvas.getContext('2d')?.drawImage(image, 0, 0, wide, tall);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new TooLarge();
    return new Blob([withDensity(new Uint8Array(await blob.arrayBuffer()))], { type: 'image/png' });
  } finally {
    URL.revokeObjectURL(address);
  }
}
