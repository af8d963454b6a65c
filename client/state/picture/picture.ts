import type { Scene } from '../scene.ts';
import type { Icon } from './entities.ts';
import { drawGraph } from './graph.ts';
import { drawLegend, type LegendWords } from './legend.ts';
import type { Pens } from './lines.ts';
import { own, type Svg, tag, text } from './svg.ts';
import { folded, lines } from './texts.ts';

/** What stands around the graph. */
export type Words = LegendWords & {
  readonly title: string;
  /** Filters and dates that hold, one by one. */
  readonly facts: readonly string[];
  /** Where it comes from: datasets with their versions. */
  readonly source: readonly string[];
  /** Said where some names had no room. */
  readonly nameless: (count: number) => string;
};

/** Lengths of the layout to a millimetre on paper: letters of 11 are 2.2 mm high, 6 points, however wide the picture is. */
const PER_MM = 5;
const [MARGIN, TITLE, SMALL] = [24, 17, 11] as const;
/** The graph is at most so much taller than wide, and so much larger than on the canvas. */
const [TALLEST, LARGEST] = [1.35, 1.5] as const;
/** Letters in the graph are at least so high on paper, if they need not grow beyond twice their size for it. */
const LEAST = 9.5;
export const FAMILY =
  "'Inter Variable', Inter, 'Noto Sans CJK TC', 'Noto Sans TC', 'PingFang TC', 'Noto Sans', sans-serif";

type Inputs = {
  readonly scene: Scene;
  readonly pens: Pens;
  readonly icon: Icon;
  readonly words: Words;
  /** On paper, in millimetres. */
  readonly width: number;
  /** A style for the file, such as the font that it brings. */
  readonly style?: string | undefined;
};

export type Picture = { readonly svg: string; readonly width: number; readonly height: number };

const fits = (
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
  room: number,
): number =>
  Math.min(room / Math.max(1, right - left), (TALLEST * room) / Math.max(1, bottom - top), LARGEST);

/** The picture of a scene as an SVG file that needs nothing beside it, and how large it is in millimetres. */
export function pictureOf({ scene, pens, icon, words, width, style }: Inputs): Picture {
  const { colour, measure } = pens;
  const wide = width * PER_MM;
  const room = wide - 2 * MARGIN;
  // Letters grow where the drawing shrinks; that makes it larger, so that it is measured first.
  const first = fits(drawGraph(scene, pens, icon, 1).box, room);
  const grow = Math.min(2, Math.max(1, LEAST / (14 * first)));
  const graph = drawGraph(scene, pens, icon, grow);
  const scale = fits(graph.box, room);
  const { left, right, top } = graph.box;
  const tall = (graph.box.bottom - top) * scale;
  const of = (texts: readonly string[], size: number, weight: number) =>
    texts.flatMap((line) => folded(line, room, (part) => measure(part, size, weight)));
  const title = of([words.title], TITLE, 650);
  const facts = of(words.facts, SMALL, 450);
  const legend = drawLegend(scene, pens, icon, words, room);
  const foot = of(
    [...(graph.nameless > 0 ? [words.nameless(graph.nameless)] : []), ...words.source],
    SMALL - 1,
    400,
  );
  let y = MARGIN + TITLE;
  const parts: Svg[] = [];
  const write = (texts: readonly string[], size: number, weight: number, fill: string) => {
    if (texts.length === 0) return;
    parts.push(lines(texts, { x: MARGIN, y, size, weight, fill: colour(fill), anchor: 'start' }));
    y += texts.length * size * 1.3;
  };
  write(title, TITLE, 650, 'ink');
  write(facts, SMALL, 450, 'ink2');
  const x = MARGIN + (room - (right - left) * scale) / 2;
  parts.push(
    tag(
      'g',
      { class: 'graph', transform: `translate(${x - left * scale} ${y - top * scale}) scale(${scale})` },
      graph.svg,
    ),
  );
  y += tall + 22;
  parts.push(
    tag('path', { d: `M${MARGIN} ${y - 12}H${wide - MARGIN}`, stroke: colour('line2'), 'stroke-width': 1 }),
  );
  parts.push(tag('g', { transform: `translate(${MARGIN} ${y + 4})` }, legend.svg));
  y += legend.height + 12;
  write(foot, SMALL - 1, 400, 'ink3');
  const height = y + MARGIN - SMALL;
  const svg = tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: `${width}mm`,
      height: `${(height / PER_MM).toFixed(2)}mm`,
      viewBox: `0 0 ${wide} ${height.toFixed(2)}`,
      role: 'img',
      'font-family': FAMILY,
    },
    tag('title', {}, text(words.title)),
    ...(style === undefined ? [] : [tag('style', {}, own(style))]),
    tag('rect', { width: '100%', height: '100%', fill: colour('canvas') }),
    ...parts,
  );
  return { svg, width, height: height / PER_MM };
}
