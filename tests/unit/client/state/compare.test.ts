import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Compare,
  changeOfAll,
  compareText,
  datasetsOf,
  readCompare,
  type Side,
} from '../../../../client/state/compare.ts';
import { differenceOf } from '../../../../client/state/difference.ts';
import { claimKey, emptyGraph, merged, scoped } from '../../../../client/state/graph.ts';
import type { Loop } from '../../../../client/state/loops.ts';
import { seenIn } from '../../../../client/state/seen.ts';
import { initialView } from '../../../../client/state/view.ts';
import type { StoredClaim } from '../../../../server/core/model/stored.ts';
import { claim, entity, loop } from '../samples.ts';

const ends = ['a', 'b', 'c'];
const datasets: Compare = { before: { datasets: ['old'] }, after: { datasets: ['new'] } };
const dates: Compare = {
  before: { datasets: ['old'], asOf: '2024' },
  after: { datasets: ['old'], asOf: '2026' },
};

/** What differs among some claims on a, b and c, which are the same in both datasets. */
function differs(of: Compare, claims: readonly StoredClaim[], before: Loop[] = [], after: Loop[] = []) {
  const scope = ['new', 'old'];
  const entities = ends.flatMap((id) => [
    entity(id, { dataset: 'old' }),
    entity(id, { dataset: 'new', sameAs: `old:${id}` }),
  ]);
  const graph = merged(scoped(emptyGraph, scope), { entities, claims });
  return differenceOf(graph, of, { before, after }, new Set(ends.map((id) => `old:${id}`)));
}
const changes = (of: Compare, ...claims: StoredClaim[]): Record<string, string> =>
  Object.fromEntries(differs(of, claims).claims);
const old = (id: string, more: object = {}) => claim(id, 'INVESTS_IN', 'a', 'b', { dataset: 'old', ...more });
const fresh = (id: string, more: object = {}) =>
  claim(id, 'INVESTS_IN', 'a', 'b', { dataset: 'new', ...more });

describe('two dates', () => {
  it('tell what became known between them as new, and nothing else', () => {
    expect(
      changes(dates, old('early', { knownOn: '2023' }), old('late', { knownOn: '2025-06' }), old('undated')),
    ).toEqual({ 'old:early': 'same', 'old:late': 'added' });
  });

  it('tell one deal restated as changed, not as gone and come', () => {
    const told = old('told', { deal: 'd', knownOn: '2023', status: 'announced', amount: 10 });
    const paid = old('paid', { deal: 'd', knownOn: '2025', status: 'closed', amount: 10 });
    const again = old('again', { deal: 'd', knownOn: '2025', status: 'announced', amount: 10 });
    expect(changes(dates, told, paid)).toEqual({ 'old:told': 'changed', 'old:paid': 'changed' });
    // Said again in the same figures is no change.
    expect(changes(dates, told, again)).toEqual({ 'old:told': 'same', 'old:again': 'same' });
    expect(differs(dates, [told, paid]).statements).toEqual([
      { change: 'changed', before: told, after: paid },
    ]);
  });

  it('tell what was called off between them as changed', () => {
    const plan = old('plan', { knownOn: '2023', calledOffBy: ['drop'], calledOffKnownOn: '2025-03' });
    expect(changes(dates, plan)).toEqual({ 'old:plan': 'changed' });
    const before: Compare = { ...dates, before: { datasets: ['old'], asOf: '2025-04' } };
    expect(changes(before, plan)).toEqual({ 'old:plan': 'same' });
  });

  it('tell an entity as new with its first claim, and as changed with a statement of it', () => {
    const { entities } = differs(dates, [
      old('told', { deal: 'd', knownOn: '2023', status: 'announced' }),
      old('paid', { deal: 'd', knownOn: '2025', status: 'closed' }),
      claim('first', 'BUYS_FROM', 'c', 'a', { dataset: 'old', knownOn: '2025' }),
    ]);
    expect(Object.fromEntries(entities)).toEqual({
      'old:a': 'changed',
      'old:b': 'changed',
      'old:c': 'added',
    });
  });
});

describe('two datasets', () => {
  it('take the same party as one, and its deals as two where no start says otherwise', () => {
    const { claims, entities } = differs(datasets, [old('x'), fresh('y', { start: '2025' })]);
    expect(Object.fromEntries(claims)).toEqual({ 'old:x': 'removed', 'new:y': 'added' });
    expect(entities.size).toBe(0);
  });

  it('take a deal as one where both say when it began, and that is one time', () => {
    const x = old('x', { start: '2023-04', amount: 1, currency: 'USD' });
    expect(changes(datasets, x, fresh('y', { start: '2023', amount: 1, currency: 'USD' }))).toEqual({
      'old:x': 'same',
      'new:y': 'same',
    });
    expect(changes(datasets, x, fresh('y', { start: '2023', amount: 2, currency: 'USD' }))).toEqual({
      'old:x': 'changed',
      'new:y': 'changed',
    });
    expect(changes(datasets, x, fresh('y', { start: '2024' }))).toEqual({
      'old:x': 'removed',
      'new:y': 'added',
    });
    // Two could be meant: neither is taken for it.
    expect(changes(datasets, x, fresh('y', { start: '2023' }), fresh('z', { start: '2023' }))).toEqual({
      'old:x': 'removed',
      'new:y': 'added',
      'new:z': 'added',
    });
  });

  it('take a loop as one by who does what to whom, and as changed by what bounds it', () => {
    const of = (dataset: string) => [
      claim('out', 'INVESTS_IN', 'a', 'b', { dataset }),
      claim('back', 'BUYS_FROM', 'b', 'a', { dataset }),
    ];
    const bound = { bottleneck: { currencies: [], unknown: 0, moneyLegs: 2 } };
    const [was, same, other] = [loop('1', of('old')), loop('2', of('new')), loop('3', of('new'), bound)];
    expect(differs(datasets, [], [was], [same]).loops).toEqual([]);
    expect(differs(datasets, [], [was], [other]).loops).toEqual([{ change: 'changed', loop: other, was }]);
    expect(differs(datasets, [], [was], []).loops).toEqual([{ change: 'removed', loop: was }]);
    expect(differs(datasets, [], [], [same]).loops).toEqual([{ change: 'added', loop: same }]);
  });
});

describe('two saved views', () => {
  const sight = (on: string[], more: object = {}) => ({
    ...initialView,
    datasets: ['old'],
    on: on.map((id) => `old:${id}`),
    ...more,
  });
  const graph = merged(scoped(emptyGraph, ['old']), {
    entities: ends.map((id) => entity(id, { dataset: 'old' })),
    claims: [
      old('ab', { knownOn: '2023' }),
      claim('bc', 'BUYS_FROM', 'b', 'c', { dataset: 'old', knownOn: '2025' }),
      fresh('elsewhere'),
    ],
  });
  const saved: Compare = {
    before: { datasets: ['old'], saved: 'one' },
    after: { datasets: ['old'], saved: 'two' },
  };
  const told = (before: ReturnType<typeof sight>, after: ReturnType<typeof sight>) =>
    differenceOf(graph, saved, { before: [], after: [] }, new Set(ends.map((id) => `old:${id}`)), {
      before: seenIn(graph, before),
      after: seenIn(graph, after),
    });

  it('tell what is on one canvas and not on the other, an entity without claims, too', () => {
    const { claims, entities } = told(sight(['a', 'b']), sight(['b', 'c']));
    expect(Object.fromEntries(claims)).toEqual({ 'old:ab': 'removed', 'old:bc': 'added' });
    expect(Object.fromEntries(entities)).toEqual({ 'old:a': 'removed', 'old:c': 'added' });
    expect(Object.fromEntries(told(sight([]), sight(['c'])).entities)).toEqual({ 'old:c': 'added' });
  });

  it('tell what the filters and the time of each leave', () => {
    const then = sight(ends, { time: { by: 'known', asOf: '2024' } });
    const { claims, entities } = told(then, sight(ends));
    expect(Object.fromEntries(claims)).toEqual({ 'old:ab': 'same', 'old:bc': 'added' });
    expect(Object.fromEntries(entities)).toEqual({ 'old:c': 'added' });
  });

  it('leave out what is there no longer', () => {
    expect(told(sight(['gone']), sight([])).entities.size).toBe(0);
  });
});

describe('any comparison', () => {
  const claims = fc
    .array(
      fc.record({
        dataset: fc.constantFrom('old', 'new'),
        from: fc.constantFrom(...ends),
        to: fc.constantFrom(...ends),
        deal: fc.constantFrom(undefined, 'd', 'e'),
        status: fc.constantFrom(undefined, 'announced', 'closed'),
        start: fc.constantFrom(undefined, '2023', '2024'),
        knownOn: fc.constantFrom(undefined, '2023', '2025'),
      }),
      { maxLength: 10 },
    )
    .map((drafts) =>
      drafts.map(({ from, to, ...more }, at) =>
        claim(`c${at}`, 'LENDS_TO', from, to, JSON.parse(JSON.stringify(more))),
      ),
    );
  const sides = fc.record({
    datasets: fc.subarray(['old', 'new'], { minLength: 1 }),
    asOf: fc.constantFrom(undefined, '2022', '2024', '2026'),
  });
  const written = sides.chain((side) =>
    fc.constantFrom<Side>(JSON.parse(JSON.stringify(side)), {
      ...JSON.parse(JSON.stringify(side)),
      saved: 'a-1',
    }),
  );
  const compares = fc
    .tuple(sides, sides)
    .map(([before, after]): Compare => JSON.parse(JSON.stringify({ before, after })));
  const MIRROR = { added: 'removed', removed: 'added', changed: 'changed', same: 'same' } as const;

  it('turned round tells what was new as gone', () => {
    fc.assert(
      fc.property(claims, compares, (all, of) => {
        const [there, back] = [differs(of, all), differs({ before: of.after, after: of.before }, all)];
        expect(new Map([...back.claims].sort())).toEqual(
          new Map([...there.claims].map(([key, change]) => [key, MIRROR[change]] as const).sort()),
        );
        expect([...back.entities.keys()].sort()).toEqual([...there.entities.keys()].sort());
      }),
    );
  });

  it('with itself finds nothing, and tells each claim of a side once', () => {
    fc.assert(
      fc.property(claims, sides, (all, side) => {
        const of: Compare = JSON.parse(JSON.stringify({ before: side, after: side }));
        const { statements, entities, claims: told } = differs(of, all);
        expect([statements, entities.size]).toEqual([[], 0]);
        const within = all.filter(
          ({ dataset, knownOn }) =>
            side.datasets.includes(dataset) &&
            (side.asOf === undefined || (knownOn !== undefined && knownOn <= side.asOf)),
        );
        expect([...told.keys()].sort()).toEqual(within.map(claimKey).sort());
      }),
    );
  });

  it('comes back from its address', () => {
    fc.assert(
      fc.property(written, written, (before, after) => {
        const of = { before, after };
        const read = readCompare(compareText(of));
        expect(read && compareText(read)).toBe(compareText(of));
        expect(read && datasetsOf(read)).toEqual(datasetsOf(of));
        expect([read?.before.saved, read?.after.saved]).toEqual([before.saved, after.saved]);
      }),
    );
    for (const text of [
      '',
      'old',
      'old~',
      'old@soon~new',
      'old~new~old',
      '<b>~new',
      'old:A B~new',
      'old:~new',
    ])
      expect(readCompare(text)).toBeUndefined();
  });
});

it('a line for several is new or gone where all of them are, and else changed where any is', () => {
  expect(changeOfAll(['added', 'added'])).toBe('added');
  expect(changeOfAll(['same', 'same'])).toBeUndefined();
  expect(changeOfAll(['same', 'added'])).toBe('changed');
});
