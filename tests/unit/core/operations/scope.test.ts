import { beforeAll, describe, expect, it } from 'vitest';
import { scopeFor } from '../../../../server/core/operations/lookup.ts';
import { memoryStore } from '../../../../server/core/store/memory/index.ts';
import { sample } from '../../../store/sample.ts';

describe('which datasets a question is about', () => {
  const store = memoryStore();
  const plain = memoryStore();
  beforeAll(async () => {
    const first = sample('first');
    await store.load({ ...first, info: { ...first.info, shownFirst: true } });
    await store.load(sample('second'));
    await plain.load(sample('second'));
  });

  it('is what it names, whatever else is served', async () => {
    expect(await scopeFor(store, ['second'], ['maker'])).toEqual(['second']);
  });

  it('is what is shown first, for a short id and where nothing is named', async () => {
    expect(await scopeFor(store, undefined, ['maker'])).toEqual(['first']);
    expect(await scopeFor(store, undefined)).toEqual(['first']);
  });

  it('is where its refs lead, when each names its dataset', async () => {
    expect(await scopeFor(store, undefined, ['second:maker', 'second:cloud'])).toEqual(['second']);
    expect(await scopeFor(store, undefined, ['second:maker', 'cloud'])).toEqual(['first', 'second']);
  });

  it('is everything where nothing is marked to be shown first', async () => {
    expect(await scopeFor(plain, undefined, ['maker'])).toBeUndefined();
  });
});
