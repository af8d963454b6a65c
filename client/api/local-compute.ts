import {
  type Compute,
  type Job,
  type Projected,
  type Reply,
  type Request,
  Workshop,
} from '../../server/core/operations/index.ts';
import { ApiError } from './errors.ts';

/** How long a search may hold the page up before it ends with what it has. What a finding holds takes far less. */
const BUDGET_MS = 1_500;
/** Asking the clock costs as much as a step. */
const STRIDE = 512;

/** Whether it is over: asked at every step, and looking at the clock at few of them. */
function stopper(signal: AbortSignal): () => boolean {
  const end = performance.now() + BUDGET_MS;
  let [steps, over] = [0, false];
  return () => {
    if (!over && steps++ % STRIDE === 0) over = signal.aborted || performance.now() > end;
    return over;
  };
}

type Answer = Extract<Reply, { kind: Job['kind'] }>;
const odd = ({ kind }: Answer): ApiError =>
  new ApiError('internal', `That answers another question: ${kind}.`);

/** Searches in the page itself, for data that it brought along. */
export function computeHere(): Compute {
  const workshop = new Workshop();
  let last = 0;

  async function work(job: Job, { of, version, read }: Projected, signal: AbortSignal): Promise<Answer> {
    const request: Request = { kind: 'ask', id: ++last, job, names: [`${of}@${version}`] };
    const ask = (): Reply => workshop.answer(request, stopper(signal), () => {});
    let reply = ask();
    if (reply.kind === 'missing') {
      await read((part) => workshop.hear({ kind: 'part', id: request.id, part }));
      reply = ask();
    }
    if (reply.kind === 'failed') throw new ApiError('internal', reply.message);
    if (reply.kind === 'missing') throw new ApiError('internal', 'There is nothing to search.');
    return reply;
  }
  return {
    loops: async (projected, query, signal) => {
      const reply = await work({ kind: 'loops', query, listen: false }, projected, signal);
      if (reply.kind !== 'loops') throw odd(reply);
      return reply.result;
    },
    whatIf: async (projected, question, signal) => {
      const reply = await work({ kind: 'whatIf', question }, projected, signal);
      if (reply.kind !== 'whatIf') throw odd(reply);
      return reply.result;
    },
    concentration: async (projected, question, signal) => {
      const reply = await work({ kind: 'concentration', question }, projected, signal);
      if (reply.kind !== 'concentration') throw odd(reply);
      return reply.result;
    },
    paths: async (projected, query, signal) => {
      const reply = await work({ kind: 'paths', query }, projected, signal);
      if (reply.kind !== 'paths') throw odd(reply);
      return reply.result;
    },
  };
}
