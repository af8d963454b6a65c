import { When } from '../../server/core/model/dates.ts';
import { CLOCKS } from '../../server/core/model/filter.ts';
import { isFacet, type Mute } from './encode.ts';
import { allTime, dimmedFacets, type Filters, hiddenFacets, type Time } from './filters.ts';
import type { View } from './view.ts';

/** The longest text that can be looked for. */
const WORDS = 200;

/** A list in one value of a fragment, `a,b`, each once. */
export const listIn = (parts: URLSearchParams, name: string): string[] => [
  ...new Set((parts.get(name) ?? '').split(',').filter((entry) => entry !== '')),
];

/** Filters and time, in the words of the API where it has them. */
export function writeFilters(
  parts: URLSearchParams,
  { filters, time }: Pick<View, 'filters' | 'time'>,
): void {
  const { sums } = filters;
  const values = {
    without: hiddenFacets(filters).join(','),
    dim: dimmedFacets(filters).join(','),
    text: filters.text,
    publisher: filters.publisher,
    sumFrom: sums?.from,
    sumTo: sums?.to,
    sumIn: sums?.currency,
    by: time.by === allTime.by ? undefined : time.by,
    asOf: time.asOf,
    during: time.during,
  };
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== '') parts.set(name, String(value));
}

const isDate = (text: string | null): text is string => When.safeParse(text).success;
const sumIn = (parts: URLSearchParams, name: string): number | undefined => {
  const text = parts.get(name);
  const sum = Number(text);
  return text !== null && text !== '' && sum >= 0 && Number.isFinite(sum) ? sum : undefined;
};
const wordsIn = (parts: URLSearchParams, name: string): string | undefined =>
  parts.get(name)?.trim().slice(0, WORDS) || undefined;

export function readFilters(parts: URLSearchParams): Filters {
  const facets = (name: string, mute: Mute) =>
    listIn(parts, name)
      .filter(isFacet)
      .map((facet) => [facet, mute]);
  const [text, publisher] = [wordsIn(parts, 'text'), wordsIn(parts, 'publisher')];
  const [from, to, code] = [sumIn(parts, 'sumFrom'), sumIn(parts, 'sumTo'), parts.get('sumIn') ?? ''];
  const sums = {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(/^[A-Z]{3}$/.test(code) ? { currency: code } : {}),
  };
  return {
    muted: Object.fromEntries([...facets('dim', 'dim'), ...facets('without', 'hide')]),
    ...(text === undefined ? {} : { text }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(Object.keys(sums).length === 0 ? {} : { sums }),
  };
}

export function readTime(parts: URLSearchParams): Time {
  const [asOf, during] = [parts.get('asOf'), parts.get('during')];
  return {
    by: CLOCKS.find((clock) => clock === parts.get('by')) ?? allTime.by,
    ...(isDate(asOf) ? { asOf } : {}),
    ...(isDate(during) ? { during } : {}),
  };
}
