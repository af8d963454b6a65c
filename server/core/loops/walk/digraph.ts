/**
 * A directed graph in typed arrays (compressed sparse rows): the arcs out of vertex `v` stand at the places `offsets[v]` to
 * `offsets[v + 1]`, in rising order of their targets; the arcs into it likewise in the `back…` arrays. Parallel arcs are kept.
 *
 * Reads of typed arrays in this folder end in `?? 0`, which the compiler drops: every index is in range by construction, and the
 * type system cannot know it.
 */
export type Digraph = {
  size: number;
  offsets: Int32Array;
  targets: Int32Array;
  /** What the maker of the graph calls the arc at each place. */
  names: Int32Array;
  backOffsets: Int32Array;
  backSources: Int32Array;
  /** The place, among the arcs out, of each arc in. */
  backPlaces: Int32Array;
};

/** A stable counting sort: `items` in rising order of their key, in time linear in both. */
function sortedBy(keys: Int32Array, items: Int32Array, size: number): Int32Array {
  const next = offsetsOf(keys, size);
  const sorted = new Int32Array(items.length);
  for (const item of items) {
    const key = keys[item] ?? 0;
    const place = next[key] ?? 0;
    sorted[place] = item;
    next[key] = place + 1;
  }
  return sorted;
}

/** Where each vertex's share begins when arcs are laid out by `ends`; one more number than there are vertices. */
function offsetsOf(ends: Int32Array, size: number): Int32Array {
  const offsets = new Int32Array(size + 1);
  for (const end of ends) offsets[end + 1] = (offsets[end + 1] ?? 0) + 1;
  for (let v = 0; v < size; v++) offsets[v + 1] = (offsets[v + 1] ?? 0) + (offsets[v] ?? 0);
  return offsets;
}

/** The graph of arcs `from[i]` → `to[i]`, called `names[i]`, or `i` where no names are given. */
export function digraphOf(size: number, from: Int32Array, to: Int32Array, names?: Int32Array): Digraph {
  const all = Int32Array.from(from.keys());
  const forward = sortedBy(from, sortedBy(to, all, size), size);
  const placeOf = new Int32Array(from.length);
  for (let place = 0; place < forward.length; place++) placeOf[forward[place] ?? 0] = place;
  const back = sortedBy(to, forward, size);
  return {
    size,
    offsets: offsetsOf(from, size),
    targets: forward.map((arc) => to[arc] ?? 0),
    names: names ? forward.map((arc) => names[arc] ?? 0) : forward,
    backOffsets: offsetsOf(to, size),
    backSources: back.map((arc) => from[arc] ?? 0),
    backPlaces: back.map((arc) => placeOf[arc] ?? 0),
  };
}

/**
 * What is left of a graph as its vertices are taken out in rising order: arcs are sorted, so a vertex that goes is always the
 * first one left in its neighbours' shares, and moving their beginnings is all it takes.
 */
export class Remains {
  readonly first: Int32Array;
  readonly backFirst: Int32Array;

  constructor(readonly graph: Digraph) {
    this.first = graph.offsets.slice(0, graph.size);
    this.backFirst = graph.backOffsets.slice(0, graph.size);
  }

  /** Takes out the lowest vertex that is left. */
  remove(v: number): void {
    const { offsets, targets, backOffsets, backSources } = this.graph;
    const { first, backFirst } = this;
    for (let at = first[v] ?? 0, end = offsets[v + 1] ?? 0; at < end; at++) {
      const to = targets[at] ?? 0;
      backFirst[to] = (backFirst[to] ?? 0) + 1;
    }
    for (let at = backFirst[v] ?? 0, end = backOffsets[v + 1] ?? 0; at < end; at++) {
      const from = backSources[at] ?? 0;
      first[from] = (first[from] ?? 0) + 1;
    }
  }
}
