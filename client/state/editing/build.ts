import type { z } from 'zod';
import type { Change } from '../../../server/core/contract/records.ts';
import { Claim } from '../../../server/core/model/claim.ts';
import { Entity } from '../../../server/core/model/entity.ts';
import { Deal, Evidence, Source } from '../../../server/core/model/evidence.ts';
import { keyOf, splitRef } from '../../../server/core/model/ids.ts';
import type { ClaimType } from '../../../server/core/model/registry.ts';
import { isClaimType } from '../../../server/core/model/registry.ts';
import type { StoredEntity } from '../../../server/core/model/stored.ts';
import { type Why, whyOf } from '../../../server/core/model/why.ts';
import { amountIn } from '../format.ts';
import { at, type Draft, partOf, type Values } from './draft.ts';
import { FIELDS, FIGURE_NAMES, FIGURES, measures, type Part } from './fields.ts';

/** What is wrong with a field of a form. */
export type Reason =
  | 'needed'
  | 'number'
  | 'when'
  | 'day'
  | 'address'
  | 'currency'
  | 'language'
  | 'long'
  | 'letters'
  | 'range'
  | 'unit'
  | 'per'
  | 'rate'
  | 'gone'
  | 'other';
export type FieldFault = { readonly field: string; readonly reason: Reason; readonly message: string };

/** What a form's references lead to. */
export type Known = {
  /** The dataset that is written to. */
  readonly dataset: string;
  /** Entities by key: those that the form names, and what stands under their ids in the reader's own dataset. */
  readonly entities: ReadonlyMap<string, StoredEntity>;
  /** Further passages of the claim that is edited, which stay as they are. */
  readonly passages?: readonly string[];
};
type Built = { readonly change: Change; readonly key: string };

const MOST = 96;
/** A text as a part of an id. */
export const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MOST)
    .replace(/^-+|-+$/g, '');
const marked = (words: string, mark: string): string =>
  [slug(words), mark].filter((part) => part !== '').join('-');

const number = (text: string): number =>
  amountIn(text) ?? (/^-?[\d.]+$/.test(text) ? Number(text) : Number.NaN);

/** The record that a part of a form makes, as far as it is filled in. */
function recordOf(part: Part, values: Values, idOf: (key: string) => string): Record<string, unknown> {
  return Object.fromEntries(
    FIELDS[part].flatMap(({ name, control }): [string, unknown][] => {
      const text = values[at(part, name)]?.trim() ?? '';
      if (text === '') return [];
      const lines = () =>
        text
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '');
      switch (control.kind) {
        case 'number':
          return [[name, number(text)]];
        case 'flag':
          return text === 'true' ? [[name, true]] : [];
        case 'lines':
        case 'choices':
        case 'claims':
          return [[name, lines()]];
        case 'entity':
          return [[name, name === 'sameAs' ? text : idOf(text)]];
        default:
          return [[name, text]];
      }
    }),
  );
}

/** A name or sentence in one language stands for both. */
function bothLanguages(record: Record<string, unknown>): Record<string, unknown> {
  const { nameEn, nameZh, summaryEn, summaryZh } = record;
  const filled = {
    nameEn: nameEn ?? nameZh,
    nameZh: nameZh ?? nameEn,
    summaryEn: summaryEn ?? summaryZh,
    summaryZh: summaryZh ?? summaryEn,
  };
  return {
    ...record,
    ...Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== undefined)),
  };
}

/** Only the figures that the form says how they are given. */
function withFigures(record: Record<string, unknown>, values: Values): Record<string, unknown> {
  const figures = { ...record };
  for (const name of FIGURE_NAMES) {
    const { min, max, of } = FIGURES[name];
    const how = values[at('claim', `${name}How`)] ?? '';
    if (how !== 'exactly') delete figures[name];
    if (how !== 'atLeast' && how !== 'between') delete figures[min];
    if (how !== 'upTo' && how !== 'between') delete figures[max];
    if (how === '' && (of !== 'currency' || !values[at('claim', 'priceHow')])) delete figures[of];
  }
  return figures;
}

/** Ids in the reader's own dataset: its own are as they are, things of other datasets get a record that says what they are the same as. */
class Stand {
  readonly #known: Known;
  readonly entities: Record<string, unknown>[] = [];
  readonly gone: string[] = [];
  constructor(known: Known) {
    this.#known = known;
  }
  readonly idOf = (key: string): string => {
    const { dataset, id } = splitRef(key);
    const { dataset: own, entities } = this.#known;
    if (dataset === own) return id;
    const [same, apart] = [id, `${dataset}.${id}`];
    const taken = (as: string) =>
      entities.get(keyOf(own, as)) ?? this.entities.find((made) => made.id === as);
    const there = taken(same);
    const stand = there === undefined || there.sameAs === key ? same : apart;
    if (taken(stand)) return stand;
    const entity = entities.get(key);
    if (!entity) this.gone.push(key);
    else {
      const { dataset: _dataset, ...copy } = entity;
      if ('except' in copy) delete copy.except;
      this.entities.push({ ...copy, id: stand, sameAs: key });
    }
    return stand;
  };
}

const REASONS: Readonly<Record<string, Reason>> = {
  currency: 'currency',
  language: 'language',
  url: 'address',
  archivedUrl: 'address',
};
const RULES: Readonly<Partial<Record<Why['says'], Reason>>> = {
  'rule.bounds': 'range',
  'rule.rate': 'rate',
  'rule.perAlone': 'rate',
  'rule.per': 'per',
  'rule.unit': 'unit',
  'rule.unitAlone': 'unit',
  'rule.currencyAlone': 'unit',
  'value.unseen': 'letters',
};
function reasonOf(issue: z.core.$ZodIssue, part: Part, name: string): Reason {
  const control = FIELDS[part].find((field) => field.name === name)?.control.kind;
  if (issue.code === 'custom') {
    if (control === 'when') return 'when';
    return RULES[whyOf(issue).says] ?? 'other';
  }
  if (issue.code === 'too_big') return 'long';
  if (control === 'number') return 'number';
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value'))
    return 'needed';
  if (issue.code === 'too_small') return 'needed';
  return control === 'day' ? 'day' : (REASONS[name] ?? 'other');
}

/** Puts a form's records together, each checked by the model; what is wrong is said field by field. */
class Records {
  readonly faults: FieldFault[] = [];
  check(schema: z.ZodType, record: Record<string, unknown>, part: Part): Record<string, unknown> {
    const { error } = schema.safeParse(record, { reportInput: true });
    for (const issue of error?.issues ?? []) {
      const [name = ''] = issue.path.map(String);
      // What is wrong with a place is said at its own field.
      if (name !== 'locator') this.say(part, name, reasonOf(issue, part, name), issue.message);
    }
    return record;
  }
  say(part: Part, name: string, reason: Reason, message = ''): void {
    const field = at(part, name);
    if (!this.faults.some((fault) => fault.field === field)) this.faults.push({ field, reason, message });
  }
}

/** Where in its document a passage stands: a number that is none is said where it was written. */
function locatorOf(values: Values, records: Records): unknown {
  const whole = (name: 'line' | 'paragraph'): number => {
    const value = number(values[`evidence.${name}`] ?? '');
    if (!Number.isInteger(value) || value < 1) records.say('evidence', name, 'number');
    return value;
  };
  switch (values['evidence.place']) {
    case 'line':
      return { line: whole('line') };
    case 'paragraph': {
      const section = values['evidence.section']?.trim() ?? '';
      if (section === '') records.say('evidence', 'section', 'needed');
      else if (section.length > 100) records.say('evidence', 'section', 'long');
      return { section, paragraph: whole('paragraph') };
    }
    default:
      return { whole: true };
  }
}

/** The id of a record that a form took from another dataset, or from the reader's own; a new one otherwise. */
function idFor(known: Known, key: string | undefined, fresh: () => string): string {
  if (key === undefined) return fresh();
  const { dataset, id } = splitRef(key);
  return dataset === known.dataset ? id : `${dataset}.${id}`.slice(0, 120);
}

function buildClaim({ values, mark, task }: Draft, known: Known, records: Records): Built {
  const stand = new Stand(known);
  const typed = values['claim.type'];
  const type: ClaimType | undefined = typed !== undefined && isClaimType(typed) ? typed : undefined;
  const entities: Record<string, unknown>[] = [];
  const record = withFigures(bothLanguages(recordOf('claim', values, stand.idOf)), values);
  if (measures(type)) {
    const metric = bothLanguages({ ...recordOf('metric', values, stand.idOf), kind: 'Metric' });
    const id =
      task.edits && typeof record.from === 'string' ? record.from : marked(`${metric.nameEn ?? ''}`, mark);
    record.from = id;
    entities.push(records.check(Entity, { ...metric, id }, 'metric'));
  }
  const claimId =
    task.edits === undefined
      ? marked(`${record.from ?? ''} ${type ?? ''} ${record.to ?? ''}`, mark)
      : splitRef(task.edits).id;
  const evidenceId = values['evidence.id']
    ? splitRef(values['evidence.id']).id
    : marked(`${claimId} says`, '').slice(0, 120);
  const sourceId = idFor(known, values['source.id'], () =>
    marked(`${values['source.publisher'] ?? ''} ${values['source.title'] ?? ''}`, mark),
  );
  // What contradicts it is told by key; claims of the same dataset name each other by id.
  const named = (list: unknown) =>
    Array.isArray(list)
      ? list.map(String).map((key) => (splitRef(key).dataset === known.dataset ? splitRef(key).id : key))
      : undefined;
  for (const field of ['follows', 'about', 'contradicts'] as const)
    if (record[field]) record[field] = named(record[field]);
  const deal = bothLanguages(recordOf('deal', values, stand.idOf));
  const hasDeal = values['deal.id'] !== undefined || Object.keys(deal).length > 0;
  const dealId = idFor(known, values['deal.id'], () => marked(`${deal.nameEn ?? ''}`, mark));
  const claim = {
    ...record,
    id: claimId,
    evidence: [evidenceId, ...(known.passages ?? [])],
    ...(hasDeal ? { deal: dealId } : {}),
  };
  records.check(Claim, claim, 'claim');
  for (const field of ['from', 'to', 'product', 'collateral'] as const)
    if (stand.gone.includes(values[at('claim', field)] ?? '')) records.say('claim', field, 'gone');
  const date = values['source.date'] ? { dateBasis: values['source.dateBasis'] ?? 'stated' } : {};
  const source = { ...recordOf('source', values, stand.idOf), ...date, id: sourceId };
  const evidence = {
    ...recordOf('evidence', values, stand.idOf),
    id: evidenceId,
    source: sourceId,
    locator: locatorOf(values, records),
  };
  return {
    key: keyOf(known.dataset, claimId),
    change: {
      upsert: {
        entities: [...stand.entities, ...entities],
        claims: [claim],
        deals: hasDeal ? [records.check(Deal, { ...deal, id: dealId }, 'deal')] : [],
        sources: [records.check(Source, source, 'source')],
        evidence: [records.check(Evidence, evidence, 'evidence')],
      },
    },
  };
}

function buildEntity({ values, mark, task }: Draft, known: Known, records: Records): Built {
  const stand = new Stand(known);
  const kind = values['entity.kind'];
  const part = partOf(kind);
  const record = bothLanguages(recordOf(part, values, stand.idOf));
  // A name in Chinese alone makes no id: its kind does then.
  const words = `${values[at(part, 'nameEn')] ?? kind ?? ''}`;
  const id = task.edits
    ? splitRef(task.edits).id
    : task.corrects
      ? stand.idOf(task.corrects)
      : marked(words, mark);
  const entity = {
    ...record,
    ...(kind ? { kind } : {}),
    ...(task.corrects ? { sameAs: task.corrects } : {}),
    id,
  };
  records.check(Entity, entity, part);
  return { key: keyOf(known.dataset, id), change: { upsert: { entities: [entity] } } };
}

/** The change that a form asks for, and the key of what it makes; or what is wrong with it. */
export function build(draft: Draft, known: Known): Built | { readonly faults: readonly FieldFault[] } {
  const records = new Records();
  const built =
    draft.task.of === 'claim' ? buildClaim(draft, known, records) : buildEntity(draft, known, records);
  return records.faults.length > 0 ? { faults: records.faults } : built;
}

/** The entities whose records are needed before a form can be put together: what it names, and what its own ids would meet. */
export function neededBy({ values, task }: Draft, own: string): string[] {
  const named = [
    ...(['from', 'to', 'product', 'collateral'] as const).flatMap(
      (field) => values[at('claim', field)] ?? [],
    ),
    ...(task.of === 'entity' && task.corrects ? [task.corrects] : []),
  ];
  const stands = named.flatMap((key) => {
    const { dataset, id } = splitRef(key);
    return dataset === own ? [] : [keyOf(own, id), keyOf(own, `${dataset}.${id}`)];
  });
  return [...new Set([...named, ...stands])];
}
