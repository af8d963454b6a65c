import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guarded, unguarded } from '../../../../server/core/model/formula.ts';

describe('text for a spreadsheet', () => {
  it.each(['=1+1', '-a', '@x', '+1+cmd|calc', '-2+3', "'=1", '\t=1', '+', '+20%x'])(
    '%j runs nothing',
    (text) => {
      expect(guarded(text)).toBe(`'${text}`);
    },
  );
  it.each(['+20%', '-5', '-1,234.5', '+1e9', '-.5', '20', 'a=b', ''])(
    '%j is no formula, and stays as it is',
    (text) => {
      expect(guarded(text)).toBe(text);
    },
  );
  it('comes back as it was', () => {
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^['=+\-@\t0-9%.e]{0,6}$/));
    fc.assert(fc.property(texts, (text) => unguarded(guarded(text)) === text));
  });
});
