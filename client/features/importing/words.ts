import type { ImportFormat } from '../../../server/core/contract/import.ts';
import { dateOf } from '../../../server/core/import/dates.ts';
import { digitsOf } from '../../../server/core/import/numbers.ts';
import { CLAIM_TYPES, isClaimType, KINDS } from '../../../server/core/model/registry.ts';
import { en } from '../../locales/en.ts';
import type { TextKey, Translate } from '../../locales/index.ts';
import type { Lang } from '../../state/format.ts';

const isKey = (key: string): key is TextKey => Object.hasOwn(en, key);

/** A size as people say it: `12 kB`, `3.4 MB`. */
export function sizeText(bytes: number): string {
  const [size, unit] = bytes < 1e3 ? [bytes, 'B'] : bytes < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB'];
  return `${new Intl.NumberFormat('en', { maximumFractionDigits: size < 10 && unit !== 'B' ? 1 : 0 }).format(size)} ${unit}`;
}

/** What formats are called by those who use them. */
export const FORMAT_NAMES: Readonly<Record<ImportFormat, string>> = {
  json: 'JSON',
  csv: 'CSV',
  tsv: 'TSV',
  xlsx: 'Excel (XLSX)',
  graphml: 'GraphML',
  gexf: 'GEXF',
  cytoscape: 'Cytoscape JSON',
  turtle: 'Turtle',
  jsonld: 'JSON-LD',
  cypher: 'Cypher',
};

/** A question's kind, and what it is of where there are several of the kind: `currency`, `$`. */
export function questionParts(id: string): { kind: string; of: string } {
  const [kind = '', ...rest] = id.split(':');
  return { kind, of: rest.join(':') };
}

/** What is asked, in the reader's language; as the server says it where it asks something new. */
export function questionText(t: Translate, { id, message }: { id: string; message: string }): string {
  const { kind, of } = questionParts(id);
  for (const key of [`import.ask.${kind}.${of}`, `import.ask.${kind}`]) if (isKey(key)) return t(key, { of });
  return message;
}

/** A day with its month in words: that is what is asked about. */
const dayText = (day: string, lang: Lang): string =>
  new Intl.DateTimeFormat(lang === 'zh' ? 'zh-Hant' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(day),
  );

/** How an example would be read with an answer, by the very rule that reads it then. */
export function readingOf(kind: string, option: string, example: string, lang: Lang): string | undefined {
  const answers = { [kind]: option };
  if (kind === 'dateOrder') {
    const read = dateOf(example, answers);
    return 'value' in read && read.value !== undefined ? dayText(read.value, lang) : undefined;
  }
  if (kind !== 'decimalMark') return undefined;
  const number = /\d{1,3}[.,]\d{3}(?![\d.,])/.exec(example)?.[0] ?? example;
  const read = digitsOf(number, answers);
  return 'value' in read
    ? new Intl.NumberFormat('en', { maximumFractionDigits: 6, useGrouping: false }).format(Number(read.value))
    : undefined;
}

const KIND_NAMES: Readonly<Record<string, { en: string; zh: string }>> = KINDS;
/** What an answer is called. */
export function optionText(t: Translate, lang: Lang, id: string, option: string): string {
  const { kind, of } = questionParts(id);
  if (kind === 'currency')
    return `${option} · ${new Intl.DisplayNames([lang === 'zh' ? 'zh-Hant' : 'en'], { type: 'currency' }).of(option) ?? option}`;
  if (of === 'sourceLanguage')
    return (
      new Intl.DisplayNames([lang === 'zh' ? 'zh-Hant' : 'en'], { type: 'language' }).of(option) ?? option
    );
  if (of === 'type' && isClaimType(option))
    return lang === 'zh' ? CLAIM_TYPES[option].verbZh : CLAIM_TYPES[option].verbEn;
  if (of === 'kind') return KIND_NAMES[option]?.[lang] ?? option;
  for (const key of [`import.answer.${kind}.${option}`, `modality.${option}`, `grade.long.${option}`])
    if (isKey(key)) return t(key);
  return option;
}
