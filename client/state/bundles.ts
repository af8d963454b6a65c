import type { ClaimType } from '../../server/core/model/registry.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { claimKey, claimsAmong, fromKey, type Graph, toKey } from './graph.ts';

type Same = Pick<Graph, 'same'>;

/** What is drawn as one line: a claim, or several of one type from one entity to another. */
export type Strand = {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly type: ClaimType;
  readonly claims: readonly [StoredClaim, ...StoredClaim[]];
};

/** So many alike are still drawn one by one; where there is much to draw, fewer. */
const FEW = 3;
/** Beyond so many claims a picture is crowded: lines alike are one, and say less. */
export const CROWDED = 60;

/** Names a bundle, also in addresses: ids have no star, and it stands there as it is. */
export const bundleKey = (from: string, type: ClaimType, to: string): string => `${from}*${type}*${to}`;
export const isBundle = (key: string): boolean => key.includes('*');
export function bundleEnds(key: string): { from: string; type: string; to: string } {
  const [from = '', type = '', to = ''] = key.split('*');
  return { from, type, to };
}

/** The claims of a bundle that are loaded. */
export function bundled(graph: Graph, key: string): StoredClaim[] {
  const { from, type, to } = bundleEnds(key);
  return claimsAmong(graph, new Set([from, to])).filter(
    (claim) => claim.type === type && fromKey(graph, claim) === from && toKey(graph, claim) === to,
  );
}

/**
 * Puts claims together that are drawn as one line. Those in `apart` stay by themselves: what is selected, played or a
 * leg of the loop that is shown.
 */
export function strandsOf(
  graph: Same,
  claims: readonly StoredClaim[],
  apart: ReadonlySet<string> = new Set(),
): Strand[] {
  const few = claims.length > CROWDED ? 1 : FEW;
  const alike = new Map<string, StoredClaim[]>();
  for (const claim of claims) {
    const key = bundleKey(fromKey(graph, claim), claim.type, toKey(graph, claim));
    const together = alike.get(key);
    if (together) together.push(claim);
    else alike.set(key, [claim]);
  }
  const strand = (key: string, of: readonly [StoredClaim, ...StoredClaim[]]): Strand => ({
    key,
    from: fromKey(graph, of[0]),
    to: toKey(graph, of[0]),
    type: of[0].type,
    claims: of,
  });
  return [...alike].flatMap(([key, together]) => {
    const alone = together.filter((claim) => together.length <= few || apart.has(claimKey(claim)));
    const [first, ...others] = together.filter((claim) => !alone.includes(claim));
    const singles = others.length === 0 && first ? [...alone, first] : alone;
    return [
      ...singles.map((claim) => strand(claimKey(claim), [claim])),
      ...(first && others.length > 0 ? [strand(key, [first, ...others])] : []),
    ];
  });
}
