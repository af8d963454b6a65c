import type { Dataset, DatasetInfo, DatasetRecord, DatasetTables } from '../model/dataset.ts';
import { claimItself, storedClaims } from '../model/derived.ts';
import type { ServedDataset, StoredClaim } from '../model/stored.ts';

/** A record as stores keep it. */
export type CargoRow =
  | Exclude<DatasetRecord, { table: 'dataset' | 'claims' }>
  | { readonly table: 'claims'; readonly record: StoredClaim };

/** A dataset on its way into a store, which need not be held whole: what claims run between comes before them. */
export type Cargo = {
  readonly info: DatasetInfo;
  readonly version: string;
  readonly counts: ServedDataset['counts'];
  /** Its records, some at a time; once. */
  rows(): AsyncIterable<readonly CargoRow[]>;
};

export const countsOf = ({
  entities,
  claims,
  deals,
  sources,
  evidence,
}: DatasetTables): ServedDataset['counts'] => ({
  entities: entities.length,
  claims: claims.length,
  deals: deals.length,
  sources: sources.length,
  evidence: evidence.length,
});

/** The records of a dataset as a store takes them. */
export function* cargoRows(dataset: DatasetTables): Generator<CargoRow> {
  for (const record of dataset.entities) yield { table: 'entities', record };
  for (const record of storedClaims(dataset)) yield { table: 'claims', record };
  for (const record of dataset.deals) yield { table: 'deals', record };
  for (const record of dataset.sources) yield { table: 'sources', record };
  for (const record of dataset.evidence) yield { table: 'evidence', record };
  for (const record of dataset.outlines) yield { table: 'outlines', record };
}

/** Rows that are handed over together. */
const AT_ONCE = 1000;

/** Something to be loaded as cargo: a dataset that is in memory is one, too. */
export function cargoOf(loaded: Dataset | Cargo): Cargo {
  if ('rows' in loaded) return loaded;
  const { info, version } = loaded;
  return {
    info,
    version,
    counts: countsOf(loaded),
    rows: async function* () {
      let rows: CargoRow[] = [];
      for (const row of cargoRows(loaded)) {
        rows.push(row);
        if (rows.length < AT_ONCE) continue;
        yield rows;
        rows = [];
      }
      yield rows;
    },
  };
}

/** The same, in memory. */
export async function gathered(loaded: Dataset | Cargo): Promise<Dataset> {
  if (!('rows' in loaded)) return loaded;
  const { info, version } = loaded;
  const dataset: Dataset = {
    info,
    version,
    entities: [],
    claims: [],
    deals: [],
    sources: [],
    evidence: [],
    outlines: [],
  };
  for await (const rows of loaded.rows()) for (const row of rows) put(dataset, row);
  return dataset;
}

function put(dataset: Dataset, { table, record }: CargoRow): void {
  switch (table) {
    case 'entities':
      return void dataset.entities.push(record);
    case 'claims':
      return void dataset.claims.push(claimItself(record));
    case 'deals':
      return void dataset.deals.push(record);
    case 'sources':
      return void dataset.sources.push(record);
    case 'evidence':
      return void dataset.evidence.push(record);
    case 'outlines':
      return void dataset.outlines.push(record);
  }
}
