import { intervalOf } from '../model/dates.ts';
import { why } from '../model/why.ts';
import { type Answers, plain, type Read } from './numbers.ts';

const ORDER = { id: 'dateOrder', options: ['dmy', 'mdy'] } as const;

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const monthOf = (word: string): number | undefined => {
  const short = word.toLowerCase().replace(/\.$/, '');
  if (short.length < 3) return undefined;
  const at = MONTHS.findIndex((name) => name.startsWith(short === 'sept' ? 'sep' : short));
  return at < 0 ? undefined : at + 1;
};
const ABSENT = /^(?:n\/?a|none|unknown|undated|no date|-+|\?+|不[详詳]|未知|未公[开開]|[无無])$/i;
const CHINESE_QUARTERS = '一二三四';

const two = (value: string | number): string => String(value).padStart(2, '0');
const dayOf = (year: string, month: string | number, day?: string | number): string =>
  `${year}-${two(month)}${day === undefined ? '' : `-${two(day)}`}`;
const quarterIn = (text: string): string | undefined => {
  const at = CHINESE_QUARTERS.indexOf(text);
  return /^[1-4]$/.test(text) ? text : at < 0 ? undefined : String(at + 1);
};

type Form = (match: readonly (string | undefined)[], answers: Answers) => Read<string> | string | undefined;

/** The order of day and month is the writer's to say, unless only one of them can be a month, or they are the same. */
const slashed: Form = ([, a = '', b = '', year = ''], answers) => {
  const [first, second] = [Number(a), Number(b)];
  if (first > 12 || first === second) return dayOf(year, second, first);
  if (second > 12) return dayOf(year, first, second);
  const answer = answers[ORDER.id];
  if (answer !== 'dmy' && answer !== 'mdy') return { ask: ORDER };
  return answer === 'dmy' ? dayOf(year, second, first) : dayOf(year, first, second);
};
const half: Form = ([, first = '', year = '']) => `${year}-H${/^(1|first|上)$/i.test(first) ? 1 : 2}`;
const worded =
  (day: number | undefined, month: number, year: number): Form =>
  (match) => {
    const name = monthOf(match[month] ?? '');
    return name === undefined
      ? undefined
      : dayOf(match[year] ?? '', name, day === undefined ? undefined : match[day]);
  };

const FORMS: readonly (readonly [RegExp, Form])[] = [
  [/^(\d{4})-(\d{2})-(\d{2})T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?$/, ([, y = '', m = '', d]) => dayOf(y, m, d)],
  [/^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/, ([, y = '', m = '', d]) => dayOf(y, m, d)],
  [/^(\d{4})[/.-](\d{1,2})$/, ([, y = '', m = '']) => dayOf(y, m)],
  [/^(\d{1,2})[/.](\d{4})$/, ([, m = '', y = '']) => dayOf(y, m)],
  [/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/, slashed],
  [/^(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9}\.?),?[ -](\d{4})$/, worded(1, 2, 3)],
  [/^([A-Za-z]{3,9}\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/, worded(2, 1, 3)],
  [/^([A-Za-z]{3,9}\.?)[ -](\d{4})$/, worded(undefined, 1, 2)],
  [/^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号號]$/, ([, y = '', m = '', d]) => dayOf(y, m, d)],
  [/^(\d{4}) ?年 ?(\d{1,2}) ?月$/, ([, y = '', m = '']) => dayOf(y, m)],
  [/^(\d{4}) ?年$/, ([, y]) => y],
  [/^(?:民[国國]) ?(\d{2,3}) ?年$/, ([, y]) => String(Number(y) + 1911)],
  [
    /^(?:民[国國]) ?(\d{2,3}) ?年 ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?$/,
    ([, y, m = '', d]) => dayOf(String(Number(y) + 1911), m, d),
  ],
  [
    /^(\d{4}) ?年? ?第?([1-4一二三四])季度?$/,
    ([, y, q = '']) => (quarterIn(q) === undefined ? undefined : `${y}-Q${quarterIn(q)}`),
  ],
  [/^(?:Q([1-4])|([1-4])Q)[ -]?(\d{4})$/i, ([, a, b, y]) => `${y}-Q${a ?? b}`],
  [/^(\d{4})[ -]?Q([1-4])$/i, ([, y, q]) => `${y}-Q${q}`],
  [/^(?:H)?([12])H?[ -](\d{4})$/i, half],
  [/^(first|second) half (?:of )?(\d{4})$/i, half],
  [/^(\d{4})[ -]?H([12])$/i, ([, y, h]) => `${y}-H${h}`],
  [/^(\d{4}) ?年?([上下])半年$/, ([, y, h]) => `${y}-H${h === '上' ? 1 : 2}`],
  [/^FY ?(\d{4})$/i, ([, y]) => `FY${y}`],
  [/^(?:Q([1-4]) ?FY ?(\d{4}))$/i, ([, q, y]) => `FY${y}-Q${q}`],
  [/^FY ?(\d{4})[ -]?Q([1-4])$/i, ([, y, q]) => `FY${y}-Q${q}`],
];

const wrongDate = (text: string): Read<string> => ({
  wrong: why('value.notDate', { text: JSON.stringify(text.slice(0, 40)) }),
});

function partOf(text: string, answers: Answers): Read<string> {
  if (intervalOf(text) !== undefined) return { value: text };
  for (const [pattern, form] of FORMS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const read = form(match, answers);
    if (read === undefined) continue;
    if (typeof read !== 'string') return read;
    return intervalOf(read) === undefined ? wrongDate(text) : { value: read };
  }
  return wrongDate(text);
}

/**
 * A date as people write it, in the model's form: `June 15, 2023`, `15/06/2023`, `2023年第二季度`, `1H 2023`, `May 2023 to June 2024`. Days and
 * months that could be either way round are asked about. Two digits are no year.
 */
export function dateOf(cell: string | number | boolean, answers: Answers): Read<string | undefined> {
  const text = plain(String(cell));
  if (text === '' || ABSENT.test(text)) return { value: undefined };
  const whole = partOf(text, answers);
  if (!('wrong' in whole)) return whole;
  const ends = /^(.+?)(?: to | - | ?至 ?| ?到 ?|\/)(.+)$/i.exec(text);
  if (!ends?.[1] || !ends[2] || text.split('/').length > 2) return whole;
  const from = partOf(ends[1].trim(), answers);
  const to = partOf(ends[2].trim(), answers);
  if (!('value' in from)) return from;
  if (!('value' in to)) return to;
  const value = `${from.value}/${to.value}`;
  return intervalOf(value) === undefined ? whole : { value };
}
