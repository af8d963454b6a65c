import { keyOf } from '../../server/core/model/ids.ts';
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
/** Up to so many entities and lines are drawn one by one; beyond, that would stall the page. */
export const CROWD = { nodes: 600, edges: 1500 } as const;

/** How claims between the same two are drawn: as there is room, each by itself, or those of one type as one line. */
export const LINES = ['auto', 'apart', 'one'] as const;
export type Lines = (typeof LINES)[number];

/** Names a bundle, also in addresses: ids have no star, and it stands there as it is. With a deal, only its statements. */
export const bundleKey = (from: string, type: ClaimType, to: string, deal?: string): string =>
  [from, type, to, ...(deal === undefined ? [] : [deal])].join('*');
export const isBundle = (key: string): boolean => key.includes('*');
export function bundleEnds(key: string): {
  from: string;
  type: string;
  to: string;
  deal: string | undefined;
} {
  const [from = '', type = '', to = '', deal] = key.split('*');
  return { from, type, to, deal };
}
/** The deal that a claim is part of; ids of deals are of their own dataset. */
export const dealOf = ({ dataset, deal }: StoredClaim): string | undefined =>
  deal === undefined ? undefined : keyOf(dataset, deal);

/** The claims of a bundle that are loaded. */
export function bundled(graph: Graph, key: string): StoredClaim[] {
  const { from, type, to, deal } = bundleEnds(key);
  return claimsAmong(graph, new Set([from, to])).filter(
    (claim) =>
      claim.type === type &&
      fromKey(graph, claim) === from &&
      toKey(graph, claim) === to &&
      (deal === undefined || dealOf(claim) === deal),
  );
}

/** Statements of one deal, together; a claim of no deal by itself. */
function unitsOf(claims: readonly StoredClaim[]): StoredClaim[][] {
  const deals = new Map<string, StoredClaim[]>();
  const units: StoredClaim[][] = [];
  for (const claim of claims) {
    const deal = dealOf(claim);
    const together = deal === undefined ? undefined : deals.get(deal);
    if (together) {
      together.push(claim);
      continue;
    }
    const unit = [claim];
    units.push(unit);
    if (deal !== undefined) deals.set(deal, unit);
  }
  return units;
}

/**
 * Puts claims together that are drawn as one line: several statements of one deal, and where there are many, claims of
 * one type between the same two. Those in `apart` stay by themselves: what is selected, played or a leg of the loop shown.
 */
export function strandsOf(
  graph: Same,
  claims: readonly StoredClaim[],
  apart: ReadonlySet<string> = new Set(),
  lines: Lines = 'auto',
): Strand[] {
  const few = lines === 'one' || (lines === 'auto' && claims.length > CROWDED) ? 1 : FEW;
  const alike = new Map<string, StoredClaim[]>();
  for (const claim of claims) {
    const key = bundleKey(fromKey(graph, claim), claim.type, toKey(graph, claim));
    const together = alike.get(key);
    if (together) together.push(claim);
    else alike.set(key, [claim]);
  }
  const strand = (key: string, of: readonly StoredClaim[]): Strand[] => {
    const [first, ...others] = of;
    if (!first) return [];
    return [
      {
        key: others.length === 0 ? claimKey(first) : key,
        from: fromKey(graph, first),
        to: toKey(graph, first),
        type: first.type,
        claims: [first, ...others],
      },
    ];
  };
  return [...alike].flatMap(([key, together]) => {
    const alone = lines === 'apart' ? together : together.filter((claim) => apart.has(claimKey(claim)));
    const units = unitsOf(together.filter((claim) => !alone.includes(claim)));
    const fits = units.length + alone.length <= few;
    return [
      ...alone.flatMap((claim) => strand(claimKey(claim), [claim])),
      ...(fits
        ? units.flatMap((unit) => strand(`${key}*${(unit[0] && dealOf(unit[0])) ?? ''}`, unit))
        : strand(key, units.flat())),
    ];
  });
}
