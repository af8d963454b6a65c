import cytoscape, { type ElementDefinition, type StylesheetJson } from 'cytoscape';
import { type ClaimType, isClaimType, movesOf } from '../../server/core/model/registry.ts';
import { NODE_CLASSES } from '../state/encode.ts';
import type { Point } from '../state/geometry.ts';
import { iconImage } from './icons.tsx';
import { type Palette, readPalette } from './palette.ts';

/** What a query has found, to be drawn by itself: any node and relationship of the database. */
export type ResultParts = {
  readonly nodes: readonly { readonly id: string; readonly name: string; readonly label: string }[];
  readonly relationships: readonly {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly type: string;
  }[];
};
type Places = Readonly<Record<string, Point>>;
export type ResultGraph = {
  draw(parts: ResultParts, places: Places): void;
  /** Reads the colours anew. */
  repaint(): void;
  fit(): void;
  zoomBy(factor: number): void;
  /** Where each node lies. */
  places(): Places;
  /** Marks the node that the keyboard has reached, and brings it into sight. */
  mark(id: string): void;
  destroy(): void;
};
export type ResultGraphEvents = { onNode(id: string): void; onRelationship(id: string): void };

/** So near to the edge a node is not in sight. */
const EDGE = 24;
const FONT =
  '"Inter Variable", "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", system-ui, sans-serif';

const styleOf = (palette: Palette): StylesheetJson => [
  {
    selector: 'node',
    style: {
      width: 38,
      height: 38,
      'background-color': palette.panel,
      'background-image': 'data(icon)',
      'background-width': '50%',
      'background-height': '50%',
      'border-width': 2,
      'border-color': 'data(colour)',
      label: 'data(name)',
      color: palette.ink,
      'font-family': FONT,
      'font-size': 12,
      'font-weight': 600,
      'text-valign': 'bottom',
      'text-margin-y': 5,
      'text-wrap': 'ellipsis',
      'text-max-width': '130px',
      'text-background-color': palette.canvas,
      'text-background-opacity': 0.85,
      'overlay-opacity': 0,
    },
  },
  {
    selector: 'node.cursor',
    style: {
      'outline-width': 2.5,
      'outline-color': palette.accent,
      'outline-offset': 4,
      'outline-opacity': 1,
    },
  },
  {
    selector: 'edge',
    style: {
      width: 1.6,
      'line-color': 'data(colour)',
      'target-arrow-color': 'data(colour)',
      'target-arrow-shape': 'triangle',
      'curve-style': 'bezier',
      label: 'data(type)',
      color: palette.ink3,
      'font-family': FONT,
      'font-size': 9.5,
      'text-rotation': 'autorotate',
      'text-background-color': palette.canvas,
      'text-background-opacity': 0.85,
      'min-zoomed-font-size': 7,
      'overlay-opacity': 0,
    },
  },
];

const kinds: readonly string[] = NODE_CLASSES;
const colourOf = (palette: Palette, type: string): string =>
  isClaimType(type) ? palette.moves[movesOf(type satisfies ClaimType)] : palette.moves.nothing;

function elementsOf(
  { nodes, relationships }: ResultParts,
  places: Places,
  palette: Palette,
): ElementDefinition[] {
  return [
    ...nodes.map(({ id, name, label }) => {
      const kind = NODE_CLASSES.find((known) => known === label);
      const colour = kind ? palette.kind(kind) : palette.ink3;
      return {
        data: { id, name, colour, icon: iconImage(kinds.includes(label) ? label : '', colour) },
        position: { ...(places[id] ?? { x: 0, y: 0 }) },
      };
    }),
    ...relationships.map(({ id, from, to, type }) => ({
      data: { id: `r${id}`, source: from, target: to, type, of: id, colour: colourOf(palette, type) },
    })),
  ];
}

/** A picture of a result, each node where it is said to be. */
export function createResultGraph(host: HTMLElement, on: ResultGraphEvents): ResultGraph {
  let palette = readPalette();
  let last: { parts: ResultParts; places: Places } = { parts: { nodes: [], relationships: [] }, places: {} };
  const cy = cytoscape({
    container: host,
    style: styleOf(palette),
    minZoom: 0.1,
    maxZoom: 3,
    wheelSensitivity: 0.25,
  });
  cy.on('tap', 'node', (event) => on.onNode(event.target.id()));
  cy.on('tap', 'edge', (event) => on.onRelationship(event.target.data('of')));
  /** The layout knows nothing of the pane, which is wide and low: the picture is drawn out to its shape, within measure. */
  const stretch = () => {
    const { w, h } = cy.nodes().boundingBox();
    const by = cy.width() / Math.max(1, cy.height()) / (w / Math.max(1, h));
    const wider = Math.min(2.5, Math.max(1, by));
    cy.nodes().positions((node) => ({ x: node.position().x * wider, y: node.position().y }));
  };
  const whole = () => {
    cy.resize();
    cy.fit(cy.elements(), 28);
    if (cy.zoom() > 1.2) {
      cy.zoom(1.2);
      cy.center();
    }
  };
  return {
    draw(parts, places) {
      last = { parts, places };
      cy.elements().remove();
      cy.add(elementsOf(parts, places, palette));
      stretch();
      whole();
    },
    repaint() {
      palette = readPalette();
      cy.style(styleOf(palette));
      for (const element of elementsOf(last.parts, last.places, palette))
        cy.getElementById(String(element.data.id)).data(element.data);
    },
    fit: whole,
    zoomBy: (factor) =>
      cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),
    places: () => Object.fromEntries(cy.nodes().map((node) => [node.id(), { ...node.position() }])),
    mark(id) {
      cy.nodes('.cursor').removeClass('cursor');
      const node = cy.getElementById(id).addClass('cursor');
      if (node.empty()) return;
      const { x, y } = node.renderedPosition();
      if (x < EDGE || y < EDGE || x > cy.width() - EDGE || y > cy.height() - EDGE) cy.center(node);
    },
    destroy: () => cy.destroy(),
  };
}
