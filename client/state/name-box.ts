import { type Rect, rectAround } from './flow/names.ts';
import type { Point } from './geometry.ts';
import type { Side } from './labels.ts';
import { estimated, folded } from './picture/texts.ts';

/** How large names are written on the canvas, and how wide they may run before they are broken. */
export const NAME = { size: 14, wrap: 150, gap: 6 } as const;
export const CROWDED_NAME = { size: 19, wrap: 170 } as const;
export const HUB_NAME = { size: 16.5 } as const;
export const BESIDE_WRAP = 120;
export const NAME_LEADING = 1.25;
const WEIGHT = 600;

/** An entity as a scene has it. */
export type Standing = {
  readonly key: string;
  readonly name: string;
  readonly note: string;
  readonly at: Point;
  readonly size: number | undefined;
  readonly hub: boolean;
  readonly inside: boolean;
  readonly labelSide: Side;
  readonly crowded: boolean;
  readonly faded: boolean;
  readonly hidden: boolean;
};

/** How far an entity is across. */
export const across = ({ size, hub }: Pick<Standing, 'size' | 'hub'>): number => size ?? (hub ? 84 : 52);

/** What the name of an entity covers, so far as that can be told without a canvas; nothing of its own where it stands inside. */
export function nameBox(node: Standing): Rect | undefined {
  const { at, name, note, inside, labelSide: side, crowded, hub } = node;
  if (inside) return undefined;
  const { size } = hub ? HUB_NAME : crowded ? CROWDED_NAME : NAME;
  const beside = side === 'left' || side === 'right';
  const wrap = crowded ? CROWDED_NAME.wrap : beside ? BESIDE_WRAP : NAME.wrap;
  const wide = (line: string): number => estimated(line, size, WEIGHT);
  const lines = [name, note].filter(Boolean).flatMap((line) => folded(line, wrap, wide));
  const [width, height] = [Math.max(...lines.map(wide)) + 4, lines.length * size * NAME_LEADING + 4];
  const off = across(node) / 2 + NAME.gap;
  const [x, y] = beside ? [off + width / 2, 0] : [0, off + height / 2];
  const way = side === 'left' || side === 'top' ? -1 : 1;
  return rectAround({ x: at.x + way * x, y: at.y + way * y }, width, height);
}
