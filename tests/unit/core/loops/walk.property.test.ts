import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { componentsOf, coreOf } from '../../../../server/core/loops/walk/core.ts';
import { type Digraph, digraphOf } from '../../../../server/core/loops/walk/digraph.ts';
import { walkTrails } from '../../../../server/core/loops/walk/trails.ts';
import {
  type Companion,
  countLoops,
  type WalkOptions,
  walkLoops,
} from '../../../../server/core/loops/walk/walk.ts';

type Arc = [from: number, to: number];

const arcs = (size: number, most: number): fc.Arbitrary<Arc[]> =>
  fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: most, size: 'max' });
/** Sparse and dense, with parallel arcs and arcs from a vertex to itself. */
const graphs = fc.oneof(arcs(4, 12), arcs(6, 16), arcs(8, 40), arcs(12, 24));

const ends = (list: readonly Arc[]): [Int32Array, Int32Array] => [
  Int32Array.from(list, ([from]) => from),
  Int32Array.from(list, ([, to]) => to),
];
const graphOf = (list: readonly Arc[], size = 12): Digraph => digraphOf(size, ...ends(list));
const coreGraph = (list: readonly Arc[]): Digraph => coreOf(12, ...ends(list)).graph;
const setOf = (walk: readonly number[]): string => [...walk].sort((a, b) => a - b).join();

/** Every closed sequence of arcs without a vertex (or, for trails, an arc) twice, by its set of arcs. Slow, and plain to read. */
function brute(list: readonly Arc[], longest: number, trails = false): string[] {
  const found: string[] = [];
  const extend = (walk: number[]): void => {
    const [first, last] = [list[walk[0] ?? -1], list[walk.at(-1) ?? -1]];
    if (!first || !last) return;
    if (last[1] === first[0] && Math.min(...walk) === walk[0]) found.push(trails ? walk.join() : setOf(walk));
    if (walk.length === longest || (!trails && last[1] === first[0])) return;
    for (const [arc, [from, to]] of list.entries()) {
      const met = walk.some((used) => (trails ? used === arc : list[used]?.[1] === to));
      if (from === last[1] && from !== to && !met) extend([...walk, arc]);
    }
  };
  for (const [arc, [from, to]] of list.entries()) if (from !== to) extend([arc]);
  return found.sort();
}

/** Writes down what a search finds, refusing what `refuses` says on the way. */
class Scribe implements Companion {
  readonly found: number[][] = [];
  readonly path: number[] = [];
  constructor(readonly refuses: (walk: readonly number[]) => boolean = () => false) {}
  enter(depth: number, arc: number): boolean {
    this.path[depth] = arc;
    return !this.refuses(this.path.slice(0, depth + 1));
  }
  close(depth: number, arc: number): boolean {
    this.found.push([...this.path.slice(0, depth), arc]);
    return true;
  }
}
function found(graph: Digraph, options: WalkOptions): string[] {
  const scribe = new Scribe();
  expect(walkLoops(graph, scribe, options)).toBe(true);
  return scribe.found.map(setOf).sort();
}

const lengths = fc.integer({ min: 2, max: 9 });
const patience = fc.constantFrom(0, 1, 3, 64);

describe('the walk, against every sequence of arcs', () => {
  it('finds each elementary loop once, however soon it learns from dead ends', () => {
    fc.assert(
      fc.property(graphs, lengths, patience, (list, maxLength, patience) => {
        const all = brute(list, maxLength);
        expect(found(coreGraph(list), { maxLength, patience })).toEqual(all);
        const { byLength } = countLoops(coreGraph(list), { maxLength, patience });
        expect(byLength.reduce((a, b) => a + b)).toBe(all.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('finds those through one vertex, along the arcs allowed', () => {
    const loose = graphs.map((list) => list.filter(([from, to]) => from !== to));
    fc.assert(
      fc.property(
        loose,
        lengths,
        patience,
        fc.nat(11),
        fc.nat(),
        (list, maxLength, patience, through, mask) => {
          const allowed = Uint8Array.from(list, (_, arc) => ((arc * 7 + mask) % 4 === 0 ? 0 : 1));
          const kept = brute(list, maxLength).filter((set) => {
            const walk = set.split(',').map(Number);
            return walk.every((arc) => allowed[arc]) && walk.some((arc) => list[arc]?.[0] === through);
          });
          expect(found(graphOf(list), { maxLength, patience, through, allowed })).toEqual(kept);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('does not take a refusal for a dead end', () => {
    fc.assert(
      fc.property(
        graphs,
        lengths,
        patience,
        fc.integer({ min: 2, max: 5 }),
        (list, maxLength, patience, odd) => {
          // Depends on the way here, so what is refused one way is let through another.
          const refuses = (walk: readonly number[]) => walk.reduce((sum, arc) => sum + arc, 1) % odd === 0;
          const graph = coreGraph(list);
          const scribe = new Scribe(refuses);
          walkLoops(graph, scribe, { maxLength, patience });
          const every = new Scribe();
          walkLoops(graph, every, { maxLength });
          const kept = every.found.filter(
            (walk) => !walk.slice(0, -1).some((_, at) => refuses(walk.slice(0, at + 1))),
          );
          expect(scribe.found.map(setOf).sort()).toEqual(kept.map(setOf).sort());
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('finds each closed walk without an arc twice once, where everything is glued', () => {
    fc.assert(
      fc.property(fc.oneof(arcs(3, 8), arcs(5, 12)), fc.integer({ min: 2, max: 7 }), (list, maxLength) => {
        const scribe = new Scribe();
        walkTrails(coreGraph(list), () => true, scribe, { maxLength });
        const rotated = scribe.found.map((walk) => {
          const at = walk.indexOf(Math.min(...walk));
          return [...walk.slice(at), ...walk.slice(0, at)].join();
        });
        expect(rotated.sort()).toEqual(brute(list, maxLength, true));
      }),
      { numRuns: 500 },
    );
  });

  it('puts in one component what can reach each other', () => {
    fc.assert(
      fc.property(graphs, (list) => {
        const reach = Array.from({ length: 12 }, (_, v) => {
          const met = new Set([v]);
          for (const w of met) for (const [from, to] of list) if (from === w) met.add(to);
          return met;
        });
        const component = componentsOf(graphOf(list));
        for (let a = 0; a < 12; a++)
          for (let b = 0; b < 12; b++)
            expect(component[a] === component[b]).toBe(
              reach[a]?.has(b) === true && reach[b]?.has(a) === true,
            );
      }),
    );
  });
});

/** A chain of diamonds, each `width` ways wide, from vertex 0 to the last. */
function diamonds(count: number, width: number): Arc[] {
  return Array.from({ length: count }, (_, at) => at * (width + 1)).flatMap((from) =>
    Array.from({ length: width }, (_, way): Arc[] => [
      [from, from + 1 + way],
      [from + 1 + way, from + 1 + width],
    ]).flat(),
  );
}

describe('graphs that are hard for others', () => {
  it('gives up a chain of diamonds without a loop in linear time', () => {
    const list = diamonds(30_000, 2);
    const began = performance.now();
    expect(coreOf(list.length, ...ends(list)).graph.size).toBe(0);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('does not try the ways through diamonds that only lead back to where the walk has been', () => {
    // In and out of the chain by vertex 0 alone: a walk from the loop beside it can only die in there, in 100 million ways.
    const chain = diamonds(4, 100);
    const last = 4 * 101;
    const list: Arc[] = [...chain, [last, 0], [last + 1, 0], [0, last + 1]];
    const graph = digraphOf(last + 2, ...ends(list));
    let asked = 0;
    const stop = () => ++asked > 200_000;
    const scribe = new Scribe();
    expect(walkLoops(graph, scribe, { maxLength: 12, through: last + 1, stop })).toBe(true);
    expect(scribe.found).toHaveLength(1);
  });

  it('counts a dense core, and stops when told to', () => {
    const list = Array.from({ length: 12 }, (_, a) =>
      Array.from({ length: 12 }, (_, b): Arc => [a, b]).filter(([from, to]) => from !== to),
    ).flat();
    // Of n vertices, (n choose k)(k − 1)! loops of k.
    expect([...countLoops(coreGraph(list), { maxLength: 5 }).byLength]).toEqual([0, 0, 66, 440, 2970, 19008]);
    let asked = 0;
    const cut = countLoops(coreGraph(list), { maxLength: 12, stop: () => ++asked > 10_000 });
    expect(cut.whole).toBe(false);
    expect(cut.byLength.reduce((a, b) => a + b)).toBeGreaterThan(1000);
  });
});
