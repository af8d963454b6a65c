import './filters.css';
import {
  BASES,
  CLAIM_TYPE_NAMES,
  GRADES,
  MODALITIES,
  MOVES,
  STATUSES,
} from '../../../server/core/model/registry.ts';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../locales/index.ts';
import { type Facet, NODE_CLASSES } from '../../state/encode.ts';
import { facetCounts, filterCount, isFiltered, publisherCounts, sifted } from '../../state/filters.ts';
import { amountIn } from '../../state/format.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { ActiveFilters } from './active-filters.tsx';
import { FacetGroup } from './facet-group.tsx';

const GROUPS = [
  { name: 'grade', facets: GRADES.map((of): Facet => `grade:${of}`) },
  { name: 'status', facets: [...STATUSES, 'unknown' as const].map((of): Facet => `status:${of}`) },
  { name: 'modality', facets: MODALITIES.map((of): Facet => `modality:${of}`) },
  { name: 'basis', facets: BASES.map((of): Facet => `basis:${of}`) },
  { name: 'moves', facets: MOVES.map((of): Facet => `moves:${of}`) },
  { name: 'type', facets: CLAIM_TYPE_NAMES.map((of): Facet => `type:${of}`) },
  { name: 'class', facets: NODE_CLASSES.map((of): Facet => `class:${of}`) },
] as const;

/** Everything that narrows what is seen, with counts before and after. */
export function FiltersPanel() {
  const { dispatch } = useApp();
  const t = useText();
  const view = useView();
  const graph = useAppState((state) => state.graph);
  const found = sifted(graph, view);
  const counts = facetCounts(found);
  const { filters, datasets } = view;
  const { sums } = filters;
  const setSums = (part: { from?: number | undefined; to?: number | undefined; currency?: string }) => {
    const { from, to, currency } = { ...sums, ...part };
    const none = from === undefined && to === undefined && !currency;
    dispatch('filterBy', {
      sums: none
        ? undefined
        : {
            ...(from === undefined ? {} : { from }),
            ...(to === undefined ? {} : { to }),
            ...(currency ? { currency } : {}),
          },
    });
  };
  const amount = (value: number | undefined) => (value === undefined ? '' : String(value));
  return (
    <div className="pad filters" data-testid="filters-panel">
      <p className="help" data-testid="filters-left">
        {isFiltered(view)
          ? t('filters.left', {
              left: found.left.length,
              all: found.claims.length,
              entities: found.leftEntities.length,
              allEntities: found.entities.length,
            })
          : t('filters.nothing')}
      </p>
      <ActiveFilters />
      {filterCount(view) > 0 && <CommandButton name="clearFilters" wide look="outline" className="block" />}
      <TextField
        name="text"
        label={t('filters.text')}
        value={filters.text ?? ''}
        help={t('filters.text.help')}
        onCommit={(text) => dispatch('filterBy', { text: text.slice(0, 200) })}
      />
      <TextField
        name="publisher"
        label={t('filters.publisher')}
        value={filters.publisher ?? ''}
        among={publisherCounts(found).map(({ name }) => name)}
        onCommit={(publisher) => dispatch('filterBy', { publisher: publisher.slice(0, 200) })}
      />
      {datasets.length > 1 && (
        <FacetGroup
          title={t('filters.dataset')}
          facets={datasets.map((id): Facet => `dataset:${id}`)}
          counts={counts}
        />
      )}
      {GROUPS.slice(0, 1).map(({ name, facets }) => (
        <FacetGroup key={name} title={t(`filters.${name}`)} facets={facets} counts={counts} />
      ))}
      <fieldset className="facets">
        <legend>{t('filters.sums')}</legend>
        <p className="help">{t('filters.sums.help')}</p>
        <div className="sums">
          <TextField
            name="sumFrom"
            label={t('filters.sums.least')}
            value={amount(sums?.from)}
            example="1bn"
            onCommit={(text) => setSums({ from: amountIn(text) })}
          />
          <TextField
            name="sumTo"
            label={t('filters.sums.most')}
            value={amount(sums?.to)}
            example="10bn"
            onCommit={(text) => setSums({ to: amountIn(text) })}
          />
          <TextField
            name="sumIn"
            label={t('constraint.currency')}
            value={sums?.currency ?? ''}
            example="USD"
            onCommit={(text) => setSums({ currency: /^[A-Za-z]{3}$/.test(text) ? text.toUpperCase() : '' })}
          />
        </div>
        <FacetGroup title="" facets={['sum:unknown']} counts={counts} />
      </fieldset>
      {GROUPS.slice(1).map(({ name, facets }) => (
        <FacetGroup key={name} title={t(`filters.${name}`)} facets={facets} counts={counts} />
      ))}
    </div>
  );
}
