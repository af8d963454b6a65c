import type { Why } from '../../server/core/model/why.ts';

/** What the page knows of its server. */
export type Server = {
  readonly reach: 'unknown' | 'up' | 'gone';
  readonly ready: boolean;
  readonly store: 'neo4j' | 'memory' | undefined;
  readonly reason: string | undefined;
  /** Why it does without Neo4j. */
  readonly why: readonly Why[];
  /** Whether anything can be saved there. */
  readonly writable: boolean;
  /** Ids and versions of what it serves, to notice a reload of the data. */
  readonly serving: string | undefined;
};

export const unknownServer: Server = {
  reach: 'unknown',
  ready: false,
  store: undefined,
  reason: undefined,
  why: [],
  writable: false,
  serving: undefined,
};

type Health = {
  ready: boolean;
  store: 'neo4j' | 'memory';
  reason?: string | undefined;
  why?: readonly Why[] | undefined;
  writable: boolean;
  datasets: readonly { id: string; version: string }[];
};

export const heard = (health: Health): Server => ({
  reach: 'up',
  ready: health.ready,
  store: health.store,
  reason: health.reason,
  why: health.why ?? [],
  writable: health.writable,
  serving: health.datasets
    .map(({ id, version }) => `${id}@${version}`)
    .sort()
    .join(),
});
export const lost = (server: Server): Server => ({ ...server, reach: 'gone' });

/** Whether other data is served than before: what was loaded is then to be read again. */
export const reloaded = (before: Server, now: Server): boolean =>
  before.serving !== undefined &&
  now.serving !== undefined &&
  now.ready &&
  before.serving !== '' &&
  before.serving !== now.serving;

/** Whether something can be saved there now. */
export const canWrite = ({ server }: { readonly server: Server }): boolean =>
  server.writable && server.reach === 'up';

/** How long to wait before asking again: seldom while all is well, soon after a fault, then less and less often. */
export const nextAsk = (server: Server, failures: number): number =>
  server.reach === 'up' && server.ready ? 15_000 : Math.min(15_000, 1_000 * 2 ** Math.min(failures, 4));
