import { z } from 'zod';
import { Fault, notGiven } from '../contract/errors.ts';
import type { Input, Output } from '../contract/index.ts';
import { canonicalJson, snapshotId } from '../formats/canonical.ts';
import { MOST_SAVED_BYTES, SAVED, type SavedEntry, type SavedKind } from '../model/saved.ts';
import type { Deps } from './deps.ts';

const notSaved = (kind: SavedKind, id: string): Fault =>
  new Fault('not_found', `There is no saved ${kind} ${JSON.stringify(id)}.`, { kind, id });

const found = (entry: SavedEntry | undefined, { kind, id }: { kind: SavedKind; id: string }) => {
  if (!entry) throw notSaved(kind, id);
  return { saved: entry };
};

const At = z.tuple([z.iso.datetime(), z.string()]);

/** Where a page begins: the place of the last one of the page before. */
function placeOf(cursor: string | undefined): Pick<SavedEntry, 'updated' | 'id'> | undefined {
  if (cursor === undefined) return undefined;
  const at = At.safeParse(cursor.split('~'));
  if (!at.success) throw notGiven();
  const [updated, id] = at.data;
  return { updated, id };
}

export async function savedList(
  { store }: Deps,
  { kind, limit, cursor }: Input<'savedList'>,
): Promise<Output<'savedList'>> {
  const more = await store.workspace.list(kind, { limit: limit + 1, after: placeOf(cursor) });
  const saved = more.slice(0, limit);
  const last = saved.at(-1);
  const truncated = more.length > limit;
  return { saved, ...(truncated && last ? { next: `${last.updated}~${last.id}` } : {}), truncated };
}

export async function saved({ store }: Deps, { kind, id }: Input<'saved'>): Promise<Output<'saved'>> {
  const kept = await store.workspace.get(kind, id);
  if (!kept) throw notSaved(kind, id);
  return { saved: kept.saved, body: z.record(z.string(), z.unknown()).parse(JSON.parse(kept.text)) };
}

export async function save({ store }: Deps, input: Input<'save'>): Promise<Output<'save'>> {
  const { kind, id, name } = input;
  const { body } = z.object({ body: SAVED[kind].body }).parse(input);
  const text = canonicalJson(body);
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MOST_SAVED_BYTES)
    throw new Fault('too_large', `What is saved may have ${MOST_SAVED_BYTES} bytes; this has ${bytes}.`, {
      bytes,
      most: MOST_SAVED_BYTES,
    });
  if (kind === 'snapshot' && id !== snapshotId(body))
    throw new Fault('bad_request', 'id: a snapshot has the hash of its body as its id', {
      fields: [{ field: 'id', message: 'a snapshot has the hash of its body as its id' }],
    });
  return { saved: await store.workspace.put({ kind, id, name, text }) };
}

export const savedRemove = async ({ store }: Deps, which: Input<'savedRemove'>) =>
  found(await store.workspace.remove(which.kind, which.id), which);

export const savedRestore = async ({ store }: Deps, which: Input<'savedRestore'>) =>
  found(await store.workspace.restore(which.kind, which.id), which);
