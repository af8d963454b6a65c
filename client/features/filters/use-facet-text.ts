import { facetText } from '../../commands/filter-texts.ts';
import { useText } from '../../locales/index.ts';
import type { Facet } from '../../state/encode.ts';
import { useAppState } from '../app-context.tsx';

/** What a facet is called. */
export function useFacetText(): (facet: Facet) => string {
  const t = useText();
  const served = useAppState((state) => state.served);
  const prefs = useAppState((state) => state.prefs);
  return (facet) => facetText({ t, served, prefs }, facet);
}
