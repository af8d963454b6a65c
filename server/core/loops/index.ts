import { Automaton } from './automaton.ts';
import { boundOf } from './bound.ts';
import { type Core, coreOf } from './core.ts';
import { type Digraph, digraphOf } from './digraph.ts';
import { type Flow, flowFor, type Projection } from './flow.ts';
import { Gather } from './gather.ts';
import { couldGlueOf } from './glue.ts';
import { Legs } from './legs.ts';
import type { Listeners, LoopQuery, LoopRows, LoopSearch, Progress } from './query.ts';
import { rulesOf } from './rules.ts';
import { walkTrails } from './trails.ts';
import { type Traits, traitsOf } from './traits.ts';
import { type View, viewOf } from './view.ts';
import { type Stop, walkLoops } from './walk.ts';

export type { FlowClaim, Projection } from './flow.ts';
export { PatternError } from './pattern.ts';
export type { Listeners, LoopQuery, LoopRow, LoopRows, LoopSearch, Progress } from './query.ts';
export { UNKNOWNS } from './query.ts';
export { ORDERINGS } from './rank.ts';
export type { Stop } from './walk.ts';

/** Told how far it is each time a search has asked so often whether to stop. */
const ASKED_A_REPORT = 1 << 16;

/** What is worked out once for a flow, whichever query comes first. */
const cores = new WeakMap<Flow, Core>();
const graphs = new WeakMap<Flow, Digraph>();
const traits = new WeakMap<Flow, Traits>();

function coreFor(flow: Flow, view: View): Core {
  const { count, from, to } = flow.steps;
  const { steps } = view;
  if (steps) {
    const kept = Int32Array.from({ length: count }, (_, step) => step).filter((step) => steps[step] === 1);
    const { graph, vertices } = coreOf(
      flow.entities.length,
      kept.map((step) => from[step] ?? 0),
      kept.map((step) => to[step] ?? 0),
    );
    return { graph: { ...graph, names: graph.names.map((at) => kept[at] ?? 0) }, vertices };
  }
  const known = cores.get(flow) ?? coreOf(flow.entities.length, from, to);
  cores.set(flow, known);
  return known;
}

/** All steps of a flow, entities under their own numbers: what a search from one entity goes through, without looking at the rest first. */
function graphFor(flow: Flow): Digraph {
  const known = graphs.get(flow) ?? digraphOf(flow.entities.length, flow.steps.from, flow.steps.to);
  graphs.set(flow, known);
  return known;
}

function traitsFor(flow: Flow, view: View): Traits {
  if (view.claims) return traitsOf(flow, view);
  const known = traits.get(flow) ?? traitsOf(flow, view);
  traits.set(flow, known);
  return known;
}

/** The lengths that a query's loops can have. */
function lengthsOf({ minLength, maxLength }: LoopQuery, automaton: Automaton | undefined): number[] {
  const lengths = automaton?.lengths() ?? Array.from({ length: maxLength }, (_, at) => at + 1);
  return lengths.filter((length) => length >= Math.max(2, minLength));
}

/**
 * Finds the loops of a projection: the best under an order, or the first met. `stop` ends the search early; what was found until then
 * is given, with `truncated` and how far the search had come.
 */
export function searchLoops(
  projection: Projection,
  query: LoopQuery,
  stop: Stop = () => false,
  { onFound, onProgress }: Listeners = {},
): LoopSearch {
  const flow = flowFor(projection);
  const nothing: LoopSearch = {
    rows: [],
    truncated: false,
    found: 0,
    counted: true,
    starts: { done: 0, total: 0 },
  };
  const automaton = query.pattern === undefined ? undefined : new Automaton(query.pattern, query.maxLength);
  const lengths = lengthsOf(query, automaton);
  const longest = lengths.at(-1);
  const through = (query.through ?? []).map((key) => flow.numbers.get(key));
  // An entity outside the value flow is in no loop.
  if (longest === undefined || through.includes(undefined)) return nothing;
  const bounded = { ...query, maxLength: longest };
  const view = viewOf(flow, query, automaton?.types);
  const known = traitsFor(flow, view);
  const [start] = through;
  const graph = start === undefined ? coreFor(flow, view).graph : graphFor(flow);
  const couldGlue = query.reading === 'trail' ? couldGlueOf(flow, view.claims) : undefined;
  const gather = new Gather({
    query: bounded,
    lengths: new Set(lengths),
    legs: new Legs(flow, view.claims),
    rules: () => rulesOf(flow, view, known, automaton, bounded),
    bound: boundOf(flow, view, known, bounded),
    couldGlue,
    onFound: query.find === 'first' ? onFound : undefined,
  });
  const starts = { done: 0, total: start === undefined ? graph.size : 1 };
  const progress = (): Progress => ({
    found: gather.found,
    counted: gather.counted,
    starts: { ...starts },
  });
  let timeIsUp = false;
  let asked = 0;
  const halt: Stop = () => {
    asked += 1;
    if (onProgress && asked % ASKED_A_REPORT === 0) onProgress(progress(), () => gather.rows());
    timeIsUp ||= stop();
    return timeIsUp;
  };
  const options = {
    maxLength: longest,
    through: start,
    allowed: start === undefined ? undefined : view.steps,
    stop: halt,
    onStart: (done: number) => {
      starts.done = done;
      onProgress?.(progress(), () => gather.rows());
    },
  };
  const whole = couldGlue ? walkTrails(graph, couldGlue, gather, options) : walkLoops(graph, gather, options);
  if (whole) starts.done = starts.total;
  const reason = timeIsUp ? 'time' : gather.cut ? 'combinations' : gather.more ? 'limit' : undefined;
  const answer = { rows: gather.rows(), ...progress() };
  return reason === undefined ? { ...answer, truncated: false } : { ...answer, truncated: true, reason };
}

/** The best loops of a projection, as `searchLoops`, without what was searched. */
export function findLoops(projection: Projection, query: LoopQuery, stop?: Stop): LoopRows {
  const { rows, truncated, reason } = searchLoops(projection, query, stop);
  return reason === undefined ? { rows, truncated } : { rows, truncated, reason };
}
