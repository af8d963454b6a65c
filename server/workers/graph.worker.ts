import { parentPort } from 'node:worker_threads';
import {
  concentrationOf,
  findLoops,
  type Listeners,
  type LoopRow,
  type Projection,
  searchLoops,
  smallestBreaks,
  whatIf,
} from '../core/loops/index.ts';
import type { LoopNews, WhatIfAnswer, WhatIfQuestion } from '../core/operations/index.ts';
import { findPaths } from '../core/paths/index.ts';
import type { Heard, Reply, Request, Started } from './jobs.ts';

/** How many projections are kept: the value flow and the whole graph of one combination of datasets, and one more. */
const HELD = 3;
/** Rows that are sent on together, and milliseconds between two messages. */
const BUNDLE = 50;
const TELL_MS = 100;
const held = new Map<string, Projection>();

function remember(name: string, projection: Projection): void {
  held.delete(name);
  held.set(name, projection);
  const [oldest] = held.keys();
  if (held.size > HELD && oldest !== undefined) held.delete(oldest);
}

/**
 * Sends on what a search says of itself: rows in bundles, progress now and then, neither so often that telling takes the time of
 * searching. `rest` sends what is left when it is over.
 */
function teller(id: number): Listeners & { rest: () => void } {
  const send = (news: LoopNews): void => {
    const heard: Heard = { id, kind: 'news', news };
    parentPort?.postMessage(heard);
    told = performance.now();
  };
  let rows: LoopRow[] = [];
  let told = performance.now();
  const due = (): boolean => performance.now() - told >= TELL_MS;
  const rest = (): void => {
    if (rows.length > 0) send({ kind: 'found', rows });
    rows = [];
  };
  return {
    rest,
    onFound: (row) => {
      rows.push(row);
      if (rows.length >= BUNDLE || due()) rest();
    },
    onProgress: (progress) => {
      if (!due()) return;
      rest();
      send({ kind: 'progress', progress });
    },
  };
}

/** The loops of a query, which of them go, and what would break them all. */
function takenOut(
  projection: Projection,
  { query, removal, by }: WhatIfQuestion,
  stop: () => boolean,
): WhatIfAnswer {
  const { rows, truncated } = findLoops(projection, query, stop);
  const { whole, goes, stays, entities } = whatIf(projection, query, rows, removal, stop);
  const smallest = smallestBreaks(projection, query, rows, { by, stop });
  return { goes, stays: stays.map(({ id }) => id), entities, smallest, truncated: truncated || !whole };
}

function answer(request: Request): Reply {
  const { id, job, names, halt } = request;
  const [name] = request.projection ? names : names.filter((one) => held.has(one));
  const projection = request.projection ?? held.get(name ?? '');
  if (name === undefined || !projection) return { id, kind: 'missing' };
  // What was asked about last is kept longest.
  remember(name, projection);
  // The clock is the other thread's: asking it costs as much as a step, and a step may also be a loop with thousands of tellings.
  const stop = (): boolean => Atomics.load(halt, 0) === 1;
  switch (job.kind) {
    case 'loops': {
      const listener = job.listen ? teller(id) : undefined;
      const result = searchLoops(projection, job.query, stop, listener);
      listener?.rest();
      return { id, kind: 'loops', result };
    }
    case 'whatIf':
      return { id, kind: 'whatIf', result: takenOut(projection, job.question, stop) };
    case 'concentration': {
      const { query, order } = job.question;
      return { id, kind: 'concentration', result: concentrationOf(projection, query, order, stop) };
    }
    case 'paths':
      return { id, kind: 'paths', result: findPaths(projection, job.query, stop) };
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
