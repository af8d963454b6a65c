import { keyOf } from '../model/ids.ts';
import { claimNumber, flowFor } from './flow.ts';
import { canonical, type Projection } from './projection.ts';
import type { LoopRow } from './query.ts';

/** One `PART_OF`, by the keys of its ends. Which claims of it are taken at their word is the caller's to say. */
export type Part = { part: string; whole: string };

/**
 * The flow with parts taken for what they are part of: Azure's purchase is Microsoft's. The data stays as it is; what is rolled up is
 * a view, to be marked as such (`rolledEnds`). A part of several wholes is none of theirs alone, and stays itself. What
 * flows between a part and its whole flows from one to itself, and is left out.
 */
export function rolledUp(projection: Projection, parts: readonly Part[]): Projection {
  const { sameAs } = projection;
  const wholes = new Map<string, Set<string>>();
  for (const { part, whole } of parts) {
    const [one, other] = [canonical(part, sameAs), canonical(whole, sameAs)];
    if (one !== other) wholes.set(one, (wholes.get(one) ?? new Set()).add(other));
  }
  const links = [...wholes].flatMap(([part, of]): [string, string][] => {
    const [whole, ...others] = of;
    // A ring of links between datasets has no end to hang another link on.
    return whole === undefined || others.length > 0 || Object.hasOwn(sameAs, part) ? [] : [[part, whole]];
  });
  return {
    ...projection,
    version: `${projection.version} rolled up`,
    sameAs: { ...sameAs, ...Object.fromEntries(links) },
  };
}

/** An end of a leg at which a whole stands for a part. */
export type RolledEnd = { claim: string; end: 'from' | 'to'; part: string; whole: string };

/** Where a loop found in the rolled-up flow goes on only because parts are taken for wholes: what the mark on it says. */
export function rolledEnds(row: LoopRow, projection: Projection, rolled: Projection): RolledEnd[] {
  const flow = flowFor(rolled);
  return row.legs.flatMap(({ claim: key }) => {
    const claim = flow.claims[claimNumber(flow, key) ?? -1];
    if (!claim) return [];
    return (['from', 'to'] as const).flatMap((end): RolledEnd[] => {
      const part = canonical(keyOf(claim.dataset, claim[end]), projection.sameAs);
      const whole = canonical(part, rolled.sameAs);
      return part === whole ? [] : [{ claim: key, end, part, whole }];
    });
  });
}
