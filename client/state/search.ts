import type { SearchHit } from '../../server/core/contract/graph.ts';
import { NODE_CLASSES, type NodeClass, nodeClass } from './encode.ts';
import { type Graph, keyIn } from './graph.ts';

export type { SearchHit } from '../../server/core/contract/graph.ts';

/** Of hits for the same thing in several datasets, the best. */
export function joined(graph: Graph, hits: readonly SearchHit[]): SearchHit[] {
  const best = new Map<string, SearchHit>();
  for (const hit of hits) {
    const key = keyIn(graph, hit.entity);
    if (!best.has(key)) best.set(key, hit);
  }
  return [...best.values()];
}

/** Hits by kind; the kind of the best hit first, each kind in order of rank. */
export function grouped(hits: readonly SearchHit[]): { of: NodeClass; hits: SearchHit[] }[] {
  const groups = new Map<NodeClass, SearchHit[]>();
  for (const hit of hits) {
    const of = nodeClass(hit.entity);
    groups.set(of, [...(groups.get(of) ?? []), hit]);
  }
  return [...groups]
    .map(([of, found]) => ({ of, hits: found }))
    .sort(
      (a, b) =>
        (b.hits[0]?.score ?? 0) - (a.hits[0]?.score ?? 0) ||
        NODE_CLASSES.indexOf(a.of) - NODE_CLASSES.indexOf(b.of),
    );
}

/** A text split so that what was typed can be marked in it; undefined where it does not stand there letter by letter. */
export function marked(text: string, typed: string): readonly [string, string, string] | undefined {
  const at = text.toLowerCase().indexOf(typed.trim().toLowerCase());
  if (at < 0 || typed.trim() === '') return undefined;
  const end = at + typed.trim().length;
  return [text.slice(0, at), text.slice(at, end), text.slice(end)];
}
