import type { CouldGlue } from '../projection/glue.ts';
import { type Digraph, Remains } from './digraph.ts';
import { WayHome } from './home.ts';
import type { Companion, WalkOptions } from './walk.ts';

/**
 * Visits closed walks along arcs, no arc twice, each once: a walk is entered by its lowest arc out of its lowest vertex (or out of the
 * one vertex asked for). An entity may come again where glue is possible: of the passages through it at most one has no claims that
 * could be glued (which claims, `combinations.ts` settles). The same set of arcs comes back in each of its arrangements.
 *
 * As `walk.ts`, but a vertex on the walk may be met again, so there is nothing to learn from a dead end: distances alone prune.
 * @returns false where it was ended before it was through
 */
export function walkTrails(
  graph: Digraph,
  couldGlue: CouldGlue,
  companion: Companion,
  options: WalkOptions,
): boolean {
  const { maxLength, through, allowed, stop, onStart } = options;
  const { offsets, targets, names } = graph;
  const remains = new Remains(graph);
  const home = new WayHome(remains, maxLength, allowed);
  const { first } = remains;
  const onWalk = new Uint8Array(targets.length);
  /** How often the walk has left each vertex, its start by the first arc not counted. */
  const left = new Uint8Array(graph.size);
  const vertex = new Int32Array(maxLength + 1);
  const cursor = new Int32Array(maxLength + 1);
  const taken = new Int32Array(maxLength + 1);
  const nameAt = (depth: number): number => names[taken[depth] ?? 0] ?? 0;

  /** Whether the glue rule can still be met if the walk of `depth` arcs leaves `v` by the arc `out`. */
  const passes = (v: number, depth: number, out: number): boolean => {
    if (left[v] === 0) return true;
    let loose = couldGlue(nameAt(depth - 1), out) ? 0 : 1;
    for (let at = 1; at < depth && loose <= 1; at++)
      if (vertex[at] === v && !couldGlue(nameAt(at - 1), nameAt(at))) loose += 1;
    return loose <= 1;
  };

  const searchFrom = (start: number, opening: number): boolean => {
    vertex[0] = start;
    taken[0] = opening;
    onWalk[opening] = 1;
    vertex[1] = targets[opening] ?? 0;
    cursor[1] = vertex[1] === start ? opening + 1 : (first[vertex[1] ?? 0] ?? 0);
    for (let depth = 1; depth > 0; ) {
      const v = vertex[depth] ?? 0;
      const after = maxLength - depth - 1;
      const end = offsets[v + 1] ?? 0;
      let next = -1;
      let at = cursor[depth] ?? 0;
      for (; at < end; at++) {
        const w = targets[at] ?? 0;
        if (onWalk[at] || home.of(w) > after) continue;
        const arc = names[at] ?? 0;
        if ((allowed && !allowed[arc]) || !passes(v, depth, arc)) continue;
        if (w === start) {
          taken[depth] = at;
          vertex[depth + 1] = start;
          if (passes(start, depth + 1, names[opening] ?? 0) && !companion.close(depth, arc)) return false;
        }
        if (after < (w === start ? 2 : 1) || !companion.enter(depth, arc, after)) continue;
        next = w;
        break;
      }
      if (next >= 0) {
        if (stop?.()) return false;
        taken[depth] = at;
        onWalk[at] = 1;
        left[v] = (left[v] ?? 0) + 1;
        cursor[depth] = at + 1;
        depth += 1;
        vertex[depth] = next;
        cursor[depth] = next === start ? opening + 1 : (first[next] ?? 0);
        continue;
      }
      depth -= 1;
      onWalk[taken[depth] ?? 0] = 0;
      const back = vertex[depth] ?? 0;
      if (depth > 0) left[back] = (left[back] ?? 0) - 1;
    }
    return true;
  };

  const searchVertex = (start: number): boolean => {
    home.measure(start, Math.max(1, maxLength >> 1));
    for (let at = first[start] ?? 0, end = offsets[start + 1] ?? 0; at < end; at++) {
      const arc = names[at] ?? 0;
      if (stop?.()) return false;
      if ((allowed && !allowed[arc]) || home.of(targets[at] ?? 0) > maxLength - 1) continue;
      if (companion.enter(0, arc, maxLength - 1) && !searchFrom(start, at)) return false;
    }
    return true;
  };

  if (maxLength < 2) return true;
  if (through !== undefined) return searchVertex(through);
  for (let start = 0; start < graph.size; start++) {
    if (!searchVertex(start)) return false;
    remains.remove(start);
    onStart?.(start + 1);
  }
  return true;
}
