import { keyOf } from '../../model/ids.ts';
import { factsOf } from '../projection/facts.ts';
import type { FlowLeg } from '../projection/legs.ts';
import { canonical, type FlowClaim, flowKeys, type Projection } from '../projection/projection.ts';
import type { LoopQuery, RolledEnd } from './query.ts';
import { claimPasses } from './view.ts';

/** A projection with parts taken for their wholes, and for each part that is so taken the claims that say so. */
export type RolledUp = { projection: Projection; partOf: ReadonlyMap<string, readonly string[]> };

/** The claims of what is part of what that a query takes at their word, as it does those of its legs. A deal they are not: they have no status. */
function partsIn({ parts, fiscalYearEnds }: Projection, query: LoopQuery): FlowClaim[] {
  const claims = parts.filter(({ status }) => status !== 'cancelled');
  const { leastModality, statedOnly, asOf, calledOff, unknown, withoutClaims } = query;
  const passes = claimPasses(
    { claims, facts: factsOf(claims, fiscalYearEnds) },
    { leastModality, statedOnly, asOf, calledOff, unknown },
  );
  const without = new Set(withoutClaims);
  return claims.filter(
    (claim, at) => passes.every((pass) => pass(at)) && !without.has(keyOf(claim.dataset, claim.id)),
  );
}

/**
 * The flow with parts taken for what they are part of: Azure's purchase is Microsoft's. The data stays as it is; what is rolled up is
 * a view, to be marked as such (`rolledEnds`). A part of several wholes is none of theirs alone, and stays itself. What
 * flows between a part and its whole flows from one to itself, and is left out.
 */
export function rolledUp(projection: Projection, query: LoopQuery): RolledUp {
  const { sameAs } = projection;
  const wholes = new Map<string, Map<string, string[]>>();
  for (const claim of partsIn(projection, query)) {
    const { key, from, to } = flowKeys(claim);
    const [part, whole] = [canonical(from, sameAs), canonical(to, sameAs)];
    // A ring of links between datasets has no end to hang another link on.
    if (part === whole || Object.hasOwn(sameAs, part)) continue;
    const known = wholes.get(part) ?? new Map<string, string[]>();
    wholes.set(part, known.set(whole, [...(known.get(whole) ?? []), key]));
  }
  const links: Record<string, string> = {};
  const partOf = new Map<string, readonly string[]>();
  for (const [part, known] of wholes) {
    const [only, ...others] = known;
    if (!only || others.length > 0) continue;
    links[part] = only[0];
    partOf.set(part, only[1]);
  }
  return {
    projection: {
      ...projection,
      version: `${projection.version} rolled up`,
      sameAs: { ...sameAs, ...links },
    },
    partOf,
  };
}

/** How many views of one projection are kept: each has a flow of its own, and a question of what if asks of two. */
const KEPT = 2;
const kept = new WeakMap<Projection, Map<string, RolledUp>>();

/** The same, worked out once for all queries that take the same parts for the same wholes. */
export function rolledUpFor(projection: Projection, query: LoopQuery): RolledUp {
  const made = rolledUp(projection, query);
  const views = kept.get(projection) ?? new Map<string, RolledUp>();
  kept.set(projection, views);
  const name = JSON.stringify([...made.partOf]);
  const view = views.get(name) ?? made;
  views.delete(name);
  views.set(name, view);
  const [oldest] = views.keys();
  if (views.size > KEPT && oldest !== undefined) views.delete(oldest);
  return view;
}

/** Where a leg goes on only because parts are taken for wholes: what the mark on it says. */
export function rolledEnds(
  { claim }: FlowLeg,
  { sameAs }: Projection,
  { projection, partOf }: RolledUp,
): RolledEnd[] {
  return (['from', 'to'] as const).flatMap((end): RolledEnd[] => {
    const stated = canonical(keyOf(claim.dataset, claim[end]), sameAs);
    const whole = canonical(stated, projection.sameAs);
    const claims: string[] = [];
    for (let part = stated; part !== whole; ) {
      const next = projection.sameAs[part];
      claims.push(...(partOf.get(part) ?? []));
      if (next === undefined || next === stated) break;
      part = next;
    }
    return stated === whole ? [] : [{ end, whole, partOf: claims }];
  });
}
