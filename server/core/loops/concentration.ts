import { lumpSum } from '../model/claim.ts';
import { keyOf } from '../model/ids.ts';
import { doubt } from './describe.ts';
import { type Flow, flowFor, movesOfNumber, type Projection } from './flow.ts';
import { type FlowLeg, Legs } from './legs.ts';
import type { LoopRow } from './query.ts';

/** Money on one side of an entity. Currencies are not added up, and an unknown sum is not a sum of zero. */
export type Side = {
  /** For each currency, all that is known to flow and what of it flows on legs of loops. */
  known: { currency: string | null; all: number; inside: number }[];
  /** Deals whose sum is not known. */
  unknown: { all: number; inside: number };
};

export type Concentration = {
  /** Its key. */
  entity: string;
  /** Loops that pass through it. */
  loops: number;
  in: Side;
  out: Side;
};

/** Claims that state one deal once: what is said of it twice is not paid twice. */
type Deal = { sum: number | undefined; currency: string | null; inside: boolean };

/** The deals of a step: claims of one agreement are several statements of it, and any other claim stands for itself. */
function dealsOf(legs: readonly FlowLeg[], inside: ReadonlySet<string>): Deal[] {
  const groups = new Map<string, FlowLeg[]>();
  for (const leg of legs) {
    const name = leg.deal === undefined ? `claim ${leg.key}` : `deal ${leg.deal}`;
    groups.set(name, [...(groups.get(name) ?? []), leg]);
  }
  return [...groups.values()].map((statements) => {
    // Where they disagree, the surest statement that gives a sum is taken.
    const told = statements.filter(({ claim }) => lumpSum(claim) !== undefined);
    const surest = told.reduce<FlowLeg | undefined>(
      (best, leg) => (!best || surer(leg, best) ? leg : best),
      undefined,
    );
    return {
      sum: surest && lumpSum(surest.claim),
      currency: surest?.claim.currency ?? null,
      inside: statements.some(({ key }) => inside.has(key)),
    };
  });
}

function surer(a: FlowLeg, b: FlowLeg): boolean {
  const [x, y] = [doubt([a]), doubt([b])];
  const at = x.findIndex((value, index) => value !== y[index]);
  return at >= 0 && (x[at] ?? 0) < (y[at] ?? 0);
}

const emptySide = (): Side => ({ known: [], unknown: { all: 0, inside: 0 } });

function add(side: Side, { sum, currency, inside }: Deal): void {
  if (sum === undefined) {
    side.unknown.all += 1;
    if (inside) side.unknown.inside += 1;
    return;
  }
  let known = side.known.find((one) => one.currency === currency);
  if (!known) {
    known = { currency, all: 0, inside: 0 };
    side.known.push(known);
  }
  known.all += sum;
  if (inside) known.inside += sum;
}

/** How many rows pass through each entity, by its number. */
function loopsThrough(
  flow: Flow,
  rows: readonly LoopRow[],
  claimOf: ReadonlyMap<string, number>,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { legs } of rows) {
    const met = new Set(
      legs.flatMap(({ claim }) => {
        const number = claimOf.get(claim);
        return number === undefined ? [] : [flow.steps.from[flow.steps.ofClaim[number] ?? 0] ?? 0];
      }),
    );
    for (const entity of met) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  }
  return counts;
}

/**
 * For each entity of some loops: how many of them pass through it, and how much of the money known to come to it and go from it does so on
 * their legs, out of all the value flow that nothing called off, whatever a query left out. In most loops first.
 */
export function concentrationOf(projection: Projection, rows: readonly LoopRow[]): Concentration[] {
  const flow = flowFor(projection);
  const { steps } = flow;
  const inside = new Set(
    rows.flatMap(({ legs }) => legs.flatMap(({ claim, alternatives }) => [claim, ...alternatives])),
  );
  const claimOf = new Map<string, number>();
  for (const [number, claim] of flow.claims.entries()) {
    const key = keyOf(claim.dataset, claim.id);
    if (inside.has(key)) claimOf.set(key, number);
  }
  const loops = loopsThrough(flow, rows, claimOf);
  const sides = new Map([...loops.keys()].map((entity) => [entity, { in: emptySide(), out: emptySide() }]));
  const legs = new Legs(flow, undefined);
  for (let step = 0; step < steps.count; step++) {
    if (movesOfNumber(steps.type[step] ?? 0) !== 'money') continue;
    const out = sides.get(steps.from[step] ?? -1)?.out;
    const into = sides.get(steps.to[step] ?? -1)?.in;
    if (!out && !into) continue;
    const told = legs.step(step).legs.filter(({ claim, key }) => !claim.calledOffBy || inside.has(key));
    for (const deal of dealsOf(told, inside)) {
      if (out) add(out, deal);
      if (into) add(into, deal);
    }
  }
  return [...sides]
    .map(([entity, side]) => ({
      entity: flow.entities[entity] ?? '',
      loops: loops.get(entity) ?? 0,
      ...side,
    }))
    .sort((a, b) => b.loops - a.loops || (a.entity < b.entity ? -1 : 1));
}
