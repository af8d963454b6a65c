import { bentBy, onCurve } from '../curve.ts';
import type { Certainty } from '../encode.ts';
import type { Rect } from '../flow/names.ts';
import { along, type Point } from '../geometry.ts';
import type { SceneEdge } from '../scene.ts';
import { headOf, leaves, type Outline, partOf } from './shapes.ts';
import { at, points, type Svg, tag, text } from './svg.ts';
import { lines, type Measure } from './texts.ts';

/** What a picture is drawn with: the colour of a name of `tokens.css`, and how wide a text is. */
export type Pens = { readonly colour: (name: string) => string; readonly measure: Measure };

export const DASHES: Readonly<Record<Certainty, string | undefined>> = {
  sure: undefined,
  pending: '7 5',
  contested: '1.5 5.5',
};
export const colourName = (moves: SceneEdge['moves']): string => (moves === 'nothing' ? 'none' : moves);
/** What stands back, and what is thought away. */
const [FADED, GONE] = [0.16, 0.42];

export type Drawn = { readonly svg: Svg; readonly box: Rect; readonly label?: Svg };

/** As long as Cytoscape makes them: they grow with the line, slower than it. */
const headSize = ({ width, moves }: SceneEdge): number =>
  0.3 *
  Math.max((width * 13.37) ** 0.9, 29) *
  (moves === 'nothing' ? 0.9 : Math.max(0.75, 1.35 - width * 0.08));

/** Of an entity about itself: a loop beside it. Several stand around it. */
function besideItself(
  edge: SceneEdge,
  { at: centre, radius }: Outline,
): { d: string; tip: Point; from: Point; middle: Point; reach: number } {
  const turn = ((-45 + 30 * Math.round(edge.bend / 60) - 90) * Math.PI) / 180;
  const [out, back] = [turn - 0.5, turn + 0.5];
  const reach = radius * 2.9;
  const [start, tip] = [along(centre, out, radius), along(centre, back, radius + 3)];
  const [c1, c2] = [along(centre, out, reach), along(centre, back, reach)];
  return {
    d: `M${at(start)}C${at(c1)} ${at(c2)} ${at(tip)}`,
    tip,
    from: c2,
    middle: along(centre, turn, radius * 2.2),
    reach,
  };
}

export function drawLine(
  edge: SceneEdge,
  from: Outline,
  to: Outline,
  { colour, measure }: Pens,
  grow: number,
): Drawn {
  const paint = colour(colourName(edge.moves));
  const size = headSize(edge);
  const width = edge.playing ? edge.width + 1.5 : edge.width;
  const curve = bentBy(edge.bend, from.at, to.at);
  const tipAt = leaves(curve, to, 2, true);
  const endAt = leaves(curve, to, 2 + size * 0.85, true);
  const part = partOf(curve, leaves(curve, from, 0, false), endAt);
  const own = from === to ? besideItself(edge, from) : undefined;
  const tip = own?.tip ?? onCurve(curve, tipAt);
  const head = headOf(edge.moves, tip, own?.from ?? part[2], size);
  const middle = own?.middle ?? onCurve(part, 0.5);
  const d = own?.d ?? `M${at(part[0])}Q${at(part[1])} ${at(part[2])}`;
  const headPaint = edge.implied
    ? { fill: colour('canvas'), stroke: paint, 'stroke-width': 1.6 }
    : { fill: paint };
  const angle = Math.atan2(curve[2].y - curve[0].y, curve[2].x - curve[0].x) + Math.PI / 2;
  const bar = [along(middle, angle, 8), along(middle, angle, -8)] as const;
  const opacity = edge.playing ? undefined : edge.faded ? FADED : edge.gone ? GONE : undefined;
  const dash = edge.gone && !edge.playing ? '3 7' : DASHES[edge.certainty];
  const lit = edge.selected || edge.playing || edge.change === 'added';
  const svg = tag(
    'g',
    { class: 'line', opacity },
    ...(edge.full === '' ? [] : [tag('title', {}, text(edge.full))]),
    ...(lit
      ? [
          tag('path', {
            d,
            fill: 'none',
            stroke: colour(edge.change === 'added' ? 'money' : 'accent'),
            'stroke-width': width + 10,
            'stroke-opacity': 0.2,
          }),
        ]
      : []),
    tag('path', {
      d,
      fill: 'none',
      stroke: paint,
      'stroke-width': width,
      'stroke-dasharray': dash,
      'stroke-linecap': edge.certainty === 'contested' ? 'round' : undefined,
      'stroke-opacity': edge.off || edge.change === 'removed' ? 0.6 : undefined,
    }),
    'corners' in head
      ? tag('polygon', { points: points(head.corners), ...headPaint })
      : tag('circle', { cx: head.centre.x, cy: head.centre.y, r: head.radius, ...headPaint }),
    ...(edge.off
      ? [
          tag('path', {
            d: `M${at(bar[0])}L${at(bar[1])}`,
            stroke: paint,
            'stroke-width': Math.max(2, width),
          }),
        ]
      : []),
  );
  const reach = own?.reach ?? 0;
  const xs = [part[0].x, part[2].x, middle.x];
  const ys = [part[0].y, part[2].y, middle.y];
  const box: Rect = own
    ? { left: from.at.x - reach, right: from.at.x + reach, top: from.at.y - reach, bottom: from.at.y + reach }
    : {
        left: Math.min(...xs) - width,
        right: Math.max(...xs) + width,
        top: Math.min(...ys) - width,
        bottom: Math.max(...ys) + width,
      };
  if (edge.label === '' || (edge.faded && !edge.playing)) return { svg, box };
  // Labels lie over all lines: they are drawn after them.
  const letters = 12 * grow;
  const word = { x: middle.x + edge.slide.x, y: middle.y + edge.slide.y };
  const half = measure(edge.label, letters, 600) / 2 + 3.5;
  const plain = edge.label === '?';
  const label = tag(
    'g',
    { class: 'label', opacity },
    tag('rect', {
      x: word.x - half,
      y: word.y - letters * 0.78,
      width: 2 * half,
      height: letters * 1.56,
      rx: 4,
      fill: colour('panel'),
      'fill-opacity': plain ? 0.9 : undefined,
      stroke: plain ? undefined : paint,
    }),
    lines([edge.label], {
      x: word.x,
      y: word.y + letters * 0.36,
      size: letters,
      weight: 600,
      fill: paint,
      anchor: 'middle',
    }),
  );
  return {
    svg,
    label,
    box: {
      left: Math.min(box.left, word.x - half),
      right: Math.max(box.right, word.x + half),
      top: Math.min(box.top, word.y - letters),
      bottom: Math.max(box.bottom, word.y + letters),
    },
  };
}
