import { Filter } from 'lucide-react';
import { useId } from 'react';
import { useText } from '../../locales/index.ts';
import type { Facet } from '../../state/encode.ts';
import type { FacetCounts } from '../../state/filters.ts';
import { useApp, useView } from '../app-context.tsx';
import { useFacetText } from './use-facet-text.ts';

/** One facet: shown or left out, with how many are left of how many. */
function Row({ facet, counts, of }: { facet: Facet; counts: FacetCounts; of: readonly Facet[] }) {
  const { dispatch } = useApp();
  const t = useText();
  const name = useFacetText()(facet);
  const id = useId();
  const hidden = useView().filters.muted[facet] === 'hide';
  const { all, left } = counts.get(facet) ?? { all: 0, left: 0 };
  return (
    <li className="facet" data-facet={facet}>
      <input
        id={id}
        type="checkbox"
        checked={!hidden}
        aria-describedby={`${id}-count`}
        onChange={({ target }) => dispatch('filterFacets', { facets: [facet], hide: !target.checked })}
      />
      <label htmlFor={id}>{name}</label>
      {of.length > 1 && (
        <button
          type="button"
          className="facet-only"
          aria-label={t('filters.onlyOf', { name })}
          onClick={() => dispatch('filterOnly', { facet, of })}
        >
          <Filter size={12} aria-hidden="true" />
          {t('filters.only')}
        </button>
      )}
      <span className="facet-count" aria-hidden="true">
        {left === all ? all : `${left} / ${all}`}
      </span>
      <span id={`${id}-count`} className="unseen">
        {t('filters.count', { left, all })}
      </span>
    </li>
  );
}

type Props = { title: string; facets: readonly Facet[]; counts: FacetCounts; help?: string };

/** The facets of one kind that there are on the canvas, or that are left out. Nothing to choose from is not shown. */
export function FacetGroup({ title, facets, counts, help }: Props) {
  const { muted } = useView().filters;
  const there = facets.filter((facet) => counts.has(facet) || muted[facet] === 'hide');
  if (there.length === 0) return null;
  return (
    <fieldset className="facets">
      <legend>{title}</legend>
      {help && <p className="help">{help}</p>}
      <ul>
        {there.map((facet) => (
          <Row key={facet} facet={facet} counts={counts} of={there} />
        ))}
      </ul>
    </fieldset>
  );
}
