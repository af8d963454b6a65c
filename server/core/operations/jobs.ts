import {
  Assembly,
  type Concentration,
  concentrationOf,
  findLoops,
  type Listeners,
  type LoopQuery,
  type LoopRow,
  type LoopSearch,
  type Projection,
  type ProjectionPart,
  type RankedTellings,
  rankedTellings,
  searchLoops,
  smallestBreaks,
  type TellingQuestion,
  whatIf,
} from '../loops/index.ts';
import { findPaths, type PathQuery, type PathRows } from '../paths/index.ts';
import type { ConcentrationQuestion, LoopNews, WhatIfAnswer, WhatIfQuestion } from './deps.ts';

/** What a worker can be asked to compute. */
export type Job =
  /** `listen`: whether someone wants to hear of it while it runs. */
  | { kind: 'loops'; query: LoopQuery; listen: boolean }
  | { kind: 'tellings'; question: TellingQuestion }
  | { kind: 'paths'; query: PathQuery }
  | { kind: 'whatIf'; question: WhatIfQuestion }
  | { kind: 'concentration'; question: ConcentrationQuestion };

/** A job on a projection that the worker either holds by one of its names or has been told of under the job's id. */
export type Request = {
  kind: 'ask';
  id: number;
  job: Job;
  /** Any of these projections will do: what they are of, and in which version. One that is told has the first name. */
  names: string[];
};
/** What else a worker is told: a projection for a request, part by part, or that the rest of it will not come. */
export type Told = { kind: 'part'; id: number; part: ProjectionPart } | { kind: 'drop'; id: number };

/** How a job goes. */
export type Heard = { id: number; kind: 'news'; news: LoopNews };
export type Reply =
  | { id: number; kind: 'loops'; result: LoopSearch }
  | { id: number; kind: 'tellings'; result: RankedTellings }
  | { id: number; kind: 'paths'; result: PathRows }
  | { id: number; kind: 'whatIf'; result: WhatIfAnswer }
  | { id: number; kind: 'concentration'; result: Concentration }
  /** It does not hold that projection (any longer): ask again when it has been told. */
  | { id: number; kind: 'missing' }
  | { id: number; kind: 'failed'; message: string };

/**
 * Claims that are kept ready, of all projections together: those of a combination of datasets, a filter and a reach asked about last. One
 * that has more by itself is kept alone.
 */
const KEPT_CLAIMS = 500_000;
/** Rows that are sent on together, and milliseconds between two messages. */
const BUNDLE = 50;
const TELL_MS = 100;
/** Between two times that the best so far are sent, which must be made up and given their claims. */
const BEST_MS = 1000;

/**
 * Sends on what a search says of itself: rows in bundles, progress now and then, neither so often that telling takes the time of
 * searching. The best so far are sent where they are what is asked for, and not the same as last time. `rest` sends what is left when it
 * is over.
 */
function teller(send: (news: LoopNews) => void, { find }: LoopQuery): Listeners & { rest: () => void } {
  let bestTold = Number.NEGATIVE_INFINITY;
  let bestIds = '';
  let rows: LoopRow[] = [];
  let told = performance.now();
  const tell = (news: LoopNews): void => {
    send(news);
    told = performance.now();
  };
  const due = (): boolean => performance.now() - told >= TELL_MS;
  const rest = (): void => {
    if (rows.length > 0) tell({ kind: 'found', rows });
    rows = [];
  };
  return {
    rest,
    onFound: (row) => {
      rows.push(row);
      if (rows.length >= BUNDLE || due()) rest();
    },
    onProgress: (progress, best) => {
      if (!due()) return;
      rest();
      tell({ kind: 'progress', progress });
      if (find === 'first' || performance.now() - bestTold < BEST_MS) return;
      const sofar = best();
      const ids = sofar.map(({ id }) => id).join();
      if (ids !== bestIds) send({ kind: 'best', rows: sofar });
      bestIds = ids;
      bestTold = performance.now();
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

/** What a worker does, in a thread of the server and of the page: keeps projections ready, and computes on them. */
export class Workshop {
  readonly #held = new Map<string, Projection>();
  readonly #arriving = new Map<number, Assembly>();

  hear(told: Told): void {
    if (told.kind === 'drop') return void this.#arriving.delete(told.id);
    const assembly = this.#arriving.get(told.id) ?? new Assembly();
    this.#arriving.set(told.id, assembly);
    assembly.take(told.part);
  }

  /** Never throws: what goes wrong is the reply. */
  answer(request: Request, stop: () => boolean, send: (news: LoopNews) => void): Reply {
    const { id } = request;
    try {
      const projection = this.#projectionFor(request);
      return projection
        ? { id, ...this.#work(projection, request.job, stop, send) }
        : { id, kind: 'missing' };
    } catch (error) {
      return { id, kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }

  #projectionFor({ id, names }: Request): Projection | undefined {
    const told = this.#arriving.get(id)?.projection;
    this.#arriving.delete(id);
    const [name] = told ? names : names.filter((one) => this.#held.has(one));
    const projection = told ?? this.#held.get(name ?? '');
    if (name === undefined || !projection) return undefined;
    // What was asked about last is kept longest.
    this.#held.delete(name);
    this.#held.set(name, projection);
    let kept = [...this.#held.values()].reduce((sum, { claims }) => sum + claims.length, 0);
    for (const [oldest, { claims }] of this.#held) {
      if (kept <= KEPT_CLAIMS || oldest === name) break;
      this.#held.delete(oldest);
      kept -= claims.length;
    }
    return projection;
  }

  #work(projection: Projection, job: Job, stop: () => boolean, send: (news: LoopNews) => void) {
    switch (job.kind) {
      case 'loops': {
        const listener = job.listen ? teller(send, job.query) : undefined;
        const result = searchLoops(projection, job.query, stop, listener);
        listener?.rest();
        return { kind: 'loops' as const, result };
      }
      case 'tellings':
        return { kind: 'tellings' as const, result: rankedTellings(projection, job.question, stop) };
      case 'whatIf':
        return { kind: 'whatIf' as const, result: takenOut(projection, job.question, stop) };
      case 'concentration': {
        const { query, order } = job.question;
        return { kind: 'concentration' as const, result: concentrationOf(projection, query, order, stop) };
      }
      case 'paths':
        return { kind: 'paths' as const, result: findPaths(projection, job.query, stop) };
    }
  }
}
