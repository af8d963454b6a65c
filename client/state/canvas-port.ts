/** What commands may ask of the canvas. The canvas room implements it; nothing else knows Cytoscape. */
export type CanvasPort = {
  /** What is put elsewhere with the next change goes there before one's eyes, where the reader's system wants motion. */
  glide(): void;
  /** Shows everything, or some entities. */
  fit(keys?: readonly string[]): void;
  /** Where everything was shown and nobody has looked elsewhere since, shows it in the room that there is now. */
  refit(): void;
  /** Pans, only as far as needed, so that some entities are in sight. */
  reveal(keys: readonly string[]): void;
  zoomBy(factor: number): void;
  panBy(x: number, y: number): void;
  focus(): void;
  /** The middle of what is seen, in lengths of the canvas. */
  centre(): { x: number; y: number };
  /** Tells, now and whenever it changes, where the canvas is looked at from. Gives how to end it. */
  watch(look: (viewport: { x: number; y: number; zoom: number }) => void): () => void;
  /** The entities drawn inside an outline, given in pixels of the canvas. */
  within(outline: readonly { x: number; y: number }[]): string[];
};
