import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FlowClaim,
  findLoops,
  type LoopQuery,
  type LoopRow,
  searchLoops,
} from '../../../../server/core/loops/index.ts';
import { ClaimId, DealId, EntityId } from '../../../../server/core/model/ids.ts';
import { type ClaimType, MOVES } from '../../../../server/core/model/registry.ts';
import { bruteForce, type OracleLoop } from './oracle.ts';

/** Multigraphs with parallel claims, self-loops, deals that pair claims, and claims that follow others. */
const graph = (entities: string[], types: ClaimType[]): fc.Arbitrary<FlowClaim[]> =>
  fc
    .array(
      fc.record({
        from: fc.constantFrom(...entities).map((id) => EntityId.parse(id)),
        to: fc.constantFrom(...entities).map((id) => EntityId.parse(id)),
        type: fc.constantFrom(...types),
        deal: fc.option(fc.constantFrom('x', 'y'), { nil: undefined, freq: 4 }),
        follows: fc.array(fc.nat(11), { maxLength: 3, size: 'max' }),
        status: fc.option(fc.constantFrom('closed', 'closed', 'proposed', 'cancelled' as const), {
          nil: undefined,
        }),
        amount: fc.option(fc.nat(100), { nil: undefined }),
        start: fc.option(fc.constantFrom('2022', '2023', '2023-06', '2023-Q2'), { nil: undefined }),
      }),
      { minLength: 6, maxLength: 12, size: 'max' },
    )
    .map((drafts) =>
      drafts.map(
        ({ deal, follows, ...draft }, index): FlowClaim => ({
          ...draft,
          id: ClaimId.parse(`c${index}`),
          dataset: 'test',
          modality: 'fact',
          basis: 'stated',
          deal: deal === undefined ? undefined : DealId.parse(deal),
          follows: follows.map((at) => ClaimId.parse(`c${at}`)),
        }),
      ),
    );

const dense = graph(['a', 'b', 'c'], ['INVESTS_IN', 'BUYS_FROM', 'PLEDGES_TO']);
const wide = graph(['a', 'b', 'c', 'd', 'e', 'f'], ['INVESTS_IN', 'LENDS_TO', 'SUPPLIES', 'PART_OF']);
/** Two graphs side by side that share no entity. */
const apart = fc
  .tuple(graph(['a', 'b', 'c'], ['INVESTS_IN', 'BUYS_FROM']), graph(['x', 'y'], ['LENDS_TO', 'PLEDGES_TO']))
  .map(([one, other]) => [
    ...one,
    ...other.map((claim) => ({ ...claim, id: ClaimId.parse(`o${claim.id}`), follows: [] })),
  ]);
const claims = fc.oneof(dense, wide, apart);

const queries: fc.Arbitrary<LoopQuery> = fc.record({
  reading: fc.constantFrom('elementary', 'trail' as const),
  minLength: fc.integer({ min: 2, max: 3 }),
  maxLength: fc.integer({ min: 3, max: 6 }),
  exchanges: fc.constantFrom('exclude', 'include' as const),
  through: fc.option(fc.subarray(['test:a', 'test:b'], { minLength: 1 }), { nil: undefined }),
  moves: fc.option(fc.subarray(MOVES.filter((moves) => moves !== 'nothing')), { nil: undefined }),
  limit: fc.constant(1000),
});

const projection = (all: FlowClaim[]) => ({
  version: 'v',
  claims: all,
  parts: [],
  fiscalYearEnds: {},
  sameAs: {},
});

function asOracle(row: LoopRow, all: FlowClaim[]): OracleLoop {
  const steps = row.legs.map(({ claim: key }) => {
    const claim = all.find(({ id }) => `test:${id}` === key);
    return claim ? `${claim.from} ${claim.type} ${claim.to}` : `unknown ${key}`;
  });
  return { steps: steps.sort(), exchange: row.exchange, combinations: row.combinations };
}
const sorted = (loops: OracleLoop[]): string[] => loops.map((loop) => JSON.stringify(loop)).sort();
const plain = ({ steps, exchange, combinations }: OracleLoop): OracleLoop => ({
  steps,
  exchange,
  combinations,
});

describe('the loop search, against an oracle that tries every sequence of claims', () => {
  it('finds the same loops, each once, with as many tellings', () => {
    fc.assert(
      fc.property(claims, queries, (all, query) => {
        const found = findLoops(projection(all), query);
        expect(found.truncated).toBe(false);
        expect(sorted(found.rows.map((row) => asOracle(row, all)))).toEqual(
          sorted(bruteForce(all, query).map(plain)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is asked about enough: most random graphs have loops, many have trails, exchanges and several tellings', () => {
    const seen = { graphs: 0, trails: 0, exchanges: 0, tellings: 0 };
    const query = {
      minLength: 2,
      maxLength: 6,
      exchanges: 'include',
      limit: 1000,
      reading: 'trail',
    } as const;
    for (const all of fc.sample(dense, { numRuns: 200, seed: 4 })) {
      const { rows } = findLoops(projection(all), query);
      if (rows.length > 0) seen.graphs += 1;
      if (rows.some(({ reading }) => reading === 'trail')) seen.trails += 1;
      if (rows.some(({ exchange }) => exchange)) seen.exchanges += 1;
      if (rows.some(({ combinations }) => combinations > 1)) seen.tellings += 1;
    }
    for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).toBeGreaterThan(20);
  });

  it('gives every loop an id of its own, whatever order the claims come in', () => {
    fc.assert(
      fc.property(claims, queries, fc.nat(), (all, query, turn) => {
        const ids = findLoops(projection(all), query).rows.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const at = all.length === 0 ? 0 : turn % all.length;
        const turned = [...all.slice(at), ...all.slice(0, at)];
        expect(findLoops(projection(turned), query).rows.map(({ id }) => id)).toEqual(ids);
      }),
    );
  });

  it('says of each loop which others of the answer share legs with it, and how many', () => {
    fc.assert(
      fc.property(claims, queries, (all, query) => {
        const { rows, shared } = searchLoops(projection(all), query);
        const steps = rows.map((row) => new Set(asOracle(row, all).steps));
        for (const [at, mine] of steps.entries()) {
          const others = steps.flatMap((theirs, other) => {
            const legs = [...mine].filter((step) => theirs.has(step)).length;
            return other === at || legs === 0 ? [] : [{ id: rows[other]?.id, legs }];
          });
          others.sort((a, b) => b.legs - a.legs);
          expect(shared[at]).toEqual({ loops: others.length, most: others.slice(0, 20) });
        }
      }),
    );
  });

  it('tells legs that go round: each starts where the one before it ends', () => {
    fc.assert(
      fc.property(claims, queries, (all, query) => {
        for (const row of findLoops(projection(all), query).rows) {
          const legs = row.legs.map(({ claim }) => all.find(({ id }) => `test:${id}` === claim));
          legs.forEach((leg, at) => {
            expect(leg?.from).toBe(legs[(at || legs.length) - 1]?.to);
          });
        }
      }),
    );
  });
});
