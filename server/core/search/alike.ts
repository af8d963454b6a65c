import { distance } from 'fastest-levenshtein';
import type { StoredEntity } from '../model/stored.ts';
import { fold, sound } from './fold.ts';

/** Why two entities may be one: they are called alike but for script and punctuation, sound alike, or are spelt nearly alike. */
export const LIKENESSES = ['name', 'sound', 'spelling'] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** What says which kind of company it is, not which one. */
const FORM =
  /\b(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|ag|gmbh)\b|股份有限公司|有限公司|公司|集[团團]/gu;
/** Shorter ones are near to everything. */
const SHORTEST_SPELT = 5;
const LONG = 9;

type Name = { folded: string; sound: string; digits: string };
const nameOf = (text: string): Name => {
  const folded = fold(text).replace(FORM, '').replaceAll(' ', '') || fold(text).replaceAll(' ', '');
  return { folded, sound: sound(text) || folded, digits: folded.replace(/\D/g, '') };
};
const namesOf = ({ nameEn, nameZh, aliases }: Pick<StoredEntity, 'nameEn' | 'nameZh' | 'aliases'>): Name[] =>
  [...new Set([nameEn, nameZh, ...aliases])].map(nameOf).filter(({ folded }) => folded !== '');

/** H100 and H200 are spelt nearly alike, and are two: other digits, another thing. */
const spelt = (a: Name, b: Name): boolean =>
  a.digits === b.digits &&
  Math.min(a.folded.length, b.folded.length) >= SHORTEST_SPELT &&
  distance(a.folded, b.folded) <= (Math.min(a.folded.length, b.folded.length) < LONG ? 1 : 2);

/** How two entities are alike, by the surest of their names; undefined where they are not. They are never taken for one without being asked. */
export function likeness(
  a: Pick<StoredEntity, 'kind' | 'nameEn' | 'nameZh' | 'aliases'>,
  b: Pick<StoredEntity, 'kind' | 'nameEn' | 'nameZh' | 'aliases'>,
): Likeness | undefined {
  if (a.kind !== b.kind || a.kind === 'Metric' || a.kind === 'Group') return undefined;
  const pairs = namesOf(a).flatMap((x) => namesOf(b).map((y): [Name, Name] => [x, y]));
  if (pairs.some(([x, y]) => x.folded === y.folded)) return 'name';
  if (pairs.some(([x, y]) => x.sound.length >= 4 && x.sound === y.sound)) return 'sound';
  return pairs.some(([x, y]) => spelt(x, y)) ? 'spelling' : undefined;
}
