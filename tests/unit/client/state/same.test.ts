import { describe, expect, it } from 'vitest';
import {
  askedFor,
  canonical,
  claimsAmong,
  emptyGraph,
  entityAt,
  fromKey,
  keyIn,
  membersOf,
  merged,
  scoped,
} from '../../../../client/state/graph.ts';
import { listed, loopsThroughEntity, stopsOf } from '../../../../client/state/loops.ts';
import { sceneOf } from '../../../../client/state/scene.ts';
import { initialView, place } from '../../../../client/state/view.ts';
import { claim, entity, loop } from '../samples.ts';

const old = [entity('nvidia'), entity('coreweave')];
const since = [
  entity('nvidia', { dataset: 's', sameAs: 'd:nvidia' }),
  entity('cw', { dataset: 's', sameAs: 'd:coreweave' }),
  entity('oracle', { dataset: 's' }),
];
const invests = claim('invests', 'INVESTS_IN', 'nvidia', 'coreweave');
const buys = claim('buys', 'BUYS_FROM', 'cw', 'nvidia', { dataset: 's' });
const orders = claim('orders', 'BUYS_FROM', 'oracle', 'nvidia', { dataset: 's' });
const loaded = merged(emptyGraph, { entities: [...old, ...since], claims: [invests, buys, orders] });
const both = scoped(loaded, ['d', 's']);

describe('the same thing in two datasets', () => {
  it('is one where both are asked about, by the key that others name it by', () => {
    expect(canonical(both, 's:nvidia')).toBe('d:nvidia');
    expect(fromKey(both, buys)).toBe('d:coreweave');
    expect(membersOf(both, 's:nvidia')).toEqual(['d:nvidia', 's:nvidia']);
    expect(membersOf(both, 's:oracle')).toEqual(['s:oracle']);
  });
  it('is itself where its own dataset is asked about alone', () => {
    const alone = scoped(both, ['s']);
    expect(canonical(alone, 's:nvidia')).toBe('s:nvidia');
    expect(membersOf(alone, 's:nvidia')).toEqual(['s:nvidia']);
  });
  it('has the claims of all that are asked about, and of no other', () => {
    const on = new Set(['d:nvidia', 'd:coreweave', 's:oracle']);
    const ids = (of: typeof both) => claimsAmong(of, on).map(({ id }) => id);
    expect(ids(both)).toEqual(['invests', 'buys', 'orders']);
    expect(ids(scoped(both, ['d']))).toEqual(['invests']);
  });
  it('is found whichever of its records was loaded first', () => {
    const late = merged(scoped(emptyGraph, ['d', 's']), { entities: since });
    expect(entityAt(late, 'd:nvidia')?.dataset).toBe('s');
    expect(entityAt(merged(late, { entities: old }), 's:nvidia')?.dataset).toBe('d');
    expect(since[0] && keyIn(late, since[0])).toBe('d:nvidia');
  });
  it('is asked for in every dataset', () => {
    expect(askedFor(both, ['d:coreweave']).sort()).toEqual(['d:coreweave', 's:coreweave', 's:cw']);
  });
  it('goes through chains, and does not go round in circles', () => {
    const chain = scoped(
      merged(emptyGraph, {
        entities: [
          entity('a', { dataset: 'x', sameAs: 'y:a' }),
          entity('a', { dataset: 'y', sameAs: 'z:a' }),
          entity('a', { dataset: 'z' }),
          entity('b', { dataset: 'x', sameAs: 'y:b' }),
          entity('b', { dataset: 'y', sameAs: 'x:b' }),
        ],
      }),
      ['x', 'y', 'z'],
    );
    expect(canonical(chain, 'x:a')).toBe('z:a');
    expect(typeof canonical(chain, 'x:b')).toBe('string');
  });
  it('makes one loop of legs from both, and one node of the scene', () => {
    const across = loop('across', [invests, buys]);
    expect(stopsOf(both, across)).toEqual(['d:nvidia', 'd:coreweave']);
    expect(loopsThroughEntity(both, [across], 's:cw')).toEqual([across]);
    expect(listed(both, [across], { ...initialView.loops, through: ['s:cw'] })).toEqual([across]);
    const scene = sceneOf({
      graph: both,
      view: place(
        { ...initialView, datasets: ['d', 's'] },
        { 'd:nvidia': { x: 0, y: 0 }, 'd:coreweave': { x: 9, y: 9 } },
      ),
      lang: 'en',
      loop: undefined,
      playing: undefined,
      cursor: undefined,
      words: { unnamed: '', verb: () => '' },
    });
    expect(scene.nodes.map(({ key }) => key)).toEqual(['d:nvidia', 'd:coreweave']);
    expect(scene.edges.map(({ from, to }) => [from, to])).toEqual([
      ['d:nvidia', 'd:coreweave'],
      ['d:coreweave', 'd:nvidia'],
    ]);
  });
});
