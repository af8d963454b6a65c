import { Fault } from '../contract/errors.ts';
import type { Input, Output } from '../contract/index.ts';
import { CLAIM_TYPE_NAMES, CLAIM_TYPES, KINDS, ROLES } from '../model/registry.ts';
import { inWords } from '../model/why.ts';
import { type Deps, isOwn } from './deps.ts';
import { scopeFor } from './lookup.ts';

/** Alive whatever happens; ready when the store answers. */
export async function health({ store, about }: Deps): Promise<Output<'health'>> {
  const alive = {
    alive: true,
    store: store.kind,
    version: about.version,
    writable: about.readOnly !== true,
  } as const;
  try {
    const datasets = (await store.datasets()).map(({ id, version }) => ({ id, version }));
    const reason = about.withoutNeo4j
      ? { reason: inWords(...about.withoutNeo4j), why: [...about.withoutNeo4j] }
      : {};
    return { ...alive, ready: true, ...reason, datasets };
  } catch (error) {
    const reason = error instanceof Fault ? error.message : 'The store does not answer.';
    return { ...alive, ready: false, reason, datasets: [] };
  }
}

export const datasets = async (deps: Deps): Promise<Output<'datasets'>> => ({
  datasets: (await deps.store.datasets()).map((dataset) => ({ ...dataset, own: isOwn(deps, dataset.id) })),
});

/** What there is to ask about: the registry, with how often each entry stands in the data. */
export async function schema({ store }: Deps, input: Input<'schema'>): Promise<Output<'schema'>> {
  const { labels, types, entityKeys, claimKeys } = await store.counts(await scopeFor(store, input.datasets));
  const label = (table: typeof KINDS | typeof ROLES, role: boolean): Output<'schema'>['labels'] =>
    Object.entries(table).map(([name, { en, zh }]) => ({
      label: name,
      role,
      nameEn: en,
      nameZh: zh,
      count: labels[name] ?? 0,
    }));
  const keys = (counts: Record<string, number>) =>
    Object.entries(counts).map(([key, count]) => ({ key, count }));
  return {
    labels: [...label(KINDS, false), ...label(ROLES, true)],
    types: CLAIM_TYPE_NAMES.map((type) => ({ type, ...CLAIM_TYPES[type], count: types[type] ?? 0 })),
    properties: { entity: keys(entityKeys), claim: keys(claimKeys) },
  };
}
