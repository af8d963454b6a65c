import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, type Point } from '../../../../client/state/geometry.ts';
import { emptyGraph, merged, scoped } from '../../../../client/state/graph.ts';
import {
  alongOf,
  anyPaths,
  easings,
  PATHS,
  pathsAsked,
  pathsIn,
  placesAlong,
  selectionOf,
  swapped,
  withEnds,
} from '../../../../client/state/paths.ts';
import { APART } from '../../../../client/state/place.ts';
import { initialView, without } from '../../../../client/state/view.ts';
import { claim, entity } from '../samples.ts';

const view = { ...initialView, datasets: ['d'] };
const ends = (from?: string, to?: string) => ({ ...anyPaths, from, to });

describe('what is asked of paths', () => {
  it('is nothing while an end is missing, or both are one', () => {
    for (const paths of [ends(), ends('d:a'), ends(undefined, 'd:a'), ends('d:a', 'd:a')])
      expect(pathsAsked({ ...view, paths })).toBeUndefined();
  });
  it('has the filters and the date of the view, and types only where some are chosen', () => {
    const asked = pathsAsked({
      ...view,
      paths: { ...ends('d:a', 'd:b'), types: ['INVESTS_IN'], way: 'out', longest: 6, mode: 'all' },
      filters: { muted: { 'grade:other': 'hide', 'grade:press': 'dim' }, text: 'chips' },
      time: { by: 'holding', asOf: '2024' },
    });
    expect(asked).toEqual({
      datasets: ['d'],
      from: 'd:a',
      to: 'd:b',
      mode: 'all',
      maxLength: 6,
      direction: 'out',
      type: ['INVESTS_IN'],
      without: ['grade:other'],
      text: 'chips',
      asOf: '2024',
      asOfBy: 'holding',
      limit: PATHS.most,
    });
    expect(pathsAsked({ ...view, paths: ends('d:a', 'd:b') })).not.toHaveProperty('type');
  });
  it('is eased by what narrows it, and by nothing else', () => {
    expect(easings({ ...view, paths: { ...anyPaths, longest: PATHS.longest } })).toEqual([]);
    expect(
      easings({
        ...view,
        paths: { ...anyPaths, way: 'out', types: ['USES'] },
        filters: { muted: {}, text: 'x' },
      }),
    ).toEqual(['longer', 'eitherWay', 'anyType', 'filters']);
  });
});

describe('the ends, from what is selected', () => {
  it.each([
    ['two are both ends', ends(), ['a', 'b'], ends('a', 'b')],
    ['two that are the ends already stay as they are asked', ends('b', 'a'), ['a', 'b'], ends('b', 'a')],
    ['one is where it begins', ends(), ['a'], ends('a')],
    ['another one is where it leads', ends('a'), ['b'], ends('a', 'b')],
    ['one that is an end says nothing new', ends('a', 'b'), ['b'], ends('a', 'b')],
    ['one more begins anew', ends('a', 'b'), ['c'], ends('c')],
    ['none and many say nothing', ends('a'), [], ends('a')],
    ['none and many say nothing', ends('a'), ['b', 'c', 'd'], ends('a')],
  ])('%s', (_, question, chosen, asked) => {
    expect(withEnds(question, chosen)).toEqual(asked);
  });
  it('are swapped, and swapped back', () => {
    expect(swapped(swapped(ends('a', 'b')))).toEqual(ends('a', 'b'));
    expect(swapped(ends('a'))).toEqual(ends(undefined, 'a'));
  });
});

describe('a path that was found', () => {
  const claims = [
    claim('one', 'INVESTS_IN', 'a', 'b', { dataset: 'd' }),
    claim('two', 'BUYS_FROM', 'c', 'b', { dataset: 'e' }),
    claim('three', 'BUYS_FROM', 'c', 'b', { dataset: 'e' }),
    claim('four', 'BUYS_FROM', 'b', 'c', { dataset: 'e' }),
  ];
  const graph = scoped(
    merged(emptyGraph, {
      entities: [entity('b', { dataset: 'e', sameAs: 'd:b' }), entity('b')],
      claims,
    }),
    ['d', 'e'],
  );
  const [path] = pathsIn(graph, {
    paths: [
      {
        length: 2,
        steps: [
          { from: 'd:a', to: 'e:b', claims: claims.slice(0, 1) },
          { from: 'e:b', to: 'e:c', claims: claims.slice(1) },
        ],
      },
    ],
  });
  if (!path) throw new Error('no path');

  it('goes by the keys that stand for things', () => {
    expect(path.stops).toEqual(['d:a', 'd:b', 'e:c']);
  });
  it('says of each step what it goes along, with the arrow first, and how many claims say so', () => {
    expect(path.steps.map((of, index) => alongOf(graph, path.stops[index] ?? '', of))).toEqual([
      [{ type: 'INVESTS_IN', against: false, count: 1 }],
      [
        { type: 'BUYS_FROM', against: false, count: 1 },
        { type: 'BUYS_FROM', against: true, count: 2 },
      ],
    ]);
  });
  it('is selected with its claims, and no longer where a stop is taken off the canvas', () => {
    const selection = selectionOf(path);
    expect(selection).toEqual({
      kind: 'path',
      stops: path.stops,
      claims: ['d:one', 'e:four', 'e:three', 'e:two'],
    });
    expect(without({ ...view, selection }, ['d:x']).selection).toEqual(selection);
    expect(without({ ...view, selection }, ['d:b']).selection).toEqual({ kind: 'none' });
  });
});

describe('where what is missing of a path goes', () => {
  const stops = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'), {
    minLength: 2,
    maxLength: 9,
  });
  const point: fc.Arbitrary<Point> = fc.record({
    x: fc.integer({ min: -9, max: 9 }).map((at) => at * 200),
    y: fc.integer({ min: -9, max: 9 }).map((at) => at * 200),
  });
  const placed = fc.dictionary(fc.constantFrom('a', 'c', 'e', 'g', 'x', 'y'), point, { maxKeys: 6 });

  it('every missing stop has a place, nothing that is there moves, and nothing is put on anything', () => {
    fc.assert(
      fc.property(stops, placed, (path, there) => {
        const points = placesAlong(path, there);
        expect(Object.keys(points).sort()).toEqual(path.filter((key) => !Object.hasOwn(there, key)).sort());
        const news = Object.entries(points);
        for (const [key, at] of news)
          for (const [other, spot] of [...news, ...Object.entries(there)])
            if (other !== key) expect(distance(at, spot)).toBeGreaterThanOrEqual(APART - 1);
        expect(placesAlong(path, there)).toEqual(points);
      }),
    );
  });
  it('in a row between two that are there, where there is room', () => {
    const points = placesAlong(['a', 'b', 'c', 'd'], { a: { x: 0, y: 0 }, d: { x: 600, y: 300 } });
    expect(points).toEqual({ b: { x: 200, y: 100 }, c: { x: 400, y: 200 } });
  });
});
