import { angleFrom, distance, type Point } from './geometry.ts';

export const DIRECTIONS = {
  ArrowRight: 0,
  ArrowDown: Math.PI / 2,
  ArrowLeft: Math.PI,
  ArrowUp: -Math.PI / 2,
} as const;
export type Arrow = keyof typeof DIRECTIONS;
export const isArrow = (key: string): key is Arrow => Object.hasOwn(DIRECTIONS, key);

/**
 * The entity that an arrow key leads to: the nearest in a cone around the arrow's direction, being out of line
 * counting as being far. Neighbours along a claim are preferred, as the reader follows the lines.
 */
export function towards(
  placed: { readonly [key: string]: Point },
  from: string,
  arrow: Arrow,
  neighbours: ReadonlySet<string>,
): string | undefined {
  const start = placed[from];
  if (!start) return undefined;
  let best: { key: string; cost: number } | undefined;
  for (const [key, point] of Object.entries(placed)) {
    if (key === from) continue;
    const turn = Math.abs(
      ((angleFrom(start, point) - DIRECTIONS[arrow] + 3 * Math.PI) % (2 * Math.PI)) - Math.PI,
    );
    if (turn > 1.05) continue;
    const cost = distance(start, point) * (1 + 1.5 * turn) * (neighbours.has(key) ? 0.7 : 1);
    if (!best || cost < best.cost || (cost === best.cost && key < best.key)) best = { key, cost };
  }
  return best?.key;
}

/** The next of some things in a ring, for keys that step through them. */
export function stepThrough<T>(things: readonly T[], now: T | undefined, by: 1 | -1): T | undefined {
  if (things.length === 0) return undefined;
  const index = now === undefined ? -1 : things.indexOf(now);
  if (index < 0) return by === 1 ? things[0] : things.at(-1);
  return things[(index + by + things.length) % things.length];
}
