import { FindingFile } from '../../server/core/model/finding.ts';
import type { ServedDataset } from './datasets.ts';

/** The element of the file that holds its data. */
export const FINDING_ID = 'finding';

/** How the data that is served stands to that of a finding, dataset by dataset; the same where nothing is said. */
export type Difference = {
  readonly id: string;
  readonly kind: 'changed' | 'missing';
  readonly was: string;
  readonly is?: string;
};

export function changedSince(
  { datasets }: Pick<FindingFile, 'datasets'>,
  served: readonly Pick<ServedDataset, 'id' | 'version'>[],
): Difference[] {
  return datasets.flatMap(({ id, version }): Difference[] => {
    const now = served.find((dataset) => dataset.id === id);
    if (!now) return [{ id, kind: 'missing', was: version }];
    return now.version === version ? [] : [{ id, kind: 'changed', was: version, is: now.version }];
  });
}

/** What a file of a finding holds; undefined where it is none. Nothing of the file is run. */
export function findingIn(text: string): FindingFile | undefined {
  const held = new DOMParser().parseFromString(text, 'text/html').getElementById(FINDING_ID)?.textContent;
  try {
    const read = FindingFile.safeParse(JSON.parse(held ?? 'null'));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
