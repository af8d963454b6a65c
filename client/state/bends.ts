import { movesOf } from '../../server/core/model/registry.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { fan } from './geometry.ts';
import { claimKey, fromKey, type Graph, toKey } from './graph.ts';

/** Gives each claim its curve: claims between the same two stand side by side, in a fixed order. */
export function bends(graph: Pick<Graph, 'same'>, claims: readonly StoredClaim[]): Map<string, number> {
  const pairs = new Map<string, StoredClaim[]>();
  for (const claim of claims) {
    const pair = [fromKey(graph, claim), toKey(graph, claim)].sort().join(' ');
    pairs.set(pair, [...(pairs.get(pair) ?? []), claim]);
  }
  const found = new Map<string, number>();
  for (const together of pairs.values()) {
    // One direction on one side, the other on the other, what moves nothing in the middle.
    const side = (claim: StoredClaim) =>
      movesOf(claim.type) === 'nothing' ? 0 : fromKey(graph, claim) < toKey(graph, claim) ? -1 : 1;
    const sorted = [...together].sort((a, b) => side(a) - side(b) || (claimKey(a) < claimKey(b) ? -1 : 1));
    const offsets = fan(sorted.length);
    sorted.forEach((claim, index) => {
      const offset = offsets[index] ?? 0;
      found.set(claimKey(claim), fromKey(graph, claim) < toKey(graph, claim) ? offset : -offset || 0);
    });
  }
  return found;
}
