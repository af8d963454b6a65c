import { claimKey } from './graph.ts';
import { claimsOfLoop, listedIn } from './loops.ts';
import { type Chosen, chosenOf, NOTHING } from './selection.ts';
import { shownIn } from './shown.ts';
import { type AppState, selectedLoop, viewIn } from './store.ts';

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
