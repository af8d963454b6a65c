import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoredEntity } from '../../../../server/core/model/stored.ts';
import { fold, sound } from '../../../../server/core/search/fold.ts';
import { rank } from '../../../../server/core/search/score.ts';

const company = (
  id: string,
  nameEn: string,
  nameZh: string,
  aliases: string[] = [],
  summaryEn = 'A company.',
) =>
  StoredEntity.parse({
    id,
    kind: 'Company',
    nameEn,
    nameZh,
    aliases,
    summaryEn,
    summaryZh: '一家公司。',
    dataset: 'd',
  });

const nvidia = company('nvidia', 'Nvidia', '英偉達', ['英伟达', 'NVDA']);
const coreweave = company('coreweave', 'CoreWeave', 'CoreWeave', [], 'A cloud that Nvidia invests in.');
const inflection = company('inflection-ai', 'Inflection AI', 'Inflection AI');
const tiger = company('tiger-global', 'Tiger Global', '環球老虎基金');
const all = [nvidia, coreweave, inflection, tiger];
const found = (query: string): string[] => rank(query, all).map(({ entity }) => entity.id);

describe('folding', () => {
  it.each([
    ['英偉達', '英伟达'],
    ['ＮＶＩＤＩＡ', 'nvidia'],
    ['Inflection-AI', 'inflection ai'],
    ['Café', 'cafe'],
    ['\u2ff0\uf94a ', '垒'],
  ])('makes %s and %s the same', (a, b) => {
    expect(fold(a)).toBe(fold(b));
  });

  it('changes nothing when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 500 },
    );
  });

  it('hears Chinese as pinyin, and nothing in what is not Chinese', () => {
    expect(sound('英偉達')).toBe('yingweida');
    expect(sound('Nvidia')).toBe('');
  });
});

describe('search', () => {
  it.each(['nvidia', 'NVIDIA', '英偉達', '英伟达', '偉達', 'yingweida', 'yingwei', 'nvidai', 'nvda'])(
    'finds Nvidia first by %s',
    (query) => {
      expect(found(query)[0]).toBe('nvidia');
    },
  );

  it('puts a name before a mention in a summary', () => {
    expect(found('nvidia')).toEqual(['nvidia', 'coreweave']);
  });

  it('says which text matched, and how', () => {
    expect(rank('英伟达', all)[0]).toMatchObject({ field: 'nameZh', matched: '英偉達', how: 'exact' });
    expect(rank('tiger glob', all)[0]).toMatchObject({ field: 'nameEn', how: 'prefix' });
    expect(rank('老虎', all)[0]).toMatchObject({ entity: { id: 'tiger-global' }, how: 'contains' });
  });

  it('forgives typing errors in words long enough to have one', () => {
    expect(found('inflecton')).toContain('inflection-ai');
    expect(found('corewaeve')).toContain('coreweave');
    expect(found('xy')).toEqual([]);
  });

  it('finds every entity by each of its names, exactly', () => {
    for (const entity of all)
      for (const name of [entity.nameEn, entity.nameZh, ...entity.aliases])
        expect(rank(name, all)[0]).toMatchObject({ entity: { id: entity.id }, how: 'exact' });
  });

  it('ranks the same whatever order candidates come in', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.constantFrom('nvidia', 'ai', '基金', 'core'),
        (some, query) => {
          expect(rank(query, some).map(({ entity }) => entity.id)).toEqual(found(query));
        },
      ),
    );
  });

  it('finds nothing by nothing', () => {
    expect(rank('  ', all)).toEqual([]);
    expect(rank('…!', all)).toEqual([]);
  });
});
