import { Fault, notFound } from '../contract/errors.ts';
import type { Input, Output } from '../contract/index.ts';
import type { Entity } from '../model/entity.ts';
import { DatasetId } from '../model/ids.ts';
import type { StoredEntity } from '../model/stored.ts';
import { likeness } from '../search/alike.ts';
import { fold } from '../search/fold.ts';
import type { GraphStore } from '../store/types.ts';
import type { Deps } from './deps.ts';
import { mustBeOwn } from './import.ts';
import { entityNamed, keyFor } from './lookup.ts';

/** Names of one entity that are asked about, and what may be found by each. */
const NAMES = 6;
const FOUND = 20;

/** The entities of a dataset after one, in the order of their ids, and whether there are more. */
async function pageOf(store: GraphStore, dataset: string, after: string, limit: number) {
  const page: Entity[] = [];
  for await (const { table, record } of store.records(dataset)) {
    if (table === 'dataset' || (table === 'entities' && record.id <= after)) continue;
    if (table !== 'entities') break;
    if (page.length === limit) return { page, more: true };
    page.push(record);
  }
  return { page, more: false };
}

/** For each entity of a page, who in other datasets is called, sounds or is spelt alike. */
export async function duplicates(
  { store }: Deps,
  { id, limit, cursor }: Input<'duplicates'>,
): Promise<Output<'duplicates'>> {
  const served = (await store.datasets()).map((dataset) => dataset.id);
  if (!served.includes(id)) throw notFound('dataset', id);
  const others = served.filter((other) => other !== id);
  const { page, more } = await pageOf(store, id, cursor ?? '', limit);
  const pairs: Output<'duplicates'>['pairs'] = [];
  for (const record of page) {
    const entity: StoredEntity = { ...record, dataset: DatasetId.parse(id) };
    const names = [...new Set([entity.nameEn, entity.nameZh, ...entity.aliases].map(fold))].slice(0, NAMES);
    const found = new Map<string, StoredEntity>();
    if (others.length > 0)
      for (const name of names.filter((one) => one !== ''))
        for (const candidate of await store.candidates(others, name, FOUND))
          found.set(keyFor(candidate), candidate);
    for (const other of found.values()) {
      const by = likeness(entity, other);
      if (by) pairs.push({ entity, other, by, linked: entity.sameAs === keyFor(other) });
    }
  }
  const last = page.at(-1);
  return { pairs, ...(more && last ? { next: last.id } : {}), truncated: more };
}

export async function linkEntity(deps: Deps, input: Input<'linkEntity'>): Promise<Output<'linkEntity'>> {
  const entity = await entityNamed(deps.store, undefined, input.id);
  const other = await entityNamed(deps.store, undefined, input.other);
  mustBeOwn(deps, entity.dataset);
  if (entity.dataset === other.dataset)
    throw new Fault('bad_request', 'other: an entity of another dataset', {
      fields: [{ field: 'other', message: 'an entity of another dataset' }],
    });
  const linked = await deps.store.link(keyFor(entity), keyFor(other));
  if (!linked) throw notFound('entity', input.id);
  return { entity: linked };
}

export async function unlinkEntity(
  deps: Deps,
  { id }: Input<'unlinkEntity'>,
): Promise<Output<'unlinkEntity'>> {
  const entity = await entityNamed(deps.store, undefined, id);
  mustBeOwn(deps, entity.dataset);
  const unlinked = await deps.store.link(keyFor(entity), undefined);
  if (!unlinked) throw notFound('entity', id);
  return { entity: unlinked };
}
