import type { LoopQuery, LoopSearch, Projection } from '../core/loops/index.ts';
import type { LoopNews, WhatIfAnswer, WhatIfQuestion } from '../core/operations/index.ts';
import type { PathQuery, PathRows } from '../core/paths/index.ts';

/** What a worker can be asked to compute. */
export type Job =
  /** `listen`: whether someone wants to hear of it while it runs. */
  | { kind: 'loops'; query: LoopQuery; listen: boolean }
  | { kind: 'paths'; query: PathQuery }
  | { kind: 'whatIf'; question: WhatIfQuestion };

/** A job on a projection that the worker either holds by this version or is sent now. */
export type Request = {
  id: number;
  job: Job;
  version: string;
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
  /** It does not hold that version (any longer): ask again with the projection. */
  | { id: number; kind: 'missing' }
  | { id: number; kind: 'failed'; message: string };
