import { Claim } from '../../server/core/model/claim.ts';
import { type Dataset, DatasetInfo } from '../../server/core/model/dataset.ts';
import { Entity } from '../../server/core/model/entity.ts';
import { Deal, Evidence, Outline, Source } from '../../server/core/model/evidence.ts';

const entity = (id: string, nameEn: string, nameZh: string, more: object = {}) =>
  Entity.parse({
    id,
    kind: 'Company',
    nameEn,
    nameZh,
    summaryEn: `What ${nameEn} is.`,
    summaryZh: `${nameZh}的說明。`,
    ...more,
  });
const claim = (id: string, from: string, type: string, to: string, more: object = {}) =>
  Claim.parse({
    id,
    from,
    type,
    to,
    summaryEn: `${id} in words.`,
    summaryZh: `${id} 的說明。`,
    modality: 'fact',
    evidence: ['growth-1'],
    ...more,
  });

/**
 * A small dataset with one of everything: a loop and its parallel claim, a loan with its pledge, a proposal, a metric, an unnamed group,
 * a comment, a contradiction. `extra` makes another version of it.
 */
export function sample(id: string, extra: Claim[] = []): Dataset {
  return {
    info: DatasetInfo.parse({
      id,
      nameEn: `Sample ${id}`,
      nameZh: `樣本 ${id}`,
      summaryEn: 'A sample.',
      summaryZh: '樣本。',
    }),
    version: `v${extra.length}`,
    entities: [
      entity('maker', 'Inflated Chips', '英偉達', {
        roles: ['Investor', 'Chipmaker'],
        aliases: ['英伟达', 'Nvidia'],
        fiscalYearEnd: 1,
      }),
      entity('cloud', 'CoreWeave', '核心織', { roles: ['CloudProvider'] }),
      entity('lab', 'Inflection AI', '拐點'),
      entity('lenders', 'Lenders', '貸方', { kind: 'Group', count: 2, except: ['lab'] }),
      entity('card', 'H100', 'H100', { kind: 'Chip' }),
      entity('maker-revenue', 'Revenue', '收入', {
        kind: 'Metric',
        measure: 'revenue',
        form: 'level',
        value: 13_510_000_000,
        currency: 'USD',
        period: 'FY2024-Q2',
      }),
    ],
    claims: [
      claim('maker-invests-cloud', 'maker', 'INVESTS_IN', 'cloud', { status: 'closed' }),
      claim('cloud-buys-1', 'cloud', 'BUYS_FROM', 'maker', {
        basis: 'implied',
        product: 'card',
        quantity: 22_000,
        unit: 'cards',
      }),
      claim('cloud-buys-2', 'cloud', 'BUYS_FROM', 'maker', {
        status: 'intended',
        follows: ['loan-lends'],
        amountMax: 2.5,
      }),
      claim('loan-pledge', 'cloud', 'PLEDGES_TO', 'lenders', {
        deal: 'loan',
        collateral: 'card',
        follows: ['cloud-buys-1'],
      }),
      claim('loan-lends', 'lenders', 'LENDS_TO', 'cloud', {
        deal: 'loan',
        amount: 2_300_000_000,
        currency: 'USD',
        start: '2023-08',
      }),
      claim('loan-lends-again', 'lenders', 'LENDS_TO', 'cloud', { deal: 'loan', modality: 'estimate' }),
      claim('maker-leases-cloud', 'maker', 'LEASES_FROM', 'cloud', {
        status: 'proposed',
        price: 37_000,
        per: 'month',
        currency: 'USD',
      }),
      claim('cloud-makes', 'maker', 'MAKES', 'card'),
      claim('lab-comments', 'lab', 'COMMENTS_ON', 'maker', {
        modality: 'opinion',
        about: ['loan-lends'],
        attributedTo: ['Paper'],
      }),
      claim('lab-denies', 'lab', 'COMMENTS_ON', 'cloud', { contradicts: ['loan-lends'] }),
      claim('revenue-measures', 'maker-revenue', 'MEASURES', 'maker'),
      ...extra,
    ],
    deals: [Deal.parse({ id: 'loan', kind: 'loan', nameEn: 'The loan', nameZh: '貸款' })],
    sources: [
      Source.parse({
        id: 'article',
        title: '文章',
        publisher: 'P',
        date: '2023-09-25',
        dateBasis: 'stated',
        grade: 'press',
        language: 'zh',
      }),
    ],
    evidence: [
      Evidence.parse({
        id: 'growth-1',
        source: 'article',
        locator: { section: '破局', paragraph: 6 },
        figures: ['23億'],
      }),
    ],
    outlines: [
      Outline.parse({
        source: 'article',
        sections: [
          {
            section: '破局',
            titleEn: 'The break',
            titleZh: '破局',
            paragraphs: Array(6).fill('a'.repeat(64)),
          },
        ],
      }),
    ],
  };
}

/** A claim that only another version of the sample has. */
export const extraClaim = (id: string): Claim => claim(id, 'lab', 'BUYS_FROM', 'maker', { status: 'closed' });

/** The loan called off: for a version of the sample that has it. */
export const cancellation = claim('loan-off', 'lenders', 'LENDS_TO', 'cloud', {
  deal: 'loan',
  status: 'cancelled',
  end: '2024-02',
  knownOn: '2024-02-20',
});
