import { z } from 'zod';
import { When } from '../../server/core/model/dates.ts';
import { CLOCKS } from '../../server/core/model/filter.ts';
import { READINGS, UNKNOWNS } from '../../server/core/model/loop.ts';
import {
  CLAIM_TYPE_NAMES,
  FLOW_TYPES,
  GRADES,
  MODALITIES,
  MOVES,
  STATUSES,
} from '../../server/core/model/registry.ts';
import { LINES } from './bundles.ts';
import { type Compare, compareText, readCompare } from './compare.ts';
import { type Facet, isFacet, type Mute } from './encode.ts';
import { dimmedFacets, type Filters, hiddenFacets, type Sums } from './filters.ts';
import { emptyGraph } from './graph.ts';
import { Gauge, type Looks, SizeGauge } from './looks/gauges.ts';
import { tidied } from './loop-query.ts';
import { Notes } from './notes.ts';
import { packJson, packKeys, unpackJson, unpackKeys } from './packing.ts';
import { PATH_MODES, PATH_WAYS, PATHS, type PathQuestion } from './paths.ts';
import { type Chosen, chosenOf, NOTHING, type Selection, several } from './selection.ts';
import {
  type Constraints,
  FORMS,
  initialView,
  LOOP_SORTS,
  type LoopFilters,
  MOST_NAMED,
  type Stage,
  type View,
  WIDTHS,
} from './view.ts';

/**
 * One part of an address: how it stands in the view, and as text. What the view has by default is left out; a text that is not sound
 * changes nothing. A new field of the view is an entry of PARTS.
 */
export type Part = {
  write(view: View): string | undefined;
  read(text: string, view: View): View;
};

type Written<Value> = {
  /** Reads a text; it may come from anywhere. */
  text: z.ZodType<Value>;
  get: (view: View) => Value | undefined;
  put: (view: View, value: Value) => View;
  write?: (value: Value) => string;
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function part<Value>({ text, get, put, write = String }: Written<Value>): Part {
  const byDefault = get(initialView);
  return {
    write: (view) => {
      const value = get(view);
      return value === undefined || same(value, byDefault) ? undefined : write(value);
    },
    read: (from, view) => {
      const read = text.safeParse(from);
      return read.success ? put(view, read.data) : view;
    },
  };
}

/** The most keys that one part may name. */
const MOST_KEYS = 5_000;
/** The most loops of a flow picture. */
const MOST_LOOPS = 60;
const key = z.string().min(1).max(300);
const words = z.string().trim().min(1).max(300);
const flag = z.literal('1').transform((): boolean => true);
const writeFlag = (): string => '1';
const keys = z
  .string()
  .transform((text): readonly string[] => unpackKeys(text).slice(0, MOST_KEYS))
  .refine(({ length }) => length > 0);
/** Whom a question about loops names. */
const parties = keys.transform((named) => named.slice(0, MOST_NAMED));
const listOf = <Item extends string>(all: readonly Item[]) =>
  z
    .string()
    .transform((text): readonly Item[] =>
      [...new Set(text.split(','))].flatMap((item) => all.find((known) => known === item) ?? []),
    )
    .refine(({ length }) => length > 0);

/** A part of the selection: each kind has a name of its own, which says what is selected in plain words. */
const selected = (kind: Selection['kind'], make: (key: string) => Selection): Part =>
  part({
    text: key,
    get: ({ selection }) => (selection.kind === kind && 'key' in selection ? selection.key : undefined),
    put: (view, of) => ({ ...view, selection: make(of) }),
  });
const severally = (which: keyof Chosen): Part =>
  part({
    text: keys,
    get: ({ selection }) =>
      selection.kind === 'several' && selection[which].length > 0 ? selection[which] : undefined,
    put: (view, found) => {
      const { kind } = view.selection;
      if (kind === 'path') return view;
      const before = kind === 'loop' || kind === 'bundle' ? NOTHING : chosenOf(emptyGraph, view.selection);
      return { ...view, selection: several({ ...before, [which]: found }) };
    },
    write: packKeys,
  });

const inLoops = <Value>(
  name: keyof LoopFilters,
  text: z.ZodType<Value>,
  get: (loops: LoopFilters) => Value | undefined,
  write: (value: Value) => string = String,
): Part =>
  part({
    text,
    get: ({ loops }) => get(loops),
    put: (view, value) => ({ ...view, loops: { ...view.loops, [name]: value } }),
    write,
  });

type AllConstraints = Required<Constraints>;
const constraint = <Name extends keyof Constraints>(
  name: Name,
  text: z.ZodType<AllConstraints[Name]>,
): Part =>
  part<AllConstraints[Name]>({
    text,
    get: ({ loops }) => {
      const constraints: Partial<AllConstraints> = loops.constraints;
      return constraints[name];
    },
    put: (view, value) => ({
      ...view,
      loops: { ...view.loops, constraints: tidied({ ...view.loops.constraints, [name]: value }) },
    }),
  });
/** A part that is not read where another stands against it. */
const unless = (against: (view: View) => boolean, of: Part): Part => ({
  write: of.write,
  read: (text, view) => (against(view) ? view : of.read(text, view)),
});
const on = z.literal('true').transform((): true => true);

const inPaths = <Name extends keyof PathQuestion>(
  name: Name,
  text: z.ZodType<PathQuestion[Name]>,
  write: (value: PathQuestion[Name]) => string = String,
): Part =>
  part<PathQuestion[Name]>({
    text,
    get: ({ paths }) => paths[name],
    put: (view, value) => ({ ...view, paths: { ...view.paths, [name]: value } }),
    write,
  });
/** A path that is selected: its stops in turn, and behind a tilde the claims that it goes along. */
const path: Part = {
  write: ({ selection }) =>
    selection.kind === 'path' ? `${packKeys(selection.stops)}~${packKeys(selection.claims)}` : undefined,
  read: (text, view) => {
    const [stops = [], claims = [], ...more] = text.split('~').map(unpackKeys);
    if (more.length > 0 || stops.length < 2 || stops.length > PATHS.longest + 1 || claims.length === 0)
      return view;
    return { ...view, selection: { kind: 'path', stops, claims: claims.slice(0, MOST_KEYS) } };
  },
};

const muted = (mute: Mute, facetsOf: (filters: Filters) => readonly Facet[]): Part =>
  part({
    text: z
      .string()
      .transform((text): readonly Facet[] => text.split(',').filter(isFacet))
      .refine(({ length }) => length > 0),
    get: ({ filters }) => facetsOf(filters),
    put: (view, facets) => ({
      ...view,
      filters: {
        ...view.filters,
        muted: { ...view.filters.muted, ...Object.fromEntries(facets.map((facet) => [facet, mute])) },
      },
    }),
    write: (facets) => facets.join(','),
  });
const inFilters = (name: 'text' | 'publisher'): Part =>
  part({
    text: words,
    get: ({ filters }) => filters[name],
    put: (view, value) => ({ ...view, filters: { ...view.filters, [name]: value } }),
  });
const inSums = <Name extends keyof Sums>(name: Name, text: z.ZodType<Required<Sums>[Name]>): Part =>
  part<Required<Sums>[Name]>({
    text,
    get: ({ filters }) => {
      const sums: Partial<Required<Sums>> | undefined = filters.sums;
      return sums?.[name];
    },
    put: (view, value) => ({
      ...view,
      filters: { ...view.filters, sums: { ...view.filters.sums, [name]: value } },
    }),
  });
const inTime = (name: 'asOf' | 'during'): Part =>
  part({
    text: When,
    get: ({ time }) => time[name],
    put: (view, value) => ({ ...view, time: { ...view.time, [name]: value } }),
  });
const inLooks = <Name extends keyof Looks>(name: Name, text: z.ZodType<Required<Looks>[Name]>): Part =>
  part<Required<Looks>[Name]>({
    text,
    get: ({ looks }) => {
      const all: Partial<Required<Looks>> = looks;
      return all[name];
    },
    put: (view, value) => ({ ...view, looks: { ...view.looks, [name]: value } }),
  });
const sum = z.string().min(1).transform(Number).pipe(z.number().nonnegative());

const onStage = <Name extends 'form' | 'widths'>(name: Name, text: z.ZodType<Stage[Name]>): Part =>
  part({
    text,
    get: ({ stage }) => stage[name],
    put: (view, value) => ({ ...view, stage: { ...view.stage, [name]: value } }),
  });
/** The loops of the flow picture; that of the loop which is selected need not be named again. */
const flow: Part = {
  write: ({ stage, selection }) =>
    same(stage.flow, selection.kind === 'loop' ? [selection.id] : [])
      ? undefined
      : stage.flow.join(',') || '-',
  read: (text, view) => ({
    ...view,
    stage: { ...view.stage, flow: text === '-' ? [] : text.split(',').slice(0, MOST_LOOPS) },
  }),
};

/** What an address says of a view, in the order in which it says it; positions are `address.ts`'s. */
export const PARTS: Readonly<Record<string, Part>> = {
  in: part({
    text: keys,
    get: ({ datasets }) => datasets,
    put: (view, datasets) => ({ ...view, datasets }),
    write: (datasets) => datasets.join(','),
  }),
  loop: part({
    text: key,
    get: ({ selection }) => (selection.kind === 'loop' ? selection.id : undefined),
    put: (view, id) => ({
      ...view,
      selection: { kind: 'loop', id },
      stage: { ...view.stage, flow: [id] },
    }),
  }),
  entity: selected('entity', (of) => ({ kind: 'entity', key: of })),
  claim: selected('claim', (of) => ({ kind: 'claim', key: of })),
  bundle: selected('bundle', (of) => ({ kind: 'bundle', key: of })),
  entities: severally('entities'),
  claims: severally('claims'),
  path,
  only: part({
    text: flag,
    get: ({ isolated }) => isolated,
    put: (view, isolated) => ({ ...view, isolated }),
    write: writeFlag,
  }),
  reading: inLoops('reading', z.enum(READINGS), ({ reading }) => reading),
  exchanges: inLoops('exchanges', flag, ({ exchanges }) => exchanges, writeFlag),
  through: inLoops('through', parties, ({ through }) => through, packKeys),
  legs: inLoops('maxLength', z.coerce.number().int().min(2).max(12), ({ maxLength }) => maxLength),
  moves: inLoops(
    'moves',
    listOf(MOVES.filter((move) => move !== 'nothing')),
    ({ moves }) => moves,
    (moves) => moves.join(','),
  ),
  // Where there are more loops than are read at once, the order says which are.
  sort: inLoops('sort', z.enum(LOOP_SORTS), ({ sort }) => sort),
  stated: constraint('stated', on),
  status: constraint('leastStatus', z.enum(STATUSES)),
  modality: constraint('leastModality', z.enum(MODALITIES)),
  grade: constraint('leastGrade', z.enum(GRADES)),
  ordered: constraint('ordered', on),
  // One of the two, as a question has but one.
  within: unless(
    ({ loops }) => loops.constraints.ordered === true,
    constraint('withinDays', z.coerce.number().int().min(0).max(100_000)),
  ),
  legsFrom: constraint('minLength', z.coerce.number().int().min(2).max(12)),
  types: constraint('types', listOf(FLOW_TYPES)),
  rollUp: constraint('rollUp', on),
  least: constraint('leastAmount', z.coerce.number().positive().finite()),
  currency: constraint('currency', words),
  // Once it was all of them or none.
  unknown: constraint('unknown', z.union([on.transform(() => UNKNOWNS), listOf(UNKNOWNS)])),
  avoid: constraint('avoid', parties),
  pattern: constraint('pattern', words),
  // Filters and time, in the words of the API where it has them.
  without: muted('hide', hiddenFacets),
  dim: muted('dim', dimmedFacets),
  text: inFilters('text'),
  publisher: inFilters('publisher'),
  sumFrom: inSums('from', sum),
  sumTo: inSums('to', sum),
  sumIn: inSums('currency', z.string().regex(/^[A-Z]{3}$/)),
  by: part({
    text: z.enum(CLOCKS),
    get: ({ time }) => time.by,
    put: (view, by) => ({ ...view, time: { ...view.time, by } }),
  }),
  asOf: inTime('asOf'),
  during: inTime('during'),
  compare: part({
    text: z
      .string()
      .transform(readCompare)
      .pipe(z.custom<Compare>((value) => value !== undefined)),
    get: ({ compare }) => compare,
    put: (view, compare) => ({ ...view, compare }),
    write: compareText,
  }),
  show: onStage('form', z.enum(FORMS)),
  widths: onStage('widths', z.enum(WIDTHS)),
  flow,
  picked: part({
    text: z
      .string()
      .min(1)
      .transform((text): readonly string[] => text.split(',').slice(0, MOST_LOOPS)),
    get: ({ stage }) => stage.picked,
    put: (view, picked) => ({ ...view, stage: { ...view.stage, picked } }),
    write: (picked) => picked.join(','),
  }),
  pathFrom: inPaths('from', key),
  pathTo: inPaths('to', key),
  pathMode: inPaths('mode', z.enum(PATH_MODES)),
  pathLongest: inPaths('longest', z.coerce.number().int().min(1).max(PATHS.longest)),
  pathWay: inPaths('way', z.enum(PATH_WAYS)),
  pathTypes: inPaths('types', listOf(CLAIM_TYPE_NAMES), (types) => types.join(',')),
  notes: part({
    text: z.string().transform(unpackJson).pipe(Notes),
    get: ({ notes }) => notes,
    put: (view, notes) => ({ ...view, notes }),
    write: packJson,
  }),
  lines: part({
    text: z.enum(LINES),
    get: ({ lines }) => lines,
    put: (view, lines) => ({ ...view, lines }),
  }),
  size: inLooks('size', SizeGauge),
  colour: inLooks('colour', Gauge),
  pinned: part({
    text: keys,
    get: ({ pinned }) => pinned,
    put: (view, pinned) => ({ ...view, pinned }),
    write: packKeys,
  }),
};
