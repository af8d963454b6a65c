import type { Concentration, LoopQuery, LoopSearch, Projection } from '../core/loops/index.ts';
import type {
  ConcentrationQuestion,
  LoopNews,
  WhatIfAnswer,
  WhatIfQuestion,
} from '../core/operations/index.ts';
import type { PathQuery, PathRows } from '../core/paths/index.ts';

/** What a worker can be asked to compute. */
export type Job =
  /** `listen`: whether someone wants to hear of it while it runs. */
  | { kind: 'loops'; query: LoopQuery; listen: boolean }
  | { kind: 'paths'; query: PathQuery }
  | { kind: 'whatIf'; question: WhatIfQuestion }
  | { kind: 'concentration'; question: ConcentrationQuestion };

/** A job on a projection that the worker either holds by one of its names or is sent now. */
export type Request = {
  id: number;
  job: Job;
  /** Any of these projections will do: what they are of, and in which version. One that is sent has the first name. */
  names: string[];
  projection: Projection | undefined;
  /** One shared flag: 1 when the search should end with what it has, since its time is up or its reader has left. */
  halt: Int32Array;
};

/** Its turn has come: from here on its time counts. */
export type Started = { id: number; kind: 'started' };
/** How it goes. */
export type Heard = { id: number; kind: 'news'; news: LoopNews };

export type Reply =
  | { id: number; kind: 'loops'; result: LoopSearch }
  | { id: number; kind: 'paths'; result: PathRows }
  | { id: number; kind: 'whatIf'; result: WhatIfAnswer }
  | { id: number; kind: 'concentration'; result: Concentration }
  /** It does not hold that projection (any longer): ask again with the projection. */
  | { id: number; kind: 'missing' }
  | { id: number; kind: 'failed'; message: string };
