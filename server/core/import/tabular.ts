import type { ImportPreview } from '../contract/import.ts';
import { canonicalJson, shortHash } from '../formats/canonical.ts';
import type { Incoming } from '../formats/format.ts';
import { recordFrom, type TableName } from '../formats/tables.ts';
import { isId } from '../model/ids.ts';
import type { Mapping } from '../model/mapping.ts';
import { CLAIM_TYPES, isClaimType, KINDS } from '../model/registry.ts';
import { type Why, why } from '../model/why.ts';
import { fieldsOf, type Place } from './cells.ts';
import { Evidencing } from './evidencing.ts';
import type { Findings } from './findings.ts';
import { FIELDS, isClaimExtra, type Mapped, mappedBy } from './mapping.ts';
import type { Answers } from './numbers.ts';
import { Parties, slugOf } from './parties.ts';
import type { Sheet, SheetRow } from './sheets.ts';
import { DEFAULTS, type Default } from './words.ts';

const SHOWN_ROWS = 20;
const SHOWN_TEXT = 200;

type Fields = Map<string, unknown>;
const textOf = (fields: Fields, name: string): string | undefined => {
  const value = fields.get(name);
  return value === undefined ? undefined : String(value);
};
const isKind = (name: string | undefined): name is keyof typeof KINDS =>
  name !== undefined && Object.hasOwn(KINDS, name);

type ClaimRow = { fields: Fields; place: Place; headers: ReadonlyMap<string, string> };

/** Tables of a reader's own as records of ours: entities first, so that claims can say whom they mean by name. */
export class Tabular {
  readonly #mapping: Mapping | undefined;
  readonly #answers: Answers;
  readonly #findings: Findings;
  readonly #show: (preview: ImportPreview) => void;
  readonly #parties = new Parties();
  readonly #claims: ClaimRow[] = [];
  readonly #evidencing: Evidencing;
  readonly #names = new Map<string, { en: string; zh: string }>();
  readonly #deals = new Set<string>();

  constructor(mapping: Mapping | undefined, findings: Findings, show: (preview: ImportPreview) => void) {
    this.#mapping = mapping;
    this.#answers = mapping?.answers ?? {};
    this.#findings = findings;
    this.#show = show;
    this.#evidencing = new Evidencing(this.#answers, findings);
  }

  /** What a field is where a row leaves it out: as answered, or asked about. */
  #default(field: Default, example: string): string | undefined {
    const id = `default:${field}`;
    const answer = this.#answers[id];
    if (answer !== undefined && DEFAULTS[field].some((option) => option === answer)) return answer;
    this.#findings.ask({ id, options: DEFAULTS[field] }, example);
    return undefined;
  }

  /** A record that the dataset has already, and keeps: rows may name it. */
  knows({ table, record }: Incoming): void {
    const id = String(record.id);
    const { aliases } = record;
    if (table === 'entities')
      this.#meet(id, new Map(Object.entries(record)), Array.isArray(aliases) ? aliases : []);
    if (table === 'deals') this.#deals.add(id);
    if (table === 'evidence') this.#evidencing.has(id);
  }

  async *records(sheets: AsyncIterable<Sheet>): AsyncGenerator<Incoming> {
    for await (const sheet of sheets) yield* this.#sheet(sheet);
    for (const claim of this.#claims) yield* this.#claim(claim);
    yield* this.#evidencing.rest();
  }

  async *#sheet(sheet: Sheet): AsyncGenerator<Incoming> {
    const mapped = mappedBy(this.#mapping, sheet);
    const shown: string[][] = [];
    let told = false;
    const show = (): void => {
      if (told) return;
      told = true;
      const { table, columns } = mapped;
      this.#show({
        sheet: sheet.name,
        table,
        columns,
        rows: shown,
        fields: { entities: [...FIELDS.entities], claims: [...FIELDS.claims] },
      });
    };
    for await (const row of sheet.rows) {
      if (shown.length < SHOWN_ROWS) shown.push(row.cells.map((cell) => String(cell).slice(0, SHOWN_TEXT)));
      else show();
      yield* this.#row(row, mapped, sheet.name);
    }
    show();
    const left = mapped.table === 'none' ? [] : mapped.columns.filter(({ field }) => field === '');
    for (const { header } of left)
      if (header !== '') this.#findings.notice('lost', why('notice.columns'), header);
  }

  *#row({ cells, row }: SheetRow, mapped: Mapped, sheet: string): Generator<Incoming> {
    const { table } = mapped;
    if (table === 'none' || cells.every((cell) => cell === '')) return;
    const place: Place = { table, sheet, row };
    const { fields, sound } = fieldsOf(cells, mapped, place, this.#answers, this.#findings);
    const headers = new Map(mapped.columns.map(({ field, header }) => [field, header]));
    if (table === 'claims') {
      if (sound) this.#claims.push({ fields, place, headers });
      return;
    }
    const given = textOf(fields, 'id');
    if (table === 'entities') this.#complete(fields, sound);
    const id = textOf(fields, 'id');
    if (table === 'deals' && id) this.#deals.add(id);
    if (table === 'evidence' && id) this.#evidencing.has(id);
    if (table === 'entities' && id) {
      const aliases = fields.get('aliases');
      this.#meet(id, fields, [
        ...(Array.isArray(aliases) ? aliases : []),
        ...(given === undefined ? [] : [given]),
      ]);
    }
    // What waits for an answer is not complained of as missing.
    const waits = table === 'entities' && !fields.has('kind') && fields.has('nameEn');
    if (sound && !waits) yield this.#incoming(table, fields, place, headers);
  }

  #incoming(
    table: TableName,
    fields: Fields,
    { sheet, row }: Place,
    headers?: ReadonlyMap<string, string>,
  ): Incoming {
    return { table, record: recordFrom(table, fields), line: row, sheet, ...(headers ? { headers } : {}) };
  }

  /** What an entity needs and a row of a spreadsheet seldom has: from what it has. */
  #complete(fields: Fields, sound = true): void {
    const fill = (name: string, from: Why, value: string | undefined): void => {
      if (fields.has(name) || value === undefined) return;
      fields.set(name, value);
      this.#findings.notice('filled', from);
    };
    const given = textOf(fields, 'id');
    if (given !== undefined && !isId(given)) {
      fields.delete('id');
      if (!fields.has('nameEn') && !fields.has('nameZh')) fields.set('nameEn', given);
    }
    fill(
      'nameEn',
      why('notice.field', { field: 'nameEn', from: 'nameZh' }),
      textOf(fields, 'nameZh') ?? textOf(fields, 'id'),
    );
    fill('nameZh', why('notice.field', { field: 'nameZh', from: 'nameEn' }), textOf(fields, 'nameEn'));
    const name = textOf(fields, 'nameEn');
    if (name !== undefined) fill('id', why('notice.id'), this.#parties.idFor(name));
    // What is wrong in a row is told as that, and not asked about besides.
    if (sound && !fields.has('kind') && name !== undefined) {
      const kind = this.#default('kind', name);
      if (kind !== undefined) fields.set('kind', kind);
    }
    const kind = textOf(fields, 'kind');
    fill(
      'summaryEn',
      why('notice.kind', { field: 'summaryEn' }),
      isKind(kind) ? `${KINDS[kind].en}.` : undefined,
    );
    fill(
      'summaryZh',
      why('notice.kind', { field: 'summaryZh' }),
      isKind(kind) ? `${KINDS[kind].zh}。` : undefined,
    );
  }

  #meet(id: string, fields: Fields, aliases: readonly unknown[]): void {
    const [en, zh] = [textOf(fields, 'nameEn') ?? id, textOf(fields, 'nameZh') ?? id];
    this.#parties.add(id, [en, zh, ...aliases.map(String)]);
    this.#names.set(id, { en, zh });
  }

  /** Whom a cell of a claim means; an entity of its own where nobody is called so. */
  *#party(
    fields: Fields,
    field: 'from' | 'to' | 'product' | 'collateral',
    place: Place,
    header: string,
  ): Generator<Incoming> {
    const called = textOf(fields, field);
    if (called === undefined) return;
    const found = this.#parties.find(called);
    if (found.length > 1) {
      this.#findings.wrong(
        place,
        header,
        'link',
        why('link.several', { name: called, list: found.join(', ') }),
      );
      fields.delete(field);
      return;
    }
    const [only] = found;
    if (only !== undefined) {
      fields.set(field, only);
      return;
    }
    const id = this.#parties.idFor(called);
    fields.set(field, id);
    const kind = textOf(fields, `${field}Kind`);
    const entity: Fields = new Map<string, unknown>([
      ['id', id],
      ['nameEn', called],
      ['nameZh', called],
    ]);
    if (kind !== undefined) entity.set('kind', kind);
    this.#complete(entity);
    this.#meet(id, entity, []);
    this.#findings.notice('filled', why('notice.entities'), called);
    if (entity.has('kind')) yield this.#incoming('entities', entity, { ...place, table: 'entities' });
  }

  *#claim({ fields, place, headers }: ClaimRow): Generator<Incoming> {
    const before = this.#findings.problemCount;
    for (const field of ['from', 'to', 'product', 'collateral'] as const)
      yield* this.#party(fields, field, place, headers.get(field) ?? field);
    const [from, to] = [textOf(fields, 'from'), textOf(fields, 'to')];
    const example = `${from ?? '?'} → ${to ?? '?'}`;
    for (const field of ['type', 'modality'] as const)
      if (!fields.has(field)) {
        const value = this.#default(field, example);
        if (value !== undefined) fields.set(field, value);
      }
    const type = textOf(fields, 'type');
    if (type !== undefined && isClaimType(type) && from !== undefined && to !== undefined) {
      const id = textOf(fields, 'id');
      // By all that the row says: the same row is the same claim, another one is another.
      if (id === undefined || !isId(id)) {
        const leg = [from, type.toLowerCase().replaceAll('_', '-'), to].join('-').slice(0, 100);
        fields.set('id', `${leg}-${shortHash(canonicalJson(Object.fromEntries(fields)), 8)}`);
      }
      const [a, b] = [this.#names.get(from), this.#names.get(to)];
      if (!fields.has('summaryEn'))
        fields.set('summaryEn', `${a?.en ?? from} ${CLAIM_TYPES[type].verbEn} ${b?.en ?? to}.`);
      if (!fields.has('summaryZh'))
        fields.set('summaryZh', `${a?.zh ?? from}${CLAIM_TYPES[type].verbZh}${b?.zh ?? to}。`);
    }
    const deal = textOf(fields, 'deal');
    if (deal !== undefined) yield* this.#deal(fields, deal, place);
    yield* this.#evidencing.of(fields, place, headers);
    for (const field of [...fields.keys()]) if (isClaimExtra(field)) fields.delete(field);
    // What waits for an answer is not complained of as missing.
    const open =
      !fields.has('type') || !fields.has('modality') || !fields.has('evidence') || !fields.has('id');
    if (this.#findings.problemCount === before && !(open && this.#findings.questions.length > 0))
      yield this.#incoming('claims', fields, place, headers);
  }

  /** A deal that is only named is one all the same. */
  *#deal(fields: Fields, called: string, place: Place): Generator<Incoming> {
    const id = this.#deals.has(called) ? called : slugOf(called);
    fields.set('deal', id);
    if (this.#deals.has(id)) return;
    this.#deals.add(id);
    this.#findings.notice('filled', why('notice.deals'), called);
    const deal: Fields = new Map([
      ['id', id],
      ['kind', 'other'],
      ['nameEn', called.slice(0, 200)],
      ['nameZh', called.slice(0, 200)],
    ]);
    yield this.#incoming('deals', deal, { ...place, table: 'deals' });
  }
}
