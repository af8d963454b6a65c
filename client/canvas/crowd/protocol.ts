import type { Point } from '../../state/geometry.ts';

/** Where the canvas looks: what is drawn at `model` stands at `model * zoom + pan`, in pixels of the page. */
export type Viewport = { readonly zoom: number; readonly pan: Point };
/** A picture to be made: of how many pixels of the page, and how many of the screen each of them has. */
export type Frame = Viewport & { readonly width: number; readonly height: number; readonly ratio: number };

/** What stands out or back, as bits; what is solid is filled with its colour, what is hollow never. */
export const FLAG = {
  hidden: 1,
  faded: 2,
  selected: 4,
  cursor: 8,
  dashed: 16,
  dotted: 32,
  solid: 64,
  hollow: 128,
} as const;

/** A scene as numbers, which cost nothing to hand to a worker. */
export type Crowd = {
  /** x and y of each entity, one after the other. */
  readonly at: Float32Array;
  readonly radius: Float32Array;
  /** Which of `colours` each is drawn in. */
  readonly colour: Uint8Array;
  readonly flags: Uint8Array;
  readonly names: readonly string[];
  /** Entities in the order in which names are written while there is room: those with most claims first. */
  readonly ranked: Uint32Array;
  /** The two ends of each line, as places in `at`. */
  readonly ends: Uint32Array;
  readonly bend: Float32Array;
  readonly width: Float32Array;
  readonly lineColour: Uint8Array;
  readonly lineFlags: Uint8Array;
  readonly colours: readonly string[];
  readonly ink: string;
  readonly ground: string;
  readonly accent: string;
};

export type Asked =
  | { readonly kind: 'crowd'; readonly crowd: Crowd }
  /** An entity that is being dragged. */
  | { readonly kind: 'at'; readonly index: number; readonly at: Point }
  | { readonly kind: 'paint'; readonly frame: Frame };
export type Painted = { readonly bitmap: ImageBitmap; readonly frame: Frame };
