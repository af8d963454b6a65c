import type { LoopQuery, LoopRows, Projection } from '../core/loops/index.ts';
import type { PathQuery, PathRows } from '../core/paths/index.ts';

/** What a worker can be asked to compute. */
export type Job = { kind: 'loops'; query: LoopQuery } | { kind: 'paths'; query: PathQuery };

/** A job on a projection that the worker either holds by this version or is sent now. */
export type Request = {
  id: number;
  job: Job;
  version: string;
  projection: Projection | undefined;
  /** Milliseconds after which the search ends with what it has. */
  budget: number;
  /** One shared flag: 1 when the reader has left. */
  cancelled: Int32Array;
};

export type Reply =
  | { id: number; kind: 'loops'; result: LoopRows }
  | { id: number; kind: 'paths'; result: PathRows }
  /** It does not hold that version (any longer): ask again with the projection. */
  | { id: number; kind: 'missing' }
  | { id: number; kind: 'failed'; message: string };
