import { describe, expect, it } from 'vitest';
import { inUnits, limitIn, limitsAt } from '../../../../../client/state/console/limits.ts';

describe('a limit', () => {
  it.each([
    ['timeoutMs', '30', { limit: 30_000 }],
    ['timeoutMs', '0.5', { limit: 500 }],
    ['maxRows', ' 10,000 ', { limit: 10_000 }],
    ['maxBytes', '1.5', { limit: 1_572_864 }],
    ['maxRows', '', { limit: undefined }],
    ['maxRows', '0', { limit: undefined, fault: 'number' }],
    ['maxRows', '-1', { limit: undefined, fault: 'number' }],
    ['maxRows', 'many', { limit: undefined, fault: 'number' }],
    ['maxRows', '1e999', { limit: 2_000_000, fault: 'beyond' }],
    ['maxRows', '2000001', { limit: 2_000_000, fault: 'beyond' }],
  ] as const)('%s %j comes to what it says', (name, text, read) => {
    expect(limitIn(name, text, 2_000_000)).toEqual(read);
  });

  it('is shown in what it is put in', () => {
    expect(inUnits('timeoutMs', 1500)).toBe(1.5);
    expect(inUnits('maxBytes', 1_048_576)).toBe(1);
  });

  it('that another server allowed is cut down to what this one does', () => {
    const served = {
      timeoutMs: { default: 5_000, max: 10_000 },
      maxRows: { default: 100, max: 1_000 },
      maxBytes: { default: 10, max: 20 },
    };
    expect(limitsAt({ timeoutMs: 60_000, maxRows: 7 }, served)).toEqual({
      timeoutMs: 10_000,
      maxRows: 7,
      maxBytes: 10,
    });
    expect(limitsAt({ maxRows: 7 }, undefined)).toEqual({ maxRows: 7 });
  });
});
