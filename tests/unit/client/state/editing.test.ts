import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { build, type FieldFault, type Known, neededBy } from '../../../../client/state/editing/build.ts';
import { at, claimValues, type Draft, type Values } from '../../../../client/state/editing/draft.ts';
import { dropDraft, keepDraft, keptDraft } from '../../../../client/state/editing/drafts.ts';
import {
  claimFields,
  FIELDS,
  FIGURE_NAMES,
  FIGURES,
  type Field,
  type Part,
} from '../../../../client/state/editing/fields.ts';
import { changed } from '../../../../server/core/formats/change.ts';
import { ClaimShape } from '../../../../server/core/model/claim.ts';
import { DatasetInfo } from '../../../../server/core/model/dataset.ts';
import { Entity, Group, Metric, Thing } from '../../../../server/core/model/entity.ts';
import { Deal, Evidence, Source } from '../../../../server/core/model/evidence.ts';
import { keyOf } from '../../../../server/core/model/ids.ts';
import { CLAIM_TYPE_NAMES, movesOf } from '../../../../server/core/model/registry.ts';
import { StoredClaim, StoredEntity, StoredEvidence } from '../../../../server/core/model/stored.ts';

const info = DatasetInfo.parse({ id: 'mine', nameEn: 'M', nameZh: 'M', summaryEn: 'M', summaryZh: 'M' });
const nothing = { info, entities: [], claims: [], deals: [], sources: [], evidence: [], outlines: [] };
const entity = (dataset: string, id: string, more: object = {}) =>
  StoredEntity.parse({
    dataset,
    id,
    kind: 'Company',
    nameEn: id,
    nameZh: id,
    summaryEn: id,
    summaryZh: id,
    ...more,
  });
const known = (...entities: StoredEntity[]): Known => ({
  dataset: 'mine',
  entities: new Map(entities.map((one) => [keyOf(one.dataset, one.id), one])),
});
const PARTIES = known(
  entity('article', 'nvidia', { roles: ['Chipmaker'] }),
  entity('article', 'lenders', { kind: 'Group', count: 3, except: ['nvidia'] }),
  entity('other', 'nvidia'),
  entity('other', 'card', { kind: 'Chip' }),
);
const draft = (values: Values): Draft => ({ task: { of: 'claim' }, mark: 'abc123', values });
const SOURCE: Values = {
  'source.title': 'A filing',
  'source.publisher': 'SEC',
  'source.grade': 'primary',
  'source.language': 'en',
  'evidence.place': 'whole',
};
const LEAST: Values = {
  'claim.type': 'INVESTS_IN',
  'claim.from': 'article:nvidia',
  'claim.to': 'other:card',
  'claim.modality': 'fact',
  'claim.summaryEn': 'It invests.',
  ...SOURCE,
};
const faultsOf = (values: Values): Record<string, string> => {
  const built = build(draft(values), PARTIES);
  const faults: readonly FieldFault[] = 'faults' in built ? built.faults : [];
  return Object.fromEntries(faults.map(({ field, reason }) => [field, reason]));
};

/** What a reader may write in a field of the model. */
function filledIn({ name, control }: Field): fc.Arbitrary<string> {
  switch (control.kind) {
    case 'choice':
      return fc.constantFrom(...control.among);
    case 'choices':
      return fc.constantFrom(...control.among);
    case 'flag':
      return fc.constantFrom('true', '');
    case 'number':
      return name === 'fiscalYearEnd'
        ? fc.constantFrom('1', '12')
        : fc.constantFrom('2', '2.3bn', '23億', '22,000');
    case 'when':
      return fc.constantFrom('2023', '2023-06-15', '2023-Q2', '../2024', 'FY2024-Q1');
    case 'day':
      return fc.constant('2024-02-29');
    case 'entity':
      return fc.constantFrom('article:nvidia', 'other:card');
    case 'claims':
      return fc.constantFrom('article:some-claim', 'article:a\nother:b');
    default:
      if (name === 'currency') return fc.constantFrom('USD', 'TWD');
      if (name === 'language') return fc.constantFrom('en', 'zh-Hant');
      if (name === 'url' || name === 'archivedUrl') return fc.constant('https://example.org/a');
      if (name === 'checksum') return fc.constant('a'.repeat(64));
      return fc.constantFrom('Some text', '=1+1', '<b>英偉達</b>', ' spaced ', 'x');
  }
}
const left = ['follows', 'about'];
/** A part of a form: all that is needed, and some of the rest. */
const filled = (part: Part) =>
  fc
    .tuple(
      ...FIELDS[part]
        .filter(({ name }) => !(part === 'claim' && left.includes(name)))
        .map((field) =>
          (field.needed ? filledIn(field) : fc.option(filledIn(field), { nil: undefined })).map(
            (text) => [at(part, field.name), text] as const,
          ),
        ),
    )
    .map((pairs) =>
      Object.fromEntries(pairs.flatMap(([key, text]) => (text === undefined ? [] : [[key, text]]))),
    );
/** Figures as the form has them: how they are given, with the numbers and units that takes. */
const figures = fc
  .tuple(...FIGURE_NAMES.map(() => fc.constantFrom('', 'exactly', 'upTo', 'atLeast', 'between')))
  .map((hows) => Object.fromEntries(FIGURE_NAMES.map((name, index) => [name, hows[index] ?? ''])));

describe('the form of a claim', () => {
  it('has every field of the model, for every type, and none that the model does not have', () => {
    const inFigures = FIGURE_NAMES.flatMap((name) => [
      name,
      FIGURES[name].min,
      FIGURES[name].max,
      FIGURES[name].of,
    ]);
    for (const type of CLAIM_TYPE_NAMES) {
      const { asked, more } = claimFields(movesOf(type));
      const names = [...asked, ...more].flatMap((field) =>
        typeof field === 'string'
          ? [field, FIGURES[field].min, FIGURES[field].max, FIGURES[field].of]
          : [field.name],
      );
      // The type and the ends stand at the top; its source, its deal and what it contradicts have parts of their own.
      const apart = ['id', 'type', 'from', 'to', 'deal', 'evidence', 'contradicts'];
      expect([...new Set([...names, ...apart])].sort()).toEqual(Object.keys(ClaimShape.shape).sort());
      expect(inFigures.every((name) => names.includes(name))).toBe(true);
    }
  });

  it('and its other parts have every field of their records', () => {
    const named = (part: Part) => FIELDS[part].map(({ name }) => name);
    const all = (shape: object, ...apart: string[]) =>
      Object.keys(shape).filter((name) => !['id', ...apart].includes(name));
    expect(named('source')).toEqual(all(Source.shape));
    expect(named('evidence')).toEqual(all(Evidence.shape, 'source', 'locator'));
    expect(named('deal')).toEqual(all(Deal.shape));
    expect(named('thing')).toEqual(all(Thing.shape));
    expect(named('group')).toEqual(all(Group.shape, 'kind', 'except'));
    expect(named('metric')).toEqual(all(Metric.shape, 'kind', 'sameAs', 'derivedFrom'));
  });

  it.each(CLAIM_TYPE_NAMES)(
    'of type %s makes records that the model takes, whatever is filled in',
    (type) => {
      fc.assert(
        fc.property(
          filled('claim'),
          filled('metric'),
          filled('source'),
          filled('evidence'),
          fc.option(filled('deal'), { nil: {} }),
          figures,
          (claim, metric, source, evidence, deal, hows) => {
            const said = FIGURE_NAMES.flatMap((name): [string, string][] => {
              const { min, max, of } = FIGURES[name];
              const how = hows[name] ?? '';
              return [
                [at('claim', `${name}How`), how],
                ...[name, min, max].map((field): [string, string] => [at('claim', field), '2.3bn']),
                ...(how === ''
                  ? []
                  : ([[at('claim', of), of === 'currency' ? 'USD' : 'month']] as [string, string][])),
              ];
            });
            const values = {
              ...claim,
              ...metric,
              ...source,
              ...evidence,
              ...deal,
              ...Object.fromEntries(said),
              'claim.asStated': 'as printed',
              'claim.type': type,
              'claim.from': 'article:lenders',
              'claim.to': 'other:nvidia',
            };
            const built = build(draft(values), PARTIES);
            if ('faults' in built) throw new Error(JSON.stringify(built.faults));
            const result = changed(nothing, built.change);
            if ('problems' in result) throw new Error(JSON.stringify(result.problems));
            const [made] = result.dataset.claims;
            expect(keyOf('mine', made?.id ?? '')).toBe(built.key);
            // What is not said stays unknown.
            expect(made?.amount).toBe(hows.amount === 'exactly' ? 2.3e9 : undefined);
            expect(made?.amountMax).toBe(
              hows.amount === 'upTo' || hows.amount === 'between' ? 2.3e9 : undefined,
            );
            expect(made?.evidence).toHaveLength(1);
          },
        ),
        { numRuns: 20 },
      );
    },
  );

  it('gives things of other datasets a record of their own that says what they are, and tells two of one id apart', () => {
    const built = build(
      draft({ ...LEAST, 'claim.to': 'other:nvidia', 'claim.product': 'other:card' }),
      PARTIES,
    );
    if ('faults' in built) throw new Error(JSON.stringify(built.faults));
    const { entities = [], claims = [] } = built.change.upsert ?? {};
    expect(entities.map(({ id, sameAs }) => [id, sameAs])).toEqual([
      ['nvidia', 'article:nvidia'],
      ['other.nvidia', 'other:nvidia'],
      ['card', 'other:card'],
    ]);
    expect(claims).toMatchObject([{ from: 'nvidia', to: 'other.nvidia', product: 'card' }]);
  });

  it('uses the record that stands for it already, and what is one’s own as it is', () => {
    const values = { ...LEAST, 'claim.to': 'mine:startup' };
    expect(neededBy(draft(values), 'mine')).toEqual([
      'article:nvidia',
      'mine:startup',
      'mine:nvidia',
      'mine:article.nvidia',
    ]);
    const built = build(draft(values), {
      ...PARTIES,
      entities: new Map([
        ...PARTIES.entities,
        ['mine:nvidia', entity('mine', 'nvidia', { sameAs: 'article:nvidia' })],
        ['mine:startup', entity('mine', 'startup')],
      ]),
    });
    if ('faults' in built) throw new Error(JSON.stringify(built.faults));
    expect(built.change.upsert?.entities).toEqual([]);
    expect(built.change.upsert?.claims).toMatchObject([{ from: 'nvidia', to: 'startup' }]);
  });

  it('makes the same records when it is saved again', () => {
    expect(build(draft(LEAST), PARTIES)).toEqual(build(draft(LEAST), PARTIES));
  });

  it('says of each field what is wrong with it', () => {
    expect(faultsOf({})).toMatchObject({
      'claim.type': 'needed',
      'claim.from': 'needed',
      'claim.to': 'needed',
      'claim.modality': 'needed',
      'claim.summaryEn': 'needed',
      'source.title': 'needed',
      'source.publisher': 'needed',
      'source.grade': 'needed',
      'source.language': 'needed',
    });
    expect(faultsOf(LEAST)).toEqual({});
    const one = (more: Values) => faultsOf({ ...LEAST, ...more });
    expect(one({ 'claim.start': '2023-02-30' })).toEqual({ 'claim.start': 'when' });
    expect(one({ 'claim.amountHow': 'exactly', 'claim.amount': 'much' })).toEqual({
      'claim.amount': 'number',
    });
    expect(one({ 'claim.amountHow': 'upTo', 'claim.amountMax': '5', 'claim.currency': 'dollars' })).toEqual({
      'claim.currency': 'currency',
    });
    expect(one({ 'claim.amountHow': 'between', 'claim.amountMin': '5', 'claim.amountMax': '2' })).toEqual({
      'claim.amountMin': 'range',
    });
    expect(one({ 'claim.quantityHow': 'exactly', 'claim.quantity': '5' })).toEqual({
      'claim.quantity': 'unit',
    });
    expect(one({ 'claim.priceHow': 'exactly', 'claim.price': '5' })).toEqual({ 'claim.price': 'per' });
    expect(one({ 'source.url': 'javascript:alert(1)' })).toEqual({ 'source.url': 'address' });
    expect(one({ 'source.language': 'English' })).toEqual({ 'source.language': 'language' });
    expect(one({ 'claim.summaryEn': 'turned \u202e round' })).toEqual({
      'claim.summaryEn': 'letters',
      'claim.summaryZh': 'letters',
    });
    expect(one({ 'claim.asStated': 'x'.repeat(121) })).toEqual({ 'claim.asStated': 'long' });
    expect(one({ 'claim.to': 'other:gone' })).toEqual({ 'claim.to': 'gone' });
    expect(one({ 'evidence.place': 'line', 'evidence.line': 'x' })).toEqual({ 'evidence.line': 'number' });
    expect(one({ 'evidence.retrievedOn': 'today' })).toEqual({ 'evidence.retrievedOn': 'day' });
  });

  it('of a claim that is edited makes the same claim again', () => {
    const built = build(
      draft({ ...LEAST, 'claim.amountHow': 'upTo', 'claim.amountMax': '2.3bn', 'claim.currency': 'USD' }),
      PARTIES,
    );
    if ('faults' in built) throw new Error(JSON.stringify(built.faults));
    const first = changed(nothing, built.change);
    if ('problems' in first) throw new Error(JSON.stringify(first.problems));
    const [claim] = first.dataset.claims;
    const [evidence] = first.dataset.evidence;
    const [source] = first.dataset.sources;
    const stored = StoredClaim.parse({ ...claim, dataset: 'mine', grade: 'primary', publishers: ['SEC'] });
    const values = claimValues(stored, {
      evidence: StoredEvidence.parse({
        ...Evidence.parse(evidence),
        source: Source.parse(source),
        dataset: 'mine',
      }),
    });
    const again = build(
      { ...draft(values), task: { of: 'claim', edits: built.key } },
      known(...first.dataset.entities.map((one) => StoredEntity.parse({ ...one, dataset: 'mine' }))),
    );
    if ('faults' in again) throw new Error(JSON.stringify(again.faults));
    const second = changed(first.dataset, again.change);
    if ('problems' in second) throw new Error(JSON.stringify(second.problems));
    expect(second.dataset.version).toBe(first.dataset.version);
  });

  it('of a correction names what it contradicts, and leaves nothing of it behind', () => {
    const built = build(draft({ ...LEAST, 'claim.contradicts': 'article:nvidia-invests' }), PARTIES);
    if ('faults' in built) throw new Error(JSON.stringify(built.faults));
    expect(built.change.upsert?.claims).toMatchObject([{ contradicts: ['article:nvidia-invests'] }]);
  });
});

describe('the form of an entity', () => {
  const made = (values: Values, task: Draft['task'] = { of: 'entity' }) =>
    build({ task, mark: 'abc123', values }, PARTIES);

  it.each(['thing', 'group'] as const)('makes a %s that the model takes, whatever is filled in', (part) => {
    fc.assert(
      fc.property(filled(part), (values) => {
        const kind = part === 'group' ? 'Group' : (values[at(part, 'kind')] ?? '');
        const built = made({ ...values, [at(part, 'kind')]: kind, 'entity.kind': kind });
        if ('faults' in built) throw new Error(JSON.stringify(built.faults));
        const [record] = built.change.upsert?.entities ?? [];
        expect(Entity.safeParse(record).success).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('lets one language stand for both, and has an id of letters where the name has none', () => {
    const built = made({
      'entity.kind': 'Company',
      'thing.kind': 'Company',
      'thing.nameZh': '黃仁勳',
      'thing.summaryZh': '說明',
    });
    if ('faults' in built) throw new Error(JSON.stringify(built.faults));
    expect(built.change.upsert?.entities).toMatchObject([
      { id: 'company-abc123', nameEn: '黃仁勳', nameZh: '黃仁勳', summaryEn: '說明' },
    ]);
  });

  it('of another dataset is one of one’s own that is the same', () => {
    const values = {
      'entity.kind': 'Company',
      'thing.kind': 'Company',
      'thing.nameEn': 'NVIDIA',
      'thing.summaryEn': 'x',
    };
    const built = made(values, { of: 'entity', corrects: 'article:nvidia' });
    if ('faults' in built) throw new Error(JSON.stringify(built.faults));
    expect(built.change.upsert?.entities).toMatchObject([
      { id: 'nvidia', nameEn: 'NVIDIA', sameAs: 'article:nvidia' },
    ]);
  });
});

describe('a draft', () => {
  const keeper = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => void kept.set(name, text),
    };
  };

  it('is there again for the same task, and no other', () => {
    const storage = keeper();
    const one: Draft = { ...draft(LEAST), version: 'v1' };
    expect(keepDraft(() => storage, one)).toBe(true);
    expect(keptDraft(() => storage, { of: 'claim' })).toEqual(one);
    expect(keptDraft(() => storage, { of: 'claim', edits: 'mine:x' })).toBeUndefined();
    expect(keptDraft(() => storage, { of: 'entity' })).toBeUndefined();
    dropDraft(() => storage, one.task);
    expect(keptDraft(() => storage, { of: 'claim' })).toBeUndefined();
  });

  it('gives way to later ones: so many are kept, and no more letters than there is room for', () => {
    const storage = keeper();
    for (let at = 0; at < 12; at++)
      keepDraft(() => storage, { task: { of: 'claim', edits: `mine:c${at}` }, values: {}, mark: 'a' });
    expect(keptDraft(() => storage, { of: 'claim', edits: 'mine:c3' })).toBeUndefined();
    expect(keptDraft(() => storage, { of: 'claim', edits: 'mine:c4' })).toBeDefined();
    expect(keepDraft(() => storage, draft({ 'claim.summaryEn': 'x'.repeat(300_000) }))).toBe(false);
  });

  it('says where there is no room, and reads nothing from what is not sound', () => {
    const full = {
      getItem: () => '[{"name":1}]',
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(keepDraft(() => full, draft(LEAST))).toBe(false);
    expect(keptDraft(() => full, { of: 'claim' })).toBeUndefined();
  });
});
