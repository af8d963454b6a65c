import { full } from '../../contract/errors.ts';
import { SAVED, type SavedEntry, type SavedKind } from '../../model/saved.ts';
import { KEPT_AFTER_REMOVAL_MS, type Kept, type WorkspaceStore } from '../workspace.ts';

type Held = Kept & { removed?: number };

const lastFirst = (a: Pick<SavedEntry, 'updated' | 'id'>, b: Pick<SavedEntry, 'updated' | 'id'>): number =>
  a.updated === b.updated ? (a.id < b.id ? -1 : 1) : a.updated > b.updated ? -1 : 1;

/** Saved documents without a database: gone with the process. */
export function memoryWorkspace(): WorkspaceStore {
  const held = new Map<string, Held>();
  const slot = (kind: SavedKind, id: string): string => `${kind}/${id}`;
  const living = (kind: SavedKind): SavedEntry[] =>
    [...held.values()]
      .filter(({ saved, removed }) => saved.kind === kind && removed === undefined)
      .map(({ saved }) => saved)
      .sort(lastFirst);
  const found = (kind: SavedKind, id: string): Held | undefined => {
    const kept = held.get(slot(kind, id));
    return kept?.removed === undefined ? kept : undefined;
  };
  const makeRoom = (kind: SavedKind): void => {
    const { most, beyond } = SAVED[kind];
    const all = living(kind);
    if (all.length < most) return;
    if (beyond === 'refused') throw full(kind, most);
    for (const { id } of all.slice(most - 1)) held.delete(slot(kind, id));
  };

  return {
    list: async (kind, { limit, after }) =>
      living(kind)
        .filter((entry) => after === undefined || lastFirst(after, entry) < 0)
        .slice(0, limit),
    get: async (kind, id) => {
      const kept = found(kind, id);
      return kept && { saved: kept.saved, text: kept.text };
    },
    put: async ({ kind, id, name, text }) => {
      const now = Date.now();
      for (const [at, { removed }] of held)
        if (removed !== undefined && removed < now - KEPT_AFTER_REMOVAL_MS) held.delete(at);
      const before = found(kind, id);
      if (!before) makeRoom(kind);
      const same = before?.text === text && before.saved.name === name;
      const updated = new Date(now).toISOString();
      const saved: SavedEntry = {
        kind,
        id,
        name,
        bytes: new TextEncoder().encode(text).length,
        created: before?.saved.created ?? updated,
        // A snapshot that is linked to again is one that is used.
        updated: same && SAVED[kind].beyond === 'refused' ? before.saved.updated : updated,
      };
      held.set(slot(kind, id), { saved, text });
      return saved;
    },
    remove: async (kind, id) => {
      const kept = found(kind, id);
      if (kept) kept.removed = Date.now();
      return kept?.saved;
    },
    restore: async (kind, id) => {
      const kept = held.get(slot(kind, id));
      if (kept?.removed !== undefined) {
        makeRoom(kind);
        delete kept.removed;
      }
      return kept?.saved;
    },
  };
}
