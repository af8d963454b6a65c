import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { Claim } from '../../../../server/core/model/claim.ts';
import { Entity } from '../../../../server/core/model/entity.ts';
import { Evidence, Source } from '../../../../server/core/model/evidence.ts';
import { inWords, type Why, why, whyOf } from '../../../../server/core/model/why.ts';

const CLAIM = {
  id: 'a',
  type: 'OWNS',
  from: 'a',
  to: 'b',
  summaryEn: 'A.',
  summaryZh: 'A。',
  modality: 'fact',
  evidence: ['p'],
};
const ENTITY = { id: 'a', kind: 'Company', nameEn: 'A', nameZh: 'A', summaryEn: 'A.', summaryZh: 'A。' };
const SOURCE = { id: 'a', title: 'A', publisher: 'P', grade: 'press', language: 'en' };
const claim = (more: object) => Claim.safeParse({ ...CLAIM, ...more });
const entity = (more: object) => Entity.safeParse({ ...ENTITY, ...more });
const source = (more: object) => Source.safeParse({ ...SOURCE, ...more });

describe('what the model says of a record', () => {
  it.each<[z.ZodSafeParseResult<unknown>, Why['says']]>([
    [claim({ from: undefined }), 'value.missing'],
    [claim({ type: undefined }), 'value.oneOf'],
    [claim({ type: 'GIVES' }), 'value.oneOf'],
    [claim({ colour: 'red' }), 'value.noField'],
    [claim({ from: 'No Id' }), 'value.id'],
    [claim({ contradicts: ['No Id'] }), 'value.ref'],
    [claim({ amount: 'much' }), 'value.figure'],
    [claim({ amount: -1 }), 'value.below'],
    [claim({ amount: 1, amountMin: 1, currency: 'USD' }), 'rule.either'],
    [claim({ amountMin: 2, amountMax: 1, currency: 'USD' }), 'rule.bounds'],
    [claim({ currency: 'dollars', amount: 1 }), 'value.currency'],
    [claim({ currency: 'USD' }), 'rule.currencyAlone'],
    [claim({ price: 1 }), 'rule.per'],
    [claim({ per: 'month' }), 'rule.perAlone'],
    [claim({ amount: 1, asStated: '$1 a month' }), 'rule.rate'],
    [claim({ quantity: 1 }), 'rule.unit'],
    [claim({ unit: 'cards' }), 'rule.unitAlone'],
    [claim({ approximate: 'yes' }), 'value.flag'],
    [claim({ start: 'soon' }), 'value.when'],
    [claim({ summaryEn: '' }), 'value.empty'],
    [claim({ summaryEn: 7 }), 'value.text'],
    [claim({ summaryEn: 'long'.repeat(300) }), 'value.long'],
    [claim({ evidence: [] }), 'value.evidence'],
    [claim({ evidence: 'p' }), 'value.list'],
    [entity({ nameEn: 'A\u202eB' }), 'value.unseen'],
    [entity({ fiscalYearEnd: 13 }), 'value.above'],
    [entity({ fiscalYearEnd: 1.5 }), 'value.whole'],
    [entity({ aliases: Array.from({ length: 51 }, (_, at) => `a${at}`) }), 'value.many'],
    [entity({ kind: 'Planet' }), 'value.form'],
    [source({ url: 'javascript:alert(1)' }), 'value.web'],
    [source({ checksum: 'x' }), 'value.checksum'],
    [source({ language: 'English' }), 'value.language'],
    [Evidence.safeParse({ id: 'p', source: 'a', locator: {} }), 'value.form'],
    [Evidence.safeParse('p'), 'value.record'],
  ])('%# is one of the words that the page has in both languages', (parsed, says) => {
    expect(parsed.error?.issues.map((issue) => whyOf(issue).says)).toEqual([says]);
  });
  it('names what it is said of', () => {
    const [issue] = claim({ summaryEn: 'long'.repeat(300) }).error?.issues ?? [];
    expect(issue && inWords(whyOf(issue))).toBe('longer than 1000 letters');
    expect(inWords(why('link.several', { name: '{{list}}', list: 'a, b' }))).toBe(
      'several entities are called {{list}}: a, b',
    );
  });
});
