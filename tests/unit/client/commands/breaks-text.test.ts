import { beforeAll, expect, it } from 'vitest';
import { breaksText } from '../../../../client/commands/breaks-text.ts';
import { startTexts, translate } from '../../../../client/locales/index.ts';

beforeAll(() => startTexts('en'));

type Broken = Parameters<typeof breaksText>[1];
const sets = (count: number, size: number): Broken['smallest']['sets'] =>
  Array.from({ length: count }, (_, set) => Array.from({ length: size }, (_, at) => [`d:c${set}-${at}`]));
const said = (smallest: Broken['smallest'], by: 'claim' | 'leg' = 'claim', truncated = false) =>
  breaksText(translate, { smallest, truncated }, by);

it('says of a set that it is the smallest only where that is known', () => {
  expect(said({ sets: sets(2, 3), exact: true, least: 3 })).toBe(
    '3 claims are enough, and no fewer will do (exact). Any of 2 such sets does it.',
  );
  const greedy = said({ sets: sets(1, 5), exact: false, least: 3 });
  expect(greedy).toMatch(/5 claims .*greedily.* than 3\.$/);
  expect(greedy).not.toContain('exact)');
  expect(said({ sets: sets(1, 1), exact: false, least: 1 }, 'leg')).toMatch(
    /^One leg is enough, found greedily/,
  );
  expect(said({ sets: sets(1, 4), exact: false, least: 2 }, 'leg')).toMatch(/4 legs .*greedily.* than 2\.$/);
});

it('says that it was not worked out, and what is known, which is not that there is nothing to break', () => {
  expect(said({ sets: [], exact: false, least: 7 })).toMatch(/Not worked out .* at least 7/);
  expect(said({ sets: [[]], exact: true, least: 0 })).toBe('There is nothing to break.');
});

it('says that more loops may be left than were looked at', () => {
  expect(said({ sets: sets(1, 2), exact: true, least: 2 }, 'claim', true)).toMatch(
    /more loops than were looked at/,
  );
});
