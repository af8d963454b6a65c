import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { rowsOf } from '../../../server/neo4j/console/run.ts';
import { until } from '../support.ts';

/** So many rows at once that a driver pauses where they are not taken; two dozen are more than the console holds for a reader. */
const AT_ONCE = 200;
const QUERY = `UNWIND range(1, 1000000) AS n RETURN '${'x'.repeat(1000)}' AS x /* paused */`;

let driver: Driver;
let watcher: Driver;
beforeAll(() => {
  const { uri, user, password } = inject('neo4j');
  const auth = neo4j.auth.basic(user, password);
  driver = neo4j.driver(uri, auth, {
    fetchSize: AT_ONCE,
    maxConnectionPoolSize: 1,
    connectionAcquisitionTimeout: 10_000,
    maxTransactionRetryTime: 0,
  });
  watcher = neo4j.driver(uri, auth);
});
afterAll(() => Promise.all([driver?.close(), watcher?.close()]));

/** Whether the database is at work on it, by its own account. */
const runs = async (): Promise<boolean> => {
  const { records } = await watcher.executeQuery(
    "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery ENDS WITH '/* paused */' RETURN currentQuery",
  );
  return records.length > 0;
};

it.each([
  ['cancelled', 5, 60_000],
  ['late', 1, 5_000],
] as const)(
  'the connection of a query that is %s while its reader takes nothing serves the next one',
  async (how, rounds, timeoutMs) => {
    for (let round = 0; round < rounds; round++) {
      const session = driver.session({ defaultAccessMode: neo4j.session.READ });
      const reader = new AbortController();
      const rows = rowsOf(session, {
        query: QUERY,
        text: QUERY,
        parameters: {},
        mode: 'run',
        timeoutMs,
        maxRows: 1_000_000,
        maxBytes: 1024 ** 3,
        notices: [],
        began: performance.now(),
        signal: reader.signal,
        close: () => void session.close(),
      });
      expect((await rows.next()).value).toEqual({ type: 'columns', columns: ['x'] });
      await rows.next();
      await until('it runs', runs);
      if (how === 'cancelled') reader.abort();
      else await until('its time is over', async () => !(await runs()), 30_000);
      await rows.return(undefined);
      // There is one connection. Who wants it waits some seconds for it, no more.
      const { records } = await driver.executeQuery('RETURN 1 AS one');
      expect(records[0]?.get('one').toNumber()).toBe(1);
    }
  },
);
