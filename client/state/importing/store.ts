import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImportQuestion } from '../../../server/core/contract/import.ts';
import type { ServedDataset } from '../datasets.ts';
import { NOTHING_SAID, type Reading } from './reading.ts';
import type { Run } from './run.ts';
import type { Target } from './target.ts';

/** Why what was dropped or chosen is not taken. */
export type Refused = 'several' | 'folder' | 'unreadable' | 'nothing';

/** What came of a load; `trouble` is what went wrong, and what to do, in the reader's words. */
export type Outcome =
  | { readonly kind: 'loaded'; readonly served: ServedDataset }
  /** Nothing was loaded; or the dataset is neither what it was nor what was sent; or nobody can tell, as the server does not answer. */
  | { readonly kind: 'kept' | 'other' | 'unknown'; readonly trouble: string };

export type ImportState = {
  readonly file: File | undefined;
  readonly refused: Refused | undefined;
  /** The dataset that the next file is to replace, where one was chosen before the file. */
  readonly replaces: string | undefined;
  readonly target: Target;
  readonly reading: Reading;
  /** Questions that were ever asked of this file. */
  readonly asked: readonly ImportQuestion[];
  /** The last dry run that ended. */
  readonly found: Run | undefined;
  /** Something was said since it began. */
  readonly stale: boolean;
  /** Only what the dataset is called was. */
  readonly renamed: boolean;
  /** What is under way. */
  readonly doing: 'checking' | 'loading' | undefined;
  readonly run: Run | undefined;
  /** Why the last dry run came to nothing. */
  readonly trouble: string | undefined;
  readonly outcome: Outcome | undefined;
  /** All problems are being fetched, to be saved. */
  readonly saving: boolean;
};
export type ImportStore = StoreApi<ImportState>;

const fresh: ImportState = {
  file: undefined,
  refused: undefined,
  replaces: undefined,
  target: { id: '', name: '', mode: 'replace' },
  reading: NOTHING_SAID,
  asked: [],
  found: undefined,
  stale: false,
  renamed: false,
  doing: undefined,
  run: undefined,
  trouble: undefined,
  outcome: undefined,
  saving: false,
};
export const createImportStore = (): ImportStore => createStore<ImportState>(() => fresh);

/** Nothing is chosen yet. */
export const emptied = (refused?: Refused): ImportState => ({ ...fresh, refused });

/** What the dialog is at. */
export function roomOf({ file, doing, outcome }: ImportState): 'choose' | 'check' | 'loading' | 'ended' {
  if (outcome) return 'ended';
  if (doing === 'loading') return 'loading';
  return file ? 'check' : 'choose';
}
