import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../server/core/contract/errors.ts';
import { Assembly, type Projection } from '../../server/core/loops/index.ts';
import { reachOf } from '../../server/core/loops/question/reach.ts';
import { Claim } from '../../server/core/model/claim.ts';
import { Entity } from '../../server/core/model/entity.ts';
import type { Facet } from '../../server/core/model/facets.ts';
import { type ClaimFilter, passerOf } from '../../server/core/model/filter.ts';
import { CLAIM_TYPE_NAMES, FLOW_TYPES } from '../../server/core/model/registry.ts';
import { fold } from '../../server/core/search/fold.ts';
import { rank } from '../../server/core/search/score.ts';
import type { GraphStore, Scope, Wanted } from '../../server/core/store/types.ts';
import { cancellation, extraClaim, sample } from './sample.ts';

/** A projection as a worker gets it: put together from its parts. */
async function projected(store: GraphStore, scope: Scope, wanted: Wanted): Promise<Projection> {
  const assembly = new Assembly();
  await store.projection(scope, wanted, (part) => assembly.take(part));
  if (!assembly.projection) throw new Error('a projection begins with its head');
  return assembly.projection;
}

const ids = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id);

/** What every store does, run on each. A dataset of its own for each group of cases, so that none depends on another. */
export function storeSuite(name: string, open: () => Promise<GraphStore>): void {
  describe(`the ${name} store`, () => {
    let store: GraphStore;
    const one = ['suite-one'];
    beforeAll(async () => {
      store = await open();
      await store.load(sample('suite-one'));
      await store.load(sample('suite-two'));
    });
    afterAll(async () => {
      for (const { id } of await store.datasets()) if (id.startsWith('suite-')) await store.remove(id);
      await store.close();
    });

    it('answers a ping', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });

    it('lists what is served, with versions and sizes', async () => {
      const served = (await store.datasets()).filter(({ id }) => id === 'suite-one');
      expect(served).toEqual([
        expect.objectContaining({
          id: 'suite-one',
          version: 'v0',
          nameZh: '樣本 suite-one',
          counts: { entities: 6, claims: 11, deals: 1, sources: 1, evidence: 1 },
        }),
      ]);
    });

    it('gives a dataset back record by record, as it was loaded', async () => {
      const loaded = sample('suite-one');
      const found = new Map<string, object[]>();
      for await (const { table, record } of store.records('suite-one'))
        found.set(table, [...(found.get(table) ?? []), record]);
      expect([...found.keys()][0]).toBe('dataset');
      expect(found.get('dataset')).toEqual([loaded.info]);
      const byId = (records: readonly object[] = []) =>
        records
          .map((record) =>
            'roles' in record ? { ...record, roles: [...(record.roles as string[])].sort() } : record,
          )
          .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      for (const table of ['entities', 'claims', 'deals', 'sources', 'evidence', 'outlines'] as const)
        expect(byId(found.get(table)), table).toEqual(byId(loaded[table]));
    });

    it('gives no record of a dataset that is not served', async () => {
      await expect(store.records('suite-none')[Symbol.asyncIterator]().next()).rejects.toMatchObject({
        code: 'not_found',
      });
    });

    it('refuses a dataset that is not served', async () => {
      await expect(store.entities(['suite-none'], ['maker'])).rejects.toMatchObject({ code: 'not_found' });
    });

    it('gives an entity back as it was loaded, roles as a set', async () => {
      const [maker] = await store.entities(one, ['maker']);
      const [loaded] = sample('suite-one').entities;
      expect(maker).toEqual({ ...loaded, dataset: 'suite-one', roles: ['Chipmaker', 'Investor'] });
    });

    it('gives groups and metrics back with what is theirs', async () => {
      const { entities } = sample('suite-one');
      const found = await store.entities(one, ['lenders', 'maker-revenue']);
      const loaded = entities.filter(({ id }) => ['lenders', 'maker-revenue'].includes(id));
      expect(found).toEqual(loaded.map((entity) => ({ ...entity, dataset: 'suite-one' })));
    });

    it('finds a short id in every dataset asked about, and a key in its own', async () => {
      const both = await store.entities(['suite-one', 'suite-two'], ['maker']);
      expect(both.map(({ dataset }) => dataset)).toEqual(['suite-one', 'suite-two']);
      const single = await store.entities(['suite-one', 'suite-two'], ['suite-two:maker']);
      expect(single.map(({ dataset }) => dataset)).toEqual(['suite-two']);
      expect(await store.entities(one, ['suite-two:maker'])).toEqual([]);
    });

    it('knows no entity that is not there', async () => {
      expect(await store.entities(one, ['nobody', 'suite-one:nobody'])).toEqual([]);
    });

    it('gives every claim back as it was loaded, unknown staying unknown', async () => {
      const { claims } = sample('suite-one');
      const found = await store.claims(one, ids(claims));
      const loaded = claims.map((claim) => ({
        ...claim,
        dataset: 'suite-one',
        grade: 'press',
        publishers: ['P'],
        knownOn: '2023-09-25', // the date of its source, as it gives none itself
        knownOnFrom: 'source',
      }));
      expect(found).toEqual(loaded.sort((a, b) => (a.id < b.id ? -1 : 1)));
      const invests = found.find(({ id }) => id === 'maker-invests-cloud');
      expect(invests && 'amount' in invests && invests.amount !== undefined).toBe(false);
    });

    it('says of each claim what calls it off, to readers and to loop searches', async () => {
      await store.load(sample('suite-off', [cancellation]));
      const off = { calledOffBy: ['loan-off'], calledOffOn: '2024-02', calledOffKnownOn: '2024-02-20' };
      const called = (claims: readonly { id: string }[]) =>
        claims.filter((claim) => 'calledOffBy' in claim && claim.calledOffBy !== undefined);
      for (const claims of [
        await store.claims(['suite-off'], ids(sample('suite-off', [cancellation]).claims)),
        (await projected(store, ['suite-off'], { types: FLOW_TYPES })).claims,
      ]) {
        expect(ids(called(claims)).sort()).toEqual(['loan-lends', 'loan-lends-again']);
        for (const claim of called(claims)) expect(claim).toMatchObject(off);
      }
    });

    it('gives deals and evidence with its source', async () => {
      expect(await store.deals(one, ['suite-one:loan'])).toEqual([
        { id: 'loan', kind: 'loan', nameEn: 'The loan', nameZh: '貸款', dataset: 'suite-one' },
      ]);
      const [passage] = await store.evidence(one, ['suite-one:growth-1']);
      expect(passage).toMatchObject({
        locator: { section: '破局', paragraph: 6 },
        figures: ['23億'],
        source: { id: 'article', title: '文章', grade: 'press' },
      });
    });

    it('counts claims by type and direction, and the neighbours behind them', async () => {
      expect(await store.claimCounts(one, 'suite-one:cloud')).toEqual([
        { type: 'BUYS_FROM', direction: 'out', count: 2, neighbours: 1 },
        { type: 'COMMENTS_ON', direction: 'in', count: 1, neighbours: 1 },
        { type: 'INVESTS_IN', direction: 'in', count: 1, neighbours: 1 },
        { type: 'LEASES_FROM', direction: 'in', count: 1, neighbours: 1 },
        { type: 'LENDS_TO', direction: 'in', count: 2, neighbours: 1 },
        { type: 'PLEDGES_TO', direction: 'out', count: 1, neighbours: 1 },
      ]);
    });

    it('pages claims by key, without loss or repetition, whatever the page size', async () => {
      const all = await store.claimsOf(one, 'suite-one:maker', { limit: 100 });
      const paged: string[] = [];
      let after: string | undefined;
      for (;;) {
        const page = await store.claimsOf(one, 'suite-one:maker', { limit: 2, after });
        paged.push(...ids(page));
        if (page.length < 2) break;
        after = `suite-one:${page.at(-1)?.id}`;
      }
      expect(paged).toEqual(ids(all));
      expect(paged).toEqual([...paged].sort());
    });

    it('narrows claims by type and direction', async () => {
      const page = { limit: 10, types: ['BUYS_FROM', 'INVESTS_IN'] as const };
      expect(ids(await store.claimsOf(one, 'suite-one:maker', { ...page, direction: 'in' }))).toEqual([
        'cloud-buys-1',
        'cloud-buys-2',
      ]);
      expect(ids(await store.claimsOf(one, 'suite-one:maker', { ...page, direction: 'out' }))).toEqual([
        'maker-invests-cloud',
      ]);
    });

    it('pages neighbours and counts them all', async () => {
      const first = await store.neighbours(one, 'suite-one:maker', { limit: 2 });
      expect(first).toEqual({ keys: ['suite-one:card', 'suite-one:cloud'], total: 4 });
      const rest = await store.neighbours(one, 'suite-one:maker', { limit: 2, after: 'suite-one:cloud' });
      expect(rest.keys).toEqual(['suite-one:lab', 'suite-one:maker-revenue']);
      const lending = await store.neighbours(one, 'suite-one:cloud', {
        limit: 5,
        types: ['LENDS_TO'],
        direction: 'in',
      });
      expect(lending).toEqual({ keys: ['suite-one:lenders'], total: 1 });
      expect(await store.neighbours(one, 'suite-one:nobody', { limit: 5 })).toEqual({ keys: [], total: 0 });
    });

    it('gives the claims between entities, up to a limit', async () => {
      const keys = ['suite-one:lenders', 'suite-one:cloud'];
      expect(ids(await store.between(one, keys, 10))).toEqual([
        'loan-lends',
        'loan-lends-again',
        'loan-pledge',
      ]);
      expect(ids(await store.between(one, keys, 2))).toEqual(['loan-lends', 'loan-lends-again']);
    });

    it('knows which claims follow, contradict, comment on or restate one', async () => {
      const [loan] = await store.claims(one, ['loan-lends']);
      if (!loan) throw new Error('the sample has the claim');
      expect(ids(await store.related(one, loan))).toEqual([
        'cloud-buys-2',
        'lab-comments',
        'lab-denies',
        'loan-lends-again',
      ]);
    });

    it('projects the value flow alone, with fiscal calendars', async () => {
      const { claims, fiscalYearEnds } = await projected(store, one, { types: FLOW_TYPES });
      expect(ids(claims).sort()).toEqual([
        'cloud-buys-1',
        'cloud-buys-2',
        'loan-lends',
        'loan-lends-again',
        'loan-pledge',
        'maker-invests-cloud',
        'maker-leases-cloud',
      ]);
      expect(claims.find(({ id }) => id === 'loan-lends')).toMatchObject({
        amount: 2_300_000_000,
        deal: 'loan',
        start: '2023-08',
      });
      expect(fiscalYearEnds).toEqual({ 'suite-one:maker': 1 });
      expect((await projected(store, one, { types: CLAIM_TYPE_NAMES })).claims).toHaveLength(11);
    });

    it('projects only what a question can reach, and what follows other claims', async () => {
      const reached = async (query: Parameters<typeof reachOf>[0]) =>
        ids((await projected(store, one, { types: FLOW_TYPES, reach: reachOf(query) })).claims).sort();
      expect(await reached({})).toHaveLength(7);
      const following = ['cloud-buys-2', 'loan-pledge'];
      expect(await reached({ types: [] })).toEqual(following);
      expect(await reached({ pattern: 'INVESTS_IN BUYS_FROM', statedOnly: true })).toEqual([
        ...following,
        'maker-invests-cloud',
      ]);
      expect(await reached({ leastStatus: 'closed' })).toEqual([...following, 'maker-invests-cloud']);
      expect(await reached({ leastStatus: 'closed', unknown: ['status'], moves: ['money'] })).toEqual([
        'cloud-buys-1',
        'cloud-buys-2',
        'loan-lends',
        'loan-lends-again',
        'loan-pledge',
        'maker-invests-cloud',
      ]);
      expect(await reached({ leastModality: 'fact', types: ['LENDS_TO'] })).toEqual([
        'cloud-buys-2',
        'loan-lends',
        'loan-pledge',
      ]);
    });

    it('projects as of a date what does not say a later year, by either clock', async () => {
      const dataset = sample('suite-dates');
      const dated = (id: string, more: object) =>
        Claim.parse({ ...dataset.claims[0], id, follows: undefined, ...more });
      dataset.claims = [
        dated('early', { knownOn: '2022-05', start: '2022' }),
        dated('within', { knownOn: '2023-11-02', start: '2023-Q4' }),
        dated('late', { knownOn: '2024', start: '2024-01-01' }),
        dated('fiscal', { knownOn: '2024', start: 'FY2024' }),
        dated('open', { knownOn: '2024', start: '../2024' }),
        dated('following', { knownOn: '2024', start: '2024', follows: ['early'] }),
        dated('undated', { knownOn: '2023' }),
      ];
      await store.load(dataset);
      const reached = async (date: string, by: 'known' | 'holding') => {
        const wanted = { types: FLOW_TYPES, reach: reachOf({ asOf: { date, by } }) };
        return ids((await projected(store, ['suite-dates'], wanted)).claims).sort();
      };
      expect(await reached('2023-03', 'known')).toEqual(['early', 'following', 'undated', 'within']);
      expect(await reached('2022-12-31', 'known')).toEqual(['early', 'following']);
      expect(await reached('2023-03', 'holding')).toEqual([
        'early',
        'fiscal',
        'following',
        'open',
        'undated',
        'within',
      ]);
      expect(await reached('2023/..', 'holding')).toHaveLength(7);
    });

    it('projects what is part of what, but not who belongs to a group', async () => {
      const dataset = sample('suite-parts');
      const part = (id: string, from: string, to: string) =>
        Claim.parse({ ...dataset.claims[0], id, from, type: 'PART_OF', to });
      dataset.claims = [part('lab-of-cloud', 'lab', 'cloud'), part('cloud-of-lenders', 'cloud', 'lenders')];
      await store.load(dataset);
      const { claims, parts } = await projected(store, ['suite-parts'], { types: FLOW_TYPES });
      expect(claims).toEqual([]);
      expect(parts).toMatchObject([
        { id: 'lab-of-cloud', from: 'lab', type: 'PART_OF', to: 'cloud', dataset: 'suite-parts' },
      ]);
    });

    it('projects which entities are the same, where both are asked about', async () => {
      const later = sample('suite-later');
      const entities = later.entities.map((entity) =>
        entity.id === 'maker' ? Entity.parse({ ...entity, sameAs: 'suite-one:maker' }) : entity,
      );
      await store.load({ ...later, entities });
      const { sameAs } = await projected(store, ['suite-one', 'suite-later'], { types: FLOW_TYPES });
      expect(sameAs).toEqual({ 'suite-later:maker': 'suite-one:maker' });
      expect((await projected(store, ['suite-later'], { types: FLOW_TYPES })).sameAs).toEqual({});
    });

    it('projects what passes a filter, and nothing else', async () => {
      const all = await store.claims(one, ids(sample('suite-one').claims));
      const entities = new Map(
        (await store.entities(one, ids(sample('suite-one').entities))).map((entity) => [entity.id, entity]),
      );
      const without = (...facets: Facet[]): ClaimFilter => ({ without: facets });
      const asked: ClaimFilter[] = [
        {},
        without('grade:press'),
        without('grade:other', 'status:unknown'),
        without('class:CloudProvider'),
        without('class:Group', 'modality:estimate'),
        without('sum:unknown'),
        { text: 'Nvidia WORDS' },
        { text: '英偉達' },
        { text: 'loan 貸方' },
        { publisher: 'p' },
        { publisher: 'another' },
        { sumFrom: 1e9, sumIn: 'USD', without: ['sum:unknown', 'moves:collateral'] },
        { asOf: '2023-07', asOfBy: 'holding', without: ['holding:undated'] },
        { during: '2023-09/2023-10', duringBy: 'known' },
        { during: '2024', duringBy: 'known' },
      ];
      for (const filter of asked) {
        const passes = passerOf(filter);
        const wanted = all.filter((claim) =>
          passes({ claim, from: entities.get(claim.from), to: entities.get(claim.to) }),
        );
        const { claims } = await projected(store, one, { types: CLAIM_TYPE_NAMES, filter });
        expect(ids(claims).sort(), JSON.stringify(filter)).toEqual(ids(wanted).sort());
      }
      expect(
        (await projected(store, one, { types: FLOW_TYPES, filter: without('grade:other') })).claims,
      ).toHaveLength(7);
      expect(
        (await projected(store, one, { types: FLOW_TYPES, filter: without('grade:press') })).claims,
      ).toEqual([]);
    });

    it('counts labels, types and property keys', async () => {
      const { labels, types, entityKeys, claimKeys } = await store.counts(one);
      expect(labels).toEqual({
        Chip: 1,
        Chipmaker: 1,
        CloudProvider: 1,
        Company: 3,
        Group: 1,
        Investor: 1,
        Metric: 1,
      });
      expect(types).toMatchObject({ BUYS_FROM: 2, LENDS_TO: 2, MEASURES: 1 });
      expect(entityKeys).toMatchObject({ nameEn: 6, aliases: 1, measure: 1 });
      expect(claimKeys).toMatchObject({ amount: 1, quantity: 1, evidence: 11 });
      expect(Object.keys({ ...entityKeys, ...claimKeys })).not.toContain('scope');
    });

    it.each([
      ['英偉達', 'maker', 'exact'],
      ['英伟达', 'maker', 'exact'],
      ['偉', 'maker', 'contains'],
      ['nvidia', 'maker', 'exact'],
      ['yingweida', 'maker', 'pinyin'],
      ['yingwei', 'maker', 'pinyin'],
      ['corewave', 'cloud', 'typo'],
      ['core weave', 'cloud', 'word'],
      ['weave', 'cloud', 'contains'],
      ['h100', 'card', 'exact'],
      ['inflection', 'lab', 'prefix'],
    ])('finds by %s', async (query, id, how) => {
      const [best] = rank(query, await store.candidates(one, fold(query), 200));
      expect(best).toMatchObject({ entity: { id }, how });
    });

    it('gives those who match first where not all may be given', async () => {
      const [best] = rank('corewave', await store.candidates(one, fold('corewave'), 2));
      expect(best).toMatchObject({ entity: { id: 'cloud' } });
      const [last] = rank('拐點', await store.candidates(one, fold('拐點'), 1));
      expect(last).toMatchObject({ entity: { id: 'lab' } });
    });

    it('finds nothing for what is in no name, and does not trip over a query language', async () => {
      for (const query of ['zzzzzz', '"', '*:*', 'a AND (', 'x~9 OR [a TO b]', '\\', '}{', "'; DROP"]) {
        const candidates = await store.candidates(one, fold(query), 200);
        expect(rank(query, candidates).filter(({ how }) => how === 'exact')).toEqual([]);
      }
    });

    it('loads a new version in place of the old one, and nothing of the old one stays', async () => {
      await store.load(sample('suite-versions'));
      const before = await store.version(['suite-versions']);
      const { changed, served } = await store.load(sample('suite-versions', [extraClaim('lab-buys')]));
      expect({ changed, version: served.version, claims: served.counts.claims }).toEqual({
        changed: true,
        version: 'v1',
        claims: 12,
      });
      expect(await store.version(['suite-versions'])).not.toBe(before);
      expect(ids(await store.claims(['suite-versions'], ['lab-buys', 'loan-lends']))).toEqual([
        'lab-buys',
        'loan-lends',
      ]);
      expect(await store.entities(['suite-versions'], ['maker'])).toHaveLength(1);
    });

    it('is not replaced by who has not seen what is there', async () => {
      const id = 'suite-over';
      const { served } = await store.load(sample(id), { over: null });
      const next = sample(id, [extraClaim('lab-buys')]);
      for (const over of [null, 'another'])
        await expect(store.load(next, { over })).rejects.toMatchObject({ code: 'conflict' });
      expect(await store.version([id])).toContain(served.version);
      expect((await store.load(next, { over: served.version })).changed).toBe(true);
    });

    it('links an entity to one of another dataset, and takes it back', async () => {
      const id = 'suite-linked';
      const { served } = await store.load(sample(id));
      const [before] = await store.entities([id], ['maker']);
      const linked = await store.link(`${id}:maker`, 'suite-one:maker');
      expect(linked).toEqual({ ...before, sameAs: 'suite-one:maker' });
      expect(await store.entities([id], ['maker'])).toEqual([linked]);
      expect(await store.version([id])).not.toBe(`${id}@${served.version}`);
      expect((await projected(store, ['suite-one', id], { types: FLOW_TYPES })).sameAs).toEqual({
        [`${id}:maker`]: 'suite-one:maker',
      });
      expect(await store.link(`${id}:maker`, undefined)).toEqual(before);
      expect(await store.link(`${id}:nobody`, 'suite-one:maker')).toBeUndefined();
      expect(await store.link('suite-nothing:maker', 'suite-one:maker')).toBeUndefined();
    });

    it('calls a dataset otherwise, as another version of the same', async () => {
      const id = 'suite-renamed';
      const { served } = await store.load(sample(id));
      const renamed = await store.rename(id, { nameEn: 'Another name' });
      expect(renamed).toEqual({ ...served, nameEn: 'Another name', version: renamed?.version });
      expect(renamed?.version).not.toBe(served.version);
      expect(await store.version([id])).toBe(`${id}@${renamed?.version}`);
      expect((await store.datasets()).find((dataset) => dataset.id === id)).toEqual(renamed);
      expect(await store.entities([id], ['maker'])).toHaveLength(1);
      for await (const { table, record } of store.records(id)) {
        expect([table, record]).toMatchObject(['dataset', { nameEn: 'Another name' }]);
        break;
      }
      expect(await store.rename('suite-nothing', { nameEn: 'x' })).toBeUndefined();
    });

    it('changes nothing when the same content is loaded again', async () => {
      const { changed } = await store.load(sample('suite-one'));
      expect(changed).toBe(false);
    });

    it('keeps the version before when a load is stopped, and can be loaded again at once', async () => {
      await store.load(sample('suite-stopped'));
      const stop = new AbortController();
      const next = sample('suite-stopped', [extraClaim('lab-buys')]);
      const stopped = store.load(next, {
        signal: stop.signal,
        // Half way: some entities are written, no claim is.
        report: ({ step }) => {
          if (step === 'entities' || store.kind === 'memory') stop.abort(new Fault('cancelled', 'stopped'));
        },
      });
      await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
      expect(await store.claims(['suite-stopped'], ['lab-buys'])).toEqual([]);
      expect(await store.claims(['suite-stopped'], ['loan-lends'])).toHaveLength(1);
      expect((await store.load(next)).changed).toBe(true);
    });

    it('changes a dataset only in the version that is expected, and says which one is served', async () => {
      const id = 'suite-expected';
      const unserved = store.load(sample(id), { over: 'v0' });
      await expect(unserved).rejects.toMatchObject({ code: 'conflict', details: { version: null } });
      await store.load(sample(id), { over: null });
      const changed = sample(id, [extraClaim('more')]);
      for (const over of [null, 'v7'])
        await expect(store.load(changed, { over })).rejects.toMatchObject({
          code: 'conflict',
          details: { dataset: id, version: 'v0' },
        });
      await expect(store.remove(id, { over: 'v7' })).rejects.toMatchObject({ code: 'conflict' });
      expect(await store.version([id])).toBe(`${id}@v0`);
      // Of two at once, one is too late.
      const both = await Promise.allSettled([
        store.load(changed, { over: 'v0' }),
        store.load(sample(id, [extraClaim('a'), extraClaim('b')]), { over: 'v0' }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const [, version = ''] = (await store.version([id])).split('@');
      await store.remove(id, { over: version });
      await expect(store.version([id])).rejects.toMatchObject({ code: 'not_found' });
    });

    it('finds documents by title, publisher and address, the latest first', async () => {
      const later = sample('suite-sources');
      const [first] = later.sources;
      if (!first) throw new Error('the sample has a source');
      const more = (id: string, fields: object) => ({ ...first, ...fields, id: id as typeof first.id });
      later.sources.push(
        more('filing', { title: 'A filing', publisher: 'SEC', url: 'https://Example.org/10-K' }),
        more('undated', { title: 'Without a date', date: undefined }),
        more('latest', { title: 'Latest', date: '2025-01' }),
      );
      await store.load(later);
      const found = async (text: string, limit = 9) =>
        ids(await store.sources(['suite-sources'], text, limit));
      expect(await found('')).toEqual(['latest', 'article', 'filing', 'undated']);
      expect(await found('', 2)).toEqual(['latest', 'article']);
      expect(await found('sec')).toEqual(['filing']);
      expect(await found('EXAMPLE.ORG')).toEqual(['filing']);
      expect(await found('文')).toEqual(['article']);
      expect(await found("'}) RETURN 1 //")).toEqual([]);
      const [article] = await store.sources(['suite-sources'], '文', 1);
      expect(article).toEqual({ ...first, dataset: 'suite-sources' });
    });

    it('forgets a dataset that is removed, and only that one', async () => {
      await store.load(sample('suite-removed'));
      await store.remove('suite-removed');
      await expect(store.entities(['suite-removed'], ['maker'])).rejects.toMatchObject({ code: 'not_found' });
      expect(await store.entities(one, ['maker'])).toHaveLength(1);
    });
  });
}
