import { isCrowd, type Scene } from '../state/scene.ts';
import type { CanvasEngine, CanvasEvents, Insets } from './engine.ts';
import { createNear } from './near.ts';

/** The canvas as the page holds it. */
export type CanvasHandle = CanvasEngine;

const asShown = <T extends { hidden: boolean }>(thing: T): T => ({ ...thing, hidden: false });
const EMPTY: Scene = { nodes: [], edges: [] };

/** Puts a canvas into an element. Which way it draws follows from how much there is. */
export function createCanvas(host: HTMLElement, events: CanvasEvents, insets: () => Insets): CanvasHandle {
  const near = createNear(host, events, insets);
  let crowd: CanvasEngine | undefined;
  let last: Scene = EMPTY;
  let gone = false;
  const now = (): CanvasEngine => crowd ?? near;
  /** Who follows where the canvas is looked at from, and how to end it: they go along to another way to draw. */
  const watching = new Map<Parameters<CanvasEngine['watch']>[0], () => void>();
  const handOver = (): void => {
    for (const [look, end] of watching) {
      end();
      watching.set(look, now().watch(look));
    }
  };

  /** The crowd is loaded when it is first wanted. */
  async function gather(): Promise<void> {
    const { createCrowd } = await import('./crowd/crowd.ts');
    if (gone || crowd || !isCrowd(last)) return;
    crowd = createCrowd(host, events, insets);
    near.draw(EMPTY);
    crowd.draw(last);
    crowd.fitNow();
    handOver();
  }

  function draw(scene: Scene): void {
    last = scene;
    if (isCrowd(scene)) {
      if (crowd) crowd.draw(scene);
      else void gather().catch(reportError);
      return;
    }
    const before = crowd;
    crowd = undefined;
    before?.destroy();
    if (before) handOver();
    // What is hidden is left out altogether where there is much of it.
    near.draw(
      isCrowd({ nodes: scene.nodes.map(asShown), edges: scene.edges.map(asShown) })
        ? {
            nodes: scene.nodes.filter(({ hidden }) => !hidden),
            edges: scene.edges.filter(({ hidden }) => !hidden),
          }
        : scene,
    );
    if (before) near.fitNow();
  }

  return {
    draw,
    glide: () => now().glide(),
    fitNow: () => now().fitNow(),
    repaint: () => now().repaint(),
    fit: (keys) => now().fit(keys),
    refit: () => now().refit(),
    reveal: (keys) => now().reveal(keys),
    zoomBy: (factor) => now().zoomBy(factor),
    panBy: (x, y) => now().panBy(x, y),
    focus: () => host.focus(),
    centre: () => now().centre(),
    watch(look) {
      watching.set(look, now().watch(look));
      return () => {
        watching.get(look)?.();
        watching.delete(look);
      };
    },
    within: (outline) => now().within(outline),
    destroy: () => {
      gone = true;
      crowd?.destroy();
      near.destroy();
    },
  };
}
