import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf } from '../../../../server/core/import/dates.ts';
import { numberOf } from '../../../../server/core/import/numbers.ts';
import { type Sum, sumOf } from '../../../../server/core/import/sums.ts';
import { wordOf } from '../../../../server/core/import/words.ts';
import { CLAIM_TYPE_NAMES, CLAIM_TYPES } from '../../../../server/core/model/registry.ts';

const asked = (read: object): string | undefined =>
  'ask' in read ? (read.ask as { id: string }).id : undefined;

describe('sums as people write them', () => {
  const usd = (sum: Sum): Sum => ({ currency: 'USD', ...sum });
  it.each<[string, Sum]>([
    ['2300000000', { amount: 2.3e9 }],
    ['2.3e9', { amount: 2.3e9 }],
    ['USD 2.3bn', usd({ amount: 2.3e9 })],
    ['2.3 billion USD', usd({ amount: 2.3e9 })],
    ['US$2.3 billion', usd({ amount: 2.3e9 })],
    ['$USD 500m', usd({ amount: 5e8 })],
    ['23亿美元', usd({ amount: 2.3e9 })],
    ['23 億美元', usd({ amount: 2.3e9 })],
    ['２３億美元', usd({ amount: 2.3e9 })],
    ['约23亿美元', usd({ amount: 2.3e9, approximate: true })],
    ['大約 23 億美元', usd({ amount: 2.3e9, approximate: true })],
    ['23亿美元左右', usd({ amount: 2.3e9, approximate: true })],
    ['about US$2.3bn', usd({ amount: 2.3e9, approximate: true })],
    ['~ USD 40k', usd({ amount: 40_000, approximate: true })],
    ['up to US$100 billion', usd({ amountMax: 1e11 })],
    ['不超过5000万美元', usd({ amountMax: 5e7 })],
    ['more than €10bn', { currency: 'EUR', amountMin: 1e10 }],
    ['US$10bn+', usd({ amountMin: 1e10 })],
    ['超過 10 億新台幣', { currency: 'TWD', amountMin: 1e9 }],
    ['about up to US$5m', usd({ amountMax: 5e6, approximate: true })],
    ['US$2-3 billion', usd({ amountMin: 2e9, amountMax: 3e9 })],
    ['US$2bn–US$2.5bn', usd({ amountMin: 2e9, amountMax: 2.5e9 })],
    ['between 2 and 3 million euros', { currency: 'EUR', amountMin: 2e6, amountMax: 3e6 }],
    ['20亿至30亿人民币', { currency: 'CNY', amountMin: 2e9, amountMax: 3e9 }],
    ['2.36萬億美元', usd({ amount: 2.36e12 })],
    ['5千万美元', usd({ amount: 5e7 })],
    ['3亿5000万日元', { currency: 'JPY', amount: 3.5e8 }],
    ['HK$7.8 million', { currency: 'HKD', amount: 7.8e6 }],
    ['£', {}],
    ['1,234,567.89 EUR', { currency: 'EUR', amount: 1_234_567.89 }],
    ['1.234.567,89 EUR', { currency: 'EUR', amount: 1_234_567.89 }],
    ["1'234'567 CHF", { currency: 'CHF', amount: 1_234_567 }],
    ['1 234 567 SEK', { currency: 'SEK', amount: 1_234_567 }],
    ['RMB 1.5bn', { currency: 'CNY', amount: 1.5e9 }],
  ])('%s', (text, sum) => {
    if (text === '£') return expect(sumOf(text, {})).toHaveProperty('ask');
    const read = sumOf(text, {});
    expect(read).toHaveProperty('value');
    const { asStated, ...rest } = ('value' in read && read.value) || {};
    expect(rest).toEqual(sum);
    expect(asStated ?? text).toBe(text);
  });

  it.each([
    ['$2.3bn', 'currency:$'],
    ['5 million dollars', 'currency:$'],
    ['23亿元', 'currency:元'],
    ['¥500m', 'currency:¥'],
    ['USD 1,234', 'decimalMark'],
    ['1.234 EUR', 'decimalMark'],
    ['2兆美元', 'scale:兆'],
  ])('%s is asked about, not guessed', (text, id) => {
    expect(asked(sumOf(text, {}))).toBe(id);
  });

  it('takes an answer', () => {
    const answers = { 'currency:$': 'USD', 'currency:元': 'CNY', decimalMark: 'comma', 'scale:兆': '12' };
    const value = (text: string) => sumOf(text, answers);
    expect(value('$2.3bn')).toMatchObject({ value: { amount: 2.3e9, currency: 'USD' } });
    expect(value('23亿元')).toMatchObject({ value: { amount: 2.3e9, currency: 'CNY' } });
    expect(value('USD 1,234')).toMatchObject({ value: { amount: 1.234 } });
    expect(value('USD 1.234')).toMatchObject({ value: { amount: 1234 } });
    expect(value('2兆美元')).toMatchObject({ value: { amount: 2e12 } });
  });

  it.each(['n/a', 'undisclosed', '未披露', '-', ''])('%j is unknown, and not zero', (text) => {
    expect(sumOf(text, {})).toEqual({ value: undefined });
  });

  it.each([
    'USD 2bn per month',
    '37,000 USD/month',
    'a lot',
    'USD -5',
    '1,23,4',
    'USD 5 EUR',
    '5 zorkmids',
    '3bn to 2bn',
  ])('%s is refused', (text) => {
    expect(sumOf(text, {})).toHaveProperty('wrong');
  });

  it('reads back what we write, in numbers of either kind of mark', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999 }),
        fc.constantFrom('k', 'm', 'bn', 'tn', '万', '億'),
        fc.constantFrom('USD', 'TWD', 'EUR'),
        (count, scale, currency) => {
          const exponent = { k: 3, m: 6, bn: 9, tn: 12, 万: 4, 億: 8 }[scale] ?? 0;
          expect(sumOf(`${currency} ${count}${scale}`, {})).toMatchObject({
            value: { currency, amount: Number(`${count}e${exponent}`) },
          });
        },
      ),
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), (amount) => {
        const text = new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(amount);
        const read = numberOf(text, { decimalMark: 'point' });
        expect(read).toEqual({ value: Number(text.replaceAll(',', '')) });
        const german = new Intl.NumberFormat('de', { maximumFractionDigits: 2 }).format(amount);
        expect(numberOf(german, { decimalMark: 'comma' })).toEqual(read);
      }),
    );
  });

  it('never falls over, whatever stands in a cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        for (const read of [sumOf(text, {}), dateOf(text, {}), numberOf(text, {})])
          expect(['value', 'ask', 'wrong'].filter((key) => key in read)).toHaveLength(1);
      }),
    );
  });
});

describe('dates as people write them', () => {
  it.each([
    ['2023', '2023'],
    ['2023-06-15', '2023-06-15'],
    ['2023-06-15T12:30:00Z', '2023-06-15'],
    ['2023/6/5', '2023-06-05'],
    ['2023.06', '2023-06'],
    ['06/2023', '2023-06'],
    ['15 June 2023', '2023-06-15'],
    ['June 15th, 2023', '2023-06-15'],
    ['15-Jun-2023', '2023-06-15'],
    ['Sept. 2023', '2023-09'],
    ['2023年6月15日', '2023-06-15'],
    ['2023 年 6 月', '2023-06'],
    ['2023年', '2023'],
    ['民國112年6月', '2023-06'],
    ['2023年第二季度', '2023-Q2'],
    ['Q2 2023', '2023-Q2'],
    ['2Q 2023', '2023-Q2'],
    ['1H 2023', '2023-H1'],
    ['second half of 2023', '2023-H2'],
    ['2023年上半年', '2023-H1'],
    ['FY2023', 'FY2023'],
    ['Q3 FY2024', 'FY2024-Q3'],
    ['25/12/2023', '2023-12-25'],
    ['12/25/2023', '2023-12-25'],
    ['04/04/2024', '2024-04-04'],
    ['May 2023 to June 2024', '2023-05/2024-06'],
    ['2023年5月至2024年6月', '2023-05/2024-06'],
    ['2023-01/..', '2023-01/..'],
  ])('%s', (text, date) => {
    expect(dateOf(text, {})).toEqual({ value: date });
  });

  it('asks which of two is the day', () => {
    expect(asked(dateOf('03/04/2024', {}))).toBe('dateOrder');
    expect(dateOf('03/04/2024', { dateOrder: 'dmy' })).toEqual({ value: '2024-04-03' });
    expect(dateOf('03/04/2024', { dateOrder: 'mdy' })).toEqual({ value: '2024-03-04' });
  });

  it.each(['2023-02-30', '31/04/2023', '13/13/2023', '15 Foo 2023', '6/5/23', 'soon', '2024 to 2023'])(
    '%s is none',
    (text) => {
      expect(dateOf(text, {})).toHaveProperty('wrong');
    },
  );

  it('reads each day back however it is written', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const written = (language: string, options: Intl.DateTimeFormatOptions) =>
          new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options }).format(date);
        for (const text of [
          written('en-US', { dateStyle: 'long' }),
          written('en-GB', { dateStyle: 'long' }),
          written('zh-TW', { dateStyle: 'long' }),
          written('zh-CN', { dateStyle: 'long' }),
          iso.replaceAll('-', '/'),
        ])
          expect([text, dateOf(text, {})]).toEqual([text, { value: iso }]);
        expect(dateOf(written('en-US', {}), { dateOrder: 'mdy' })).toEqual({ value: iso });
        expect(dateOf(written('en-GB', {}), { dateOrder: 'dmy' })).toEqual({ value: iso });
      }),
    );
  });
});

it('words of closed lists are known in both languages', () => {
  for (const type of CLAIM_TYPE_NAMES)
    for (const word of [
      type,
      CLAIM_TYPES[type].verbEn,
      CLAIM_TYPES[type].verbZh,
      type.toLowerCase().replaceAll('_', ' '),
    ])
      expect(wordOf('type', word)).toEqual({ value: type });
  expect(wordOf('status', '已宣布')).toEqual({ value: 'announced' });
  expect(wordOf('kind', '公司')).toEqual({ value: 'Company' });
  expect(wordOf('kind', 'constructor')).toHaveProperty('wrong');
});
