import type { Loop, LoopStep } from '../../server/core/contract/loops.ts';
import { keyOf } from '../../server/core/model/ids.ts';
import { ORDERS } from '../../server/core/model/loop.ts';
import { MODALITIES, STATUSES } from '../../server/core/model/registry.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { claimKey } from './graph.ts';
import type { LoopShape } from './loop-layout.ts';
import type { LoopFilters, LoopSort } from './view.ts';

export type { Loop, LoopStep } from '../../server/core/contract/loops.ts';

/** The ends of a step, as full keys. */
export const stepFrom = (step: LoopStep): string => keyOf(step.claim.dataset, step.from);
export const stepTo = (step: LoopStep): string => keyOf(step.claim.dataset, step.to);

/** The entities of a loop in the order of its legs, the first not repeated at the end. */
export const stopsOf = (loop: Loop): string[] => loop.legs.map(stepFrom);
export const shapeOf = (loop: Loop): LoopShape => ({ id: loop.id, stops: stopsOf(loop) });
export const entitiesOf = (loop: Loop): Set<string> =>
  new Set(loop.legs.flatMap((leg) => [stepFrom(leg), stepTo(leg)]));

/** All claims that a loop shows: its legs, other statements of them, and what they rest on. */
export function claimsOfLoop(loop: Loop): StoredClaim[] {
  return [
    ...loop.legs.flatMap((leg) => [leg.claim, ...leg.alternatives]),
    ...loop.restsOn.map((step) => step.claim),
  ];
}

/** Whether a loop passes the list's filters. */
export const passes = (loop: Loop, filters: LoopFilters): boolean =>
  (filters.reading === 'trail' || loop.reading === 'elementary') &&
  (filters.exchanges || !loop.exchange) &&
  loop.length <= filters.maxLength &&
  (filters.moves.length === 0 ||
    loop.legs.every(({ moves }) => moves !== 'nothing' && filters.moves.includes(moves))) &&
  (filters.through === undefined || entitiesOf(loop).has(filters.through));

/** The smallest "at most" of a loop, to sort by: currencies are not converted, and unknown comes last. */
const bottleneck = (loop: Loop): number =>
  loop.bottleneck.currencies.length === 0
    ? Number.NEGATIVE_INFINITY
    : Math.max(...loop.bottleneck.currencies.map(({ atMost }) => atMost));

const doubt = ({ weakest }: Loop): number =>
  MODALITIES.indexOf(weakest.modality) * 100 +
  (weakest.status === null ? STATUSES.length : STATUSES.indexOf(weakest.status)) * 10 +
  (weakest.basis === 'implied' ? 1 : 0);

const BY: Record<LoopSort, (a: Loop, b: Loop) => number> = {
  bottleneck: (a, b) => bottleneck(b) - bottleneck(a),
  length: (a, b) => b.length - a.length,
  order: (a, b) => ORDERS.indexOf(a.order) - ORDERS.indexOf(b.order),
  certainty: (a, b) => doubt(a) - doubt(b),
};

/** The loops that the list shows, in its order; ties keep the order of the server (surest first). */
export function listed(loops: readonly Loop[], filters: LoopFilters): Loop[] {
  const by = BY[filters.sort];
  // Two unknowns are -Infinity each, whose difference is not a number: they tie.
  return loops.filter((loop) => passes(loop, filters)).sort((a, b) => by(a, b) || 0);
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

export const loopsThroughEntity = (loops: readonly Loop[], key: string): Loop[] =>
  loops.filter((loop) => entitiesOf(loop).has(key));
export const loopsAlongClaim = (loops: readonly Loop[], key: string): Loop[] =>
  loops.filter((loop) =>
    loop.legs.some(
      (leg) => claimKey(leg.claim) === key || leg.alternatives.some((claim) => claimKey(claim) === key),
    ),
  );

/** The loop to begin with: the longest, and among equals the one of which most is known. */
export const longest = (loops: readonly Loop[]): Loop | undefined =>
  [...loops].sort((a, b) => b.length - a.length || a.bottleneck.unknown - b.bottleneck.unknown)[0];
