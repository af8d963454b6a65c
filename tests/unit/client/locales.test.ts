import { describe, expect, it } from 'vitest';
import { en } from '../../../client/locales/en.ts';
import { zh } from '../../../client/locales/zh.ts';

const holes = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

describe('texts', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });
  it('take the same values in both languages', () => {
    const entries: [string, string][] = Object.entries(en);
    const other: Record<string, string> = zh;
    for (const [key, text] of entries)
      if (!key.endsWith('_one')) expect([key, holes(other[key] ?? '')]).toEqual([key, holes(text)]);
  });
  it('are in traditional characters', () => {
    // Characters that stand in simplified script only.
    const wrong = Object.entries(zh).filter(([, text]) => /[这们个对开关实谱缩显选择隐资产现说]/.test(text));
    expect(wrong).toEqual([]);
  });
});
