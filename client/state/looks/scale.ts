import type { Levels } from './levels.ts';

/** How levels become sizes and shades: where they lie between the least and the most, by value or by powers of ten. */
export type Scale = {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** Grows by the same step with each tenfold value, as a few would otherwise leave all the rest alike. */
  readonly log: boolean;
  readonly known: number;
};

/** From so many times the least on, values are told apart by powers of ten. */
const WIDE = 100;

/** The scale of some levels; undefined where nothing is known. */
export function scaleOf(levels: Levels): Scale | undefined {
  const values = [...levels.values()].map(({ value }) => value).sort((a, b) => a - b);
  const [min, max] = [values[0], values.at(-1)];
  if (min === undefined || max === undefined) return undefined;
  const middle = (values.length - 1) / 2;
  const median = ((values[Math.floor(middle)] ?? min) + (values[Math.ceil(middle)] ?? max)) / 2;
  // Beyond what numbers hold there is no such step.
  const log = min > 0 && max / min > WIDE && Number.isFinite(max / min);
  return { min, median, max, log, known: values.length };
}

/** Where a value lies from 0 to 1; where all are alike, in the middle. */
export function shareOf({ min, max, log }: Scale, value: number): number {
  if (min === max) return 0.5;
  const at = log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return Math.min(1, Math.max(0, at));
}

/** Diameters of entities. What is unknown has the least, and a mark. */
export const [LEAST_SIZE, MOST_SIZE] = [30, 104] as const;
/** The area grows evenly with the share, as it is areas that are compared. */
export const sizeOf = (scale: Scale, value: number): number =>
  Math.round(Math.sqrt(LEAST_SIZE ** 2 + (MOST_SIZE ** 2 - LEAST_SIZE ** 2) * shareOf(scale, value)));

export const BANDS = 5;
/** Communities with a colour of their own, the largest; the rest share one, and all have their number. */
export const GROUPS = 8;
export type Tone = `band-${number}` | `group-${number}` | 'group-rest' | 'unknown';
/** Every tone that there is, with what it is called in the page's colours. */
export const TONES: readonly Tone[] = [
  ...Array.from({ length: BANDS }, (_, at): Tone => `band-${at + 1}`),
  ...Array.from({ length: GROUPS }, (_, at): Tone => `group-${at + 1}`),
  'group-rest',
  'unknown',
];

/** The shade of a value: one of five, from the least to the most. */
export const bandOf = (scale: Scale, value: number): Tone =>
  `band-${Math.min(BANDS, 1 + Math.floor(shareOf(scale, value) * BANDS))}`;
export const groupTone = (group: number): Tone => (group <= GROUPS ? `group-${group}` : 'group-rest');

/** What a shade stands for: the values from one to the next. */
export function bandStarts(scale: Scale): number[] {
  const { min, max, log } = scale;
  return Array.from({ length: BANDS }, (_, at) => {
    const share = at / BANDS;
    return log ? min * (max / min) ** share : min + (max - min) * share;
  });
}

/** The communities, by number, with how many entities each has. */
export function groupsOf(levels: Levels): { group: number; size: number }[] {
  const sizes = new Map<number, number>();
  for (const { value } of levels.values()) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return [...sizes].map(([group, size]) => ({ group, size })).sort((a, b) => a.group - b.group);
}
