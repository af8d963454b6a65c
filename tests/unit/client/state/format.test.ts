import { describe, expect, it } from 'vitest';
import {
  amountIn,
  count,
  figuresOf,
  holdsWhen,
  metricValue,
  money,
  shortMoney,
  when,
  withUnit,
} from '../../../../client/state/format.ts';
import { claim, entity } from '../samples.ts';

describe('numbers as people write them', () => {
  it.each([
    ['2.3bn', 2.3e9],
    ['2.3 Billion', 2.3e9],
    ['23 億', 2.3e9],
    ['23亿', 2.3e9],
    ['1,000,000', 1e6],
    ['500m', 5e8],
    ['0', 0],
  ])('%s', (text, value) => {
    expect(amountIn(text)).toBe(value);
  });
  it.each(['', 'much', '-5', '1 bazillion', '1.2.3', 'bn'])('%j is none', (text) => {
    expect(amountIn(text)).toBeUndefined();
  });
});

describe('numbers as people read them', () => {
  it.each([
    [2.3e9, 'USD', 'USD 2.3 billion', '23 億美元'],
    [1.03e12, 'USD', 'USD 1.03 trillion', '1.03 兆美元'],
    [20_000_000, 'CNY', 'CNY 20 million', '2,000 萬人民幣'],
    [420_000, 'USD', 'USD 420,000', '42 萬美元'],
    [37_000, 'USD', 'USD 37,000', '3.7 萬美元'],
    [32, 'USD', 'USD 32', '32 美元'],
    [999_999_999, 'USD', 'USD 1 billion', '10 億美元'],
    [0, 'USD', 'USD 0', '0 美元'],
  ])('%d %s', (value, currency, en, zh) => {
    expect(money(value, currency, 'en')).toBe(en);
    expect(money(value, currency, 'zh')).toBe(zh);
  });
  it('says that a currency is not given', () => {
    expect(money(1.03e12, undefined, 'en')).toBe('1.03 trillion (currency not given)');
    expect(money(1.03e12, null, 'zh')).toBe('1.03 兆（未說明幣別）');
  });
  it('is short on a line', () => {
    expect(shortMoney(2.3e9, 'USD', 'en')).toBe('$2.3bn');
    expect(shortMoney(2.3e9, 'USD', 'zh')).toBe('23 億美元');
    expect(shortMoney(5e6, undefined, 'en')).toBe('5m');
  });
  it('counts things', () => {
    expect(withUnit(count(22_000, 'en'), 'GPUs', 'en')).toBe('22,000 GPUs');
    expect(withUnit(count(22_000, 'zh'), 'cards', 'zh')).toBe('2.2 萬張');
    expect(withUnit('101', 'percent', 'zh')).toBe('101%');
  });
});

describe('the figures of a claim', () => {
  it('never shows a rate as a sum', () => {
    const rate = claim('c', 'LEASES_FROM', 'a', 'b', { price: 37_000, currency: 'USD', per: 'month' });
    expect(figuresOf(rate, 'en')).toEqual({ rate: 'USD 37,000 per month' });
    expect(figuresOf(rate, 'zh')).toEqual({ rate: '3.7 萬美元／月' });
  });
  it('keeps ranges, bounds and "about"', () => {
    const range = claim('c', 'TRAINED_ON', 'a', 'b', {
      quantityMin: 10_000,
      quantityMax: 25_000,
      unit: 'cards',
    });
    expect(figuresOf(range, 'en').quantity).toBe('10,000 – 25,000 cards');
    const bound = claim('c', 'PAYS_TO', 'a', 'b', { amountMin: 1e9, currency: 'USD', approximate: true });
    expect(figuresOf(bound, 'en').sum).toBe('about at least USD 1 billion');
    expect(figuresOf(bound, 'zh').sum).toBe('約 至少 10 億美元');
  });
  it('has none where the source gives none', () => {
    expect(figuresOf(claim('c', 'INVESTS_IN', 'a', 'b'), 'en')).toEqual({});
  });
});

describe('metrics', () => {
  const metric = (more: Record<string, unknown>) => {
    const made = entity('m', { kind: 'Metric', measure: 'x', form: 'level', ...more });
    if (made.kind !== 'Metric') throw new Error('not a metric');
    return made;
  };
  it('reads growth with its sign, ratios with their unit, sums with their currency', () => {
    expect(metricValue(metric({ form: 'growth', value: 843, unit: 'percent' }), 'en')).toBe('+843%');
    expect(metricValue(metric({ form: 'ratio', value: 100.51, unit: 'times' }), 'zh')).toBe('100.51 倍');
    expect(metricValue(metric({ value: 1.03e12 }), 'en')).toBe('1.03 trillion (currency not given)');
    expect(
      metricValue(metric({ form: 'price', valueMin: 32, valueMax: 40, currency: 'USD', per: 'hour' }), 'en'),
    ).toBe('USD 32 – USD 40 per hour');
    expect(metricValue(metric({}), 'en')).toBeUndefined();
  });
});

describe('dates', () => {
  it('are read out', () => {
    expect(when('../2023-09-25', 'en')).toBe('by 2023-09-25');
    expect(when('2023-09/..', 'zh')).toBe('2023-09 起');
    expect(holdsWhen({ start: '2022', end: '2023-06' }, 'en')).toBe('2022 – 2023-06');
    expect(holdsWhen({}, 'en')).toBeUndefined();
  });
});
