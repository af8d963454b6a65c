import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bentBy, onCurve, seenOf } from '../../../../client/state/curve.ts';
import { overlaps, rectAround, textWidth } from '../../../../client/state/flow/names.ts';
import { emptyGraph, merged, scoped } from '../../../../client/state/graph.ts';
import { type SceneEdge, sceneOf } from '../../../../client/state/scene.ts';
import { initialView, place } from '../../../../client/state/view.ts';
import { claim, entity } from '../samples.ts';

/** Lines between the same two, one of which is selected, so that all have their words. */
function drawn(count: number, far: { x: number; y: number }): SceneEdge[] {
  const types = ['INVESTS_IN', 'BUYS_FROM', 'LENDS_TO', 'SUPPLIES', 'PLEDGES_TO'] as const;
  const graph = merged(scoped(emptyGraph, ['d']), {
    entities: ['a', 'b'].map((id) => entity(id)),
    claims: types
      .slice(0, count)
      .map((type, at) => claim(`c${at}`, type, at % 2 ? 'b' : 'a', at % 2 ? 'a' : 'b')),
  });
  const view = place(
    {
      ...initialView,
      selection: { kind: 'several', entities: [], claims: types.map((_, at) => `d:c${at}`) },
    },
    { 'd:a': { x: 0, y: 0 }, 'd:b': far },
  );
  return sceneOf({
    graph,
    view,
    lang: 'en',
    loop: undefined,
    playing: undefined,
    cursor: undefined,
    words: { unnamed: '', verb: () => 'invests in' },
  }).edges;
}
const placed = (far: { x: number; y: number }): Record<string, { x: number; y: number }> => ({
  'd:a': { x: 0, y: 0 },
  'd:b': far,
});
const boxOf = (edge: SceneEdge, far: { x: number; y: number }) => {
  const at = placed(far);
  const middle = onCurve(
    seenOf(bentBy(edge.bend, at[edge.from] ?? far, at[edge.to] ?? far), { from: 26, to: 32 }),
    0.5,
  );
  return rectAround(
    { x: middle.x + edge.slide.x, y: middle.y + edge.slide.y },
    (textWidth(edge.label) * 12) / 12.5 + 6,
    20,
  );
};

describe('labels of lines between the same two', () => {
  it('do not lie over one another, whichever way the lines run', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 0, max: 359 }), (count, degrees) => {
        const angle = (degrees * Math.PI) / 180;
        const far = { x: Math.round(340 * Math.cos(angle)), y: Math.round(340 * Math.sin(angle)) };
        const boxes = drawn(count, far).map((edge) => boxOf(edge, far));
        boxes.forEach((one, index) => {
          for (const other of boxes.slice(index + 1)) expect(overlaps(one, other)).toBe(false);
        });
      }),
    );
  });

  it('give way to each other where lines of others cross, too', () => {
    const graph = merged(scoped(emptyGraph, ['d']), {
      entities: ['a', 'b', 'e', 'f'].map((id) => entity(id)),
      claims: [
        claim('one', 'INVESTS_IN', 'a', 'b', { amount: 2e9, currency: 'USD' }),
        claim('two', 'INVESTS_IN', 'e', 'f', { amount: 3e9, currency: 'USD' }),
      ],
    });
    const at = {
      'd:a': { x: -200, y: 0 },
      'd:b': { x: 200, y: 0 },
      'd:e': { x: 0, y: -200 },
      'd:f': { x: 0, y: 200 },
    };
    const [one, two] = sceneOf({
      graph,
      view: place(initialView, at),
      lang: 'en',
      loop: undefined,
      playing: undefined,
      cursor: undefined,
      words: { unnamed: '', verb: () => '' },
    }).edges;
    expect(one?.slide).toEqual({ x: 0, y: 0 });
    expect(two?.slide.x).toBe(0);
    expect(Math.abs(two?.slide.y ?? 0)).toBeGreaterThan(20);
  });

  it('give way to an entity that their line passes, and to its name', () => {
    const graph = merged(scoped(emptyGraph, ['d']), {
      entities: ['a', 'b', 'between'].map((id) => entity(id)),
      claims: [claim('one', 'INVESTS_IN', 'a', 'b', { amount: 2e9, currency: 'USD' })],
    });
    const slideBeside = (at: { x: number; y: number }) => {
      const { edges, nodes } = sceneOf({
        graph,
        view: place(initialView, { 'd:a': { x: -300, y: 0 }, 'd:b': { x: 300, y: 0 }, 'd:between': at }),
        lang: 'en',
        loop: undefined,
        playing: undefined,
        cursor: undefined,
        words: { unnamed: '', verb: () => '' },
      });
      expect(nodes.find(({ key }) => key === 'd:between')?.labelSide).toBe('bottom');
      return edges[0]?.slide;
    };
    expect(slideBeside({ x: 0, y: -120 })).toEqual({ x: 0, y: 0 });
    const besideEntity = slideBeside({ x: 0, y: 10 });
    expect(Math.hypot(besideEntity?.x ?? 0, besideEntity?.y ?? 0)).toBeGreaterThan(30);
    const besideName = slideBeside({ x: 0, y: -44 });
    expect(Math.hypot(besideName?.x ?? 0, besideName?.y ?? 0)).toBeGreaterThan(10);
  });

  it('stay in the middle where they have room', () => {
    const [only] = drawn(1, { x: 0, y: 340 });
    expect(only?.slide).toEqual({ x: 0, y: 0 });
    for (const { slide } of drawn(2, { x: 340, y: 0 })) expect(slide).toEqual({ x: 0, y: 0 });
  });
});
