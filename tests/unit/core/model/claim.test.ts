import { describe, expect, it } from 'vitest';
import { Claim, lumpSum } from '../../../../server/core/model/claim.ts';

const claim = (more: object) => ({
  id: 'a-buys-b',
  type: 'BUYS_FROM',
  from: 'a',
  to: 'b',
  summaryEn: 'A buys from B.',
  summaryZh: 'A 向 B 購買。',
  modality: 'fact',
  evidence: ['p1'],
  ...more,
});
const faults = (more: object): string[] => {
  const parsed = Claim.safeParse(claim(more));
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('a claim', () => {
  it('is stated unless it says that it is implied', () => {
    expect(Claim.parse(claim({})).basis).toBe('stated');
  });

  it.each([
    ['evidence', { evidence: [] }],
    ['type', { type: 'GIVES_TO' }],
    ['start', { start: '2023-02-30' }],
    ['status', { status: 'maybe' }],
    ['currency', { amount: 1, currency: 'dollars' }],
    ['amount', { amount: -1 }],
    ['id', { id: 'Not An Id' }],
  ])('is refused for its %s', (field, more) => {
    expect(faults(more).some((fault) => fault.startsWith(field))).toBe(true);
  });

  it('is refused for a field that the model does not have', () => {
    expect(faults({ amuont: 5 })).not.toEqual([]);
  });

  it.each([
    [{ amount: 37_000, asStated: '每月3.7萬美元' }],
    [{ amount: 37_000, asStated: 'USD 37,000 per month' }],
    [{ amountMin: 32, amountMax: 40, asStated: '$32–40 an hour' }],
    [{ amount: 37_000, per: 'month' }],
  ])('does not take a rate as a lump sum: %j', (more) => {
    expect(faults(more).join()).toContain('a rate given as a lump sum');
  });

  it('takes the same rate as a price', () => {
    expect(faults({ price: 37_000, per: 'month', currency: 'USD', asStated: '每月3.7萬美元' })).toEqual([]);
  });

  it('takes a figure or its bounds, in order', () => {
    expect(faults({ amount: 1, amountMax: 2 })).not.toEqual([]);
    expect(faults({ quantityMin: 3, quantityMax: 2, unit: 'cards' })).not.toEqual([]);
    expect(faults({ quantityMin: 10_000, quantityMax: 25_000, unit: 'cards' })).toEqual([]);
  });

  it('bounds a flow by an exact sum or an upper bound, never by a lower one', () => {
    expect(lumpSum({ amount: 5 })).toBe(5);
    expect(lumpSum({ amountMax: 7 })).toBe(7);
    expect(lumpSum(Claim.parse(claim({ amountMin: 3 })))).toBeUndefined();
  });
});
