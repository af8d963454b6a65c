import type { Record as DriverRecord, Session } from 'neo4j-driver';
import type { Notice } from '../../core/contract/cypher.ts';
import { Fault } from '../../core/contract/errors.ts';
import type { Input } from '../../core/contract/index.ts';
import type { CypherTold } from '../../core/store/cypher.ts';
import { queryFault } from './errors.ts';
import { EXPLAIN, noticeOf } from './judge.ts';
import { stepsOf } from './plan.ts';
import { rowOf } from './values.ts';

const PREFIX = { run: '', explain: EXPLAIN, profile: 'PROFILE\n' } as const;

/** Characters of rows that go on together; the first row goes at once, and none waits for others longer than a turn of the event loop. */
const BUNDLE = 16 * 1024;

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
};

/**
 * Runs a query that has been judged, and tells its rows as they come, several lines at once where several have come, no faster
 * than they are taken.
 */
export async function* rowsOf(session: Session, running: Running): AsyncGenerator<CypherTold> {
  const { query, text, parameters, mode, timeoutMs, maxRows, maxBytes, notices, began } = running;
  const before = PREFIX[mode];
  const left = Math.max(1, Math.round(timeoutMs - (performance.now() - began)));
  let late = false;
  let giveUp: ((error: Error) => void) | undefined;
  // The database keeps the time too, but counts only its own.
  const timer = setTimeout(() => {
    late = true;
    void session.close().catch(() => {});
    giveUp?.(new Error('late'));
  }, left);
  /** Waits no longer than there is time: a driver whose session is closed under it may leave one who waits for a row without an answer. */
  const inTime = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      giveUp = reject;
      work.then(resolve, reject);
      if (late) reject(new Error('late'));
    });
  /** Rows as lines that have not gone on yet. */
  let held = '';
  const goOn = (): string => {
    const lines = held;
    held = '';
    return lines;
  };
  let turn: NodeJS.Immediate | undefined;
  let wake: ((nothing: undefined) => void) | undefined;
  /** The next record; undefined where some are held and nothing more has come in this turn. */
  const inTurn = (next: Promise<IteratorResult<DriverRecord>>) =>
    held === ''
      ? inTime(next)
      : inTime(
          new Promise<IteratorResult<DriverRecord> | undefined>((resolve, reject) => {
            wake = resolve;
            turn ??= setImmediate(() => {
              turn = undefined;
              wake?.(undefined);
            });
            next.then(resolve, reject);
          }),
        );
  let count = 0;
  let bytes = 0;
  let over: 'rows' | 'bytes' | undefined;
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
    yield { type: 'columns', columns: await inTime(result.keys()) };
    for (const notice of notices) yield { type: 'notice', notice };
    const records = result[Symbol.asyncIterator]();
    for (let next = records.next(); ; ) {
      const come = await inTurn(next);
      if (come === undefined) {
        yield goOn();
        continue;
      }
      if (come.done) break;
      if (count === maxRows) {
        over = 'rows';
        break;
      }
      const row = rowOf(come.value);
      bytes += Buffer.byteLength(row);
      if (bytes > maxBytes) {
        over = 'bytes';
        break;
      }
      count += 1;
      held += `${held === '' ? '' : '\n'}{"type":"row","row":${row}}`;
      if (count === 1 || held.length >= BUNDLE) yield goOn();
      next = records.next();
    }
    if (held !== '') yield goOn();
    if (over) return yield end(over);
    const summary = await inTime(result.summary());
    const told = new Set(notices.map(({ code, place }) => `${code} ${place?.offset}`));
    for (const notification of summary.notifications) {
      const notice = noticeOf(notification, query, before);
      if (!told.has(`${notice.code} ${notice.place?.offset}`)) yield { type: 'notice', notice };
    }
    const plan = summary.profile || summary.plan;
    if (plan) yield { type: 'plan', profiled: summary.profile !== false, steps: stepsOf(plan) };
    yield end();
  } catch (error) {
    if (held !== '') yield goOn();
    const fault = queryFault(error, query, before);
    // The database keeps the time too, and may be the first to say that it is over.
    if (!late && fault.code !== 'timeout') throw fault;
    if (count === 0)
      throw new Fault('timeout', `The query took longer than its time limit, ${timeoutMs} ms.`);
    yield end('time');
  } finally {
    clearTimeout(timer);
    clearImmediate(turn);
  }
}
