import { type Digraph, Remains } from './digraph.ts';
import { WayHome } from './home.ts';

/** Says that a search should end: time is up, or the reader has left. Asked often, so it should be cheap. */
export type Stop = () => boolean;

/** Who goes along with a search. Arcs are given by their names; `depth` is how many arcs the walk has so far. */
export interface Companion {
  /** The walk of `depth` arcs is to go on by this one, with at most `left` to come after it. False: not this way. */
  enter(depth: number, arc: number, left: number): boolean;
  /** The walk of `depth` arcs, all entered, closes by this one. False ends the search. */
  close(depth: number, arc: number): boolean;
}

export type WalkOptions = {
  maxLength: number;
  /** Only loops through this vertex. */
  through?: number | undefined;
  /** By the name of an arc: 1 where it may be used. All may, if absent. */
  allowed?: Uint8Array | undefined;
  stop?: Stop | undefined;
  /** How many dead ends a start may run into, beside as many as it finds loops, before it pays to learn from them. */
  patience?: number | undefined;
  /** Told after each start how many are done. */
  onStart?: ((done: number) => void) | undefined;
};

const PATIENCE = 64;

/**
 * Visits every elementary loop of at most `maxLength` arcs once: it is entered by its lowest vertex and goes on along higher
 * ones only, or is entered by the one vertex asked for. A search backwards of half the length tells the walk where it cannot come home in
 * time, and what it does not tell is learned from dead ends (`home.ts`), so that the time between two loops stays
 * polynomial. No recursion, and no memory beyond a few numbers a vertex.
 * @returns false where it was ended before it was through
 */
export function walkLoops(graph: Digraph, companion: Companion, options: WalkOptions): boolean {
  const { maxLength, through, allowed, stop, onStart } = options;
  const { offsets, targets, names } = graph;
  const remains = new Remains(graph);
  const home = new WayHome(remains, maxLength, allowed);
  const { first, backFirst } = remains;
  const { ways } = home;
  const onWalk = new Uint8Array(graph.size);
  const vertex = new Int32Array(maxLength + 1);
  const cursor = new Int32Array(maxLength + 1);
  /** Whether a way home was found from here. */
  const homed = new Uint8Array(maxLength + 1);
  /** Whether the companion refused a way below, so that a dead end says nothing about the graph. */
  const unsure = new Uint8Array(maxLength + 1);
  const raisedAt = new Int32Array(maxLength + 1);

  /** The first place at which an arc goes from `v` to `start`, or where it would be. */
  const closing = (v: number, start: number): number => {
    let [low, high] = [first[v] ?? 0, offsets[v + 1] ?? 0];
    if (through === undefined || (targets[low] ?? 0) >= start) return low;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((targets[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const searchFrom = (start: number): boolean => {
    home.measure(start, Math.max(1, maxLength >> 1));
    const { base, beyond } = home;
    let patience = options.patience ?? PATIENCE;
    let depth = 0;
    vertex[0] = start;
    cursor[0] = first[start] ?? 0;
    homed[0] = 0;
    onWalk[start] = 1;
    for (;;) {
      const v = vertex[depth] ?? 0;
      const left = maxLength - depth - 1;
      const end = offsets[v + 1] ?? 0;
      let next = -1;
      let closes = false;
      let at = cursor[depth] ?? 0;
      for (; at < end; at++) {
        const w = targets[at] ?? 0;
        if (onWalk[w]) continue;
        let way = (ways[w] ?? 0) - base;
        if (way < 0) way = beyond;
        if (way > left) continue;
        const arc = names[at] ?? 0;
        if (allowed && !allowed[arc]) continue;
        if (!companion.enter(depth, arc, left)) {
          unsure[depth] = 1;
          continue;
        }
        if (way === 1) {
          homed[depth] = 1;
          patience += 1;
          const last = offsets[w + 1] ?? 0;
          for (let back = closing(w, start); back < last && targets[back] === start; back++) {
            const name = names[back] ?? 0;
            if (allowed && !allowed[name]) continue;
            if (!companion.close(depth + 1, name)) return false;
          }
        }
        if (left > 1) {
          next = w;
          closes = way === 1;
          break;
        }
      }
      if (next >= 0) {
        if (stop?.()) return false;
        cursor[depth] = at + 1;
        depth += 1;
        vertex[depth] = next;
        cursor[depth] = first[next] ?? 0;
        homed[depth] = closes ? 1 : 0;
        unsure[depth] = 0;
        raisedAt[depth] = home.raised;
        onWalk[next] = 1;
        continue;
      }
      onWalk[v] = 0;
      if (depth === 0) return true;
      const stuck = !homed[depth] && !unsure[depth];
      if (stuck) patience -= 1;
      if (stuck && patience < 0) home.raise(v, left + 2);
      else {
        // Nothing may be learned above from what was not learned here: numbers would no longer fall together.
        if (stuck || unsure[depth]) unsure[depth - 1] = 1;
        if (homed[depth]) homed[depth - 1] = 1;
        if (home.raised !== raisedAt[depth]) home.lower(v, onWalk);
      }
      depth -= 1;
    }
  };

  if (maxLength < 2) return true;
  if (through !== undefined) return !stop?.() && searchFrom(through);
  for (let start = 0; start < graph.size; start++) {
    if (stop?.()) return false;
    const leads = (first[start] ?? 0) < (offsets[start + 1] ?? 0);
    const returns = (backFirst[start] ?? 0) < (graph.backOffsets[start + 1] ?? 0);
    if (leads && returns && !searchFrom(start)) return false;
    remains.remove(start);
    onStart?.(start + 1);
  }
  return true;
}

/** How many elementary loops there are of each length. */
export function countLoops(graph: Digraph, options: WalkOptions): { byLength: Float64Array; whole: boolean } {
  const byLength = new Float64Array(options.maxLength + 1);
  const whole = walkLoops(
    graph,
    {
      enter: () => true,
      close: (depth) => {
        byLength[depth + 1] = (byLength[depth + 1] ?? 0) + 1;
        return true;
      },
    },
    options,
  );
  return { byLength, whole };
}
