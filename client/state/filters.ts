import { filters as asks, type ClaimFilter, type Clock, passerOf } from '../../server/core/model/filter.ts';
import type { StoredClaim, StoredEntity } from '../../server/core/model/stored.ts';
import { claimFacets, entityFacets, type Facet, isFacet, type Muted } from './encode.ts';
import { claimKey, claimsAmong, entityAt, fromKey, type Graph, toKey } from './graph.ts';

/** Sums that are looked for. US dollars where no currency is given. */
export type Sums = { readonly from?: number; readonly to?: number; readonly currency?: string };

/** What the reader wants to see. Only what narrows is there: nothing set is everything seen. */
export type Filters = {
  /** Facets that are dimmed or left out: the legend and the tab of filters set the same. */
  readonly muted: Muted;
  readonly text?: string;
  readonly publisher?: string;
  readonly sums?: Sums;
};

/** Which moment the reader looks at. */
export type Time = {
  readonly by: Clock;
  /** The state of things on a date. */
  readonly asOf?: string;
  /** What happened between two dates, as `a/b`. */
  readonly during?: string;
};

export const noFilters: Filters = { muted: {} };
export const allTime: Time = { by: 'known' };
export type Filtered = { readonly filters: Filters; readonly time: Time };

const hasTime = ({ asOf, during }: Time): boolean => asOf !== undefined || during !== undefined;
const hasSums = ({ sums }: Filters): boolean => sums?.from !== undefined || sums?.to !== undefined;
const facetsWith = (muted: Muted, mute: 'dim' | 'hide'): Facet[] =>
  Object.entries(muted).flatMap(([facet, now]) => (now === mute && isFacet(facet) ? [facet] : []));
export const hiddenFacets = ({ muted }: Filters): Facet[] => facetsWith(muted, 'hide').sort();
export const dimmedFacets = ({ muted }: Filters): Facet[] => facetsWith(muted, 'dim').sort();

/** The filter of a view: what the page asks of each claim itself, and the server of each loop and path. */
export function claimFilterOf({ filters, time }: Filtered): ClaimFilter {
  const { text, publisher, sums } = filters;
  const without = hiddenFacets(filters);
  return {
    ...(without.length > 0 ? { without } : {}),
    ...(text === undefined ? {} : { text }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(sums?.from === undefined ? {} : { sumFrom: sums.from }),
    ...(sums?.to === undefined ? {} : { sumTo: sums.to }),
    ...(sums?.currency === undefined ? {} : { sumIn: sums.currency }),
    ...(time.asOf === undefined ? {} : { asOf: time.asOf, asOfBy: time.by }),
    ...(time.during === undefined ? {} : { during: time.during, duringBy: time.by }),
  };
}
export const isFiltered = (view: Filtered): boolean => asks(claimFilterOf(view));

/** How many filters are set: each facet left out is one, time is one. */
export const filterCount = ({ filters, time }: Filtered): number =>
  hiddenFacets(filters).length +
  [filters.text !== undefined, filters.publisher !== undefined, hasSums(filters), hasTime(time)].filter(
    Boolean,
  ).length;

const muteAll = (muted: Muted, facets: readonly Facet[], hide: boolean): Muted => {
  const rest = Object.entries(muted).filter(([facet]) => !facets.some((one) => one === facet));
  return Object.fromEntries([...rest, ...(hide ? facets.map((facet) => [facet, 'hide']) : [])]);
};

/** Leaves facets out, or takes them in again. */
export const withFacets = <V extends Filtered>(view: V, facets: readonly Facet[], hide: boolean): V => ({
  ...view,
  filters: { ...view.filters, muted: muteAll(view.filters.muted, facets, hide) },
});

/** Sets words or sums; an empty value takes them away. */
export function withFilters<V extends Filtered>(
  view: V,
  part: { text?: string | undefined; publisher?: string | undefined; sums?: Sums | undefined },
): V {
  const set = Object.entries({ ...view.filters, ...part }).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const { muted, ...rest } = Object.fromEntries(set) as Filters;
  const filters: Filters = { muted, ...rest };
  const next = { ...view, filters };
  // Who looks for sums does not mean unknown ones, unless they say so.
  const [before, now] = [hasSums(view.filters), hasSums(filters)];
  return before === now ? next : withFacets(next, ['sum:unknown'], now);
}

/** Looks at another moment. Undated claims are left out with the first date set, and are back with none. */
export function withTime<V extends Filtered>(
  view: V,
  part: { by?: Clock; asOf?: string | undefined; during?: string | undefined },
): V {
  const { by, asOf, during } = { ...view.time, ...part };
  const time: Time = {
    by,
    ...(asOf ? { asOf } : {}),
    ...(during ? { during } : {}),
  };
  const next = { ...view, time };
  if (hasTime(view.time) === hasTime(time) && view.time.by === by) return next;
  const without = withFacets(next, ['known:undated', 'holding:undated'], false);
  return hasTime(time) ? withFacets(without, [`${by}:undated`], true) : without;
}

/** Everything is seen again, at full strength. The clock stays: it narrows nothing. */
export const withoutFilters = <V extends Filtered>(view: V): V => ({
  ...view,
  filters: noFilters,
  time: { by: view.time.by },
});

/** Whether a claim passes. Where its ends are loaded, what they are counts. */
export function sieve(graph: Graph, view: Filtered): (claim: StoredClaim) => boolean {
  const filter = claimFilterOf(view);
  if (!asks(filter)) return () => true;
  const passes = passerOf(filter);
  return (claim) =>
    passes({ claim, from: entityAt(graph, fromKey(graph, claim)), to: entityAt(graph, toKey(graph, claim)) });
}

/** What of the canvas is left, and what there is. */
export type Sifted = {
  readonly claims: readonly StoredClaim[];
  readonly left: readonly StoredClaim[];
  readonly entities: readonly StoredEntity[];
  readonly leftEntities: readonly StoredEntity[];
  /** Keys of the entities that are left. */
  readonly leftKeys: readonly string[];
};

/**
 * Keys of entities that go: those of a kind that is left out, and those of which every claim on the canvas goes. One without claims
 * to begin with stays.
 */
export function entitiesGone(
  graph: Graph,
  { filters }: Filtered,
  on: readonly string[],
  claims: readonly StoredClaim[],
  left: readonly StoredClaim[],
): ReadonlySet<string> {
  const hidden = new Set<Facet>(hiddenFacets(filters));
  const ends = (of: readonly StoredClaim[]) =>
    new Set(of.flatMap((claim) => [fromKey(graph, claim), toKey(graph, claim)]));
  const [had, have] = [ends(claims), ends(left)];
  return new Set(
    on.filter((key) => {
      const entity = entityAt(graph, key);
      const out = entity !== undefined && entityFacets(entity).some((facet) => hidden.has(facet));
      return out || (had.has(key) && !have.has(key));
    }),
  );
}

type Placed = Filtered & { readonly placed: Readonly<Record<string, unknown>> };
let last: { graph: Graph; view: Placed; sifted: Sifted } | undefined;

/** Kept until something that it is made of changes, as several parts of the page ask for it. */
export function sifted(graph: Graph, view: Placed): Sifted {
  const same = (name: keyof Placed) => last?.view[name] === view[name];
  if (last?.graph !== graph || !same('placed') || !same('filters') || !same('time'))
    last = { graph, view, sifted: siftedAnew(graph, view) };
  return last.sifted;
}

function siftedAnew(graph: Graph, view: Placed): Sifted {
  // What is not loaded is not drawn, and neither are claims about it.
  const there = Object.keys(view.placed).flatMap((key) => {
    const entity = entityAt(graph, key);
    return entity ? [{ key, entity }] : [];
  });
  const on = there.map(({ key }) => key);
  const claims = claimsAmong(graph, new Set(on));
  const left = claims.filter(sieve(graph, view));
  const gone = entitiesGone(graph, view, on, claims, left);
  const kept = there.filter(({ key }) => !gone.has(key));
  return {
    claims,
    left,
    entities: there.map(({ entity }) => entity),
    leftEntities: kept.map(({ entity }) => entity),
    leftKeys: kept.map(({ key }) => key),
  };
}

/** How many there are of a facet on the canvas, before and after the filters. */
export type FacetCount = { readonly all: number; readonly left: number };
export type FacetCounts = ReadonlyMap<Facet, FacetCount>;

export function facetCounts({ claims, left, entities, leftEntities }: Omit<Sifted, 'leftKeys'>): FacetCounts {
  const counts = new Map<Facet, FacetCount>();
  const count = (facets: readonly Facet[], which: keyof FacetCount) => {
    for (const facet of facets) {
      const now = counts.get(facet) ?? { all: 0, left: 0 };
      counts.set(facet, { ...now, [which]: now[which] + 1 });
    }
  };
  for (const claim of claims) count(claimFacets(claim), 'all');
  for (const claim of left) count(claimFacets(claim), 'left');
  for (const entity of entities) count(entityFacets(entity), 'all');
  for (const entity of leftEntities) count(entityFacets(entity), 'left');
  return counts;
}

/** The publishers of the canvas, those with most claims first, with how many of theirs are left. */
export function publisherCounts({ claims, left }: Sifted): { name: string; all: number; left: number }[] {
  const names = new Map<string, { all: number; left: number }>();
  const kept = new Set(left.map(claimKey));
  for (const claim of claims)
    for (const name of claim.publishers) {
      const now = names.get(name) ?? { all: 0, left: 0 };
      names.set(name, { all: now.all + 1, left: now.left + (kept.has(claimKey(claim)) ? 1 : 0) });
    }
  return [...names]
    .map(([name, counts]) => ({ name, ...counts }))
    .sort((a, b) => b.all - a.all || (a.name < b.name ? -1 : 1));
}
