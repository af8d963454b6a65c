import type { Digraph, Remains } from './digraph.ts';

/**
 * How many arcs it takes at least from a vertex back to the start of the search, kept as one stamped array that is never cleared:
 * `ways[v] - base` is the number, and a negative one was left by an earlier start and means `beyond`.
 *
 * Numbers begin as distances by a search backwards, and rise where the walk learns that there is no way back around what is already
 * on it: the barriers of Y. Peng et al., "Towards bridging theory and practice: hop-constrained s-t simple path enumeration" (VLDB
 * 2019). They must fall again when the vertex that stood in the way leaves the walk, also where its own number never rose. (The published
 * bounded variant of Johnson's algorithm by Gupta and Suzumura forgets such a case and misses loops: Bauernöppel and
 * Sack, arXiv 2512.08392.)
 */
export class WayHome {
  readonly ways: Int32Array;
  base = 0;
  /** The number of every vertex that the search backwards did not reach. */
  beyond = 1;
  /** How many numbers have risen since this start: who leaves the walk need only tell others if it changed meanwhile. */
  raised = 0;
  readonly #queue: Int32Array;
  readonly #graph: Digraph;

  constructor(
    readonly remains: Remains,
    readonly maxLength: number,
    readonly allowed: Uint8Array | undefined,
  ) {
    this.#graph = remains.graph;
    this.ways = new Int32Array(this.#graph.size);
    this.#queue = new Int32Array(this.#graph.size);
  }

  /** Measures distances to a start, no further than `depth`. */
  measure(start: number, depth: number): void {
    const span = this.maxLength + 2;
    if (this.base > 0x7fffffff - 2 * span) {
      this.ways.fill(0);
      this.base = 0;
    }
    this.base += span;
    this.beyond = depth + 1;
    this.raised = 0;
    const { ways, base, allowed } = this;
    const { backOffsets, backSources, backPlaces, names } = this.#graph;
    const { backFirst } = this.remains;
    const queue = this.#queue;
    ways[start] = base;
    queue[0] = start;
    for (let head = 0, tail = 1; head < tail; head++) {
      const v = queue[head] ?? 0;
      const next = (ways[v] ?? 0) + 1;
      if (next > base + depth) break;
      for (let at = backFirst[v] ?? 0, end = backOffsets[v + 1] ?? 0; at < end; at++) {
        const from = backSources[at] ?? 0;
        if ((ways[from] ?? 0) >= base) continue;
        if (allowed && !allowed[names[backPlaces[at] ?? 0] ?? 0]) continue;
        ways[from] = next;
        queue[tail++] = from;
      }
    }
  }

  of(v: number): number {
    const way = (this.ways[v] ?? 0) - this.base;
    return way < 0 ? this.beyond : way;
  }

  raise(v: number, way: number): void {
    this.ways[v] = this.base + way;
    this.raised += 1;
  }

  /**
   * A vertex has left the walk: who can get to it may be nearer home again. Between neighbours off the walk, the first is never more than one
   * arc further than the second; this restores it. (The number of the vertex itself held before it was met, and holds again.)
   */
  lower(v: number, onWalk: Uint8Array): void {
    const { ways, base, beyond } = this;
    const { backOffsets, backSources } = this.#graph;
    const { backFirst } = this.remains;
    const waiting = [v];
    for (let u = waiting.pop(); u !== undefined; u = waiting.pop()) {
      const next = this.of(u) + 1;
      for (let at = backFirst[u] ?? 0, end = backOffsets[u + 1] ?? 0; at < end; at++) {
        const from = backSources[at] ?? 0;
        if (onWalk[from]) continue;
        const known = (ways[from] ?? 0) - base;
        if ((known < 0 ? beyond : known) <= next) continue;
        ways[from] = base + next;
        waiting.push(from);
      }
    }
  }
}
