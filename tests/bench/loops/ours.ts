import { coreOf } from '../../../server/core/loops/walk/core.ts';
import { type Companion, countLoops, walkLoops } from '../../../server/core/loops/walk/walk.ts';
import type { Arcs } from './graph.ts';

/** Loops of each length up to the longest, and the seconds that it took from the list of arcs. */
export type Measure = { byLength: number[]; seconds: number };

export const total = (byLength: readonly number[]): number => byLength.reduce((sum, count) => sum + count, 0);

/** The best of some runs: the others were held up by something else on the machine, or by the compiler. */
function best(runs: number, run: () => number[]): Measure {
  let fastest: Measure | undefined;
  for (let at = 0; at < runs; at++) {
    const began = performance.now();
    const byLength = run();
    const seconds = (performance.now() - began) / 1000;
    if (!fastest || seconds < fastest.seconds) fastest = { byLength, seconds };
  }
  return fastest ?? { byLength: [], seconds: 0 };
}

export const counting = (arcs: Arcs, maxLength: number, runs = 3): Measure =>
  best(runs, () => {
    const { graph } = coreOf(arcs.size, arcs.from, arcs.to);
    return [...countLoops(graph, { maxLength }).byLength];
  });

/** Lists of numbers, one after the other in blocks, each behind its length: a list of its own for each would take most of the time. */
class Lists {
  readonly #blocks: Int32Array[] = [];
  #block = new Int32Array(0);
  #at = 0;

  add(list: Int32Array, length: number): void {
    if (this.#at + length + 1 > this.#block.length) {
      this.#block = new Int32Array(1 << 20);
      this.#blocks.push(this.#block);
      this.#at = 0;
    }
    this.#block[this.#at++] = length;
    for (let at = 0; at < length; at++) this.#block[this.#at++] = list[at] ?? 0;
  }

  *lengths(): Generator<number> {
    for (const block of this.#blocks)
      for (let at = 0; (block[at] ?? 0) > 0; at += (block[at] ?? 0) + 1) yield block[at] ?? 0;
  }
}

/** Every loop as the numbers of its arcs, all kept until the end, as igraph gives them. */
export const writing = (arcs: Arcs, maxLength: number, runs = 3): Measure =>
  best(runs, () => {
    const { graph } = coreOf(arcs.size, arcs.from, arcs.to);
    const written = new Lists();
    const path = new Int32Array(maxLength);
    const scribe: Companion = {
      enter(depth, arc) {
        path[depth] = arc;
        return true;
      },
      close(depth, arc) {
        path[depth] = arc;
        written.add(path, depth + 1);
        return true;
      },
    };
    walkLoops(graph, scribe, { maxLength });
    const byLength = Array.from({ length: maxLength + 1 }, () => 0);
    for (const length of written.lengths()) byLength[length] = (byLength[length] ?? 0) + 1;
    return byLength;
  });
