import type { Translate } from '../locales/index.ts';
import { inUnits, type LimitName, type Limits } from '../state/console/limits.ts';
import { type Failure, faultOf, type Result } from '../state/console/result.ts';

const figure = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 3 });

/** "10,000 rows". */
export const limitText = (t: Translate, name: LimitName, limit: number): string =>
  t(`console.limit.${name}.is`, { value: figure(inUnits(name, limit)) });

const TITLED = ['bad_query', 'refused', 'offline', 'too_many', 'timeout', 'unavailable'] as const;

/** Why a query came to nothing: what it is, what there is to say of it, whether the database says so, and its code for it. */
export function failureText(t: Translate, failure: Failure, limits: Limits) {
  const { code, message, details } = failure;
  const { place, code: theirs, refused } = faultOf(failure);
  const titled = TITLED.find((one) => one === code) ?? 'other';
  const memory = code === 'too_large' && theirs !== undefined;
  const text = (): string => {
    if (refused) return t(`console.refused.${refused.reason}`, { what: refused.what });
    if (code === 'too_many')
      return typeof details.atOnce === 'number'
        ? t('console.failure.too_many.mine', { count: details.atOnce })
        : t('console.failure.too_many.all');
    if (code === 'timeout' && limits.timeoutMs !== undefined)
      return t('console.failure.timeout.text', { limit: limitText(t, 'timeoutMs', limits.timeoutMs) });
    if (code === 'offline') return t('console.failure.offline.text');
    if (code === 'unavailable') return t('fault.unavailable');
    return message;
  };
  return {
    title: t(memory ? 'console.failure.memory' : `console.failure.${titled}`),
    ...(place ? { place: t('console.place', { line: place.line, column: place.column }) } : {}),
    text: text(),
    ...(theirs === undefined ? {} : { theirs }),
    ...(memory ? { advice: t('console.failure.memory.text') } : {}),
  };
}

const REASONS = { rows: 'maxRows', bytes: 'maxBytes', time: 'timeoutMs' } as const;

/** What ended a result before its last row; undefined where nothing did. */
export function cutText(t: Translate, { ended, limits }: Result): string | undefined {
  if (!ended?.truncated || !ended.reason) return undefined;
  const name = REASONS[ended.reason];
  const limit = limits[name];
  return t(`console.truncated.${ended.reason}`, {
    limit: limit === undefined ? t(`console.limit.${name}`) : limitText(t, name, limit),
  });
}

/** "1,234 rows · 56 ms", "Cancelled. One row", or why it failed: where a query has got to, on one line. */
export function statusText(t: Translate, { phase, count, ended, plan, failure, limits }: Result): string {
  const rows = t('console.rows', { count, shown: count.toLocaleString('en') });
  if (phase === 'running') return count > 0 ? t('console.running.rows', { rows }) : t('console.running');
  if (phase === 'cancelled') return t('console.cancelled', { rows });
  if (failure) {
    const { title } = failureText(t, failure, limits);
    return count > 0 ? `${title} · ${rows}` : title;
  }
  if (!ended) return rows;
  const time = t('console.took', { ms: Math.round(ended.ms).toLocaleString('en') });
  return plan && count === 0 ? time : `${rows} · ${time}`;
}

/** How it ended, for who does not see it: all that is shown of it. */
export function endingText(t: Translate, result: Result): string {
  const { failure, limits } = result;
  const cut = cutText(t, result);
  if (!failure) return [statusText(t, result), cut].filter(Boolean).join('. ');
  const { place, text } = failureText(t, failure, limits);
  return [statusText(t, result), place, text].filter(Boolean).join('. ');
}
