import fc from 'fast-check';
import { type FlowClaim, findLoops } from '../../server/core/loops/index.ts';
import { Claim } from '../../server/core/model/claim.ts';
import type { Dataset } from '../../server/core/model/dataset.ts';
import { Entity } from '../../server/core/model/entity.ts';
import { sample } from '../store/sample.ts';
import { claims, projection } from '../unit/core/loops/arbitrary.ts';

const plain = {
  reading: 'elementary',
  minLength: 2,
  maxLength: 4,
  exchanges: 'include',
  limit: 100,
} as const;
/** Random multigraphs that have some loops. */
export const GRAPHS = fc
  .sample(claims, { seed: 5, numRuns: 100 })
  .filter((all) => findLoops(projection(all), plain).rows.length > 3)
  .slice(0, 5);

/** A random multigraph as a dataset: parallel claims, loops of a claim with itself, deals, cancellations. */
export function random(id: string, drafts: readonly FlowClaim[]): Dataset {
  const made = sample(id);
  const [company] = made.entities;
  const [template] = made.claims;
  made.entities = ['a', 'b', 'c', 'd', 'e'].map((name) => Entity.parse({ ...company, id: name }));
  made.claims = drafts.map(
    ({ dataset: _, follows, calledOffBy: _by, calledOffOn: _on, calledOffKnownOn: _known, ...draft }) =>
      Claim.parse({
        ...template,
        ...draft,
        amountMax: draft.amount === undefined ? draft.amountMax : undefined,
        currency: (draft.amount ?? draft.amountMax) === undefined ? undefined : draft.currency,
        ...(follows && follows.length > 0 ? { follows } : {}),
      }),
  );
  return made;
}
