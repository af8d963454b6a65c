import type { z } from 'zod';
import { Fault } from '../contract/errors.ts';
import { CONTRACT, type OperationName } from '../contract/index.ts';
import type { Operation } from '../contract/operation.ts';
import { claim } from './claims.ts';
import { cypher, cypherConsole, cypherEvents } from './cypher.ts';
import { datasets, health, schema } from './datasets.ts';
import type { Deps } from './deps.ts';
import { entity, entityClaims, expand, search, subgraph } from './entities.ts';
import { loopEvents, loops, whatIf } from './loops.ts';
import { paths } from './paths.ts';
import { save, saved, savedList, savedRemove, savedRestore } from './saved.ts';

export type { Compute, Deps, LoopNews, WhatIfAnswer, WhatIfQuestion } from './deps.ts';

/** An operation as a transport calls it: what came in is parsed before anything else sees it. */
export type Run<Answer> = (deps: Deps, raw: unknown, signal: AbortSignal) => Promise<Answer>;

const implement =
  <In extends z.ZodType, Out extends z.ZodType>(
    { input, writes }: Operation<In, Out>,
    run: (deps: Deps, input: z.output<In>, signal: AbortSignal) => Promise<z.output<Out>>,
  ): Run<z.output<Out>> =>
  async (deps, raw, signal) => {
    if (writes && deps.about.readOnly)
      throw new Fault('forbidden', 'Writing is switched off on this server: nothing can be saved here.');
    return run(deps, input.parse(raw), signal);
  };

/** An operation that is told as it goes. */
export type Tell = (deps: Deps, raw: unknown, signal: AbortSignal) => AsyncIterable<object>;

const implementEvents =
  <In extends z.ZodType>(
    { input }: Operation<In>,
    tell: (deps: Deps, input: z.output<In>, signal: AbortSignal) => AsyncIterable<object>,
  ): Tell =>
  (deps, raw, signal) =>
    tell(deps, input.parse(raw), signal);

/** What each operation of the contract does. */
export const OPERATIONS = {
  health: implement(CONTRACT.health, health),
  datasets: implement(CONTRACT.datasets, datasets),
  schema: implement(CONTRACT.schema, schema),
  search: implement(CONTRACT.search, search),
  entity: implement(CONTRACT.entity, entity),
  entityClaims: implement(CONTRACT.entityClaims, entityClaims),
  expand: implement(CONTRACT.expand, expand),
  subgraph: implement(CONTRACT.subgraph, subgraph),
  claim: implement(CONTRACT.claim, claim),
  paths: implement(CONTRACT.paths, paths),
  loops: implement(CONTRACT.loops, loops),
  whatIf: implement(CONTRACT.whatIf, whatIf),
  cypher: implement(CONTRACT.cypher, cypher),
  cypherConsole: implement(CONTRACT.cypherConsole, cypherConsole),
  savedList: implement(CONTRACT.savedList, savedList),
  saved: implement(CONTRACT.saved, saved),
  save: implement(CONTRACT.save, save),
  savedRemove: implement(CONTRACT.savedRemove, savedRemove),
  savedRestore: implement(CONTRACT.savedRestore, savedRestore),
} satisfies Record<OperationName, Run<unknown>>;

/** Those that can be had as a stream of events as well. */
export const EVENTS: Partial<Record<OperationName, Tell>> = {
  loops: implementEvents(CONTRACT.loops, loopEvents),
  cypher: implementEvents(CONTRACT.cypher, cypherEvents),
};
