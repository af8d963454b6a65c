import type { SavedEntry, SavedKind } from '../model/saved.ts';

/** A saved document as stores keep it: its body as the text of its JSON. */
export type Kept = { saved: SavedEntry; text: string };

export type NewDocument = {
  kind: SavedKind;
  id: string;
  name: string;
  /** Canonical JSON: equal bodies, equal text. */
  text: string;
};

/** Documents that were taken away can be restored for so long. */
export const KEPT_AFTER_REMOVAL_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * What readers keep beside the data: saved views, snapshots of views, queries. It belongs to no dataset, so loading one, or another
 * version of it, touches nothing here. Ids are unique in their kind. Errors are Faults: `unavailable` while the database is away,
 * `full` where a kind takes no more, `forbidden` where the database is not ours to write to.
 */
export type WorkspaceStore = {
  /** Last written first; `after` is the last one of the page before, as a place in that order. */
  list(
    kind: SavedKind,
    page: { limit: number; after?: Pick<SavedEntry, 'updated' | 'id'> | undefined },
  ): Promise<SavedEntry[]>;
  get(kind: SavedKind, id: string): Promise<Kept | undefined>;
  /** Makes or replaces it; one that was taken away under this id is made anew. */
  put(document: NewDocument): Promise<SavedEntry>;
  remove(kind: SavedKind, id: string): Promise<SavedEntry | undefined>;
  restore(kind: SavedKind, id: string): Promise<SavedEntry | undefined>;
};
