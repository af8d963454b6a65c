import type { Concentrated, ConcentrationOrdering, MoneySide } from '../../model/concentration.ts';
import { movesOfNumber, type Projection } from '../projection/flow.ts';
import { type FlowLeg, Legs } from '../projection/legs.ts';
import { groundOf, type Prepared, prepare } from '../question/prepare.ts';
import type { LoopQuery, Progress } from '../question/query.ts';
import { viewOf } from '../question/view.ts';
import { walkAll } from '../search/search.ts';
import { doubt } from '../telling/describe.ts';
import type { Stop } from '../walk/walk.ts';
import { Census } from './census.ts';

/** Which entities are wanted: the first so many, by the share in one currency or by loops. */
export type ConcentrationOrder = { sortBy: ConcentrationOrdering; currency: string; limit: number };

export type Concentration = Progress & {
  entities: Concentrated[];
  /** How many entities there are in loops. */
  total: number;
  truncated: boolean;
  reason?: 'time' | 'combinations';
};

/** Claims that state one deal once: what is said of it twice is not paid twice. */
type Deal = { sum: number | undefined; currency: string | null; inside: boolean };

/** The deals of a step: claims of one agreement are several statements of it, and any other claim stands for itself. */
function dealsOf(legs: readonly FlowLeg[], inside: Uint8Array): Deal[] {
  const groups = new Map<string, FlowLeg[]>();
  for (const leg of legs) {
    const name = leg.deal === undefined ? `claim ${leg.key}` : `deal ${leg.deal}`;
    groups.set(name, [...(groups.get(name) ?? []), leg]);
  }
  return [...groups.values()].map((statements) => {
    // Where they disagree, the surest statement that gives a sum is taken. A bound is none.
    const told = statements.filter(({ claim }) => claim.amount !== undefined);
    const surest = told.reduce<FlowLeg | undefined>(
      (best, leg) => (!best || surer(leg, best) ? leg : best),
      undefined,
    );
    return {
      sum: surest?.claim.amount,
      currency: surest?.claim.currency ?? null,
      inside: statements.some(({ number }) => inside[number] === 1),
    };
  });
}

function surer(a: FlowLeg, b: FlowLeg): boolean {
  const [x, y] = [doubt([a]), doubt([b])];
  const at = x.findIndex((value, index) => value !== y[index]);
  return at >= 0 && (x[at] ?? 0) < (y[at] ?? 0);
}

const emptySide = (): MoneySide => ({ known: [], unknown: { all: 0, inside: 0 } });

function add(side: MoneySide, { sum, currency, inside }: Deal): void {
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

/** All money to and from entities in loops, that nothing but the surety of its claims keeps out of the question. */
function sidesOf(
  { flow, query }: Prepared,
  { through, inside }: Census,
): Map<number, { in: MoneySide; out: MoneySide }> {
  const { steps } = flow;
  const sides = new Map<number, { in: MoneySide; out: MoneySide }>();
  for (const [entity, loops] of through.entries())
    if (loops > 0) sides.set(entity, { in: emptySide(), out: emptySide() });
  const { asOf, leastStatus, leastModality, statedOnly, calledOff, withoutClaims, unknown } = query;
  const surety = { asOf, leastStatus, leastModality, statedOnly, calledOff, withoutClaims, unknown };
  const legs = new Legs(flow, viewOf(flow, surety).claims);
  for (let step = 0; step < steps.count; step++) {
    if (movesOfNumber(steps.type[step] ?? 0) !== 'money') continue;
    const out = sides.get(steps.from[step] ?? -1)?.out;
    const into = sides.get(steps.to[step] ?? -1)?.in;
    if (!out && !into) continue;
    for (const deal of dealsOf(legs.step(step).legs, inside)) {
      if (out) add(out, deal);
      if (into) add(into, deal);
    }
  }
  return sides;
}

/** The share of one side that runs inside loops, and below 0 where nothing is known. */
function shareOf({ known }: MoneySide, currency: string): number {
  const sum = known.find((one) => one.currency === currency);
  return sum && sum.all > 0 ? sum.inside / sum.all : -1;
}

function compare(a: Concentrated, b: Concentrated, { sortBy, currency }: ConcentrationOrder): number {
  const shares = sortBy === 'loops' ? 0 : shareOf(b[sortBy], currency) - shareOf(a[sortBy], currency);
  return shares || b.loops - a.loops || (a.entity < b.entity ? -1 : 1);
}

/**
 * For each entity in loops: how many of all loops of a query go through it, and how much of the money known to come to it and go from it
 * does so on their legs. What a query asks of the surety of claims (as of a date, status, modality, basis) is asked of all that money; what
 * it asks of loops only says which legs are inside. Where a search is cut short, loops and what is inside are at least so much.
 */
export function concentrationOf(
  projection: Projection,
  query: LoopQuery,
  order: ConcentrationOrder,
  stop: Stop = () => false,
): Concentration {
  const prepared = prepare(projection, query);
  let timeIsUp = false;
  const isOver = (): boolean => {
    timeIsUp ||= stop();
    return timeIsUp;
  };
  const census = new Census(prepared, isOver);
  const ground = groundOf(prepared);
  const starts = { done: 0, total: ground?.starts ?? 0 };
  if (ground)
    walkAll(prepared, ground, census, {
      maxLength: prepared.query.maxLength,
      stop: isOver,
      onStart: (done) => {
        if (!timeIsUp) starts.done = done;
      },
    });
  census.settle();
  const entities = [...sidesOf(prepared, census)].map(([entity, side]) => ({
    entity: prepared.flow.entities[entity] ?? '',
    loops: census.through[entity] ?? 0,
    ...side,
  }));
  const { cut } = census.teller;
  return {
    entities: entities.sort((a, b) => compare(a, b, order)).slice(0, order.limit),
    total: entities.length,
    found: census.found,
    counted: !timeIsUp,
    starts,
    truncated: timeIsUp || cut,
    ...(timeIsUp ? { reason: 'time' } : cut ? { reason: 'combinations' } : {}),
  };
}
