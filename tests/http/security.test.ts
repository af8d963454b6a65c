import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { sample } from '../store/sample.ts';
import { Api, faultIn, openStore } from './support.ts';

const TOKEN = 'secret/token+with=odd;signs%41 and-more';
const store = memoryStore();
let open: Api;
let locked: Api;
beforeAll(async () => {
  await store.load(sample('http-security'));
  open = await Api.start(store);
  locked = await Api.start(store, { access: { hosts: ['127.0.0.1'], token: TOKEN } });
});
afterAll(async () => {
  await open?.close();
  await locked?.close();
});

/** With headers that `fetch` keeps to itself. */
function ask(
  api: Api,
  headers: Record<string, string>,
  address = '/api/health',
): Promise<{ status: number; body: unknown; text: string; headers: Headers }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${api.base}${address}`,
      { headers, setHost: !('host' in headers) },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => {
          const json = answer.headers['content-type']?.startsWith('application/json') ?? false;
          resolve({
            status: answer.statusCode ?? 0,
            headers: new Headers(
              Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]),
            ),
            text,
            body: json ? JSON.parse(text) : undefined,
          });
        });
      },
    );
    sent.on('error', reject).end();
  });
}

describe('under which name it is asked', () => {
  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', 'localhost:1', '[::1]:4680'])(
    'answers as %s',
    async (host) => {
      expect((await ask(open, { host })).status).toBe(200);
    },
  );
  it.each([
    'evil.example',
    'evil.example:4680',
    'localhost.evil.example',
    'localhost@evil.example',
    'evil.example#localhost',
    'evil.example?localhost',
    '127.0.0.1.nip.io',
    '192.168.0.1',
    '0.0.0.0',
    '[::2]',
    'a b',
    '',
  ])('refuses %j', async (host) => {
    for (const address of ['/api/health', '/api/loops', '/', '/api/docs/'])
      faultIn(await ask(open, { host }, address), 'forbidden');
  });
});

describe('from which site it is asked', () => {
  it('answers its own pages', async () => {
    expect((await ask(open, { origin: open.base })).status).toBe(200);
    const host = `localhost:${open.port}`;
    expect((await ask(open, { host, origin: `http://${host}` })).status).toBe(200);
  });
  it.each([
    'http://evil.example',
    'null',
    '',
    'http://localhost',
    'http://127.0.0.1:1',
    'http://127.0.0.1.evil.example',
    'file://',
    'chrome-extension://abc',
  ])('refuses a page of %j', async (origin) => {
    faultIn(await ask(open, { origin }), 'forbidden');
    faultIn(
      await open.fetch('/api/subgraph', { method: 'POST', headers: { origin: origin || 'null' } }),
      'forbidden',
    );
  });
  it('gives no other site leave to read', async () => {
    const answer = await open.fetch('/api/health', {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.example', 'access-control-request-method': 'GET' },
    });
    expect(answer.status).toBe(403);
    for (const { headers } of [answer, await open.fetch('/api/health')])
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a site that was named', () => {
  const LAB = 'https://lab.example';
  let named: Api;
  beforeAll(async () => {
    named = await Api.start(store, { access: { hosts: ['127.0.0.1'], embedders: [LAB] } });
  });
  afterAll(() => named?.close());

  it('may show the page in a frame, and nobody else may', async () => {
    const { headers } = await named.fetch('/api/health');
    expect(headers.get('content-security-policy')).toContain(`frame-ancestors 'self' ${LAB};`);
    expect(headers.get('x-frame-options')).toBeNull();
  });
  it('may read the API, and is told so before it asks', async () => {
    const answer = await named.fetch('/api/health', { headers: { origin: LAB } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(LAB);
    expect(answer.headers.get('vary')).toContain('Origin');
    const before = await named.fetch('/api/loops', {
      method: 'OPTIONS',
      headers: { origin: LAB, 'access-control-request-method': 'GET' },
    });
    expect(before.status).toBe(204);
    expect(before.headers.get('access-control-allow-methods')).toBe('GET');
    expect(before.headers.get('access-control-allow-credentials')).toBeNull();
  });
  it('may do nothing else, and no other site may read', async () => {
    for (const method of ['POST', 'PUT', 'DELETE'])
      faultIn(await named.fetch('/api/subgraph', { method, headers: { origin: LAB } }), 'forbidden');
    for (const origin of [
      'https://lab.example.evil',
      'http://lab.example',
      'https://lab.example:444',
      'null',
    ])
      faultIn(await named.fetch('/api/health', { headers: { origin } }), 'forbidden');
  });
});

describe('a token', () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  it('is asked for everywhere', async () => {
    for (const address of ['/api/health', '/api/loops', '/api/openapi.json', '/api/docs/', '/', '/nothing'])
      faultIn(await locked.fetch(address), 'unauthorised');
    faultIn(await locked.fetch('/api/subgraph', { method: 'POST', body: '{' }), 'unauthorised');
  });
  it('opens as a bearer', async () => {
    expect((await locked.fetch('/api/health', { headers: bearer(TOKEN) })).status).toBe(200);
  });
  it.each(['', 'x', TOKEN.slice(1), `${TOKEN}x`, TOKEN.toUpperCase(), 'undefined', 'ö'])(
    'wrong as %j opens nothing',
    async (wrong) => {
      faultIn(
        await locked.fetch('/api/health', { headers: bearer(encodeURIComponent(wrong)) }),
        'unauthorised',
      );
      const cookie = `loopscope_token=${encodeURIComponent(wrong)}`;
      faultIn(await locked.fetch('/api/health', { headers: { cookie } }), 'unauthorised');
      faultIn(await locked.fetch(`/api/health?token=${encodeURIComponent(wrong)}`), 'unauthorised');
    },
  );
  it.each(['loopscope_token=%', 'loopscope_token=%E0%A4%A', 'loopscope_token', 'x_loopscope_token=1', ';;='])(
    'in a broken cookie (%s) is no token',
    async (cookie) => {
      faultIn(await locked.fetch('/api/health', { headers: { cookie } }), 'unauthorised');
      expect((await locked.fetch('/api/health', { headers: { cookie, ...bearer(TOKEN) } })).status).toBe(200);
    },
  );
  it('in an address becomes a cookie that scripts and other sites cannot use, and leaves the address', async () => {
    const given = await locked.fetch(`/?token=${encodeURIComponent(TOKEN)}`);
    expect([given.status, given.headers.get('location')]).toEqual([303, '/']);
    const cookie = given.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    const kept = cookie.split(';')[0] ?? '';
    expect(
      (await locked.fetch('/api/health', { headers: { cookie: `other=1; ${kept}; more=2` } })).status,
    ).toBe(200);
  });
  it('leaves what else the address asks for', async () => {
    const query = `reading=trail&through=a%2Cb&token=${encodeURIComponent(TOKEN)}&q=%E8%8B%B1+x`;
    const given = await locked.fetch(`/api/loops?${query}`);
    const to = new URL(given.headers.get('location') ?? '', locked.base);
    expect(to.pathname).toBe('/api/loops');
    expect(Object.fromEntries(to.searchParams)).toEqual({ reading: 'trail', through: 'a,b', q: '英 x' });
  });
  it.each([
    '//evil.example/',
    '///evil.example',
    '/\\evil.example',
    '/\\/evil.example/x',
    '//evil.example/%2e%2e',
    '/%5Cevil.example',
    '/%2F/evil.example',
    '/.//evil.example',
    'http://evil.example/',
  ])('in the address %s leads nowhere else', async (address) => {
    const given = await ask(locked, {}, '/'); // the server is there
    expect(given.status).toBe(401);
    const answer = await new Promise<string | undefined>((resolve, reject) => {
      const path = `${address}?token=${encodeURIComponent(TOKEN)}`;
      httpRequest({ host: '127.0.0.1', port: locked.port, path }, (response) => {
        response.resume();
        resolve(response.headers.location);
      })
        .on('error', reject)
        .end();
    });
    expect(new URL(answer ?? 'http://none.example', locked.base).origin).toBe(locked.base);
  });
  it('is no way in where none is set: it stays an unknown key', async () => {
    expect((await open.fetch('/api/health?token=x')).status).toBe(200);
  });
  it('does not lift the check of names and sites', async () => {
    faultIn(await ask(locked, { host: 'evil.example', ...bearer(TOKEN) }), 'forbidden');
    faultIn(await ask(locked, { origin: 'http://evil.example', ...bearer(TOKEN) }), 'forbidden');
  });
});

describe('headers', () => {
  it.each([
    '/api/health',
    '/api/loops',
    '/api/docs/',
    '/api/docs/swagger-ui-bundle.js',
    '/api/nothing',
    '/nothing',
    '/',
  ])('of %s keep scripts, frames and types in their place', async (address) => {
    const { headers } = await open.fetch(address);
    const policy = Object.fromEntries(
      (headers.get('content-security-policy') ?? '').split(';').map((part) => {
        const [name = '', ...values] = part.trim().split(/\s+/);
        return [name, values.join(' ')];
      }),
    );
    expect(policy).toMatchObject({
      'default-src': "'self'",
      'script-src': "'self'",
      'connect-src': "'self'",
      'object-src': "'none'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
    });
    expect(JSON.stringify(policy)).not.toMatch(/unsafe-eval|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
  });
  it('let nobody keep answers of the API', async () => {
    for (const address of ['/api/datasets', '/api/nothing', '/api/search'])
      expect((await open.fetch(address)).headers.get('cache-control')).toBe('no-store');
  });
});

it('slows down who asks too often, and says for how long', async () => {
  const slow = await Api.start(store, { requestsPerMinute: 3 });
  try {
    for (let at = 0; at < 3; at++) expect((await slow.fetch('/api/datasets')).status).toBe(200);
    const answer = await slow.fetch('/api/datasets');
    faultIn(answer, 'too_many');
    const wait = Number(answer.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await slow.fetch('/')).status).not.toBe(429); // the page itself still comes
  } finally {
    await slow.close();
  }
});

it('logs no query, no body, no token and no header, whatever comes of the request', async () => {
  const neo4j = openStore();
  const api = await Api.start(neo4j, { access: { hosts: ['127.0.0.1'], token: TOKEN } });
  const authorization = `Bearer ${TOKEN}`;
  const secret = 'zebra';
  try {
    const asked = [
      `/api/search?q=${secret}`,
      `/api/search?q=${secret}&limit=${secret}`,
      `/api/search?q=${encodeURIComponent(`${secret} AND (`)}`,
      `/api/loops?through=${secret}`,
      `/api/paths?from=${secret}&to=${secret}`,
      `/api/entities/x?datasets=${secret}`,
      `/nothing?${secret}`,
      `/api/${'%E0%A4%A'}?${secret}`,
    ];
    const cookie = `note=${secret}; loopscope_token=${encodeURIComponent(TOKEN)}`;
    for (const address of asked) {
      await api.fetch(address, { headers: { authorization, 'x-note': secret, 'user-agent': secret } });
      await api.fetch(address, { headers: { cookie, referer: `http://127.0.0.1/${secret}` } });
      await api.fetch(address, { headers: { authorization: `Bearer ${secret}` } });
      await api.fetch(`${address.split('?')[0]}?token=${encodeURIComponent(TOKEN)}`);
    }
    for (const body of [`{"ids":["${secret}"]}`, `{"ids":"${secret.toUpperCase()}"}`, `{${secret}`])
      await api.fetch('/api/subgraph', {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body,
      });
    const log = api.lines.join('');
    expect(api.lines.length).toBeGreaterThan(asked.length);
    expect(log).toContain('/api/search');
    expect(log.toLowerCase()).not.toContain(secret);
    for (const form of [TOKEN, encodeURIComponent(TOKEN), 'secret/token']) expect(log).not.toContain(form);
  } finally {
    await api.close();
    await neo4j.close();
  }
});
