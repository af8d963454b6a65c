import type { Input, Output } from '../contract/index.ts';
import { keyOf, keyWithin, splitRef } from '../model/ids.ts';
import type { StoredClaim } from '../model/stored.ts';
import type { GraphStore } from '../store/types.ts';
import type { Deps } from './deps.ts';
import { claimNamed, entityNamed, keyFor } from './lookup.ts';

/** What a claim says to be otherwise, in whichever dataset; one that is not served any more is left out. */
async function deniedBy(store: GraphStore, claim: StoredClaim): Promise<StoredClaim[]> {
  const keys = (claim.contradicts ?? []).map((ref) => keyWithin(claim.dataset, ref));
  const of = new Set(keys.map((key) => splitRef(key).dataset));
  if (of.size === 0) return [];
  const served = await store.datasets();
  return store.claims(
    served.map(({ id }) => id).filter((id) => of.has(id)),
    keys,
  );
}

/** A claim with all that a reader needs to weigh it. */
export async function claim({ store }: Deps, input: Input<'claim'>): Promise<Output<'claim'>> {
  const claim = await claimNamed(store, input.datasets, input.id);
  const { dataset, id } = claim;
  const scope = [dataset];
  const keys = (ids: readonly string[] | undefined) => (ids ?? []).map((other) => keyOf(dataset, other));
  const [from, to, deals, evidence, named, related, follows, denied] = await Promise.all([
    entityNamed(store, scope, keyOf(dataset, claim.from)),
    entityNamed(store, scope, keyOf(dataset, claim.to)),
    store.deals(scope, keys(claim.deal === undefined ? [] : [claim.deal])),
    store.evidence(scope, keys(claim.evidence)),
    store.entities(scope, keys([claim.product, claim.collateral].filter((other) => other !== undefined))),
    store.related(scope, claim),
    store.claims(scope, keys(claim.follows)),
    deniedBy(store, claim),
  ]);
  const [deal] = deals;
  const sameLeg = related.filter(
    (other) =>
      claim.deal !== undefined &&
      other.deal === claim.deal &&
      other.type === claim.type &&
      other.from === claim.from &&
      other.to === claim.to,
  );
  const naming = (field: 'follows' | 'about' | 'contradicts') =>
    related.filter((other) => other[field]?.includes(id));
  const contradicting = new Map([...denied, ...naming('contradicts')].map((other) => [keyFor(other), other]));
  return {
    claim,
    from,
    to,
    ...(deal ? { deal } : {}),
    evidence,
    named,
    statements: sameLeg,
    follows,
    followedBy: naming('follows'),
    contradicts: [...contradicting.values()],
    comments: naming('about'),
  };
}
