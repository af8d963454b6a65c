import type { Css, EdgeSingular, StylesheetJson } from 'cytoscape';
import { MOVES, type Moves } from '../../server/core/model/registry.ts';
import { NODE_CLASSES, type NodeClass } from '../state/encode.ts';
import { BESIDE_WRAP, CROWDED_NAME, HUB_NAME, NAME, NAME_LEADING } from '../state/name-box.ts';
import type { Palette } from './palette.ts';

/** Each kind has a shape of its own, so that colour is never all there is to tell them by. */
const SHAPES: Record<NodeClass, Css.NodeShape> = {
  Company: 'ellipse',
  CloudProvider: 'ellipse',
  Institution: 'round-octagon',
  Person: 'round-triangle',
  Group: 'ellipse',
  Chip: 'round-rectangle',
  Architecture: 'round-diamond',
  Model: 'round-hexagon',
  Service: 'round-pentagon',
  System: 'barrel',
  Segment: 'round-tag',
  Metric: 'cut-rectangle',
};

/** What moves, by the shape of the arrow as well as by colour. */
const ARROWS: Record<Moves, Css.ArrowShape> = {
  money: 'triangle',
  goods: 'vee',
  collateral: 'diamond',
  equity: 'circle',
  guarantee: 'square',
  nothing: 'triangle',
};

const FONT =
  '"Inter Variable", "Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei", system-ui, sans-serif';

/** The look of the canvas in the colours of a theme. All encodings come with the data; here they become drawing. */
export function styleOf(palette: Palette, calm: boolean): StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        width: 'data(size)',
        height: 'data(size)',
        'background-color': palette.panel,
        'background-image': 'data(icon)',
        'background-width': '48%',
        'background-height': '48%',
        'background-image-opacity': 1,
        'border-width': 2.5,
        'border-color': 'data(colour)',
        label: 'data(name)',
        color: palette.ink,
        'font-family': FONT,
        'font-size': NAME.size,
        'font-weight': 600,
        'line-height': NAME_LEADING,
        'text-wrap': 'wrap',
        'text-max-width': `${NAME.wrap}px`,
        'text-valign': 'bottom',
        'text-margin-y': NAME.gap,
        'text-background-color': palette.canvas,
        'text-background-opacity': 0.86,
        'text-background-padding': '2px',
        'text-background-shape': 'roundrectangle',
        'overlay-opacity': 0,
        'transition-property': 'opacity',
        'transition-duration': calm ? 0 : 160,
        'z-index': 2,
      },
    },
    ...NODE_CLASSES.map((of) => ({ selector: `node[kind = "${of}"]`, style: { shape: SHAPES[of] } })),
    { selector: 'node[kind = "Group"]', style: { 'border-style': 'dashed' } },
    { selector: 'node[side = "top"]', style: { 'text-valign': 'top', 'text-margin-y': -NAME.gap } },
    {
      selector: 'node[side = "right"]',
      style: {
        'text-halign': 'right',
        'text-valign': 'center',
        'text-margin-y': 0,
        'text-margin-x': NAME.gap,
        'text-justification': 'left',
        'text-max-width': `${BESIDE_WRAP}px`,
      },
    },
    {
      selector: 'node[side = "left"]',
      style: {
        'text-halign': 'left',
        'text-valign': 'center',
        'text-margin-y': 0,
        'text-margin-x': -NAME.gap,
        'text-justification': 'right',
        'text-max-width': `${BESIDE_WRAP}px`,
      },
    },
    {
      selector: 'node.crowd',
      style: {
        'font-size': CROWDED_NAME.size,
        'text-max-width': `${CROWDED_NAME.wrap}px`,
        'text-background-opacity': 0.72,
      },
    },
    {
      selector: 'node.hub',
      style: { 'font-size': HUB_NAME.size, 'font-weight': 700, 'background-color': palette.accentSoft },
    },
    {
      selector: 'node.inside',
      style: {
        'text-valign': 'center',
        'text-halign': 'center',
        'text-margin-y': 0,
        'text-margin-x': 0,
        'text-justification': 'center',
        'text-background-opacity': 0,
        'background-image-opacity': 0,
      },
    },
    { selector: 'node.toned', style: { 'background-color': 'data(ground)' } },
    { selector: 'node.unknown', style: { 'border-style': 'dotted', 'background-image-opacity': 0.55 } },
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'curve-style': 'unbundled-bezier',
        'control-point-distances': 'data(bend)',
        'control-point-weights': 0.5,
        'edge-distances': 'node-position',
        'loop-direction': 'data(turn)',
        'loop-sweep': '40deg',
        'line-color': 'data(colour)',
        'line-dash-pattern': [7, 5],
        'line-cap': 'round',
        'target-arrow-color': 'data(colour)',
        'target-distance-from-node': 2,
        'arrow-scale': (edge) => Number(edge.data('head')),
        label: 'data(label)',
        color: 'data(colour)',
        'font-family': FONT,
        'font-size': 12,
        'font-weight': 600,
        'text-margin-x': (edge: EdgeSingular) => Number(edge.data('slideX')),
        'text-margin-y': (edge: EdgeSingular) => Number(edge.data('slideY')),
        'text-background-color': palette.panel,
        'text-background-opacity': 1,
        'text-background-padding': '3.5px',
        'text-background-shape': 'roundrectangle',
        'text-border-width': 1,
        'text-border-opacity': 1,
        'text-border-color': 'data(colour)',
        'overlay-opacity': 0,
        'transition-property': 'opacity',
        'transition-duration': calm ? 0 : 160,
        'z-index': 1,
      },
    },
    ...MOVES.map((moves) => ({
      selector: `edge[moves = "${moves}"]`,
      style: { 'target-arrow-shape': ARROWS[moves] },
    })),
    { selector: 'edge.crowd', style: { 'font-size': 15, 'text-background-padding': '2.5px' } },
    {
      selector: 'edge.crowd.lit, edge.crowd.selected, edge.crowd.playing, edge.crowd.hover',
      style: { 'font-size': 18 },
    },
    { selector: 'edge.implied', style: { 'target-arrow-fill': 'hollow' } },
    // A bar across the line: it leads nowhere any more.
    {
      selector: 'edge.off',
      style: {
        'mid-target-arrow-shape': 'tee',
        'mid-target-arrow-color': 'data(colour)',
        'line-opacity': 0.6,
      },
    },
    { selector: 'edge.pending', style: { 'line-style': 'dashed' } },
    { selector: 'edge.dotted', style: { 'line-style': 'dashed', 'line-dash-pattern': [1.5, 5.5] } },
    { selector: 'edge.plain', style: { 'text-border-width': 0, 'text-background-opacity': 0.9 } },
    {
      selector: 'edge.hover',
      style: {
        label: 'data(full)',
        'z-index': 6,
        'text-border-width': 1,
        'text-background-opacity': 1,
        'underlay-color': palette.accent,
        'underlay-opacity': 0.14,
        'underlay-padding': 5,
      },
    },
    {
      selector: 'node.hover',
      style: {
        'underlay-color': palette.accent,
        'underlay-opacity': 0.12,
        'underlay-padding': 7,
        'underlay-shape': 'ellipse',
      },
    },
    { selector: 'edge.lit', style: { 'z-index': 3 } },
    {
      selector: 'edge.selected, edge.playing',
      style: {
        'z-index': 5,
        'underlay-color': palette.accent,
        'underlay-opacity': 0.2,
        'underlay-padding': 5,
      },
    },
    {
      selector: 'node.selected',
      style: {
        'underlay-color': palette.accent,
        'underlay-opacity': 0.22,
        'underlay-padding': 7,
        'underlay-shape': 'ellipse',
      },
    },
    {
      selector: 'node.pinned',
      style: { 'border-width': 5, 'border-style': 'double' },
    },
    {
      selector: 'node.cursor',
      style: {
        'outline-width': 2.5,
        'outline-color': palette.accent,
        'outline-offset': 5,
        'outline-opacity': 1,
      },
    },
    // Compared with another side.
    {
      selector: 'node.added',
      style: {
        'underlay-color': palette.moves.money,
        'underlay-opacity': 0.16,
        'underlay-padding': 8,
        'underlay-shape': 'ellipse',
      },
    },
    {
      selector: 'node.removed',
      style: { 'border-style': 'dotted', 'border-width': 4, 'background-image-opacity': 0.45 },
    },
    { selector: 'node.changed', style: { 'border-style': 'double', 'border-width': 6 } },
    {
      selector: 'edge.added',
      style: { 'underlay-color': palette.moves.money, 'underlay-opacity': 0.13, 'underlay-padding': 4 },
    },
    { selector: 'edge.removed', style: { 'line-opacity': 0.6, 'line-cap': 'butt' } },
    // Thought away: an outline of what it was.
    { selector: 'node.gone', style: { opacity: 0.5, 'border-style': 'dashed', 'border-width': 3 } },
    {
      selector: 'edge.gone',
      style: { opacity: 0.42, 'line-style': 'dashed', 'line-dash-pattern': [3, 7], 'text-opacity': 0.8 },
    },
    { selector: 'node.faded', style: { opacity: 0.32 } },
    {
      selector: 'edge.faded',
      style: { opacity: 0.16, 'text-opacity': 0, 'text-border-opacity': 0, 'text-background-opacity': 0 },
    },
    { selector: 'node.nameless', style: { label: '' } },
    { selector: '.hidden', style: { display: 'none' } },
  ];
}
