import { parentPort } from 'node:worker_threads';
import { findLoops, type Projection } from '../core/loops/index.ts';
import { findPaths } from '../core/paths/index.ts';
import type { Reply, Request } from './jobs.ts';

/** How many projections are kept: the value flow and the whole graph of one combination of datasets, and one more. */
const HELD = 3;
/** Asking the clock costs more than a step of a search, so it is asked once in this many. */
const STEPS_A_LOOK = 256;

const held = new Map<string, Projection>();

function remember(version: string, projection: Projection): void {
  held.delete(version);
  held.set(version, projection);
  const [oldest] = held.keys();
  if (held.size > HELD && oldest !== undefined) held.delete(oldest);
}

function stopFor({ budget, cancelled }: Request): () => boolean {
  const end = performance.now() + budget;
  let steps = 0;
  let stopped = false;
  return () => {
    steps += 1;
    if (!stopped && steps % STEPS_A_LOOK === 0)
      stopped = Atomics.load(cancelled, 0) === 1 || performance.now() > end;
    return stopped;
  };
}

function answer(request: Request): Reply {
  const { id, job, version } = request;
  if (request.projection) remember(version, request.projection);
  const projection = held.get(version);
  if (!projection) return { id, kind: 'missing' };
  const stop = stopFor(request);
  switch (job.kind) {
    case 'loops':
      return { id, kind: 'loops', result: findLoops(projection, job.query, stop) };
    case 'paths':
      return { id, kind: 'paths', result: findPaths(projection.claims, job.query, stop) };
  }
}

parentPort?.on('message', (request: Request) => {
  let reply: Reply;
  try {
    reply = answer(request);
  } catch (error) {
    reply = {
      id: request.id,
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
    };
  }
  parentPort?.postMessage(reply);
});
