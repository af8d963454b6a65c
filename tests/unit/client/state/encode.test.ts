import { describe, expect, it } from 'vitest';
import {
  amountUnknown,
  certainty,
  muteOf,
  nextMute,
  nodeClass,
  THIN,
  widthOf,
} from '../../../../client/state/encode.ts';
import { claim, entity } from '../samples.ts';

describe('encoding', () => {
  it('draws certainty by the least certain of modality and status', () => {
    expect(certainty({ modality: 'fact', status: 'closed' })).toBe('sure');
    expect(certainty({ modality: 'fact', status: 'proposed' })).toBe('pending');
    expect(certainty({ modality: 'estimate', status: 'closed' })).toBe('pending');
    expect(certainty({ modality: 'allegation', status: 'proposed' })).toBe('contested');
    expect(certainty({ modality: 'fact' })).toBe('sure');
  });
  it('is wider for more, and thinnest where nothing is known', () => {
    const widths = [undefined, 1e6, 1e9, 1e12, 1e15].map(widthOf);
    expect(widths[0]).toBe(THIN);
    expect([...widths].sort((a, b) => a - b)).toEqual(widths);
    expect(widthOf(1)).toBeGreaterThan(THIN);
    expect(widthOf(1e12)).toBe(widthOf(1e15));
  });
  it('marks money without a sum as unknown, and nothing else', () => {
    expect(amountUnknown(claim('c', 'INVESTS_IN', 'a', 'b'))).toBe(true);
    expect(amountUnknown(claim('c', 'INVESTS_IN', 'a', 'b', { amount: 1 }))).toBe(false);
    expect(amountUnknown(claim('c', 'PLEDGES_TO', 'a', 'b'))).toBe(false);
    expect(amountUnknown(claim('c', 'LEASES_FROM', 'a', 'b', { price: 3, per: 'hour' }))).toBe(true);
  });
  it('tells cloud providers from other companies', () => {
    expect(nodeClass(entity('aws', { roles: ['CloudProvider'] }))).toBe('CloudProvider');
    expect(nodeClass(entity('cohere', { roles: ['ModelDeveloper'] }))).toBe('Company');
  });
  it('goes from shown to dimmed to hidden and back', () => {
    const dim = nextMute({}, 'moves:money');
    const hide = nextMute(dim, 'moves:money');
    expect([dim, hide, nextMute(hide, 'moves:money')]).toEqual([
      { 'moves:money': 'dim' },
      { 'moves:money': 'hide' },
      {},
    ]);
    expect(muteOf({ 'moves:money': 'dim', 'basis:implied': 'hide' }, ['moves:money', 'basis:implied'])).toBe(
      'hide',
    );
  });
});
