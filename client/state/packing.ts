import type { Point } from './geometry.ts';

/** Values as short texts for an address. What is not sound reads as undefined. */

/** Lengths on the canvas are whole: what an address can say is all there is. */
const FAR = 10_000_000;
const whole = (value: number): number => (Math.abs(value) <= FAR ? Math.round(value) + 0 : 0);
export const wholePoint = ({ x, y }: Point): Point => ({ x: whole(x), y: whole(y) });

const toBase64Url = (bytes: readonly number[]): string =>
  btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

function fromBase64Url(text: string): number[] | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined;
  try {
    return [...atob(text.replaceAll('-', '+').replaceAll('_', '/'))].map((letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Seven bits a byte, small numbers of either sign in one or two. */
function pushNumber(bytes: number[], value: number): void {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128));
  bytes.push(rest);
}

function numbersIn(bytes: readonly number[]): number[] | undefined {
  const numbers: number[] = [];
  let [value, scale] = [0, 1];
  for (const byte of bytes) {
    value += (byte % 128) * scale;
    if (value > 4 * FAR) return undefined;
    scale *= 128;
    if (byte > 127) continue;
    numbers.push(value % 2 === 1 ? -(value + 1) / 2 : value / 2);
    [value, scale] = [0, 1];
  }
  return scale === 1 ? numbers : undefined;
}

/** Whole points as text, about five letters each. */
export function packPoints(points: readonly Point[]): string {
  const bytes: number[] = [];
  for (const { x, y } of points) {
    pushNumber(bytes, x);
    pushNumber(bytes, y);
  }
  return toBase64Url(bytes);
}

export function unpackPoints(text: string): Point[] | undefined {
  const bytes = fromBase64Url(text);
  const numbers = bytes && numbersIn(bytes);
  if (!numbers || numbers.length % 2 !== 0) return undefined;
  return Array.from({ length: numbers.length / 2 }, (_, at) => ({
    x: numbers[2 * at] ?? 0,
    y: numbers[2 * at + 1] ?? 0,
  }));
}

/** JSON in letters that an address keeps as they are: for what has free text in it. */
export const packJson = (value: unknown): string =>
  toBase64Url([...new TextEncoder().encode(JSON.stringify(value))]);

export function unpackJson(text: string): unknown {
  const bytes = fromBase64Url(text);
  try {
    return bytes && JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes)));
  } catch {
    return undefined;
  }
}

/** `d:a,b,e:c`: a dataset is named once for the keys that follow; a key of none, behind one of some, begins with a colon. */
export function packKeys(keys: readonly string[]): string {
  let dataset = '';
  return keys
    .map((key) => {
      const own = key.slice(0, key.indexOf(':') + 1);
      if (own === dataset) return key.slice(own.length);
      dataset = own;
      return own === '' ? `:${key}` : key;
    })
    .join(',');
}

export function unpackKeys(text: string): string[] {
  let dataset = '';
  const keys = text.split(',').flatMap((part) => {
    const colon = part.indexOf(':');
    if (colon >= 0) dataset = colon === 0 ? '' : part.slice(0, colon + 1);
    const id = part.slice(colon + 1);
    return id === '' ? [] : [`${dataset}${id}`];
  });
  return [...new Set(keys)];
}
