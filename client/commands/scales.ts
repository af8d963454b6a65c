import type { Translate } from '../locales/index.ts';
import type { Lang } from '../state/format.ts';
import { isNetwork } from '../state/looks/gauges.ts';
import type { AllGauged, Gauged } from '../state/looks/look.ts';
import { bandOf, bandStarts, GROUPS, groupsOf, groupTone, sizeOf, type Tone } from '../state/looks/scale.ts';
import { likeOf, valueText } from '../state/looks/words.ts';
import { gaugeText } from './looks.ts';

/** A sample of a scale: an entity as it would be drawn, and what that stands for, with what is said more quietly around it. */
export type ScaleEntry = {
  readonly key: string;
  /** As on the canvas; absent where size says nothing. */
  readonly size?: number;
  readonly tone?: Tone;
  readonly before?: string;
  readonly text: string;
  readonly after?: string;
};
export type ScaleTold = {
  readonly what: 'size' | 'colour';
  /** What it goes by. */
  readonly title: string;
  readonly entries: readonly ScaleEntry[];
  /** How many of how many entities have no level: those are hollow. */
  readonly unknown: { readonly count: number; readonly all: number } | undefined;
  /** Grows by powers of ten; undefined where there is nothing to grow. */
  readonly log: boolean | undefined;
};

type Words = { readonly t: Translate; readonly lang: Lang };

/** What the sizes of entities say: the least, the middle and the most of what is shown. */
function sizesOf({ gauge, levels, scale }: Gauged, { t, lang }: Words): ScaleEntry[] {
  if (!scale) return [];
  const like = likeOf(levels)?.metric;
  const marks = (['min', 'median', 'max'] as const).filter(
    (mark, index, all) => index === 0 || scale[mark] !== scale[all[index - 1] ?? 'min'],
  );
  return marks.map((mark) => ({
    key: mark,
    size: sizeOf(scale, scale[mark]),
    ...(marks.length > 1 ? { before: t(`scale.${mark}`) } : {}),
    text: valueText(gauge, scale[mark], lang, like),
  }));
}

/** Communities: their number, and how many are in them. */
function groupsIn({ levels }: Gauged, { t }: Words): ScaleEntry[] {
  const groups = groupsOf(levels);
  const rest = groups.slice(GROUPS).reduce((sum, { size }) => sum + size, 0);
  return [
    ...groups.slice(0, GROUPS).map(({ group, size }) => ({
      key: `${group}`,
      tone: groupTone(group),
      text: `#${group}`,
      after: t('scale.entities', { count: size }),
    })),
    ...(rest > 0
      ? [
          {
            key: 'rest',
            tone: 'group-rest' as const,
            text: t('scale.rest', { from: GROUPS + 1, to: groups.length }),
            after: t('scale.entities', { count: rest }),
          },
        ]
      : []),
  ];
}

/** What the shades say: from which value on each holds. */
function shadesOf(of: Gauged, { t, lang }: Words): ScaleEntry[] {
  const { gauge, levels, scale } = of;
  if (!scale) return [];
  if (gauge === 'community') return groupsIn(of, { t, lang });
  const like = likeOf(levels)?.metric;
  const write = (value: number): string => valueText(gauge, value, lang, like);
  if (scale.min === scale.max)
    return [{ key: 'all', tone: bandOf(scale, scale.min), text: write(scale.min) }];
  return [
    ...bandStarts(scale).map(
      (start, index): ScaleEntry => ({
        key: `${start}`,
        tone: `band-${index + 1}`,
        before: t('scale.from'),
        text: write(start),
      }),
    ),
    { key: 'max', before: t('scale.max'), text: write(scale.max) },
  ];
}

/** The scales of size and colour, where these are not by kind: for the legend of the page, and of a picture that leaves it. */
export function scalesOf(of: AllGauged, keys: readonly string[], words: Words): ScaleTold[] {
  return (['size', 'colour'] as const).flatMap((what): ScaleTold[] => {
    const gauged = of[what];
    if (!gauged) return [];
    const { gauge, levels, scale } = gauged;
    const count = isNetwork(gauge) ? 0 : keys.filter((key) => !levels.has(key)).length;
    return [
      {
        what,
        title: gaugeText(gauge, words, likeOf(levels)),
        entries: what === 'size' ? sizesOf(gauged, words) : shadesOf(gauged, words),
        unknown: count > 0 ? { count, all: keys.length } : undefined,
        log: scale && gauge !== 'community' ? scale.log : undefined,
      },
    ];
  });
}
