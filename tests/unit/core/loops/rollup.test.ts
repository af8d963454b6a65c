import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FlowClaim, findLoops, type LoopQuery, whatIf } from '../../../../server/core/loops/index.ts';
import { FlowClaimRow } from '../../../../server/core/loops/projection/flow.ts';
import { EntityId } from '../../../../server/core/model/ids.ts';
import { claims, projection, queries } from './arbitrary.ts';

const query: LoopQuery = {
  reading: 'elementary',
  minLength: 2,
  maxLength: 8,
  exchanges: 'exclude',
  limit: 100,
};
const claim = (id: string, from: string, type: string, to: string) =>
  FlowClaimRow.parse({ id, from, type, to, dataset: 'test', modality: 'fact', basis: 'stated' });
const part = (one: string, whole: string, more: object = {}) =>
  FlowClaimRow.parse({ ...claim(`${one}-of-${whole}`, one, 'PART_OF', whole), ...more });
const rolled: LoopQuery = { ...query, rollUp: true };

describe('rolling up along PART_OF', () => {
  const all = projection([
    claim('invests', 'microsoft', 'INVESTS_IN', 'maker'),
    claim('buys', 'maker', 'BUYS_FROM', 'azure'),
    claim('inside', 'microsoft', 'PAYS_TO', 'azure'),
  ]);
  const azure = part('azure', 'microsoft');
  const rowsOf = (parts: FlowClaim[], more: Partial<LoopQuery> = {}) =>
    findLoops({ ...all, parts }, { ...rolled, ...more }).rows;

  it('closes loops that parts and wholes close together, and marks where and on whose word', () => {
    expect(findLoops({ ...all, parts: [azure] }, query).rows).toEqual([]);
    const [row, ...others] = rowsOf([azure]);
    expect(others).toEqual([]);
    expect(row?.legs.map(({ claim: key, rolledUp }) => [key, rolledUp])).toEqual([
      ['test:invests', []],
      ['test:buys', [{ end: 'to', whole: 'test:microsoft', partOf: ['test:azure-of-microsoft'] }]],
    ]);
    expect(rowsOf([azure], { through: ['test:azure'] })).toEqual([row]);
    expect(rowsOf([azure], { avoid: ['test:azure'] })).toEqual([]);
  });

  it('goes up through parts of parts, and says so for each', () => {
    const [row] = rowsOf([part('azure', 'cloud'), part('cloud', 'microsoft')]);
    expect(row?.legs.at(-1)?.rolledUp).toEqual([
      { end: 'to', whole: 'test:microsoft', partOf: ['test:azure-of-cloud', 'test:cloud-of-microsoft'] },
    ]);
  });

  it('leaves a part of several wholes to itself', () => {
    expect(rowsOf([azure, part('azure', 'venture')])).toEqual([]);
  });

  it('takes what is part of what at its word only as far as the legs', () => {
    const unsure = part('azure', 'microsoft', {
      modality: 'estimate',
      basis: 'implied',
      knownOn: '2024',
      start: '2024',
    });
    const known = [...all.claims].map((one) =>
      FlowClaimRow.parse({ ...one, knownOn: '2022', start: '2022' }),
    );
    const loops = (more: Partial<LoopQuery>) =>
      findLoops({ ...all, claims: known, parts: [unsure] }, { ...rolled, ...more }).rows.length;
    expect(loops({})).toBe(1);
    expect(loops({ leastModality: 'fact' })).toBe(0);
    expect(loops({ statedOnly: true })).toBe(0);
    expect(loops({ asOf: { date: '2023', by: 'known' } })).toBe(0);
    expect(loops({ asOf: { date: '2023', by: 'holding' } })).toBe(0);
    expect(loops({ asOf: { date: '2024', by: 'holding' } })).toBe(1);
    expect(loops({ leastStatus: 'closed', unknown: ['status'] })).toBe(1);
    expect(loops({ withoutClaims: ['test:azure-of-microsoft'] })).toBe(0);
    expect(rowsOf([part('azure', 'microsoft', { status: 'cancelled' })])).toEqual([]);
  });

  it('is undone by taking out the claim that says so: the loop goes', () => {
    const held = { ...all, parts: [azure] };
    const { rows } = findLoops(held, rolled);
    const gone = whatIf(held, rolled, rows, { claims: ['test:azure-of-microsoft'] });
    expect(gone.goes).toEqual(rows.map(({ id }) => id));
    expect(whatIf(held, rolled, rows, { claims: ['test:inside'] }).goes).toEqual([]);
  });

  it('finds what a search finds in claims that name the whole', () => {
    fc.assert(
      fc.property(claims, queries, (drafts, asked) => {
        const whole = EntityId.parse('b');
        const named = (id: EntityId) => (['c', 'd'].includes(id) ? whole : id);
        const rewritten = drafts.map((one) => ({ ...one, from: named(one.from), to: named(one.to) }));
        const without = { ...asked, avoid: undefined, through: undefined, asOf: undefined };
        const parts = [part('c', 'd'), part('d', 'b')];
        const found = findLoops({ ...projection(drafts), parts }, { ...without, rollUp: true });
        const plain = found.rows.map((row) => ({
          ...row,
          legs: row.legs.map((leg) => ({ ...leg, rolledUp: [] })),
        }));
        expect({ ...found, rows: plain }).toEqual(findLoops(projection(rewritten), without));
        for (const { claim: key, rolledUp } of found.rows.flatMap(({ legs }) => legs)) {
          const leg = drafts.find(({ id }) => `test:${id}` === key);
          const ends = (['from', 'to'] as const).filter((end) => ['c', 'd'].includes(leg?.[end] ?? ''));
          expect(rolledUp.map(({ end }) => end)).toEqual(ends);
        }
      }),
      { numRuns: 300 },
    );
  });
});
