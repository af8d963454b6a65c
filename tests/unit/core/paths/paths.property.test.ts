import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowClaim } from '../../../../server/core/loops/index.ts';
import { ClaimId, EntityId } from '../../../../server/core/model/ids.ts';
import { findPaths, type PathQuery } from '../../../../server/core/paths/index.ts';

const entity = fc.constantFrom('a', 'b', 'c', 'd', 'e').map((id) => EntityId.parse(id));
const claims: fc.Arbitrary<FlowClaim[]> = fc
  .array(fc.record({ from: entity, to: entity }), { maxLength: 12, size: 'max' })
  .map((pairs) =>
    pairs.map(({ from, to }, at) => ({
      id: ClaimId.parse(`c${at}`),
      dataset: 't',
      type: 'USES',
      from,
      to,
      modality: 'fact',
      basis: 'stated',
    })),
  );
const queries: fc.Arbitrary<PathQuery> = fc.record({
  from: fc.constantFrom('t:a', 't:b'),
  to: fc.constantFrom('t:c', 't:d'),
  mode: fc.constant('all'),
  maxLength: fc.integer({ min: 1, max: 4 }),
  direction: fc.constantFrom('out', 'any'),
  limit: fc.constant(10_000),
});

/** Every sequence of entities without repetition that claims connect, tried one by one. */
function bruteForce(all: FlowClaim[], { from, to, maxLength, direction }: PathQuery): string[] {
  const joined = (a: string, b: string): boolean =>
    all.some((claim) => {
      const [x, y] = [`t:${claim.from}`, `t:${claim.to}`];
      return (x === a && y === b) || (direction === 'any' && x === b && y === a);
    });
  const found: string[] = [];
  const walk = (path: string[]): void => {
    const last = path.at(-1) ?? '';
    if (last === to) found.push(path.join(' '));
    if (last === to || path.length > maxLength) return;
    for (const next of ['t:a', 't:b', 't:c', 't:d', 't:e'])
      if (!path.includes(next) && joined(last, next)) walk([...path, next]);
  };
  walk([from]);
  return found.sort();
}
const shown = (rows: ReturnType<typeof findPaths>['rows']): string[] =>
  rows.map(({ steps }) => [steps[0]?.from, ...steps.map(({ to }) => to)].join(' '));

describe('the path search, against an oracle that tries every sequence', () => {
  it('finds every path once, up to the longest asked for', () => {
    fc.assert(
      fc.property(claims, queries, (all, query) => {
        expect(shown(findPaths({ claims: all, sameAs: {} }, query).rows).sort()).toEqual(
          bruteForce(all, query),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('gives the shortest first, and in the mode "shortest" those alone', () => {
    fc.assert(
      fc.property(claims, queries, (all, query) => {
        const lengths = findPaths({ claims: all, sameAs: {} }, query).rows.map(({ steps }) => steps.length);
        expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
        const shortest = findPaths({ claims: all, sameAs: {} }, { ...query, mode: 'shortest' }).rows.map(
          ({ steps }) => steps.length,
        );
        expect(shortest).toEqual(lengths.filter((length) => length === lengths[0]));
      }),
    );
  });

  it('takes what stands in two datasets for one entity: as if its claims had been told of one', () => {
    fc.assert(
      fc.property(claims, claims, queries, (all, others, query) => {
        const sameAs = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id) => [`u:${id}`, `t:${id}`]));
        const told = others.map((claim, at) => ({ ...claim, id: ClaimId.parse(`other${at}`) }));
        const apart = [...all, ...told.map((claim) => ({ ...claim, dataset: 'u' }))];
        const joined = shown(findPaths({ claims: [...all, ...told], sameAs: {} }, query).rows);
        expect(shown(findPaths({ claims: apart, sameAs }, query).rows)).toEqual(joined);
        const from = query.from.replace('t:', 'u:');
        expect(shown(findPaths({ claims: apart, sameAs }, { ...query, from }).rows)).toEqual(joined);
      }),
    );
  });

  it('names the claims of each step, and says when there were more paths than asked for', () => {
    fc.assert(
      fc.property(claims, queries, (all, query) => {
        const whole = findPaths({ claims: all, sameAs: {} }, query).rows;
        for (const { steps } of whole)
          for (const step of steps) expect(step.claims.length).toBeGreaterThan(0);
        const cut = findPaths({ claims: all, sameAs: {} }, { ...query, limit: 1 });
        expect(cut.rows).toEqual(whole.slice(0, 1));
        expect(cut.truncated).toBe(whole.length > 1);
      }),
    );
  });
});
