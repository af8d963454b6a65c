import type { Moves } from '../../../server/core/model/registry.ts';
import type { StoredClaim } from '../../../server/core/model/stored.ts';
import { amountUnknown, type Certainty, certainty, drawnAmount } from '../encode.ts';
import { claimKey, type Graph } from '../graph.ts';
import { type Loop, stepFrom, stepTo } from '../loops.ts';

/** What is known of the size of a flow. `none`: what moves is no money, and nobody puts a sum to it. */
export type Size =
  | { readonly kind: 'known'; readonly value: number; readonly currency: string | null }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' };

/** A leg of one or more loops, as the flow picture draws it: one ribbon for one claim. */
export type Flow = {
  /** Key of the claim. */
  readonly key: string;
  readonly claim: StoredClaim;
  readonly from: string;
  readonly to: string;
  readonly moves: Moves;
  readonly certainty: Certainty;
  readonly implied: boolean;
  readonly size: Size;
};

export function sizeOf(claim: StoredClaim): Size {
  const value = drawnAmount(claim);
  if (value !== undefined) return { kind: 'known', value, currency: claim.currency ?? null };
  return amountUnknown(claim) ? { kind: 'unknown' } : { kind: 'none' };
}

type Same = Pick<Graph, 'same'>;

/** The legs of some loops, each claim once, in the order met. */
export function flowsOf(graph: Same, loops: readonly Loop[]): Flow[] {
  const found = new Map<string, Flow>();
  for (const { legs } of loops)
    for (const leg of legs) {
      const { claim, moves } = leg;
      const key = claimKey(claim);
      if (found.has(key)) continue;
      found.set(key, {
        key,
        claim,
        from: stepFrom(graph, leg),
        to: stepTo(graph, leg),
        moves,
        certainty: certainty(claim),
        implied: claim.basis === 'implied',
        size: sizeOf(claim),
      });
    }
  return [...found.values()];
}

/** The first loops of a list that a picture has room for. One loop is always drawn, however long. */
export function thatFit(
  graph: Same,
  loops: readonly Loop[],
  most: { readonly entities: number; readonly flows: number },
): Loop[] {
  const entities = new Set<string>();
  const flows = new Set<string>();
  const fitting: Loop[] = [];
  for (const loop of loops) {
    for (const leg of loop.legs) {
      flows.add(claimKey(leg.claim));
      entities.add(stepFrom(graph, leg)).add(stepTo(graph, leg));
    }
    if (fitting.length > 0 && (entities.size > most.entities || flows.size > most.flows)) break;
    fitting.push(loop);
  }
  return fitting;
}
