import {
  BASES,
  CLAIM_TYPE_NAMES,
  CLAIM_TYPES,
  GRADES,
  KINDS,
  MODALITIES,
  ROLES,
  STATUSES,
} from '../model/registry.ts';
import { why } from '../model/why.ts';
import { fold } from '../search/fold.ts';
import type { Read } from './numbers.ts';

const key = (text: string): string => fold(text).replaceAll(' ', '');
type Table = ReadonlyMap<string, string>;
const table = (entries: Iterable<readonly [string, readonly string[]]>): Table =>
  new Map(
    [...entries].flatMap(([value, words]) => [value, ...words].map((word) => [key(word), value] as const)),
  );
const named = (of: Readonly<Record<string, { en: string; zh: string }>>): Table =>
  table(Object.entries(of).map(([name, { en, zh }]) => [name, [en, zh]] as const));
const plainly = (values: readonly string[], words: Readonly<Record<string, readonly string[]>> = {}): Table =>
  table(values.map((value) => [value, words[value] ?? []] as const));

/** Values of closed lists, by the words for them in both languages. */
const WORDS: Readonly<Record<string, Table>> = {
  kind: named(KINDS),
  fromKind: named(KINDS),
  toKind: named(KINDS),
  roles: named(ROLES),
  type: table(
    CLAIM_TYPE_NAMES.map((name) => [name, [CLAIM_TYPES[name].verbEn, CLAIM_TYPES[name].verbZh]] as const),
  ),
  status: plainly(STATUSES, {
    closed: ['completed', 'done', '完成', '已完成'],
    committed: ['signed', '承諾', '已簽署'],
    announced: ['公布', '宣布', '已宣布'],
    intended: ['planned', '計劃', '擬'],
    proposed: ['提議'],
    cancelled: ['canceled', 'terminated', '取消', '已取消'],
  }),
  modality: plainly(MODALITIES, {
    fact: ['事實'],
    estimate: ['estimated', '估計'],
    forecast: ['預測'],
    opinion: ['觀點', '意見'],
    allegation: ['alleged', '指控'],
  }),
  basis: plainly(BASES, { stated: ['明示'], implied: ['暗示', '推斷'] }),
  sourceGrade: plainly(GRADES, { primary: ['一手'], press: ['media', '媒體'], other: ['其他'] }),
};

/** What is asked once for all rows that leave a field out which every record needs. */
export const DEFAULTS = {
  kind: Object.keys(KINDS).filter((kind) => kind !== 'Metric' && kind !== 'Group'),
  type: CLAIM_TYPE_NAMES,
  modality: MODALITIES,
  sourceGrade: GRADES,
  sourceLanguage: ['en', 'zh-Hant', 'zh-Hans', 'ja', 'ko', 'de', 'fr'],
} as const satisfies Record<string, readonly string[]>;
export type Default = keyof typeof DEFAULTS;

export const hasWords = (field: string): boolean => Object.hasOwn(WORDS, field);

/** A value of a closed list, from its own name or a word for it. */
export function wordOf(field: string, text: string): Read<string> {
  const value = WORDS[field]?.get(key(text));
  return value === undefined
    ? {
        wrong: why('value.notWord', {
          text: JSON.stringify(text.slice(0, 40)),
          list: [...new Set(WORDS[field]?.values())].join(', '),
        }),
      }
    : { value };
}
