/** Pictures of points, for print. */

export const DPI = 300;
/** Beyond so many points browsers give nothing, or an empty picture. */
export const MOST_POINTS = 64_000_000;
const MOST_SIDE = 16_384;
/** On paper, in millimetres. */
export const WIDTHS = { least: 40, usual: 174, most: 2000 } as const;

/** How many points a picture of some millimetres has. */
export const pointsOf = (millimetres: number): number => Math.round((millimetres / 25.4) * DPI);
export const isTooLarge = (width: number, height: number): boolean =>
  width * height > MOST_POINTS || Math.max(width, height) > MOST_SIDE;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest >>> 0;
});
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (TABLE[(sum ^ byte) & 255] ?? 0);
  return (sum ^ 0xffffffff) >>> 0;
}

/** Signature and header: what begins every PNG. */
const HEAD = 33;

/** A PNG that says how large it is on paper: without that, programs take it for one of a screen, and print it four times as large. */
export function withDensity(png: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  const perMetre = Math.round((DPI / 25.4) * 1000);
  view.setUint32(0, 9);
  chunk.set([0x70, 0x48, 0x59, 0x73], 4);
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  chunk[16] = 1;
  view.setUint32(17, checksum(chunk.subarray(4, 17)));
  const whole = new Uint8Array(png.length + chunk.length);
  whole.set(png.subarray(0, HEAD));
  whole.set(chunk, HEAD);
  whole.set(png.subarray(HEAD), HEAD + chunk.length);
  return whole;
}
