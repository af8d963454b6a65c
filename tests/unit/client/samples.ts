import type { Loop, LoopLeg } from '../../../server/core/contract/loops.ts';
import { type ClaimType, movesOf } from '../../../server/core/model/registry.ts';
import { StoredClaim, StoredEntity } from '../../../server/core/model/stored.ts';

/** Records for tests of the client, as the server would send them. */
export const entity = (id: string, more: Record<string, unknown> = {}): StoredEntity =>
  StoredEntity.parse({
    id,
    kind: 'Company',
    nameEn: id,
    nameZh: `${id}（中）`,
    summaryEn: 'A company.',
    summaryZh: '一家公司。',
    dataset: 'd',
    ...more,
  });

export const claim = (
  id: string,
  type: ClaimType,
  from: string,
  to: string,
  more: Record<string, unknown> = {},
): StoredClaim =>
  StoredClaim.parse({
    id,
    type,
    from,
    to,
    summaryEn: 'It is so.',
    summaryZh: '如此。',
    modality: 'fact',
    evidence: ['e'],
    dataset: 'd',
    grade: 'press',
    publishers: ['The Paper'],
    ...more,
  });

export const leg = (of: StoredClaim): LoopLeg => ({
  from: of.from,
  to: of.to,
  type: of.type,
  moves: movesOf(of.type),
  claim: of,
  evidence: [],
  alternatives: [],
  alternativeEvidence: [],
  rolledUp: [],
});

export const loop = (id: string, claims: StoredClaim[], more: Partial<Loop> = {}): Loop => ({
  id,
  reading: new Set(claims.map(({ from }) => from)).size === claims.length ? 'elementary' : 'trail',
  length: claims.length,
  exchange: false,
  legs: claims.map(leg),
  combinations: 1,
  bottleneck: { currencies: [], unknown: claims.length, moneyLegs: claims.length },
  order: 'undated',
  returned: null,
  weakest: { modality: 'fact', status: null, unknownStatus: claims.length, basis: 'stated', claims: [] },
  restsOn: [],
  ...more,
});

/** The article's chain: invested in, CoreWeave pledges, borrows, and buys. */
export const chain = [
  claim('invests', 'INVESTS_IN', 'nvidia', 'coreweave'),
  claim('pledges', 'PLEDGES_TO', 'coreweave', 'lenders'),
  claim('lends', 'LENDS_TO', 'lenders', 'coreweave', { amount: 2.3e9, currency: 'USD' }),
  claim('buys', 'BUYS_FROM', 'coreweave', 'nvidia', { status: 'intended' }),
];
