import { lumpSum } from '../../server/core/model/claim.ts';
import { holds, intervalOf } from '../../server/core/model/dates.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import type { Change, Compare, Side } from './compare.ts';
import { claimKey, claimsAmong, fromKey, type Graph, toKey } from './graph.ts';
import { type Loop, stepFrom, stepTo } from './loops.ts';

/** One statement as it stands on the two sides; several of one leg of one deal count as one, told by the latest. */
export type Statement = { readonly before?: StoredClaim; readonly after?: StoredClaim };
/** A loop that has changed, with what it was. */
export type LoopChange = { readonly change: Change; readonly loop: Loop; readonly was?: Loop };
export type Difference = {
  readonly entities: ReadonlyMap<string, Change>;
  /** By claim. What is on neither side is not here; what is on both and says the same is `same`. */
  readonly claims: ReadonlyMap<string, Change | 'same'>;
  readonly statements: readonly (Statement & { readonly change: Change })[];
  readonly loops: readonly LoopChange[];
};

/** What a saved view shows, by key: such a side is that and no more. */
export type Seen = { readonly entities: ReadonlySet<string>; readonly claims: ReadonlySet<string> };
export type SeenBy = { readonly before?: Seen | undefined; readonly after?: Seen | undefined };

const inSide = (claim: StoredClaim, { datasets, asOf }: Side, seen: Seen | undefined): boolean => {
  if (!datasets.includes(claim.dataset)) return false;
  if (seen) return seen.claims.has(claimKey(claim));
  if (asOf === undefined) return true;
  const [known, day] = [intervalOf(claim.knownOn ?? ''), intervalOf(asOf)];
  return known !== undefined && day !== undefined && known.from <= day.to;
};

/** Whether a claim stood called off on a side. */
export function isOffOn({ calledOffBy, calledOffKnownOn }: StoredClaim, { asOf }: Side): boolean {
  if (!calledOffBy) return false;
  const [off, day] = [intervalOf(calledOffKnownOn ?? ''), intervalOf(asOf ?? '')];
  return day === undefined || (off !== undefined && off.from <= day.to);
}

/** What a claim says of how much and how far, to be told from what another says; not how surely or by whom. */
const saying = (claim: StoredClaim, side: Side): string => {
  const { amount, amountMin, amountMax, currency, quantity, quantityMin, quantityMax, unit } = claim;
  const { price, priceMin, priceMax, per, status, end } = claim;
  const figures = [amount, amountMin, amountMax, currency, quantity, quantityMin, quantityMax, unit];
  return JSON.stringify([figures, price, priceMin, priceMax, per, status, end, isOffOn(claim, side)]);
};

const legOf = (graph: Graph, claim: StoredClaim): string =>
  `${fromKey(graph, claim)} ${claim.type} ${toKey(graph, claim)}`;
/** Statements of one leg of one deal are one; what is of no deal stands by itself. */
const unitOf = (graph: Graph, claim: StoredClaim): string =>
  claim.deal === undefined ? claimKey(claim) : `${claim.dataset}:${claim.deal} ${legOf(graph, claim)}`;

const latest = (claims: readonly StoredClaim[]): StoredClaim | undefined =>
  [...claims].sort((a, b) => {
    const day = ({ knownOn }: StoredClaim): number => intervalOf(knownOn ?? '')?.from ?? -Infinity;
    return (
      day(b) - day(a) ||
      Number(lumpSum(a) === undefined) - Number(lumpSum(b) === undefined) ||
      (a.id < b.id ? -1 : 1)
    );
  })[0];

function unitsOf(graph: Graph, claims: readonly StoredClaim[]): Map<string, StoredClaim[]> {
  const units = new Map<string, StoredClaim[]>();
  for (const claim of claims) {
    const unit = unitOf(graph, claim);
    units.set(unit, [...(units.get(unit) ?? []), claim]);
  }
  return units;
}

/** Whether two claims of different datasets are of one thing: the same leg, begun at a time that both give. */
function sameStart(a: StoredClaim, b: StoredClaim): boolean {
  const [x, y] = [holds(a), holds(b)];
  return (
    a.start !== undefined &&
    b.start !== undefined &&
    x?.orders === true &&
    y?.orders === true &&
    x.from <= y.to &&
    y.from <= x.to
  );
}

type Pair = { before: StoredClaim[]; after: StoredClaim[] };

/**
 * Each statement with what each side has of it. Across datasets one is taken for another only where it alone can be meant: the same
 * parties and type, and one start that both give. Where that is not known they stay two: one gone, one come.
 */
function paired(graph: Graph, before: readonly StoredClaim[], after: readonly StoredClaim[]): Pair[] {
  const [left, right] = [unitsOf(graph, before), unitsOf(graph, after)];
  const pairs = [...new Set([...left.keys(), ...right.keys()])].map(
    (unit): Pair => ({ before: left.get(unit) ?? [], after: right.get(unit) ?? [] }),
  );
  const gone = pairs.filter((pair) => pair.after.length === 0);
  const come = pairs.filter((pair) => pair.before.length === 0);
  const like = (a: Pair, b: Pair): boolean => {
    const [x, y] = [a.before[0], b.after[0]];
    return (
      x !== undefined &&
      y !== undefined &&
      x.dataset !== y.dataset &&
      legOf(graph, x) === legOf(graph, y) &&
      a.before.some((one) => b.after.some((other) => sameStart(one, other)))
    );
  };
  const taken = new Set<Pair>();
  for (const pair of gone) {
    const [match, another] = come.filter((other) => like(pair, other));
    if (!match || another || gone.filter((other) => like(other, match)).length > 1) continue;
    pair.after = match.after;
    taken.add(match);
  }
  return pairs.filter((pair) => !taken.has(pair));
}

function changeOf({ before, after }: Statement, of: Compare): Change | 'same' {
  if (!before) return 'added';
  if (!after) return 'removed';
  return saying(before, of.before) === saying(after, of.after) ? 'same' : 'changed';
}

/** A loop by who does what to whom, so that it is the same in whatever dataset it is told. */
export const signatureOf = (graph: Graph, loop: Loop): string =>
  loop.legs
    .map((leg) => `${stepFrom(graph, leg)} ${leg.type} ${stepTo(graph, leg)}`)
    .sort()
    .join('\n');
const loopSaying = ({ order, weakest, bottleneck, exchange }: Loop): string =>
  JSON.stringify([
    order,
    weakest.status,
    bottleneck.unknown,
    exchange,
    bottleneck.currencies.map(({ currency, atMost }) => [currency, atMost]),
  ]);

function loopChanges(graph: Graph, before: readonly Loop[], after: readonly Loop[]): Difference['loops'] {
  const [left, right] = [before, after].map(
    (loops) => new Map(loops.map((loop): [string, Loop] => [signatureOf(graph, loop), loop])),
  );
  const come = [...(right ?? [])].flatMap(([name, loop]): LoopChange[] => {
    const was = left?.get(name);
    if (!was) return [{ change: 'added', loop }];
    return loopSaying(was) === loopSaying(loop) ? [] : [{ change: 'changed', loop, was }];
  });
  const gone = [...(left ?? [])].flatMap(([name, loop]): LoopChange[] =>
    right?.has(name) ? [] : [{ change: 'removed', loop }],
  );
  return [...gone, ...come];
}

/**
 * What is on one side and not on the other, and what is on both but says otherwise: another figure, status or end, or called off since. Pure.
 * An entity is on a side where a claim of that side names it, or the saved view shows it; it has changed where it is on both and a statement of it has.
 */
export function differenceOf(
  graph: Graph,
  of: Compare,
  loops: { readonly before: readonly Loop[]; readonly after: readonly Loop[] },
  among: ReadonlySet<string>,
  seen: SeenBy = {},
): Difference {
  const all = claimsAmong(graph, among);
  const claims = new Map<string, Change | 'same'>();
  const statements: (Statement & { change: Change })[] = [];
  const sides = { before: new Set(seen.before?.entities), after: new Set(seen.after?.entities) };
  const within = (side: 'before' | 'after') => all.filter((claim) => inSide(claim, of[side], seen[side]));
  const touched = new Set<string>();
  for (const pair of paired(graph, within('before'), within('after'))) {
    const [was, is] = [latest(pair.before), latest(pair.after)];
    const statement = { ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) };
    const change = changeOf(statement, of);
    for (const side of ['before', 'after'] as const)
      for (const claim of pair[side])
        for (const end of [fromKey(graph, claim), toKey(graph, claim)]) {
          sides[side].add(end);
          if (change === 'changed') touched.add(end);
        }
    for (const claim of [...pair.before, ...pair.after]) claims.set(claimKey(claim), change);
    if (change !== 'same') statements.push({ ...statement, change });
  }
  const entities = new Map<string, Change>();
  for (const key of sides.after) if (!sides.before.has(key)) entities.set(key, 'added');
  for (const key of sides.before)
    if (!sides.after.has(key)) entities.set(key, 'removed');
    else if (touched.has(key)) entities.set(key, 'changed');
  return { entities, claims, statements, loops: loopChanges(graph, loops.before, loops.after) };
}
