import { shortHash } from '../core/formats/canonical.ts';
import { Evidence, Source } from '../core/model/evidence.ts';
import type { Grade } from '../core/model/registry.ts';
import type { Overlay } from './overlay.ts';
import type { Citation, SheetRow, Trouble } from './sheet.ts';

const GRADE_OF = { A: 'primary', B: 'press', C: 'other' } as const satisfies Record<Citation['grade'], Grade>;
/** Pages in another language than English are named in sources.yaml; the sheet's titles are partly translated. */
const LANGUAGE = 'en';

const lower = (a: Citation['grade'], b: Citation['grade']): Citation['grade'] =>
  (['C', 'B'] as const).find((grade) => grade === a || grade === b) ?? 'A';

const slug = (text: string, most: number): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, most)
    .replace(/-+$/, '');

const sourceId = ({ publisher, date, url }: Pick<Citation, 'publisher' | 'date' | 'url'>): string =>
  `${slug(publisher, 40) || 'source'}-${date ?? 'undated'}-${shortHash(url, 6)}`;

/**
 * The documents that the rows cite, each once, by address. Where rows describe one document differently, its name is that of the first
 * row, its date that of the first row which has one, and its grade the lowest that any row gives it.
 */
export class Library {
  #sources = new Map<string, Source>();
  #evidence = new Map<string, Evidence>();
  #notes = new Set<string>();
  #overlay: Overlay;
  #troubles: Trouble[];

  constructor(rows: readonly SheetRow[], overlay: Overlay, troubles: Trouble[]) {
    this.#overlay = overlay;
    this.#troubles = troubles;
    const cited = new Map<string, Citation & { at: string }>();
    for (const row of rows)
      for (const citation of row.citations) {
        if (!citation) continue;
        const known = cited.get(citation.url);
        cited.set(citation.url, known ? this.#merged(known, citation) : { ...citation, at: row.at });
      }
    for (const citation of cited.values()) this.#enter(citation);
    for (const url of overlay.sources.keys())
      if (!cited.has(url)) troubles.push({ at: 'sources.yaml', why: `no row cites ${url}` });
  }

  #merged(known: Citation & { at: string }, other: Citation): Citation & { at: string } {
    if (known.date && other.date && known.date !== other.date)
      this.#troubles.push({
        at: known.at,
        why: `one address, two dates: ${known.date}, ${other.date} (${known.url})`,
      });
    if (known.grade !== other.grade)
      this.#notes.add(
        `${known.url} is graded ${[known.grade, other.grade].sort().join(' and ')}: the lower grade stands.`,
      );
    return {
      ...known,
      date: known.date ?? other.date,
      grade: lower(known.grade, other.grade),
    };
  }

  #enter({ publisher, title, url, date, grade, at }: Citation & { at: string }): void {
    const parsed = Source.safeParse({
      id: sourceId({ publisher, date, url }),
      title,
      publisher,
      date,
      url,
      grade: GRADE_OF[grade],
      language: LANGUAGE,
      ...this.#overlay.sources.get(url),
    });
    if (parsed.success) this.#sources.set(url, parsed.data);
    else
      for (const { path, message } of parsed.error.issues)
        this.#troubles.push({ at, why: `source ${url}: ${path.join('.')}: ${message}` });
  }

  /** The evidence of a claim: one for each source, the whole document being its place. */
  evidenceFor(claim: string, citations: readonly (Citation | undefined)[], at: string): string[] {
    const ids: string[] = [];
    const urls = new Set<string>();
    citations.forEach((citation, index) => {
      const source = citation && this.#sources.get(citation.url);
      if (!source || urls.has(citation.url)) return;
      urls.add(citation.url);
      const id = `${claim}.${index + 1}`;
      const parsed = Evidence.safeParse({
        id,
        source: source.id,
        locator: { whole: true },
        says: citation.says,
      });
      if (parsed.success) {
        this.#evidence.set(id, parsed.data);
        ids.push(id);
      } else
        for (const { path, message } of parsed.error.issues)
          this.#troubles.push({ at, why: `source ${index + 1}: ${path.join('.')}: ${message}` });
    });
    return ids;
  }

  get notes(): string[] {
    return [...this.#notes];
  }
  get evidence(): Evidence[] {
    return [...this.#evidence.values()];
  }
  /** The documents that some evidence is in, by id. */
  get sources(): Source[] {
    const used = new Set<string>([...this.#evidence.values()].map(({ source }) => source));
    return [...this.#sources.values()]
      .filter(({ id }) => used.has(id))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
