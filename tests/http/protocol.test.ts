import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { sample } from '../store/sample.ts';
import { Api, answerOf, faultIn, refusedFor } from './support.ts';

const store = memoryStore();
let api: Api;
beforeAll(async () => {
  await store.load(sample('http-protocol'));
  api = await Api.start(store);
});
afterAll(() => api?.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: BodyInit, headers: Record<string, string> = JSON_TYPE) =>
  api.fetch('/api/subgraph', { method: 'POST', headers, body });

/** Bytes on the wire, where a client library would not send them as they are. */
async function raw(...lines: string[]): Promise<string> {
  const socket = connect(Number(api.port), '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => {});
  socket.write(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`, 'latin1');
  await new Promise((resolve) => socket.on('close', resolve));
  return text;
}

describe('what is not there', () => {
  it.each([
    '/api',
    '/api/',
    '/api/nothing',
    '/api/entities',
    '/api/entities/',
    '/api/entities/a/b/c',
    '/api/loops/1',
    '/api/LOOPS',
  ])('no operation: %s', async (address) => {
    faultIn(await api.fetch(address), 'not_found');
  });
  it.each([
    '/nothing',
    '/..%2f..%2fpackage.json',
    '/.git/config',
    '/api/docs/../../package.json',
    '/api/docs/..%2fpackage.json',
    '/api/docs/nothing.js',
    '/constructor',
    '/__proto__',
  ])('no page: %s', async (address) => {
    faultIn(await api.fetch(address), 'not_found');
  });
  it('says nothing of what the path was beyond the path', async () => {
    const answer = await api.fetch('/api/<script>alert(1)</script>?secret=1');
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(faultIn(answer, 'not_found').message).not.toContain('secret');
  });
  it.each([
    ['POST', '/api/loops'],
    ['DELETE', '/api/entities/maker'],
    ['PUT', '/api/health'],
    ['PATCH', '/api/datasets'],
    ['GET', '/api/subgraph'],
  ])('no such method: %s %s', async (method, address) => {
    faultIn(await api.fetch(address, { method }), 'not_found');
  });
  it('answers HEAD as GET without a body', async () => {
    const answer = await api.fetch('/api/datasets', { method: 'HEAD' });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });
});

describe('bodies', () => {
  it.each([
    '{',
    '{"ids":["maker"]',
    "{'ids': 1}",
    'ids=maker',
    '{"ids":[1,]}',
    '\u0000',
    '"text"',
    '7',
    'null',
  ])('that are no JSON object: %j', async (body) => {
    const { message } = faultIn(await post(body), 'bad_request');
    expect(message).toContain('JSON');
  });
  it.each(['[]', '["maker"]', '{}', ''])('without what is asked for: %j', async (body) => {
    refusedFor(await post(body), 'ids');
  });
  it('of another type are not looked into', async () => {
    refusedFor(await post('{"ids":["maker"]}', { 'content-type': 'text/plain' }), 'ids');
    refusedFor(await post('ids=maker', { 'content-type': 'application/x-www-form-urlencoded' }), 'ids');
  });
  it('that are too large, as they are or unpacked', async () => {
    const large = JSON.stringify({ ids: ['maker'], more: 'x'.repeat(300 * 1024) });
    faultIn(await post(large), 'too_large');
    faultIn(await post(gzipSync(large), { ...JSON_TYPE, 'content-encoding': 'gzip' }), 'too_large');
  });
  it('packed ones are taken, broken or unknown packings refused', async () => {
    const packed = gzipSync(JSON.stringify({ ids: ['maker'] }));
    answerOf('subgraph', await post(packed, { ...JSON_TYPE, 'content-encoding': 'gzip' }));
    faultIn(await post('not gzip', { ...JSON_TYPE, 'content-encoding': 'gzip' }), 'bad_request');
    faultIn(await post(packed.subarray(0, 20), { ...JSON_TYPE, 'content-encoding': 'gzip' }), 'bad_request');
    faultIn(await post('{}', { ...JSON_TYPE, 'content-encoding': 'rot13' }), 'bad_request');
    faultIn(await post('{}', { 'content-type': 'application/json; charset=klingon' }), 'bad_request');
  });
  it('cannot reach prototypes', async () => {
    refusedFor(await post('{"__proto__":{"ids":["maker"]}}'), 'ids');
    refusedFor(await post('{"constructor":{"prototype":{"ids":["maker"]}}}'), 'ids');
    const answer = await post('{"ids":["maker"],"__proto__":{"datasets":["x"]},"toString":1}');
    refusedFor(answer, '__proto__');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
  it('cannot overrule the path', async () => {
    const answer = await api.fetch('/api/entities/maker?id=cloud');
    expect(answerOf('entity', answer).entity.id).toBe('maker');
  });
  it('deeply nested ones are refused, not fallen over', async () => {
    refusedFor(await post(`{"ids":${'['.repeat(50_000)}${']'.repeat(50_000)}}`), 'ids');
  });
});

describe('addresses', () => {
  it.each(['/api/entities/%E0%A4%A', '/api/entities/%', '/api/claims/%zz', '/api/entities/%ff/claims'])(
    'with broken percent-encoding: %s',
    async (address) => {
      faultIn(await api.fetch(address), 'bad_request');
    },
  );
  it.each(['/%E0%A4%A', '/api/%E0%A4%A', '/api/docs/%E0%A4%A'])(
    'that lead nowhere and are broken too: %s',
    async (address) => {
      const answer = await api.fetch(address);
      faultIn(answer, answer.status === 400 ? 'bad_request' : 'not_found');
    },
  );
  it.each([
    '/api/entities/a%2Fb',
    '/api/entities/%00',
    '/api/entities/maker%0a',
    '/api/entities/%F0%9F%92%A9',
  ])('with what no id has: %s', async (address) => {
    refusedFor(await api.fetch(address), 'id');
  });
  it('with a broken value take it as text', async () => {
    answerOf('search', await api.fetch('/api/search?q=%E0%A4%A'));
  });
  it('may be 10,000 characters long', async () => {
    refusedFor(await api.fetch(`/api/search?q=${'a'.repeat(10_000)}`), 'q');
    refusedFor(await api.fetch(`/api/loops?through=${'a,'.repeat(5_000)}`), 'through');
    refusedFor(await api.fetch(`/api/datasets?${'a=1&'.repeat(2_500)}`), 'a');
  });
  it('longer than that end the connection with a status, and the server lives on', async () => {
    expect(await raw(`GET /api/search?q=${'a'.repeat(20_000)} HTTP/1.1`, 'Host: localhost')).toMatch(
      /^HTTP\/1.1 431 /,
    );
    await api.ok('datasets');
  });
  it('of two slashes or of another site are not followed there', async () => {
    expect(await raw('GET //evil.example/api/health HTTP/1.1', 'Host: localhost')).toMatch(/^HTTP\/1.1 404 /);
    expect(await raw('GET http://evil.example/nothing HTTP/1.1', 'Host: localhost')).toMatch(
      /^HTTP\/1.1 404 /,
    );
  });
});

describe('ranges and conditions', () => {
  const file = '/api/docs/swagger-ui.css';
  it('that cannot be met are the asker’s fault', async () => {
    faultIn(await api.fetch(file, { headers: { range: 'bytes=999999999-' } }), 'bad_request');
    faultIn(await api.fetch(file, { headers: { 'if-match': '"other"' } }), 'bad_request');
  });
});

it('tells its requests apart', async () => {
  const ids = await Promise.all(
    [1, 2, 3].map(async () => faultIn(await api.fetch('/api/no'), 'not_found').requestId),
  );
  expect(new Set(ids).size).toBe(3);
});
