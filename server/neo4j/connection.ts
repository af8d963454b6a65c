import { setImmediate as nextTurn } from 'node:timers/promises';
import neo4j, {
  type Driver,
  type ManagedTransaction,
  type Record as Record_,
  type Session,
} from 'neo4j-driver';
import { Fault } from '../core/contract/errors.ts';
import type { Scope } from '../core/store/types.ts';
import { faultOf, unavailable } from './errors.ts';

export type ConnectionSettings = {
  uri: string;
  user: string;
  password: string;
  database?: string | undefined;
};

/** A user of the database that can only read. */
export type Reader = { user: string; password: string };

/** A version of a dataset that reads may see; `scope` marks all records that were loaded with it. */
export type Active = { id: string; version: string; scope: string };

export type Row = Record<string, unknown>;
/** Runs a query in a read and gives its rows, driver integers turned into numbers. */
export type Ask = (query: string, parameters?: Record<string, unknown>) => Promise<Row[]>;
/** Runs a query in a read and hands its rows over as they come, some at a time. */
export type AskEach = (
  query: string,
  parameters: Record<string, unknown>,
  take: (rows: Row[]) => Promise<void>,
) => Promise<void>;

const READ_TIMEOUT = 20_000;
/** Rows that are handed over together: few enough that whoever maps them is soon done, and others have their turn. */
const AT_ONCE = 200;
const WRITE_TIMEOUT = 120_000;
/** A question that is open this long is followed by a smaller one, */
const SLOW_MS = 2_500;
/** which has this long to be answered: a busy machine is slow, a frozen database is silent. */
const SILENT_MS = 6_000;

/** Driver integers as numbers, however deep they stand. Everything that this project stores is below 2^53. */
export function plain(value: unknown): unknown {
  if (neo4j.isInt(value)) return value.toNumber();
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
  return value;
}

/** Numbers as the database should keep them: whole ones as integers, so that a reader's Cypher sees 2300000000, not 2.3E9. */
export const stored = (value: unknown): unknown =>
  typeof value === 'number' && Number.isSafeInteger(value) ? neo4j.int(value) : value;

const rowOf = (record: Record_): Row =>
  Object.fromEntries(record.keys.map((key) => [String(key), plain(record.get(key))]));

const ask =
  (transaction: ManagedTransaction): Ask =>
  async (query, parameters = {}) =>
    (await transaction.run(query, parameters)).records.map(rowOf);

const askEach =
  (transaction: ManagedTransaction): AskEach =>
  async (query, parameters, take) => {
    let rows: Row[] = [];
    for await (const record of transaction.run(query, parameters)) {
      rows.push(rowOf(record));
      if (rows.length < AT_ONCE) continue;
      await take(rows);
      rows = [];
      await nextTurn();
    }
    if (rows.length > 0) await take(rows);
  };

/** What the rows of a query stand for, made of them as they come. */
export async function gathered<T>(
  each: AskEach,
  query: string,
  parameters: Record<string, unknown>,
  map: (row: Row) => T,
): Promise<T[]> {
  const all: T[] = [];
  await each(query, parameters, async (rows) => {
    for (const row of rows) all.push(map(row));
  });
  return all;
}

const isActive = (row: Row): row is Active =>
  typeof row.id === 'string' && typeof row.version === 'string' && typeof row.scope === 'string';

/** The versions that the datasets of a scope have now, in order of their ids. */
async function activeIn(run: Ask, scope: Scope): Promise<Active[]> {
  const rows = await run(
    `MATCH (d:Dataset) WHERE d.scope IS NOT NULL AND ($ids IS NULL OR d.id IN $ids)
     RETURN d.id AS id, d.version AS version, d.scope AS scope ORDER BY id`,
    { ids: scope ?? null },
  );
  const active = rows.filter(isActive);
  for (const id of scope ?? [])
    if (!active.some((found) => found.id === id))
      throw new Fault('not_found', `There is no dataset ${JSON.stringify(id)}.`, { dataset: id });
  return active;
}

const same = (a: readonly Active[], b: readonly Active[]): boolean =>
  a.length === b.length && a.every(({ scope }, at) => scope === b[at]?.scope);

/** One driver for the process: sessions that read may be routed to read members, sessions that write to the leader. */
export class Connection {
  readonly driver: Driver;
  readonly database: string | undefined;
  #pulse: Promise<unknown> | undefined;

  constructor({ uri, user, password, database }: ConnectionSettings) {
    this.database = database;
    this.driver = neo4j.driver(uri, neo4j.auth.basic(user, password), {
      userAgent: 'loopscope',
      // A reader should learn within seconds that the database is away; the page asks again by itself.
      maxTransactionRetryTime: 2_000,
      connectionTimeout: 3_000,
      connectionAcquisitionTimeout: 4_000,
    });
  }

  /** `reader`: as whom, where it is not as the server itself. */
  session(mode: 'READ' | 'WRITE', reader?: Reader): Session {
    return this.driver.session({
      ...(reader ? { auth: neo4j.auth.basic(reader.user, reader.password) } : {}),
      defaultAccessMode: mode === 'READ' ? neo4j.session.READ : neo4j.session.WRITE,
      ...(this.database === undefined ? {} : { database: this.database }),
    });
  }

  /**
   * A read that sees one version of each dataset: if a load has switched one while the read was under way, what was read may have been
   * swept in part, so it is read again.
   */
  async read<T>(
    what: string,
    scope: Scope,
    work: (run: Ask, active: Active[], each: AskEach) => Promise<T>,
    timeout = READ_TIMEOUT,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const { answer, settled } = await this.#managed('READ', what, timeout, async (run, each) => {
        const before = await activeIn(run, scope);
        const answer = await work(run, before, each);
        return { answer, settled: same(before, await activeIn(run, scope)) };
      });
      if (settled) return answer;
      if (attempt === 5)
        throw new Fault('unavailable', 'The data is being replaced. Try again in a moment.', {
          retryAfterSeconds: 2,
        });
    }
  }

  write<T>(what: string, work: (run: Ask) => Promise<T>): Promise<T> {
    return this.#managed('WRITE', what, WRITE_TIMEOUT, work);
  }

  async #managed<T>(
    mode: 'READ' | 'WRITE',
    what: string,
    timeout: number,
    work: (run: Ask, each: AskEach) => Promise<T>,
  ): Promise<T> {
    const session = this.session(mode);
    const settings = { timeout, metadata: { app: 'loopscope', what } };
    const inOne = (transaction: ManagedTransaction) => work(ask(transaction), askEach(transaction));
    const done =
      mode === 'READ' ? session.executeRead(inOne, settings) : session.executeWrite(inOne, settings);
    // Not waited for: closing a session whose server is gone fails too, or never ends, and says nothing new.
    const close = () => void session.close().catch(() => {});
    done.then(close, close);
    try {
      return await this.#whileItLives(done);
    } catch (error) {
      throw faultOf(error);
    }
  }

  /**
   * Waits for an answer for as long as the database answers anything at all. One that is frozen, or behind a network that lets nothing
   * through any more, closes no connection, and a driver would wait for it for ever.
   */
  #whileItLives<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout;
      let open = true;
      const end = () => {
        open = false;
        clearTimeout(timer);
      };
      const giveUp = () => {
        end();
        this.#pulse = undefined; // what it waits for is not coming; whoever asks next begins anew
        reject(unavailable());
      };
      const watch = () => {
        timer = setTimeout(() => {
          timer = setTimeout(giveUp, SILENT_MS);
          const goOn = () => {
            clearTimeout(timer);
            if (open) watch();
          };
          this.#beat().then(goOn, () => {});
        }, SLOW_MS);
      };
      watch();
      answer.finally(end).then(resolve, reject);
    });
  }

  /** One small question at a time, whoever wants to know. */
  #beat(): Promise<unknown> {
    const { database } = this;
    this.#pulse ??= this.driver
      .executeQuery(
        'RETURN 1',
        {},
        { routing: neo4j.routing.READ, ...(database === undefined ? {} : { database }) },
      )
      .finally(() => {
        this.#pulse = undefined;
      });
    return this.#pulse;
  }

  close(): Promise<void> {
    return this.driver.close();
  }
}
