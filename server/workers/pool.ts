import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Fault } from '../core/contract/errors.ts';
import {
  type Compute,
  computeBy,
  type Heard,
  type Job,
  type LoopNews,
  namesOf,
  type Projected,
  Replaced,
  type Reply,
  type Told,
} from '../core/operations/index.ts';
import type { Sent, Started } from './jobs.ts';

/** How long one search may take before it ends with what it has. */
const BUDGET_MS = 10_000;
/** Searches that may wait for their turn; one more is told to come back later. */
const MAX_WAITING = 32;

export type PoolOptions = { threads?: number; budgetMs?: number };

/** What is to be told while a request is under way: that its turn has come, and how it goes. */
type Watch = { start: () => void; hear: (news: LoopNews) => void };
type Pending = Watch & { settle: (reply: Reply) => void; fail: (error: Error) => void };

/** One thread, with the searches that it has been given. Started at once, so that the first reader does not wait; again after it dies. */
class Thread {
  #worker: Worker | undefined;
  readonly #pending = new Map<number, Pending>();

  constructor() {
    this.#start();
  }

  get load(): number {
    return this.#pending.size;
  }

  ask(request: Extract<Sent, { kind: 'ask' }>, watch: Watch): Promise<Reply> {
    const worker = this.#worker ?? this.#start();
    return new Promise((settle, fail) => {
      this.#pending.set(request.id, { ...watch, settle, fail });
      worker.postMessage(request);
    });
  }

  tell(told: Told): void {
    this.#worker?.postMessage(told);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./start.mjs', import.meta.url), {
      workerData: { start: new URL('./graph.worker.ts', import.meta.url).href },
    });
    worker.on('message', (reply: Reply | Started | Heard) => {
      if (reply.kind === 'started') return this.#pending.get(reply.id)?.start();
      if (reply.kind === 'news') return this.#pending.get(reply.id)?.hear(reply.news);
      this.#pending.get(reply.id)?.settle(reply);
      this.#pending.delete(reply.id);
    });
    const lose = (error: Error): void => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const { fail } of this.#pending.values()) fail(error);
      this.#pending.clear();
    };
    worker.on('error', (error) => lose(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => lose(new Error('the worker ended')));
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }
}

/** Reads a projection and sends it on as it comes, so that this thread never has all of it, nor is held up by it. */
async function tellProjection(
  thread: Thread,
  id: number,
  { read, version }: Projected,
  signal: AbortSignal,
): Promise<void> {
  try {
    await read(async (part) => {
      if (signal.aborted) throw new Fault('cancelled', 'The search was cancelled.');
      // Kept under the name of a version that is not its own, it would answer for that version ever after.
      if (part.kind === 'head' && part.version !== version) throw new Replaced();
      thread.tell({ kind: 'part', id, part });
      await nextTurn();
    });
  } catch (error) {
    thread.tell({ kind: 'drop', id });
    throw error;
  }
}

/**
 * Searches on threads of their own, so that none holds up the thread that answers requests. A projection is read and sent
 * only to a thread that does not hold it in that version yet.
 */
export function computePool({ threads = 2, budgetMs = BUDGET_MS }: PoolOptions = {}): Compute & {
  close(): Promise<void>;
} {
  const pool = Array.from({ length: threads }, () => new Thread());
  let last = 0;

  async function run(
    job: Job,
    projection: Projected,
    signal: AbortSignal,
    hear: (news: LoopNews) => void = () => {},
  ) {
    const [thread] = [...pool].sort((a, b) => a.load - b.load);
    if (!thread || thread.load >= MAX_WAITING)
      throw new Fault('too_many', 'Too many searches are waiting. Try again in a moment.', {
        retryAfterSeconds: 5,
      });
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const halt = (): void => void Atomics.store(flag, 0, 1);
    let timer: NodeJS.Timeout | undefined;
    const start = (): void => {
      clearTimeout(timer);
      timer = setTimeout(halt, budgetMs);
    };
    if (signal.aborted) halt();
    signal.addEventListener('abort', halt, { once: true });
    try {
      const id = ++last;
      const request = { kind: 'ask' as const, id, job, names: namesOf(projection), halt: flag };
      let reply = await thread.ask(request, { start, hear });
      if (reply.kind === 'missing' && !signal.aborted) {
        clearTimeout(timer);
        await tellProjection(thread, id, projection, signal);
        reply = await thread.ask(request, { start, hear });
      }
      if (signal.aborted) throw new Fault('cancelled', 'The search was cancelled.');
      if (reply.kind === 'missing' || reply.kind === 'failed')
        throw new Error(reply.kind === 'failed' ? reply.message : 'the worker lost the projection');
      return reply;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', halt);
    }
  }

  return {
    ...computeBy(run),
    close: async () => {
      await Promise.all(pool.map((thread) => thread.stop()));
    },
  };
}
