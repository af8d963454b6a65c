import { type Flow, flowFor, type Projection } from '../projection/flow.ts';
import { type CouldGlue, couldGlueOf } from '../projection/glue.ts';
import { type FlowLeg, Legs } from '../projection/legs.ts';
import { type Core, coreOf } from '../walk/core.ts';
import { type Digraph, digraphOf } from '../walk/digraph.ts';
import { Automaton } from './automaton.ts';
import type { LoopQuery, RolledEnd } from './query.ts';
import { rolledEnds, rolledUpFor } from './rollup.ts';
import { type Rule, rulesOf } from './rules.ts';
import { type Traits, traitsOf } from './traits.ts';
import { type View, viewOf } from './view.ts';

/** A query made ready to be asked of a flow. */
export type Prepared = {
  /** As asked, with no longer loops than there can be. */
  query: LoopQuery;
  flow: Flow;
  view: View;
  traits: Traits;
  legs: Legs;
  /** The lengths that its loops can have. */
  lengths: ReadonlySet<number>;
  /** For trails, whose steps can be arranged in several ways. */
  couldGlue: CouldGlue | undefined;
  /** Where a leg is told of a part and taken for the whole. */
  rolledEnds: (leg: FlowLeg) => RolledEnd[];
  /** Makes a set of rules, with a walk of its own. */
  rules: () => Rule[];
};

/** What is worked out once for a flow, whichever query comes first. */
const cores = new WeakMap<Flow, Core>();
const graphs = new WeakMap<Flow, Digraph>();
const allTraits = new WeakMap<Flow, Traits>();

function once<T>(known: WeakMap<Flow, T>, flow: Flow, make: () => T): T {
  const value = known.get(flow) ?? make();
  known.set(flow, value);
  return value;
}

/** The part of a flow that loops can be in, as far as a query lets it be used. */
export function coreFor(flow: Flow, { steps }: View): Core {
  const { count, from, to } = flow.steps;
  if (!steps) return once(cores, flow, () => coreOf(flow.entities.length, from, to));
  const kept = Int32Array.from({ length: count }, (_, step) => step).filter((step) => steps[step] === 1);
  const { graph, vertices } = coreOf(
    flow.entities.length,
    kept.map((step) => from[step] ?? 0),
    kept.map((step) => to[step] ?? 0),
  );
  return { graph: { ...graph, names: graph.names.map((at) => kept[at] ?? 0) }, vertices };
}

/** All steps of a flow, entities under their own numbers: what a search from one entity goes through, without looking at the rest first. */
const graphFor = (flow: Flow): Digraph =>
  once(graphs, flow, () => digraphOf(flow.entities.length, flow.steps.from, flow.steps.to));

/** Where the walks of a query go, and from how many starts. */
export type Ground = {
  graph: Digraph;
  /** The one entity that all of them are entered by. */
  through: number | undefined;
  allowed: Uint8Array | undefined;
  starts: number;
};

/** Undefined where there can be none: no length is left, or an entity that they should go through is outside the value flow. */
export function groundOf({ flow, view, query, lengths }: Prepared): Ground | undefined {
  const wanted = (query.through ?? []).map((key) => flow.numbers.get(key));
  if (lengths.size === 0 || wanted.includes(undefined)) return undefined;
  const [through] = wanted;
  if (through !== undefined) return { graph: graphFor(flow), through, allowed: view.steps, starts: 1 };
  const { graph } = coreFor(flow, view);
  return { graph, through, allowed: undefined, starts: graph.size };
}

export function prepare(projection: Projection, query: LoopQuery): Prepared {
  const rolled = query.rollUp ? rolledUpFor(projection, query) : undefined;
  const flow = flowFor(rolled?.projection ?? projection);
  const automaton = query.pattern === undefined ? undefined : new Automaton(query.pattern, query.maxLength);
  const lengths = (automaton?.lengths() ?? Array.from({ length: query.maxLength }, (_, at) => at + 1)).filter(
    (length) => length >= Math.max(2, query.minLength),
  );
  const bounded = { ...query, maxLength: Math.max(0, ...lengths) };
  const view = viewOf(flow, query, automaton?.types);
  const traits = view.claims ? traitsOf(flow, view) : once(allTraits, flow, () => traitsOf(flow, view));
  return {
    query: bounded,
    flow,
    view,
    traits,
    legs: new Legs(flow, view.claims),
    lengths: new Set(lengths),
    couldGlue: query.reading === 'trail' ? couldGlueOf(flow, view.claims) : undefined,
    rolledEnds: (leg) => (rolled ? rolledEnds(leg, projection, rolled) : []),
    rules: () => rulesOf(flow, view, traits, automaton, bounded),
  };
}
