import { intervalOf } from '../../server/core/model/dates.ts';
import { chosenBy, type ServedDataset, sameDatasets } from './datasets.ts';

/** What is known of something at one time: what some datasets say, as far as it was known by a date. */
export type Side = { readonly datasets: readonly string[]; readonly asOf?: string };
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
const sideText = ({ datasets, asOf }: Side): string =>
  `${[...datasets].sort().join(',')}${asOf === undefined ? '' : `@${asOf}`}`;
/** As it stands in an address. */
export const compareText = ({ before, after }: Compare): string => `${sideText(before)}~${sideText(after)}`;
export function readCompare(text: string): Compare | undefined {
  const parts = text.split('~');
  if (parts.length !== 2) return undefined;
  const [before, after] = parts.map((part): Side | undefined => {
    const [ids = '', asOf] = part.split('@');
    if (!DATASETS.test(ids) || (asOf !== undefined && !intervalOf(asOf))) return undefined;
    return { datasets: ids.split(',').filter(Boolean), ...(asOf === undefined ? {} : { asOf }) };
  });
  return before && after ? { before, after } : undefined;
}
