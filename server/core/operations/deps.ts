import type {
  Break,
  BreakOptions,
  Concentration,
  ConcentrationOrder,
  LoopQuery,
  LoopRow,
  LoopSearch,
  Progress,
  Removal,
  TakePart,
} from '../loops/index.ts';
import type { PathQuery, PathRows } from '../paths/index.ts';
import type { GraphStore } from '../store/types.ts';

/** What is heard of a loop search while it runs. */
export type LoopNews = { kind: 'found'; rows: LoopRow[] } | { kind: 'progress'; progress: Progress };

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
  whatIf(projection: Projected, question: WhatIfQuestion, signal: AbortSignal): Promise<WhatIfAnswer>;
  concentration(
    projection: Projected,
    question: ConcentrationQuestion,
    signal: AbortSignal,
  ): Promise<Concentration>;
  paths(projection: Projected, query: PathQuery, signal: AbortSignal): Promise<PathRows>;
};

/** What operations work with. */
export type Deps = {
  store: GraphStore;
  compute: Compute;
  /** The product's version, why the store is the in-memory one, if it is, and whether writing is switched off. */
  about: { version: string; memoryReason?: string | undefined; readOnly?: boolean | undefined };
};
