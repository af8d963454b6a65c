import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, asApiError } from '../../../../client/api/errors.ts';
import { call, requestOf } from '../../../../client/api/http.ts';

const answer = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }));
afterEach(() => vi.unstubAllGlobals());

describe('requests', () => {
  it('put path parameters, query and body where the contract has them', () => {
    expect(
      requestOf('expand', { id: 'd:nvidia', type: ['USES', 'MAKES'], direction: undefined, limit: 5 }),
    ).toEqual({
      url: '/api/entities/d%3Anvidia/expand?type=USES%2CMAKES&limit=5',
      body: undefined,
    });
    expect(requestOf('subgraph', { ids: ['a', 'b'] })).toEqual({
      url: '/api/subgraph',
      body: '{"ids":["a","b"]}',
    });
    expect(requestOf('health', {})).toEqual({ url: '/api/health', body: undefined });
  });
});

describe('answers', () => {
  it('are given as they are', async () => {
    answer(200, { datasets: [] });
    expect(await call('datasets', {})).toEqual({ datasets: [] });
  });
  it('of a server that is not ready are still its health', async () => {
    const health = {
      alive: true,
      ready: false,
      store: 'neo4j',
      reason: 'starting',
      version: '1',
      writable: true,
      datasets: [],
    };
    answer(503, health);
    expect(await call('health', {})).toEqual(health);
  });
  it.each([
    [404, { error: { code: 'not_found', message: 'none', requestId: 'r' } }, 'not_found'],
    [502, 'a proxy speaking', 'unavailable'],
    [418, {}, 'bad_request'],
  ])('with status %d become one error', async (status, body, code) => {
    answer(status, body);
    await expect(call('datasets', {})).rejects.toMatchObject({ name: 'ApiError', code });
  });
  it('that never come are "offline", and those given up are "cancelled"', () => {
    expect(asApiError(new TypeError('failed to fetch')).code).toBe('offline');
    expect(asApiError(new DOMException('', 'AbortError')).code).toBe('cancelled');
    const same = new ApiError('busy', 'x');
    expect(asApiError(same)).toBe(same);
  });
});
