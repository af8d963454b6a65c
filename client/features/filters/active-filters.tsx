import { X } from 'lucide-react';
import { useText } from '../../locales/index.ts';
import { hiddenFacets } from '../../state/filters.ts';
import { money, when } from '../../state/format.ts';
import { useApp, useLang, useView } from '../app-context.tsx';
import { useFacetText } from './use-facet-text.ts';

/** What is set now, each with a press that takes it away. */
export function ActiveFilters() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const text = useFacetText();
  const { filters, time } = useView();
  const { sums } = filters;
  const sum = (value: number) => money(value, sums?.currency ?? 'USD', lang);
  const set: { name: string; remove: () => void }[] = [];
  if (filters.text)
    set.push({
      name: t('filters.text.set', { text: filters.text }),
      remove: () => dispatch('filterBy', { text: undefined }),
    });
  if (filters.publisher)
    set.push({
      name: t('filters.publisher.set', { text: filters.publisher }),
      remove: () => dispatch('filterBy', { publisher: undefined }),
    });
  if (sums) {
    const { from, to } = sums;
    const name =
      from !== undefined && to !== undefined
        ? t('filters.sums.between', { from: sum(from), to: sum(to) })
        : from !== undefined
          ? t('filters.sums.over', { sum: sum(from) })
          : t('filters.sums.under', { sum: sum(to ?? 0) });
    set.push({ name, remove: () => dispatch('filterBy', { sums: undefined }) });
  }
  if (time.asOf)
    set.push({
      name: `${t('timeline.asOf')} ${when(time.asOf, lang)} · ${t(`timeline.by.${time.by}`)}`,
      remove: () => dispatch('setTime', { time: { asOf: undefined } }),
    });
  if (time.during)
    set.push({
      name: `${when(time.during, lang)} · ${t(`timeline.by.${time.by}`)}`,
      remove: () => dispatch('setTime', { time: { during: undefined } }),
    });
  for (const facet of hiddenFacets(filters))
    set.push({
      name: t('filters.without', { name: text(facet) }),
      remove: () => dispatch('filterFacets', { facets: [facet], hide: false }),
    });
  if (set.length === 0) return null;
  return (
    <ul className="filters-set" aria-label={t('filters.set')}>
      {set.map(({ name, remove }) => (
        <li key={name}>
          <button
            type="button"
            className="chip toggle"
            aria-label={t('filters.remove', { name })}
            onClick={remove}
          >
            <span>{name}</span>
            <X size={12} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
