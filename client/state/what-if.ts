import type { Output } from '../../server/core/contract/index.ts';
import {
  type ClaimType,
  MODALITIES,
  type Modality,
  STATUSES,
  type Status,
} from '../../server/core/model/registry.ts';
import { canonical, claimKey, fromKey, type Graph, toKey } from './graph.ts';
import { entitiesOf, type Loop } from './loops.ts';

/** What is thought away: one thing, all of a type, all that is implied, all less sure than a modality, or less far than a status. */
export type Removed =
  | { readonly kind: 'claim' | 'entity'; readonly key: string }
  | { readonly kind: 'type'; readonly type: ClaimType }
  | { readonly kind: 'implied' }
  | { readonly kind: 'below'; readonly modality: Modality }
  | { readonly kind: 'belowStatus'; readonly status: Status };

/** A question asked, and what came of it so far. */
export type WhatIf = {
  readonly of: Removed;
  readonly answer?: Output<'whatIf'>;
  readonly fault?: string;
};

export const sameRemoved = (a: Removed | undefined, b: Removed | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** The claims of some loops that are less sure than a modality, or less far than a status. */
export const claimsBelow = (loops: readonly Loop[], floor: Modality | Status): string[] => [
  ...new Set(
    loops
      .flatMap(({ legs }) => legs.flatMap((leg) => [leg.claim, ...leg.alternatives]))
      .filter((claim) => (isStatus(floor) ? lessFar(claim.status, floor) : lessSure(claim.modality, floor)))
      .map(claimKey),
  ),
];
const lessSure = (one: Modality, than: Modality): boolean =>
  MODALITIES.indexOf(one) > MODALITIES.indexOf(than);
const isStatus = (floor: Modality | Status): floor is Status => STATUSES.some((status) => status === floor);
/** Of a claim that does not say how far its deal had come, it is not known that it had come so far. */
const lessFar = (one: Status | undefined, than: Status): boolean =>
  one === undefined || STATUSES.indexOf(one) > STATUSES.indexOf(than);

/** Whether a claim goes by itself, whatever loops it is in. */
function goesItself(graph: Graph, of: Removed, key: string): boolean {
  const claim = graph.claims.get(key);
  switch (of.kind) {
    case 'claim':
      return key === of.key;
    case 'entity':
      return (
        claim !== undefined && [fromKey(graph, claim), toKey(graph, claim)].includes(canonical(graph, of.key))
      );
    case 'type':
      return claim?.type === of.type;
    case 'implied':
      return claim?.basis === 'implied';
    case 'below':
      return claim !== undefined && lessSure(claim.modality, of.modality);
    case 'belowStatus':
      return claim !== undefined && lessFar(claim.status, of.status);
  }
}

/** What goes with it on the canvas, and what is left of the loops. */
export type Effect = {
  readonly gone: { readonly claims: ReadonlySet<string>; readonly entities: ReadonlySet<string> };
  readonly left: { readonly claims: ReadonlySet<string>; readonly entities: ReadonlySet<string> };
};

const legsOf = (loops: readonly Loop[]): Set<string> =>
  new Set(loops.flatMap(({ legs }) => legs.flatMap((leg) => [leg.claim, ...leg.alternatives]).map(claimKey)));

/** A claim goes where every loop that it is a leg of goes; an entity where it is in no circle any more. */
export function effectOf(graph: Graph, loops: readonly Loop[], { of, answer }: WhatIf): Effect | undefined {
  if (!answer) return undefined;
  const goes = new Set(answer.goes);
  const stays = new Set(answer.stays);
  const leaving = loops.filter(({ id }) => goes.has(id));
  const staying = loops.filter(({ id }) => stays.has(id));
  const isRemoved = (key: string): boolean => goesItself(graph, of, key);
  const kept = [...legsOf(staying)].filter((key) => !isRemoved(key));
  const left = new Set(kept);
  const gone = [...legsOf(leaving)].filter((key) => !left.has(key));
  const out = new Set(answer.entities.map((key) => canonical(graph, key)));
  if (of.kind === 'entity') out.add(canonical(graph, of.key));
  return {
    gone: { claims: new Set(of.kind === 'claim' ? [...gone, of.key] : gone), entities: out },
    left: {
      claims: left,
      entities: new Set([...leaving, ...staying].flatMap((loop) => [...entitiesOf(graph, loop)])),
    },
  };
}
