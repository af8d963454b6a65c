import { z } from 'zod';
import { DatasetId } from '../model/ids.ts';
import { MAPPED_TABLES, Mapping, QuestionId } from '../model/mapping.ts';
import { ServedDataset } from '../model/stored.ts';
import { Why } from '../model/why.ts';
import { operation, whole } from './operation.ts';

/** Sizes that an import is held to whatever the settings say. */
export const IMPORT_LIMITS = { mapping: 6_000, told: 1_000, download: 100_000 } as const;

/** What files are read as; which one it is says the content. `csv` is a table, or a zip of tables. */
export const IMPORT_FORMATS = [
  'json',
  'csv',
  'tsv',
  'xlsx',
  'graphml',
  'gexf',
  'cytoscape',
  'turtle',
  'jsonld',
  'cypher',
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What is wrong with a record, by kind; `why` says it more closely, and the message in words. */
export const PROBLEM_CODES = [
  /** The file is not of its format, or cut off. */
  'format',
  /** Larger, longer or deeper than may be. */
  'limit',
  /** A field that a record needs is not there. */
  'missing',
  /** A field that no record has. */
  'unknown',
  /** A value that the field does not take. */
  'value',
  /** Control characters, or marks that turn text around. */
  'text',
  /** Rules that fields keep among each other. */
  'rule',
  /** It names a record that is not there. */
  'link',
  /** An id stands twice. */
  'twice',
  /** Evidence or a deal that no claim uses. */
  'unused',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Where something is wrong, and what: row, line or element from 1 in its sheet, table or file, and column or field. */
export const ImportProblem = z.object({
  sheet: z.string(),
  row: z.int(),
  column: z.string(),
  code: z.enum(PROBLEM_CODES),
  message: z.string(),
  why: Why,
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const NOTICE_CODES = [
  /** In which encoding the text is, where it is not UTF-8; it was converted. */
  'encoding',
  /** What a format does not hold, or holds and is not taken over. */
  'lost',
  /** What was filled in, and from what: ids from names, a name in one language from the other. */
  'filled',
] as const;

/** Something to know that is not wrong: of `count` records, such as those of `detail`. */
export const ImportNotice = z.object({
  code: z.enum(NOTICE_CODES),
  message: z.string(),
  why: Why,
  count: z.int().optional(),
  detail: z.array(z.string()).optional(),
});
export type ImportNotice = z.infer<typeof ImportNotice>;

/** What can be read in more than one way is asked, never guessed: the answer goes into `mapping.answers` under the id. */
export const ImportQuestion = z.object({
  id: QuestionId,
  message: z.string(),
  /** How many values wait for it, and some of them. */
  count: z.int(),
  examples: z.array(z.string()),
  options: z.array(z.string()),
});
export type ImportQuestion = z.infer<typeof ImportQuestion>;

/** A reader's own table as it is understood so far: for a mapping on screen, which is sent back as `mapping`. */
export const ImportPreview = z.object({
  sheet: z.string(),
  table: z.enum(MAPPED_TABLES),
  columns: z.array(
    z.object({
      header: z.string(),
      /** '' where the column is left out. */
      field: z.string(),
      /** Whether the field is a guess from the header rather than what the mapping says. */
      guessed: z.boolean(),
    }),
  ),
  /** The first rows, as texts. */
  rows: z.array(z.array(z.string())),
  /** What columns can be mapped to, by table. */
  fields: z.record(z.string(), z.array(z.string())),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** What happens to records: of one that is refused, the rest of its dataset is refused too. */
const Counts = z.object({
  create: z.int(),
  change: z.int(),
  unchanged: z.int(),
  /** In the dataset as it is served, and not in the file. */
  remove: z.int(),
  refuse: z.int(),
});
export type ImportCounts = z.infer<typeof Counts>;

export const ImportSummary = z.object({
  /** SHA-256 of the file, to be sent with the load as `expectHash`. */
  hash: z.string(),
  bytes: z.int(),
  format: z.enum(IMPORT_FORMATS),
  dataset: z.object({ id: z.string(), nameEn: z.string(), nameZh: z.string() }).optional(),
  /** All records, and those of each table. */
  records: Counts,
  tables: z.record(z.string(), Counts),
  /** How many problems there are, told or not, and how many questions are open: with neither it can be loaded. */
  problems: z.int(),
  questions: z.int(),
  /** The version that it has or would have; absent where it cannot be loaded. */
  version: z.string().optional(),
  /** The version that is, or was, replaced. */
  before: z.string().optional(),
  /** What is served now; absent after a dry run. */
  served: ServedDataset.optional(),
});
export type ImportSummary = z.infer<typeof ImportSummary>;

/** SHA-256 of a file that was sent. */
export const FileHash = z.string().regex(/^[0-9a-f]{64}$/, 'the hash that a dry run gave');

/** In turn: the file is received, read, compared with what is served; then, unless it is a dry run, loaded. */
export const IMPORT_STEPS = [
  'receiving',
  'reading',
  'comparing',
  'schema',
  'entities',
  'claims',
  'evidence',
  'switch',
  'sweep',
] as const;

export const ImportEvent = z.discriminatedUnion('type', [
  /** Bytes while it is received, records afterwards. */
  z.object({
    type: z.literal('progress'),
    step: z.enum(IMPORT_STEPS),
    done: z.int(),
    total: z.int().optional(),
  }),
  z.object({ type: z.literal('preview'), preview: ImportPreview }),
  z.object({ type: z.literal('question'), question: ImportQuestion }),
  z.object({ type: z.literal('notice'), notice: ImportNotice }),
  z.object({ type: z.literal('item'), problem: ImportProblem }),
  z.object({ type: z.literal('end'), ...ImportSummary.shape }),
]);
export type ImportEvent = z.infer<typeof ImportEvent>;

const oneLine = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}*$/u, 'one line, without control characters');

const MappingText = z
  .string()
  .max(IMPORT_LIMITS.mapping)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(Mapping);

/**
 * A file as a dataset of one's own: first as a dry run, which says what would happen to each record and asks what it must not guess, then
 * without, the same file with the hash that the dry run gave. All or nothing: a load of a file with problems or open questions is
 * `bad_request` after they have been told, and what was served before is served still. Leaving cancels it, until it is switched to.
 */
export const importFile = operation({
  method: 'POST',
  path: '/api/import',
  summary: 'A file, sent as the body, as a dataset of one’s own: dry, or all or nothing.',
  input: z.object({
    /** Which dataset it becomes, in place of what that is now, whatever the file says of itself. */
    dataset: DatasetId,
    /** What the dataset is called; by default as the file says, or else as it is called already. */
    name: oneLine.optional(),
    /** Where it is given, a file of another format is refused. */
    format: z.enum(['auto', ...IMPORT_FORMATS]).default('auto'),
    /** A `Mapping` as JSON: how tables of one's own are read, and answers. Other formats take answers only. */
    mapping: MappingText.optional(),
    /** `add`: what the dataset has and the file has not, stays. */
    mode: z.enum(['replace', 'add']).default('replace'),
    dryRun: z.enum(['true', 'false']).default('false'),
    /** The hash of the file that a dry run was of: another one is refused. */
    expectHash: FileHash.optional(),
    /** The version that a dry run said is replaced (`before`), or `none`: where it is another one by now, nothing is loaded. */
    ifVersion: z
      .string()
      .regex(/^[\w.-]{1,100}$/, 'the version that a dry run gave as before, or none')
      .optional(),
    /** How many problems are told; all are counted. */
    problems: whole(1, IMPORT_LIMITS.download, IMPORT_LIMITS.told),
  }),
  output: z.object({
    ...ImportSummary.shape,
    previews: z.array(ImportPreview),
    asked: z.array(ImportQuestion),
    notices: z.array(ImportNotice),
    told: z.array(ImportProblem),
  }),
  events: ImportEvent,
  writes: true,
  upload: true,
  errors: [
    'bad_request',
    'forbidden',
    'busy',
    'conflict',
    'too_large',
    'too_many',
    'unsupported',
    'unavailable',
  ],
});

export const datasetRename = operation({
  method: 'PATCH',
  path: '/api/datasets/:id',
  summary: 'Gives a dataset of one’s own another name, in one language or both.',
  input: z
    .object({ id: DatasetId, nameEn: oneLine.optional(), nameZh: oneLine.optional() })
    .refine(({ nameEn, nameZh }) => nameEn !== undefined || nameZh !== undefined, {
      path: ['nameEn'],
      message: 'give a name in at least one language',
    }),
  output: z.object({ dataset: ServedDataset }),
  writes: true,
  errors: ['bad_request', 'forbidden', 'not_found', 'busy', 'unavailable'],
});

export const datasetRemove = operation({
  method: 'DELETE',
  path: '/api/datasets/:id',
  summary: 'Takes a dataset of one’s own away, for good: export it before if it may be wanted again.',
  input: z.object({ id: DatasetId }),
  output: z.object({ dataset: ServedDataset }),
  writes: true,
  errors: ['bad_request', 'forbidden', 'not_found', 'unavailable'],
});
