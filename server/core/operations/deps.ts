import type { Hear, ReadImport, Reading } from '../import/read.ts';
import type {
  Break,
  BreakOptions,
  Concentration,
  ConcentrationOrder,
  LoopQuery,
  LoopRow,
  LoopSearch,
  Progress,
  RankedTellings,
  Removal,
  TakePart,
  TellingQuestion,
} from '../loops/index.ts';
import type { Why } from '../model/why.ts';
import type { PathQuery, PathRows } from '../paths/index.ts';
import type { Cargo } from '../store/cargo.ts';
import type { GraphStore } from '../store/types.ts';
import type { Restorable } from './backup.ts';

/** What is heard of a loop search while it runs. */
export type LoopNews =
  | { kind: 'found'; rows: LoopRow[] }
  /** The best so far, in order: each takes the place of the one before. */
  | { kind: 'best'; rows: LoopRow[] }
  | { kind: 'progress'; progress: Progress };

/** What is asked when something is taken out of the loops that a query finds, and what is answered. */
export type WhatIfQuestion = { query: LoopQuery; removal: Removal; by: BreakOptions['by'] };
export type WhatIfAnswer = {
  goes: string[];
  stays: string[];
  entities: string[];
  smallest: Break;
  truncated: boolean;
};

/** What is asked of how much runs in the loops that a query finds. */
export type ConcentrationQuestion = { query: LoopQuery; order: ConcentrationOrder };

/** A projection by what it is of, in the version that the data had when it was asked about: read in another, it is of no use (`Replaced`). */
export type Projected = {
  of: string;
  /** What the whole is of, which answers as well where it is held. */
  within?: string;
  version: string;
  read: (take: TakePart) => Promise<void>;
};

/** Long computations, off the thread that answers requests. Each ends early when its signal is aborted or its time is up. */
export type Compute = {
  loops(
    projection: Projected,
    query: LoopQuery,
    signal: AbortSignal,
    hear?: (news: LoopNews) => void,
  ): Promise<LoopSearch>;
  tellings(projection: Projected, question: TellingQuestion, signal: AbortSignal): Promise<RankedTellings>;
  whatIf(projection: Projected, question: WhatIfQuestion, signal: AbortSignal): Promise<WhatIfAnswer>;
  concentration(
    projection: Projected,
    question: ConcentrationQuestion,
    signal: AbortSignal,
  ): Promise<Concentration>;
  paths(projection: Projected, query: PathQuery, signal: AbortSignal): Promise<PathRows>;
};

/** A file that has been received, and is there until it is forgotten. */
export type Received = {
  /** SHA-256 of its content. */
  hash: string;
  bytes: number;
  /**
   * Reads it, off the thread that answers requests; `before` is the dataset as it is served, as JSON of ours. Where nothing is wrong with
   * it, and `load` is asked for, it is there as cargo until the file is forgotten.
   */
  read(
    reading: Reading,
    how: { before: AsyncIterable<string | Uint8Array> | undefined; load: boolean },
    signal: AbortSignal,
    hear: Hear,
  ): Promise<Pick<ReadImport, 'summary'> & { cargo?: Cargo | undefined }>;
  /** Reads it as a backup, likewise. */
  restorable(signal: AbortSignal, hear: (done: number) => void): Promise<Restorable>;
  forget(): Promise<void>;
};

/** Takes in files. What is larger than a file may be is a `too_large` Fault, and `too_many` are more than may be read at once. */
export type Imports = {
  receive(
    bytes: AsyncIterable<Uint8Array>,
    length: number | undefined,
    signal: AbortSignal,
  ): Promise<Received>;
};

/** What operations work with. */
export type Deps = {
  store: GraphStore;
  compute: Compute;
  /** Absent where files cannot be taken in, as in a page without a server. */
  imports?: Imports | undefined;
  /** The page as one file, in two halves: between them goes a finding. Absent where it is not built. */
  page?: (() => Promise<{ before: string; after: string }>) | undefined;
  /** The product's version, why the store is the in-memory one, if it is, whether writing is switched off, and which datasets come with it. */
  about: {
    version: string;
    withoutNeo4j?: readonly Why[] | undefined;
    readOnly?: boolean | undefined;
    shipped?: readonly string[] | undefined;
  };
};

/** Whether a dataset is a reader's own: whatever did not come with the product is. */
export const isOwn = ({ about: { shipped = [] } }: Pick<Deps, 'about'>, dataset: string): boolean =>
  !shipped.includes(dataset);
