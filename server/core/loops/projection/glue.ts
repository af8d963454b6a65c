import { keyOf } from '../../model/ids.ts';
import type { Flow } from './flow.ts';

/** Whether some claims of two steps, one into an entity and one out of it, are tied by the source. */
export type CouldGlue = (into: number, out: number) => boolean;

/** Steps tied to each other by `follows` or by a deal, found from the few claims that have either. */
export function couldGlueOf(flow: Flow, allowed: Uint8Array | undefined): CouldGlue {
  const { steps, claims } = flow;
  const follows = new Map<string, number[]>();
  const deals = new Map<string, number[]>();
  const pairs = new Set<number>();
  const add = <K>(map: Map<K, number[]>, key: K, step: number): void => {
    const known = map.get(key);
    if (known) known.push(step);
    else map.set(key, [step]);
  };
  const note = (into: number, out: number): void => {
    if (steps.to[into] === steps.from[out]) pairs.add(into * steps.count + out);
  };
  const each = (visit: (claim: (typeof claims)[number], step: number) => void): void => {
    for (let step = 0; step < steps.count; step++)
      for (let at = steps.legOffsets[step] ?? 0; at < (steps.legOffsets[step + 1] ?? 0); at++) {
        const number = steps.legs[at] ?? 0;
        const claim = claims[number];
        if (claim && (!allowed || allowed[number])) visit(claim, step);
      }
  };
  each((claim, step) => {
    if (claim.deal !== undefined) add(deals, keyOf(claim.dataset, claim.deal), step);
    for (const id of claim.follows ?? []) add(follows, keyOf(claim.dataset, id), step);
  });
  for (const members of deals.values()) {
    // By where they start, so that a deal of ten thousand claims is not compared with itself.
    const starting = new Map<number, number[]>();
    const distinct = new Set(members);
    for (const step of distinct) add(starting, steps.from[step] ?? 0, step);
    for (const into of distinct) for (const out of starting.get(steps.to[into] ?? 0) ?? []) note(into, out);
  }
  if (follows.size > 0)
    each((claim, step) => {
      for (const out of follows.get(keyOf(claim.dataset, claim.id)) ?? []) note(step, out);
    });
  return (into, out) => pairs.has(into * steps.count + out);
}
