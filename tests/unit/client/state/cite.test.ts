import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cited, cite, claimText, escapeTex, sourcesOf } from '../../../../client/state/cite.ts';
import { ServedDataset, StoredEvidence } from '../../../../server/core/model/stored.ts';
import { chain, entity } from '../samples.ts';

const dataset = ServedDataset.parse({
  id: 'nvidia-2023',
  nameEn: 'The article',
  nameZh: '文章',
  summaryEn: 'x',
  summaryZh: 'x',
  version: '0123456789abcdef',
  counts: { entities: 1, claims: 1, deals: 0, sources: 1, evidence: 1 },
});
const cited: Cited = {
  kind: 'claim',
  id: 'nvidia-2023:invests_x',
  title: 'A & B invest 100% in {C}',
  datasets: [dataset],
  sources: ['The Paper (2023-09-25), “R&D #1”'],
  url: 'https://example.org/#lang=en&claim=nvidia-2023:invests',
  accessed: '2026-11-24',
};

/** Reads one entry as BibTeX does: braces balance, a backslash takes the next letter with it. */
function readBibtex(text: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const head = /^@misc\{([^,\s{}]+),\n/.exec(text);
  if (!head) throw new Error(`no entry: ${text}`);
  let at = head[0].length;
  for (;;) {
    const field = /^ {2}(\w+) = \{/.exec(text.slice(at));
    if (!field) break;
    at += field[0].length;
    const start = at;
    for (let depth = 1; depth > 0; at++) {
      if (at >= text.length) throw new Error('the braces do not balance');
      if (text[at] === '\\') at++;
      else if (text[at] === '{') depth++;
      else if (text[at] === '}') depth--;
    }
    fields[field[1] ?? ''] = text.slice(start, at - 1);
    at += text.startsWith(',\n', at) ? 2 : 1;
  }
  expect(text.slice(at)).toBe('}');
  return fields;
}
/** What TeX prints. */
const printed = (text: string): string =>
  text.replace(/\\textbackslash\{\}|\\textasciicircum\{\}|\\textasciitilde\{\}|\\(.)/g, (all, one) =>
    all === '\\textbackslash{}'
      ? '\\'
      : all === '\\textasciicircum{}'
        ? '^'
        : all === '\\textasciitilde{}'
          ? '~'
          : one,
  );

describe('a citation', () => {
  it('in plain words names what, of which version, by whom, where and when', () => {
    expect(cite(cited, 'plain', 'en')).toBe(
      'Loopscope. “A & B invest 100% in {C}.” In: The article, version nvidia-2023@0123456789abcdef. Sources: The Paper (2023-09-25), “R&D #1”. https://example.org/#lang=en&claim=nvidia-2023:invests (accessed 2026-11-24).',
    );
    expect(cite(cited, 'plain', 'zh')).toContain('收於：文章，版本 nvidia-2023@0123456789abcdef。來源：');
  });
  it('in BibTeX reads back field by field', () => {
    const fields = readBibtex(cite(cited, 'bibtex', 'en'));
    expect(fields).toEqual({
      author: '{Loopscope}',
      title: '{A \\& B invest 100\\% in \\{C\\}}',
      howpublished: 'The article',
      version: 'nvidia-2023@0123456789abcdef',
      note: 'Claim nvidia-2023:invests\\_x. Sources: The Paper (2023-09-25), “R\\&D \\#1”',
      url: cited.url,
      urldate: '2026-11-24',
    });
  });
  it('in BibTeX keeps any title whole, whatever letters it has', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'\\{}$&#%_^~a英 "\'@,=') }), (title) => {
        const fields = readBibtex(cite({ ...cited, title, url: `https://x/${title}` }, 'bibtex', 'zh'));
        expect(printed(fields.title ?? '')).toBe(`{${title.replace(/\s+/g, ' ')}}`);
      }),
      { numRuns: 300, seed: 2 },
    );
    expect(escapeTex('a\nb')).toBe('a b');
  });
  it('in CSL-JSON is an entry that a citation manager takes', () => {
    expect(JSON.parse(cite(cited, 'csl', 'en'))).toEqual([
      {
        id: 'loopscope-claim-nvidia-2023-invests-x',
        type: 'dataset',
        author: [{ literal: 'Loopscope' }],
        title: cited.title,
        'container-title': 'The article',
        version: 'nvidia-2023@0123456789abcdef',
        note: 'Claim nvidia-2023:invests_x. Sources: The Paper (2023-09-25), “R&D #1”',
        URL: cited.url,
        accessed: { 'date-parts': [[2026, 11, 24]] },
        language: 'en',
      },
    ]);
  });
  it('names each document once, by date, and says where there is none', () => {
    const passage = (id: string, date?: string) =>
      StoredEvidence.parse({
        id,
        dataset: 'd',
        locator: { line: 1 },
        source: {
          id: 's',
          title: 'T',
          publisher: 'P',
          grade: 'press',
          language: 'en',
          ...(date ? { date } : {}),
        },
      });
    const all = [passage('a'), passage('b', '2024-01'), passage('c', '2023'), passage('d', '2023')];
    expect(sourcesOf(all, 'en')).toEqual(['P (2023), “T”', 'P (2024-01), “T”', 'P (n.d.), “T”']);
    expect(sourcesOf(all.slice(0, 1), 'zh')).toEqual(['P (無日期), 〈T〉']);
  });
  it('tells a claim in words', () => {
    const [invests] = chain;
    if (!invests) throw new Error('the sample has one');
    expect(claimText(invests, entity('nvidia'), entity('coreweave'), 'en')).toBe(
      'nvidia invests in coreweave',
    );
  });
});
