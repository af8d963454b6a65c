import { z } from 'zod';
import { ClaimRef, EntityRef } from '../model/ids.ts';
import { CLAIM_TYPE_NAMES, KINDS, type Kind, MOVES } from '../model/registry.ts';
import { ServedDataset, StoredClaim, StoredDeal, StoredEntity, StoredEvidence } from '../model/stored.ts';
import { Why } from '../model/why.ts';
import { claimFilter } from './filter.ts';
import { cursor, datasets, list, operation, whole } from './operation.ts';

/** Sizes that answers are held to. */
export const GRAPH_LIMITS = {
  subgraphEntities: 5000,
  subgraphClaims: 20_000,
  page: 200,
  paths: 200,
  metrics: 5000,
} as const;

const type = z.enum(CLAIM_TYPE_NAMES);
const direction = z.enum(['out', 'in']);
const isKind = (name: string): name is Kind => Object.hasOwn(KINDS, name);

/** How many claims of a type an entity has in one direction, `out` being from it. */
export const ClaimCount = z.object({ type, direction, count: z.int(), neighbours: z.int() });
export type ClaimCount = z.infer<typeof ClaimCount>;

export const health = operation({
  method: 'GET',
  path: '/api/health',
  summary: 'Whether the server is alive and its store ready; 503 with the same body when it is not ready.',
  input: z.object({}),
  output: z.object({
    alive: z.literal(true),
    ready: z.boolean(),
    store: z.enum(['neo4j', 'memory']),
    /** Why the store is not ready, or why it is the in-memory one. */
    reason: z.string().optional(),
    /** The same as typed words, where it is the in-memory one. */
    why: z.array(Why).optional(),
    version: z.string(),
    /** Whether anything may be saved. */
    writable: z.boolean(),
    datasets: z.array(z.object({ id: z.string(), version: z.string() })),
  }),
  errors: [],
});

export const listDatasets = operation({
  method: 'GET',
  path: '/api/datasets',
  summary: 'The datasets that are served, with versions and sizes.',
  input: z.object({}),
  output: z.object({
    /** `own`: a reader's, to be changed and removed; the others came with the product. */
    datasets: z.array(ServedDataset.extend({ own: z.boolean() })),
  }),
  errors: ['unavailable'],
});

export const schema = operation({
  method: 'GET',
  path: '/api/schema',
  summary: 'Labels, relationship types with what moves along them, and property keys, each with its count.',
  input: z.object({ datasets }),
  output: z.object({
    labels: z.array(
      z.object({
        label: z.string(),
        role: z.boolean(),
        nameEn: z.string(),
        nameZh: z.string(),
        count: z.int(),
      }),
    ),
    types: z.array(
      z.object({
        type,
        moves: z.enum(MOVES),
        verbEn: z.string(),
        verbZh: z.string(),
        from: z.string(),
        to: z.string(),
        count: z.int(),
      }),
    ),
    properties: z.object({
      entity: z.array(z.object({ key: z.string(), count: z.int() })),
      claim: z.array(z.object({ key: z.string(), count: z.int() })),
    }),
  }),
  errors: ['bad_request', 'not_found', 'unavailable'],
});

export const SearchHit = z.object({
  entity: StoredEntity,
  score: z.number(),
  /** Why it matches: which field, the text there, and how. */
  field: z.enum(['id', 'nameEn', 'nameZh', 'alias', 'summary']),
  matched: z.string(),
  how: z.enum(['exact', 'prefix', 'word', 'contains', 'pinyin', 'typo']),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const search = operation({
  method: 'GET',
  path: '/api/search',
  summary:
    'Entities by name in either language and script, alias, pinyin or summary; typing errors are forgiven.',
  input: z.object({
    q: z.string().trim().min(1).max(200),
    datasets,
    kinds: list(z.enum(Object.keys(KINDS).filter(isKind)), 20).optional(),
    limit: whole(1, 50, 20),
  }),
  output: z.object({ hits: z.array(SearchHit), truncated: z.boolean() }),
  errors: ['bad_request', 'not_found', 'unavailable'],
});

export const entity = operation({
  method: 'GET',
  path: '/api/entities/:id',
  summary: 'One entity, the number of its claims by type and direction, and the metrics that measure it.',
  input: z.object({ id: EntityRef, datasets }),
  output: z.object({
    entity: StoredEntity,
    counts: z.array(ClaimCount),
    metrics: z.array(z.object({ metric: StoredEntity, claim: StoredClaim })),
  }),
  errors: ['bad_request', 'not_found', 'ambiguous', 'unavailable'],
});

const page = {
  type: list(type, 40).optional(),
  direction: direction.optional(),
  limit: whole(1, GRAPH_LIMITS.page, 50),
  cursor,
};

export const entityClaims = operation({
  method: 'GET',
  path: '/api/entities/:id/claims',
  summary:
    'The claims of an entity, paged, with counts by type and direction and the entities at the other ends.',
  input: z.object({ id: EntityRef, datasets, ...page }),
  output: z.object({
    claims: z.array(StoredClaim),
    entities: z.array(StoredEntity),
    counts: z.array(ClaimCount),
    next: z.string().optional(),
    truncated: z.boolean(),
  }),
  errors: ['bad_request', 'not_found', 'ambiguous', 'unavailable'],
});

export const expand = operation({
  method: 'GET',
  path: '/api/entities/:id/expand',
  summary:
    'The neighbours of an entity, paged, with every claim that joins them to it; `total` counts all neighbours.',
  input: z.object({ id: EntityRef, datasets, ...page }),
  output: z.object({
    entities: z.array(StoredEntity),
    claims: z.array(StoredClaim),
    total: z.int(),
    next: z.string().optional(),
    truncated: z.boolean(),
  }),
  errors: ['bad_request', 'not_found', 'ambiguous', 'unavailable'],
});

export const metrics = operation({
  method: 'GET',
  path: '/api/metrics',
  summary: 'Every metric of the datasets, with the claim that says what it measures.',
  input: z.object({ datasets, limit: whole(1, GRAPH_LIMITS.metrics, 1000) }),
  output: z.object({
    metrics: z.array(z.object({ metric: StoredEntity, claim: StoredClaim })),
    truncated: z.boolean(),
  }),
  errors: ['bad_request', 'not_found', 'unavailable'],
});

export const subgraph = operation({
  method: 'POST',
  path: '/api/subgraph',
  summary:
    'The named entities and every claim between them; ids that are not there are listed, not an error.',
  input: z.object({ ids: list(EntityRef, GRAPH_LIMITS.subgraphEntities), datasets }),
  output: z.object({
    entities: z.array(StoredEntity),
    claims: z.array(StoredClaim),
    missing: z.array(z.string()),
    truncated: z.boolean(),
  }),
  errors: ['bad_request', 'not_found', 'ambiguous', 'too_large', 'unavailable'],
});

export const claim = operation({
  method: 'GET',
  path: '/api/claims/:id',
  summary:
    'One claim with its ends, deal and evidence, and the claims that it follows, contradicts or shares a leg with.',
  input: z.object({ id: ClaimRef, datasets }),
  output: z.object({
    claim: StoredClaim,
    from: StoredEntity,
    to: StoredEntity,
    deal: StoredDeal.optional(),
    evidence: z.array(StoredEvidence),
    /** Entities that the claim names beside its ends: product and collateral. */
    named: z.array(StoredEntity),
    /** Other statements of the same leg of the same deal. */
    statements: z.array(StoredClaim),
    follows: z.array(StoredClaim),
    followedBy: z.array(StoredClaim),
    contradicts: z.array(StoredClaim),
    /** Comments on it. */
    comments: z.array(StoredClaim),
  }),
  errors: ['bad_request', 'not_found', 'ambiguous', 'unavailable'],
});

export const paths = operation({
  method: 'GET',
  path: '/api/paths',
  summary:
    'Paths between two entities: the shortest, or all up to a length, shortest first. No entity twice.',
  input: z.object({
    from: EntityRef,
    to: EntityRef,
    mode: z.enum(['shortest', 'all']).default('shortest'),
    maxLength: whole(1, 8, 4),
    type: list(type, 40).optional(),
    /** `out` follows the arrows only; `any` goes along a claim either way. */
    direction: z.enum(['out', 'any']).default('any'),
    ...claimFilter,
    datasets,
    limit: whole(1, GRAPH_LIMITS.paths, 50),
  }),
  output: z.object({
    paths: z.array(
      z.object({
        length: z.int(),
        /** One step a neighbour: all claims that make it, those against their arrow included. */
        steps: z.array(z.object({ from: z.string(), to: z.string(), claims: z.array(StoredClaim) })),
      }),
    ),
    entities: z.array(StoredEntity),
    truncated: z.boolean(),
  }),
  errors: ['bad_request', 'not_found', 'ambiguous', 'unavailable', 'timeout'],
});
