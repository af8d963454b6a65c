import { Fault, notFound } from '../contract/errors.ts';
import { keyOf } from '../model/ids.ts';
import type { StoredClaim, StoredEntity } from '../model/stored.ts';
import type { GraphStore, Scope } from '../store/types.ts';

export const keyFor = (record: { dataset: string; id: string }): string => keyOf(record.dataset, record.id);

/** The one record that a ref names: `not_found` where there is none, `ambiguous` where several datasets have the id. */
function single<T extends { dataset: string; id: string }>(
  what: 'entity' | 'claim',
  ref: string,
  found: readonly T[],
): T {
  const [record, another] = found;
  if (!record) throw notFound(what, ref);
  if (another)
    throw new Fault('ambiguous', `Several datasets have ${what} ${JSON.stringify(ref)}: name one of them.`, {
      candidates: found.map(keyFor),
    });
  return record;
}

export const entityNamed = async (store: GraphStore, scope: Scope, ref: string): Promise<StoredEntity> =>
  single('entity', ref, await store.entities(scope, [ref]));

export const claimNamed = async (store: GraphStore, scope: Scope, ref: string): Promise<StoredClaim> =>
  single('claim', ref, await store.claims(scope, [ref]));

/** Keys of both ends of each claim, each once. */
export const endsOf = (claims: readonly StoredClaim[]): string[] => [
  ...new Set(claims.flatMap(({ dataset, from, to }) => [keyOf(dataset, from), keyOf(dataset, to)])),
];
