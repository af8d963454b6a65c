import { type Rect, textWidth } from '../flow/names.ts';
import { type Svg, tag, text } from './svg.ts';

/** How wide a text is, in a size and a weight. */
export type Measure = (text: string, size: number, weight: number) => number;
/** Where nothing can measure: at most, on average. */
export const estimated: Measure = (of, size) => (textWidth(of) * size) / 12.5;

/** The rectangle around some; around none, nothing. */
export const hull = ([first, ...others]: readonly Rect[]): Rect =>
  others.reduce<Rect>(
    (all, box) => ({
      left: Math.min(all.left, box.left),
      top: Math.min(all.top, box.top),
      right: Math.max(all.right, box.right),
      bottom: Math.max(all.bottom, box.bottom),
    }),
    first ?? { left: 0, top: 0, right: 0, bottom: 0 },
  );

/** Breaks a text into lines of a width. Nothing is cut: a word that is longer has a line of its own. */
export function folded(of: string, width: number, wide: (line: string) => number): string[] {
  const parts = of.match(/(?:[\u2e80-\uffff]|[^\s\u2e80-\uffff]+)\s*/g) ?? [of];
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && wide((line + part).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
  }
  return [...lines, line.trimEnd()];
}

export const LEADING = 1.3;
export type Anchor = 'start' | 'middle' | 'end';

/** Lines of text, their first baseline where the text begins to be written. */
export const lines = (
  of: readonly string[],
  {
    x,
    y,
    size,
    weight,
    fill,
    anchor,
  }: { x: number; y: number; size: number; weight: number; fill: string; anchor: Anchor },
): Svg =>
  tag(
    'text',
    {
      'font-size': size,
      'font-weight': weight,
      fill,
      'text-anchor': anchor === 'start' ? undefined : anchor,
    },
    ...of.map((line, index) => tag('tspan', { x, y: y + index * size * LEADING }, text(line))),
  );
