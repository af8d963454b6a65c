import { CHANGES, type Change } from '../compare.ts';
import { ALL_MOVES, CERTAINTIES, type Certainty, NODE_CLASSES, type NodeClass, widthOf } from '../encode.ts';
import type { Tone } from '../looks/scale.ts';
import type { Scene, SceneEdge } from '../scene.ts';
import { drawShape, type Icon } from './entities.ts';
import { colourName, DASHES, type Pens } from './lines.ts';
import { headOf, outlineOf } from './shapes.ts';
import { own, points, type Svg, tag, together } from './svg.ts';
import { lines } from './texts.ts';

/** What the legend calls things. */
export type LegendWords = {
  readonly kinds: string;
  readonly moves: string;
  readonly certainty: string;
  readonly marks: string;
  readonly kind: (of: NodeClass) => string;
  readonly move: (of: SceneEdge['moves']) => string;
  readonly sure: (of: Certainty) => string;
  readonly mark: (of: Mark) => string;
  /** What sizes and shades stand for, where they are not by kind. */
  readonly scales: readonly { readonly title: string; readonly items: readonly ScaleItem[] }[];
};
type ScaleItem = {
  readonly text: string;
  /** As in the graph; without size and tone there is only the text. */
  readonly size?: number | undefined;
  readonly tone?: Tone | undefined;
  readonly hollow?: boolean;
};
export const MARKS = [
  'wider',
  'unknown',
  'implied',
  'off',
  'several',
  'statements',
  'disagree',
  'leg',
  'selected',
  'gone',
  ...CHANGES,
] as const;
export type Mark = (typeof MARKS)[number];

const [SAMPLE, SIZE, ROW, GAP] = [34, 11, 19, 18] as const;

type Item = {
  /** Absent where there is only the text. */
  readonly sample?: ((x: number, y: number) => Svg) | undefined;
  readonly text: string;
  /** Of a sample that is taller than a line. */
  readonly tall?: number;
};

/** Sizes are drawn so much smaller than in the graph, and so large where size says nothing. */
const [SHRUNK, DOT] = [3.2, 11] as const;

/** An entity of a size and shade, as a sample. */
function scaleItem({ text, size, tone, hollow }: ScaleItem, { colour }: Pens): Item {
  if (size === undefined && tone === undefined) return { text };
  const across = size === undefined ? DOT : size / SHRUNK;
  const paint = colour(tone ? `tone-${tone}` : 'ink2');
  return {
    text,
    tall: across + 5,
    sample: (x, y) =>
      tag('circle', {
        class: 'scale',
        cx: x + 16,
        cy: y,
        r: across / 2,
        fill: hollow ? colour('panel') : paint,
        stroke: paint,
        'stroke-width': 1.6,
        'stroke-dasharray': hollow ? '2 2' : undefined,
      }),
  };
}

const has = (
  mark: Mark,
  edges: readonly SceneEdge[],
  changed: ReadonlySet<Change | undefined>,
  scene: Scene,
): boolean => {
  const some = (test: (edge: SceneEdge) => boolean) => edges.some(test);
  const labelled = (sign: string) => some(({ label }) => label.includes(sign));
  switch (mark) {
    case 'wider':
      return some(({ moves }) => moves !== 'nothing');
    case 'unknown':
      return labelled('?');
    case 'implied':
      return some(({ implied }) => implied);
    case 'off':
      return some(({ off }) => off);
    case 'several':
      return labelled('×');
    case 'statements':
      return labelled('≡');
    case 'disagree':
      return labelled('≠');
    case 'leg':
      return some(({ lit }) => lit);
    case 'selected':
      return some(({ selected }) => selected) || scene.nodes.some(({ selected }) => selected);
    case 'gone':
      return some(({ gone }) => gone) || scene.nodes.some(({ gone }) => gone);
    case 'added':
    case 'removed':
    case 'changed':
      return changed.has(mark);
  }
};

/** The legend of what a picture shows, in rows of a width. Nothing that is not there is explained. */
export function drawLegend(
  scene: Scene,
  pens: Pens,
  icon: Icon,
  words: LegendWords,
  width: number,
): { svg: Svg; height: number } {
  const { colour, measure } = pens;
  const nodes = scene.nodes.filter(({ hidden }) => !hidden);
  const edges = scene.edges.filter(({ hidden }) => !hidden);
  const changed = new Set([...nodes, ...edges].map(({ change }) => change));
  const line = (x: number, y: number, stroke: string, more: Parameters<typeof tag>[1] = {}) =>
    tag('path', { d: `M${x} ${y}H${x + 32}`, stroke, 'stroke-width': 2.4, fill: 'none', ...more });
  const boxed = (sign: string) => (x: number, y: number) =>
    together([
      line(x, y, colour('money')),
      tag('rect', {
        x: x + 5,
        y: y - 7,
        width: 22,
        height: 14,
        rx: 3,
        fill: colour('panel'),
        stroke: colour('money'),
      }),
      lines([sign], {
        x: x + 16,
        y: y + 3.5,
        size: 9.5,
        weight: 650,
        fill: colour('money'),
        anchor: 'middle',
      }),
    ]);
  const signs: Readonly<Record<Mark, (x: number, y: number) => Svg>> = {
    wider: (x, y) =>
      together(
        [1e7, 1e9, 1e11].map((sum, at) =>
          tag('path', {
            d: `M${x + at * 11.5} ${y}h9.5`,
            stroke: colour('money'),
            'stroke-width': widthOf(sum),
          }),
        ),
      ),
    unknown: boxed('?'),
    implied: (x, y) => arrow(x, y, 'money', true),
    off: (x, y) =>
      together([
        line(x, y, colour('ink2'), { 'stroke-opacity': 0.6 }),
        tag('path', { d: `M${x + 16} ${y - 5}v10`, stroke: colour('ink2'), 'stroke-width': 2.2 }),
      ]),
    several: boxed('×5'),
    statements: boxed('≡2'),
    disagree: boxed('≠'),
    leg: boxed('①'),
    selected: (x, y) =>
      tag('circle', { cx: x + 16, cy: y, r: 8, fill: colour('accent'), 'fill-opacity': 0.3 }),
    gone: (x, y) => line(x, y, colour('money'), { 'stroke-dasharray': '3 7', 'stroke-opacity': 0.42 }),
    added: (x, y) => line(x, y, colour('money'), { 'stroke-width': 9, 'stroke-opacity': 0.25 }),
    removed: boxed('−'),
    changed: boxed('±'),
  };
  function arrow(x: number, y: number, of: SceneEdge['moves'], hollow: boolean): Svg {
    const paint = colour(colourName(of));
    const head = headOf(of, { x: x + 33, y }, { x, y }, 10);
    const fill = hollow ? { fill: colour('canvas'), stroke: paint, 'stroke-width': 1.4 } : { fill: paint };
    return together([
      tag('path', { d: `M${x} ${y}H${x + 24}`, stroke: paint, 'stroke-width': 2.4 }),
      'corners' in head
        ? tag('polygon', { points: points(head.corners), ...fill })
        : tag('circle', { cx: head.centre.x, cy: head.centre.y, r: head.radius, ...fill }),
    ]);
  }
  const groups: { title: string; items: Item[] }[] = [
    {
      title: words.kinds,
      items: NODE_CLASSES.filter((of) => nodes.some((node) => node.class === of)).map((of) => ({
        text: words.kind(of),
        sample: (x, y) => {
          const paint = colour(`kind-${of}`);
          return together([
            drawShape(outlineOf(of, { x: x + 16, y }, 8.5), {
              fill: colour('panel'),
              stroke: paint,
              'stroke-width': 1.4,
            }),
            tag(
              'svg',
              {
                x: x + 11.5,
                y: y - 4.5,
                width: 9,
                height: 9,
                viewBox: '0 0 24 24',
                fill: 'none',
                stroke: paint,
                'stroke-width': 2,
                'stroke-linecap': 'round',
                'stroke-linejoin': 'round',
              },
              own(icon(of)),
            ),
          ]);
        },
      })),
    },
    {
      title: words.moves,
      items: ALL_MOVES.filter((of) => edges.some(({ moves }) => moves === of)).map((of) => ({
        text: words.move(of),
        sample: (x, y) => arrow(x, y, of, false),
      })),
    },
    {
      title: words.certainty,
      items: CERTAINTIES.filter((of) => edges.some(({ certainty }) => certainty === of)).map((of) => ({
        text: words.sure(of),
        sample: (x, y) => line(x, y, colour('ink2'), { 'stroke-dasharray': DASHES[of] }),
      })),
    },
    {
      title: words.marks,
      items: MARKS.filter((of) => has(of, edges, changed, scene)).map((of) => ({
        text: words.mark(of),
        sample: signs[of],
      })),
    },
  ];
  groups.push(
    ...words.scales.map(({ title, items }) => ({
      title,
      items: items.map((item) => scaleItem(item, pens)),
    })),
  );
  const parts: Svg[] = [];
  const head = Math.max(...groups.map(({ title }) => measure(title, SIZE, 650))) + GAP;
  const indent = head > width / 3 ? 0 : head;
  let y = 0;
  for (const { title, items } of groups.filter((group) => group.items.length > 0)) {
    const row = Math.max(ROW, ...items.map(({ tall = 0 }) => tall));
    y += (row - ROW) / 2;
    parts.push(
      lines([title], { x: 0, y: y + 4, size: SIZE, weight: 650, fill: colour('ink2'), anchor: 'start' }),
    );
    if (indent === 0) y += row;
    let x = indent;
    for (const { sample, text } of items) {
      const before = sample ? SAMPLE : 0;
      const room = before + 6 + measure(text, SIZE, 450);
      if (x > indent && x + room > width) {
        x = indent;
        y += row;
      }
      if (sample) parts.push(sample(x, y));
      parts.push(
        lines([text], {
          x: x + before + (sample ? 5 : 0),
          y: y + 4,
          size: SIZE,
          weight: 450,
          fill: colour('ink'),
          anchor: 'start',
        }),
      );
      x += room + GAP;
    }
    y += (row + ROW) / 2 + 3;
  }
  return { svg: tag('g', { class: 'legend' }, ...parts), height: Math.max(0, y - 3) };
}
