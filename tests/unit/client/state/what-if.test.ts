import { describe, expect, it } from 'vitest';
import { withFacets, withTime } from '../../../../client/state/filters.ts';
import { emptyGraph, merged, scoped } from '../../../../client/state/graph.ts';
import { constraintsOf, countOf, needsServer, tidied } from '../../../../client/state/loop-query.ts';
import { listedIn } from '../../../../client/state/loops.ts';
import { sceneOf } from '../../../../client/state/scene.ts';
import { initialView, place, select } from '../../../../client/state/view.ts';
import { claimsBelow, effectOf, type Removed, sameRemoved } from '../../../../client/state/what-if.ts';
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
  const question = (more: Partial<typeof initialView>) =>
    constraintsOf(8, { ...initialView, datasets: ['d'], ...more });
  it('is the list’s own', () => {
    const loops = { ...initialView.loops, exchanges: true, moves: ['money' as const], through: ['d:aws'] };
    expect(question({ loops })).toEqual({
      datasets: ['d'],
      reading: 'trail',
      exchanges: 'include',
      maxLength: 8,
      moves: ['money'],
      through: ['d:aws'],
    });
  });
  it('has what the server alone can tell in its own words', () => {
    const constraints = {
      stated: true,
      ordered: true,
      leastAmount: 5,
      currency: 'EUR',
      unknown: ['amount', 'status'],
      avoid: ['d:aws', 'd:azure'],
      leastGrade: 'press',
      pattern: 'any',
    } as const;
    expect(question({ loops: { ...initialView.loops, constraints } })).toEqual({
      datasets: ['d'],
      reading: 'trail',
      exchanges: 'exclude',
      maxLength: 8,
      basis: 'stated',
      order: 'ordered',
      leastAmount: 5,
      currency: 'EUR',
      unknown: ['status', 'amount'],
      avoid: ['d:aws', 'd:azure'],
      leastGrade: 'press',
      pattern: 'any',
    });
    expect(countOf(constraints)).toBe(6);
  });
  it('has the filters and the moment of the view', () => {
    const filters = {
      muted: { 'grade:other': 'hide', 'moves:goods': 'dim' },
      text: 'loan',
      sums: { from: 5 },
    } as const;
    const now = withTime({ ...initialView, datasets: ['d'], filters }, { by: 'known', asOf: '2023-09-25' });
    expect(constraintsOf(8, now)).toEqual({
      datasets: ['d'],
      reading: 'trail',
      exchanges: 'exclude',
      maxLength: 8,
      without: ['grade:other', 'known:undated'],
      text: 'loan',
      sumFrom: 5,
      asOf: '2023-09-25',
      asOfBy: 'known',
    });
    // Who takes undated ones in again asks the engine for them, too.
    expect(constraintsOf(8, withFacets(now, ['known:undated'], false))).toMatchObject({ unknown: ['date'] });
    expect(needsServer(now)).toBe(true);
    expect(needsServer({ ...initialView, filters: { muted: { 'moves:goods': 'dim' } } })).toBe(false);
  });
  it('takes parts for wholes, asks for types, for a time, and for longer loops where only such are wanted', () => {
    const constraints = { withinDays: 90, minLength: 6, types: ['BUYS_FROM'], rollUp: true } as const;
    expect(constraintsOf(4, { ...initialView, loops: { ...initialView.loops, constraints } })).toMatchObject({
      withinDays: 90,
      minLength: 6,
      maxLength: 6,
      types: ['BUYS_FROM'],
      rollUp: 'true',
    });
  });
  it('is not put to the server for what only says more of another', () => {
    const view = {
      ...initialView,
      loops: { ...initialView.loops, constraints: { currency: 'EUR', unknown: ['date'] } as const },
    };
    expect(needsServer(view)).toBe(false);
    expect(constraintsOf(4, view)).toEqual(constraintsOf(4, initialView));
    // It is the order that asks about it then.
    expect(constraintsOf(4, { ...view, loops: { ...view.loops, sort: 'bottleneck' } })).toMatchObject({
      currency: 'EUR',
    });
    expect(needsServer({ ...view, loops: { ...view.loops, sort: 'date' } })).toBe(true);
    expect(tidied({ pattern: '', currency: undefined, stated: true })).toEqual({ stated: true });
  });
  it('has the list as the server says, in its order', () => {
    const loops = [long, short];
    const view = { ...initialView, loops: { ...initialView.loops, sort: 'date' as const } };
    const ids = (passing: string[] | undefined) =>
      listedIn({ graph, loops, passing }, view).map(({ id }) => id);
    expect(ids(undefined)).toEqual(['long', 'short']);
    expect(ids([])).toEqual([]);
    expect(ids(['short', 'long', 'other'])).toEqual(['short', 'long']);
    expect(listedIn({ graph, loops, passing: ['short'] }, initialView)).toHaveLength(2);
  });
  it('knows what it is about', () => {
    expect(sameRemoved(of, { ...of })).toBe(true);
    expect(sameRemoved(of, { kind: 'entity', key: of.key })).toBe(false);
    expect(sameRemoved(undefined, of)).toBe(false);
  });
});

describe('all of a kind, thought away', () => {
  const sure = claim('sure', 'INVESTS_IN', 'a', 'b');
  const guess = claim('guess', 'BUYS_FROM', 'b', 'a', { modality: 'estimate' });
  const rumour = claim('rumour', 'PAYS_TO', 'b', 'a', { modality: 'allegation', basis: 'implied' });
  const loops = [loop('x', [sure, guess]), loop('y', [sure, rumour])];
  it('is every claim of the loops that is less sure than a modality', () => {
    expect(claimsBelow(loops, 'fact')).toEqual(['d:guess', 'd:rumour']);
    expect(claimsBelow(loops, 'estimate')).toEqual(['d:rumour']);
    expect(claimsBelow(loops, 'allegation')).toEqual([]);
    // Of none of them it is known how far the deal had come.
    expect(claimsBelow(loops, 'committed')).toEqual(['d:sure', 'd:guess', 'd:rumour']);
  });
  it('takes along what is of the kind, though other loops would keep it', () => {
    const known = merged(emptyGraph, { claims: [sure, guess, rumour] });
    const found = answer({ goes: ['y'], stays: ['x'], entities: [] });
    const gone = (kind: Removed) => [
      ...(effectOf(known, loops, { of: kind, answer: found })?.gone.claims ?? []),
    ];
    expect(gone({ kind: 'type', type: 'PAYS_TO' })).toEqual(['d:rumour']);
    expect(gone({ kind: 'implied' })).toEqual(['d:rumour']);
    expect(gone({ kind: 'below', modality: 'estimate' })).toEqual(['d:rumour']);
    expect(gone({ kind: 'belowStatus', status: 'closed' })).toContain('d:rumour');
  });
});
