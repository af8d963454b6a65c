import { bundled, bundleEnds } from './bundles.ts';
import { claimKey, fromKey, type Graph, toKey } from './graph.ts';

/** What the inspector shows and the canvas brings forward. Keys are full keys; a loop has the id of its list row. */
export type Selection =
  | { readonly kind: 'none' }
  | { readonly kind: 'entity'; readonly key: string }
  | { readonly kind: 'claim'; readonly key: string }
  /** Several claims of one type between the same two, drawn as one line. */
  | { readonly kind: 'bundle'; readonly key: string }
  | { readonly kind: 'loop'; readonly id: string }
  /** A path: the entities on it in turn, and the claims that it goes along. */
  | { readonly kind: 'path'; readonly stops: readonly string[]; readonly claims: readonly string[] }
  /** Two or more entities and claims, in the order of their keys: made by `several` only. */
  | { readonly kind: 'several'; readonly entities: readonly string[]; readonly claims: readonly string[] };

export const sameSelection = (a: Selection, b: Selection): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Entities and claims by their keys, without repetition, in the order of their keys. */
export type Chosen = { readonly entities: readonly string[]; readonly claims: readonly string[] };
export const NOTHING: Chosen = { entities: [], claims: [] };

const ordered = (keys: readonly string[]): string[] => [...new Set(keys)].sort();

/** The selection of some entities and claims: one of them alone is selected as one. */
export function several({ entities, claims }: Partial<Chosen>): Selection {
  const chosen = { entities: ordered(entities ?? []), claims: ordered(claims ?? []) };
  const [entity] = chosen.entities;
  const [claim] = chosen.claims;
  const count = chosen.entities.length + chosen.claims.length;
  if (count > 1) return { kind: 'several', ...chosen };
  if (entity !== undefined) return { kind: 'entity', key: entity };
  return claim === undefined ? { kind: 'none' } : { kind: 'claim', key: claim };
}

/** What a selection names, as entities and claims; a loop is neither, and is left to who knows loops. */
export function chosenOf(graph: Graph, selection: Selection): Chosen {
  switch (selection.kind) {
    case 'entity':
      return { entities: [selection.key], claims: [] };
    case 'claim':
      return { entities: [], claims: [selection.key] };
    case 'bundle':
      return { entities: [], claims: bundled(graph, selection.key).map(claimKey) };
    case 'several':
      return selection;
    case 'path':
      return { entities: ordered(selection.stops), claims: selection.claims };
    case 'loop':
    case 'none':
      return NOTHING;
  }
}

/** Takes things into what is chosen, or out of it where all of them are in it already. */
export function toggled(now: Chosen, those: Partial<Chosen>): Chosen {
  const turn = (have: readonly string[], keys: readonly string[]): readonly string[] =>
    keys.length > 0 && keys.every((key) => have.includes(key))
      ? have.filter((key) => !keys.includes(key))
      : ordered([...have, ...keys]);
  return { entities: turn(now.entities, those.entities ?? []), claims: turn(now.claims, those.claims ?? []) };
}

export const joinedTo = (now: Chosen, those: Partial<Chosen>): Chosen => ({
  entities: ordered([...now.entities, ...(those.entities ?? [])]),
  claims: ordered([...now.claims, ...(those.claims ?? [])]),
});

/** The entities that a selection is about: those selected, and the ends of the claims selected. */
export function entitiesIn(graph: Graph, selection: Selection): string[] {
  if (selection.kind === 'bundle') {
    const { from, to } = bundleEnds(selection.key);
    return [from, to];
  }
  const { entities, claims } = chosenOf(graph, selection);
  const ends = claims.flatMap((key) => {
    const claim = graph.claims.get(key);
    return claim ? [fromKey(graph, claim), toKey(graph, claim)] : [];
  });
  return [...new Set([...entities, ...ends])];
}
