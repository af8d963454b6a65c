import { distance } from 'fastest-levenshtein';
import type { SearchHit } from '../contract/graph.ts';
import type { StoredEntity } from '../model/stored.ts';
import { fold, isHan, sound } from './fold.ts';

type Field = SearchHit['field'];
type How = SearchHit['how'];
type Key = { field: Field; text: string; folded: string; sound: string };

/** How much a match in each field counts. A summary tells of an entity, but is not its name. */
const WEIGHT: Record<Field, number> = { nameEn: 1, nameZh: 1, alias: 0.95, id: 0.9, summary: 0.3 };
const STRENGTH: Record<How, number> = {
  exact: 100,
  prefix: 80,
  word: 65,
  pinyin: 60,
  contains: 45,
  typo: 30,
};

function keysOf(entity: StoredEntity): Key[] {
  const key = (field: Field, text: string): Key => ({
    field,
    text,
    folded: fold(text),
    sound: field === 'summary' ? '' : sound(text),
  });
  return [
    key('nameEn', entity.nameEn),
    key('nameZh', entity.nameZh),
    ...entity.aliases.map((alias) => key('alias', alias)),
    key('id', entity.id),
    key('summary', entity.summaryEn),
    key('summary', entity.summaryZh),
  ];
}

/** What a store indexes of an entity: every folded form that a query may meet. */
export const searchText = (entity: StoredEntity): string =>
  [...new Set(keysOf(entity).flatMap(({ folded, sound }) => [folded, folded.replaceAll(' ', ''), sound]))]
    .filter((form) => form !== '')
    .join(' | ');

/** Typing errors that are forgiven in a word. */
const forgiven = (word: string): number => (isHan(word) || word.length < 4 ? 0 : word.length < 6 ? 1 : 2);

function match(query: string, key: Key): How | undefined {
  const { folded } = key;
  if (folded === query) return 'exact';
  const named = key.field !== 'summary';
  if (named && folded.startsWith(query)) return 'prefix';
  const words = folded.split(' ');
  const asked = query.split(' ');
  // Each word asked for begins some word that is there.
  if (asked.every((part) => words.some((word) => word.startsWith(part)))) return 'word';
  if (key.sound !== '' && key.sound.startsWith(query.replaceAll(' ', ''))) return 'pinyin';
  if ((query.length > 1 || isHan(query)) && folded.includes(query)) return 'contains';
  if (named && folded.replaceAll(' ', '') === query.replaceAll(' ', '')) return 'word';
  const near = (part: string): boolean =>
    words.some(
      (word) => word.startsWith(part) || (forgiven(part) > 0 && distance(word, part) <= forgiven(part)),
    );
  return named && asked.every(near) ? 'typo' : undefined;
}

/** The best of an entity's matches with a folded query, or undefined where it has none. */
function hitOf(query: string, entity: StoredEntity): SearchHit | undefined {
  let best: SearchHit | undefined;
  for (const key of keysOf(entity)) {
    const how = match(query, key);
    if (how === undefined) continue;
    // All else equal, a text of which the query is a greater part is the better match.
    const [asked, text] = how === 'pinyin' ? [query.replaceAll(' ', ''), key.sound] : [query, key.folded];
    const share = Math.min(1, asked.length / Math.max(1, text.length));
    const score = WEIGHT[key.field] * (STRENGTH[how] + 5 * share);
    if (!best || score > best.score)
      best = { entity, score: Math.round(score * 100) / 100, field: key.field, matched: key.text, how };
  }
  return best;
}

const tie = (a: StoredEntity, b: StoredEntity): number => {
  const [x, y] = a.id === b.id ? [a.dataset, b.dataset] : [a.id, b.id];
  return x < y ? -1 : x > y ? 1 : 0;
};

/** Ranks candidates for a query as typed: best first, ties by id, then by dataset. */
export function rank(query: string, candidates: readonly StoredEntity[]): SearchHit[] {
  const folded = fold(query);
  if (folded === '') return [];
  return candidates
    .flatMap((entity) => hitOf(folded, entity) ?? [])
    .sort((a, b) => b.score - a.score || tie(a.entity, b.entity));
}
