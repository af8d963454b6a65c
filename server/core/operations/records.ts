import { Fault } from '../contract/errors.ts';
import type { Input, Output } from '../contract/index.ts';
import { RECORD_LIMITS } from '../contract/records.ts';
import { type Content, changed } from '../formats/change.ts';
import type { DatasetInfo, DatasetRecord } from '../model/dataset.ts';
import type { ServedDataset } from '../model/stored.ts';
import { type GraphStore, replaced } from '../store/types.ts';
import type { Deps } from './deps.ts';
import { mustBeOwn } from './import.ts';

const nothing = ({ id, nameEn, nameZh, summaryEn, summaryZh }: DatasetInfo): Content => ({
  info: { id, nameEn, nameZh, summaryEn, summaryZh },
  entities: [],
  claims: [],
  deals: [],
  sources: [],
  evidence: [],
  outlines: [],
});

/** Puts a record where it belongs. */
function add(content: Content, { table, record }: DatasetRecord): void {
  switch (table) {
    case 'dataset':
      content.info = record;
      return;
    case 'entities':
      content.entities.push(record);
      return;
    case 'claims':
      content.claims.push(record);
      return;
    case 'deals':
      content.deals.push(record);
      return;
    case 'sources':
      content.sources.push(record);
      return;
    case 'evidence':
      content.evidence.push(record);
      return;
    case 'outlines':
      content.outlines.push(record);
      return;
  }
}

/** A dataset as it is served, and what it holds; nothing where it is not there and is named. */
async function contentOf(store: GraphStore, served: ServedDataset): Promise<Content> {
  const { id, counts } = served;
  const size = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (size > RECORD_LIMITS.dataset)
    throw new Fault(
      'too_large',
      `The dataset ${id} has ${size} records. One by one they are changed in datasets of up to ${RECORD_LIMITS.dataset}.`,
      { size, most: RECORD_LIMITS.dataset },
    );
  const content = nothing(served);
  for await (const record of store.records(id)) add(content, record);
  return content;
}

/** Changes records of a reader's own dataset: all of it or none. */
export async function changeRecords(
  deps: Deps,
  { id, ifVersion, info, upsert, remove }: Input<'changeRecords'>,
  signal: AbortSignal,
): Promise<Output<'changeRecords'>> {
  const { store } = deps;
  mustBeOwn(deps, id);
  const served = (await store.datasets()).find((dataset) => dataset.id === id);
  const called = served ?? (info && { id, ...info });
  if (!called)
    throw new Fault(
      'not_found',
      `There is no dataset ${JSON.stringify(id)}, and nothing says what to call it.`,
      {
        dataset: id,
      },
    );
  const before = served ? await contentOf(store, served) : nothing(called);
  const result = changed(before, { upsert, remove });
  if ('problems' in result) {
    const [first] = result.problems;
    const at = first && [first.table, first.id, first.field].filter((part) => part !== '').join(' ');
    throw new Fault('bad_request', `${at}: ${first?.message}`, {
      problems: result.problems.slice(0, RECORD_LIMITS.change),
      count: result.problems.length,
    });
  }
  const { dataset, undo, empty } = result;
  // What was done already, as when the answer to the same request was lost, is done.
  if (served?.version === dataset.version || (!served && empty))
    return { dataset: served ?? null, changed: false, undo };
  const version = served?.version ?? null;
  if (version !== ifVersion) throw replaced(id, version);
  if (empty) {
    await store.remove(id, { over: ifVersion });
    return { dataset: null, changed: true, undo };
  }
  const loaded = await store.load(dataset, { over: ifVersion, signal });
  return { dataset: loaded.served, changed: loaded.changed, undo };
}

export async function sources({ store }: Deps, input: Input<'sources'>): Promise<Output<'sources'>> {
  const { q, limit } = input;
  const found = await store.sources(input.datasets, q, limit + 1);
  return { sources: found.slice(0, limit), truncated: found.length > limit };
}
