import { X } from 'lucide-react';
import { type FilterText, filterTexts } from '../../commands/filter-texts.ts';
import { useText } from '../../locales/index.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';

/** What is set now, each with a press that takes it away. */
export function ActiveFilters() {
  const { dispatch } = useApp();
  const t = useText();
  const served = useAppState((state) => state.served);
  const prefs = useAppState((state) => state.prefs);
  const set = filterTexts({ t, served, prefs }, useView());
  const remove = (of: FilterText['of']): void => {
    if (typeof of === 'object') dispatch('filterFacets', { facets: [of.facet], hide: false });
    else if (of === 'asOf' || of === 'during') dispatch('setTime', { time: { [of]: undefined } });
    else dispatch('filterBy', { [of]: undefined });
  };
  if (set.length === 0) return null;
  return (
    <ul className="filters-set" aria-label={t('filters.set')}>
      {set.map(({ of, name }) => (
        <li key={name}>
          <button
            type="button"
            className="chip toggle"
            aria-label={t('filters.remove', { name })}
            onClick={() => remove(of)}
          >
            <span>{name}</span>
            <X size={12} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
