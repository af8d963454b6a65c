import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DATASET_FILES, readDataset } from '../../../server/core/formats/dataset-files.ts';
import type { Dataset } from '../../../server/core/model/dataset.ts';

const FOLDER = fileURLToPath(new URL('../../../graph-seed/datasets/', import.meta.url));

/** The datasets that come with the product, as they stand in their files. */
export function readShippedDatasets(): Dataset[] {
  return readdirSync(FOLDER).map((id) => {
    const files = DATASET_FILES.map((file): [string, string] => [
      file,
      readFileSync(`${FOLDER}${id}/${file}`, 'utf8'),
    ]);
    const read = readDataset(new Map(files));
    if (!('dataset' in read)) throw new Error('the dataset is not sound: npm run seed:check says where');
    return read.dataset;
  });
}
