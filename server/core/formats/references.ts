import type { Source } from '../model/evidence.ts';
import { collected } from './collected.ts';
import type { Outgoing } from './format.ts';

/** Year, month and day of a date of ours, as far as it is one; a quarter or an interval has only the year that it begins in. */
const partsOf = (date: string | undefined): number[] => {
  const match = /^(?:FY)?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date ?? '');
  return match
    ? match
        .slice(1)
        .filter((part) => part !== undefined)
        .map(Number)
    : [];
};

/** A source in the JSON of the Citation Style Language. */
function cslOf({ id, title, publisher, author, date, url, language }: Source): object {
  const parts = partsOf(date);
  return {
    id,
    type: 'webpage',
    title,
    'container-title': publisher,
    publisher,
    ...(author === undefined ? {} : { author: [{ literal: author }] }),
    ...(parts.length === 0 ? {} : { issued: { 'date-parts': [parts] } }),
    ...(url === undefined ? {} : { URL: url }),
    language,
  };
}

const TEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\n': ' ',
};
/** A text that TeX sets as it stands. */
const tex = (text: string): string => text.replace(/[\\~^\n]|[{}$&#_%]/g, (sign) => TEX[sign] ?? `\\${sign}`);

function bibtexOf({ id, title, publisher, author, date, url, language }: Source): string {
  const [year, month] = partsOf(date);
  const fields: [string, string | undefined][] = [
    ['title', `{${tex(title)}}`],
    ['author', author === undefined ? undefined : `{${tex(author)}}`],
    ['organization', tex(publisher)],
    ['year', year === undefined ? undefined : String(year)],
    ['month', month === undefined ? undefined : String(month)],
    // Braces would end the field; the rest of an address is taken as it is by `url`.
    ['url', url?.replace(/[{}\\]/g, encodeURIComponent)],
    ['langid', language],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}}`]));
  return `@online{${id},\n${lines.join(',\n')}\n}\n`;
}

export async function* csl(records: AsyncIterable<Outgoing>): AsyncGenerator<string> {
  yield `${JSON.stringify((await collected(records)).sources.map(cslOf), null, 1)}\n`;
}

export async function* bibtex(records: AsyncIterable<Outgoing>, loses: string): AsyncGenerator<string> {
  const { info, sources } = await collected(records);
  yield `% Sources of ${info.nameEn.replaceAll('\n', ' ')}. ${loses}\n`;
  for (const source of sources) yield `\n${bibtexOf(source)}`;
}
