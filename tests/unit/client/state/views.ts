import fc from 'fast-check';
import { LINES } from '../../../../client/state/bundles.ts';
import type { Side } from '../../../../client/state/compare.ts';
import { isFacet, MUTES, NODE_CLASSES } from '../../../../client/state/encode.ts';
import { Gauge, SizeGauge } from '../../../../client/state/looks/gauges.ts';
import type { Note } from '../../../../client/state/notes.ts';
import { PATH_MODES, PATH_WAYS, PATHS } from '../../../../client/state/paths.ts';
import { several } from '../../../../client/state/selection.ts';
import {
  broughtBy,
  expanded,
  FORMS,
  initialView,
  LOOP_SORTS,
  place,
  select,
  type View,
  WIDTHS,
  without,
} from '../../../../client/state/view.ts';
import { CLOCKS } from '../../../../server/core/model/filter.ts';
import { READINGS, UNKNOWNS } from '../../../../server/core/model/loop.ts';
import {
  CLAIM_TYPE_NAMES,
  FLOW_TYPES,
  GRADES,
  MODALITIES,
  MOVES,
  STATUSES,
} from '../../../../server/core/model/registry.ts';

/** Random views, for what must hold of every one. */

const id = fc.stringMatching(/^[a-z0-9](?:[a-z0-9.-]{0,12}[a-z0-9])?$/);
export const key = fc
  .tuple(fc.constantFrom('a-1', 'b.2', 'c'), id)
  .map(([dataset, of]) => `${dataset}:${of}`);
const point = fc.record({
  x: fc.integer({ min: -10_000_000, max: 10_000_000 }),
  y: fc.integer({ min: -3000, max: 3000 }),
});
const keys = fc.uniqueArray(key, { maxLength: 6 });
const facet = fc.constantFrom(
  ...[
    ...NODE_CLASSES.map((of) => `class:${of}`),
    ...MOVES.map((of) => `moves:${of}`),
    ...GRADES.map((of) => `grade:${of}`),
  ].filter(isFacet),
);
const words = fc.constantFrom('2023-06', 'INVESTS_IN (A|B)? & =#%+', '英偉達 ✓', 'a,b;c_d*e');
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

const selection = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  key.map((of) => ({ kind: 'entity' as const, key: of })),
  key.map((of) => ({ kind: 'claim' as const, key: of })),
  key.map((of) => ({ kind: 'bundle' as const, key: of })),
  id.map((of) => ({ kind: 'loop' as const, id: of })),
  fc.tuple(keys, keys).map(([entities, claims]) => several({ entities, claims })),
  fc
    .tuple(
      fc.uniqueArray(key, { minLength: 2, maxLength: PATHS.longest + 1 }),
      fc.uniqueArray(key, { minLength: 1, maxLength: 6 }),
    )
    .map(([stops, claims]) => ({ kind: 'path' as const, stops, claims })),
);
const constraints = fc
  .record({
    stated: maybe(fc.constant(true as const)),
    leastStatus: maybe(fc.constantFrom(...STATUSES)),
    leastModality: maybe(fc.constantFrom(...MODALITIES)),
    leastGrade: maybe(fc.constantFrom(...GRADES)),
    ordered: maybe(fc.constant(true as const)),
    withinDays: maybe(fc.integer({ min: 0, max: 100_000 })),
    minLength: maybe(fc.integer({ min: 2, max: 12 })),
    types: maybe(fc.uniqueArray(fc.constantFrom(...FLOW_TYPES), { minLength: 1 })),
    rollUp: maybe(fc.constant(true as const)),
    leastAmount: maybe(fc.constantFrom(1, 2.5, 1e12)),
    currency: maybe(fc.constantFrom('USD', 'EUR')),
    unknown: maybe(fc.subarray([...UNKNOWNS], { minLength: 1 })),
    avoid: maybe(fc.uniqueArray(key, { minLength: 1, maxLength: 5 })),
    pattern: maybe(words),
  })
  // One of the two: commands set no other.
  .map(
    ({ withinDays, ...all }) =>
      present(all.ordered ? all : { ...all, withinDays }) as View['loops']['constraints'],
  );

const filters = fc
  .record({
    muted: fc.dictionary(facet, fc.constantFrom(...MUTES), { noNullPrototype: true }),
    text: maybe(words),
    publisher: maybe(words),
    sums: maybe(
      fc
        .record({
          from: maybe(fc.constantFrom(0, 2.5e9)),
          to: maybe(fc.constant(1e12)),
          currency: maybe(fc.constant('EUR')),
        })
        .map(present)
        .filter((sums) => Object.keys(sums).length > 0),
    ),
  })
  .map((all) => present(all) as View['filters']);
const time = fc
  .record({
    by: fc.constantFrom(...CLOCKS),
    asOf: maybe(fc.constantFrom('2023', '2023-06-30')),
    during: maybe(fc.constantFrom('2023-01/2023-06', '2023/..')),
  })
  .map((all) => present(all) as View['time']);
const gauge = fc
  .constantFrom(
    'degree',
    'pagerank',
    'community',
    'in:USD',
    'out:none',
    'metric:revenue;growth;percent;;;;quarter',
  )
  .map((text) => Gauge.parse(text));
const looks = fc
  .record({
    size: maybe(gauge.filter((of) => of !== 'community').map((of) => SizeGauge.parse(of))),
    colour: maybe(gauge),
  })
  .map((all) => present(all) as View['looks']);
const side = fc.constantFrom<Side>(
  { datasets: ['a-1'] },
  { datasets: ['c'], saved: 'v-1' },
  { datasets: ['a-1', 'b.2'], asOf: '2024-02' },
);

const note: fc.Arbitrary<Note> = fc.record({
  id: fc.integer({ min: 1, max: 99 }).map((at) => `n${at}`),
  text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  on: fc.oneof(
    fc.record({ kind: fc.constantFrom('entity' as const, 'claim' as const), key }),
    fc.record({ kind: fc.constant('loop' as const), key: id }),
    fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -9, max: 9 }) }),
  ),
});

export const anyView: fc.Arbitrary<View> = fc
  .record({
    datasets: fc.uniqueArray(fc.constantFrom('a-1', 'b.2', 'c'), { minLength: 1 }),
    placed: fc.dictionary(key, point, { maxKeys: 40, noNullPrototype: true }),
    selection,
    isolated: fc.boolean(),
    lines: fc.constantFrom(...LINES),
    looks,
    loops: fc.record({
      reading: fc.constantFrom(...READINGS),
      exchanges: fc.boolean(),
      maxLength: maybe(fc.integer({ min: 2, max: 12 })),
      moves: fc.uniqueArray(fc.constantFrom('money' as const, 'goods' as const, 'equity' as const)),
      through: fc.uniqueArray(key, { maxLength: 3 }),
      sort: fc.constantFrom(...LOOP_SORTS),
      constraints,
    }),
    filters,
    time,
    compare: maybe(fc.record({ before: side, after: side })),
    expansions: fc.array(fc.record({ of: key, added: fc.uniqueArray(key, { minLength: 1, maxLength: 4 }) }), {
      maxLength: 4,
    }),
    pinned: keys,
    notes: fc.uniqueArray(note, { maxLength: 4, selector: ({ id }) => id }),
    paths: fc.record({
      from: maybe(key),
      to: maybe(key),
      mode: fc.constantFrom(...PATH_MODES),
      longest: fc.integer({ min: 1, max: PATHS.longest }),
      way: fc.constantFrom(...PATH_WAYS),
      types: fc.uniqueArray(fc.constantFrom(...CLAIM_TYPE_NAMES), { maxLength: 3 }),
    }),
    stage: fc.record({
      form: fc.constantFrom(...FORMS),
      widths: fc.constantFrom(...WIDTHS),
      flow: fc.uniqueArray(id, { maxLength: 3 }),
      picked: fc.uniqueArray(id, { maxLength: 3 }),
    }),
  })
  .map(({ expansions, compare, ...rest }) => ({
    ...rest,
    ...(compare ? { compare } : {}),
    // What an expansion brought is on the canvas, save what it was made of.
    placed: {
      ...rest.placed,
      ...Object.fromEntries(expansions.flatMap(({ added }) => added.map((of) => [of, { x: 7, y: -7 }]))),
    },
    expansions,
  }));

const few = fc.constantFrom('d:a', 'd:b', 'd:c', 'd:d', 'd:e');
/** What commands do to a view. */
export const anyStep: fc.Arbitrary<(view: View) => View> = fc.oneof(
  fc.tuple(few, fc.float({ noNaN: true, min: -900, max: 900 })).map(
    ([of, x]) =>
      (view: View) =>
        place(view, { [of]: { x, y: 3 } }),
  ),
  fc.tuple(few, few).map(
    ([of, other]) =>
      (view: View) =>
        expanded(view, of, { [other]: { x: 4, y: 0.25 } }),
  ),
  few.map((of) => (view: View) => without(view, [of, ...broughtBy(view, of)])),
  few.map((of) => (view: View) => select(view, { kind: 'entity', key: of })),
  fc.boolean().map((isolated) => (view: View) => ({ ...view, isolated })),
  looks.map((of) => (view: View) => ({ ...view, looks: of })),
  constraints.map((asked) => (view: View) => ({ ...view, loops: { ...view.loops, constraints: asked } })),
  fc.constant(() => initialView),
);
