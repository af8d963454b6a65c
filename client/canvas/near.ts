import cytoscape, { type Core, type ElementDefinition, type EventObject, type NodeSingular } from 'cytoscape';
import { distance, isInside, type Point } from '../state/geometry.ts';
import type { Scene } from '../state/scene.ts';
import { edgeClasses, edgeData, nodeClasses, nodeData } from './elements.ts';
import type { CanvasEngine, CanvasEvents, Insets } from './engine.ts';
import { createGlide } from './glide.ts';
import { keepNamesReadable } from './names.ts';
import { readPalette } from './palette.ts';
import { styleOf } from './style.ts';

const EDGE_ROOM = 36;
const PHONE = 520;
const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Draws with Cytoscape: everything one by one, with all that is said of it. */
export function createNear(host: HTMLElement, events: CanvasEvents, insets: () => Insets): CanvasEngine {
  let palette = readPalette();
  let last: Scene = { nodes: [], edges: [] };
  const cy = cytoscape({
    container: host,
    style: styleOf(palette, calm()),
    minZoom: 0.1,
    maxZoom: 3,
    // Drawn with Shift; what is selected is the view's to say, so that Cytoscape only reports it.
    boxSelectionEnabled: true,
    autounselectify: true,
    pixelRatio: 'auto',
  });
  listen(cy, events);
  const glide = createGlide(cy);
  /** What is put elsewhere with the next drawing goes there before one's eyes. */
  let gliding = false;
  const readable = keepNamesReadable(cy, () => {
    if (cy.width() >= PHONE) return undefined;
    const { top, right, bottom, left } = insets();
    return { x1: left, y1: top, x2: cy.width() - right - 12, y2: cy.height() - bottom };
  });
  let settling: ReturnType<typeof setTimeout> | undefined;
  cy.on('zoom pan resize', () => {
    clearTimeout(settling);
    settling = setTimeout(() => !cy.destroyed() && readable(), 60);
  });

  /** Brings the drawn elements in line with a scene: what has not changed is not touched. */
  function draw(scene: Scene): void {
    const want = new Map<string, ElementDefinition>();
    for (const node of scene.nodes)
      want.set(node.key, {
        group: 'nodes',
        data: nodeData(node, palette),
        position: { ...node.at },
        classes: nodeClasses(node),
      });
    for (const edge of scene.edges)
      want.set(edge.key, { group: 'edges', data: edgeData(edge, palette), classes: edgeClasses(edge) });
    const moves = new Map<NodeSingular, Point>();
    cy.batch(() => {
      cy.elements()
        .filter((element) => !want.has(element.id()))
        .remove();
      for (const [key, definition] of want) {
        const element = cy.getElementById(key);
        if (element.empty()) {
          cy.add(definition);
          continue;
        }
        element.data(definition.data);
        // `hover` is the pointer's own, and stays.
        const hover = element.hasClass('hover') ? ' hover' : '';
        element.classes(`${definition.classes ?? ''}${hover}`);
        if (definition.position && element.isNode()) {
          const { x, y } = element.position();
          const to = definition.position;
          if (glide.isBound(key, to) || (x === to.x && y === to.y)) continue;
          if (gliding) moves.set(element, to);
          else {
            glide.drop(key);
            element.position(to);
          }
        }
      }
    });
    if (moves.size > 0) glide.begin(moves);
    gliding = false;
    last = scene;
    readable();
  }

  /** How far everything may be enlarged to fill the canvas: a few entities alone would look silly at a large size. */
  const fullest = (): number => (cy.nodes().length < 5 ? 1.2 : 1.7);

  /** Where everything was last shown from. */
  let whole: { zoom: number; pan: Point } | undefined;
  const isWhole = (): boolean => {
    if (!whole || cy.animated()) return whole !== undefined;
    return Math.abs(cy.zoom() - whole.zoom) < 1e-6 && distance(cy.pan(), whole.pan) < 1;
  };

  function show(keys: readonly string[] | undefined, most: number): void {
    const wanted = new Set(keys);
    const eles = (keys ? cy.nodes().filter((node) => wanted.has(node.id())) : cy.nodes()).not('.hidden');
    if (eles.empty()) return;
    cy.resize();
    const side = insets();
    const seen = keys ? eles.union(eles.edgesWith(eles)) : eles.union(cy.edges().not('.hidden'));
    // On a phone names are as large as can be read, however far away the rest is.
    const box = glide.arrived(() => seen.boundingBox({ includeLabels: cy.width() >= PHONE }));
    const room = {
      w: Math.max(80, cy.width() - side.left - side.right - (cy.width() < PHONE ? 2 : 1) * EDGE_ROOM),
      h: Math.max(80, cy.height() - side.top - side.bottom - EDGE_ROOM),
    };
    const zoom = Math.min(most, Math.max(cy.minZoom(), Math.min(room.w / box.w, room.h / box.h)));
    const pan = {
      x: side.left + (cy.width() - side.left - side.right) / 2 - (zoom * (box.x1 + box.x2)) / 2,
      y: side.top + (cy.height() - side.top - side.bottom) / 2 - (zoom * (box.y1 + box.y2)) / 2,
    };
    if (!keys) whole = { zoom, pan };
    cy.stop();
    if (calm() || !document.documentElement.dataset.ready) {
      cy.viewport({ zoom, pan });
      readable();
    } else cy.animate({ zoom, pan }, { duration: 220, easing: 'ease-out' });
  }

  // What a command has changed is drawn by the next frame: only then can it be shown.
  let waiting = 0;
  const later = (act: () => void): void => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => !cy.destroyed() && act());
  };

  return {
    draw,
    repaint() {
      palette = readPalette();
      cy.style(styleOf(palette, calm()));
      draw(last);
    },
    glide() {
      gliding = !calm();
    },
    fitNow: () => show(undefined, fullest()),
    fit: (keys) => later(() => show(keys, keys ? 1.5 : fullest())),
    refit: () =>
      requestAnimationFrame(() => {
        if (!cy.destroyed() && isWhole()) show(undefined, fullest());
      }),
    reveal: (keys) =>
      later(() => {
        const wanted = new Set(keys);
        const nodes = cy
          .nodes()
          .toArray()
          .filter((node) => wanted.has(node.id()));
        if (nodes.length === 0) return;
        // On a phone the whole is too small to be read: what is chosen fills the canvas.
        if (cy.width() < PHONE) {
          show(keys, 1.3);
          return;
        }
        const side = insets();
        const inside = glide.arrived(() =>
          nodes.every((node) => {
            const { x, y } = node.renderedPosition();
            return (
              x > side.left + 40 &&
              x < cy.width() - side.right - 40 &&
              y > side.top + 40 &&
              y < cy.height() - side.bottom - 40
            );
          }),
        );
        if (!inside) show(undefined, Math.max(cy.zoom(), 0.2));
      }),
    zoomBy(factor) {
      cy.stop();
      cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
    },
    panBy: (x, y) => void cy.panBy({ x, y }),
    focus: () => host.focus(),
    centre: () => {
      const { x1, x2, y1, y2 } = cy.extent();
      return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
    },
    watch(look) {
      const tell = () => look({ ...cy.pan(), zoom: cy.zoom() });
      tell();
      cy.on('viewport', tell);
      return () => void cy.off('viewport', tell);
    },
    within: (outline) =>
      cy
        .nodes()
        .toArray()
        .filter((node) => !node.hasClass('hidden') && isInside(node.renderedPosition(), outline))
        .map((node) => node.id()),
    destroy: () => cy.destroy(),
  };
}

function listen(cy: Core, events: CanvasEvents): void {
  const hover = (on: boolean) => (event: EventObject) => {
    event.target.toggleClass('hover', on);
    const host = cy.container();
    if (host) host.style.cursor = on ? 'pointer' : '';
  };
  cy.on('mouseover', 'node, edge', hover(true));
  cy.on('mouseout', 'node, edge', hover(false));
  // A pointer that leaves the canvas over an edge is told to no element of it.
  cy.container()?.addEventListener('mouseleave', () => cy.elements('.hover').removeClass('hover'));
  const more = ({ originalEvent: pressed }: EventObject): boolean =>
    pressed instanceof MouseEvent && (pressed.shiftKey || pressed.ctrlKey || pressed.metaKey);
  cy.on('tap', 'node', (event) => events.onEntity(event.target.id(), more(event)));
  cy.on('dbltap', 'node', (event) => events.onOpen(event.target.id()));
  cy.on('tap', 'edge', (event) => events.onClaim(event.target.id(), more(event)));
  // `box` comes for each element in it, all in one go.
  let boxed: string[] = [];
  cy.on('box', 'node', (event) => {
    if (boxed.length === 0)
      queueMicrotask(() => {
        events.onBox(boxed);
        boxed = [];
      });
    boxed.push(event.target.id());
  });
  cy.on('tap', (event) => {
    if (event.target === cy && !more(event)) events.onNothing();
  });
  cy.on('dragfree', 'node', (event) => {
    const { x, y } = event.target.position();
    events.onMoved({ [event.target.id()]: { x: Math.round(x), y: Math.round(y) } });
  });
}
