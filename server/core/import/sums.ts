import { why } from '../model/why.ts';
import { type Answers, digitsOf, plain, type Read } from './numbers.ts';

/** A sum as a claim has it. */
export type Sum = {
  amount?: number;
  amountMin?: number;
  amountMax?: number;
  currency?: string;
  approximate?: boolean;
  asStated?: string;
};

/** What each sign or word says of which currency it is; several where it does not say. */
const CURRENCIES: readonly (readonly [RegExp, ...string[]])[] = [
  [/US\$|USD\$|美元|美金|U\.S\. dollars?|US dollars?/i, 'USD'],
  [/NT\$|新[台臺]幣|新台币|[台臺]幣|台币/i, 'TWD'],
  [/HK\$|港元|港幣|港币/i, 'HKD'],
  [/S\$|新加坡元/, 'SGD'],
  [/A\$|澳元/, 'AUD'],
  [/C\$|加元/, 'CAD'],
  [/RMB|CN¥|人民[币幣]|yuan/i, 'CNY'],
  [/JP¥|日[元圓圆]|yen/i, 'JPY'],
  [/€|歐元|欧元|euros?/i, 'EUR'],
  [/英[鎊镑]|pounds? sterling/i, 'GBP'],
  [/韓[元圓]|韩[元圆]|₩/, 'KRW'],
  [/₹|rupees?/i, 'INR'],
  [/¥/, 'CNY', 'JPY'],
  [/£|pounds?/i, 'GBP', 'EGP'],
  [/\$|dollars?/i, 'USD', 'TWD', 'HKD', 'SGD', 'AUD', 'CAD'],
  [/元|[圓圆]/, 'CNY', 'TWD', 'HKD', 'USD', 'JPY'],
];
const ISO = /(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])/;
const CODES = new Set(Intl.supportedValuesOf('currency'));

/** Powers of ten, by their words; longer words first. */
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:trillions?|trn|tn|t)(?![a-z])/i, 12],
  [/^(?:billions?|bln|bn|b)(?![a-z])/i, 9],
  [/^(?:millions?|mln|mn|mm|m)(?![a-z])/i, 6],
  [/^(?:thousands?|k)(?![a-z])/i, 3],
  [/^[亿億]/, 8],
  [/^[万萬]/, 4],
  [/^[千仟]/, 3],
  [/^[百佰]/, 2],
  [/^[十拾]/, 1],
];
const TRILLION = { id: 'scale:兆', options: ['12', '6'] } as const;

const ABSENT =
  /^(?:n\/?a|none|unknown|undisclosed|not disclosed|tbd|tba|-+|\?+|未披露|未公[开開]|不[详詳]|未知|[无無]|—)$/i;
const ABOUT =
  /^(?:about|around|approximately|approx\.?|roughly|some|circa|ca?\.|nearly|almost|~|≈|[约約]|大[约約]|[将將]近|近)\s*/i;
const AT_MOST =
  /^(?:up to|at most|no more than|not more than|a maximum of|max\.?|≤|<=?|至多|最多|不[超过過超]+|高[达達])\s*/i;
const AT_LEAST =
  /^(?:at least|over|more than|above|a minimum of|min\.?|≥|>=?|至少|最少|超[过過]|逾|不少[于於])\s*/i;
const RATE =
  /\/\s*(?:month|hour|year|mo|hr)\b|\b(?:per|an?|each|every) (?:month|hour|year)\b|monthly|hourly|每[月年]|每小[时時]/i;

type Part = { digits: string; exponent: number; currency: string | undefined };
type Found<T> = Read<T>;

/** Which currency a text names, and the text without it. */
function currencyIn(text: string, answers: Answers): Found<{ currency: string | undefined; rest: string }> {
  const iso = ISO.exec(text);
  if (iso?.[1] && CODES.has(iso[1])) {
    // `USD$` and `US$ … USD` name it once more.
    const rest = text.replace(iso[0], ' ').replace(/US\$|\$/, ' ');
    return { value: { currency: iso[1], rest: rest.trim() } };
  }
  for (const [sign, ...currencies] of CURRENCIES) {
    const match = sign.exec(text);
    if (!match) continue;
    const rest = text.replace(match[0], ' ').trim();
    const [only, ...others] = currencies;
    if (others.length === 0) return { value: { currency: only, rest } };
    const id = `currency:${/dollar/i.test(match[0]) ? '$' : /pound/i.test(match[0]) ? '£' : match[0]}`;
    const answer = answers[id];
    if (answer === undefined || !/^[A-Z]{3}$/.test(answer)) return { ask: { id, options: currencies } };
    return { value: { currency: answer, rest } };
  }
  return { value: { currency: undefined, rest: text } };
}

/** `2.3 billion`, `23亿`, `5千万`: digits and the powers of ten behind them. */
function scaled(text: string, answers: Answers): Found<Omit<Part, 'currency'>> {
  const match = /^([-+]?[\d.,' ]*\d)\s*(.*)$/.exec(text);
  if (!match) return { wrong: why('value.notSum', { text: JSON.stringify(text.slice(0, 40)) }) };
  const digits = digitsOf((match[1] ?? '').trim(), answers);
  if (!('value' in digits)) return digits;
  let rest = (match[2] ?? '').trim();
  let exponent = 0;
  while (rest !== '') {
    if (rest.startsWith('兆')) {
      const answer = answers[TRILLION.id];
      if (answer !== '12' && answer !== '6') return { ask: TRILLION };
      exponent += Number(answer);
      rest = rest.slice(1).trim();
      continue;
    }
    const scale = SCALES.find(([word]) => word.test(rest));
    if (!scale) return { wrong: why('value.notInSum', { text: JSON.stringify(rest.slice(0, 40)) }) };
    exponent += scale[1];
    rest = rest.replace(scale[0], '').trim();
  }
  return { value: { digits: digits.value, exponent } };
}

/** Sums of parts as Chinese has them: `23亿5000万`. */
function added(text: string, answers: Answers): Found<{ value: number; exponent: number; digits: string }> {
  const parts = text.split(/(?<=[亿億万萬兆千])(?=\d)/);
  let sum = 0;
  let last: Omit<Part, 'currency'> = { digits: '0', exponent: 0 };
  for (const part of parts) {
    const one = scaled(part, answers);
    if (!('value' in one)) return one;
    last = one.value;
    sum += Number(`${last.digits}e${last.exponent}`);
  }
  return { value: { value: sum, exponent: parts.length === 1 ? last.exponent : 0, digits: last.digits } };
}

/** Both ends of a range; the first often leaves out what the second says: `2–3 billion`, `$2-2.5bn`. */
function endsOf(text: string): [string, string] | undefined {
  const match = /^(?:between |from |介[于於])?(.*\d.*?)\s*(?: to | and |-|~|至|到)\s*(\D{0,12}\d.*)$/i.exec(
    text,
  );
  return match?.[1] !== undefined && match[2] !== undefined ? [match[1], match[2]] : undefined;
}

const within = (sum: Sum, negative: boolean): Read<Sum | undefined> =>
  negative ? { wrong: why('value.negative') } : { value: sum };

/**
 * A sum of money as people write it: `USD 2.3bn`, `约23亿美元`, `up to $50m`, `2–3 billion euros`. What is not said stays absent; what can be read
 * in two ways is asked: a lone `$` or `元`, `1,234`, `兆`.
 */
export function sumOf(cell: string | number | boolean, answers: Answers): Read<Sum | undefined> {
  if (typeof cell === 'number') return within({ amount: cell }, cell < 0);
  const stated = String(cell).trim();
  let text = plain(stated);
  if (text === '' || ABSENT.test(text)) return { value: undefined };
  if (/^-?\d+(\.\d+)?e[-+]?\d+$/i.test(text)) return within({ amount: Number(text) }, text.startsWith('-'));
  if (RATE.test(text)) return { wrong: why('value.rate') };
  const found: Sum = {};
  const strip = (pattern: RegExp): boolean => {
    if (!pattern.test(text)) return false;
    text = text.replace(pattern, '').trim();
    return true;
  };
  // "about up to": each once, in either order.
  let bound: 'most' | 'least' | undefined;
  for (let at = 0; at < 2; at++) {
    if (strip(ABOUT)) found.approximate = true;
    if (bound === undefined && strip(AT_MOST)) bound = 'most';
    if (bound === undefined && strip(AT_LEAST)) bound = 'least';
  }
  if (strip(/\s*(?:左右|上下|or so)$/i)) found.approximate = true;
  if (bound === undefined && strip(/(?<=[\d亿億万萬a-z])\s*\+$/i)) bound = 'least';
  if (strip(/\s*(?:以上)$/)) bound ??= 'least';
  if (strip(/\s*(?:以下|以内|以內)$/)) bound ??= 'most';

  const currency = currencyIn(text, answers);
  if (!('value' in currency)) return currency;
  text = currency.value.rest;
  // Named a second time, as a range has it.
  const again = currencyIn(text, answers);
  if (!('value' in again)) return again;
  if (again.value.currency !== undefined && again.value.currency !== currency.value.currency)
    return { wrong: why('value.currencies') };
  text = again.value.rest.replace(/\s+/g, ' ').trim();
  if (currency.value.currency !== undefined) found.currency = currency.value.currency;
  if (!/^\d+(\.\d+)?$/.test(stated) || found.currency !== undefined) found.asStated = stated.slice(0, 120);

  const ends = /^-/.test(text) ? undefined : endsOf(text);
  if (ends) {
    const second = added(ends[1], answers);
    const first = added(ends[0], answers);
    if (!('value' in second)) return second;
    if (!('value' in first)) return first;
    const from =
      first.value.exponent === 0 && second.value.exponent > 0
        ? Number(`${first.value.digits}e${second.value.exponent}`)
        : first.value.value;
    if (from > second.value.value) return { wrong: why('value.range') };
    return { value: { ...found, amountMin: from, amountMax: second.value.value } };
  }
  const one = added(text, answers);
  if (!('value' in one)) return one;
  const { value } = one.value;
  const key = bound === 'most' ? 'amountMax' : bound === 'least' ? 'amountMin' : 'amount';
  return within({ ...found, [key]: value }, value < 0);
}
