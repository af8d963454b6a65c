import { describe, expect, it } from 'vitest';
import { matchesWords, RECENT, recalled } from '../../../../client/state/recent.ts';

describe('what was used last', () => {
  it('comes first, each once, and no more than are remembered', () => {
    expect(recalled(['a', 'b', 'c'], 'b')).toEqual(['b', 'a', 'c']);
    const many = Array.from({ length: 20 }, (_, at) => `${at}`).reduce<string[]>(recalled, []);
    expect(many).toHaveLength(RECENT);
    expect(many[0]).toBe('19');
  });
});

describe('a command', () => {
  it('is found by the beginnings of its words in any order, in Chinese by what stands in it', () => {
    expect(matchesWords('loop arr', 'Arrange by loops')).toBe(true);
    expect(matchesWords('range', 'Arrange by loops')).toBe(false);
    expect(matchesWords('', 'Arrange')).toBe(true);
    expect(matchesWords('排列', '依循環排列')).toBe(true);
    expect(matchesWords('還原', '依循環排列')).toBe(false);
  });
});
