import { isId } from '../../../server/core/model/ids.ts';
import type { ServedDataset } from '../datasets.ts';

/** What a file is to become: a dataset of its own, or one of the reader's, in its place or beside what it has. */
export type Target = {
  readonly id: string;
  /** '' for the name that the file says, or that the dataset has already. */
  readonly name: string;
  readonly mode: 'replace' | 'add';
};

const LONGEST = 60;
const UNNAMED = 'my-data';

/** An id from what a file or dataset is called: letters and digits of it, whatever they are worth. */
export function idFrom(name: string): string {
  const id = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  return isId(id) ? id : UNNAMED;
}

/** An id like this one that no dataset has. */
export function freeId(id: string, served: readonly ServedDataset[]): string {
  let free = id;
  for (let at = 2; served.some((dataset) => dataset.id === free); at++) free = `${id}-${at}`;
  return free;
}

/** What a file called so becomes, unless the reader says otherwise: the dataset of their own that it came from, or a new one. */
export function targetFor(fileName: string, served: readonly ServedDataset[]): Target {
  const id = idFrom(fileName.replace(/(\.[a-z0-9]{1,8})+$/i, ''));
  const own = served.some((dataset) => dataset.own && dataset.id === id);
  return { id: own ? id : freeId(id, served), name: '', mode: 'replace' };
}

/** The dataset of the reader's that it takes the place of, or goes into. */
export const ownAt = (served: readonly ServedDataset[], { id }: Target): ServedDataset | undefined =>
  served.find((dataset) => dataset.own && dataset.id === id);

/** Why nothing can become that. */
export function targetFault(
  { id }: Target,
  served: readonly ServedDataset[],
): 'form' | 'shipped' | undefined {
  if (!isId(id)) return 'form';
  return served.some((dataset) => dataset.id === id && !dataset.own) ? 'shipped' : undefined;
}
