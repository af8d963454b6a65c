import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaugeNetwork } from '../../../../client/workers/networks.ts';

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const anyLinks = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...KEYS)).filter(([from, to]) => from !== to),
  { maxLength: 20, selector: ([from, to]) => `${from} ${to}` },
);
type Links = readonly (readonly [string, string])[];

/** All shortest ways from one to another, found by walking every way there is. */
function shortest(links: Links, from: string, to: string): string[][] {
  let ways: string[][] = [[from]];
  for (let length = 0; length < KEYS.length; length += 1) {
    const there = ways.filter((way) => way.at(-1) === to);
    if (there.length > 0) return there;
    ways = ways.flatMap((way) =>
      links.flatMap(([a, b]) => (a === way.at(-1) && !way.includes(b) ? [[...way, b]] : [])),
    );
  }
  return [];
}

describe('gauges of a network', () => {
  it('PageRank adds up to one, and is larger for whom more lead to', () => {
    fc.assert(
      fc.property(anyLinks, (links) => {
        const ranks = gaugeNetwork({ gauge: 'pagerank', keys: KEYS, links });
        expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1, 4);
      }),
    );
    const [, into = 0, beside = 0] = gaugeNetwork({
      gauge: 'pagerank',
      keys: ['a', 'b', 'c'],
      links: [
        ['a', 'b'],
        ['c', 'b'],
      ],
    });
    expect(into).toBeGreaterThan(beside);
  });

  it('betweenness is the share of shortest ways through it, as walking every way tells', () => {
    fc.assert(
      fc.property(anyLinks, (links) => {
        const told = gaugeNetwork({ gauge: 'betweenness', keys: KEYS, links });
        const pairs = (KEYS.length - 1) * (KEYS.length - 2);
        KEYS.forEach((key, at) => {
          let through = 0;
          for (const from of KEYS)
            for (const to of KEYS) {
              if (from === to || key === from || key === to) continue;
              const ways = shortest(links, from, to);
              if (ways.length > 0) through += ways.filter((way) => way.includes(key)).length / ways.length;
            }
          expect(told[at]).toBeCloseTo(through / pairs, 8);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('communities are numbered from one, the largest first, and two groups that hardly touch are two', () => {
    const group = (names: readonly string[]): [string, string][] =>
      names.flatMap((a) => names.flatMap((b): [string, string][] => (a < b ? [[a, b]] : [])));
    const links: Links = [...group(['a', 'b', 'c', 'd']), ...group(['e', 'f', 'g']), ['d', 'e']];
    expect(gaugeNetwork({ gauge: 'community', keys: KEYS, links })).toEqual([1, 1, 1, 1, 2, 2, 2]);
    expect(gaugeNetwork({ gauge: 'community', keys: ['a', 'b'], links: [] })).toEqual([1, 2]);
  });

  it('the same network gives the same answer each time, and none gives none', () => {
    fc.assert(
      fc.property(
        anyLinks,
        fc.constantFrom('pagerank' as const, 'betweenness' as const, 'community' as const),
        (links, gauge) => {
          const job = { gauge, keys: KEYS, links };
          expect(gaugeNetwork(job)).toEqual(gaugeNetwork(job));
          expect(gaugeNetwork(job)).toHaveLength(KEYS.length);
        },
      ),
    );
    expect(gaugeNetwork({ gauge: 'community', keys: [], links: [] })).toEqual([]);
    expect(gaugeNetwork({ gauge: 'betweenness', keys: ['a', 'b'], links: [['a', 'b']] })).toEqual([0, 0]);
  });
});
