import { CLAIM_TYPES } from '../../server/core/model/registry.ts';
import type { StoredClaim, StoredEntity, StoredEvidence } from '../../server/core/model/stored.ts';
import type { ServedDataset } from './datasets.ts';
import { type Lang, nameOf, when } from './format.ts';

/** What a citation says, whatever the format. */
export type Cited = {
  /** Of which kind it is, and what it is called in its dataset. */
  readonly kind: 'claim' | 'loop' | 'entity';
  readonly id: string;
  readonly title: string;
  /** Those of what is cited. Their versions are hashes of their content. */
  readonly datasets: readonly ServedDataset[];
  /** The documents that it rests on, each once. */
  readonly sources: readonly string[];
  readonly url: string;
  /** The day on which it was looked at, as `2026-11-24`. */
  readonly accessed: string;
};

export const FORMATS = ['plain', 'bibtex', 'csl'] as const;
export type Format = (typeof FORMATS)[number];

const AUTHOR = 'Loopscope';
const versionsOf = ({ datasets }: Cited): string =>
  datasets.map(({ id, version }) => `${id}@${version}`).join(', ');
const setsOf = ({ datasets }: Cited, lang: Lang): string =>
  datasets.map((dataset) => nameOf(dataset, lang)).join('; ');
const noteOf = (cited: Cited): string =>
  [
    `${cited.kind[0]?.toUpperCase()}${cited.kind.slice(1)} ${cited.id}`,
    ...(cited.sources.length > 0 ? [`Sources: ${cited.sources.join('; ')}`] : []),
  ].join('. ');

/** "P (2023-09-25). Title." A document without a date is said to have none. */
export function sourceText({ source }: StoredEvidence, lang: Lang): string {
  const by = [source.author, source.publisher].filter(Boolean).join(', ');
  const date = source.date === undefined ? (lang === 'zh' ? '無日期' : 'n.d.') : when(source.date, lang);
  return `${by} (${date}), ${lang === 'zh' ? `〈${source.title}〉` : `“${source.title}”`}`;
}

/** Documents of some evidence, each once, in the order of their dates. */
export function sourcesOf(evidence: readonly StoredEvidence[], lang: Lang): string[] {
  const byDate = [...evidence].sort((a, b) => ((a.source.date ?? '~') < (b.source.date ?? '~') ? -1 : 1));
  return [...new Set(byDate.map((one) => sourceText(one, lang)))];
}

/** "Nvidia invests in CoreWeave". */
export const claimText = (claim: StoredClaim, from: StoredEntity, to: StoredEntity, lang: Lang): string => {
  const { verbEn, verbZh } = CLAIM_TYPES[claim.type];
  return lang === 'zh'
    ? `${nameOf(from, lang)}${verbZh}${nameOf(to, lang)}`
    : `${nameOf(from, lang)} ${verbEn} ${nameOf(to, lang)}`;
};

function plain(cited: Cited, lang: Lang): string {
  const { title, url, accessed, sources } = cited;
  const from =
    sources.length === 0
      ? ''
      : lang === 'zh'
        ? `來源：${sources.join('；')}。`
        : ` Sources: ${sources.join('; ')}.`;
  return lang === 'zh'
    ? `${AUTHOR}。〈${title}〉。收於：${setsOf(cited, lang)}，版本 ${versionsOf(cited)}。${from}${url}（${accessed} 查閱）。`
    : `${AUTHOR}. “${title}.” In: ${setsOf(cited, lang)}, version ${versionsOf(cited)}.${from} ${url} (accessed ${accessed}).`;
}

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};
/** A text as BibTeX prints it letter by letter. */
export const escapeTex = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\{}$&#%_^~]/g, (letter) => TEX[letter] ?? letter);
/** In an address nothing is escaped; what would end the field stands encoded. */
const texUrl = (url: string): string => url.replace(/[{}\\\s]/g, encodeURIComponent);

const keyOf = ({ kind, id }: Cited): string =>
  `loopscope-${kind}-${id.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')}`;

function bibtex(cited: Cited, lang: Lang): string {
  const fields = {
    author: `{${AUTHOR}}`,
    title: `{${escapeTex(cited.title)}}`,
    howpublished: escapeTex(setsOf(cited, lang)),
    version: escapeTex(versionsOf(cited)),
    note: escapeTex(noteOf(cited)),
    url: texUrl(cited.url),
    urldate: cited.accessed,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${keyOf(cited)},\n${lines.join(',\n')}\n}`;
}

function csl(cited: Cited, lang: Lang): string {
  const entry = {
    id: keyOf(cited),
    type: 'dataset',
    author: [{ literal: AUTHOR }],
    title: cited.title,
    'container-title': setsOf(cited, lang),
    version: versionsOf(cited),
    note: noteOf(cited),
    URL: cited.url,
    accessed: { 'date-parts': [cited.accessed.split('-').map(Number)] },
    language: lang === 'zh' ? 'zh-Hant' : 'en',
  };
  return JSON.stringify([entry], null, 2);
}

const WRITE: Readonly<Record<Format, (cited: Cited, lang: Lang) => string>> = { plain, bibtex, csl };
export const cite = (cited: Cited, format: Format, lang: Lang): string => WRITE[format](cited, lang);
