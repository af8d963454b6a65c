import cytoscape, { type Core } from 'cytoscape';
import fcose from 'cytoscape-fcose';
import type { Point } from '../state/geometry.ts';

cytoscape.use(fcose);

/**
 * Where a force layout puts what is drawn. It starts from where things are, without chance, and leaves the canvas alone:
 * the caller puts the places into the view.
 */
export function forceLayout(cy: Core): Record<string, Point> {
  const before = cy.nodes().map((node) => ({ node, at: { ...node.position() } }));
  const options = {
    name: 'fcose',
    quality: 'proof',
    randomize: false,
    animate: false,
    fit: false,
    nodeSeparation: 160,
    idealEdgeLength: () => 210,
    nodeRepulsion: () => 60_000,
    nodeDimensionsIncludeLabels: true,
  };
  cy.layout(options).run();
  const places: Record<string, Point> = {};
  for (const { node, at } of before) {
    const { x, y } = node.position();
    places[node.id()] = { x: Math.round(x), y: Math.round(y) };
    node.position(at);
  }
  return places;
}
