import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nowhere, readAddress, viewOf, writeAddress } from '../../../../client/state/address.ts';
import type { Facet, Mute } from '../../../../client/state/encode.ts';
import {
  claimFilterOf,
  facetCounts,
  filterCount,
  isFiltered,
  noFilters,
  publisherCounts,
  sifted,
  withFacets,
  withFilters,
  withoutFilters,
  withTime,
} from '../../../../client/state/filters.ts';
import { emptyGraph, merged, scoped } from '../../../../client/state/graph.ts';
import { sceneOf } from '../../../../client/state/scene.ts';
import { initialView, place, type View } from '../../../../client/state/view.ts';
import { chain, entity } from '../samples.ts';

const graph = scoped(
  merged(emptyGraph, {
    entities: [entity('nvidia'), entity('coreweave'), entity('lenders', { kind: 'Group' }), entity('alone')],
    claims: chain,
  }),
  ['d'],
);
const at = { x: 0, y: 0 };
const view = place(initialView, {
  'd:nvidia': at,
  'd:coreweave': at,
  'd:lenders': at,
  'd:alone': at,
});

describe('filters', () => {
  it('are none at first, and none again once cleared', () => {
    expect(isFiltered(view)).toBe(false);
    const set = withTime(withFilters(withFacets(view, ['grade:press', 'class:Group'], true), { text: 'x' }), {
      asOf: '2024',
    });
    // Two facets, the words, the date, and undated ones with it.
    expect(filterCount(set)).toBe(5);
    expect(withoutFilters(set)).toEqual(view);
  });

  it('never touch what is on the canvas and where', () => {
    const set = withFacets(view, ['moves:money', 'class:Company'], true);
    expect(set.placed).toBe(view.placed);
    const scene = sceneOf({
      graph,
      view: set,
      lang: 'en',
      loop: undefined,
      playing: undefined,
      cursor: undefined,
      words: { unnamed: '', verb: ({ type }) => type },
    });
    expect(scene.nodes.map(({ at: there }) => there)).toEqual(Object.values(view.placed));
  });

  it('take with the last claim of an entity the entity, and leave one that had none', () => {
    const { left, leftEntities } = sifted(
      graph,
      withFacets(view, ['moves:collateral', 'type:LENDS_TO'], true),
    );
    expect(left.map(({ id }) => id)).toEqual(['buys', 'invests']);
    expect(leftEntities.map(({ id }) => id)).toEqual(['nvidia', 'coreweave', 'alone']);
  });

  it('count each facet before and after', () => {
    const counts = facetCounts(sifted(graph, withFacets(view, ['class:Group'], true)));
    expect(counts.get('moves:money')).toEqual({ all: 3, left: 2 });
    expect(counts.get('moves:collateral')).toEqual({ all: 1, left: 0 });
    expect(counts.get('class:Group')).toEqual({ all: 1, left: 0 });
    expect(counts.get('sum:unknown')).toEqual({ all: 2, left: 2 });
    expect(publisherCounts(sifted(graph, view))).toEqual([{ name: 'The Paper', all: 4, left: 4 }]);
  });

  it('leave out what is unknown with the first sum or date, and take it in again with the last', () => {
    const sums = withFilters(view, { sums: { from: 1 } });
    expect(claimFilterOf(sums)).toEqual({ without: ['sum:unknown'], sumFrom: 1 });
    expect(
      claimFilterOf(withFilters(withFacets(sums, ['sum:unknown'], false), { sums: { from: 2 } })),
    ).toEqual({
      sumFrom: 2,
    });
    expect(withFilters(sums, { sums: undefined })).toEqual(view);
    const known = withTime(withTime(view, { asOf: '2024' }), { by: 'known' });
    expect(claimFilterOf(known)).toEqual({ without: ['known:undated'], asOf: '2024', asOfBy: 'known' });
    expect(withTime(known, { asOf: undefined }).filters).toEqual(noFilters);
  });
});

describe('the address of filters', () => {
  const facet = fc.constantFrom<Facet>(
    'grade:other',
    'class:Chip',
    'type:BUYS_FROM',
    'sure:pending',
    'dataset:a-b',
  );
  const words = fc
    .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
    .map((text) => text.trim())
    .filter((text) => text !== '');
  const date = fc.constantFrom('2023', '2023-09-25', '2024-Q3');
  const sum = fc.double({ min: 0, max: 1e15, noNaN: true, noDefaultInfinity: true });
  const filters: fc.Arbitrary<View['filters']> = fc.record(
    {
      muted: fc.dictionary(facet, fc.constantFrom<Mute>('dim', 'hide')),
      text: words,
      publisher: words,
      sums: fc.oneof(
        fc.record({ from: sum }),
        fc.record({ currency: fc.constant('CNY') }),
        fc.record({ from: sum, to: sum, currency: fc.constantFrom('EUR', 'TWD') }),
      ),
    },
    { requiredKeys: ['muted'] },
  );
  const time: fc.Arbitrary<View['time']> = fc.record(
    {
      by: fc.constantFrom('known', 'holding'),
      asOf: date,
      during: fc.tuple(date, fc.constant('2025')).map((ends) => ends.join('/')),
    },
    { requiredKeys: ['by'] },
  );
  it('gives them back, whatever they are', () => {
    fc.assert(
      fc.property(filters, time, (filters, time) => {
        const set = { ...view, filters, time };
        const back = viewOf(readAddress(writeAddress(set, 'zh', { datasets: [], places: {} })));
        expect({ filters: back.filters, time: back.time }).toEqual({ filters, time });
      }),
      { numRuns: 300 },
    );
  });
  it('makes nothing of nonsense', () => {
    const address = readAddress(
      '#without=a,grade:Z,__proto__:x&asOf=yesterday&by=ear&sumFrom=-1&sumIn=euro&text=+',
    );
    expect(address).toEqual(nowhere);
  });
});
