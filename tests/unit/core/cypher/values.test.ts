import { expect, it } from 'vitest';
import { isTyped } from '../../../../server/core/cypher/values.ts';

it("tells values that say their type from a reader's own maps", () => {
  expect(isTyped({ $type: 'Date', _value: '2023-09-25' })).toBe(true);
  for (const plain of [null, 1, 'Date', ['Date'], { _value: 1 }, { $type: 'Nonsense', _value: 1 }])
    expect(isTyped(plain)).toBe(false);
});
