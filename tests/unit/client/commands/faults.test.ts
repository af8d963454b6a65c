import { beforeAll, expect, it } from 'vitest';
import { cutText } from '../../../../client/commands/faults.ts';
import { startTexts, translate } from '../../../../client/locales/index.ts';

beforeAll(() => startTexts('en'));

it('says why a list is cut short: by how many are wanted, by time, or by how many ways there are to tell', () => {
  const cut = { found: 412, counted: true, searched: { done: 3, total: 9 } };
  expect(cutText(translate, { ...cut, reason: 'limit' })).toContain('There are 412 in all');
  expect(cutText(translate, { ...cut, reason: 'limit' })).toContain('Filter by length');
  expect(cutText(translate, { ...cut, reason: 'limit' }, true)).toContain('The list goes on at its end');
  expect(cutText(translate, { ...cut, counted: false, reason: 'limit' })).toContain('more than 412');
  expect(cutText(translate, { ...cut, reason: 'time' })).toMatch(/Time was up after 3 of 9 .* 412 found/);
  expect(cutText(translate, { ...cut, reason: 'combinations' })).toContain('in more ways');
});
