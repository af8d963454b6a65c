import { z } from 'zod';
import { ClaimShape } from '../../../server/core/model/claim.ts';
import { Day, When } from '../../../server/core/model/dates.ts';
import { Group, Metric, Thing } from '../../../server/core/model/entity.ts';
import { Deal, Evidence, Source } from '../../../server/core/model/evidence.ts';
import { ClaimId, ClaimRef, EntityId, EntityRef } from '../../../server/core/model/ids.ts';
import type { ClaimType, Moves } from '../../../server/core/model/registry.ts';

/** How a field is filled in. All but `choice` and `flag` are text as it is typed. */
export type Control =
  | { readonly kind: 'text' | 'long' | 'number' | 'when' | 'day' | 'flag' | 'lines' | 'entity' | 'claims' }
  | { readonly kind: 'choice' | 'choices'; readonly among: readonly string[] };
export type Field = { readonly name: string; readonly control: Control; readonly needed: boolean };

/** Texts of so many letters and more are written in a box of several lines. */
const LONG = 500;

function unwrapped(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrapped(schema.unwrap())
    : schema;
}
const namesOf = (schema: z.ZodEnum): string[] => schema.options.map(String);

/** How the model's kind of value is filled in; undefined for what a form puts together by itself. */
function controlOf(schema: unknown): Control | undefined {
  const of = unwrapped(schema);
  if (of === When) return { kind: 'when' };
  if (of === Day) return { kind: 'day' };
  if (of === EntityId || of === EntityRef) return { kind: 'entity' };
  if (of instanceof z.ZodEnum) return { kind: 'choice', among: namesOf(of) };
  if (of instanceof z.ZodNumber) return { kind: 'number' };
  if (of instanceof z.ZodBoolean) return { kind: 'flag' };
  if (of instanceof z.ZodArray) {
    const item = unwrapped(of.element);
    if (item instanceof z.ZodEnum) return { kind: 'choices', among: namesOf(item) };
    return { kind: item === ClaimId || item === ClaimRef ? 'claims' : 'lines' };
  }
  if (of instanceof z.ZodURL) return { kind: 'text' };
  if (of instanceof z.ZodString) return { kind: (of.maxLength ?? 0) >= LONG ? 'long' : 'text' };
  return undefined;
}

/** The fields of a record as its schema has them, but for ids and what is left out. */
function fieldsOf(shape: Readonly<Record<string, z.ZodType>>, left: readonly string[] = []): Field[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    const control = name === 'id' || left.includes(name) ? undefined : controlOf(schema);
    return control ? [{ name, control, needed: !schema.safeParse(undefined).success }] : [];
  });
}

/** The parts of a form, each with the fields of its record. A metric is made together with the claim of what it measures. */
export const FIELDS = {
  claim: fieldsOf(ClaimShape.shape, ['evidence', 'deal']),
  thing: fieldsOf(Thing.shape),
  group: fieldsOf(Group.shape, ['except']),
  metric: fieldsOf(Metric.shape, ['sameAs', 'derivedFrom']),
  deal: fieldsOf(Deal.shape),
  source: fieldsOf(Source.shape),
  evidence: fieldsOf(Evidence.shape, ['source', 'locator']),
} as const satisfies Record<string, readonly Field[]>;
export type Part = keyof typeof FIELDS;

/** Figures that stand exactly, or between bounds, with what they are counted in. */
export const FIGURES = {
  amount: { min: 'amountMin', max: 'amountMax', of: 'currency' },
  quantity: { min: 'quantityMin', max: 'quantityMax', of: 'unit' },
  price: { min: 'priceMin', max: 'priceMax', of: 'per' },
} as const;
export type Figure = keyof typeof FIGURES;
export const FIGURE_NAMES: readonly Figure[] = ['amount', 'quantity', 'price'];
const inFigures = new Set<string>(
  FIGURE_NAMES.flatMap((name) => [name, FIGURES[name].min, FIGURES[name].max, FIGURES[name].of]),
);

/** What is asked first of a claim, by what it moves; the rest of the model's fields can be opened. */
const ASKED: Readonly<Record<Moves, readonly string[]>> = {
  money: ['amount', 'product'],
  collateral: ['collateral', 'item', 'quantity'],
  goods: ['product', 'quantity'],
  equity: ['item', 'quantity', 'amount'],
  guarantee: ['amount'],
  nothing: [],
};
/** Fields that every claim is asked, in their order; its ends come before them, its source behind. */
const ALWAYS = ['summaryEn', 'summaryZh', 'modality', 'status', 'start'];
/** What the form puts elsewhere: the type and its ends at the top, contradictions where a claim is corrected. */
const APART = ['type', 'from', 'to', 'contradicts'];

/** The fields of a claim of a type: what is asked at once, and what can be opened. A figure stands for all its fields. */
export function claimFields(moves: Moves): { asked: (Field | Figure)[]; more: (Field | Figure)[] } {
  const plain = FIELDS.claim.filter(({ name }) => !inFigures.has(name) && !APART.includes(name));
  const named = (name: string) => plain.filter((field) => field.name === name);
  const first = ASKED[moves].flatMap((name): (Field | Figure)[] => {
    const figure = FIGURE_NAMES.find((one) => one === name);
    return figure ? [figure] : named(name);
  });
  const asked = [...first, ...ALWAYS.flatMap(named)];
  return { asked, more: [...FIGURE_NAMES, ...plain].filter((field) => !asked.includes(field)) };
}

/** Fields of a source and its passage that are asked at once. */
export const SOURCE_ASKED: readonly string[] = ['title', 'publisher', 'url', 'date', 'grade', 'language'];
export const EVIDENCE_ASKED: readonly string[] = ['says'];
/** Where in its source a passage stands. */
export const PLACES = ['whole', 'line', 'paragraph'] as const;
/** Types whose start is a metric that is made with them. */
export const measures = (type: ClaimType | undefined): boolean => type === 'MEASURES';
