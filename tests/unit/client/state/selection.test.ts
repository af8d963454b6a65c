import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress, viewOf, writeAddress } from '../../../../client/state/address.ts';
import { isInside } from '../../../../client/state/geometry.ts';
import { emptyGraph, merged, scoped } from '../../../../client/state/graph.ts';
import { sceneOf } from '../../../../client/state/scene.ts';
import { ANYTHING, choicesIn, matching } from '../../../../client/state/select-where.ts';
import { chosenOf, entitiesIn, joinedTo, several, toggled } from '../../../../client/state/selection.ts';
import { sumsOf } from '../../../../client/state/sums.ts';
import { initialView, place, without } from '../../../../client/state/view.ts';
import { chain, claim, entity } from '../samples.ts';

const graph = merged(scoped(emptyGraph, ['d']), {
  entities: ['nvidia', 'coreweave', 'lenders']
    .map((id) => entity(id))
    .concat(entity('h100', { kind: 'Chip' })),
  claims: chain,
});
const keys = ['d:nvidia', 'd:coreweave', 'd:lenders', 'd:h100'];
const view = place(
  initialView,
  Object.fromEntries(keys.map((key, index) => [key, { x: index * 200, y: 0 }])),
);

describe('a selection of several', () => {
  it('is of one thing where only one is in it, and nothing where none is', () => {
    expect(several({ entities: ['a', 'a'] })).toEqual({ kind: 'entity', key: 'a' });
    expect(several({ claims: ['c'] })).toEqual({ kind: 'claim', key: 'c' });
    expect(several({})).toEqual({ kind: 'none' });
    expect(several({ entities: ['b', 'a'], claims: ['c'] })).toEqual({
      kind: 'several',
      entities: ['a', 'b'],
      claims: ['c'],
    });
  });
  it('is the same value however it was put together, and empty again after taking all of it out', () => {
    const some = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
    fc.assert(
      fc.property(some, some, (first, second) => {
        const nothing = { entities: [], claims: [] };
        const both = joinedTo(joinedTo(nothing, { entities: first }), { entities: second });
        expect(joinedTo(joinedTo(nothing, { entities: second }), { entities: first })).toEqual(both);
        expect(toggled(both, { entities: both.entities }).entities).toEqual([]);
        expect(toggled(toggled(nothing, { entities: first }), { entities: first }).entities).toEqual([]);
      }),
    );
  });
  it('goes into a link and comes back, with what is pinned', () => {
    const chosen = several({ entities: ['d:nvidia', 'd:lenders'], claims: ['d:buys'] });
    const link = writeAddress({ ...view, selection: chosen, pinned: ['d:nvidia'] }, 'en', {
      datasets: [],
      places: {},
    });
    expect(viewOf(readAddress(link))).toMatchObject({ selection: chosen, pinned: ['d:nvidia'] });
  });
  it('loses what is taken off the canvas, and is of one where one is left', () => {
    const chosen = several({ entities: ['d:nvidia', 'd:lenders'] });
    const after = without({ ...view, selection: chosen, pinned: ['d:lenders'] }, ['d:lenders']);
    expect(after.selection).toEqual({ kind: 'entity', key: 'd:nvidia' });
    expect(after.pinned).toEqual([]);
  });
  it('brings its entities forward with the claims between them, and the ends of its claims', () => {
    const scene = (selection: ReturnType<typeof several>) =>
      sceneOf({
        graph,
        view: { ...view, selection },
        lang: 'en',
        loop: undefined,
        playing: undefined,
        cursor: undefined,
        words: { unnamed: '', verb: () => '' },
      });
    const two = scene(several({ entities: ['d:nvidia', 'd:coreweave'] }));
    expect(two.nodes.filter(({ selected }) => selected).map(({ key }) => key)).toEqual(keys.slice(0, 2));
    expect(two.edges.filter(({ faded }) => !faded).map(({ key }) => key)).toEqual(['d:buys', 'd:invests']);
    const claims = scene(several({ claims: ['d:lends', 'd:pledges'] }));
    expect(claims.nodes.filter(({ faded }) => !faded).map(({ key }) => key)).toEqual(keys.slice(1, 3));
    expect(claims.edges.filter(({ selected }) => selected)).toHaveLength(2);
  });
  it('names the entities that it is about', () => {
    expect(entitiesIn(graph, several({ entities: ['d:h100'], claims: ['d:buys'] }))).toEqual([
      'd:h100',
      'd:coreweave',
      'd:nvidia',
    ]);
    expect(chosenOf(graph, { kind: 'bundle', key: 'd:nvidia*INVESTS_IN*d:coreweave' }).claims).toEqual([
      'd:invests',
    ]);
  });
});

describe('selecting by', () => {
  const shown = { entities: keys, claims: chain.map(({ id }) => `d:${id}`) };
  it('a word finds names in either language, whatever their case and width', () => {
    expect(matching(graph, shown, { ...ANYTHING, text: ' ＮＶＩ' }).entities).toEqual(['d:nvidia']);
    expect(matching(graph, shown, { ...ANYTHING, text: 'lenders（中' }).entities).toEqual(['d:lenders']);
  });
  it('kind and type keeps to what is shown', () => {
    expect(matching(graph, shown, { ...ANYTHING, kind: 'Chip' }).entities).toEqual(['d:h100']);
    expect(matching(graph, shown, { ...ANYTHING, type: 'LENDS_TO' })).toEqual({
      entities: [],
      claims: ['d:lends'],
    });
    expect(matching(graph, { entities: [], claims: [] }, { ...ANYTHING, type: 'LENDS_TO' }).claims).toEqual(
      [],
    );
    expect(choicesIn(graph, shown).kinds).toEqual([
      ['Company', 3],
      ['Chip', 1],
    ]);
  });
});

describe('what claims come to', () => {
  it('keeps currencies apart, counts a leg of a deal once, and what is unknown as unknown', () => {
    const loan = { deal: 'loan', currency: 'USD' };
    const claims = [
      claim('a', 'LENDS_TO', 'lenders', 'coreweave', { ...loan, amount: 2e9 }),
      claim('b', 'LENDS_TO', 'lenders', 'coreweave', { ...loan, amount: 2.3e9 }),
      claim('c', 'INVESTS_IN', 'nvidia', 'coreweave', { amount: 1e8, currency: 'USD' }),
      claim('d', 'INVESTS_IN', 'nvidia', 'coreweave', { amount: 5e8, currency: 'EUR' }),
      claim('e', 'INVESTS_IN', 'nvidia', 'coreweave', { amountMin: 5e8, currency: 'EUR' }),
      claim('f', 'USES', 'nvidia', 'coreweave'),
    ];
    expect(sumsOf(graph, claims)).toEqual({
      sums: [
        { currency: 'USD', total: 2.4e9, claims: 3 },
        { currency: 'EUR', total: 5e8, claims: 1 },
      ],
      unknown: 1,
    });
  });
});

describe('an outline', () => {
  it('holds what lies inside, also where it is bent inward', () => {
    const hook = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
      { x: 5, y: 2 },
      { x: 0, y: 10 },
    ];
    expect(isInside({ x: 1, y: 5 }, hook)).toBe(true);
    expect(isInside({ x: 5, y: 6 }, hook)).toBe(false);
    expect(isInside({ x: 11, y: 5 }, hook)).toBe(false);
  });
});
