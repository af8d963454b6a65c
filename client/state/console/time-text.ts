import type { Lang } from '../format.ts';

const UNITS: Record<Lang, readonly string[]> = {
  en: [' y', ' mo', ' d', ' h', ' min', ' s'],
  zh: [' 年', ' 個月', ' 天', ' 小時', ' 分', ' 秒'],
};
const whole = (unit: string): string => `(?:(-?\\d+)${unit})?`;
const DURATION = new RegExp(
  `^P${whole('Y')}${whole('M')}${whole('W')}${whole('D')}(?:T${whole('H')}${whole('M')}(?:(-?)(\\d+)(?:\\.(\\d+))?S)?)?$`,
);

/**
 * `P14M3DT3723S` as `1 y 2 mo 3 d 1 h 2 min 3 s`. Months, days and seconds are never made into one another, as they have no fixed
 * length in each other. What is not a duration is given back.
 */
export function durationText(iso: string, lang: Lang): string {
  const found = DURATION.exec(iso);
  if (!found) return iso;
  const part = (at: number): bigint => BigInt(found[at] ?? 0);
  const months = part(1) * 12n + part(2);
  const days = part(3) * 7n + part(4);
  const minus = found[7] === '-' ? -1n : 1n;
  const digits = (found[9] ?? '').slice(0, 9).padEnd(9, '0');
  // In nanoseconds, so that -1.5 s and 1 h together are told right.
  const nanos =
    part(5) * 3600n * BILLION + part(6) * 60n * BILLION + minus * (part(8) * BILLION + BigInt(digits));
  const seconds = nanos / BILLION;
  const broken = String(nanos % BILLION)
    .replace('-', '')
    .padStart(9, '0')
    .replace(/0+$/, '');
  const sign = nanos < 0n && seconds % 60n === 0n && broken !== '' ? '-' : '';
  const told = [
    String(months / 12n),
    String(months % 12n),
    String(days),
    String(seconds / 3600n),
    String((seconds / 60n) % 60n),
    `${sign}${seconds % 60n}${broken === '' ? '' : `.${broken}`}`,
  ].flatMap((text, at) => (text === '0' ? [] : [`${text}${UNITS[lang][at]}`]));
  return told.length > 0 ? told.join(' ') : `0${UNITS[lang][5]}`;
}
const BILLION = 1_000_000_000n;

/** `2024-05-01T12:30:00.500000000+02:00[Europe/Paris]` as `2024-05-01 12:30:00.5 +02:00 Europe/Paris`. */
export function timeText(iso: string): string {
  const found =
    /^(\d{4,}-\d\d-\d\d|[+-]\d+-\d\d-\d\d)?T?(\d\d:\d\d(?::\d\d)?)?(?:\.(\d+))?(Z|[+-]\d\d:\d\d(?::\d\d)?)?(?:\[(.+)\])?$/.exec(
      iso,
    );
  if (!found) return iso;
  const [, date, clock, fraction, offset, zone] = found;
  const digits = fraction?.replace(/0+$/, '') ?? '';
  return [date, clock && `${clock}${digits === '' ? '' : `.${digits}`}`, offset, zone]
    .filter(Boolean)
    .join(' ');
}
