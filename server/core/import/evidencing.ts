import { shortHash } from '../formats/canonical.ts';
import type { Incoming } from '../formats/format.ts';
import { recordFrom, type TableName } from '../formats/tables.ts';
import { why } from '../model/why.ts';
import type { Place } from './cells.ts';
import type { Findings } from './findings.ts';
import type { Answers } from './numbers.ts';
import { slugOf } from './parties.ts';
import { DEFAULTS } from './words.ts';

type Fields = Map<string, unknown>;
const FILE = 'imported-file';

const record = (table: TableName, fields: Record<string, unknown>, { sheet, row }: Place): Incoming => ({
  table,
  record: recordFrom(
    table,
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ),
  line: row,
  sheet,
});

/**
 * The evidence of claims whose rows name their source: a source for each that is named, a passage for each claim. Where a row names none,
 * its file may stand as the source, if the reader says so.
 */
export class Evidencing {
  readonly #answers: Answers;
  readonly #findings: Findings;
  readonly #passages = new Set<string>();
  readonly #sources = new Set<string>();

  constructor(answers: Answers, findings: Findings) {
    this.#answers = answers;
    this.#findings = findings;
  }

  /** A passage that a table of its own has. */
  has(id: string): void {
    this.#passages.add(id);
  }

  #default(field: 'sourceGrade' | 'sourceLanguage', example: string): string | undefined {
    const id = `default:${field}`;
    const answer = this.#answers[id];
    if (answer !== undefined && DEFAULTS[field].some((option) => option === answer)) return answer;
    this.#findings.ask({ id, options: DEFAULTS[field] }, example);
    return undefined;
  }

  *#file(
    fields: Fields,
    place: Place,
    ids: readonly string[],
    says: string | undefined,
  ): Generator<Incoming> {
    fields.set('evidence', ids);
    for (const id of ids) {
      if (this.#passages.has(id)) continue;
      this.#passages.add(id);
      this.#sources.add(FILE);
      yield record(
        'evidence',
        { id, source: FILE, locatorWhole: true, says: says?.slice(0, 500) },
        { ...place, table: 'evidence' },
      );
    }
  }

  *of(fields: Fields, place: Place, headers: ReadonlyMap<string, string>): Generator<Incoming> {
    const text = (name: string): string | undefined => {
      const value = fields.get(name);
      return value === undefined ? undefined : String(value);
    };
    const claim = text('id');
    if (claim === undefined) return;
    const given = fields.get('evidence');
    const ids = Array.isArray(given) ? given.map(String) : [];
    if (ids.length > 0) {
      if (ids.every((id) => this.#passages.has(id))) return;
      // A file of ours that holds evidence only as a text.
      const says = text('evidenceText');
      if (says !== undefined) {
        this.#findings.notice('lost', why('notice.texts'));
        yield* this.#file(fields, place, ids, says);
      }
      return;
    }
    const called = text('sourceTitle');
    const url =
      text('sourceUrl') ?? (called !== undefined && /^https?:\/\//i.test(called) ? called : undefined);
    const title = called ?? url;
    const passage = `${claim.slice(0, 110)}.p1`;
    if (title === undefined) {
      if (this.#answers.evidence === 'file') yield* this.#file(fields, place, [passage], undefined);
      else this.#findings.ask({ id: 'evidence', options: ['file'] }, claim);
      return;
    }
    const host =
      url !== undefined && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : undefined;
    const publisher = text('sourcePublisher') ?? host;
    if (publisher === undefined) {
      const column = headers.get('sourcePublisher') ?? 'sourcePublisher';
      this.#findings.wrong(place, column, 'missing', why('value.publisher'));
      return;
    }
    if (!fields.has('sourcePublisher')) this.#findings.notice('filled', why('notice.publisher'), host);
    const date = text('sourceDate');
    const distinct = url ?? [title, publisher, date ?? ''].join('\n');
    const grade = text('sourceGrade') ?? this.#default('sourceGrade', publisher);
    const language = text('sourceLanguage') ?? this.#default('sourceLanguage', title);
    if (grade === undefined || language === undefined) return;
    const id = `${slugOf(title).slice(0, 60).replace(/-+$/, '')}-${shortHash(distinct, 6)}`;
    if (!this.#sources.has(id)) {
      this.#sources.add(id);
      const source = { id, title, publisher, author: text('sourceAuthor'), date, url, grade, language };
      yield record('sources', source, { ...place, table: 'sources' });
    }
    const [section, paragraph, line] = [text('section'), fields.get('paragraph'), fields.get('line')];
    const locator =
      section !== undefined || paragraph !== undefined
        ? { locatorSection: section ?? 'text', locatorParagraph: paragraph ?? 1 }
        : line !== undefined
          ? { locatorLine: line }
          : { locatorWhole: true };
    fields.set('evidence', [passage]);
    yield record(
      'evidence',
      { id: passage, source: id, ...locator, says: text('passage') },
      { ...place, table: 'evidence' },
    );
  }

  /** The file itself as a source, where it stands as one. */
  *rest(): Generator<Incoming> {
    if (!this.#sources.has(FILE)) return;
    const source = {
      id: FILE,
      title: 'Imported file',
      publisher: 'Imported by a reader',
      grade: 'other',
      language: 'en',
    };
    yield record('sources', source, { table: 'sources', sheet: '', row: 1 });
  }
}
