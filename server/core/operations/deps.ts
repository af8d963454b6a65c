import type { LoopQuery, LoopRow, LoopSearch, Progress, Projection } from '../loops/index.ts';
import type { PathQuery, PathRows } from '../paths/index.ts';
import type { GraphStore } from '../store/types.ts';

/** What is heard of a loop search while it runs. */
export type LoopNews = { kind: 'found'; rows: LoopRow[] } | { kind: 'progress'; progress: Progress };

/** Long computations, off the thread that answers requests. Each ends early when its signal is aborted or its time is up. */
export type Compute = {
  loops(
    projection: { version: string; read: () => Promise<Projection> },
    query: LoopQuery,
    signal: AbortSignal,
    hear?: (news: LoopNews) => void,
  ): Promise<LoopSearch>;
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
  /** The product's version, and why the store is the in-memory one, if it is. */
  about: { version: string; memoryReason?: string | undefined };
};
