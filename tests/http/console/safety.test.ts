import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdirSync, openSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import neo4j, { type Driver, type Session } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Refused } from '../../../server/core/contract/cypher.ts';
import { ErrorBody } from '../../../server/core/contract/errors.ts';
import { neo4jStore } from '../../../server/neo4j/index.ts';
import { keywordFinder } from '../../../server/workers/keywords.ts';
import { sample } from '../../store/sample.ts';
import { type Answer, Api, answerOf, until } from '../support.ts';
import { HARMLESS } from './harmless.ts';
import { DISGUISES, HOSTILE } from './hostile.ts';

const ID = 'http-console-safety';
/** Where a `file:` address of the tests' database leads. A pipe, as whoever opens one to read is seen from its other end. */
const IMPORT = fileURLToPath(new URL('../../../.loopscope/tests/neo4j/import', import.meta.url));
const FIFO = path.join(IMPORT, 'hostile.csv');

const keywords = keywordFinder();
const store = neo4jStore(inject('neo4j'), { find: keywords.find });
let api: Api;
let driver: Driver;
/** A transaction of someone else's, which is to live through all this. */
let sentinel: { session: Session; id: string };
let listener: Server;
let visits = 0;
let url: string;

const rows = async (query: string, database = 'neo4j'): Promise<unknown[]> => {
  const { records } = await driver.executeQuery(query, {}, { database });
  return records.map((record) => record.toObject());
};

/** Whether someone has opened the watched file to read it. */
function opened(): boolean {
  try {
    closeSync(openSync(FIFO, constants.O_WRONLY | constants.O_NONBLOCK));
    return true;
  } catch {
    return false; // ENXIO: there is no reader
  }
}

/** All that a query could have changed: every commit counts up, in our database and in the one that holds users and databases. */
async function state(): Promise<string> {
  const [databases, settings, indexes, constraints, keys, procedures] = await Promise.all([
    rows('SHOW DATABASES YIELD name, currentStatus, lastCommittedTxn, access', 'system'),
    rows('SHOW SETTINGS YIELD name, value'),
    rows('SHOW INDEXES YIELD name, type, labelsOrTypes, properties, state'),
    rows('SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties'),
    rows(
      'CALL db.propertyKeys() YIELD propertyKey RETURN collect(propertyKey) AS all UNION CALL db.labels() YIELD label RETURN collect(label) AS all UNION CALL db.relationshipTypes() YIELD relationshipType RETURN collect(relationshipType) AS all',
    ),
    rows('SHOW USERS YIELD user, passwordChangeRequired', 'system'),
  ]);
  return JSON.stringify({ databases, settings, indexes, constraints, keys, procedures });
}

const ask = (query: string, more: object = {}): Promise<Answer> =>
  api.call('cypher', {
    query,
    parameters: { url, one: '1', list: ['maker'], key: 'hostile', label: 'Hostile' },
    ...more,
  });

beforeAll(async () => {
  await store.load(sample(ID));
  api = await Api.start(store);
  const { uri, user, password } = inject('neo4j');
  driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  listener = createServer((socket) => {
    visits += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/x.csv`;
  mkdirSync(IMPORT, { recursive: true });
  rmSync(FIFO, { force: true });
  execFileSync('sh', ['-c', 'mkfifo "$0"', FIFO]);
  const session = driver.session({ database: 'neo4j' });
  const transaction = await session.beginTransaction();
  await transaction.run('RETURN "the sentinel"');
  const [found] = await rows(
    "SHOW TRANSACTIONS YIELD transactionId, currentQuery, status WHERE NOT currentQuery STARTS WITH 'SHOW' RETURN transactionId AS id",
  );
  sentinel = { session, id: (found as { id: string }).id };
});
afterAll(async () => {
  await sentinel?.session.close();
  await api?.close();
  listener?.close();
  await keywords.close();
  await store.remove(ID);
  await store.close();
  await driver?.close();
  rmSync(FIFO, { force: true });
});

const spelled = (query: string): string =>
  query
    .replaceAll('«', '')
    .replaceAll('URL', url)
    .replaceAll('FIFO', 'hostile.csv')
    .replaceAll('SENTINEL', sentinel.id);

/** Runs what must change nothing, and sees to it that nothing has. */
async function unchanged(run: () => Promise<void>): Promise<void> {
  const before = await state();
  await run();
  expect(await state()).toBe(before);
  const running = await rows('SHOW TRANSACTIONS YIELD transactionId AS id, status, metaData');
  expect(running).toContainEqual(expect.objectContaining({ id: sentinel.id, status: 'Running' }));
  const ours = running.filter((row) => /console/.test(JSON.stringify(row)));
  expect(ours).toEqual([]);
  expect(opened()).toBe(false);
  expect(visits).toBe(0);
}

it('would see a visit to the address, and the file being opened', async () => {
  await rows(`LOAD CSV FROM '${url}' AS line RETURN line`).catch(() => {});
  expect(visits).toBeGreaterThan(0);
  visits = 0;
  spawn('cat', [FIFO], { stdio: 'ignore' });
  await until('the file is opened', opened);
  await until('it is closed again', () => !opened());
});

describe('a harmless query', () => {
  it.each(HARMLESS.map((query) => [query.slice(0, 90), query]))('runs: %s', async (_, query) => {
    answerOf('cypher', await ask(query));
  });

  it('changes nothing, and leaves nothing behind', async () => {
    await unchanged(async () => {
      for (const query of HARMLESS) expect((await ask(query, { maxRows: 2 })).status).toBe(200);
    });
  });
});

/** Asks what is hostile, and gives what is wrong with the answers: all of them, as one alone says little. */
async function wrongIn(
  queries: typeof HOSTILE,
  of: (query: string) => string,
  taken = true,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [reason, query] of queries) {
    const answer = await ask(of(spelled(query)));
    const { code, details, message } = ErrorBody.parse(answer.body).error;
    const refused = Refused.safeParse(details).data;
    const at = query.indexOf('«') < 0 ? undefined : spelled(query.slice(0, query.indexOf('«'))).length;
    const asWanted = reason === 'bad_query' ? code === reason : refused?.reason === reason;
    const inPlace = of(query) !== query || refused?.place?.offset === at;
    const stopped = code === 'refused' || code === 'bad_query';
    if (taken ? !asWanted || !inPlace : !stopped)
      wrong.push(`${of(query)}: ${reason} at ${at} wanted, ${code} at ${refused?.place?.offset}: ${message}`);
  }
  return wrong;
}

describe('a hostile query', () => {
  it.each([...new Set(HOSTILE.map(([reason]) => reason))])(
    'is stopped, and told why and where: %s',
    async (reason) => {
      await unchanged(async () => {
        expect(
          await wrongIn(
            HOSTILE.filter(([one]) => one === reason),
            (query) => query,
          ),
        ).toEqual([]);
      });
    },
  );

  it.each(DISGUISES)('is stopped $name', async ({ of, taken }) => {
    await unchanged(async () => {
      expect(await wrongIn(HOSTILE, of, taken)).toEqual([]);
    });
  });
});
