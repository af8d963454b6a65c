import { GRADES, MODALITIES, STATUSES } from '../../server/core/model/registry.ts';
import { listIn, readFilters, readTime, writeFilters } from './address-filters.ts';
import { type Compare, compareText, readCompare } from './compare.ts';
import { sameDatasets } from './datasets.ts';
import { allTime, type Filters, noFilters, type Time } from './filters.ts';
import type { Lang } from './format.ts';
import { tidied } from './loop-query.ts';
import { isLang } from './prefs.ts';
import { type Selection, several } from './selection.ts';
import {
  type Constraints,
  FORMS,
  initialView,
  LOOP_SORTS,
  type LoopSort,
  type Stage,
  type View,
  WIDTHS,
} from './view.ts';

/** What an address says. Everything is optional: an address without a fragment is a fresh start. */
export type Address = {
  lang?: Lang;
  /** The datasets asked about; absent: those that are shown first. */
  datasets?: string[];
  selection?: Selection;
  /** Entities on the canvas; absent: those of the loops. */
  on?: string[];
  isolated?: boolean;
  reading?: 'elementary' | 'trail';
  exchanges?: boolean;
  through?: string;
  /** The longest loops. */
  legs?: number;
  sort?: LoopSort;
  constraints?: Constraints;
  /** Entities that no layout moves. */
  pinned?: string[];
  stage?: Partial<Stage>;
  filters?: Filters;
  time?: Time;
  /** The two sides that are compared. */
  compare?: Compare;
};

const MOST = 500;
/** The longest loops that can be asked for. */
const LONGEST = 12;
/** The most loops that an address names. */
const MOST_LOOPS = 60;

/** What a fresh start shows: that need not be spelt out. */
export type Start = { readonly datasets: readonly string[]; readonly home: readonly string[] };

/** What constraints are called in an address. */
const NAMES = {
  stated: 'stated',
  leastStatus: 'status',
  leastModality: 'modality',
  leastGrade: 'grade',
  ordered: 'ordered',
  leastAmount: 'least',
  currency: 'currency',
  unknown: 'unknown',
  avoid: 'avoid',
  pattern: 'pattern',
} as const satisfies Record<keyof Constraints, string>;

function readConstraints(parts: URLSearchParams): Constraints {
  const text = (name: keyof Constraints) => parts.get(NAMES[name]) || undefined;
  const on = (name: keyof Constraints) => (parts.get(NAMES[name]) === 'true' ? (true as const) : undefined);
  const one = <T extends string>(name: keyof Constraints, of: readonly T[]) =>
    of.find((value) => value === parts.get(NAMES[name]));
  const least = Number(text('leastAmount'));
  return tidied({
    stated: on('stated'),
    leastStatus: one('leastStatus', STATUSES),
    leastModality: one('leastModality', MODALITIES),
    leastGrade: one('leastGrade', GRADES),
    ordered: on('ordered'),
    leastAmount: least > 0 && Number.isFinite(least) ? least : undefined,
    currency: text('currency'),
    unknown: on('unknown'),
    avoid: text('avoid'),
    pattern: text('pattern'),
  });
}

/** What the middle of the page shows. The loop that is selected need not be named again. */
function writeStage(parts: URLSearchParams, { stage, selection }: View): void {
  if (stage.form !== initialView.stage.form) parts.set('show', stage.form);
  const own = selection.kind === 'loop' ? selection.id : '';
  if (stage.flow.length > 0 && stage.flow.join() !== own) parts.set('flow', stage.flow.join(','));
  if (stage.widths !== initialView.stage.widths) parts.set('widths', stage.widths);
}

function readStage(parts: URLSearchParams): Partial<Stage> {
  const form = FORMS.find((name) => name === parts.get('show'));
  const widths = WIDTHS.find((name) => name === parts.get('widths'));
  const loop = parts.get('loop');
  const flow = listIn(parts, 'flow').slice(0, MOST_LOOPS);
  return {
    ...(form ? { form } : {}),
    ...(widths ? { widths } : {}),
    ...(flow.length > 0 ? { flow } : loop ? { flow: [loop] } : {}),
  };
}

/** Writes the view as a fragment. */
export function writeAddress(view: View, lang: Lang, { datasets, home }: Start): string {
  const parts = new URLSearchParams();
  parts.set('lang', lang);
  if (!sameDatasets(view.datasets, datasets)) parts.set('in', [...view.datasets].sort().join(','));
  const { selection, loops } = view;
  if (selection.kind === 'loop') parts.set('loop', selection.id);
  else if (selection.kind === 'several') {
    if (selection.entities.length > 0) parts.set('entities', selection.entities.join(','));
    if (selection.claims.length > 0) parts.set('claims', selection.claims.join(','));
  } else if (selection.kind !== 'none') parts.set(selection.kind, selection.key);
  if (view.isolated) parts.set('only', '1');
  if (loops.reading !== initialView.loops.reading) parts.set('reading', loops.reading);
  if (loops.exchanges) parts.set('exchanges', '1');
  if (loops.through !== undefined) parts.set('through', loops.through);
  if (loops.maxLength !== undefined) parts.set('legs', String(loops.maxLength));
  // Where there are more loops than are read at once, the order says which are.
  if (loops.sort !== initialView.loops.sort) parts.set('sort', loops.sort);
  for (const [name, value] of Object.entries(loops.constraints))
    parts.set(NAMES[name as keyof Constraints], String(value));
  writeStage(parts, view);
  writeFilters(parts, view);
  if (view.compare) parts.set('compare', compareText(view.compare));
  const on = Object.keys(view.placed).sort();
  if (on.length > 0 && on.join() !== [...home].sort().join()) parts.set('on', on.join(','));
  if (view.pinned.length > 0) parts.set('pinned', view.pinned.join(','));
  // These are plain in a fragment; encoded they make a link unreadable.
  return `#${parts.toString().replace(/%(3A|2C|40|7E)/g, decodeURIComponent)}`;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export function readAddress(fragment: string): Address {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const address: Address = {};
  const lang = parts.get('lang');
  if (isLang(lang)) address.lang = lang;
  const datasets = listIn(parts, 'in');
  if (datasets.length > 0) address.datasets = datasets;
  for (const kind of ['entity', 'claim', 'bundle'] as const) {
    const key = parts.get(kind);
    if (key) address.selection = { kind, key };
  }
  const loop = parts.get('loop');
  if (loop) address.selection = { kind: 'loop', id: loop };
  const chosen = several({
    entities: listIn(parts, 'entities').slice(0, MOST),
    claims: listIn(parts, 'claims').slice(0, MOST),
  });
  if (chosen.kind !== 'none') address.selection = chosen;
  if (parts.get('only') === '1') address.isolated = true;
  const reading = parts.get('reading');
  if (reading === 'elementary' || reading === 'trail') address.reading = reading;
  if (parts.get('exchanges') === '1') address.exchanges = true;
  const through = parts.get('through');
  if (through) address.through = through;
  const legs = Number(parts.get('legs'));
  if (Number.isInteger(legs) && legs >= 2 && legs <= LONGEST) address.legs = legs;
  const sort = LOOP_SORTS.find((name) => name === parts.get('sort'));
  if (sort) address.sort = sort;
  const constraints = readConstraints(parts);
  if (Object.keys(constraints).length > 0) address.constraints = constraints;
  const stage = readStage(parts);
  if (Object.keys(stage).length > 0) address.stage = stage;
  const filters = readFilters(parts);
  if (!same(filters, noFilters)) address.filters = filters;
  const time = readTime(parts);
  if (!same(time, allTime)) address.time = time;
  const compare = readCompare(parts.get('compare') ?? '');
  if (compare) address.compare = compare;
  const on = listIn(parts, 'on');
  if (on.length > 0) address.on = on.slice(0, MOST);
  const pinned = listIn(parts, 'pinned');
  if (pinned.length > 0) address.pinned = pinned.slice(0, MOST);
  return address;
}

/** The view that an address asks for, as far as it can be said before the data is there. */
export const viewOf = (address: Address): View => ({
  ...initialView,
  selection: address.selection ?? initialView.selection,
  isolated: address.isolated ?? false,
  pinned: address.pinned ?? [],
  ...(address.compare ? { compare: address.compare } : {}),
  loops: {
    ...initialView.loops,
    reading: address.reading ?? initialView.loops.reading,
    exchanges: address.exchanges ?? false,
    through: address.through,
    maxLength: address.legs,
    sort: address.sort ?? initialView.loops.sort,
    constraints: address.constraints ?? {},
  },
  stage: { ...initialView.stage, ...address.stage },
  filters: address.filters ?? noFilters,
  time: address.time ?? allTime,
});
