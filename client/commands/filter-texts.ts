import { CLAIM_TYPES } from '../../server/core/model/registry.ts';
import type { TextKey, Translate } from '../locales/index.ts';
import { ALL_MOVES, CERTAINTIES, classText, type Facet, GRADES, NODE_CLASSES } from '../state/encode.ts';
import { type Filtered, hiddenFacets } from '../state/filters.ts';
import { money, nameOf, verbOf, when } from '../state/format.ts';
import type { AppState } from '../state/store.ts';

type Words = { readonly t: Translate } & Pick<AppState, 'served' | 'prefs'>;

const among = <Value extends string>(values: readonly Value[], text: string): Value | undefined =>
  values.find((value) => value === text);
const TYPES = Object.keys(CLAIM_TYPES).filter(
  (name): name is keyof typeof CLAIM_TYPES => name in CLAIM_TYPES,
);

/** What a facet is called. */
export function facetText({ t, served, prefs: { lang } }: Words, facet: Facet): string {
  const colon = facet.indexOf(':');
  const [dimension, value] = [facet.slice(0, colon), facet.slice(colon + 1)];
  const of = among(NODE_CLASSES, value);
  if (dimension === 'class' && of) return classText(of, lang);
  const type = among(TYPES, value);
  if (type) return verbOf(type, lang);
  const moves = among(ALL_MOVES, value);
  if (moves) return t(`moves.${moves}`);
  const certainty = among(CERTAINTIES, value);
  if (certainty) return t(`legend.${certainty}`);
  const grade = among(GRADES, value);
  if (dimension === 'grade' && grade) return t(`grade.long.${grade}`);
  if (dimension === 'dataset') {
    const dataset = served.find(({ id }) => id === value);
    return dataset ? nameOf(dataset, lang) : value;
  }
  return t(PLAIN[facet] ?? 'constraint.any');
}

/** Facets whose text is their own. */
const PLAIN: { readonly [facet in Facet]?: TextKey } = {
  'status:closed': 'status.closed',
  'status:committed': 'status.committed',
  'status:announced': 'status.announced',
  'status:intended': 'status.intended',
  'status:proposed': 'status.proposed',
  'status:cancelled': 'status.cancelled',
  'status:unknown': 'status.unknown',
  'modality:fact': 'modality.fact',
  'modality:estimate': 'modality.estimate',
  'modality:forecast': 'modality.forecast',
  'modality:opinion': 'modality.opinion',
  'modality:allegation': 'modality.allegation',
  'basis:stated': 'basis.stated',
  'basis:implied': 'basis.implied',
  'sum:unknown': 'filters.sum.unknown',
  'known:undated': 'filters.known.undated',
  'holding:undated': 'filters.holding.undated',
};

export type FilterText = {
  /** What it is that is set. */
  readonly of: 'text' | 'publisher' | 'sums' | 'asOf' | 'during' | { readonly facet: Facet };
  readonly name: string;
};

/** What filters and time are set, in words. */
export function filterTexts(words: Words, { filters, time }: Filtered): FilterText[] {
  const { t, prefs } = words;
  const { sums } = filters;
  const sum = (value: number) => money(value, sums?.currency ?? 'USD', prefs.lang);
  const by = t(`timeline.by.${time.by}`);
  const set: FilterText[] = [];
  if (filters.text) set.push({ of: 'text', name: t('filters.text.set', { text: filters.text }) });
  if (filters.publisher)
    set.push({ of: 'publisher', name: t('filters.publisher.set', { text: filters.publisher }) });
  if (sums) {
    const { from, to } = sums;
    const name =
      from !== undefined && to !== undefined
        ? t('filters.sums.between', { from: sum(from), to: sum(to) })
        : from !== undefined
          ? t('filters.sums.over', { sum: sum(from) })
          : t('filters.sums.under', { sum: sum(to ?? 0) });
    set.push({ of: 'sums', name });
  }
  if (time.asOf)
    set.push({ of: 'asOf', name: `${t('timeline.asOf')} ${when(time.asOf, prefs.lang)} · ${by}` });
  if (time.during) set.push({ of: 'during', name: `${when(time.during, prefs.lang)} · ${by}` });
  for (const facet of hiddenFacets(filters))
    set.push({ of: { facet }, name: t('filters.without', { name: facetText(words, facet) }) });
  return set;
}
