import {
  type Compute,
  computeBy,
  type Heard,
  type LoopNews,
  namesOf,
  type Projected,
  type Reply,
  type Request,
} from '../../server/core/operations/index.ts';
import { ApiError } from './errors.ts';

/** What one search after another is done on. */
class Thread {
  #worker: Worker | undefined;

  get worker(): Worker {
    this.#worker ??= new Worker(new URL('../workers/search.worker.ts', import.meta.url), { type: 'module' });
    return this.#worker;
  }

  /** A search looks at no message while it runs, and a file shares no memory with its worker: to give one up is to end the thread. */
  async ask(request: Request, signal: AbortSignal, hear: (news: LoopNews) => void): Promise<Reply> {
    signal.throwIfAborted();
    const worker = this.worker;
    const over = new AbortController();
    return new Promise<Reply>((resolve, reject) => {
      const drop = (error: Error): void => {
        worker.terminate();
        this.#worker = undefined;
        reject(error);
      };
      signal.addEventListener('abort', () => drop(new DOMException('Given up.', 'AbortError')), {
        signal: over.signal,
      });
      worker.onerror = (event) => drop(new ApiError('internal', event.message));
      worker.onmessage = ({ data }: MessageEvent<Reply | Heard>) =>
        data.kind === 'news' ? hear(data.news) : resolve(data);
      worker.postMessage(request);
    }).finally(() => over.abort());
  }

  async tell(id: number, { read }: Projected): Promise<void> {
    const { worker } = this;
    await read(async (part) => worker.postMessage({ kind: 'part', id, part }));
  }
}

/** Searches on a thread of the page, one after the other, for data that the page brought along. */
export function computeInWorker(): Compute {
  const thread = new Thread();
  let last = 0;
  let turn: Promise<unknown> = Promise.resolve();

  return computeBy((job, projected, signal, hear = () => {}) => {
    const work = async () => {
      const request: Request = { kind: 'ask', id: ++last, job, names: namesOf(projected) };
      let reply = await thread.ask(request, signal, hear);
      if (reply.kind === 'missing') {
        await thread.tell(request.id, projected);
        reply = await thread.ask(request, signal, hear);
      }
      if (reply.kind === 'failed') throw new ApiError('internal', reply.message);
      if (reply.kind === 'missing') throw new ApiError('internal', 'There is nothing to search.');
      return reply;
    };
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  });
}
