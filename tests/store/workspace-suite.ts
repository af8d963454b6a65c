import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SAVED, type SavedEntry, type SavedKind } from '../../server/core/model/saved.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import type { NewDocument } from '../../server/core/store/workspace.ts';
import { sample } from './sample.ts';

const view = (id: string, more: Partial<NewDocument> = {}): NewDocument => ({
  kind: 'view',
  id,
  name: `View ${id}`,
  text: `{"format":1,"parts":{"on":"${id}"}}`,
  ...more,
});

async function severalAtOnce<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += 20) await Promise.all(items.slice(at, at + 20).map(work));
}

/** What every store does with what readers save. */
export function workspaceSuite(name: string, open: () => Promise<GraphStore>): void {
  describe(`what readers save, in the ${name} store`, () => {
    let store: GraphStore;
    const all = async (kind: SavedKind, limit = 200): Promise<SavedEntry[]> => {
      const found: SavedEntry[] = [];
      for (let page = await store.workspace.list(kind, { limit }); page.length > 0; ) {
        found.push(...page);
        page = await store.workspace.list(kind, { limit, after: page.at(-1) });
      }
      return found;
    };
    const clear = async () => {
      const ids = (await all('view')).map(({ id }) => id);
      await severalAtOnce(ids, (id) => store.workspace.remove('view', id));
    };
    beforeAll(async () => {
      store = await open();
      await store.load(sample('workspace-suite'));
    });
    beforeEach(clear);
    afterAll(async () => {
      await clear();
      await store.remove('workspace-suite');
      await store.close();
    });

    it('gives back what was put, and knows nothing else', async () => {
      const entry = await store.workspace.put(view('one', { name: '循環 ✓' }));
      const { text } = view('one');
      expect(entry).toMatchObject({ kind: 'view', id: 'one', name: '循環 ✓', bytes: text.length });
      expect(entry.created).toBe(entry.updated);
      expect(await store.workspace.get('view', 'one')).toEqual({ saved: entry, text });
      expect(await store.workspace.get('query', 'one')).toBeUndefined();
      expect(await store.workspace.get('view', 'two')).toBeUndefined();
    });

    it('counts bytes, not characters', async () => {
      expect((await store.workspace.put(view('one', { text: '"英"' }))).bytes).toBe(5);
    });

    it('puts the same again without a change, and replaces by id', async () => {
      const first = await store.workspace.put(view('one'));
      expect(await store.workspace.put(view('one'))).toEqual(first);
      const second = await store.workspace.put(view('one', { name: 'Renamed' }));
      expect(second).toMatchObject({ name: 'Renamed', created: first.created });
      expect(second.updated >= first.updated).toBe(true);
      expect(await all('view')).toEqual([second]);
    });

    it('lists the last written first, page by page without loss or repetition', async () => {
      for (const id of ['c', 'a', 'd', 'b', 'e']) await store.workspace.put(view(id));
      await store.workspace.put(view('c', { name: 'Again' }));
      const listed = await all('view', 2);
      expect(listed.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
      const places = listed.map(({ updated, id }) => [updated, id] as const);
      expect(places).toEqual(
        [...places].sort(([u, i], [v, j]) => (u === v ? (i < j ? -1 : 1) : u > v ? -1 : 1)),
      );
    });

    it('takes away, and brings back as it was', async () => {
      const entry = await store.workspace.put(view('one'));
      expect(await store.workspace.remove('view', 'one')).toEqual(entry);
      expect(await store.workspace.get('view', 'one')).toBeUndefined();
      expect(await all('view')).toEqual([]);
      expect(await store.workspace.remove('view', 'one')).toBeUndefined();
      expect(await store.workspace.restore('view', 'one')).toEqual(entry);
      expect(await store.workspace.restore('view', 'one')).toEqual(entry);
      expect(await store.workspace.get('view', 'one')).toEqual({ saved: entry, text: view('one').text });
      expect(await store.workspace.restore('view', 'never')).toBeUndefined();
    });

    it('makes anew what is put under the id of one that was taken away', async () => {
      await store.workspace.put(view('one'));
      await store.workspace.remove('view', 'one');
      const entry = await store.workspace.put(view('one', { name: 'Other' }));
      expect(await all('view')).toEqual([entry]);
    });

    it('refuses one more than there may be, whoever asks at once, but replaces still', async () => {
      const { most } = SAVED.view;
      const ids = Array.from({ length: most + 5 }, (_, at) => `v${at}`);
      await severalAtOnce(ids.slice(0, most - 5), (id) => store.workspace.put(view(id)));
      const put = await Promise.allSettled(ids.slice(most - 5).map((id) => store.workspace.put(view(id))));
      const refused = put.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      expect(refused).toHaveLength(5);
      for (const fault of refused) expect(fault).toMatchObject({ code: 'full', details: { most } });
      const listed = await all('view');
      expect(listed).toHaveLength(most);
      const [first, second] = listed;
      await store.workspace.put(view(first?.id ?? '', { name: 'Replaced' }));
      await store.workspace.remove('view', second?.id ?? '');
      await store.workspace.put(view('room-again'));
      await expect(store.workspace.restore('view', second?.id ?? '')).rejects.toMatchObject({ code: 'full' });
    });

    it('is touched by no load and no removal of data, and is in no count', async () => {
      const before = [await store.counts(undefined), await store.datasets()];
      const entry = await store.workspace.put(view('one'));
      expect([await store.counts(undefined), await store.datasets()]).toEqual(before);
      await store.load(sample('workspace-suite-2'));
      await store.remove('workspace-suite-2');
      expect(await all('view')).toEqual([entry]);
    });
  });
}
