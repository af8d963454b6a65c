import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalOf } from '../../../../server/core/model/dates.ts';
import { claimFacets, type Facet } from '../../../../server/core/model/facets.ts';
import { type ClaimFilter, passerOf } from '../../../../server/core/model/filter.ts';
import type { StoredClaim } from '../../../../server/core/model/stored.ts';
import { claim, entity } from '../../client/samples.ts';

const made = (more: Record<string, unknown>) => claim('c', 'LENDS_TO', 'a', 'b', more);
const passes = (filter: ClaimFilter, of: StoredClaim, ends = {}) => passerOf(filter)({ claim: of, ...ends });

describe('a filter', () => {
  it('leaves out claims with a facet, and claims of entities with one', () => {
    const cloud = entity('a', { roles: ['CloudProvider'] });
    expect(passes({ without: ['grade:press'] }, made({}))).toBe(false);
    expect(passes({ without: ['status:unknown'] }, made({}))).toBe(false);
    expect(passes({ without: ['status:unknown'] }, made({ status: 'closed' }))).toBe(true);
    expect(passes({ without: ['class:CloudProvider'] }, made({}), { from: cloud })).toBe(false);
    expect(passes({ without: ['class:CloudProvider'] }, made({}))).toBe(true);
    expect(passes({ without: ['dataset:d'] }, made({}))).toBe(false);
  });

  it('looks for words in what is said and in names, whatever their case and width', () => {
    const nvidia = { from: entity('a', { nameEn: 'Nvidia', nameZh: '英偉達', aliases: ['NVDA'] }) };
    const said = made({ summaryEn: 'A loan of a kind.', item: 'H100 cards' });
    for (const text of ['loan', 'LOAN kind', 'ｎｖｉｄｉａ', '英偉', 'nvda h100'])
      expect(passes({ text }, said, nvidia), text).toBe(true);
    expect(passes({ text: 'loan lease' }, said, nvidia)).toBe(false);
    expect(passes({ publisher: 'paper' }, said)).toBe(true);
    expect(passes({ publisher: 'Reuters' }, said)).toBe(false);
  });

  it('takes no unknown sum for one in range, and none of another currency, once unknown ones are left out', () => {
    const without: Facet[] = ['sum:unknown'];
    const dollars = (of: Record<string, number>) => made({ ...of, currency: 'USD' });
    expect(passes({ sumFrom: 5, without }, dollars({ amount: 5 }))).toBe(true);
    expect(passes({ sumFrom: 6, without }, dollars({ amount: 5 }))).toBe(false);
    expect(passes({ sumFrom: 6, without }, dollars({ amountMax: 9 }))).toBe(true);
    expect(passes({ sumTo: 6, without }, dollars({ amountMin: 7 }))).toBe(false);
    expect(passes({ sumFrom: 0, without }, made({}))).toBe(false);
    expect(passes({ sumFrom: 0 }, made({}))).toBe(true);
    expect(passes({ sumFrom: 0, without }, made({ amount: 5, currency: 'EUR' }))).toBe(false);
    expect(passes({ sumFrom: 0, sumIn: 'EUR', without }, made({ amount: 5, currency: 'EUR' }))).toBe(true);
    // What moves no money has no sum to ask for.
    expect(passes({ sumFrom: 6, without }, claim('c', 'PLEDGES_TO', 'a', 'b'))).toBe(true);
  });

  it('knows what was there on a date, by either clock', () => {
    const deal = made({ start: '2023-06', end: '2024-03', knownOn: '2023-09-25' });
    const asOf = (date: string, asOfBy: 'known' | 'holding') => passes({ asOf: date, asOfBy }, deal);
    expect([asOf('2023-09-24', 'known'), asOf('2023-09-25', 'known'), asOf('2030', 'known')]).toEqual([
      false,
      true,
      true,
    ]);
    expect(['2023-05', '2023-06', '2024-03', '2024-04'].map((date) => asOf(date, 'holding'))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(passes({ asOf: '2030', asOfBy: 'holding' }, made({ start: '2023' }))).toBe(true);
  });

  it('has what was called off until that day, by either clock', () => {
    const off = { calledOffBy: ['no'], calledOffOn: '2024-05-02', calledOffKnownOn: '2024-05-06' };
    const deal = made({ start: '2024', knownOn: '2024-01', ...off });
    const asOf = (date: string, asOfBy: 'known' | 'holding') => passes({ asOf: date, asOfBy }, deal);
    expect([asOf('2024-05-01', 'holding'), asOf('2024-05-02', 'holding')]).toEqual([true, false]);
    expect([asOf('2024-05-05', 'known'), asOf('2024-05-06', 'known')]).toEqual([true, false]);
    // Without a date nothing is hidden on its account: the page shows both, and what calls it off.
    expect(passes({ during: '2024' }, deal)).toBe(true);
  });

  it('counts fiscal dates by the calendar of the parties', () => {
    const ends = { from: entity('a', { fiscalYearEnd: 1 }), to: entity('b') };
    const deal = made({ start: 'FY2024-Q2' });
    expect(passes({ during: '2023-05/2023-07' }, deal, ends)).toBe(true);
    expect(passes({ during: '2024' }, deal, ends)).toBe(false);
  });

  const date = fc.constantFrom('2023', '2023-06', '2023-06-15', '2023-Q4', '2024-H1', '2024-02', '2025');
  const dated = fc.record({ start: date, end: date, knownOn: date }, { requiredKeys: [] });

  it('as of a date gives no claim that became known later', () => {
    fc.assert(
      fc.property(dated, date, (more, asOf) => {
        const of = made(more);
        if (!passes({ asOf, without: ['known:undated'] }, of)) return;
        const [known, day] = [intervalOf(more.knownOn ?? ''), intervalOf(asOf)];
        expect(known?.from).toBeLessThanOrEqual(day?.to ?? Number.NaN);
      }),
    );
  });

  it('of two, asked one after the other or at once, leaves the same', () => {
    const facets = fc.uniqueArray(
      fc.constantFrom<Facet>('grade:press', 'status:unknown', 'moves:money', 'known:undated', 'sum:unknown'),
    );
    fc.assert(
      fc.property(dated, facets, date, date, (more, without, asOf, during) => {
        const of = made(more);
        const parts: ClaimFilter[] = [{ without }, { asOf }, { during, duringBy: 'known' }];
        const together = Object.assign({}, ...parts);
        expect(passes(together, of)).toBe(parts.every((part) => passes(part, of)));
        expect(passes({ without }, of)).toBe(!claimFacets(of).some((facet) => without.includes(facet)));
      }),
    );
  });
});
