import { describe, expect, it } from 'vitest';
import { choiceOf, choicesOf, chosenBy, REACH, reachOf } from '../../../../client/state/datasets.ts';
import { ServedDataset } from '../../../../server/core/model/stored.ts';

const served = (id: string, claims: number, shownFirst?: boolean): ServedDataset =>
  ServedDataset.parse({
    id,
    nameEn: id,
    nameZh: id,
    summaryEn: id,
    summaryZh: id,
    version: '1',
    counts: { entities: 1, claims, deals: 0, sources: 1, evidence: 1 },
    ...(shownFirst ? { shownFirst } : {}),
  });
const article = served('article', 210, true);
const since = served('since', 562);

describe('the choice of datasets', () => {
  it('is what is shown first, the rest, or all', () => {
    const two = [since, article];
    expect(choicesOf(two)).toEqual(['first', 'rest', 'all']);
    expect(chosenBy(two, 'first')).toEqual(['article']);
    expect(chosenBy(two, 'rest')).toEqual(['since']);
    expect(choiceOf(two, ['since', 'article'])).toBe('all');
    expect(choiceOf(two, ['other'])).toBeUndefined();
  });
  it('is no choice where there is one, or where none is marked', () => {
    expect(choicesOf([article])).toEqual(['first']);
    expect(chosenBy([since], 'first')).toEqual(['since']);
    expect(choicesOf([])).toEqual([]);
  });
  it('looks for shorter loops where there is much', () => {
    expect(reachOf([article, since], ['article'])).toBe(REACH.little);
    expect(reachOf([article, since], ['since'])).toBe(REACH.much);
  });
});
