import { describe, expect, it } from 'vitest';
import { bends } from '../../../../client/state/bends.ts';
import { bundled, strandsOf } from '../../../../client/state/bundles.ts';
import { emptyGraph, merged, scoped } from '../../../../client/state/graph.ts';
import { freeSide } from '../../../../client/state/labels.ts';
import { playSteps } from '../../../../client/state/loops.ts';
import { type SceneInput, sceneOf } from '../../../../client/state/scene.ts';
import { initialView, place, select } from '../../../../client/state/view.ts';
import { chain, claim, entity, loop } from '../samples.ts';

const long = loop('long', chain);
const extra = claim('uses', 'USES', 'aws', 'nvidia');
const graph = merged(scoped(emptyGraph, ['d']), {
  entities: ['nvidia', 'coreweave', 'lenders', 'aws'].map((id) => entity(id)),
  claims: [...chain, extra],
});
const view = place(initialView, {
  'd:nvidia': { x: 0, y: 0 },
  'd:coreweave': { x: 250, y: -100 },
  'd:lenders': { x: 400, y: 0 },
  'd:aws': { x: -250, y: 0 },
});
const input = (more: Partial<SceneInput> = {}): SceneInput => ({
  graph,
  view,
  lang: 'en',
  loop: undefined,
  playing: undefined,
  cursor: undefined,
  words: { unnamed: 'unnamed', verb: ({ type }) => type.toLowerCase() },
  ...more,
});

describe('the scene', () => {
  it('draws every claim between what is on the canvas', () => {
    const scene = sceneOf(input());
    expect(scene.nodes).toHaveLength(4);
    expect(scene.edges.map(({ key }) => key).sort()).toEqual([
      'd:buys',
      'd:invests',
      'd:lends',
      'd:pledges',
      'd:uses',
    ]);
    expect(scene.edges.every(({ faded, hidden }) => !faded && !hidden)).toBe(true);
  });
  it('marks an unknown amount, and is thin there', () => {
    const edges = new Map(sceneOf(input()).edges.map((edge) => [edge.key, edge]));
    expect(edges.get('d:invests')?.label).toBe('?');
    expect(edges.get('d:lends')?.label).toBe('$2.3bn');
    expect(edges.get('d:invests')?.width).toBeLessThan(edges.get('d:lends')?.width ?? 0);
    expect(edges.get('d:pledges')?.label).toBe('');
  });
  it('brings a selected loop forward, its legs numbered, all else in the background', () => {
    const scene = sceneOf(input({ view: select(view, { kind: 'loop', id: 'long' }), loop: long }));
    const edges = new Map(scene.edges.map((edge) => [edge.key, edge]));
    expect(edges.get('d:pledges')?.label).toBe('② pledges_to');
    expect(edges.get('d:uses')?.faded).toBe(true);
    expect(scene.nodes.find(({ key }) => key === 'd:aws')?.faded).toBe(true);
    expect(scene.nodes.find(({ key }) => key === 'd:lenders')?.faded).toBe(false);
  });
  it('isolates it', () => {
    const scene = sceneOf(
      input({ view: { ...select(view, { kind: 'loop', id: 'long' }), isolated: true }, loop: long }),
    );
    expect(scene.nodes.filter(({ hidden }) => hidden).map(({ key }) => key)).toEqual(['d:aws']);
    expect(scene.edges.find(({ key }) => key === 'd:uses')?.hidden).toBe(true);
  });
  it('plays one leg at a time', () => {
    const scene = sceneOf(
      input({ view: select(view, { kind: 'loop', id: 'long' }), loop: long, playing: playSteps(long)[1] }),
    );
    expect(scene.edges.filter(({ playing }) => playing).map(({ key }) => key)).toEqual(['d:pledges']);
  });
  it('hides with an entity the claims that touch it', () => {
    const scene = sceneOf(input({ view: { ...view, filters: { muted: { 'class:Company': 'hide' } } } }));
    expect(scene.edges.every(({ hidden }) => hidden)).toBe(true);
  });
});

describe('claims alike', () => {
  const many = Array.from({ length: 5 }, (_, index) => claim(`i${index}`, 'INVESTS_IN', 'aws', 'nvidia'));
  const crowd = merged(graph, { claims: many });
  const key = 'd:aws*INVESTS_IN*d:nvidia';
  it('are one line with their number, where there are many', () => {
    const line = sceneOf(input({ graph: crowd })).edges.find((edge) => edge.key === key);
    expect(line?.label).toBe('×5');
    expect(line?.claims).toHaveLength(5);
    expect(bundled(crowd, key)).toHaveLength(5);
    expect(strandsOf(crowd, many.slice(0, 3))).toHaveLength(3);
  });
  it('leave out the one that is looked at', () => {
    const { edges } = sceneOf(input({ graph: crowd, view: select(view, { kind: 'claim', key: 'd:i2' }) }));
    expect(edges.find((edge) => edge.key === key)?.claims).toHaveLength(4);
    expect(edges.find((edge) => edge.key === 'd:i2')?.selected).toBe(true);
  });
  it('stand out together', () => {
    const { edges, nodes } = sceneOf(input({ graph: crowd, view: select(view, { kind: 'bundle', key }) }));
    expect(edges.filter(({ faded }) => !faded).map((edge) => edge.key)).toEqual([key]);
    expect(nodes.filter(({ faded }) => faded).map((node) => node.key)).toEqual(['d:coreweave', 'd:lenders']);
  });
  it('count only what the legend leaves', () => {
    const allegation = claim('said', 'INVESTS_IN', 'aws', 'nvidia', { modality: 'allegation' });
    const { edges } = sceneOf(
      input({
        graph: merged(crowd, { claims: [allegation] }),
        view: { ...view, filters: { muted: { 'sure:contested': 'hide' } } },
      }),
    );
    expect(edges.find((edge) => edge.key === key)).toMatchObject({ label: '×5', hidden: false });
  });
});

describe('curves', () => {
  it('never lie on each other, also where two claims run opposite ways', () => {
    const between = [
      claim('a', 'BUYS_FROM', 'x', 'y'),
      claim('b', 'INVESTS_IN', 'y', 'x'),
      claim('c', 'BUYS_FROM', 'x', 'y'),
      claim('d', 'USES', 'x', 'y'),
    ];
    const found = bends(strandsOf(emptyGraph, between));
    // Seen from one end, so that a bend to the left of a line to y is one to the right of a line to x.
    const seen = between.map(({ id, from }) => (found.get(`d:${id}`) ?? 0) * (from === 'x' ? 1 : -1));
    expect(new Set(seen.map(Math.round)).size).toBe(4);
  });
});

describe('names', () => {
  it('stand where no line runs', () => {
    expect(freeSide({ x: 0, y: 0 }, [{ x: 0, y: 100 }])).toBe('top');
    expect(freeSide({ x: 0, y: 0 }, [{ x: 0, y: -100 }])).toBe('bottom');
    expect(
      freeSide({ x: 0, y: 0 }, [
        { x: 0, y: -100 },
        { x: 0, y: 100 },
        { x: -100, y: 0 },
      ]),
    ).toBe('right');
    expect(freeSide({ x: 0, y: 0 }, [])).toBe('bottom');
  });
});
