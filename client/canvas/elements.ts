import { across } from '../state/name-box.ts';
import { isShaded, type SceneEdge, type SceneNode } from '../state/scene.ts';
import { iconImage } from './icons.tsx';
import type { Palette } from './palette.ts';

export function nodeData(node: SceneNode, palette: Palette) {
  const colour = node.tone ? palette.tone(node.tone) : palette.kind(node.class);
  return {
    id: node.key,
    name: node.note ? `${node.name}\n${node.note}` : node.name,
    kind: node.class,
    size: across(node),
    colour,
    ground: isShaded(node) ? colour : palette.panel,
    icon: iconImage(node.class, isShaded(node) ? palette.panel : colour),
    side: node.labelSide,
  };
}
export const nodeClasses = (node: SceneNode): string =>
  [
    node.hub && 'hub',
    node.inside && 'inside',
    node.faded && 'faded',
    node.hidden && 'hidden',
    node.selected && 'selected',
    node.pinned && 'pinned',
    node.gone && 'gone',
    node.cursor && 'cursor',
    node.unknown && 'unknown',
    node.tone && 'toned',
    node.change,
    node.crowded && 'crowd',
  ]
    .filter(Boolean)
    .join(' ');

export function edgeData(edge: SceneEdge, palette: Palette) {
  return {
    id: edge.key,
    source: edge.from,
    target: edge.to,
    width: edge.playing ? edge.width + 1.5 : edge.width,
    bend: edge.bend,
    slideX: edge.slide.x,
    slideY: edge.slide.y,
    turn: `${-45 + 30 * Math.round(edge.bend / 60)}deg`,
    colour: palette.moves[edge.moves],
    moves: edge.moves,
    // Heads grow with the line by themselves; thin lines need a larger one to be seen, wide ones a smaller.
    head: edge.moves === 'nothing' ? 0.9 : Math.max(0.75, 1.35 - edge.width * 0.08),
    label: edge.label,
    full: edge.full,
  };
}
export const edgeClasses = (edge: SceneEdge): string =>
  [
    edge.certainty === 'contested' && 'dotted',
    edge.certainty === 'pending' && 'pending',
    edge.implied && 'implied',
    edge.off && 'off',
    edge.label === '?' && 'plain',
    edge.lit && 'lit',
    edge.gone && !edge.playing && 'gone',
    edge.faded && !edge.playing && 'faded',
    edge.hidden && 'hidden',
    edge.selected && 'selected',
    edge.playing && 'playing',
    edge.change,
    edge.crowded && 'crowd',
  ]
    .filter(Boolean)
    .join(' ');
