import { describe, expect, it } from 'vitest';
import { emptyGraph, merged, scoped } from '../../../../client/state/graph.ts';
import { constraintsOf } from '../../../../client/state/loop-query.ts';
import { sceneOf } from '../../../../client/state/scene.ts';
import { initialView, place, select } from '../../../../client/state/view.ts';
import { effectOf, sameRemoved } from '../../../../client/state/what-if.ts';
import { chain, claim, entity, loop } from '../samples.ts';

const buysAws = claim('buys-aws', 'BUYS_FROM', 'aws', 'nvidia');
const invests = claim('invests-aws', 'INVESTS_IN', 'nvidia', 'aws');
const long = loop('long', chain);
const short = loop('short', [invests, buysAws]);
const graph = merged(scoped(emptyGraph, ['d']), {
  entities: ['nvidia', 'coreweave', 'lenders', 'aws'].map((id) => entity(id)),
  claims: [...chain, invests, buysAws],
});
const answer = (more = {}) => ({
  goes: ['long'],
  stays: ['short'],
  entities: ['d:lenders'],
  smallest: { sets: [], exact: true, least: 0 },
  truncated: false,
  ...more,
});
const of = { kind: 'claim', key: 'd:lends' } as const;

describe('what goes with a claim', () => {
  it('is nothing known before the answer', () => {
    expect(effectOf(graph, [long, short], { of })).toBeUndefined();
  });
  it('is every leg of the loops that go which is no leg of one that stays', () => {
    const effect = effectOf(graph, [long, short], { of, answer: answer() });
    expect([...(effect?.gone.claims ?? [])].sort()).toEqual(['d:buys', 'd:invests', 'd:lends', 'd:pledges']);
    expect([...(effect?.gone.entities ?? [])]).toEqual(['d:lenders']);
    expect([...(effect?.left.claims ?? [])].sort()).toEqual(['d:buys-aws', 'd:invests-aws']);
  });
  it('is the claim itself where all loops stay', () => {
    const effect = effectOf(graph, [long, short], {
      of,
      answer: answer({ goes: [], stays: ['long', 'short'], entities: [] }),
    });
    expect([...(effect?.gone.claims ?? [])]).toEqual(['d:lends']);
    expect(effect?.left.claims.has('d:lends')).toBe(false);
  });
  it('is the entity with all its claims', () => {
    const effect = effectOf(graph, [long, short], {
      of: { kind: 'entity', key: 'd:aws' },
      answer: answer({ goes: ['short'], stays: ['long'], entities: [] }),
    });
    expect([...(effect?.gone.entities ?? [])]).toEqual(['d:aws']);
    expect([...(effect?.gone.claims ?? [])].sort()).toEqual(['d:buys-aws', 'd:invests-aws']);
  });
  it('is marked on the canvas, and what is left is not faded', () => {
    const view = place(select(initialView, { kind: 'claim', key: 'd:lends' }), {
      'd:nvidia': { x: 0, y: 0 },
      'd:coreweave': { x: 250, y: -100 },
      'd:lenders': { x: 400, y: 0 },
      'd:aws': { x: -250, y: 0 },
    });
    const { edges, nodes } = sceneOf({
      graph,
      view,
      lang: 'en',
      loop: undefined,
      playing: undefined,
      cursor: undefined,
      effect: effectOf(graph, [long, short], { of, answer: answer() }),
      words: { unnamed: 'unnamed', verb: ({ type }) => type },
    });
    expect(
      edges
        .filter(({ gone }) => gone)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(['d:buys', 'd:invests', 'd:lends', 'd:pledges']);
    expect(edges.some(({ faded }) => faded)).toBe(false);
    expect(nodes.filter(({ gone }) => gone).map(({ key }) => key)).toEqual(['d:lenders']);
  });
});

describe('the question', () => {
  it('is the list’s own', () => {
    expect(
      constraintsOf(['d'], 8, { ...initialView.loops, exchanges: true, moves: ['money'], through: 'd:aws' }),
    ).toEqual({
      datasets: ['d'],
      reading: 'trail',
      exchanges: 'include',
      maxLength: 8,
      moves: ['money'],
      through: ['d:aws'],
    });
  });
  it('knows what it is about', () => {
    expect(sameRemoved(of, { ...of })).toBe(true);
    expect(sameRemoved(of, { kind: 'entity', key: of.key })).toBe(false);
    expect(sameRemoved(undefined, of)).toBe(false);
  });
});
