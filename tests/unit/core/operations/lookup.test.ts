import { beforeAll, describe, expect, it } from 'vitest';
import { claimsNamed, entitiesNamed, keyFor } from '../../../../server/core/operations/lookup.ts';
import { memoryStore } from '../../../../server/core/store/memory/index.ts';
import { sample } from '../../../store/sample.ts';

describe('records that refs name', () => {
  const store = memoryStore();
  const both = ['first', 'second'];
  beforeAll(async () => {
    await store.load(sample('first'));
    await store.load(sample('second'));
  });

  it('come in the order of the refs, one for each, by short id and by key', async () => {
    const refs = ['maker', 'first:cloud', 'maker', 'lab'];
    const named = await entitiesNamed(store, ['first'], refs);
    expect(named.map(keyFor)).toEqual(['first:maker', 'first:cloud', 'first:maker', 'first:lab']);
    const claims = await claimsNamed(store, both, ['second:loan-pledge', 'first:loan-lends']);
    expect(claims.map(keyFor)).toEqual(['second:loan-pledge', 'first:loan-lends']);
    expect(await entitiesNamed(store, both)).toEqual([]);
  });

  it('are asked for by the first of several that cannot be told', async () => {
    const asked = (refs: string[]) => entitiesNamed(store, both, refs);
    await expect(asked(['maker', 'cloud'])).rejects.toMatchObject({
      code: 'ambiguous',
      details: { candidates: ['first:maker', 'second:maker'] },
    });
    await expect(asked(['first:maker', 'nobody', 'cloud'])).rejects.toMatchObject({ code: 'not_found' });
    await expect(asked(['cloud', 'nobody'])).rejects.toMatchObject({
      details: { candidates: ['first:cloud', 'second:cloud'] },
    });
  });
});
