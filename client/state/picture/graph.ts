import { overlaps, type Rect } from '../flow/names.ts';
import { isCrowd, type Scene, type SceneNode } from '../scene.ts';
import { drawEntity, drawName, type Icon, outlineIn } from './entities.ts';
import { drawLine, type Pens } from './lines.ts';
import { type Svg, tag, together } from './svg.ts';
import { hull } from './texts.ts';

/** A crowd's entity grows with its lines. */
const radiusIn = (degree: number, { hub, size }: SceneNode): number =>
  size === undefined ? (hub ? 42 : 20 + Math.min(16, 3 * Math.sqrt(degree))) : size / 2;
/** How wide names may run before they are broken, by where they stand. */
const wrapOf = ({ labelSide, hub }: SceneNode): number =>
  hub ? 170 : labelSide === 'left' || labelSide === 'right' ? 130 : 150;

/** Names of a crowd that lie on no other: those of the busiest first. All are in the file, as titles of their entities. */
function free(names: readonly { svg: Svg; box: Rect }[]): { svg: Svg; box: Rect }[] {
  const taken: { svg: Svg; box: Rect }[] = [];
  for (const name of names) if (!taken.some(({ box }) => overlaps(box, name.box))) taken.push(name);
  return taken;
}

/** So many names of a crowd are tried: beyond, there is no room left. */
const TRIED = 1500;

export type Drawing = { readonly svg: Svg; readonly box: Rect; readonly nameless: number };

/**
 * Everything of a scene that is shown, drawn as on the canvas, in its lengths. `grow` makes letters larger than there, where
 * the drawing is made smaller.
 */
export function drawGraph(scene: Scene, pens: Pens, icon: Icon, grow: number): Drawing {
  const crowd = isCrowd(scene);
  const nodes = scene.nodes.filter(({ hidden }) => !hidden);
  const edges = scene.edges.filter(({ hidden }) => !hidden);
  const degree = new Map<string, number>();
  for (const { from, to, claims } of edges)
    for (const key of [from, to]) degree.set(key, (degree.get(key) ?? 0) + claims.length);
  const outlines = new Map(
    nodes.map((node) => [
      node.key,
      outlineIn(node, crowd ? radiusIn(degree.get(node.key) ?? 0, node) : undefined),
    ]),
  );
  const outline = (node: SceneNode) => outlines.get(node.key) ?? outlineIn(node, undefined);
  const drawn = edges.flatMap((edge) => {
    const [from, to] = [outlines.get(edge.from), outlines.get(edge.to)];
    return from && to ? [{ edge, ...drawLine(edge, from, to, pens, grow) }] : [];
  });
  // What stands back is drawn first, what is singled out last.
  const order = ({ edge }: (typeof drawn)[number]): number =>
    edge.faded ? 0 : edge.selected || edge.lit || edge.playing ? 2 : 1;
  drawn.sort((a, b) => order(a) - order(b));
  const entities = nodes.map((node) => drawEntity(node, outline(node), pens, crowd ? undefined : icon));
  const named = crowd
    ? [...nodes]
        .filter(({ faded }) => !faded)
        .sort(
          (a, b) =>
            Number(b.selected) - Number(a.selected) || (degree.get(b.key) ?? 0) - (degree.get(a.key) ?? 0),
        )
        .slice(0, TRIED)
        .map((node) => ({ ...node, labelSide: 'bottom' as const, inside: false }))
    : nodes;
  const all = named.map((node) => drawName(node, outline(node), pens, grow, wrapOf(node)));
  const names = crowd ? free(all) : all;
  const box = hull([
    ...drawn.map((line) => line.box),
    ...entities.map((one) => one.box),
    ...names.map((one) => one.box),
  ]);
  return {
    box,
    nameless: nodes.length - names.length,
    svg: together([
      tag('g', { class: 'lines' }, ...drawn.map(({ svg }) => svg)),
      tag('g', { class: 'entities' }, ...entities.map(({ svg }) => svg)),
      tag('g', { class: 'labels' }, ...drawn.flatMap(({ label }) => label ?? [])),
      tag('g', { class: 'names' }, ...names.map(({ svg }) => svg)),
    ]),
  };
}
