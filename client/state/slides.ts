import { bentBy, type Curve, onCurve, seenOf } from './curve.ts';
import { overlaps, type Rect, rectAround, textWidth } from './flow/names.ts';
import { distance, type Point } from './geometry.ts';
import { across, nameBox, type Standing } from './name-box.ts';

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
const PLACES = Array.from({ length: 37 }, (_, at) => 0.5 + (at % 2 ? -1 : 1) * Math.ceil(at / 2) * 0.025);
/** Which part of a label lies on its line: the middle, else a side, else a corner. So much of its width and height it then stands off. */
const HELD: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 0, y: -0.45 },
  { x: 0, y: 0.45 },
  { x: -0.45, y: 0 },
  { x: 0.45, y: 0 },
  { x: -0.45, y: -0.45 },
  { x: 0.45, y: -0.45 },
  { x: -0.45, y: 0.45 },
  { x: 0.45, y: 0.45 },
];
/** How high a letter is; where lines are many, and larger still where one of them is singled out. */
const [LETTER, CROWDED_LETTER, LARGE] = [12, 15, 18];
/** How far from an entity a line ends that leads to it: its head takes the rest. */
const HEAD = 6;
/** What is left free around an entity. */
const GAP = 4;
/** How ill a label stands over each of these: over another label least of all, and rather over what stands back. */
const ILL = { label: 1000, entity: 100, name: 60, fadedEntity: 20, fadedName: 10 } as const;

function sizeOf({ label, crowded, lit, selected, playing }: Line): { width: number; height: number } {
  const letter = crowded ? (lit || selected || playing ? LARGE : CROWDED_LETTER) : LETTER;
  return { width: (textWidth(label) * letter) / 12.5 + 10, height: letter * 1.25 + 9 };
}
function boxAt(at: Point, edge: Line): Rect {
  const { width, height } = sizeOf(edge);
  return rectAround(at, width, height);
}

/** Where a label may stand, what is liked best first. */
function* placesOn(curve: Curve, edge: Line): Generator<Point> {
  const { width, height } = sizeOf(edge);
  for (const held of HELD)
    for (const share of PLACES) {
      const { x, y } = onCurve(curve, share);
      yield { x: x + held.x * width, y: y + held.y * height };
    }
}

/** What is in the way of a label, and how much that matters. */
type Obstacle = { readonly ill: number; readonly box: Rect; readonly round: number | undefined };

const middleOf = ({ left, right, top, bottom }: Rect): Point => ({
  x: (left + right) / 2,
  y: (top + bottom) / 2,
});

/** Whether a label lies over something: an entity is round. */
function meets(label: Rect, { box, round }: Obstacle): boolean {
  if (!overlaps(label, box)) return false;
  if (round === undefined) return true;
  const { x, y } = middleOf(box);
  const near = {
    x: Math.min(label.right, Math.max(label.left, x)),
    y: Math.min(label.bottom, Math.max(label.top, y)),
  };
  return distance(near, { x, y }) < round;
}

function obstaclesOf(nodes: readonly Standing[]): Obstacle[] {
  return nodes
    .filter(({ hidden }) => !hidden)
    .flatMap((node): Obstacle[] => {
      const round = across(node) / 2 + GAP;
      const name = nameBox(node);
      return [
        {
          ill: node.faded ? ILL.fadedEntity : ILL.entity,
          box: rectAround(node.at, 2 * round, 2 * round),
          round,
        },
        ...(name ? [{ ill: node.faded ? ILL.fadedName : ILL.name, box: name, round: undefined }] : []),
      ];
    });
}

/** What a line and its label can reach at all. */
function reachOf(curve: Curve, edge: Line): Rect {
  const { width, height } = sizeOf(edge);
  const boxes = curve.map((point) => rectAround(point, 2 * width, 2 * height));
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    right: Math.max(...boxes.map(({ right }) => right)),
    top: Math.min(...boxes.map(({ top }) => top)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** Beyond so many labels each stays in the middle: nobody could read them, and looking for places would take its time. */
const MOST = 250;

/**
 * How far labels go from the middles of their lines, so that they lie neither over one another nor over entities and their names. Each touches
 * its line; what is singled out takes its place first. Where there is no room a label stands where it does least harm.
 */
export function slides(edges: readonly Line[], nodes: readonly Standing[]): ReadonlyMap<string, Point> {
  const found = new Map<string, Point>();
  const labelled = edges.filter(
    ({ label, hidden, faded, playing, from, to }) =>
      label !== '' && !hidden && (!faded || playing) && from !== to,
  );
  if (labelled.length > MOST) return found;
  const first = ({ lit, selected, playing }: Line): number => (playing ? 0 : selected || lit ? 1 : 2);
  const ends = new Map(nodes.map((node) => [node.key, { at: node.at, radius: across(node) / 2 }]));
  const standing = obstaclesOf(nodes);
  const labels: Obstacle[] = [];
  for (const edge of labelled.sort((a, b) => first(a) - first(b))) {
    const [from, to] = [ends.get(edge.from), ends.get(edge.to)];
    if (!from || !to) continue;
    const curve = seenOf(bentBy(edge.bend, from.at, to.at), { from: from.radius, to: to.radius + HEAD });
    const reach = reachOf(curve, edge);
    const inReach = [...labels, ...standing].filter(({ box }) => overlaps(box, reach));
    const middle = onCurve(curve, 0.5);
    let best = { at: middle, ill: Number.POSITIVE_INFINITY };
    for (const at of placesOn(curve, edge)) {
      const box = boxAt(at, edge);
      const ill = inReach.reduce((sum, obstacle) => sum + (meets(box, obstacle) ? obstacle.ill : 0), 0);
      if (ill < best.ill) best = { at, ill };
      if (ill === 0) break;
    }
    labels.push({ ill: ILL.label, box: boxAt(best.at, edge), round: undefined });
    if (distance(best.at, middle) > 0)
      found.set(edge.key, { x: Math.round(best.at.x - middle.x), y: Math.round(best.at.y - middle.y) });
  }
  return found;
}
