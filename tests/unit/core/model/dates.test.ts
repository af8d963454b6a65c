import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, intervalOf, When } from '../../../../server/core/model/dates.ts';

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
const between = (from: string, to: string, orders = true) => ({ from: day(from), to: day(to), orders });

describe('a date as a source gives it', () => {
  it.each([
    ['2023', between('2023-01-01', '2023-12-31')],
    ['2023-06', between('2023-06-01', '2023-06-30')],
    ['2024-02', between('2024-02-01', '2024-02-29')],
    ['2023-06-15', between('2023-06-15', '2023-06-15')],
    ['2023-H1', between('2023-01-01', '2023-06-30')],
    ['2023-H2', between('2023-07-01', '2023-12-31')],
    ['2023-06/2023-H2', between('2023-06-01', '2023-12-31')],
  ])('%s stands for its days', (text, interval) => {
    expect(intervalOf(text)).toEqual(interval);
  });

  it('keeps an open end open', () => {
    expect(intervalOf('../2023-06')).toEqual({ from: -Infinity, to: day('2023-06-30'), orders: true });
    expect(intervalOf('2023-06/..')).toEqual({ from: day('2023-06-01'), to: Infinity, orders: true });
  });

  it('puts nothing in order by a quarter that may be calendar or fiscal', () => {
    expect(intervalOf('2023-Q2')).toEqual(between('2023-04-01', '2023-06-30', false));
  });

  it('reads a fiscal date by the calendar of its party', () => {
    // The fiscal year 2024 of a party whose year ends in January runs from February 2023.
    expect(intervalOf('FY2024', 1)).toEqual(between('2023-02-01', '2024-01-31'));
    expect(intervalOf('FY2024-Q2', 1)).toEqual(between('2023-05-01', '2023-07-31'));
    expect(intervalOf('FY2023-Q2', 6)).toEqual(between('2022-10-01', '2022-12-31'));
    expect(intervalOf('FY2023-H2', 12)).toEqual(between('2023-07-01', '2023-12-31'));
  });

  it('knows only roughly when a fiscal date is without that calendar', () => {
    expect(intervalOf('FY2023-Q2')).toEqual(between('2022-01-01', '2023-12-31', false));
  });

  it.each([
    '',
    '23',
    '2023-13',
    '2023-00',
    '2023-02-30',
    '2023-6',
    '2023-Q5',
    '2023-H3',
    'FY2023-06',
    '../..',
    '2024/2023',
    '2023-06-15T00:00',
    'soon',
  ])('refuses %j', (text) => {
    expect(intervalOf(text)).toBeUndefined();
    expect(When.safeParse(text).success).toBe(false);
  });

  it('holds every day of a longer form in its shorter one', () => {
    const dates = fc.date({ min: new Date('1990-01-01'), max: new Date('2050-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const exact = intervalOf(iso);
        for (const length of [4, 7]) {
          const wide = intervalOf(iso.slice(0, length));
          expect(exact && wide && wide.from <= exact.from && exact.to <= wide.to).toBe(true);
        }
      }),
    );
  });

  it('says when a claim holds from its start and end, and nothing where there are none', () => {
    expect(holds({})).toBeUndefined();
    expect(holds({ start: '2023-06' })).toEqual(between('2023-06-01', '2023-06-30'));
    expect(holds({ start: '2023-06', end: '2024' })).toEqual(between('2023-06-01', '2024-12-31'));
    expect(holds({ end: '2024' })).toEqual({ from: -Infinity, to: day('2024-12-31'), orders: true });
    expect(holds({ start: '2023-Q2', end: '2024' })?.orders).toBe(false);
  });
});
