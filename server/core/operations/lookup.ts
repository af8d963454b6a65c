import { Fault, notFound } from '../contract/errors.ts';
import { keyOf, splitRef } from '../model/ids.ts';
import type { StoredClaim, StoredEntity } from '../model/stored.ts';
import type { GraphStore, Scope } from '../store/types.ts';

type Keyed = { readonly dataset: string; readonly id: string };

export const keyFor = (record: Keyed): string => keyOf(record.dataset, record.id);

/**
 * Which datasets a question is about: those it names; else those that its refs name, together with what is shown first where a
 * ref is a short id, or where there is no ref. Where nothing is marked to be shown first, that is everything.
 */
export async function scopeFor(
  store: GraphStore,
  asked: readonly string[] | undefined,
  refs: readonly string[] = [],
): Promise<Scope> {
  if (asked !== undefined) return asked;
  const named = refs.flatMap((ref) => splitRef(ref).dataset ?? []);
  if (refs.length > 0 && named.length === refs.length) return [...new Set(named)];
  const first = (await store.datasets()).filter(({ shownFirst }) => shownFirst).map(({ id }) => id);
  return first.length === 0 ? undefined : [...new Set([...first, ...named])];
}

/** What each ref names among the records that were found: a key one of them, a short id one of each dataset. */
export function byRef<T extends Keyed>(found: readonly T[]): Map<string, T[]> {
  const named = new Map<string, T[]>();
  for (const record of found)
    for (const ref of [record.id, keyFor(record)]) named.set(ref, [...(named.get(ref) ?? []), record]);
  return named;
}

/** The one record that a ref names: `not_found` where there is none, `ambiguous` where several datasets have the id. */
export function single<T extends Keyed>(what: 'entity' | 'claim', ref: string, found: readonly T[]): T {
  const [record, another] = found;
  if (!record) throw notFound(what, ref);
  if (another)
    throw new Fault('ambiguous', `Several datasets have ${what} ${JSON.stringify(ref)}: name one of them.`, {
      candidates: found.map(keyFor),
    });
  return record;
}

export const entityNamed = async (
  store: GraphStore,
  asked: readonly string[] | undefined,
  ref: string,
): Promise<StoredEntity> =>
  single('entity', ref, await store.entities(await scopeFor(store, asked, [ref]), [ref]));

export const claimNamed = async (
  store: GraphStore,
  asked: readonly string[] | undefined,
  ref: string,
): Promise<StoredClaim> =>
  single('claim', ref, await store.claims(await scopeFor(store, asked, [ref]), [ref]));

/**
 * The one record of each ref, in their order. All are read at once, and of several that cannot be told the first is complained of: which one it is
 * must not hang on what a database answers first.
 */
const all = <T extends Keyed>(
  what: 'entity' | 'claim',
  refs: readonly string[],
  found: readonly T[],
): T[] => {
  const named = byRef(found);
  return refs.map((ref) => single(what, ref, named.get(ref) ?? []));
};

export const entitiesNamed = async (
  store: GraphStore,
  scope: Scope,
  refs: readonly string[] = [],
): Promise<StoredEntity[]> => all('entity', refs, refs.length === 0 ? [] : await store.entities(scope, refs));

export const claimsNamed = async (
  store: GraphStore,
  scope: Scope,
  refs: readonly string[] = [],
): Promise<StoredClaim[]> => all('claim', refs, refs.length === 0 ? [] : await store.claims(scope, refs));

/** Keys of both ends of each claim, each once. */
export const endsOf = (claims: readonly StoredClaim[]): string[] => [
  ...new Set(claims.flatMap(({ dataset, from, to }) => [keyOf(dataset, from), keyOf(dataset, to)])),
];
