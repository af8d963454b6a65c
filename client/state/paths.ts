import { GRAPH_LIMITS } from '../../server/core/contract/graph.ts';
import type { Output } from '../../server/core/contract/index.ts';
import type { ClaimType } from '../../server/core/model/registry.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { claimFilterOf, type Filtered, isFiltered } from './filters.ts';
import { centreOf, distance, type Point, rounded } from './geometry.ts';
import { canonical, claimKey, fromKey, type Graph } from './graph.ts';
import { APART, placeBeside } from './place.ts';
import type { Selection } from './selection.ts';

export const PATH_MODES = ['shortest', 'all'] as const;
export type PathMode = (typeof PATH_MODES)[number];
/** Either way along a claim, or with its arrow only. */
export const PATH_WAYS = ['any', 'out'] as const;
export type PathWay = (typeof PATH_WAYS)[number];
/** The most steps that a path may have, and the most paths that are asked for at once. */
export const PATHS = { longest: 8, most: GRAPH_LIMITS.paths / 2 } as const;

/** What is asked of paths: between whom, how long at most, which way, along what. */
export type PathQuestion = {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly mode: PathMode;
  readonly longest: number;
  readonly way: PathWay;
  /** Only along claims of these types; none means any. */
  readonly types: readonly ClaimType[];
};
export const anyPaths: PathQuestion = {
  from: undefined,
  to: undefined,
  mode: 'shortest',
  longest: 4,
  way: 'any',
  types: [],
};

/** A path by the keys of the entities on it, with the claims of each step: one fewer than stops. */
export type Path = {
  readonly stops: readonly string[];
  readonly steps: readonly (readonly StoredClaim[])[];
};

type Asked = Filtered & { readonly datasets: readonly string[]; readonly paths: PathQuestion };

/** The question as the server is asked it; undefined while an end is missing, or both are one. */
export function pathsAsked(view: Asked) {
  const { from, to, mode, longest, way, types } = view.paths;
  if (from === undefined || to === undefined || from === to) return undefined;
  const { without, ...filter } = claimFilterOf(view);
  return {
    datasets: [...view.datasets],
    from,
    to,
    mode,
    maxLength: longest,
    direction: way,
    ...(types.length > 0 ? { type: [...types] } : {}),
    ...filter,
    ...(without ? { without: [...without] } : {}),
    limit: PATHS.most,
  };
}

/** The paths of an answer, in the keys that stand for things here. */
export const pathsIn = (graph: Graph, { paths }: Pick<Output<'paths'>, 'paths'>): Path[] =>
  paths.map(({ steps }) => ({
    stops: [...steps.slice(0, 1).map(({ from }) => from), ...steps.map(({ to }) => to)].map((key) =>
      canonical(graph, key),
    ),
    steps: steps.map(({ claims }) => claims),
  }));

/**
 * The question about what is selected: between two, or from one; who has asked from one and selects another asks for the way there.
 * The same question where the selection says nothing new.
 */
export function withEnds(question: PathQuestion, chosen: readonly string[]): PathQuestion {
  const [one, other, ...more] = chosen;
  if (one === undefined || more.length > 0) return question;
  const { from, to } = question;
  if (other !== undefined)
    return [from, to].every((end) => end === one || end === other) && from !== to
      ? question
      : { ...question, from: one, to: other };
  if (one === from || one === to) return question;
  return from !== undefined && to === undefined
    ? { ...question, to: one }
    : { ...question, from: one, to: undefined };
}

export const swapped = (question: PathQuestion): PathQuestion => ({
  ...question,
  from: question.to,
  to: question.from,
});

/** What a reader may ask instead where there is no path. */
export type Easing = 'longer' | 'eitherWay' | 'anyType' | 'filters';
export const easings = (view: Filtered & { readonly paths: PathQuestion }): Easing[] => {
  const { longest, way, types } = view.paths;
  return [
    ...(longest < PATHS.longest ? (['longer'] as const) : []),
    ...(way === 'out' ? (['eitherWay'] as const) : []),
    ...(types.length > 0 ? (['anyType'] as const) : []),
    ...(isFiltered(view) ? (['filters'] as const) : []),
  ];
};
export const longer = (longest: number): number => Math.min(PATHS.longest, longest + 2);

/** What a step goes along: each type once, with the arrow or against it, and how many claims say so. */
export type Along = { readonly type: ClaimType; readonly against: boolean; readonly count: number };
export function alongOf(graph: Graph, from: string, claims: readonly StoredClaim[]): Along[] {
  const found = new Map<string, Along>();
  for (const claim of claims) {
    const against = fromKey(graph, claim) !== from;
    const name = `${claim.type} ${against}`;
    found.set(name, { type: claim.type, against, count: (found.get(name)?.count ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => Number(a.against) - Number(b.against));
}

const between = (a: Point, b: Point, share: number): Point =>
  rounded({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });

export const selectionOf = ({ stops, steps }: Path): Selection => ({
  kind: 'path',
  stops,
  claims: [...new Set(steps.flat().map(claimKey))].sort(),
});

/** Where what is missing of a path goes: in a row between the stops that are there, and on from those at its ends. */
export function placesAlong(
  stops: readonly string[],
  placed: { readonly [key: string]: Point },
): Record<string, Point> {
  const first = stops.findIndex((key) => Object.hasOwn(placed, key));
  if (first > 0) {
    // What leads to the first that is there is placed from it.
    const before = placesAlong(stops.slice(0, first + 1).reverse(), placed);
    return { ...before, ...placesAlong(stops.slice(first), { ...placed, ...before }) };
  }
  const all = { ...placed };
  for (const [index, key] of stops.entries()) {
    if (all[key]) continue;
    const before = all[stops[index - 1] ?? ''];
    const next = stops.slice(index).findIndex((stop) => all[stop]);
    const after = next < 0 ? undefined : all[stops[index + next] ?? ''];
    // So far along the way as it is among those that are missing in a row.
    const spot = before && after ? between(before, after, 1 / (next + 1)) : undefined;
    const taken = Object.values(all);
    const free = spot && taken.every((other) => distance(other, spot) >= APART);
    Object.assign(all, free ? { [key]: spot } : placeBeside(spot ?? before ?? centreOf(taken), [key], taken));
  }
  return Object.fromEntries(Object.entries(all).filter(([key]) => !Object.hasOwn(placed, key)));
}
