import { type Why, why } from '../model/why.ts';

/** What of a text could be read: a value, that nothing is said, a question that only its writer can answer, or why it is none. */
export type Read<T> =
  | { readonly value: T }
  | { readonly ask: { readonly id: string; readonly options: readonly string[] } }
  | { readonly wrong: Why };
/** What has been answered, by the id of the question. */
export type Answers = Readonly<Record<string, string>>;

/** Ids and options of what is asked of numbers and dates. */
export const DECIMAL = { id: 'decimalMark', options: ['point', 'comma'] } as const;

/** Full width as half width, and one kind of space, dash and apostrophe. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\u00a0\u2000-\u200a\u202f\u3000]+/g, ' ')
    .replace(/[\u2010-\u2015\u2212\u2500]/g, '-')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .trim();

const GROUPED = (mark: string): RegExp => new RegExp(`^\\d{1,3}(?:\\${mark}\\d{3})+$`);
const joined = (text: string, mark: string): string => text.split(mark).join('');

/**
 * A number as people write it, as the digits that JavaScript reads. One mark before three digits may be of thousands or of decimals, and is
 * asked about: `1,234` and `1.234`. Two kinds of marks, several of one kind, or other than three digits behind it leave no doubt.
 */
export function digitsOf(text: string, answers: Answers): Read<string> {
  const wrong = { wrong: why('value.notNumber', { text: JSON.stringify(text.slice(0, 40)) }) };
  const signed = /^([-+]?)(\d[\d.,' ]*|\.\d+)$/.exec(text);
  if (!signed) return wrong;
  const [, sign = '', body = ''] = signed;
  let digits = body;
  for (const space of ["'", ' '])
    if (digits.includes(space)) {
      const [whole = '', ...rest] = digits.split(/[.,]/);
      if (!GROUPED(space).test(whole) || rest.length > 1) return wrong;
      digits = [joined(whole, space), ...rest].join('.');
      return { value: sign.replace('+', '') + digits };
    }
  const marks = [...digits].filter((one) => one === '.' || one === ',');
  const minus = sign === '-' ? '-' : '';
  if (marks.length === 0) return { value: minus + digits };
  const kinds = new Set(marks);
  if (kinds.size === 2) {
    const decimal = marks.at(-1) ?? '.';
    const [whole = '', part = '', ...more] = digits.split(decimal);
    const other = decimal === '.' ? ',' : '.';
    if (more.length > 0 || part === '' || !GROUPED(other).test(whole)) return wrong;
    return { value: `${minus}${joined(whole, other)}.${part}` };
  }
  const [mark = '.'] = marks;
  if (marks.length > 1) return GROUPED(mark).test(digits) ? { value: minus + joined(digits, mark) } : wrong;
  const [whole = '', part = ''] = digits.split(mark);
  if (part === '') return wrong;
  const grouped = part.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (!grouped) return { value: `${minus}${whole || '0'}.${part}` };
  const answer = answers[DECIMAL.id];
  if (answer !== 'point' && answer !== 'comma') return { ask: DECIMAL };
  const isDecimal = (answer === 'point') === (mark === '.');
  return { value: isDecimal ? `${minus}${whole}.${part}` : `${minus}${whole}${part}` };
}

/** A number in a cell: as a sheet has it, or as somebody wrote it. */
export function numberOf(cell: string | number | boolean, answers: Answers): Read<number> {
  if (typeof cell === 'number') return { value: cell };
  const text = plain(String(cell));
  if (/^-?\d+(\.\d+)?e[-+]?\d+$/i.test(text)) return { value: Number(text) };
  const digits = digitsOf(text.replace(/ ?%$/, ''), answers);
  return 'value' in digits ? { value: Number(digits.value) } : digits;
}
