import type { Metric } from '../../server/core/model/entity.ts';
import { CLAIM_TYPES, type ClaimType } from '../../server/core/model/registry.ts';
import type { StoredClaim, StoredEntity } from '../../server/core/model/stored.ts';

/** Numbers and dates as people read them, in both languages. Pure: nothing here knows of the screen. */ import {
  BASELINES_ZH,
  PER_ZH,
  UNITS_ZH,
} from './units.ts';

export type Lang = 'en' | 'zh';

const number = (value: number, digits: number): string =>
  new Intl.NumberFormat('en', { maximumFractionDigits: digits }).format(value);

const SCALES: Record<Lang, readonly (readonly [number, string])[]> = {
  en: [
    [1e12, ' trillion'],
    [1e9, ' billion'],
    [1e6, ' million'],
  ],
  zh: [
    [1e12, ' 兆'],
    [1e8, ' 億'],
    [1e4, ' 萬'],
  ],
};
const SHORT: readonly (readonly [number, string])[] = [
  [1e12, 'tn'],
  [1e9, 'bn'],
  [1e6, 'm'],
];

function scaled(value: number, scales: readonly (readonly [number, string])[]): string {
  // 999,999,999 is a billion once rounded to two digits: the scale is chosen after rounding.
  const scale = scales.find(([size]) => Number((Math.abs(value) / size).toFixed(2)) >= 1);
  return scale ? `${number(value / scale[0], 2)}${scale[1]}` : number(value, 2);
}

/** `2.3 billion`, `23 億`; small numbers are written out. */
export const magnitude = (value: number, lang: Lang): string => scaled(value, SCALES[lang]);
const READ: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  tn: 1e12,
  trillion: 1e12,
  萬: 1e4,
  万: 1e4,
  億: 1e8,
  亿: 1e8,
  兆: 1e12,
};
/** A sum as people write it: `2.3bn`, `23 億`, `1,000,000`; undefined where it is none. */
export function amountIn(text: string): number | undefined {
  const [, digits = '', word = ''] = /^([\d.,_]+)\s*(\p{L}*)$/u.exec(text.trim().toLowerCase()) ?? [];
  const value = Number(digits.replace(/[,_]/g, '')) * (word === '' ? 1 : (READ[word] ?? Number.NaN));
  return digits !== '' && Number.isFinite(value) ? Number(value.toPrecision(12)) : undefined;
}
/** A count of things: `22,000`, `2.2 萬`. */
export const count = (value: number, lang: Lang): string =>
  lang === 'zh' && Math.abs(value) >= 1e4
    ? scaled(value, SCALES.zh)
    : Math.abs(value) >= 1e6
      ? scaled(value, SCALES.en)
      : number(value, 2);

/** The size of a file: `340 kB`, `1.2 MB`. */
export const size = (bytes: number, lang: Lang): string =>
  bytes < 1e6 ? `${count(Math.ceil(bytes / 1e3), lang)} kB` : `${number(bytes / 1e6, 1)} MB`;

/** A share as a percentage, with as many digits as tell it from nothing: `34%`, `0.4%`. */
export const percent = (share: number): string => `${number(share * 100, share < 0.1 ? 1 : 0)}%`;

/** A share with two digits that count, however small: `34%`, `0.021%`. */
export const fine = (share: number): string =>
  `${new Intl.NumberFormat('en', { maximumSignificantDigits: 2 }).format(share * 100)}%`;

export const times = (share: number): string => `×${number(share, share < 10 ? 1 : 0)}`;

const CURRENCY_ZH: Readonly<Record<string, string>> = {
  USD: '美元',
  CNY: '人民幣',
  EUR: '歐元',
  JPY: '日圓',
  GBP: '英鎊',
  TWD: '新台幣',
  HKD: '港元',
  KRW: '韓元',
};
const NO_CURRENCY = { en: '(currency not given)', zh: '（未說明幣別）' } as const;

/** A number and what follows it in Chinese: apart after a digit, together after a character. */
const beside = (number: string, word: string): string =>
  `${number}${/[\d%]$/.test(number) || /^[A-Z]/.test(word) ? ' ' : ''}${word}`;

/** `USD 2.3 billion`, `23 億美元`. A currency that the source does not give is said to be missing. */
export function money(value: number, currency: string | null | undefined, lang: Lang): string {
  const sum = magnitude(value, lang);
  if (!currency) return lang === 'en' ? `${sum} ${NO_CURRENCY.en}` : `${sum}${NO_CURRENCY.zh}`;
  return lang === 'en' ? `${currency} ${sum}` : beside(sum, CURRENCY_ZH[currency] ?? currency);
}

/** For a line on the canvas: `$2.3bn`, `23 億美元`. */
export function shortMoney(value: number, currency: string | null | undefined, lang: Lang): string {
  if (lang === 'zh') return currency ? money(value, currency, 'zh') : magnitude(value, 'zh');
  const sum = scaled(value, SHORT);
  return currency === 'USD' ? `$${sum}` : currency ? `${currency} ${sum}` : sum;
}

const perOf = (per: string, lang: Lang): string =>
  lang === 'en' ? ` per ${per}` : `／${PER_ZH[per] ?? per}`;

/** A number with what it counts: `22,000 GPUs`, `101%`. */
export function withUnit(value: string, unit: string | undefined, lang: Lang): string {
  if (unit === undefined) return value;
  if (unit === 'percent') return `${value}%`;
  if (lang === 'en' && unit.startsWith('percent ')) return `${value}${unit.replace('percent', '%')}`;
  return lang === 'en' ? `${value} ${unit}` : beside(value, UNITS_ZH[unit] ?? unit);
}

type Bounds = { exact?: number | undefined; min?: number | undefined; max?: number | undefined };

/** An exact figure, a range or a bound, each number written by `write`. */
export function ranged(
  { exact, min, max }: Bounds,
  write: (value: number) => string,
  lang: Lang,
): string | undefined {
  if (exact !== undefined) return write(exact);
  if (min !== undefined && max !== undefined) return `${write(min)} – ${write(max)}`;
  if (min !== undefined) return lang === 'en' ? `at least ${write(min)}` : `至少 ${write(min)}`;
  if (max !== undefined) return lang === 'en' ? `at most ${write(max)}` : `至多 ${write(max)}`;
  return undefined;
}

const about = (text: string | undefined, approximate: boolean | undefined, lang: Lang): string | undefined =>
  text === undefined || !approximate ? text : lang === 'en' ? `about ${text}` : `約 ${text}`;

/** The figures of a claim, each by what it is; a rate never stands among the sums. */
export type Figures = { sum?: string; rate?: string; quantity?: string };

export function figuresOf(claim: StoredClaim, lang: Lang): Figures {
  const { currency, approximate, unit } = claim;
  const sum = ranged(
    { exact: claim.amount, min: claim.amountMin, max: claim.amountMax },
    (value) => money(value, currency, lang),
    lang,
  );
  const price = ranged(
    { exact: claim.price, min: claim.priceMin, max: claim.priceMax },
    (value) => money(value, currency, lang),
    lang,
  );
  const rate = price === undefined ? undefined : `${price}${perOf(claim.per ?? '', lang)}`;
  const counted = ranged(
    { exact: claim.quantity, min: claim.quantityMin, max: claim.quantityMax },
    (value) => count(value, lang),
    lang,
  );
  const quantity = counted === undefined ? undefined : withUnit(counted, unit, lang);
  const figures: Figures = {};
  const add = (name: keyof Figures, text: string | undefined) => {
    const written = about(text, approximate, lang);
    if (written !== undefined) figures[name] = written;
  };
  add('sum', sum);
  add('rate', rate);
  add('quantity', quantity);
  return figures;
}

type Valued = Pick<
  Metric,
  'form' | 'value' | 'valueMin' | 'valueMax' | 'unit' | 'currency' | 'per' | 'approximate'
>;
/** The value of a metric with its unit or currency, bounds kept; undefined where it has none. */
export function metricValue(metric: Valued, lang: Lang): string | undefined {
  const write = (value: number): string => {
    const sign = (metric.form === 'growth' || metric.form === 'change') && value > 0 ? '+' : '';
    const isMoney =
      metric.unit === undefined &&
      (metric.form === 'level' || metric.form === 'price' || metric.form === 'change');
    if (metric.currency !== undefined || isMoney) return `${sign}${money(value, metric.currency, lang)}`;
    return `${sign}${metric.unit === 'percent' ? number(value, 2) : count(value, lang)}`;
  };
  const plain = ranged({ exact: metric.value, min: metric.valueMin, max: metric.valueMax }, write, lang);
  const value = plain === undefined ? undefined : withUnit(plain, metric.unit, lang);
  const priced =
    value === undefined || metric.per === undefined ? value : `${value}${perOf(metric.per, lang)}`;
  return about(priced, metric.approximate, lang);
}

/** What a growth is measured against. */
export const baselineText = (baseline: string, lang: Lang): string =>
  lang === 'en' ? baseline : (BASELINES_ZH[baseline] ?? baseline);

type Named = { nameEn: string; nameZh: string };
export const nameOf = (named: Named, lang: Lang): string => (lang === 'zh' ? named.nameZh : named.nameEn);
/** The name in the other language, where it differs. */
export const otherName = (entity: StoredEntity, lang: Lang): string | undefined =>
  entity.nameEn === entity.nameZh ? undefined : nameOf(entity, lang === 'zh' ? 'en' : 'zh');
type Summed = { summaryEn: string; summaryZh: string };
export const summaryOf = (summed: Summed, lang: Lang): string =>
  lang === 'zh' ? summed.summaryZh : summed.summaryEn;

/** `2023-06/..` and the like, read out. */
export function when(text: string, lang: Lang): string {
  const [a, b] = text.split('/');
  if (b === undefined || a === undefined) return text;
  if (a === '..') return lang === 'en' ? `by ${b}` : `不晚於 ${b}`;
  if (b === '..') return lang === 'en' ? `from ${a}` : `${a} 起`;
  return `${a} – ${b}`;
}

/** When a claim holds, from its start and end; undefined where its source gives neither. */
export function holdsWhen(claim: Pick<StoredClaim, 'start' | 'end'>, lang: Lang): string | undefined {
  const { start, end } = claim;
  if (start !== undefined && end !== undefined) return `${when(start, lang)} – ${when(end, lang)}`;
  if (start !== undefined) return when(start, lang);
  return end === undefined ? undefined : lang === 'en' ? `until ${when(end, lang)}` : `至 ${when(end, lang)}`;
}

/** The verb between the two ends of a claim. */
export const verbOf = (type: ClaimType, lang: Lang): string =>
  lang === 'zh' ? CLAIM_TYPES[type].verbZh : CLAIM_TYPES[type].verbEn;

/** A moment, as `24 Nov 2026, 18:40`, in the reader's own time. */
export const moment = (iso: string, lang: Lang): string =>
  new Intl.DateTimeFormat(lang === 'zh' ? 'zh-Hant' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(iso));
