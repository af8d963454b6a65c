import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Result, Session } from 'neo4j-driver';
import type { Notice } from '../../core/contract/cypher.ts';
import { Fault } from '../../core/contract/errors.ts';
import type { Input } from '../../core/contract/index.ts';
import type { CypherTold } from '../../core/store/cypher.ts';
import { queryFault } from './errors.ts';
import { EXPLAIN, noticeOf } from './judge.ts';
import { stepsOf } from './plan.ts';
import { Sluice } from './sluice.ts';
import { rowOf } from './values.ts';

const PREFIX = { run: '', explain: EXPLAIN, profile: 'PROFILE\n' } as const;

type Running = {
  query: string;
  text: string;
  parameters: Record<string, unknown>;
  mode: Input<'cypher'>['mode'];
  timeoutMs: number;
  maxRows: number;
  maxBytes: number;
  notices: readonly Notice[];
  began: number;
  signal: AbortSignal;
  /** Closes the session. */
  close: () => void;
};

/**
 * Runs a query that has been judged, and tells its rows as they come, several lines at once where several have come, no faster
 * than they are taken.
 */
export async function* rowsOf(session: Session, running: Running): AsyncGenerator<CypherTold> {
  const { query, text, parameters, mode, timeoutMs, maxRows, maxBytes, notices, began, signal, close } =
    running;
  const before = PREFIX[mode];
  const left = Math.max(1, Math.round(timeoutMs - (performance.now() - began)));
  const lines = new Sluice();
  let count = 0;
  /** Why nothing more is wanted. From then on the driver is asked for nothing: its connection may be another query's already. */
  let gone: Fault | undefined;
  let giveUp: ((why: Fault) => void) | undefined;
  const leave = (why: Fault): void => {
    if (gone) return;
    gone = why;
    close();
    giveUp?.(why);
  };
  const late = new Fault('timeout', `The query took longer than its time limit, ${timeoutMs} ms.`);
  // The database keeps the time too, but counts only its own.
  const timer = setTimeout(() => leave(late), left);
  const cancel = (): void => leave(new Fault('cancelled', 'The query was cancelled.'));
  signal.addEventListener('abort', cancel, { once: true });
  /** Waits for what is still wanted: a driver whose session is closed under it may leave one who waits for a row without an answer. */
  const wanted = <T>(work: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      if (gone) return reject(gone);
      giveUp = reject;
      work().then(resolve, reject);
    });
  /** Takes rows from the database until there are no more, or more than may be; says which. */
  async function gather(result: Result): Promise<'rows' | 'bytes' | undefined> {
    let bytes = 0;
    const records = result[Symbol.asyncIterator]();
    while (!gone) {
      const next = await records.next();
      if (next.done || gone) return;
      if (count === maxRows) return 'rows';
      const row = rowOf(next.value);
      bytes += Buffer.byteLength(row);
      if (bytes > maxBytes) return 'bytes';
      count += 1;
      const full = lines.add(`{"type":"row","row":${row}}`);
      if (full) await full;
      if (count > 1) continue;
      // On its way before the next is looked at: hundreds may have come with it.
      lines.flush();
      await nextTurn();
    }
    return;
  }
  const end = (reason?: 'rows' | 'bytes' | 'time'): CypherTold => ({
    type: 'end',
    count,
    ms: Math.round(performance.now() - began),
    truncated: reason !== undefined,
    ...(reason === undefined ? {} : { reason }),
  });
  try {
    const transaction = session.beginTransaction({
      timeout: left,
      metadata: { app: 'loopscope', what: 'console' },
    });
    const result = transaction.run(before + text, parameters);
    yield { type: 'columns', columns: await wanted(() => result.keys()) };
    for (const notice of notices) yield { type: 'notice', notice };
    const gathered = gather(result).finally(() => lines.close());
    gathered.catch(() => {});
    const taken = () => wanted(() => lines.take());
    for (let some = await taken(); some !== ''; some = await taken()) yield some;
    const over = await gathered;
    if (over) return yield end(over);
    const summary = await wanted(() => result.summary());
    const told = new Set(notices.map(({ code, place }) => `${code} ${place?.offset}`));
    for (const notification of summary.notifications) {
      const notice = noticeOf(notification, query, before);
      if (!told.has(`${notice.code} ${notice.place?.offset}`)) yield { type: 'notice', notice };
    }
    const plan = summary.profile || summary.plan;
    if (plan) yield { type: 'plan', profiled: summary.profile !== false, steps: stepsOf(plan) };
    yield end();
  } catch (error) {
    const rest = lines.rest();
    if (rest !== '') yield rest;
    const fault = gone ?? queryFault(error, query, before);
    if (fault.code !== 'timeout') throw fault;
    // The database keeps the time too, and may be the first to say that it is over.
    if (count === 0) throw late;
    yield end('time');
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    // Whoever still gathers rows stops at the next one, for whatever reason this ended.
    gone ??= late;
    lines.close();
  }
}
