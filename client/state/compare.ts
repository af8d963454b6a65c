import { intervalOf } from '../../server/core/model/dates.ts';
import { SavedId } from '../../server/core/model/saved.ts';
import { chosenBy, type ServedDataset, sameDatasets } from './datasets.ts';

/**
 * What is known of something at one time: what some datasets say, as far as it was known by a date. Or what a saved view shows: then the
 * rest says which datasets it asks about, and when.
 */
export type Side = { readonly datasets: readonly string[]; readonly asOf?: string; readonly saved?: string };
export type Compare = { readonly before: Side; readonly after: Side };

export const CHANGES = ['added', 'removed', 'changed'] as const;
export type Change = (typeof CHANGES)[number];

/** The change of several things drawn as one: theirs where they agree, otherwise changed. Undefined where nothing is. */
export function changeOfAll(changes: readonly (Change | 'same' | undefined)[]): Change | undefined {
  const [first] = changes;
  if (changes.every((change) => change === first)) return first === 'same' ? undefined : first;
  return 'changed';
}

/** What one asks first: what came after what is shown first; of a single set of datasets, the last year. */
export function usualCompare(served: readonly ServedDataset[], datasets: readonly string[]): Compare {
  const [first, rest] = [chosenBy(served, 'first'), chosenBy(served, 'rest')];
  if (rest.length > 0 && !sameDatasets(first, rest))
    return { before: { datasets: first }, after: { datasets: rest } };
  return { before: { datasets, asOf: String(new Date().getFullYear() - 1) }, after: { datasets } };
}

/** All datasets that the two sides ask about. */
export const datasetsOf = ({ before, after }: Compare): string[] =>
  [...new Set([...before.datasets, ...after.datasets])].sort();

const DATASETS = /^[a-z0-9.,-]+$/;
const sideText = ({ datasets, asOf, saved }: Side): string =>
  `${[...datasets].sort().join(',')}${asOf === undefined ? '' : `@${asOf}`}${saved === undefined ? '' : `:${saved}`}`;
/** As it stands in an address. */
export const compareText = ({ before, after }: Compare): string => `${sideText(before)}~${sideText(after)}`;
export function readCompare(text: string): Compare | undefined {
  const parts = text.split('~');
  if (parts.length !== 2) return undefined;
  const [before, after] = parts.map((part): Side | undefined => {
    const [known = '', saved] = part.split(':');
    const [ids = '', asOf] = known.split('@');
    if (!DATASETS.test(ids) || (asOf !== undefined && !intervalOf(asOf))) return undefined;
    if (saved !== undefined && !SavedId.safeParse(saved).success) return undefined;
    return {
      datasets: ids.split(',').filter(Boolean),
      ...(asOf === undefined ? {} : { asOf }),
      ...(saved === undefined ? {} : { saved }),
    };
  });
  return before && after ? { before, after } : undefined;
}
