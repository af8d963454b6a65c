import type { Rect } from '../flow/names.ts';
import { across, HUB_NAME, NAME } from '../name-box.ts';
import { isShaded, type SceneNode } from '../scene.ts';
import type { Pens } from './lines.ts';
import { type Outline, outlineOf } from './shapes.ts';
import { own, points, type Svg, tag, text } from './svg.ts';
import { type Anchor, folded, LEADING, lines } from './texts.ts';

/** As an icon of a kind: what stands in a box of 24 by 24, drawn in the colour of its surroundings. */
export type Icon = (of: SceneNode['class']) => string;

/** The outline of an entity; in a crowd it is as large as it has many lines. */
export const outlineIn = (node: SceneNode, crowdRadius: number | undefined): Outline =>
  crowdRadius === undefined
    ? outlineOf(node.class, node.at, across(node) / 2)
    : { at: node.at, radius: crowdRadius, corners: undefined };

export function drawShape(of: Outline, attributes: Parameters<typeof tag>[1]): Svg {
  return of.corners
    ? tag('polygon', { points: points(of.corners), 'stroke-linejoin': 'round', ...attributes })
    : tag('circle', { cx: of.at.x, cy: of.at.y, r: of.radius, ...attributes });
}

/** What is around an entity that is selected, or new in a comparison. */
function ring(node: SceneNode, of: Outline, { colour }: Pens): Svg[] {
  const paint = node.selected ? colour('accent') : node.change === 'added' ? colour('money') : undefined;
  return paint === undefined
    ? []
    : [tag('circle', { cx: of.at.x, cy: of.at.y, r: of.radius + 8, fill: paint, 'fill-opacity': 0.22 })];
}

const border = ({ gone, change, pinned, unknown, class: of }: SceneNode) => ({
  'stroke-width': gone ? 3 : change === 'removed' ? 4 : change === 'changed' ? 5 : pinned ? 5 : 2.5,
  'stroke-dasharray': change === 'removed' || unknown ? '1.5 4' : gone || of === 'Group' ? '6 4' : undefined,
});

const opacityOf = ({ faded, gone }: SceneNode): number | undefined => (faded ? 0.32 : gone ? 0.5 : undefined);

export function drawEntity(
  node: SceneNode,
  of: Outline,
  pens: Pens,
  icon: Icon | undefined,
): { svg: Svg; box: Rect } {
  const { colour } = pens;
  const paint = colour(node.tone ? `tone-${node.tone}` : `kind-${node.class}`);
  const shaded = isShaded(node);
  const side = of.radius * 0.96;
  const reach = of.radius + (node.selected || node.change ? 10 : 4);
  return {
    svg: tag(
      'g',
      { class: 'entity', opacity: opacityOf(node) },
      tag('title', {}, text(node.name)),
      ...ring(node, of, pens),
      drawShape(of, {
        fill: shaded ? paint : colour(node.hub ? 'accent-bg' : 'panel'),
        stroke: paint,
        ...border(node),
      }),
      ...(icon && !node.inside
        ? [
            tag(
              'svg',
              {
                x: of.at.x - side / 2,
                y: of.at.y - side / 2,
                width: side,
                height: side,
                viewBox: '0 0 24 24',
                fill: 'none',
                stroke: shaded ? colour('panel') : paint,
                'stroke-width': 2,
                'stroke-linecap': 'round',
                'stroke-linejoin': 'round',
              },
              own(icon(node.class)),
            ),
          ]
        : []),
    ),
    box: { left: of.at.x - reach, right: of.at.x + reach, top: of.at.y - reach, bottom: of.at.y + reach },
  };
}

/** Where a name stands beside its entity, and how its lines are set there. */
function placed(
  node: SceneNode,
  { at, radius }: Outline,
  tall: number,
): { x: number; top: number; anchor: Anchor } {
  if (node.inside) return { x: at.x, top: at.y - tall / 2, anchor: 'middle' };
  switch (node.labelSide) {
    case 'top':
      return { x: at.x, top: at.y - radius - 7 - tall, anchor: 'middle' };
    case 'bottom':
      return { x: at.x, top: at.y + radius + 7, anchor: 'middle' };
    case 'right':
      return { x: at.x + radius + 8, top: at.y - tall / 2, anchor: 'start' };
    case 'left':
      return { x: at.x - radius - 8, top: at.y - tall / 2, anchor: 'end' };
  }
}

/** The name of an entity, whole, on a ground that lets it be read over lines. */
export function drawName(
  node: SceneNode,
  of: Outline,
  { colour, measure }: Pens,
  grow: number,
  wrap: number,
): { svg: Svg; box: Rect } {
  const size = (node.hub ? HUB_NAME : NAME).size * grow;
  const weight = node.hub ? 700 : 600;
  const wide = (line: string): number => measure(line, size, weight);
  const written = [...folded(node.name, wrap * grow, wide), ...(node.note === '' ? [] : [node.note])];
  const tall = written.length * size * LEADING;
  const { x, top, anchor } = placed(node, of, tall);
  const width = Math.max(...written.map(wide));
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  const box: Rect = { left: left - 3, right: left + width + 3, top: top - 1, bottom: top + tall + 1 };
  return {
    box,
    svg: tag(
      'g',
      { class: 'name', opacity: opacityOf(node) },
      ...(node.inside
        ? []
        : [
            tag('rect', {
              x: box.left,
              y: box.top,
              width: box.right - box.left,
              height: box.bottom - box.top,
              rx: 4,
              fill: colour('canvas'),
              'fill-opacity': 0.86,
            }),
          ]),
      lines(written, { x, y: top + size, size, weight, fill: colour('ink'), anchor }),
    ),
  };
}
