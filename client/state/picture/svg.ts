/** Writing SVG as text: whatever comes from data goes through here, and is a text or a value, never markup. */

declare const made: unique symbol;
/** Markup that was made here. */
export type Svg = string & { readonly [made]: true };

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML cannot hold, not even escaped: control characters, halves of pairs, and the two that are no characters. */
const UNFIT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const safe = (text: string): string =>
  text.replace(UNFIT, '\ufffd').replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
export const text = (of: string): Svg => safe(of) as Svg;

/** A number without endless digits. */
const short = (value: number): string => String(Math.round(value * 100) / 100);

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; attributes that are undefined are left out. */
export function tag(name: string, attributes: Attributes, ...children: readonly Svg[]): Svg {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? short(value) : safe(value)}"`],
  );
  const inner = children.join('');
  return `<${name}${written.join('')}${inner === '' ? '/>' : `>${inner}</${name}>`}` as Svg;
}

/** Several as one, without an element around them. */
export const together = (parts: readonly Svg[]): Svg => parts.join('') as Svg;

/** A drawing of our own that is markup already, such as an icon. */
export const own = (markup: string): Svg => markup as Svg;

export const points = (of: readonly { x: number; y: number }[]): string =>
  of.map(({ x, y }) => `${short(x)},${short(y)}`).join(' ');
export const at = ({ x, y }: { x: number; y: number }): string => `${short(x)} ${short(y)}`;
