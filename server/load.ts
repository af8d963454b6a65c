import type { GraphStore } from './core/store/types.ts';
import { datasetFolders, problemLine, readDatasetFolder } from './datasets.ts';

const STEPS = {
  schema: 'constraints and indexes',
  entities: 'entities',
  claims: 'claims',
  evidence: 'evidence',
  switch: 'switched to the new version',
  sweep: 'records of old versions removed',
} as const;

/**
 * Loads dataset folders into a store, those that come with the product by default, with a line for each step. Content that is served
 * already is left alone. The folders are read and checked before anything is written.
 * @throws Error whose message lists every problem, where a folder is not sound
 */
export async function loadFolders(
  store: GraphStore,
  say: (line: string) => void,
  { folders, signal }: { folders?: readonly string[]; signal?: AbortSignal } = {},
): Promise<void> {
  const datasets = [];
  for (const folder of folders ?? (await datasetFolders())) {
    const read = await readDatasetFolder(folder);
    if ('problems' in read)
      throw new Error(read.problems.map((problem) => problemLine(problem, folder)).join('\n'));
    datasets.push(read.dataset);
  }
  for (const dataset of datasets) {
    const { id } = dataset.info;
    let shown: { step?: string; at: number } = { at: 0 };
    const { changed, served } = await store.load(dataset, {
      ...(signal ? { signal } : {}),
      report: ({ step, done, total }) => {
        // A line a step, and one a second while a step goes on.
        if (step === shown.step && Date.now() - shown.at < 1000) return;
        shown = { step, at: Date.now() };
        say(`  ${id}: ${STEPS[step]}${total > 1 ? ` (${done} of ${total})` : ''}`);
      },
    });
    const { entities, claims, deals, evidence } = served.counts;
    say(
      `${id}@${served.version}: ${entities} entities, ${claims} claims, ${deals} deals, ${evidence} passages; ${changed ? 'loaded' : 'nothing to change'}.`,
    );
  }
}
