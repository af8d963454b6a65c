import type { Reading, Unknown } from '../../server/core/model/loop.ts';
import type { ClaimType, Grade, Modality, Moves, Status } from '../../server/core/model/registry.ts';
import type { Lines } from './bundles.ts';
import type { Compare } from './compare.ts';
import { allTime, type Filters, noFilters, type Time } from './filters.ts';
import type { Point } from './geometry.ts';
import type { Looks } from './looks/gauges.ts';
import type { Note } from './notes.ts';
import { anyPaths, type PathQuestion } from './paths.ts';
import { type Selection, sameSelection, several } from './selection.ts';

export const LOOP_SORTS = ['bottleneck', 'length', 'order', 'certainty', 'date'] as const;
export type LoopSort = (typeof LOOP_SORTS)[number];
/** What can move along a loop. */
export type Flowing = Exclude<Moves, 'nothing'>;

/** What only the server can tell of a loop. What is absent constrains nothing. */
export type Constraints = {
  readonly stated?: true;
  readonly leastStatus?: Status;
  readonly leastModality?: Modality;
  readonly leastGrade?: Grade;
  readonly ordered?: true;
  /** All legs can have happened within so many days; goes without `ordered`. */
  readonly withinDays?: number;
  readonly minLength?: number;
  /** Only legs of these types; absent means any. */
  readonly types?: readonly ClaimType[];
  /** Parts are taken for what they are part of. */
  readonly rollUp?: true;
  readonly leastAmount?: number;
  /** US dollars where it is absent. */
  readonly currency?: string;
  /** What may be unknown where it is asked about. */
  readonly unknown?: readonly Unknown[];
  /** Entities that no loop may pass through. */
  readonly avoid?: readonly string[];
  readonly pattern?: string;
};

/** As many entities as a question may name on either side. */
export const MOST_NAMED = 20;

export type LoopFilters = {
  readonly reading: Reading;
  readonly exchanges: boolean;
  /** Undefined: as far as the first request reaches. */
  readonly maxLength: number | undefined;
  /** What its legs may move; empty means anything. */
  readonly moves: readonly Flowing[];
  /** Entities that every loop passes through, all of them. */
  readonly through: readonly string[];
  readonly sort: LoopSort;
  readonly constraints: Constraints;
};

export const FORMS = ['graph', 'table', 'flow', 'ledger', 'compareLoops', 'concentration'] as const;
/** What the middle of the page shows. */
export type Form = (typeof FORMS)[number];

export const WIDTHS = ['linear', 'log'] as const;
/** Whether a ribbon is as wide as its sum is large, or grows by the same step with each tenfold sum. */
export type Widths = (typeof WIDTHS)[number];

export type Stage = {
  readonly form: Form;
  /** Loops of the flow picture; empty: those of the list. */
  readonly flow: readonly string[];
  readonly widths: Widths;
  /** Loops picked out to be set side by side. */
  readonly picked: readonly string[];
};

/** Entities that one expansion brought, so that it can be taken back as a whole. */
export type Expansion = { readonly of: string; readonly added: readonly string[] };

/**
 * The one value that the screen is drawn from, beside the data itself: undo, redo and the address derive from it.
 * `placed` is at once what is on the canvas and where.
 */
export type View = {
  /** The reader's own words, on things and on the canvas. */
  readonly notes: readonly Note[];
  /** Which datasets are asked about; empty until it is known what there is. */
  readonly datasets: readonly string[];
  readonly placed: { readonly [key: string]: Point };
  readonly selection: Selection;
  /** Show only what is selected (a loop, or an entity with its neighbours). */
  readonly isolated: boolean;
  readonly loops: LoopFilters;
  readonly filters: Filters;
  readonly time: Time;
  readonly expansions: readonly Expansion[];
  /** How claims between the same two are drawn. */
  readonly lines: Lines;
  /** What entities are sized and coloured by. */
  readonly looks: Looks;
  /** Entities that no layout moves. */
  readonly pinned: readonly string[];
  readonly stage: Stage;
  readonly paths: PathQuestion;
  /** Two sides that are compared with each other. */
  readonly compare?: Compare;
};

export const initialView: View = {
  notes: [],
  datasets: [],
  placed: {},
  selection: { kind: 'none' },
  isolated: false,
  loops: {
    reading: 'trail',
    exchanges: false,
    maxLength: undefined,
    moves: [],
    through: [],
    sort: 'certainty',
    constraints: {},
  },
  filters: noFilters,
  time: allTime,
  expansions: [],
  lines: 'auto',
  looks: {},
  pinned: [],
  stage: { form: 'graph', flow: [], widths: 'log', picked: [] },
  paths: anyPaths,
};

export const select = (view: View, selection: Selection): View =>
  sameSelection(view.selection, selection)
    ? view
    : // Isolation is about one thing: choosing another ends it, except from loop to loop.
      {
        ...view,
        selection,
        isolated: view.isolated && selection.kind !== 'none' && selection.kind === view.selection.kind,
        // The flow picture stays with a loop while its legs and entities are looked at one by one.
        stage:
          selection.kind === 'loop'
            ? { ...view.stage, flow: [selection.id] }
            : selection.kind === 'none'
              ? { ...view.stage, flow: [] }
              : view.stage,
      };

export const place = (view: View, points: { readonly [key: string]: Point }): View => ({
  ...view,
  placed: { ...view.placed, ...points },
});

/** Adds what an expansion brought, with where it goes. */
export const expanded = (view: View, of: string, points: { readonly [key: string]: Point }): View => ({
  ...place(view, points),
  expansions: [...view.expansions, { of, added: Object.keys(points) }],
});

/** What is left of a selection without some entities. */
function left(selection: Selection, gone: ReadonlySet<string>): Selection {
  if (selection.kind === 'entity' && gone.has(selection.key)) return { kind: 'none' };
  // A path with a stop missing is none.
  if (selection.kind === 'path')
    return selection.stops.some((key) => gone.has(key)) ? { kind: 'none' } : selection;
  if (selection.kind !== 'several' || !selection.entities.some((key) => gone.has(key))) return selection;
  return several({ ...selection, entities: selection.entities.filter((key) => !gone.has(key)) });
}

/** Takes entities off the canvas. A selection that goes with them is dropped. */
export function without(view: View, keys: readonly string[]): View {
  const gone = new Set(keys);
  const placed = Object.fromEntries(Object.entries(view.placed).filter(([key]) => !gone.has(key)));
  const selection = left(view.selection, gone);
  return {
    ...view,
    placed,
    selection,
    isolated: view.isolated && selection.kind !== 'none',
    pinned: view.pinned.filter((key) => !gone.has(key)),
    expansions: view.expansions
      .filter(({ of }) => !gone.has(of))
      .map(({ of, added }) => ({ of, added: added.filter((key) => !gone.has(key)) }))
      .filter(({ added }) => added.length > 0),
  };
}

/** What collapsing an entity takes away: what its expansions brought, and what those brought in turn. */
export function broughtBy(view: View, key: string): string[] {
  const found = new Set<string>();
  const queue = [key];
  for (let of = queue.shift(); of !== undefined; of = queue.shift())
    for (const expansion of view.expansions)
      if (expansion.of === of)
        for (const added of expansion.added)
          if (added !== key && !found.has(added)) {
            found.add(added);
            queue.push(added);
          }
  return [...found].filter((added) => Object.hasOwn(view.placed, added));
}
