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
  readonly lit: boolean;
  readonly selected: boolean;
  readonly crowded: boolean;
};

/** Where on its line a label may stand, as shares of it: its middle first, then ever further to either side. */
const PLACES = Array.from({ length: 27 }, (_, at) => 0.5 + (at % 2 ? -1 : 1) * Math.ceil(at / 2) * 0.025);
/** What an entity takes up around its centre. */
const ENTITY = 34;
/** A letter of a label is so high; where lines are many and one is singled out, it is written larger. */
const [LETTER, LARGE] = [12, 18];

function boxAt(at: Point, { label, crowded }: Line): Rect {
  const letter = crowded ? LARGE : LETTER;
  return rectAround(at, (textWidth(label) * letter) / 12.5 + 10, letter * 1.25 + 9);
}

/** Whether a label lies over an entity. */
const covers = ({ left, right, top, bottom }: Rect, { x, y }: Point): boolean =>
  Math.hypot(x - Math.min(right, Math.max(left, x)), y - Math.min(bottom, Math.max(top, y))) < ENTITY;

/** Beyond so many labels each stays in the middle: nobody could read them, and looking for places would take its time. */
const MOST = 250;

/**
 * How far labels go from the middles of their lines, so that they lie over neither one another nor the ends of their lines. Each stays on its line; what is
 * singled out takes its place first. Without room a label stays where it is.
 */
export function slides(
  edges: readonly Line[],
  placed: Readonly<Record<string, Point>>,
): ReadonlyMap<string, Point> {
  const found = new Map<string, Point>();
  const labelled = edges.filter(
    ({ label, hidden, faded, playing, from, to }) =>
      label !== '' && !hidden && (!faded || playing) && from !== to,
  );
  if (labelled.length > MOST) return found;
  const first = ({ lit, selected, playing }: Line): number => (playing ? 0 : selected || lit ? 1 : 2);
  const taken: Rect[] = [];
  for (const edge of labelled.sort((a, b) => first(a) - first(b))) {
    const [from, to] = [placed[edge.from], placed[edge.to]];
    if (!from || !to) continue;
    const curve = bentBy(edge.bend, from, to);
    const middle = onCurve(curve, 0.5);
    const free = PLACES.map((share) => onCurve(curve, share)).filter((point) => {
      const box = boxAt(point, edge);
      return !taken.some((other) => overlaps(other, box));
    });
    const clear = (point: Point) => [from, to].every((end) => !covers(boxAt(point, edge), end));
    const at = free.find(clear) ?? free[0];
    taken.push(boxAt(at ?? middle, edge));
    if (at && distance(at, middle) > 0)
      found.set(edge.key, { x: Math.round(at.x - middle.x), y: Math.round(at.y - middle.y) });
  }
  return found;
}
