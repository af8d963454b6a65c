import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DATASET_FILES, readDataset } from './core/formats/dataset-files.ts';
import type { Problem } from './core/formats/yaml-records.ts';
import type { Dataset } from './core/model/dataset.ts';
import { inWords, why } from './core/model/why.ts';

/** Where the datasets that come with the product stand. */
export const DATASETS_FOLDER = fileURLToPath(new URL('../graph-seed/datasets/', import.meta.url));
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** The dataset folders that come with the product. */
export async function datasetFolders(): Promise<string[]> {
  const entries = await readdir(DATASETS_FOLDER, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(DATASETS_FOLDER, entry.name))
    .sort();
}

/** Reads and checks one dataset folder. */
export async function readDatasetFolder(
  folder: string,
): Promise<{ dataset: Dataset } | { problems: Problem[] }> {
  const files = new Map<string, string>();
  for (const name of DATASET_FILES) {
    const file = path.join(folder, name);
    const size = await stat(file).then(
      (found) => found.size,
      () => undefined,
    );
    if (size === undefined) continue; // said as a missing file by the check
    if (size > MAX_FILE_BYTES)
      return {
        problems: [
          {
            file: name,
            line: 1,
            pointer: '',
            code: 'limit',
            why: why('file.bytes', { most: MAX_FILE_BYTES }),
          },
        ],
      };
    files.set(name, await readFile(file, 'utf8'));
  }
  return readDataset(files);
}

/** `claims.yaml:12 /3/from there is no entity x`: a place that an editor can jump to. */
export const problemLine = ({ file, line, pointer, why }: Problem, folder = ''): string =>
  `${path.join(folder, file)}:${line} ${pointer}${pointer ? ' ' : ''}${inWords(why)}`;
