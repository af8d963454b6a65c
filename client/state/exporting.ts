import { claimKey, claimsAmong } from './graph.ts';
import { claimsOfLoop, entitiesOf, listedIn } from './loops.ts';
import { anyPaths } from './paths.ts';
import { placeBeside } from './place.ts';
import { type Chosen, chosenOf, entitiesIn, NOTHING, sameSelection } from './selection.ts';
import { shownIn } from './shown.ts';
import { type AppState, selectedLoop, viewIn } from './store.ts';
import { place, type View, without } from './view.ts';

/** What can be taken out: what a query has found, what is drawn, what is selected, the loops of the list, or a whole dataset. */
export const PARTS = ['result', 'canvas', 'selection', 'loops'] as const;
export type Part = (typeof PARTS)[number];
export type Exported = { readonly kind: Part } | { readonly kind: 'dataset'; readonly id: string };

/** What a part comes to at the moment. */
export function chosenFor(state: AppState, what: Part): Chosen {
  const view = viewIn(state);
  switch (what) {
    case 'result':
      return state.found ?? NOTHING;
    case 'canvas':
      return shownIn(state);
    case 'selection': {
      const loop = selectedLoop(state);
      return loop
        ? { entities: [], claims: claimsOfLoop(loop).map(claimKey) }
        : chosenOf(state.graph, view.selection);
    }
    case 'loops': {
      const claims = listedIn(state, view).flatMap(claimsOfLoop).map(claimKey);
      return claims.length === 0 ? NOTHING : { entities: [], claims: [...new Set(claims)].sort() };
    }
  }
}

export const sizeOf = ({ entities, claims }: Chosen): number => entities.length + claims.length;

/** What a finding can be of: all that is on the canvas, or what is selected alone, such as one loop. */
export type FindingOf = Extract<Part, 'canvas' | 'selection'>;

/** What a finding holds, and the view that it opens with. */
export function findingFor(state: AppState, of: FindingOf): { held: Chosen; view: View } {
  const view = viewIn(state);
  const { graph } = state;
  if (of === 'canvas') {
    // Hidden or not: who opens the file can take a filter away.
    const entities = Object.keys(view.placed);
    return { held: { entities, claims: claimsAmong(graph, new Set(entities)).map(claimKey) }, view };
  }
  const { claims } = chosenFor(state, 'selection');
  const loop = selectedLoop(state);
  const entities = loop ? [...entitiesOf(graph, loop)] : entitiesIn(graph, view.selection);
  // A loop, a path and claims are just these; what joins entities that are selected is drawn with them.
  const among =
    view.selection.kind === 'several'
      ? claimsAmong(graph, new Set(view.selection.entities)).map(claimKey)
      : [];
  const held = { entities, claims: [...new Set([...claims, ...among])] };
  return { held, view: alone(view, held) };
}

/** A view of some entities and claims and of nothing else: notes on other things are not handed on with it. */
function alone(view: View, { entities, claims }: Chosen): View {
  const on = new Set(entities);
  const kept = without(
    view,
    Object.keys(view.placed).filter((key) => !on.has(key)),
  );
  const fresh = entities.filter((key) => !Object.hasOwn(kept.placed, key));
  const ends = [view.paths.from, view.paths.to];
  return {
    ...place(kept, placeBeside({ x: 0, y: 0 }, fresh, Object.values(kept.placed))),
    notes: view.notes.filter(({ on: about }) => {
      if (!('kind' in about)) return false;
      if (about.kind === 'entity') return on.has(about.key);
      if (about.kind === 'claim') return claims.includes(about.key);
      return sameSelection(view.selection, about.kind === 'loop' ? { kind: 'loop', id: about.key } : about);
    }),
    paths: ends.every((end) => end === undefined || on.has(end)) ? view.paths : anyPaths,
    stage: { ...view.stage, form: 'graph', picked: [] },
  };
}
