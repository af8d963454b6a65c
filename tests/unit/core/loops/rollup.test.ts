import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlowClaimRow } from '../../../../server/core/loops/flow.ts';
import { findLoops, type LoopQuery } from '../../../../server/core/loops/index.ts';
import { rolledEnds, rolledUp } from '../../../../server/core/loops/rollup.ts';
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
const part = (one: string, whole: string) => ({ part: `test:${one}`, whole: `test:${whole}` });

describe('rolling up along PART_OF', () => {
  const all = projection([
    claim('invests', 'microsoft', 'INVESTS_IN', 'maker'),
    claim('buys', 'maker', 'BUYS_FROM', 'azure'),
    claim('inside', 'microsoft', 'PAYS_TO', 'azure'),
  ]);

  it('closes loops that parts and wholes close together, and marks where', () => {
    const rolled = rolledUp(all, [part('azure', 'microsoft')]);
    expect(findLoops(all, query).rows).toEqual([]);
    const [row, ...others] = findLoops(rolled, query).rows;
    expect(others).toEqual([]);
    expect(row?.legs.map(({ claim: key }) => key)).toEqual(['test:invests', 'test:buys']);
    expect(row && rolledEnds(row, all, rolled)).toEqual([
      { claim: 'test:buys', end: 'to', part: 'test:azure', whole: 'test:microsoft' },
    ]);
    expect(findLoops(rolled, { ...query, through: ['test:azure'] }).rows).toEqual([row]);
  });

  it('leaves a part of several wholes to itself', () => {
    const rolled = rolledUp(all, [part('azure', 'microsoft'), part('azure', 'venture')]);
    expect(findLoops(rolled, query).rows).toEqual([]);
  });

  it('finds what a search finds in claims that name the whole', () => {
    fc.assert(
      fc.property(claims, queries, (drafts, asked) => {
        const whole = EntityId.parse('b');
        const parts = ['c', 'd'];
        const named = (id: EntityId) => (parts.includes(id) ? whole : id);
        const rewritten = drafts.map((one) => ({ ...one, from: named(one.from), to: named(one.to) }));
        const without = { ...asked, avoid: undefined, through: undefined };
        const rolled = rolledUp(projection(drafts), [part('c', 'd'), part('d', 'b')]);
        expect(findLoops(rolled, without)).toEqual(findLoops(projection(rewritten), without));
      }),
      { numRuns: 300 },
    );
  });
});
