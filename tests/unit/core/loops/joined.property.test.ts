import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FlowClaim, findLoops, type LoopQuery } from '../../../../server/core/loops/index.ts';
import { ClaimId, EntityId } from '../../../../server/core/model/ids.ts';
import { claims, claimsOver, oneIn, plainQueries, projection, queries } from './arbitrary.ts';
import { asOracle, bruteForce, sorted } from './oracle.ts';
import { claimPasses } from './oracle-constraints.ts';

/** What several names stand for, told to people: one thing is all that is joined, and its claims are the claims of each of its names. */

const ENTITIES = ['a', 'b', 'c', 'd', 'e'];
/** From one name to another. */
type Links = Readonly<Record<string, string>>;
type Named = (id: string) => string;
const short = (key: string): string => key.slice(key.indexOf(':') + 1);

/** All that is joined to a name by links, whichever way they lead, as one name. */
const thing =
  (links: Links): Named =>
  (id) => {
    const met = new Set([id]);
    for (const at of met)
      for (const [from, to] of Object.entries(links)) {
        if (from === at) met.add(to);
        if (to === at) met.add(from);
      }
    return [...met].sort().join('.');
  };

const renamed = (all: readonly FlowClaim[], named: Named): FlowClaim[] =>
  all.map((claim) => ({
    ...claim,
    from: EntityId.parse(named(claim.from)),
    to: EntityId.parse(named(claim.to)),
  }));

/** The loops that there should be among claims under other names. */
function wanted(all: readonly FlowClaim[], query: LoopQuery, named: Named): string[] {
  const keys = (of: string[] | undefined) => of?.map((key) => `test:${named(short(key))}`);
  const asked = { ...query, through: keys(query.through), avoid: keys(query.avoid) };
  return sorted(bruteForce(renamed(all, named), asked).map(({ tellings: _, ...loop }) => loop));
}

const sameAs = (links: Links): Record<string, string> =>
  Object.fromEntries(Object.entries(links).map((link) => link.map((id) => `test:${id}`)));

/** Some names linked to others, in chains and in rings. */
const links: fc.Arbitrary<Links> = fc
  .array(fc.tuple(fc.constantFrom(...ENTITIES), fc.constantFrom(...ENTITIES)), { maxLength: 4, size: 'max' })
  .map((pairs) => Object.fromEntries(pairs.filter(([from, to]) => from !== to)));
/** A ring of two, and one that leads into it. */
const intoRing: fc.Arbitrary<Links> = fc
  .shuffledSubarray(ENTITIES, { minLength: 3, maxLength: 3 })
  .map(([x = 'a', y = 'b', z = 'c']) => ({ [x]: y, [y]: z, [z]: y }));
const anyLinks = fc.oneof({ weight: 3, arbitrary: links }, { weight: 1, arbitrary: intoRing });
/** The same without rings. */
const chains = links.map((some) =>
  Object.fromEntries(Object.entries(some).filter(([from, to]) => from > to)),
);

describe('entities that are the same as others', () => {
  it('are one in every loop, against an oracle that knows them by one name', () => {
    const seen = { joined: 0, loops: 0 };
    fc.assert(
      fc.property(claims, fc.oneof(plainQueries, queries), anyLinks, (all, query, joined) => {
        const named = thing(joined);
        const { rows } = findLoops({ ...projection(all), sameAs: sameAs(joined) }, query);
        const told = renamed(all, named);
        expect(sorted(rows.map((row) => asOracle(row, told)))).toEqual(wanted(all, query, named));
        seen.loops += rows.length;
        if (rows.length > 0 && Object.keys(joined).length > 0) seen.joined += 1;
      }),
      { numRuns: 300 },
    );
    for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).toBeGreaterThan(10);
  });
});

/** A few claims of what is part of what, as sure, as dated and as much called off as others. */
const parts: fc.Arbitrary<FlowClaim[]> = fc
  .tuple(claimsOver(ENTITIES, ['PART_OF'], 6), fc.integer({ min: 1, max: 4 }))
  .map(([drafts, count]) =>
    drafts.slice(0, count).map((claim, at) => ({ ...claim, id: ClaimId.parse(`p${at}`) })),
  );

/** What is part of one whole alone, by the claims that a question takes at their word. */
function wholesOf(all: readonly FlowClaim[], query: LoopQuery, same: Named): Links {
  // What is asked of legs alone is not asked of these.
  const believed = { ...query, types: undefined, avoid: undefined, leastStatus: undefined };
  const found = new Map<string, Set<string>>();
  for (const claim of all) {
    const [part, whole] = [same(claim.from), same(claim.to)];
    if (part === whole || claim.status === 'cancelled' || !claimPasses(claim, believed)) continue;
    found.set(part, (found.get(part) ?? new Set()).add(whole));
  }
  return Object.fromEntries(
    [...found].flatMap(([part, wholes]) => (wholes.size === 1 ? [[part, [...wholes][0] ?? part]] : [])),
  );
}

describe('parts that are taken for their wholes', () => {
  const asked = fc
    .tuple(fc.oneof(plainQueries, queries), oneIn(4, fc.constant('test:p0')))
    .map(([query, out]): LoopQuery => ({ ...query, rollUp: true, ...(out ? { withoutClaims: [out] } : {}) }));

  it('close the loops that their wholes close, against an oracle that knows them by the name of the whole', () => {
    const seen = { rolled: 0, apart: 0 };
    fc.assert(
      fc.property(claims, parts, asked, chains, (all, of, query, joined) => {
        const same = thing(joined);
        const wholes = thing(wholesOf(of, query, same));
        const named: Named = (id) => wholes(same(id));
        const { rows } = findLoops({ ...projection(all), parts: of, sameAs: sameAs(joined) }, query);
        const told = renamed(all, named);
        expect(sorted(rows.map((row) => asOracle(row, told)))).toEqual(wanted(all, query, named));
        for (const { legs } of rows)
          seen[legs.some(({ rolledUp }) => rolledUp.length > 0) ? 'rolled' : 'apart'] += 1;
      }),
      { numRuns: 300 },
    );
    for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).toBeGreaterThan(10);
  });

  it('are marked where a leg goes on from a whole, on the word of claims that lead there', () => {
    let marks = 0;
    fc.assert(
      fc.property(claims, parts, asked, chains, (all, of, query, joined) => {
        const same = thing(joined);
        const { rows } = findLoops({ ...projection(all), parts: of, sameAs: sameAs(joined) }, query);
        for (const { legs } of rows)
          for (const [at, { claim: key, rolledUp }] of legs.entries()) {
            const claim = all.find(({ id }) => id === short(key));
            const next = legs[(at + 1) % legs.length];
            const after = all.find(({ id }) => id === short(next?.claim ?? ''));
            if (!claim || !next || !after) throw new Error('a leg of no claim');
            const marked = (of: typeof rolledUp, end: 'from' | 'to') =>
              of.find((one) => one.end === end)?.whole;
            expect(same(short(marked(rolledUp, 'to') ?? claim.to))).toBe(
              same(short(marked(next.rolledUp, 'from') ?? after.from)),
            );
            for (const { end, whole, partOf } of rolledUp) {
              marks += 1;
              const met = new Set([same(claim[end])]);
              expect(met.has(same(short(whole)))).toBe(false);
              for (const word of partOf) {
                const step = of.find(({ id }) => id === short(word));
                expect(step && met.has(same(step.from))).toBe(true);
                if (step) met.add(same(step.to));
              }
              expect(met.has(same(short(whole)))).toBe(true);
            }
          }
      }),
      { numRuns: 200 },
    );
    expect(marks).toBeGreaterThan(10);
  });
});
