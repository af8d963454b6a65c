import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { DATASET_FILES, readDataset } from '../../../server/core/formats/dataset-files.ts';
import { findLoops } from '../../../server/core/loops/index.ts';
import type { Reading } from '../../../server/core/model/loop.ts';
import { FLOW_TYPES } from '../../../server/core/model/registry.ts';

const DATASET = fileURLToPath(new URL('../../../graph-seed/datasets/nvidia-2023/', import.meta.url));
const ID = 'nvidia-2023';

const read = readDataset(
  new Map(DATASET_FILES.map((file) => [file, readFileSync(`${DATASET}${file}`, 'utf8')])),
);
if (!('dataset' in read)) throw new Error('the dataset is not sound: npm run seed:check says where');
const claims = read.dataset.claims
  .filter(({ type }) => FLOW_TYPES.includes(type))
  .map((claim) => ({ ...claim, dataset: ID }));

/** The loops as the claims on their legs (`a | b` where several will do), what they rest on after `<-`; sorted. */
function loops(reading: Reading, exchanges: 'exclude' | 'include'): string[] {
  const query = { reading, minLength: 2, maxLength: 8, exchanges, limit: 1000 };
  const { rows, truncated } = findLoops(
    { version: 'test', claims, parts: [], fiscalYearEnds: {}, sameAs: {} },
    query,
  );
  expect(truncated).toBe(false);
  const short = (key: string) => key.slice(ID.length + 1);
  return rows
    .map(({ legs, restsOn }) => {
      const told = legs.map(({ claim, alternatives }) =>
        [claim, ...alternatives].map(short).sort().join(' | '),
      );
      return [told.sort().join(' + '), ...restsOn.map(short)].join(' <- ');
    })
    .sort();
}

const ELEMENTARY = [
  'aws-buys-from-nvidia + nvidia-proposes-to-lease-from-aws',
  'azure-buys-from-nvidia + nvidia-proposes-to-lease-from-azure',
  'cloud-providers-buy-a100 + nvidia-leases-back-a100',
  'coreweave-bought-h100 | coreweave-buys-gpus-with-loan + nvidia-invests-in-coreweave',
  'google-cloud-buys-from-nvidia + nvidia-proposes-to-lease-from-google-cloud',
  'inflection-ai-buys-h100 + nvidia-invests-in-inflection-ai',
  'model-companies-buy-gpus | model-companies-buy-gpus-with-loans + nvidia-invests-in-model-companies',
];
const LONG = [
  'coreweave-buys-gpus-with-loan + coreweave-pledges-h100 + lenders-lend-to-coreweave + nvidia-invests-in-coreweave <- coreweave-bought-h100',
  'gpu-lenders-lend-to-model-companies + model-companies-buy-gpus-with-loans + model-companies-pledge-gpus + nvidia-invests-in-model-companies <- model-companies-buy-gpus',
];
const EXCHANGES = [
  'coreweave-pledges-h100 + lenders-lend-to-coreweave <- coreweave-bought-h100',
  'gpu-lenders-lend-to-model-companies + model-companies-pledge-gpus <- model-companies-buy-gpus',
];

it('closes the loops that the article states or implies, and no others', () => {
  expect(loops('elementary', 'exclude')).toEqual(ELEMENTARY);
});

it('tells invest, pledge, borrow, buy again as one trail, and joins no two loops at Nvidia', () => {
  expect(loops('trail', 'exclude')).toEqual([...ELEMENTARY, ...LONG].sort());
});

it('keeps the pledge for the loan apart as an exchange', () => {
  expect(loops('elementary', 'include')).toEqual([...ELEMENTARY, ...EXCHANGES].sort());
});
