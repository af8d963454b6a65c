import { z } from 'zod';
import { operation } from './operation.ts';

/** What no server allows more of, whatever its settings. */
export const CYPHER_LIMITS = {
  /** UTF-16 units of a query: far more than a person writes. */
  query: 50_000,
  /**
   * What may stand inside another: brackets, CASE and NOT; and braces, as of subqueries. The database plans these in time that grows
   * steeply with depth (twenty EXISTS take minutes), and cannot be stopped while it does.
   */
  depth: 100,
  braces: 10,
  timeoutMs: 3_600_000,
  rows: 10_000_000,
  bytes: 4 * 1024 ** 3,
} as const;

/** Where something stands in the query as it was sent: line and column from 1, offset from 0 in UTF-16 units. */
export const Place = z.object({ line: z.int(), column: z.int(), offset: z.int() });
export type Place = z.infer<typeof Place>;

/** What the database, or the console itself (`Loopscope.…`), has to say about a query that it runs. */
export const Notice = z.object({
  code: z.string(),
  severity: z.enum(['warning', 'information']),
  title: z.string(),
  description: z.string(),
  place: Place.optional(),
});
export type Notice = z.infer<typeof Notice>;

/** One operator of a plan. A plan is a list of them, each after its parent, the root first. */
export const PlanStep = z.object({
  operator: z.string(),
  /** Its place in the list; null for the root. */
  parent: z.int().nullable(),
  details: z.string(),
  estimatedRows: z.number().nullable(),
  /** Null where the plan was not run. */
  rows: z.number().nullable(),
  dbHits: z.number().nullable(),
  /** Whatever else the database says of it, by name. */
  more: z.record(z.string(), z.string()),
});
export type PlanStep = z.infer<typeof PlanStep>;

/** A value as `core/cypher/values.ts` has it. */
const Value = z.unknown();
const Row = z.array(Value);

/** Why a result ended before its last row. */
const Reason = z.enum(['rows', 'bytes', 'time']);
const Ended = {
  /** Rows that came. */
  count: z.int(),
  ms: z.number(),
  truncated: z.boolean(),
  reason: Reason.optional(),
};

export const RowEvent = z.object({ type: z.literal('row'), row: Row });

/** What is told of a query while it runs, one line each; the last one is `end`, or `error` with the envelope. */
export const CypherEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('columns'), columns: z.array(z.string()) }),
  RowEvent,
  z.object({ type: z.literal('notice'), notice: Notice }),
  z.object({ type: z.literal('plan'), profiled: z.boolean(), steps: z.array(PlanStep) }),
  z.object({ type: z.literal('end'), ...Ended }),
]);
export type CypherEvent = z.infer<typeof CypherEvent>;

/** `details` of a `bad_query`: what the database says of it, with its own code. */
export const BadQuery = z.object({ code: z.string(), place: Place.optional() });
export type BadQuery = z.infer<typeof BadQuery>;

/** Why a query is not run, though the database might run it. */
export const REFUSALS = [
  'writes',
  'commits',
  'schema',
  'administration',
  'configuration',
  'transactions',
  'files',
  'procedure',
  'function',
  'database',
  'option',
  'operator',
] as const;

/** `details` of a `refused`: what is refused in it (a clause, or the name of a procedure, function, option or operator), and where it stands. */
export const Refused = z.object({ reason: z.enum(REFUSALS), what: z.string(), place: Place.optional() });
export type Refused = z.infer<typeof Refused>;

const bound = (max: number) => z.int().min(1).max(max).optional();

export const cypher = operation({
  method: 'POST',
  path: '/api/cypher',
  summary: 'Runs, explains or profiles a query that only reads, on the Neo4j that serves the data.',
  input: z.object({
    query: z
      .string()
      .max(CYPHER_LIMITS.query)
      .refine((text) => text.trim() !== '', 'there is no query'),
    /** By name without `$`; values as rows have them. */
    parameters: z.record(z.string().max(200), Value).default({}),
    mode: z.enum(['run', 'explain', 'profile']).default('run'),
    /** Each up to what this server allows: `GET /api/cypher` says how much. */
    timeoutMs: bound(CYPHER_LIMITS.timeoutMs),
    maxRows: bound(CYPHER_LIMITS.rows),
    maxBytes: bound(CYPHER_LIMITS.bytes),
  }),
  output: z.object({
    columns: z.array(z.string()),
    rows: z.array(Row),
    notices: z.array(Notice),
    plan: z.object({ profiled: z.boolean(), steps: z.array(PlanStep) }).optional(),
    ...Ended,
  }),
  events: CypherEvent,
  errors: [
    'bad_request',
    'bad_query',
    'refused',
    'too_large',
    'too_many',
    'unsupported',
    'unavailable',
    'timeout',
  ],
});

const Limit = z.object({ default: z.int(), max: z.int() });

export const cypherConsole = operation({
  method: 'GET',
  path: '/api/cypher',
  summary: 'What the Cypher console allows here: limits, procedures and functions; or why there is none.',
  input: z.object({}),
  output: z.object({
    available: z.boolean(),
    /** Why it is not. */
    reason: z.string().optional(),
    limits: z.object({ timeoutMs: Limit, maxRows: Limit, maxBytes: Limit, atOnce: z.int() }),
    database: z.object({ name: z.string(), version: z.string(), edition: z.string() }).optional(),
    procedures: z.array(z.object({ name: z.string(), signature: z.string(), description: z.string() })),
    functions: z.array(z.object({ name: z.string(), signature: z.string(), description: z.string() })),
  }),
  errors: ['unavailable', 'timeout'],
});
