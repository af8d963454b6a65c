import type { CanvasPort } from '../state/canvas-port.ts';
import type { Point } from '../state/geometry.ts';
import type { Scene } from '../state/scene.ts';

/** What happens on the canvas. */
export type CanvasEvents = {
  /** `more`: pressed with Shift, Ctrl or ⌘. */
  onEntity(key: string, more: boolean): void;
  onOpen(key: string): void;
  onClaim(key: string, more: boolean): void;
  onNothing(): void;
  /** Drawn around with Shift. */
  onBox(keys: readonly string[]): void;
  onMoved(places: Record<string, Point>): void;
};

/** What lies over the canvas on each side and is to be kept clear when everything is shown. */
export type Insets = { top: number; right: number; bottom: number; left: number };

/** A way to draw: Cytoscape for what can be read one by one, the crowd for very many. */
export type CanvasEngine = CanvasPort & {
  draw(scene: Scene): void;
  /** Shows everything at once, without waiting for what is about to be drawn. */
  fitNow(): void;
  /** After the colours have changed. */
  repaint(): void;
  destroy(): void;
};
