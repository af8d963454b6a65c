import { expect, it } from 'vitest';
import type { Kind } from '../../../../server/core/model/registry.ts';
import { likeness } from '../../../../server/core/search/alike.ts';

const called = (
  nameEn: string,
  nameZh = nameEn,
  aliases: string[] = [],
  kind: Exclude<Kind, 'Metric' | 'Group'> = 'Company',
) => ({
  kind,
  nameEn,
  nameZh,
  aliases,
});

it.each([
  ['Nvidia', 'NVIDIA Corp.', 'name'],
  ['英偉達', '英伟达', 'name'],
  ['CoreWeave', 'Core-Weave, Inc.', 'name'],
  ['台積電股份有限公司', '台积电', 'name'],
  ['英偉達', 'Yingweida', 'sound'],
  ['CoreWeave', 'CoreWave', 'spelling'],
  ['Inflection', 'Inflektion', 'spelling'],
  ['H100', 'H200', undefined],
  ['Meta', 'Beta', undefined],
  ['Microsoft', 'Amazon', undefined],
])('%s and %s: %s', (a, b, by) => {
  expect(likeness(called(a), called(b))).toBe(by);
  expect(likeness(called(b), called(a))).toBe(by);
});

it('by an alias, but never a chip and a company', () => {
  expect(likeness(called('Somebody', '某', ['英伟达']), called('Nvidia', '英偉達'))).toBe('name');
  expect(likeness(called('Hopper'), called('Hopper', 'Hopper', [], 'Chip'))).toBeUndefined();
});
