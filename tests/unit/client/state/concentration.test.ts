import { describe, expect, it } from 'vitest';
import {
  type Concentrated,
  type Currency,
  currenciesIn,
  type Order,
  ranked,
  shareOf,
} from '../../../../client/state/concentration.ts';
import { cypherText } from '../../../../client/state/cypher.ts';

const side = (...known: [string | null, number, number][]): Concentrated['in'] => ({
  known: known.map(([currency, all, inside]) => ({ currency, all, inside })),
  unknown: { all: 1, inside: 1 },
});
const rows: Concentrated[] = [
  { entity: 'd:a', loops: 3, in: side(['USD', 10, 5]), out: side() },
  { entity: 'd:b', loops: 7, in: side(), out: side(['USD', 4, 4]) },
  { entity: 'd:c', loops: 7, in: side(['USD', 10, 1], ['EUR', 2, 2]), out: side(['USD', 8, 2]) },
];
const order = (by: Order, currency: Currency = 'USD') =>
  ranked(
    rows,
    { order: by, currency },
    (key) => ({ 'd:a': 'Zeta', 'd:b': 'Beta', 'd:c': 'Alpha' })[key] ?? key,
    'en',
  ).map(({ entity }) => entity);

describe('concentration', () => {
  it('is sorted by loops, by share in the one currency that is chosen, or by name; an unknown share is last', () => {
    expect(order('loops')).toEqual(['d:b', 'd:c', 'd:a']);
    expect(order('in')).toEqual(['d:a', 'd:c', 'd:b']);
    expect(order('in', 'EUR')).toEqual(['d:c', 'd:a', 'd:b']);
    expect(order('out')).toEqual(['d:b', 'd:c', 'd:a']);
    expect(order('name')).toEqual(['d:c', 'd:b', 'd:a']);
  });
  it('has no share where no sum is known, which is not a share of nothing', () => {
    expect(shareOf(side(), 'USD')).toBeUndefined();
    expect(shareOf(side(['USD', 5, 0]), 'USD')).toBe(0);
    expect(shareOf(side(['USD', 5, 0]), 'EUR')).toBeUndefined();
    expect(shareOf(side([null, 4, 1]), null)).toBe(0.25);
  });
  it('names the currencies that there are, the one of most entities first', () => {
    expect(currenciesIn(rows)).toEqual(['USD', 'EUR']);
    expect(currenciesIn([])).toEqual([]);
  });
});

describe('a query with its parameters', () => {
  it('has them ahead of it, as text that ends nothing early', () => {
    expect(cypherText('RETURN 1', {})).toBe('RETURN 1');
    expect(cypherText('RETURN $a', { a: 'x"y', of: ['b', 'c'], n: 3 })).toBe(
      ':params {a: "x\\"y", of: ["b","c"], n: 3}\n\nRETURN $a',
    );
  });
});
