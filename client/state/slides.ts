import { bentBy, onCurve } from './curve.ts';
import { overlaps, type Rect, rectAround, textWidth } from './flow/names.ts';
import { distance, type Point } from './geometry.ts';

/** A line as a scene has it. */
type Line = {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly bend: number;
  readonly hidden: boolean;
  readonly faded: boolean;
  readonly playing: boolean;
  readonly crowded: boolean;
};

/** Where on its line a label may stand, as shares of it: its middle first, then ever further to either side. */
const PLACES = Array.from({ length: 27 }, (_, at) => 0.5 + (at % 2 ? -1 : 1) * Math.ceil(at / 2) * 0.025);
/** What an entity takes up around its centre, half a label included. */
const ENTITY = 52;
/** A letter of a label is so high; where lines are many and one is singled out, it is written larger. */
const [LETTER, LARGE] = [12, 18];

function boxAt(at: Point, { label, crowded }: Line): Rect {
  const letter = crowded ? LARGE : LETTER;
  return rectAround(at, (textWidth(label) * letter) / 12.5 + 10, letter * 1.25 + 9);
}

/**
 * How far labels go from the middles of their lines, so that those of lines between the same two do not lie over one another. Each stays on
 * its line. Without room each stays where it is.
 */
export function slides(
  edges: readonly Line[],
  placed: Readonly<Record<string, Point>>,
): ReadonlyMap<string, Point> {
  const pairs = new Map<string, Line[]>();
  for (const edge of edges) {
    if (edge.label === '' || edge.hidden || (edge.faded && !edge.playing) || edge.from === edge.to) continue;
    const pair = [edge.from, edge.to].sort().join(' ');
    pairs.set(pair, [...(pairs.get(pair) ?? []), edge]);
  }
  const found = new Map<string, Point>();
  for (const together of pairs.values()) {
    if (together.length < 2) continue;
    const taken: Rect[] = [];
    for (const edge of together) {
      const [from, to] = [placed[edge.from], placed[edge.to]];
      if (!from || !to) continue;
      const curve = bentBy(edge.bend, from, to);
      const middle = onCurve(curve, 0.5);
      const at = PLACES.map((share) => onCurve(curve, share)).find(
        (point) =>
          distance(point, from) > ENTITY &&
          distance(point, to) > ENTITY &&
          !taken.some((box) => overlaps(box, boxAt(point, edge))),
      );
      taken.push(boxAt(at ?? middle, edge));
      if (at && distance(at, middle) > 0)
        found.set(edge.key, { x: Math.round(at.x - middle.x), y: Math.round(at.y - middle.y) });
    }
  }
  return found;
}
