import type {
  Break,
  BreakOptions,
  LoopQuery,
  LoopRow,
  LoopSearch,
  Progress,
  Projection,
  Removal,
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

/** Long computations, off the thread that answers requests. Each ends early when its signal is aborted or its time is up. */
export type Compute = {
  loops(
    projection: { version: string; read: () => Promise<Projection> },
    query: LoopQuery,
    signal: AbortSignal,
    hear?: (news: LoopNews) => void,
  ): Promise<LoopSearch>;
  whatIf(
    projection: { version: string; read: () => Promise<Projection> },
    question: WhatIfQuestion,
    signal: AbortSignal,
  ): Promise<WhatIfAnswer>;
  paths(
    projection: { version: string; read: () => Promise<Projection> },
    query: PathQuery,
    signal: AbortSignal,
  ): Promise<PathRows>;
};

/** What operations work with. */
export type Deps = {
  store: GraphStore;
  compute: Compute;
  /** The product's version, why the store is the in-memory one, if it is, and whether writing is switched off. */
  about: { version: string; memoryReason?: string | undefined; readOnly?: boolean | undefined };
};
