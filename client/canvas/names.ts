import type { Core, NodeSingular } from 'cytoscape';

/** The least size of a name on a phone's screen. */
const LEAST = 11;
const WIDEST = 92;

type Box = { x1: number; y1: number; x2: number; y2: number };
const meets = (a: Box, b: Box): boolean => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
const inside = (a: Box, by: Box): boolean => a.x1 >= by.x1 && a.x2 <= by.x2 && a.y1 >= by.y1 && a.y2 <= by.y2;

const body = (node: NodeSingular): Box =>
  node.renderedBoundingBox({ includeLabels: false, includeOverlays: false, includeUnderlays: false });
const nameOf = (node: NodeSingular): Box =>
  node.renderedBoundingBox({
    includeNodes: false,
    includeEdges: false,
    includeLabels: true,
    includeOverlays: false,
    includeUnderlays: false,
  });

/**
 * On a phone the whole is seen from so far that names would be a few pixels high. They are then written as large as can be read, those that
 * would lie over another or be cut left out, the busiest entities' first; zooming in brings the rest.
 */
export function keepNamesReadable(cy: Core, frame: () => Box | undefined): () => void {
  let kept = false;
  return () => {
    const room = frame();
    if (!room) {
      if (kept) cy.nodes().removeClass('nameless').removeStyle('font-size text-max-width');
      kept = false;
      return;
    }
    kept = true;
    const zoom = cy.zoom();
    cy.nodes().removeClass('nameless').removeStyle('font-size text-max-width');
    const nodes: NodeSingular[] = [];
    cy.nodes().forEach((node) => {
      if (!node.hasClass('hidden')) nodes.push(node);
    });
    for (const node of nodes) {
      const size = Number.parseFloat(String(node.style('font-size')));
      if (size * zoom < LEAST)
        node.style({ 'font-size': LEAST / zoom, 'text-max-width': `${WIDEST / zoom}px` });
    }
    const weight = (node: NodeSingular): number =>
      (node.hasClass('selected') ? 4000 : 0) + (node.hasClass('faded') ? 0 : 1000) + node.degree(false);
    const bodies = nodes.map((node) => ({ id: node.id(), box: body(node) }));
    const written: Box[] = [];
    for (const node of nodes.toSorted((a, b) => weight(b) - weight(a))) {
      if (node.hasClass('inside')) continue;
      const box = nameOf(node);
      const free =
        inside(box, room) &&
        !written.some((other) => meets(box, other)) &&
        !bodies.some(({ id, box: other }) => id !== node.id() && meets(box, other));
      if (free) written.push(box);
      else node.addClass('nameless');
    }
  };
}
