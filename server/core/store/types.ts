import { type Fault, refused } from '../contract/errors.ts';
import type { ClaimCount } from '../contract/graph.ts';
import type { TakePart } from '../loops/projection/flow.ts';
import type { Reach } from '../loops/question/reach.ts';
import type { Dataset, DatasetRecord } from '../model/dataset.ts';
import type { ClaimFilter } from '../model/filter.ts';
import type { ClaimType } from '../model/registry.ts';
import type {
  ServedDataset,
  StoredClaim,
  StoredDeal,
  StoredEntity,
  StoredEvidence,
  StoredSource,
} from '../model/stored.ts';
import { why } from '../model/why.ts';
import type { Cargo } from './cargo.ts';
import type { CypherConsole } from './cypher.ts';
import type { WorkspaceStore } from './workspace.ts';

/**
 * Which datasets a read is about; all that are served where it is undefined. A dataset that is not served is a `not_found`
 * Fault. Every read sees one version of each dataset, never a mixture and never one half loaded.
 */
export type Scope = readonly string[] | undefined;

/** How a list is cut: by type and direction as seen from the entity, `limit` after the one that `after` names. */
export type Page = {
  types?: readonly ClaimType[] | undefined;
  direction?: 'out' | 'in' | undefined;
  limit: number;
  /** The key (`dataset:id`) of the last record of the page before. */
  after?: string | undefined;
  /** Of claims: only those whose other end is one of these, by key. */
  among?: readonly string[] | undefined;
};

/**
 * What a projection has: claims of some types, and `PART_OF`; those that pass a filter, and of the first only those in the reach of a
 * question, where either is given.
 */
export type Wanted = {
  types: readonly ClaimType[];
  filter?: ClaimFilter | undefined;
  reach?: Reach | undefined;
};

export type LabelCounts = {
  labels: Record<string, number>;
  types: Record<string, number>;
  entityKeys: Record<string, number>;
  claimKeys: Record<string, number>;
};

export type LoadStep = 'schema' | 'entities' | 'claims' | 'evidence' | 'switch' | 'sweep';
export type LoadOptions = {
  report?: (progress: { step: LoadStep; done: number; total: number }) => void;
  signal?: AbortSignal;
  /** The version that must be served when the load begins, null for none: a `conflict` Fault where somebody else has loaded meanwhile. */
  over?: string | null;
};
/** What is told where another version than `over` is served by now, null being none. */
export const replaced = (dataset: string, version: string | null): Fault =>
  refused('conflict', why('refused.replaced', { dataset }), { dataset, version });

export type LoadResult = { changed: boolean; served: ServedDataset };

/**
 * Where the graph lives. Two adapters implement it, `neo4j/` and `core/store/memory/`, and one suite holds both to it.
 * Keys are `dataset:id`; refs may be short ids, which match in every dataset of the scope. Lists come in the order of keys. Errors are
 * Faults: `unavailable` while the database is away, `not_found` for a dataset.
 */
export type GraphStore = {
  readonly kind: 'neo4j' | 'memory';
  /** Resolves when the store answers; rejects with the Fault that a read would meet. */
  ping(): Promise<void>;
  datasets(): Promise<ServedDataset[]>;
  /** Changes whenever a dataset of the scope does. */
  version(scope: Scope): Promise<string>;
  counts(scope: Scope): Promise<LabelCounts>;

  /**
   * Entities that may match a folded query; ranking them is the caller's. A superset of what the scorer lets pass; where that is
   * more than `limit`, those who match best.
   */
  candidates(scope: Scope, folded: string, limit: number): Promise<StoredEntity[]>;
  entities(scope: Scope, refs: readonly string[]): Promise<StoredEntity[]>;
  claims(scope: Scope, refs: readonly string[]): Promise<StoredClaim[]>;
  deals(scope: Scope, keys: readonly string[]): Promise<StoredDeal[]>;
  evidence(scope: Scope, keys: readonly string[]): Promise<StoredEvidence[]>;

  /** Documents whose title, publisher or address has a text in it, in whatever case, the latest first. */
  sources(scope: Scope, text: string, limit: number): Promise<StoredSource[]>;

  claimCounts(scope: Scope, key: string): Promise<ClaimCount[]>;
  claimsOf(scope: Scope, key: string, page: Page): Promise<StoredClaim[]>;
  /** A page of neighbours (by key), and how many there are on all pages. */
  neighbours(scope: Scope, key: string, page: Page): Promise<{ keys: string[]; total: number }>;
  /** Claims that run between any two of the entities, up to `limit`. */
  between(scope: Scope, keys: readonly string[], limit: number): Promise<StoredClaim[]>;
  /** Claims whose `follows`, `about` or `contradicts` names this one, or that share its deal, type and direction. */
  related(scope: Scope, claim: StoredClaim): Promise<StoredClaim[]>;
  /** Hands over a projection, part by part, all of one version. */
  projection(scope: Scope, wanted: Wanted, take: TakePart): Promise<void>;

  /**
   * A dataset as it was loaded, record by record: first what it says of itself, then table by table. An `unavailable` Fault where it is
   * replaced meanwhile: never a mixture of two versions.
   */
  records(dataset: string): AsyncIterable<DatasetRecord>;

  /**
   * Makes a dataset's content the one that is served. All or nothing: until it ends the version before is served, and it
   * stays so when the load is stopped or killed. Content that is served already changes nothing.
   */
  load(dataset: Dataset | Cargo, options?: LoadOptions): Promise<LoadResult>;
  remove(dataset: string, options?: Pick<LoadOptions, 'over'>): Promise<void>;
  /** Calls a dataset otherwise, which is another version of it; undefined where it is not served. `busy` while it is loaded. */
  rename(
    dataset: string,
    names: Partial<Pick<ServedDataset, 'nameEn' | 'nameZh'>>,
  ): Promise<ServedDataset | undefined>;
  /**
   * Says which entity of another dataset one is (by key), or that it is none: another version of its dataset. Undefined where it is not
   * served, `busy` while its dataset is loaded.
   */
  link(key: string, sameAs: string | undefined): Promise<StoredEntity | undefined>;
  /** What readers keep beside the graph. */
  readonly workspace: WorkspaceStore;
  /** Runs a reader's own queries, where the store is a database that speaks Cypher. */
  readonly cypher?: CypherConsole;
  close(): Promise<void>;
};
