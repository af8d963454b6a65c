import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calledOff } from '../../../../server/core/model/called-off.ts';
import { intervalOf } from '../../../../server/core/model/dates.ts';
import { ClaimId, DealId, EntityId } from '../../../../server/core/model/ids.ts';

type Part = Parameters<typeof calledOff>[0] extends Iterable<infer P> ? P : never;
const [a, b] = [EntityId.parse('a'), EntityId.parse('b')];
const part = (id: string, more: Partial<Part> = {}): Part => ({
  id: ClaimId.parse(id),
  type: 'INVESTS_IN',
  from: a,
  to: b,
  ...more,
});
const deal = DealId.parse('round');
const off = (...claims: Part[]): Record<string, string[]> =>
  Object.fromEntries([...calledOff(claims)].map(([id, { by }]) => [id, by]));

const plan = part('plan', { deal, status: 'announced', knownOn: '2025-09-22' });
const drop = part('drop', { deal, status: 'cancelled', knownOn: '2026-02-19' });

describe('a cancellation', () => {
  it('calls off what was said until then of the same leg of the same deal', () => {
    expect(off(plan, drop)).toEqual({ plan: ['drop'] });
    expect(off(plan, part('drop', { deal: DealId.parse('other'), status: 'cancelled' }))).toEqual({});
    expect(off({ ...plan, type: 'LENDS_TO' }, drop)).toEqual({});
    expect(off({ ...plan, from: b, to: a }, drop)).toEqual({});
  });

  it('calls off what it contradicts, on whatever leg it is', () => {
    const warrant = part('warrant', { type: 'GRANTS_EQUITY_TO', from: b, to: a, knownOn: '2025-12' });
    expect(off(warrant, { ...drop, contradicts: [warrant.id] })).toEqual({ warrant: ['drop'] });
  });

  it('undoes nothing that is closed, unless it says so', () => {
    const paid = part('paid', { deal, status: 'closed', knownOn: '2025-10' });
    expect(off(paid, drop)).toEqual({});
    expect(off(paid, { ...drop, contradicts: [paid.id] })).toEqual({ paid: ['drop'] });
  });

  it('does not reach what is taken up again later, but what is said later against the deal that is off', () => {
    const again = part('again', { deal, status: 'committed', knownOn: '2026-03' });
    const echo = part('echo', { deal, status: 'proposed', knownOn: '2026-03-04', contradicts: [plan.id] });
    expect(off(plan, drop, again, echo)).toEqual({ plan: ['drop'], echo: ['drop'] });
  });

  it('is not made by another figure, nor by a comment that denies', () => {
    const figure = part('figure', { deal, status: 'announced', knownOn: '2026', contradicts: [plan.id] });
    const comment = part('comment', { deal, type: 'COMMENTS_ON', knownOn: '2026', contradicts: [plan.id] });
    expect(off(plan, figure, comment)).toEqual({});
  });

  it('dates the end by what it says of it, and by when it became known', () => {
    const late = part('late', {
      deal,
      status: 'cancelled',
      contradicts: [plan.id],
      end: '2026-01',
      knownOn: '2026-05',
    });
    expect(calledOff([plan, late, drop]).get(plan.id)).toEqual({
      by: ['drop', 'late'],
      on: '2026-01',
      knownOn: '2026-02-19',
    });
    const { knownOn: _, ...undated } = { ...drop, contradicts: [plan.id] };
    expect(calledOff([plan, undated]).get(plan.id)).toEqual({ by: ['drop'] });
  });
});

describe('any claims', () => {
  const DATES = ['2024', '2024-06', '2024-06-15', '2025'];
  const parts = fc
    .array(
      fc.record({
        type: fc.constantFrom('INVESTS_IN' as const, 'LENDS_TO' as const),
        deal: fc.constantFrom(undefined, DealId.parse('x'), DealId.parse('y')),
        status: fc.constantFrom(undefined, ...(['closed', 'announced', 'cancelled', 'cancelled'] as const)),
        knownOn: fc.constantFrom(undefined, ...DATES),
        contradicts: fc.array(fc.nat(7), { maxLength: 2 }),
      }),
      { minLength: 2, maxLength: 8 },
    )
    .map((drafts) =>
      drafts.map((draft, at) =>
        part(`c${at}`, { ...draft, contradicts: draft.contradicts.map((n) => ClaimId.parse(`c${n}`)) }),
      ),
    );
  const day = (claim: Part, side: 'from' | 'to'): number =>
    (claim.knownOn === undefined ? undefined : intervalOf(claim.knownOn)?.[side]) ?? Number.NaN;
  const comesAfter = (x: Part, y: Part): boolean => day(x, 'from') > day(y, 'to');
  const sameLeg = (x: Part, y: Part): boolean =>
    x.deal !== undefined && x.deal === y.deal && x.type === y.type;

  /** The three sentences of the rule, pair by pair. */
  const calls = (all: Part[], x: Part, y: Part): boolean => {
    if (x.status !== 'cancelled' || y.status === 'cancelled' || x === y) return false;
    if (x.contradicts?.includes(y.id) && !comesAfter(y, x)) return true;
    if (!sameLeg(x, y) || y.status === 'closed') return false;
    if (!Number.isNaN(day(x, 'from') + day(y, 'from')) && !comesAfter(y, x)) return true;
    const against = all.filter(({ id }) => y.contradicts?.includes(id));
    const off = (z: Part): boolean =>
      (x.contradicts?.includes(z.id) && !comesAfter(z, x)) ||
      (sameLeg(x, z) &&
        z.status !== 'closed' &&
        !Number.isNaN(day(x, 'from') + day(z, 'from')) &&
        !comesAfter(z, x));
    return comesAfter(y, x) && against.some(off);
  };

  it('are called off by what the rule says, whatever order they come in', () => {
    let met = 0;
    fc.assert(
      fc.property(parts, fc.infiniteStream(fc.nat()), (all, keys) => {
        const found = calledOff(all);
        for (const y of all) {
          const expected = all.filter((x) => calls(all, x, y)).map(({ id }) => id);
          expect([...(found.get(y.id)?.by ?? [])].sort()).toEqual(expected.sort());
          met += expected.length;
        }
        const shuffled = all
          .map((one) => ({ one, key: keys.next().value ?? 0 }))
          .sort((x, y) => x.key - y.key);
        const again = calledOff(shuffled.map(({ one }) => one));
        expect(new Map([...again].sort())).toEqual(new Map([...found].sort()));
      }),
      { numRuns: 500 },
    );
    expect(met).toBeGreaterThan(100);
  });
});
