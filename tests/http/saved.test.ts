import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { snapshotId } from '../../server/core/formats/canonical.ts';
import { MOST_SAVED_BYTES } from '../../server/core/model/saved.ts';
import { Api, faultIn, openStore, refusedFor } from './support.ts';

const store = openStore();
let api: Api;
let closed: Api;
beforeAll(async () => {
  api = await Api.start(store);
  closed = await Api.start(store, { readOnly: true });
});
const view = (on: string) => ({ format: 1, parts: { on } });
const mine = { kind: 'view', id: 'http-saved' };
afterEach(async () => {
  await store.workspace.remove('view', mine.id);
});
afterAll(async () => {
  await api?.close();
  await closed?.close();
  await store.close();
});

describe('what is saved', () => {
  it('is listed, read, replaced, taken away and brought back', async () => {
    const { saved } = await api.ok('save', { ...mine, name: '  The loops ', body: view('a') });
    expect(saved).toMatchObject({ ...mine, name: 'The loops' });
    expect((await api.ok('savedList', { kind: 'view' })).saved).toContainEqual(saved);
    expect(await api.ok('saved', mine)).toEqual({ saved, body: view('a') });
    await api.ok('save', { ...mine, name: 'Other', body: view('b') });
    const replaced = await api.ok('saved', mine);
    expect(replaced).toMatchObject({ saved: { name: 'Other' }, body: view('b') });
    await api.ok('savedRemove', mine);
    faultIn(await api.call('saved', mine), 'not_found');
    faultIn(await api.call('savedRemove', mine), 'not_found');
    await api.ok('savedRestore', mine);
    expect(await api.ok('saved', mine)).toEqual(replaced);
  });

  it('comes in pages', async () => {
    const ids = ['http-saved-1', 'http-saved-2', 'http-saved-3'];
    try {
      for (const id of ids)
        await api.ok('save', { kind: 'query', id, name: id, body: { query: 'RETURN 1' } });
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await api.ok('savedList', { kind: 'query', limit: 1, cursor });
        expect(page.truncated).toBe(page.next !== undefined);
        found.push(...page.saved.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(found.filter((id) => ids.includes(id)).sort()).toEqual(ids);
    } finally {
      for (const id of ids) await store.workspace.remove('query', id);
    }
  });

  it('is as large as it may be, and no larger', async () => {
    const room = MOST_SAVED_BYTES - JSON.stringify(view('')).length;
    await api.ok('save', { ...mine, name: 'x', body: view('a'.repeat(room)) });
    const tooLarge = { ...mine, name: 'x', body: view('a'.repeat(room + 1)) };
    expect(faultIn(await api.call('save', tooLarge), 'too_large').details).toEqual({
      bytes: MOST_SAVED_BYTES + 1,
      most: MOST_SAVED_BYTES,
    });
    faultIn(await api.call('save', { ...mine, name: 'x', body: view('a'.repeat(300_000)) }), 'too_large');
  });

  it('is refused where it nests deeper than can be walked', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const answer = await api.fetch('/api/saved/query/http-saved', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: `{"name":"x","body":{"query":"RETURN $x","parameters":{"x":${deep}}}}`,
    });
    refusedFor(answer, 'body');
  });

  it('is a snapshot under the hash of its content, the same however it is written', async () => {
    const parts = { on: 'a', lang: 'en' };
    const id = snapshotId({ format: 1, parts });
    expect(id).toBe(snapshotId({ parts: { lang: 'en', on: 'a' }, format: 1 }));
    await api.ok('save', { kind: 'snapshot', id, name: 'x', body: { format: 1, parts } });
    expect((await api.ok('saved', { kind: 'snapshot', id })).body).toEqual({ format: 1, parts });
    faultIn(await api.call('save', { kind: 'snapshot', id, name: 'x', body: view('other') }), 'bad_request');
  });
});

describe('writing', () => {
  const body = JSON.stringify({ name: 'x', body: view('a') });
  const json = { 'content-type': 'application/json' };
  const writes = [
    ['PUT', '/api/saved/view/http-saved', body],
    ['DELETE', '/api/saved/view/http-saved', undefined],
    ['POST', '/api/saved/view/http-saved/restore', undefined],
  ] as const;

  it.each(writes)('is refused to another site’s page: %s', async (method, path, sent) => {
    await api.ok('save', { ...mine, name: 'Before', body: view('b') });
    const headers = { ...json, origin: 'https://elsewhere.example' };
    const answer = await api.fetch(path, { method, headers, ...(sent ? { body: sent } : {}) });
    faultIn(answer, 'forbidden');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect((await api.ok('saved', mine)).saved.name).toBe('Before');
  });

  it('answers no preflight of another site', async () => {
    const answer = await api.fetch('/api/saved/view/http-saved', {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'PUT' },
    });
    faultIn(answer, 'forbidden');
  });

  it('takes JSON only, which no form can send', async () => {
    const answer = await api.fetch('/api/saved/view/http-saved', {
      method: 'PUT',
      headers: { 'content-type': 'text/plain' },
      body,
    });
    faultIn(answer, 'bad_request');
  });

  it.each(writes)('is refused where it is switched off: %s', async (method, path, sent) => {
    await api.ok('save', { ...mine, name: 'Before', body: view('b') });
    faultIn(
      await closed.fetch(path, { method, headers: json, ...(sent ? { body: sent } : {}) }),
      'forbidden',
    );
    expect((await closed.ok('saved', mine)).saved.name).toBe('Before');
    expect((await closed.ok('health')).writable).toBe(false);
    expect((await api.ok('health')).writable).toBe(true);
  });
});
