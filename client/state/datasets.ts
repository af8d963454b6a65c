import type { ServedDataset as Served } from '../../server/core/model/stored.ts';

/** A dataset that is served; `own` where it is a reader's. */
export type ServedDataset = Served & { readonly own?: boolean };

/** What a reader can choose in one go: what is shown first (the article), the others (what followed), or all of it. */
export const CHOICES = ['first', 'rest', 'all'] as const;
export type Choice = (typeof CHOICES)[number];

const ids = (datasets: readonly ServedDataset[]): string[] => datasets.map(({ id }) => id).sort();

/** The datasets of a choice; a reader's own did not follow the article. Where none is marked to be shown first, all are. */
export function chosenBy(served: readonly ServedDataset[], choice: Choice): string[] {
  if (choice === 'all') return ids(served);
  const first = served.filter(({ shownFirst }) => shownFirst);
  if (first.length === 0) return choice === 'first' ? ids(served) : [];
  return ids(
    choice === 'first' ? first : served.filter((dataset) => !first.includes(dataset) && !dataset.own),
  );
}

export const sameDatasets = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join() === [...b].sort().join();

/** The choices that differ from each other, in their order. */
export const choicesOf = (served: readonly ServedDataset[]): Choice[] =>
  CHOICES.filter((choice) => {
    const of = chosenBy(served, choice);
    const before = CHOICES.slice(0, CHOICES.indexOf(choice));
    return of.length > 0 && !before.some((other) => sameDatasets(chosenBy(served, other), of));
  });

/** Which choice some datasets are; undefined for any other set of them. */
export const choiceOf = (served: readonly ServedDataset[], datasets: readonly string[]): Choice | undefined =>
  choicesOf(served).find((choice) => sameDatasets(chosenBy(served, choice), datasets));

export const among = (served: readonly ServedDataset[], datasets: readonly string[]): ServedDataset[] =>
  served.filter(({ id }) => datasets.includes(id));

/** The longest loops asked for at first: in much data, longer ones are too many to be read, and wait to be asked for. */
export const REACH = { much: 4, little: 8 } as const;
const MUCH = 400;
export const reachOf = (served: readonly ServedDataset[], datasets: readonly string[]): number =>
  among(served, datasets).reduce((sum, { counts }) => sum + counts.claims, 0) > MUCH
    ? REACH.much
    : REACH.little;
