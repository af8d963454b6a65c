import { movesOf } from '../../server/core/model/registry.ts';
import type { Strand } from './bundles.ts';
import { fan } from './geometry.ts';

type Line = Pick<Strand, 'key' | 'from' | 'to' | 'type'>;

/** Gives each line its curve: lines between the same two stand side by side, in a fixed order. */
export function bends(lines: readonly Line[]): Map<string, number> {
  const pairs = new Map<string, Line[]>();
  for (const line of lines) {
    const pair = line.from < line.to ? `${line.from} ${line.to}` : `${line.to} ${line.from}`;
    const together = pairs.get(pair);
    if (together) together.push(line);
    else pairs.set(pair, [line]);
  }
  const found = new Map<string, number>();
  for (const together of pairs.values()) {
    // One direction on one side, the other on the other, what moves nothing in the middle.
    const side = ({ type, from, to }: Line) => (movesOf(type) === 'nothing' ? 0 : from < to ? -1 : 1);
    const sorted = [...together].sort((a, b) => side(a) - side(b) || (a.key < b.key ? -1 : 1));
    const offsets = fan(sorted.length);
    sorted.forEach(({ key, from, to }, index) => {
      const offset = offsets[index] ?? 0;
      found.set(key, from < to ? offset : -offset || 0);
    });
  }
  return found;
}
