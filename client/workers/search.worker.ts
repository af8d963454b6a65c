import { type Request, type Told, Workshop } from '../../server/core/operations/jobs.ts';

/** How long one search may take before it ends with what it has, as on the server. */
const BUDGET_MS = 10_000;
/** Asking the clock costs as much as a step. */
const STRIDE = 512;

/** Whether it is over: asked at every step, and looking at the clock at few of them. */
function stopper(): () => boolean {
  const end = performance.now() + BUDGET_MS;
  let [steps, over] = [0, false];
  return () => {
    if (!over && steps++ % STRIDE === 0) over = performance.now() > end;
    return over;
  };
}

const workshop = new Workshop();
self.onmessage = ({ data }: MessageEvent<Request | Told>) => {
  if (data.kind !== 'ask') return workshop.hear(data);
  const { id } = data;
  self.postMessage(workshop.answer(data, stopper(), (news) => self.postMessage({ id, kind: 'news', news })));
};
