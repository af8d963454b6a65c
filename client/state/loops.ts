import type { Loop, LoopLeg, LoopStep } from '../../server/core/contract/loops.ts';
import { lumpSum } from '../../server/core/model/claim.ts';
import { keyOf, splitRef } from '../../server/core/model/ids.ts';
import {
  byBottleneck,
  certaintyOf,
  compareRanks,
  doubtOf,
  type Rank,
} from '../../server/core/model/loop-rank.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { canonical, claimKey, fromKey, type Graph, toKey } from './graph.ts';
import type { LoopShape } from './loop-layout.ts';
import { type Asked, needsServer } from './loop-query.ts';
import type { LoopFilters } from './view.ts';

export type { Loop, LoopLeg, LoopStep } from '../../server/core/contract/loops.ts';

type Same = Pick<Graph, 'same'>;

/** Where a leg is rolled up at an end: the whole, from which the loop goes on. */
const wholeAt = (graph: Same, step: LoopStep | LoopLeg, at: 'from' | 'to'): string | undefined => {
  const whole = 'rolledUp' in step ? step.rolledUp.find(({ end }) => end === at)?.whole : undefined;
  return whole === undefined
    ? undefined
    : canonical(graph, splitRef(whole).dataset === undefined ? keyOf(step.claim.dataset, whole) : whole);
};

/** The ends of a step, as full keys; of a leg that is rolled up, the wholes. */
export const stepFrom = (graph: Same, step: LoopStep | LoopLeg): string =>
  wholeAt(graph, step, 'from') ?? fromKey(graph, step.claim);
export const stepTo = (graph: Same, step: LoopStep | LoopLeg): string =>
  wholeAt(graph, step, 'to') ?? toKey(graph, step.claim);

/** The entities of a loop in the order of its legs, the first not repeated at the end. */
export const stopsOf = (graph: Same, loop: Loop): string[] => loop.legs.map((leg) => stepFrom(graph, leg));
export const shapeOf = (graph: Same, loop: Loop): LoopShape => ({
  id: loop.id,
  stops: stopsOf(graph, loop),
});
export const entitiesOf = (graph: Same, loop: Loop): Set<string> =>
  new Set(
    loop.legs.flatMap((leg) => [
      stepFrom(graph, leg),
      stepTo(graph, leg),
      // The parts, too, where the loop goes on from the whole.
      ...(leg.rolledUp.length > 0 ? [fromKey(graph, leg.claim), toKey(graph, leg.claim)] : []),
    ]),
  );

/** All claims that a loop shows: its legs, other statements of them, and what they rest on. */
export function claimsOfLoop(loop: Loop): StoredClaim[] {
  return [
    ...loop.legs.flatMap((leg) => [
      leg.claim,
      ...leg.alternatives,
      ...leg.rolledUp.flatMap(({ partOf }) => partOf.map(({ claim }) => claim)),
    ]),
    ...loop.restsOn.map((step) => step.claim),
  ];
}

/** Whether a loop passes through each of some entities. */
function passesThrough(graph: Same, loop: Loop, keys: readonly string[]): boolean {
  if (keys.length === 0) return true;
  const there = entitiesOf(graph, loop);
  return keys.every((key) => there.has(canonical(graph, key)));
}

/** Whether a loop passes the list's filters. */
export const passes = (graph: Same, loop: Loop, filters: LoopFilters): boolean =>
  (filters.reading === 'trail' || loop.reading === 'elementary') &&
  (filters.exchanges || !loop.exchange) &&
  (filters.maxLength === undefined || loop.length <= filters.maxLength) &&
  (filters.moves.length === 0 ||
    loop.legs.every(({ moves }) => moves !== 'nothing' && filters.moves.includes(moves))) &&
  passesThrough(graph, loop, filters.through);

/** Where a loop stands, by the rule that the server has. By date, it stands as the server gave it. */
function rankOf(loop: Loop, { sort, constraints }: LoopFilters): Rank {
  const { legs, length, weakest, order, bottleneck } = loop;
  const unknown = legs.filter(({ claim }) => lumpSum(claim) === undefined).length;
  const certainty = certaintyOf(order, doubtOf(weakest, unknown), length);
  switch (sort) {
    case 'bottleneck':
      return { primary: byBottleneck(bottleneck, constraints.currency ?? 'USD'), certainty };
    case 'length':
      return { primary: length, certainty };
    case 'date':
      return { primary: 0, certainty: 0 };
    // Whether legs can have happened in turn is what certainty begins with.
    case 'order':
    case 'certainty':
      return { primary: 0, certainty };
  }
}

/** The loops that the list shows, in its order; ties keep the order of the server. */
export function listed(graph: Same, loops: readonly Loop[], filters: LoopFilters): Loop[] {
  const ranked = loops
    .filter((loop) => passes(graph, loop, filters))
    .map((loop) => ({ loop, rank: rankOf(loop, filters) }));
  return ranked.sort((a, b) => compareRanks(a.rank, b.rank)).map(({ loop }) => loop);
}

/** Whether nothing calls a leg of it off. Others are loaded where a date asks for them. */
export const stands = ({ legs }: Loop): boolean => legs.every(({ claim }) => !claim.calledOffBy);

/** The same, where the server says which pass and in what order; until it has said so, as if it were not asked. */
export function listedIn(
  { graph, loops, passing }: { graph: Graph; loops: readonly Loop[]; passing: readonly string[] | undefined },
  view: Asked,
): Loop[] {
  const filters = view.loops;
  if (!needsServer(view) || passing === undefined) return listed(graph, loops.filter(stands), filters);
  const byId = new Map(loops.map((loop) => [loop.id, loop]));
  return passing.flatMap((id) => byId.get(id) ?? []).filter((loop) => passes(graph, loop, filters));
}

/** How many loops have a leg that is so. */
export const countWithLeg = (loops: readonly Loop[], isSo: (leg: LoopLeg) => boolean): number =>
  loops.filter(({ legs }) => legs.some(isSo)).length;

const [ALL_AT_ONCE, CORE] = [26, 20];

/**
 * The entities to begin with: all that are in loops, or where that would be a tangle, those in most loops. Short loops
 * count for more, as a long one is often several short ones in a row. What is then in no loop of the core is left out.
 */
export function coreOf(graph: Same, loops: readonly Loop[]): string[] {
  const weight = new Map<string, number>();
  const members = loops.map((loop) => [...entitiesOf(graph, loop)]);
  members.forEach((keys, index) => {
    for (const key of keys) weight.set(key, (weight.get(key) ?? 0) + 2 ** -(loops[index]?.length ?? 0));
  });
  if (weight.size <= ALL_AT_ONCE) return [...weight.keys()].sort();
  const core = new Set(
    [...weight]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, CORE)
      .map(([key]) => key),
  );
  const closed = new Set(members.filter((keys) => keys.every((key) => core.has(key))).flat());
  // A single long circle is better seen than nothing.
  return (closed.size > 0 ? [...closed] : (members[0] ?? [])).sort();
}

/** What a reader should be warned of in a loop. */
export const MARKS = [
  'allegation',
  'opinion',
  'forecast',
  'estimate',
  'proposed',
  'intended',
  'implied',
] as const;
export type Mark = (typeof MARKS)[number];

export function marksOf(claims: readonly StoredClaim[]): Mark[] {
  return MARKS.filter((mark) =>
    claims.some((claim) => claim.modality === mark || claim.status === mark || claim.basis === mark),
  );
}
export const loopMarks = (loop: Loop): Mark[] => marksOf(loop.legs.map(({ claim }) => claim));

/** A step of the player: what the loop rests on comes first, then its legs in turn. */
export type PlayStep = {
  readonly part: 'rests' | 'leg';
  readonly number: number;
  readonly of: number;
  readonly step: LoopStep;
};

export const playSteps = (loop: Loop): PlayStep[] => [
  ...loop.restsOn.map((step, index) => ({
    part: 'rests' as const,
    number: index + 1,
    of: loop.restsOn.length,
    step,
  })),
  ...loop.legs.map((step, index) => ({
    part: 'leg' as const,
    number: index + 1,
    of: loop.legs.length,
    step,
  })),
];

export const loopsThroughEntity = (graph: Same, loops: readonly Loop[], key: string): Loop[] =>
  loops.filter((loop) => entitiesOf(graph, loop).has(canonical(graph, key)));
export const loopsAlongClaim = (loops: readonly Loop[], key: string): Loop[] =>
  loops.filter((loop) =>
    loop.legs.some(
      (leg) => claimKey(leg.claim) === key || leg.alternatives.some((claim) => claimKey(claim) === key),
    ),
  );

/** The loop to begin with: the longest, and among equals the one of which most is known. */
export const longest = (loops: readonly Loop[]): Loop | undefined =>
  [...loops].sort((a, b) => b.length - a.length || a.bottleneck.unknown - b.bottleneck.unknown)[0];
