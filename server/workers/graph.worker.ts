import { parentPort } from 'node:worker_threads';
import { type Heard, type Reply, Workshop } from '../core/operations/index.ts';
import type { Sent, Started } from './jobs.ts';

const workshop = new Workshop();
const send = (message: Started | Heard | Reply): void => parentPort?.postMessage(message);

parentPort?.on('message', (sent: Sent) => {
  if (sent.kind !== 'ask') return workshop.hear(sent);
  const { id, halt } = sent;
  send({ id, kind: 'started' });
  // The clock is the other thread's: asking it costs as much as a step, and a step may also be a loop with thousands of tellings.
  const stop = (): boolean => Atomics.load(halt, 0) === 1;
  send(workshop.answer(sent, stop, (news) => send({ id, kind: 'news', news })));
});
