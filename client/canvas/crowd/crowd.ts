import { distance, isInside, type Point } from '../../state/geometry.ts';
import type { Scene, SceneEdge, SceneNode } from '../../state/scene.ts';
import type { CanvasEngine, CanvasEvents, Insets } from '../engine.ts';
import { readPalette } from '../palette.ts';
import { listenTo } from './gestures.ts';
import { packed } from './pack.ts';
import type { Asked, Frame, Painted, Viewport } from './protocol.ts';

const [LEAST, MOST] = [0.01, 3];
/** How much more than what is in sight is painted on each side, so that moving finds something there. */
const MARGIN = 0.3;
/** How near a press must come, in pixels. */
const NEAR = 9;
const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * A canvas for very many: a worker paints pictures, and the page only moves the last one about until the next has come.
 * It stands for Cytoscape where that would stall the page.
 */
export function createCrowd(host: HTMLElement, events: CanvasEvents, insets: () => Insets): CanvasEngine {
  const sheet = document.createElement('canvas');
  Object.assign(sheet.style, {
    position: 'absolute',
    inset: '0',
    width: '100%',
    height: '100%',
    touchAction: 'none',
  });
  sheet.dataset.testid = 'crowd';
  host.append(sheet);
  const pen = sheet.getContext('2d');
  const worker = new Worker(new URL('./crowd.worker.ts', import.meta.url), { type: 'module' });
  const ask = (asked: Asked, moved: Transferable[] = []): void => worker.postMessage(asked, moved);

  let scene: Scene = { nodes: [], edges: [] };
  let at = new Map<string, Point>();
  let view: Viewport = { zoom: 1, pan: { x: 0, y: 0 } };
  let last: Painted | undefined;
  /** Asked for and not there yet; `stale` where something has changed since. */
  let painting = false;
  let stale = false;
  let framed = 0;
  let gone = false;

  const size = () => ({ width: host.clientWidth, height: host.clientHeight });

  function askFrame(): void {
    const { width, height } = size();
    if (width === 0 || height === 0 || gone) return;
    if (painting) {
      stale = true;
      return;
    }
    painting = true;
    stale = false;
    const [over, up] = [width * MARGIN, height * MARGIN];
    const frame: Frame = {
      zoom: view.zoom,
      pan: { x: view.pan.x + over, y: view.pan.y + up },
      width: width + 2 * over,
      height: height + 2 * up,
      ratio: Math.min(2, devicePixelRatio),
    };
    ask({ kind: 'paint', frame });
  }

  worker.onmessage = ({ data }: MessageEvent<Painted>) => {
    last?.bitmap.close();
    last = data;
    painting = false;
    sheet.dataset.painted = String(Number(sheet.dataset.painted ?? 0) + 1);
    if (stale) askFrame();
    move();
  };

  /** Puts the last picture where it belongs now. */
  function move(): void {
    if (framed !== 0) return;
    framed = requestAnimationFrame(() => {
      framed = 0;
      const { width, height } = size();
      const ratio = Math.min(2, devicePixelRatio);
      if (sheet.width !== Math.round(width * ratio) || sheet.height !== Math.round(height * ratio)) {
        sheet.width = Math.round(width * ratio);
        sheet.height = Math.round(height * ratio);
      }
      if (!pen || !last) return;
      const { frame, bitmap } = last;
      const by = view.zoom / frame.zoom;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, width, height);
      pen.drawImage(
        bitmap,
        view.pan.x - frame.pan.x * by,
        view.pan.y - frame.pan.y * by,
        frame.width * by,
        frame.height * by,
      );
    });
  }

  const watching = new Set<(viewport: Point & { zoom: number }) => void>();
  function look(next: Viewport): void {
    view = { zoom: Math.min(MOST, Math.max(LEAST, next.zoom)), pan: next.pan };
    move();
    askFrame();
    for (const tell of watching) tell({ ...view.pan, zoom: view.zoom });
  }

  function zoomAt(point: Point, factor: number): void {
    const zoom = Math.min(MOST, Math.max(LEAST, view.zoom * factor));
    const by = zoom / view.zoom;
    look({
      zoom,
      pan: { x: point.x - (point.x - view.pan.x) * by, y: point.y - (point.y - view.pan.y) * by },
    });
  }

  const shownNodes = (): SceneNode[] => scene.nodes.filter(({ hidden }) => !hidden);
  const onScreen = ({ x, y }: Point): Point => ({
    x: x * view.zoom + view.pan.x,
    y: y * view.zoom + view.pan.y,
  });

  /** Where everything was last shown from. */
  let whole: Viewport | undefined;
  function bring(keys: readonly string[] | undefined, most = 1.2): void {
    const wanted = new Set(keys);
    const points = shownNodes()
      .filter(({ key }) => !keys || wanted.has(key))
      .map((node) => at.get(node.key) ?? node.at);
    if (points.length === 0) return;
    let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { x, y } of points) {
      x1 = Math.min(x1, x);
      y1 = Math.min(y1, y);
      x2 = Math.max(x2, x);
      y2 = Math.max(y2, y);
    }
    const side = insets();
    const { width, height } = size();
    const [w, h] = [width - side.left - side.right - 60, height - side.top - side.bottom - 60];
    const zoom = Math.min(most, Math.max(LEAST, Math.min(w / (x2 - x1 + 80), h / (y2 - y1 + 80))));
    const to = {
      zoom,
      pan: {
        x: side.left + 30 + w / 2 - (zoom * (x1 + x2)) / 2,
        y: side.top + 30 + h / 2 - (zoom * (y1 + y2)) / 2,
      },
    };
    if (!keys) whole = to;
    go(to);
  }

  let moving = 0;
  function go(to: Viewport): void {
    cancelAnimationFrame(moving);
    if (calm() || !document.documentElement.dataset.ready) {
      look(to);
      return;
    }
    const [from, start] = [view, performance.now()];
    const step = (now: number) => {
      const part = Math.min(1, (now - start) / 220);
      const ease = 1 - (1 - part) ** 2;
      const mix = (a: number, b: number) => a + (b - a) * ease;
      look({
        zoom: mix(from.zoom, to.zoom),
        pan: { x: mix(from.pan.x, to.pan.x), y: mix(from.pan.y, to.pan.y) },
      });
      if (part < 1 && !gone) moving = requestAnimationFrame(step);
    };
    moving = requestAnimationFrame(step);
  }

  function nodeAt(point: Point): SceneNode | undefined {
    let best: { node: SceneNode; off: number } | undefined;
    for (const node of shownNodes()) {
      const { x, y } = onScreen(at.get(node.key) ?? node.at);
      const off = Math.hypot(x - point.x, y - point.y);
      if (off < Math.max(NEAR, 24 * view.zoom) && (!best || off < best.off)) best = { node, off };
    }
    return best?.node;
  }

  function edgeAt(point: Point): SceneEdge | undefined {
    let best: { edge: SceneEdge; off: number } | undefined;
    for (const edge of scene.edges) {
      if (edge.hidden) continue;
      const [a, b] = [at.get(edge.from), at.get(edge.to)];
      if (!a || !b) continue;
      const off = offLine(point, onScreen(a), onScreen(b));
      if (off < NEAR / 2 && (!best || off < best.off)) best = { edge, off };
    }
    return best?.edge;
  }

  const stopListening = listenTo(sheet, {
    nodeAt: (point) => nodeAt(point)?.key,
    pan: ({ x, y }) => look({ zoom: view.zoom, pan: { x: view.pan.x + x, y: view.pan.y + y } }),
    zoom: zoomAt,
    drag: (key, by) => {
      const before = at.get(key);
      const index = scene.nodes.findIndex((node) => node.key === key);
      if (!before || index < 0) return;
      const now = { x: before.x + by.x / view.zoom, y: before.y + by.y / view.zoom };
      at.set(key, now);
      ask({ kind: 'at', index, at: now });
      askFrame();
    },
    dropped: (key) => {
      const now = at.get(key);
      if (now) events.onMoved({ [key]: { x: Math.round(now.x), y: Math.round(now.y) } });
    },
    tap: (point, more) => {
      const node = nodeAt(point);
      const edge = node ? undefined : edgeAt(point);
      if (node) events.onEntity(node.key, more);
      else if (edge) events.onClaim(edge.key, more);
      else if (!more) events.onNothing();
    },
    open: (point) => {
      const node = nodeAt(point);
      if (node) events.onOpen(node.key);
    },
    box: (a, b) => events.onBox(within([a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }])),
  });
  const watch = new ResizeObserver(() => {
    move();
    askFrame();
  });
  watch.observe(host);

  function within(outline: readonly Point[]): string[] {
    return shownNodes()
      .filter((node) => isInside(onScreen(at.get(node.key) ?? node.at), outline))
      .map(({ key }) => key);
  }

  function draw(next: Scene): void {
    scene = next;
    at = new Map(next.nodes.map((node) => [node.key, node.at]));
    const crowd = packed(next, readPalette());
    ask({ kind: 'crowd', crowd }, [
      crowd.at.buffer,
      crowd.radius.buffer,
      crowd.colour.buffer,
      crowd.flags.buffer,
      crowd.ranked.buffer,
      crowd.ends.buffer,
      crowd.bend.buffer,
      crowd.width.buffer,
      crowd.lineColour.buffer,
      crowd.lineFlags.buffer,
    ]);
    askFrame();
  }

  return {
    draw,
    // Very many are where they are put at once.
    glide: () => {},
    fitNow: () => bring(undefined),
    repaint: () => draw(scene),
    fit: (keys) => requestAnimationFrame(() => !gone && bring(keys)),
    refit: () => {
      if (whole?.zoom === view.zoom && distance(whole.pan, view.pan) < 1) bring(undefined);
    },
    reveal: (keys) =>
      requestAnimationFrame(() => {
        if (gone) return;
        const { width, height } = size();
        const out = keys.some((key) => {
          const point = at.get(key);
          if (!point) return false;
          const { x, y } = onScreen(point);
          return x < 40 || y < 60 || x > width - 60 || y > height - 60;
        });
        if (out) bring(keys);
      }),
    zoomBy: (factor) => zoomAt({ x: size().width / 2, y: size().height / 2 }, factor),
    panBy: (x, y) => look({ zoom: view.zoom, pan: { x: view.pan.x + x, y: view.pan.y + y } }),
    focus: () => host.focus(),
    centre: () => ({
      x: (size().width / 2 - view.pan.x) / view.zoom,
      y: (size().height / 2 - view.pan.y) / view.zoom,
    }),
    watch(tell) {
      watching.add(tell);
      tell({ ...view.pan, zoom: view.zoom });
      return () => void watching.delete(tell);
    },
    within,
    destroy: () => {
      gone = true;
      watch.disconnect();
      stopListening();
      worker.terminate();
      cancelAnimationFrame(moving);
      last?.bitmap.close();
      // A frame that has been asked for finds nothing to draw.
      last = undefined;
      sheet.remove();
    },
  };
}

/** How far a point lies off the stretch between two others. */
function offLine(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const part = Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(p.x - a.x - part * dx, p.y - a.y - part * dy);
}
