import { movesOf } from '../../../server/core/model/registry.ts';
import type { StoredClaim } from '../../../server/core/model/stored.ts';
import { isOff } from '../encode.ts';
import { type Filtered, type Sifted, sieve, sifted } from '../filters.ts';
import { fromKey, type Graph, toKey } from '../graph.ts';
import { sumsOf } from '../sums.ts';
import { flowGauge, type Gauge, isNetwork, partsOf } from './gauges.ts';
import { drawnValue, latest, type Observation, observationsIn, seriesOf } from './metrics.ts';

/** How much an entity has of a gauge; `atLeast` where more of it is there that no source puts a figure on. */
export type Level = { readonly value: number; readonly atLeast?: true; readonly from?: Observation };
/** By key. Who is not in it is unknown, which is not zero. */
export type Levels = ReadonlyMap<string, Level>;
export const NO_LEVELS: Levels = new Map();

type Placed = Filtered & { readonly placed: Readonly<Record<string, unknown>> };
type Ends = Pick<Graph, 'same'>;

/** With how many others each entity is joined by a claim that is shown. */
export function degrees(graph: Ends, on: Iterable<string>, claims: readonly StoredClaim[]): Levels {
  const others = new Map<string, Set<string>>([...on].map((key) => [key, new Set<string>()]));
  for (const claim of claims) {
    const [from, to] = [fromKey(graph, claim), toKey(graph, claim)];
    if (from === to) continue;
    others.get(from)?.add(to);
    others.get(to)?.add(from);
  }
  return new Map([...others].map(([key, { size }]) => [key, { value: size }]));
}

/** The money claims that come in, or go out, by entity: what is called off moves nothing, and what stays within one neither. */
function flowing(graph: Ends, claims: readonly StoredClaim[], way: 'in' | 'out') {
  const found = new Map<string, StoredClaim[]>();
  for (const claim of claims) {
    const [from, to] = [fromKey(graph, claim), toKey(graph, claim)];
    if (from === to || movesOf(claim.type) !== 'money' || isOff(claim)) continue;
    const key = way === 'in' ? to : from;
    const together = found.get(key);
    if (together) together.push(claim);
    else found.set(key, [claim]);
  }
  return found;
}

/** What is known to come in, or go out, in one currency. Sums that are not known make of it a lower bound, and alone are nothing. */
export function flows(
  graph: Ends,
  claims: readonly StoredClaim[],
  { way, currency }: { way: 'in' | 'out'; currency: string },
): Levels {
  const levels = new Map<string, Level>();
  for (const [key, own] of flowing(graph, claims, way)) {
    const { sums, unknown } = sumsOf(graph, own);
    const sum = sums.find((one) => one.currency === currency);
    if (sum) levels.set(key, { value: sum.total, ...(unknown > 0 ? { atLeast: true } : {}) });
  }
  return levels;
}

/** The figures of one series of metrics: of each entity the latest. */
function measured(observations: readonly Observation[], series: string): Levels {
  const by = new Map<string, Observation[]>();
  for (const one of observations) {
    if (seriesOf(one.metric) !== series) continue;
    by.set(one.of, [...(by.get(one.of) ?? []), one]);
  }
  return new Map(
    [...by].flatMap(([key, all]): [string, Level][] => {
      const from = latest(all.filter(({ metric }) => drawnValue(metric)));
      const drawn = from && drawnValue(from.metric);
      return drawn ? [[key, { ...drawn, from }]] : [];
    }),
  );
}

/** What is measured of entities on the canvas, as far as filters and time leave it. */
export function observationsOn(graph: Graph, view: Placed): Observation[] {
  const passes = sieve(graph, view);
  return observationsIn(graph).filter(({ of, claim }) => Object.hasOwn(view.placed, of) && passes(claim));
}

const worked = new WeakMap<Sifted, Map<Gauge, Levels>>();
/**
 * The levels of what is shown, where they are quickly worked out: of what filters and time leave of the canvas. Those of the network are
 * a worker's.
 */
export function levelsOf(graph: Graph, view: Placed, gauge: Gauge): Levels {
  const seen = sifted(graph, view);
  const known = worked.get(seen) ?? new Map<Gauge, Levels>();
  worked.set(seen, known);
  const before = known.get(gauge);
  if (before) return before;
  const levels = levelsAnew(graph, view, seen, gauge);
  known.set(gauge, levels);
  return levels;
}

function levelsAnew(graph: Graph, view: Placed, seen: Sifted, gauge: Gauge): Levels {
  if (isNetwork(gauge)) return NO_LEVELS;
  const parts = partsOf(gauge);
  switch (parts.of) {
    case 'in':
    case 'out':
      return flows(graph, seen.left, { way: parts.of, currency: parts.currency });
    case 'metric':
      return measured(observationsOn(graph, view), parts.series);
    default:
      return degrees(graph, seen.leftKeys, seen.left);
  }
}

/** What there is to choose among: currencies of the sums on the canvas, those with most claims first, and series of metrics. */
export function gaugesFor(graph: Graph, view: Placed) {
  const { left } = sifted(graph, view);
  const { sums } = sumsOf(
    graph,
    left.filter((claim) => !isOff(claim)),
  );
  const series = new Map<string, Observation[]>();
  for (const one of observationsOn(graph, view)) {
    if (!drawnValue(one.metric)) continue;
    const name = seriesOf(one.metric);
    series.set(name, [...(series.get(name) ?? []), one]);
  }
  return {
    flows: sums.flatMap(({ currency }) => [flowGauge('in', currency), flowGauge('out', currency)]),
    series: [...series.values()].sort((a, b) => b.length - a.length),
  };
}

/** What a worker needs to know of the network: entities, and who is joined to whom, along the arrows, each once. */
export type Network = {
  readonly keys: readonly string[];
  readonly links: readonly (readonly [string, string])[];
};
export function networkOf(graph: Graph, view: Placed): Network {
  const seen = sifted(graph, view);
  const keys = [...seen.leftKeys].sort();
  const on = new Set(keys);
  const links = new Map<string, readonly [string, string]>();
  for (const claim of seen.left) {
    const [from, to] = [fromKey(graph, claim), toKey(graph, claim)];
    if (from !== to && on.has(from) && on.has(to)) links.set(`${from} ${to}`, [from, to]);
  }
  return { keys, links: [...links].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, link]) => link) };
}
