import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryWithout, type Removal, whatIf } from '../../../../server/core/loops/analysis/break.ts';
import { smallestBreaks } from '../../../../server/core/loops/analysis/fewest.ts';
import { smallestHitting } from '../../../../server/core/loops/analysis/hitting.ts';
import { type FlowClaim, findLoops, type LoopQuery } from '../../../../server/core/loops/index.ts';
import { MODALITIES, movesOf, STATUSES } from '../../../../server/core/model/registry.ts';
import { claims, plainQueries, projection, queries } from './arbitrary.ts';

const removals: fc.Arbitrary<Removal> = fc.record(
  {
    claims: fc.subarray(['test:c0', 'test:c3', 'test:c5', 'test:c7', 'test:nothing'], { minLength: 1 }),
    entities: fc.subarray(['test:a', 'test:c'], { minLength: 1 }),
    types: fc.subarray(['INVESTS_IN' as const, 'PLEDGES_TO' as const], { minLength: 1 }),
    belowStatus: fc.constantFrom('committed' as const, 'proposed' as const),
    belowModality: fc.constantFrom('fact' as const, 'forecast' as const),
    implied: fc.constant(true),
  },
  { requiredKeys: [] },
);

/** What is left of the claims when something is taken out, as it is told to people. */
function withoutRemoved(all: FlowClaim[], removal: Removal): FlowClaim[] {
  const short = (key: string): string => key.slice('test:'.length);
  return all.filter(({ id, from, to, type, status, modality, basis }) => {
    if (removal.claims?.some((key) => short(key) === id)) return false;
    if (removal.entities?.some((key) => [from, to].some((end) => end === short(key)))) return false;
    if (removal.types?.some((one) => one === type)) return false;
    if (removal.implied && basis === 'implied') return false;
    if (removal.belowModality && MODALITIES.indexOf(modality) > MODALITIES.indexOf(removal.belowModality))
      return false;
    return !(
      removal.belowStatus &&
      (status === undefined || STATUSES.indexOf(status) > STATUSES.indexOf(removal.belowStatus))
    );
  });
}

/** Entities that some way along the claims leads from and back to. */
function goRound(all: FlowClaim[]): string[] {
  const kept = all.filter(
    ({ type, status, calledOffBy }) => movesOf(type) !== 'nothing' && status !== 'cancelled' && !calledOffBy,
  );
  const reach = (start: string): Set<string> => {
    const met = new Set<string>();
    const waiting = [start];
    for (const at of waiting)
      for (const { from, to } of kept)
        if (from === at && from !== to && !met.has(to)) {
          met.add(to);
          waiting.push(to);
        }
    return met;
  };
  const entities = new Set(kept.map(({ from }) => from));
  return [...entities].filter((entity) => reach(entity).has(entity));
}

describe('what if', () => {
  it('says which loops go as a search without what is taken out does, and tells the rest as it does', () => {
    fc.assert(
      fc.property(claims, queries, removals, (all, query, removal) => {
        const before = findLoops(projection(all), query).rows;
        const after = findLoops(projection(all), queryWithout(query, removal)).rows;
        const { goes, stays } = whatIf(projection(all), query, before, removal);
        expect(goes.sort()).toEqual(
          before
            .map(({ id }) => id)
            .filter((id) => !after.some((row) => row.id === id))
            .sort(),
        );
        expect(stays).toHaveLength(after.length);
        for (const row of after) expect(stays).toContainEqual(row);
      }),
      { numRuns: 600 },
    );
  });

  it('judges no loop that it was stopped before, and names no set that it did not try', () => {
    fc.assert(
      fc.property(claims, queries, removals, fc.nat(12), (all, query, removal, steps) => {
        const { rows } = findLoops(projection(all), query);
        const stopAfter = (looks: number) => () => looks-- <= 0;
        const judged = whatIf(projection(all), query, rows, removal);
        const part = whatIf(projection(all), query, rows, removal, stopAfter(steps));
        expect(judged.whole).toBe(true);
        expect(judged.goes).toEqual(expect.arrayContaining(part.goes));
        expect(judged.stays).toEqual(expect.arrayContaining(part.stays));
        expect(part.whole).toBe(part.goes.length + part.stays.length === rows.length);
        for (const by of ['claim', 'leg'] as const) {
          const { sets, exact } = smallestBreaks(projection(all), query, rows, {
            by,
            stop: stopAfter(steps),
          });
          if (sets.length === 0) expect(exact).toBe(false);
          for (const set of sets)
            expect(whatIf(projection(all), query, rows, { claims: set.flat() }).stays).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says which entities leave the cyclic core, whatever is taken out', () => {
    let left = 0;
    fc.assert(
      fc.property(claims, plainQueries, removals, (all, query, removal) => {
        const still = new Set(goRound(withoutRemoved(all, removal)));
        const gone = goRound(all).filter((entity) => !still.has(entity));
        left += gone.length;
        expect(whatIf(projection(all), query, [], removal).entities).toEqual(
          gone.map((entity) => `test:${entity}`).sort(),
        );
      }),
      { numRuns: 300 },
    );
    expect(left).toBeGreaterThan(50);
  });
});

/** All choices of so many of some things. */
function choices<T>(from: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return from.flatMap((one, at) => choices(from.slice(at + 1), count - 1).map((rest) => [one, ...rest]));
}

describe('the smallest sets that hit all', () => {
  const sets = fc.array(fc.array(fc.nat(9), { minLength: 1, maxLength: 4 }), { maxLength: 12 });
  const hits = (choice: readonly number[], all: number[][]) =>
    all.every((set) => set.some((member) => choice.includes(member)));

  it('are as small as can be, and all of them are found', () => {
    fc.assert(
      fc.property(sets, (all) => {
        const { solutions, exact, least } = smallestHitting(all, { many: 1000, budget: 1e7 });
        const members = [...new Set(all.flat())];
        let size = 0;
        while (!choices(members, size).some((choice) => hits(choice, all))) size += 1;
        const every = choices(members, size).filter((choice) => hits(choice, all));
        expect(exact).toBe(true);
        expect(least).toBe(size);
        const named = (list: number[][]) => list.map((one) => [...one].sort((a, b) => a - b).join()).sort();
        expect(named(solutions)).toEqual(named(every));
      }),
      { numRuns: 300 },
    );
  });

  it('are found greedily past the budget, and a bound says how small they could be', () => {
    fc.assert(
      fc.property(sets, fc.nat(5), (all, budget) => {
        const best = smallestHitting(all, { many: 1, budget: 1e7 });
        const quick = smallestHitting(all, { many: 1, budget });
        const [choice = []] = quick.solutions;
        expect(hits(choice, all)).toBe(true);
        expect(quick.least).toBeLessThanOrEqual(best.least);
        if (quick.exact) expect(choice).toHaveLength(best.least);
      }),
    );
  });
});

describe('breaking all loops shown', () => {
  const small = fc.tuple(claims, queries).map(([all, query]): [FlowClaim[], LoopQuery] => [all, query]);

  it('takes the fewest claims: none fewer do, and each set given does', () => {
    let asked = 0;
    fc.assert(
      fc.property(small, ([all, query]) => {
        const { rows } = findLoops(projection(all), query);
        const { sets, exact, least } = smallestBreaks(projection(all), query, rows, { by: 'claim' });
        const left = (keys: string[]) => whatIf(projection(all), query, rows, { claims: keys }).stays.length;
        expect(exact).toBe(true);
        expect(sets.length).toBeGreaterThan(0);
        for (const set of sets) {
          expect(set).toHaveLength(least);
          expect(left(set.flat())).toBe(0);
        }
        if (least === 0 || least > 4) return;
        asked += 1;
        const keys = [
          ...new Set(
            rows.flatMap(({ legs }) => legs.flatMap(({ claim, alternatives }) => [claim, ...alternatives])),
          ),
        ];
        for (const fewer of choices(keys, least - 1)) expect(left(fewer)).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
    expect(asked).toBeGreaterThan(10);
  });

  it('takes the fewest legs, each with all its claims', () => {
    fc.assert(
      fc.property(small, ([all, query]) => {
        const { rows } = findLoops(projection(all), query);
        const { sets, exact, least } = smallestBreaks(projection(all), query, rows, { by: 'leg' });
        const legOf = (key: string) => {
          const claim = all.find(({ id }) => `test:${id}` === key);
          return `${claim?.from} ${claim?.type} ${claim?.to}`;
        };
        const loops = rows.map(({ legs }) => legs.map(({ claim }) => legOf(claim)));
        const legs = [...new Set(loops.flat())];
        let size = 0;
        while (
          !choices(legs, size).some((set) => loops.every((loop) => loop.some((leg) => set.includes(leg))))
        )
          size += 1;
        expect(exact).toBe(true);
        expect(least).toBe(size);
        for (const set of sets)
          expect(whatIf(projection(all), query, rows, { claims: set.flat() }).stays).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('is given greedily where it is too much, and still breaks all', () => {
    fc.assert(
      fc.property(small, ([all, query]) => {
        const { rows } = findLoops(projection(all), query);
        const best = smallestBreaks(projection(all), query, rows, { by: 'claim' });
        const quick = smallestBreaks(projection(all), query, rows, { by: 'claim', budget: 0 });
        expect(quick.least).toBeLessThanOrEqual(best.least);
        for (const set of quick.sets)
          expect(whatIf(projection(all), query, rows, { claims: set.flat() }).stays).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
