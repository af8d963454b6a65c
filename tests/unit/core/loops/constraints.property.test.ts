import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FlowClaim,
  findLoops,
  type LoopQuery,
  type LoopRow,
  type LoopSearch,
  type Progress,
  rankedTellings,
  searchLoops,
} from '../../../../server/core/loops/index.ts';
import { FlowClaimRow } from '../../../../server/core/loops/projection/flow.ts';
import { inReach, reachOf } from '../../../../server/core/loops/question/reach.ts';
import { intervalOf } from '../../../../server/core/model/dates.ts';
import { ORDERINGS } from '../../../../server/core/model/loop.ts';
import { movesOf } from '../../../../server/core/model/registry.ts';
import { claims, constraints, plainQueries, projection, queries } from './arbitrary.ts';
import { asOracle, bruteForce, sorted } from './oracle.ts';

function agrees(all: FlowClaim[], query: LoopQuery): number {
  const found = findLoops(projection(all), query);
  expect(found.truncated).toBe(false);
  const rows = found.rows.map((row) => asOracle(row, all));
  expect(sorted(rows)).toEqual(sorted(bruteForce(all, query).map(({ tellings: _, ...loop }) => loop)));
  return rows.length;
}

describe('each constraint, against an oracle that tries every sequence of claims', () => {
  for (const [name, values] of Object.entries(constraints)) {
    it(`${name} lets through what it says`, () => {
      let met = 0;
      const given: fc.Arbitrary<unknown> = values;
      fc.assert(
        fc.property(claims, plainQueries, given, constraints.unknown, (all, query, value, unknown) => {
          const asked: LoopQuery = { ...query, unknown, ...{ [name]: value } };
          met += agrees(all, asked);
        }),
        { numRuns: 200 },
      );
      expect(met).toBeGreaterThan(10);
    });
  }

  it('any of them together', () => {
    fc.assert(
      fc.property(claims, queries, (all, query) => void agrees(all, query)),
      { numRuns: 600 },
    );
  });
});

describe('what comes back', () => {
  it('is what is paid to who put the first money in, of what they put in, and told only where it can be', () => {
    const seen = { told: 0, untold: 0 };
    fc.assert(
      fc.property(claims, plainQueries, (all, query) => {
        for (const { legs, order, returned } of findLoops(projection(all), query).rows) {
          const told = legs.flatMap(({ claim: key }) => all.find(({ id }) => `test:${id}` === key) ?? []);
          const isMoney = (leg: FlowClaim | undefined) => leg !== undefined && movesOf(leg.type) === 'money';
          const first = told.find(isMoney);
          // Who put it in, and the leg that ends with them as the first one begins.
          const last = first && told[(told.indexOf(first) + told.length - 1) % told.length];
          expect(last?.to).toBe(first?.from);
          const known =
            order !== 'impossible' &&
            isMoney(last) &&
            Boolean(first?.amount) &&
            last?.amount !== undefined &&
            first?.currency !== undefined &&
            first.currency === last.currency;
          seen[known ? 'told' : 'untold'] += 1;
          expect(returned).toEqual(
            known
              ? {
                  currency: first?.currency,
                  put: { claim: `test:${first?.id}`, amount: first?.amount },
                  back: { claim: `test:${last?.id}`, amount: last?.amount },
                  share: Number(last?.amount) / Number(first?.amount),
                }
              : null,
          );
        }
      }),
      { numRuns: 300 },
    );
    for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).toBeGreaterThan(5);
  });
});

describe('the tellings of a loop, against the same oracle', () => {
  const told = (all: FlowClaim[], query: LoopQuery, claims: string[], after?: string) =>
    rankedTellings(projection(all), { query, claims, after });

  it('are all that the constraints let through, ranked as rows are, the first of them the one of the list', () => {
    let several = 0;
    fc.assert(
      fc.property(claims, fc.oneof(queries, plainQueries), (all, query) => {
        const wanted = bruteForce(all, query);
        for (const row of findLoops(projection(all), query).rows) {
          const { steps, exchange } = asOracle(row, all);
          const expected = wanted.find(
            (loop) => loop.exchange === exchange && JSON.stringify(loop.steps) === JSON.stringify(steps),
          );
          const named = row.legs.map(({ claim }) => claim);
          const answer = told(all, query, [...named].reverse());
          const ids = answer.tellings.map(({ claims: keys }) =>
            keys
              .map((key) => key.slice(5))
              .sort()
              .join(),
          );
          expect([...ids].sort()).toEqual(expected?.tellings);
          expect(answer).toMatchObject({ total: row.combinations, more: false, truncated: false });
          if (answer.total > 1) several += 1;
          const [first] = told(all, { ...query, sortBy: 'certainty' }, named).tellings;
          expect(first).toMatchObject({ claims: named, order: row.order, bottleneck: row.bottleneck });
        }
      }),
      { numRuns: 400 },
    );
    expect(several).toBeGreaterThan(10);
  });

  it('come in pages that follow each other, and in the order asked', () => {
    fc.assert(
      fc.property(claims, plainQueries, fc.integer({ min: 1, max: 3 }), (all, query, limit) => {
        const asked = { ...query, sortBy: 'bottleneck', currency: 'EUR' } as const;
        for (const row of findLoops(projection(all), query).rows) {
          const named = row.legs.map(({ claim }) => claim);
          const every = told(all, asked, named).tellings;
          const sums = every.map(
            ({ bottleneck: { currencies } }) =>
              currencies.find(({ currency }) => currency === 'EUR')?.atMost ?? -1,
          );
          expect(sums).toEqual([...sums].sort((a, b) => b - a));
          const pages = [];
          for (let more = true; more; ) {
            const page = told(all, { ...asked, limit }, named, pages.at(-1)?.id);
            expect(page.total).toBe(every.length);
            pages.push(...page.tellings);
            more = page.more;
          }
          expect(pages).toEqual(every);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are none where the claims named go round no loop of the question', () => {
    fc.assert(
      fc.property(claims, plainQueries, (all, query) => {
        const [claim] = all;
        if (!claim) return;
        const key = `test:${claim.id}`;
        for (const named of [[key, key], [key, 'test:nothing'], [key]])
          expect(told(all, query, named)).toMatchObject({ tellings: [], total: 0 });
        const answer = told(all, query, [key], 'not given');
        expect(answer.found).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what a store need not read', () => {
  it('changes nothing in an answer, whatever is asked', () => {
    let left = 0;
    fc.assert(
      fc.property(claims, queries, fc.boolean(), fc.array(fc.boolean()), (drafts, query, rollUp, bare) => {
        const all = drafts.map((claim, at) => (bare[at] ? { ...claim, follows: undefined } : claim));
        const parts = [
          FlowClaimRow.parse({
            id: 'p',
            from: 'd',
            type: 'PART_OF',
            to: 'b',
            dataset: 'test',
            modality: 'fact',
            basis: 'stated',
          }),
        ];
        const asked = { ...query, rollUp };
        const read = all.filter((claim) => inReach(reachOf(asked), claim));
        left += all.length - read.length;
        expect(findLoops({ ...projection(read), parts }, asked)).toEqual(
          findLoops({ ...projection(all), parts }, asked),
        );
      }),
      { numRuns: 600 },
    );
    expect(left).toBeGreaterThan(100);
  });
});

describe('the best few', () => {
  it('are the first of all, under each order, whatever else is asked for', () => {
    fc.assert(
      fc.property(claims, queries, fc.integer({ min: 1, max: 6 }), (all, query, limit) => {
        const every = findLoops(projection(all), query).rows;
        const few = findLoops(projection(all), { ...query, limit });
        expect(few.rows).toEqual(every.slice(0, limit));
        expect(few.truncated).toBe(every.length > limit);
      }),
      { numRuns: 600 },
    );
  });

  it('are sorted by what is shown of them', () => {
    const bottleneck = ({ bottleneck: { currencies } }: LoopRow): number =>
      currencies.find(({ currency }) => currency === 'EUR')?.atMost ?? -1;
    const latest =
      (all: FlowClaim[]) =>
      ({ legs }: LoopRow): number =>
        Math.max(
          ...legs.map(({ claim: key }) => {
            const claim = all.find(({ id }) => `test:${id}` === key);
            const date = claim?.start === undefined ? undefined : intervalOf(claim.start);
            return date?.orders ? date.from : -Infinity;
          }),
        );
    fc.assert(
      fc.property(claims, plainQueries, (all, query) => {
        const by = (sortBy: (typeof ORDERINGS)[number], value: (row: LoopRow) => number) => {
          const values = findLoops(projection(all), { ...query, sortBy, currency: 'EUR' }).rows.map(value);
          expect(values).toEqual([...values].sort((a, b) => a - b));
        };
        by('length', ({ length }) => length);
        by('bottleneck', (row) => -bottleneck(row));
        // A claim with an end alone has a date of its own.
        if (all.every(({ end }) => end === undefined)) by('date', (row) => -latest(all)(row));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a graph of hundreds of millions of loops', () => {
  const names = Array.from({ length: 40 }, (_, at) => `e${at}`);
  const dense = projection(
    names.flatMap((from, a) =>
      names.flatMap((to, b) =>
        a === b
          ? []
          : FlowClaimRow.parse({
              id: `c${a}-${b}`,
              dataset: 'test',
              from,
              to,
              type: 'PAYS_TO',
              modality: 'fact',
              basis: 'stated',
              ...(a % 2 === 0 ? { amount: ((a * 7 + b * 13) % 50) + 1, currency: 'USD' } : {}),
            }),
      ),
    ),
  );
  const query: LoopQuery = {
    reading: 'elementary',
    minLength: 2,
    maxLength: 6,
    exchanges: 'exclude',
    limit: 20,
  };

  it.each([...ORDERINGS])('gives the best by %s without meeting them all', (sortBy) => {
    let asked = 0;
    const { rows, reason } = searchLoops(dense, { ...query, sortBy }, () => ++asked > 1_000_000);
    expect(reason).toBe('limit');
    expect(rows).toHaveLength(20);
  });

  it('is cut short in time, with what was found and what was not searched', () => {
    let asked = 0;
    const cut = searchLoops(dense, { ...query, minLength: 6, limit: 5 }, () => ++asked > 2000);
    expect(cut.reason).toBe('time');
    expect(cut.rows).toHaveLength(5);
    expect(cut.starts.done).toBeLessThan(cut.starts.total);
  });
});

describe('the search as it goes', () => {
  it('gives the first loops as they are found, and says whether there are more', () => {
    fc.assert(
      fc.property(claims, queries, fc.integer({ min: 1, max: 5 }), (all, query, limit) => {
        const every = findLoops(projection(all), query).rows;
        const met: LoopRow[] = [];
        const first = searchLoops(projection(all), { ...query, find: 'first', limit }, undefined, {
          onFound: (row) => met.push(row),
        });
        expect(met).toHaveLength(Math.min(limit, every.length));
        expect(first.truncated).toBe(every.length > limit);
        expect(first.rows.map(({ id }) => id).sort()).toEqual(met.map(({ id }) => id).sort());
        for (const row of met) expect(every).toContainEqual(row);
      }),
      { numRuns: 300 },
    );
  });

  it('says how far it is, with the best so far', () => {
    fc.assert(
      fc.property(claims, plainQueries, (all, query) => {
        const reports: Progress[] = [];
        let best: LoopRow[] = [];
        const whole = searchLoops(projection(all), query, undefined, {
          onProgress: (progress, rows) => {
            reports.push(progress);
            best = rows();
          },
        });
        expect(whole.found).toBe(whole.rows.length);
        expect(whole.counted).toBe(true);
        expect(whole.starts.done).toBe(whole.starts.total);
        expect(reports.map(({ starts }) => starts.done)).toEqual(reports.map((_, at) => at + 1));
        if (reports.length > 0) expect(best).toEqual(whole.rows);
      }),
    );
  });

  it('says what was not searched where it is stopped', () => {
    const cut = (all: FlowClaim[], query: LoopQuery, steps: number): LoopSearch => {
      let asked = 0;
      return searchLoops(projection(all), query, () => ++asked > steps);
    };
    fc.assert(
      fc.property(claims, plainQueries, fc.nat(20), (all, query, steps) => {
        const whole = findLoops(projection(all), query).rows;
        const part = cut(all, query, steps);
        for (const row of part.rows) expect(whole).toContainEqual(row);
        if (part.truncated) {
          expect(part.reason).toBe('time');
          expect(part.starts.done).toBeLessThan(part.starts.total);
        } else expect(part.rows).toEqual(whole);
      }),
    );
  });
});
