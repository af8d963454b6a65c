import { once } from 'node:events';
import { request } from 'node:http';
import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { BadQuery, type CypherEvent, CypherEvent as Event } from '../../../server/core/contract/cypher.ts';
import { CONTRACT } from '../../../server/core/contract/index.ts';
import { why } from '../../../server/core/model/why.ts';
import { memoryStore } from '../../../server/core/store/memory/index.ts';
import { NDJSON } from '../../../server/http/ndjson.ts';
import { neo4jStore } from '../../../server/neo4j/index.ts';
import { sample } from '../../store/sample.ts';
import { Api, faultIn, refusedFor, until } from '../support.ts';

const ID = 'http-console-running';
const BOUNDS = { timeoutMs: 60_000, maxRows: 1_000_000, maxBytes: 1024 ** 3, atOnce: 3 };
/** More rows than any test waits for, of which each is cheap. */
const ENDLESS = 'UNWIND range(1, 1000000000) AS x RETURN x';
/** No row ever, until it is ended. */
const SILENT = 'UNWIND range(1, 100000000000) AS x WITH x WHERE x < 0 RETURN x';

const store = neo4jStore(inject('neo4j'), { bounds: BOUNDS });
let api: Api;
let driver: Driver;
beforeAll(async () => {
  await store.load(sample(ID));
  api = await Api.start(store);
  const { uri, user, password } = inject('neo4j');
  driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
});
afterAll(async () => {
  await api?.close();
  await store.remove(ID);
  await store.close();
  await driver?.close();
});

/** What readers' queries the database is running, by its own account. */
async function running(): Promise<string[]> {
  const { records } = await driver.executeQuery(
    "SHOW TRANSACTIONS YIELD currentQuery, metaData WHERE metaData.what STARTS WITH 'console' RETURN currentQuery",
  );
  return records.map((record) => String(record.get('currentQuery')));
}

const post = (body: object, signal?: AbortSignal): Promise<Response> =>
  fetch(`${api.base}${CONTRACT.cypher.path}`, {
    method: 'POST',
    headers: { accept: NDJSON, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });

async function eventsOf(body: object): Promise<CypherEvent[]> {
  const response = await post(body);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return text
    .trim()
    .split('\n')
    .map((line) => Event.parse(JSON.parse(line)));
}

describe('a query', () => {
  it('is told as events: columns, rows, what the database remarks, one end', async () => {
    const events = await eventsOf({
      query: 'UNWIND range(1, 3) AS x RETURN x, $a AS a',
      parameters: { a: [true, null] },
    });
    expect(events.slice(0, 4)).toEqual([
      { type: 'columns', columns: ['x', 'a'] },
      ...[1, 2, 3].map((x) => ({ type: 'row', row: [x, [true, null]] })),
    ]);
    expect(events.slice(4)).toEqual([{ type: 'end', count: 3, ms: expect.any(Number), truncated: false }]);
  });

  it('has the remarks of the database, with their places, also where it is only explained', async () => {
    for (const mode of ['run', 'explain'] as const) {
      const { notices } = await api.ok('cypher', {
        query: 'MATCH (a:Nobody), (b:Nobody)\nRETURN a.nothing',
        mode,
      });
      const place = (line: number, column: number, offset: number) => ({ line, column, offset });
      expect(notices.map(({ code, place }) => [code.split('.').at(-1), place])).toEqual(
        expect.arrayContaining([
          ['CartesianProduct', place(1, 1, 0)],
          ['UnknownLabelWarning', place(1, 10, 9)],
          ['UnknownPropertyKeyWarning', place(2, 10, 38)],
        ]),
      );
      expect(notices).toHaveLength(4);
    }
  });

  it('is told that data is being loaded, and of which dataset, for as long as it is', async () => {
    const loading = async () =>
      (await api.ok('cypher', { query: 'RETURN 1' })).notices.filter(
        ({ code }) => code === 'Loopscope.Loading',
      );
    // The mark of a loader, which any server on this database may be.
    const lease = { dataset: `${ID}-loading` };
    await driver.executeQuery(
      "CREATE (:Load {dataset: $dataset, scope: 'theirs', seen: timestamp()})",
      lease,
    );
    try {
      await until('it is said', async () => (await loading()).length > 0);
      expect(await loading()).toMatchObject([
        {
          severity: 'warning',
          title: 'Data is being loaded.',
          description: expect.stringContaining(lease.dataset),
        },
      ]);
    } finally {
      await driver.executeQuery('MATCH (l:Load {dataset: $dataset}) DELETE l', lease);
    }
    await until('it is over', async () => (await loading()).length === 0);
  });

  it('comes in whole lines, and each row once, where many come at once', async () => {
    const rows = (await eventsOf({ query: 'UNWIND range(1, 5000) AS x RETURN x', maxRows: 5000 })).flatMap(
      (event) => (event.type === 'row' ? event.row : []),
    );
    expect(rows).toEqual(Array.from({ length: 5000 }, (_, at) => at + 1));
    const { count, reason } = await api.ok('cypher', { query: ENDLESS, maxRows: 3_000 });
    expect([count, reason]).toEqual([3_000, 'rows']);
  });

  it('may be explained, and profiled with rows and hits; a word of its own says so too', async () => {
    const query = 'UNWIND range(1, 5) AS x RETURN x';
    for (const [body, mode] of [
      [{ query, mode: 'explain' }, 'explain'],
      [{ query: `EXPLAIN ${query}` }, 'explain'],
      [{ query, mode: 'profile' }, 'profile'],
      [{ query: `/* a */ profile ${query}` }, 'profile'],
    ] as const) {
      const { rows, plan } = await api.ok('cypher', body);
      expect(rows).toHaveLength(mode === 'explain' ? 0 : 5);
      expect(plan?.profiled).toBe(mode === 'profile');
      expect(plan?.steps.map(({ operator, parent, rows: counted }) => [operator, parent, counted])).toEqual([
        ['ProduceResults', null, mode === 'explain' ? null : 5],
        ['Unwind', 0, mode === 'explain' ? null : 5],
      ]);
    }
  });

  it('has every value of Cypher exactly, and takes it back as a parameter', async () => {
    const given = {
      big: { $type: 'Integer', _value: '9223372036854775807' },
      whole: { $type: 'Float', _value: '1.0' },
      infinite: { $type: 'Float', _value: '-Infinity' },
      none: { $type: 'Float', _value: 'NaN' },
      bytes: { $type: 'Base64', _value: 'AP8=' },
      date: { $type: 'Date', _value: '2023-09-25' },
      time: { $type: 'Time', _value: '10:00:00.123000000+08:00' },
      localTime: { $type: 'LocalTime', _value: '10:00:00.000000001' },
      dateTime: { $type: 'OffsetDateTime', _value: '2023-09-25T10:00:00+08:00' },
      zoned: { $type: 'ZonedDateTime', _value: '2023-09-25T10:00:00+08:00[Asia/Shanghai]' },
      localDateTime: { $type: 'LocalDateTime', _value: '2023-09-25T10:00:00' },
      duration: { $type: 'Duration', _value: 'P1M2DT3.500000000S' },
      point: { $type: 'Point', _value: 'SRID=4326;POINT (121.4 31.2)' },
      space: { $type: 'Point', _value: 'SRID=9157;POINT Z (1 2 3)' },
      plain: [1, -1, 1.5, 'text 中文 😀', true, null, { a: { b: [] } }],
      map: { $type: 'Map', _value: { $type: 'Date' } },
    };
    const { rows } = await api.ok('cypher', { query: 'RETURN $given AS given', parameters: { given } });
    expect(rows).toEqual([[given]]);
  });

  it.each([
    ['Integer', ''],
    ['Integer', '1.5'],
    ['Integer', '9223372036854775808'],
    ['Float', ' '],
    ['Date', '2023-13-01'],
    ['Point', 'POINT (1 2)'],
  ])('takes no %s that is written %j', async ($type, _value) => {
    refusedFor(
      await api.call('cypher', { query: 'RETURN $given', parameters: { given: { $type, _value } } }),
      'parameters',
    );
  });

  it('gives nodes, relationships and paths as Neo4j itself does', async () => {
    const query = `MATCH p = (a {dataset: $id})-[r:INVESTS_IN]->(b {dataset: $id}) RETURN p, a, r, b`;
    const { rows } = await api.ok('cypher', { query, parameters: { id: ID } });
    const [path, a, r, b] = rows[0] ?? [];
    expect(path).toEqual({ $type: 'Path', _value: [a, r, b] });
    expect(a).toMatchObject({
      $type: 'Node',
      _value: {
        _element_id: expect.any(String),
        _labels: expect.arrayContaining(['Entity', 'Company']),
        _properties: { id: 'maker' },
      },
    });
    const elementOf = (node: unknown) => (node as { _value: { _element_id: string } })._value._element_id;
    expect(r).toMatchObject({
      $type: 'Relationship',
      _value: {
        _type: 'INVESTS_IN',
        _start_node_element_id: elementOf(a),
        _end_node_element_id: elementOf(b),
        _properties: { id: 'maker-invests-cloud', status: 'closed' },
      },
    });
  });
});

describe('limits', () => {
  it('rows and bytes end a result with what came, and say so', async () => {
    expect(await api.ok('cypher', { query: ENDLESS, maxRows: 7 })).toMatchObject({
      count: 7,
      truncated: true,
      reason: 'rows',
    });
    expect(await api.ok('cypher', { query: 'UNWIND range(1, 7) AS x RETURN x', maxRows: 7 })).toMatchObject({
      count: 7,
      truncated: false,
    });
    const { rows, reason, count } = await api.ok('cypher', { query: ENDLESS, maxBytes: 1_000 });
    expect([reason, rows.length]).toEqual(['bytes', count]);
    expect(rows.map((row) => JSON.stringify(row)).join('').length).toBeLessThanOrEqual(1_000);
    await until('the database has ended them', async () => (await running()).length === 0);
  });

  it('time ends a result that has begun; one that has not is an error, as no rows would be a lie', async () => {
    const events = await eventsOf({
      query: ENDLESS,
      timeoutMs: 700,
      maxRows: 1_000_000,
      maxBytes: 1024 ** 3,
    }).then((all) => all.slice(-1));
    expect(events[0]).toMatchObject({ type: 'end', truncated: true, reason: 'time' });
    faultIn(await api.call('cypher', { query: SILENT, timeoutMs: 300 }), 'timeout');
    await until('the database has ended them', async () => (await running()).length === 0);
  });

  it('memory that the database will not give is said in its words', async () => {
    const query = 'UNWIND range(1, 100000000) AS x WITH collect({x: x, y: [x]}) AS heap RETURN size(heap)';
    const { details } = faultIn(await api.call('cypher', { query, timeoutMs: 60_000 }), 'too_large');
    expect(details?.code).toMatch(/MemoryPoolOutOfMemory/);
  });

  it('more than the server allows is refused by name, with what it allows', async () => {
    const answer = await api.call('cypher', { query: 'RETURN 1', maxRows: 1_000_001 });
    refusedFor(answer, 'maxRows');
    expect(faultIn(answer, 'bad_request').message).toContain('1000000');
    const { limits } = await api.ok('cypherConsole');
    expect(limits).toMatchObject({ atOnce: 3, maxRows: { max: 1_000_000 } });
  });

  it('nesting that no person writes is refused before anyone parses it', async () => {
    for (const query of [
      `RETURN ${'('.repeat(20_000)}1`,
      `RETURN ${'['.repeat(101)}${']'.repeat(101)}`,
      `RETURN ${'NOT '.repeat(12_000)}true`,
      `RETURN ${'CASE WHEN true THEN '.repeat(2_000)}1`,
      `RETURN ${'EXISTS { RETURN '.repeat(60)}1 AS a${'}'.repeat(60)}`,
    ])
      faultIn(await api.call('cypher', { query }), 'too_large');
    let deep: unknown = 1;
    for (let at = 0; at < 300; at++) deep = [deep];
    faultIn(await api.call('cypher', { query: 'RETURN $a', parameters: { a: deep } }), 'bad_request');
    faultIn(await api.call('cypher', { query: `RETURN ${'-'.repeat(40_000)}1` }), 'bad_query');
    await api.ok('cypher', { query: 'RETURN 1' });
  });
});

describe('cancelling', () => {
  it.each([
    ['between rows', ENDLESS],
    ['before the first row', SILENT],
  ])('ends the transaction in the database, %s', async (_, query) => {
    const reader = new AbortController();
    const response = await post(
      { query, timeoutMs: 60_000, maxRows: 1_000_000, maxBytes: 1024 ** 3 },
      reader.signal,
    );
    expect(response.status).toBe(200);
    await until('it runs', async () => (await running()).includes(query));
    reader.abort();
    await until('it is gone from SHOW TRANSACTIONS', async () => (await running()).length === 0);
    await until('the server has noted it', () => /aborted|"statusCode":200/.test(api.lines.join('')));
    expect(api.lines.join('')).not.toMatch(/request failed|stream failed/);
  });

  it('while it is being planned ends that, too', async () => {
    const wide = Array.from(
      { length: 40 },
      (_, at) => `(a${at})-->(b${at}), (a${at})-->(a${(at * 7 + 1) % 40})`,
    ).join(', ');
    const query = `MATCH ${wide} RETURN count(*) AS c`;
    const reader = new AbortController();
    const answer = post({ query, timeoutMs: 60_000 }, reader.signal).then(
      () => 'answered',
      () => 'gone',
    );
    await until('it is being planned', async () => (await running()).length > 0);
    reader.abort();
    expect(await answer).toBe('gone');
    await until('it is gone', async () => (await running()).length === 0, 20_000);
  });

  it('a reader who takes nothing holds up the query, and not the memory of the server', async () => {
    const body = JSON.stringify({
      query: ENDLESS,
      timeoutMs: 60_000,
      maxRows: 1_000_000,
      maxBytes: 1024 ** 3,
    });
    const { hostname, port } = new URL(api.base);
    const slow = request({
      hostname,
      port,
      path: CONTRACT.cypher.path,
      method: 'POST',
      headers: { accept: NDJSON, 'content-type': 'application/json' },
    });
    slow.end(body);
    const [response] = await once(slow, 'response');
    response.once('readable', () => {}); // the first of it is there, and nothing more is taken
    await until('it runs', async () => (await running()).includes(ENDLESS));
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    const wait = Date.now() + 1_500;
    await until('it had time to fill memory', () => Date.now() > wait);
    const grown = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed - before;
    expect(grown).toBeLessThan(64 * 1024 * 1024);
    expect(await running()).toContain(ENDLESS);
    slow.on('error', () => {});
    slow.destroy();
    await until('it is gone', async () => (await running()).length === 0);
  });
});

it('one address may run so many at once; one more is told when to come back, and is let in afterwards', async () => {
  const readers = Array.from({ length: 3 }, () => new AbortController());
  await Promise.all(readers.map(({ signal }) => post({ query: SILENT, timeoutMs: 60_000 }, signal)));
  const turned = await api.call('cypher', { query: 'RETURN 1' });
  faultIn(turned, 'too_many');
  expect(Number(turned.headers.get('retry-after'))).toBeGreaterThan(0);
  await api.ok('cypherConsole');
  for (const reader of readers) reader.abort();
  await until(
    'there is room again',
    async () => (await api.call('cypher', { query: 'RETURN 1' })).status === 200,
  );
});

describe('what is wrong with a query', () => {
  it('is said in the words of the database, with its code, at its place in what was sent', async () => {
    for (const [query, code, line, column] of [
      ['MATCH (n)\nRETRN n', 'Neo.ClientError.Statement.SyntaxError', 2, 1],
      ['  EXPLAIN MATCH (n) RETURN m', 'Neo.ClientError.Statement.SyntaxError', 1, 28],
      ['RETURN "\\u0041", 😀', 'Neo.ClientError.Statement.SyntaxError', 1, 18],
      ['CALL nothing.here()', 'Neo.ClientError.Procedure.ProcedureNotFound', undefined, undefined],
      ['RETURN 1 / 0', 'Neo.ClientError.Statement.ArithmeticError', undefined, undefined],
      ["RETURN 'a' + date('x')", 'Neo.ClientError.Statement.SyntaxError', 1, 14],
    ] as const) {
      const { details, message } = faultIn(await api.call('cypher', { query }), 'bad_query');
      const told = BadQuery.parse(details);
      expect([told.code, told.place?.line, told.place?.column], message).toEqual([code, line, column]);
      if (line !== undefined)
        expect(message).toContain(`(line ${line}, column ${column} (offset: ${told.place?.offset}))`);
    }
  });

  it('is told where there is none, only comments', async () => {
    for (const query of ['/* nothing */', '// nothing\n'])
      refusedFor(await api.call('cypher', { query }), 'query');
  });

  it('in the middle of a result is the last event, after the rows that came', async () => {
    const response = await post({ query: 'UNWIND [1, 2, 0] AS x RETURN 2 / x AS y' });
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ type }) => type)).toEqual(['columns', 'row', 'row', 'error']);
    expect(lines.at(-1)).toMatchObject({
      error: { code: 'bad_query', details: { code: 'Neo.ClientError.Statement.ArithmeticError' } },
    });
  });

  it('a parameter that is missing is named before anything runs', async () => {
    const query =
      'MATCH (n {id: $id}) WHERE n.x = $`odd name` AND n.y = "$text" // $comment\n RETURN n LIMIT $limit';
    const answer = await api.call('cypher', { query, parameters: { id: 'a' } });
    refusedFor(answer, 'parameters');
    expect(faultIn(answer, 'bad_request').details?.missing).toEqual(['odd name', 'limit']);
    await api.ok('cypher', { query, parameters: { id: 'a', 'odd name': 1, limit: 1 } });
  });
});

it('is never logged, nor are its parameters', async () => {
  for (const query of ['RETURN "secret-one", $p', 'RETRN "secret-one", $p', 'CREATE (:X {p: "secret-one"})'])
    await api.call('cypher', { query, parameters: { p: 'secret-two' } });
  await eventsOf({ query: 'RETURN "secret-one"' });
  expect(api.lines.length).toBeGreaterThan(0);
  expect(api.lines.join('')).not.toMatch(/secret-(one|two)/);
});

it('signs in as the reader, where there is one', async () => {
  await driver.executeQuery(
    "CREATE USER console_reader IF NOT EXISTS SET PASSWORD 'only-reads-here' CHANGE NOT REQUIRED",
    {},
    { database: 'system' },
  );
  const reader = { user: 'console_reader', password: 'only-reads-here' };
  const theirs = neo4jStore(inject('neo4j'), { reader });
  const own = await Api.start(theirs);
  try {
    const gone = new AbortController();
    const asked = own
      .fetch('/api/cypher', {
        method: 'POST',
        headers: { accept: NDJSON, 'content-type': 'application/json' },
        body: JSON.stringify({ query: SILENT }),
        signal: gone.signal,
      })
      .catch(() => {});
    await until('it runs as the reader', async () => {
      const { records } = await driver.executeQuery(
        "SHOW TRANSACTIONS YIELD username, metaData WHERE metaData.what = 'console' RETURN username",
      );
      return records.some((record) => record.get('username') === 'console_reader');
    });
    gone.abort();
    await asked;
    await own.ok('datasets'); // the server itself is still itself
  } finally {
    await own.close();
    await theirs.close();
    await driver.executeQuery('DROP USER console_reader', {}, { database: 'system' });
  }
});

it('without Neo4j says what it needs and why it is not there', async () => {
  const memory = await Api.start(memoryStore(), { withoutNeo4j: [why('memory.noJava', { needs: 17 })] });
  try {
    const { message } = faultIn(await memory.call('cypher', { query: 'RETURN 1' }), 'unsupported');
    expect(message).toContain('No Java was found');
    expect(await memory.ok('cypherConsole')).toMatchObject({ available: false, reason: message });
  } finally {
    await memory.close();
  }
});
