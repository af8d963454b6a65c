import type { Point } from '../geometry.ts';
import { onCircle, type Written } from './picture.ts';

/** Names around a ring, none over another, and marks on ribbons where there is room for them. */

export const LINE = 15;
const GAP = 3;
/** How wide a character of 12.5 pixels is, at most on average. */
const [CELL, NARROW, WIDE] = [7.7, 4, 13];
const widthOf = (char: string): number =>
  /[\u2e80-\uffff]/.test(char) ? WIDE : /[\s,.·:;'’()|!]/.test(char) ? NARROW : CELL;

export const textWidth = (text: string): number => [...text].reduce((sum, char) => sum + widthOf(char), 0);

/** Breaks a name into at most two lines of a width; what is left over is cut, and said to be. */
export function wrapped(text: string, width: number, most = 2): string[] {
  const parts = text.match(/(?:[\u2e80-\uffff]|[^\s\u2e80-\uffff]+)\s*/g) ?? [text];
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && textWidth((line + part).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
  }
  lines.push(line.trimEnd());
  return lines.slice(0, most).map((one, index) => {
    const over = index === most - 1 && lines.length > most;
    if (!over && textWidth(one) <= width) return one;
    const chars = [...one];
    while (chars.length > 1 && textWidth(`${chars.join('')}…`) > width) chars.pop();
    return `${chars.join('').trimEnd()}…`;
  });
}

export type Named = { readonly angle: number; readonly lines: readonly string[]; readonly notes: number };

/** A name, and the note below it, in lines of a width. */
export function naming(angle: number, name: string, note: string, width: number): Named {
  const notes = note === '' ? [] : wrapped(note, width, 1);
  return { angle, lines: [...wrapped(name, width), ...notes], notes: notes.length };
}

type Placed = { index: number; top: number; height: number };

/** Pushes boxes down, then up again from the bottom, until none lies over another. Their order stays. */
function apart(boxes: readonly Placed[], top: number, bottom: number): Placed[] {
  const sorted = [...boxes].sort((a, b) => a.top - b.top || a.index - b.index);
  let least = top;
  const down = sorted.map((box) => {
    const at = Math.max(box.top, least);
    least = at + box.height + GAP;
    return { ...box, top: at };
  });
  let most = bottom;
  return down
    .reverse()
    .map((box) => {
      const at = Math.min(box.top, most - box.height);
      most = at - GAP;
      return { ...box, top: at };
    })
    .reverse();
}

const written = ({ lines, notes }: Named) => ({ lines, notes });

type Ring = { centre: Point; radius: number; width: number; height: number };

/**
 * Writes names outside of a circle, each beside its angle: on the left and on the right, where they are pushed apart, and
 * one each at the very top and bottom. A line leads to what had to move.
 */
export function around(named: readonly Named[], { centre, radius, width, height }: Ring): Written[] {
  const done: Written[] = [];
  const middle = (at: Named) => Math.abs(Math.cos(at.angle)) < 0.12;
  const poles = [-1, 1].map((side) =>
    named.findIndex((one) => middle(one) && Math.sign(Math.sin(one.angle)) === side),
  );
  let [from, to] = [4, height - 4];
  poles.forEach((index, pole) => {
    const one = named[index];
    if (!one) return;
    const tall = one.lines.length * LINE;
    const edge = centre.y + radius * (pole === 0 ? -1 : 1);
    const top = pole === 0 ? Math.max(4, edge - tall) : Math.min(height - 4 - tall, edge);
    done[index] = { ...written(one), at: { x: centre.x, y: top }, anchor: 'middle', lead: [] };
    if (pole === 0) from = Math.max(from, top + tall + GAP);
    else to = Math.min(to, top - GAP);
  });
  for (const side of [-1, 1]) {
    const boxes = named.flatMap(({ angle, lines }, index): Placed[] => {
      if (poles.includes(index) || (Math.cos(angle) >= 0 ? 1 : -1) !== side) return [];
      const tall = lines.length * LINE;
      return [{ index, top: centre.y + radius * Math.sin(angle) - tall / 2, height: tall }];
    });
    for (const { index, top, height: tall } of apart(boxes, from, to)) {
      const one = named[index];
      if (!one) continue;
      // Beside the circle at the height where the name comes nearest to its middle.
      const off = Math.max(0, top - centre.y, centre.y - top - tall);
      const out = Math.sqrt(Math.max(0, radius * radius - off * off));
      const widest = Math.max(...one.lines.map(textWidth));
      const beside = centre.x + side * Math.max(out, 6);
      const x = side > 0 ? Math.min(beside, width - 4 - widest) : Math.max(beside, 4 + widest);
      const near = onCircle(centre, radius - 4, one.angle);
      const mid = { x: x - side * 3, y: top + tall / 2 };
      const far = Math.hypot(mid.x - near.x, mid.y - near.y) > 14;
      done[index] = {
        ...written(one),
        at: { x, y: top },
        anchor: side > 0 ? 'start' : 'end',
        lead: far ? [near, mid] : [],
      };
    }
  }
  return done;
}

export type Rect = { left: number; top: number; right: number; bottom: number };
export const rectAround = (at: Point, width: number, height: number): Rect => ({
  left: at.x - width / 2,
  right: at.x + width / 2,
  top: at.y - height / 2,
  bottom: at.y + height / 2,
});
export const overlaps = (a: Rect, b: Rect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
