import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { type Listeners, type LoopQuery, searchLoops } from '../../../../server/core/loops/index.ts';
import { type FlowClaim, FlowClaimRow } from '../../../../server/core/loops/projection/flow.ts';
import type { Stop } from '../../../../server/core/loops/walk/walk.ts';

const claim = (id: string, from: string, to: string, more: object = {}): FlowClaim =>
  FlowClaimRow.parse({
    ...{ id, from, type: 'BUYS_FROM', to, dataset: 'd', modality: 'fact', basis: 'stated' },
    ...more,
  });
const query: LoopQuery = {
  reading: 'elementary',
  minLength: 2,
  maxLength: 8,
  exchanges: 'exclude',
  limit: 10_000,
};
const search = (claims: FlowClaim[], more: Partial<LoopQuery> = {}, stop?: Stop, listeners?: Listeners) =>
  searchLoops(
    { version: 'v', claims, parts: [], fiscalYearEnds: {}, sameAs: {} },
    { ...query, ...more },
    stop,
    listeners,
  );
/** The claims of each loop, in the order of their ids; loops likewise. */
const sets = (claims: FlowClaim[], more: Partial<LoopQuery> = {}): string[] =>
  search(claims, more)
    .rows.map(({ legs }) => legs.map(({ claim: key }) => key.slice(2)).sort())
    .map((ids) => ids.join(' '))
    .sort();
const names = (size: number): string[] => Array.from({ length: size }, (_, at) => `e${at}`);
/** Each of so many buys from every other. */
const dense = (size: number): FlowClaim[] =>
  names(size).flatMap((from) =>
    names(size).flatMap((to) => (from === to ? [] : [claim(`${from}-${to}`, from, to)])),
  );
/** Loops of so many of `size` where each leads to every other: n!/(n−k)! walks, each entered from k vertices. */
const loopsInDense = (size: number, length: number): number =>
  Array.from({ length }, (_, at) => size - at).reduce((product, factor) => product * factor, 1) / length;

describe('the shape of a graph', () => {
  it('diamonds: a loop for each way through', () => {
    const ways = (top: string, bottom: string) =>
      ['l', 'r'].flatMap((side) => [
        claim(`${top}${side}1`, top, `${top}${side}`),
        claim(`${top}${side}2`, `${top}${side}`, bottom),
      ]);
    const chain = [...ways('a', 'b'), ...ways('b', 'c')];
    expect(sets(chain)).toEqual([]);
    expect(sets([...chain, claim('z', 'c', 'a')])).toEqual([
      'al1 al2 bl1 bl2 z',
      'al1 al2 br1 br2 z',
      'ar1 ar2 bl1 bl2 z',
      'ar1 ar2 br1 br2 z',
    ]);
  });

  it('dense cores: as many of each length as combinatorics says', () => {
    for (const length of [2, 3, 4, 5, 6])
      expect(search(dense(6), { minLength: length, maxLength: length })).toMatchObject({
        found: loopsInDense(6, length),
        counted: true,
        truncated: false,
      });
  });

  it('self-loops: none by itself, and none that makes another loop longer', () => {
    const self = claim('s', 'a', 'a');
    expect(sets([self])).toEqual([]);
    expect(sets([self, claim('x', 'a', 'b'), claim('y', 'b', 'a')])).toEqual(['x y']);
  });

  it('two-loops: one row, unless both legs are the two sides of one contract', () => {
    expect(sets([claim('x', 'a', 'b'), claim('y', 'b', 'a')])).toEqual(['x y']);
    const contract = [
      claim('pledges', 'a', 'b', { type: 'PLEDGES_TO', deal: 'loan' }),
      claim('lends', 'b', 'a', { type: 'LENDS_TO', deal: 'loan' }),
    ];
    expect(sets(contract)).toEqual([]);
    expect(sets(contract, { exchanges: 'include' })).toEqual(['lends pledges']);
  });

  it('parallel claims: of one type, ways to tell one row; of another type, another row', () => {
    const parallel = [
      ...[claim('x1', 'a', 'b'), claim('x2', 'a', 'b'), claim('x3', 'a', 'b')],
      ...[claim('y1', 'b', 'a'), claim('y2', 'b', 'a')],
    ];
    const { rows } = search(parallel);
    expect(rows.map(({ combinations }) => combinations)).toEqual([6]);
    expect(rows[0]?.legs.map(({ alternatives }) => alternatives.length).sort()).toEqual([1, 2]);
    const lent = [...parallel, claim('l', 'b', 'a', { type: 'LENDS_TO' })];
    expect(
      search(lent)
        .rows.map(({ combinations }) => combinations)
        .sort(),
    ).toEqual([3, 6]);
  });

  it('0 results: searched to the end, and not cut short', () => {
    const line = [claim('x', 'a', 'b'), claim('y', 'b', 'c')];
    for (const claims of [[], line])
      expect(search(claims)).toMatchObject({ rows: [], found: 0, counted: true, truncated: false });
  });
});

describe('what claims leave unsaid', () => {
  const round = (first: object, second: object) => [
    claim('x', 'a', 'b', first),
    claim('y', 'b', 'a', second),
  ];
  const orders = (first: object, second: object) =>
    search(round(first, second)).rows.map(({ order }) => order);

  it('undated claims: a loop, of which it is not known whether it happened in turn', () => {
    expect(orders({}, {})).toEqual(['undated']);
    expect(sets(round({}, {}), { time: { mode: 'ordered' } })).toEqual([]);
    expect(sets(round({}, {}), { time: { mode: 'ordered' }, unknown: ['date'] })).toEqual(['x y']);
  });

  it('half-dated claims: no date is made up for the other leg, or for the other end', () => {
    const half = round({ start: '2023-06' }, {});
    expect(orders({ start: '2023-06' }, {})).toEqual(['undated']);
    expect(sets(half, { time: { mode: 'window', days: 30 } })).toEqual([]);
    expect(sets(half, { time: { mode: 'window', days: 30 }, unknown: ['date'] })).toEqual(['x y']);
    const open = round({ start: '2023' }, { start: '2023' });
    expect(sets(open, { asOf: { date: '2025', by: 'holding' } })).toEqual(['x y']);
    expect(sets(open, { asOf: { date: '2022', by: 'holding' } })).toEqual([]);
  });

  it('ranges: an upper bound bounds a loop, a lower one does not', () => {
    const usd = (sum: object) => ({ ...sum, currency: 'USD' });
    const bounds = (first: object, second: object) =>
      search(round(first, second)).rows.map(({ bottleneck: { currencies, unknown } }) => ({
        atMost: currencies.map(({ atMost }) => atMost),
        unknown,
      }));
    expect(bounds(usd({ amount: 50 }), usd({ amountMin: 10, amountMax: 40 }))).toEqual([
      { atMost: [40], unknown: 0 },
    ]);
    expect(bounds(usd({ amount: 50 }), usd({ amountMin: 10 }))).toEqual([{ atMost: [50], unknown: 1 }]);
  });

  it('several currencies: side by side, neither added nor compared', () => {
    const mixed = round({ amount: 50, currency: 'USD' }, { amount: 1, currency: 'EUR' });
    expect(search(mixed).rows[0]?.bottleneck.currencies).toEqual([
      { currency: 'USD', atMost: 50, claim: 'd:x' },
      { currency: 'EUR', atMost: 1, claim: 'd:y' },
    ]);
    const usd = { currency: 'USD', amount: 1 };
    expect(sets(mixed, { leastBottleneck: [usd] })).toEqual([]);
    expect(sets(mixed, { leastBottleneck: [usd, { currency: 'EUR', amount: 1 }] })).toEqual(['x y']);
    expect(sets(mixed, { leastBottleneck: [usd, { currency: 'EUR', amount: 2 }] })).toEqual([]);
  });
});

/** How many loops a search tells in a thread with 20 MB of memory, which keeps a few of them or all. */
const toldInLittleMemory = (kept: 'few' | 'all'): Promise<number> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('../../../../server/workers/start.mjs', import.meta.url), {
      workerData: { start: new URL('./little-memory.worker.ts', import.meta.url).href, kept },
      resourceLimits: { maxOldGenerationSizeMb: 20 },
    });
    worker.once('message', (found: number) => void worker.terminate().then(() => resolve(found)));
    worker.once('error', reject);
  });

describe('10 million results', () => {
  const claims = dense(14);
  const wide = { maxLength: 8, limit: 50 };

  it('are there', () => {
    const all = [2, 3, 4, 5, 6, 7, 8].reduce((sum, length) => sum + loopsInDense(14, length), 0);
    expect(all).toBeGreaterThan(10_000_000);
  });

  it('are cut short by count', () => {
    const { rows, truncated, reason, found } = search(claims, { ...wide, find: 'first' });
    expect({ rows: rows.length, truncated, reason, found }).toEqual({
      rows: 50,
      truncated: true,
      reason: 'limit',
      found: 51,
    });
  });

  it('are cut short by time, with what was not searched', () => {
    let asked = 0;
    const answer = search(claims, wide, () => ++asked > 2_000);
    expect(answer).toMatchObject({ truncated: true, reason: 'time' });
    expect(answer.rows.length).toBeLessThanOrEqual(50);
    expect(answer.found).toBeGreaterThan(0);
    expect(answer.starts.done).toBeLessThan(answer.starts.total);
  });

  it('take no memory where a few of them are kept', async () => {
    expect(await toldInLittleMemory('few')).toBeGreaterThan(5_000);
  });

  it('would take more than there is in that test where all are kept', async () => {
    await expect(toldInLittleMemory('all')).rejects.toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' });
  });
});
