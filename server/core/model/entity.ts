import { z } from 'zod';
import { When } from './dates.ts';
import { EntityId, EntityRef } from './ids.ts';
import { KINDS, type Kind, ROLES, type Role } from './registry.ts';
import { WORDS } from './why.ts';

/**
 * What no text of ours holds: control characters other than tab and line feed, half surrogates and what XML cannot hold, and the
 * marks that make text run backwards, with which a name can look like another.
 */
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u;
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !UNSEEN.test(value), {
      message: WORDS['value.unseen'],
      params: { code: 'text' },
    });
/** Kinds of named things: every kind but `Group` and `Metric`, which have fields of their own. */
export const isThingKind = (name: string): name is Exclude<Kind, 'Metric' | 'Group'> =>
  Object.hasOwn(KINDS, name) && name !== 'Metric' && name !== 'Group';
export const isRoleName = (name: string): name is Role => Object.hasOwn(ROLES, name);

const common = {
  id: EntityId,
  nameEn: text(200),
  nameZh: text(200),
  /** All scripts and spellings met in sources. */
  aliases: z.array(text(200)).max(50).default([]),
  summaryEn: text(1000),
  summaryZh: text(1000),
  /** The same thing in another dataset, as `dataset:id`. Projections join the two; the records are never merged. */
  sameAs: EntityRef.optional(),
};

/** A named thing: a party, a product, a line of business. */
export const Thing = z.strictObject({
  ...common,
  kind: z.enum(Object.keys(KINDS).filter(isThingKind)),
  /** Second labels. */
  roles: z.array(z.enum(Object.keys(ROLES).filter(isRoleName))).default([]),
  /** Month (1–12) in which the fiscal year ends, where a source says so: it gives `FY2023-Q2` its days. */
  fiscalYearEnd: z.int().min(1).max(12).optional(),
});

/** Parties that a source leaves unnamed. One for one passage or deal, never shared between deals. */
export const Group = z.strictObject({
  ...common,
  kind: z.literal('Group'),
  roles: z.array(z.enum(Object.keys(ROLES).filter(isRoleName))).default([]),
  /** How many there are, where stated. */
  count: z.int().positive().optional(),
  /** Ids of entities that the passage takes out of the group. */
  except: z.array(EntityId).min(1).optional(),
});

/** How a metric's number is to be read. */
export const FORMS = ['level', 'change', 'growth', 'ratio', 'count', 'price'] as const;

/** One observation of one thing; what it measures is said by its one `MEASURES` claim. */
export const Metric = z.strictObject({
  ...common,
  kind: z.literal('Metric'),
  /** What is observed, the same word for the same thing: `market-value`, `revenue`, `shipments`. */
  measure: text(60),
  form: z.enum(FORMS),
  value: z.number().optional(),
  valueMin: z.number().optional(),
  valueMax: z.number().optional(),
  /** `percent`, `times`, `cards`, `tonnes`, `months` …; absent for plain money. */
  unit: text(40).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, WORDS['value.currency'])
    .optional(),
  /** For a price: what it is per. */
  per: text(60).optional(),
  period: When.optional(),
  /** For a growth or change: the period it is counted from. */
  baseline: text(60).optional(),
  approximate: z.boolean().optional(),
  /** The figure as printed. */
  asStated: text(120).optional(),
  /** Ids of the metrics that a source computes this one from, and how. */
  derivedFrom: z.array(EntityId).min(1).optional(),
  formula: text(200).optional(),
});

export const Entity = z.discriminatedUnion('kind', [Thing, Group, Metric]);
export type Entity = z.infer<typeof Entity>;
export type Metric = z.infer<typeof Metric>;
