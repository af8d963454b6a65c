import { parentPort } from 'node:worker_threads';
import { findLoops, type Projection } from '../core/loops/index.ts';
import { findPaths } from '../core/paths/index.ts';
import type { Reply, Request, Started } from './jobs.ts';

/** How many projections are kept: the value flow and the whole graph of one combination of datasets, and one more. */
const HELD = 3;
const held = new Map<string, Projection>();

function remember(version: string, projection: Projection): void {
  held.delete(version);
  held.set(version, projection);
  const [oldest] = held.keys();
  if (held.size > HELD && oldest !== undefined) held.delete(oldest);
}

function answer(request: Request): Reply {
  const { id, job, version, halt } = request;
  if (request.projection) remember(version, request.projection);
  const projection = held.get(version);
  if (!projection) return { id, kind: 'missing' };
  // The clock is the other thread's: asking it costs as much as a step, and a step may also be a loop with thousands of tellings.
  const stop = (): boolean => Atomics.load(halt, 0) === 1;
  switch (job.kind) {
    case 'loops':
      return { id, kind: 'loops', result: findLoops(projection, job.query, stop) };
    case 'paths':
      return { id, kind: 'paths', result: findPaths(projection.claims, job.query, stop) };
  }
}

parentPort?.on('message', (request: Request) => {
  const { id } = request;
  const started: Started = { id, kind: 'started' };
  parentPort?.postMessage(started);
  let reply: Reply;
  try {
    reply = answer(request);
  } catch (error) {
    reply = {
      id,
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
    };
  }
  parentPort?.postMessage(reply);
});
