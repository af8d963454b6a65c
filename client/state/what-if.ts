import type { Output } from '../../server/core/contract/index.ts';
import { canonical, claimKey, fromKey, type Graph, toKey } from './graph.ts';
import { entitiesOf, type Loop } from './loops.ts';

/** What is thought away. */
export type Removed = { readonly kind: 'claim' | 'entity'; readonly key: string };

/** A question asked, and what came of it so far. */
export type WhatIf = {
  readonly of: Removed;
  readonly answer?: Output<'whatIf'>;
  readonly fault?: string;
};

export const sameRemoved = (a: Removed | undefined, b: Removed | undefined): boolean =>
  a?.kind === b?.kind && a?.key === b?.key;

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
  const removed = canonical(graph, of.key);
  const isRemoved = (key: string): boolean => {
    if (of.kind === 'claim') return key === of.key;
    const claim = graph.claims.get(key);
    return claim !== undefined && [fromKey(graph, claim), toKey(graph, claim)].includes(removed);
  };
  const kept = [...legsOf(staying)].filter((key) => !isRemoved(key));
  const left = new Set(kept);
  const gone = [...legsOf(leaving)].filter((key) => !left.has(key));
  const out = new Set(answer.entities.map((key) => canonical(graph, key)));
  if (of.kind === 'entity') out.add(removed);
  return {
    gone: { claims: new Set(of.kind === 'claim' ? [...gone, of.key] : gone), entities: out },
    left: {
      claims: left,
      entities: new Set([...leaving, ...staying].flatMap((loop) => [...entitiesOf(graph, loop)])),
    },
  };
}
