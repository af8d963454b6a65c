import type { Point } from '../geometry.ts';
import type { Flow } from './flows.ts';
import type { Scale } from './scale.ts';

/** The flow picture as a value: what is where, in pixels of a box of a given size. The page only draws it. */
export type Box = { readonly width: number; readonly height: number };
/** How a name reads; the picture breaks it into lines. */
export type Words = {
  name(key: string): string;
  /** What is written beside a name, such as "unnamed". */
  note(key: string): string;
  /** Verb and figure of a leg, for where there is room for both. */
  leg(flow: Flow): readonly string[];
  /** The figure alone, short; empty where there is none to give. */
  figure(flow: Flow): string;
  /** What stands in the middle of one loop. */
  middle: readonly string[];
};

export type Written = {
  readonly lines: readonly string[];
  /** How many of the last lines are a note, and no name. */
  readonly notes: number;
  readonly at: Point;
  readonly anchor: 'start' | 'middle' | 'end';
  /** From what is named to its name, where they stand apart. */
  readonly lead: readonly Point[];
};

export type Node = {
  /** An entity that recurs in one loop is drawn at each of its stops. */
  readonly id: string;
  readonly key: string;
  readonly at: Point;
  /** The part of the ring that is the entity's, as a path; empty where it is a point on it. */
  readonly arc: string;
  readonly label: Written;
};

export type Ribbon = {
  readonly flow: Flow;
  /** Its middle line. */
  readonly path: string;
  readonly width: number;
  /** Whether there is a ribbon, and not only its middle line: the sum is known. */
  readonly banded: boolean;
  /** Whether the width can be read off the scale. */
  readonly measured: boolean;
  /** Where the arrow's tip is, and where it points, in degrees. */
  readonly tip: Point;
  readonly turned: number;
  /** Its number in the loop, its figure, or "?" on it; absent where there was no room. */
  readonly mark: { readonly text: string; readonly at: Point } | undefined;
  /** The words for it beside the ring, in the picture of one loop. */
  readonly label: Written | undefined;
};

export type Picture = Box & {
  readonly shape: 'ring' | 'chords';
  readonly centre: Point;
  readonly nodes: readonly Node[];
  readonly ribbons: readonly Ribbon[];
  /** Stops that are the same entity, joined. */
  readonly same: readonly string[];
  readonly middle: readonly string[];
  readonly scale: Scale;
};

/** How long an arrow head is. */
export const HEAD = 10;
export const TURN = 2 * Math.PI;
export const onCircle = (centre: Point, radius: number, angle: number): Point => ({
  x: centre.x + radius * Math.cos(angle),
  y: centre.y + radius * Math.sin(angle),
});
const short = (value: number): string => String(Math.round(value * 10) / 10);
export const xy = ({ x, y }: Point): string => `${short(x)} ${short(y)}`;
/** Along a circle, clockwise from one angle to a larger one. */
export function arcPath(centre: Point, radius: number, from: number, to: number): string {
  const wide = to - from > Math.PI ? 1 : 0;
  return `M${xy(onCircle(centre, radius, from))}A${short(radius)} ${short(radius)} 0 ${wide} 1 ${xy(onCircle(centre, radius, to))}`;
}
export const degrees = (angle: number): number => Math.round((angle * 3600) / TURN) / 10;
