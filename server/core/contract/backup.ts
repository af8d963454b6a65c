import { z } from 'zod';
import { DatasetId } from '../model/ids.ts';
import { SAVED_KINDS } from '../model/saved.ts';
import type { FileAnswer } from './exports.ts';
import { FileHash, IMPORT_STEPS } from './import.ts';
import { operation } from './operation.ts';

export const backup = operation({
  method: 'GET',
  path: '/api/backup',
  summary:
    'Everything that is served in one file, streamed: every dataset with its links, and all that readers keep beside the data.',
  input: z.object({}),
  output: z.custom<FileAnswer>(),
  file: true,
  errors: ['bad_request', 'unavailable'],
});

/** What becomes of a dataset: a dataset that comes with the product `stays` as it is, since each start brings it back. */
const RESTORED = ['create', 'replace', 'same', 'stays'] as const;

const RestoreSummary = z.object({
  /** SHA-256 of the file, to be sure that it is restored which was looked at. */
  hash: z.string(),
  bytes: z.int(),
  made: z.iso.datetime(),
  datasets: z.array(
    z.object({
      id: DatasetId,
      nameEn: z.string(),
      nameZh: z.string(),
      version: z.string(),
      /** The version that is served now, which it takes the place of. */
      before: z.string().optional(),
      entities: z.int(),
      claims: z.int(),
      becomes: z.enum(RESTORED),
    }),
  ),
  /** What readers keep, by kind: how many are new, take the place of another, or are there as they are. */
  saved: z.array(z.object({ kind: z.enum(SAVED_KINDS), create: z.int(), replace: z.int(), same: z.int() })),
});
export type RestoreSummary = z.infer<typeof RestoreSummary>;

export const RestoreEvent = z.discriminatedUnion('type', [
  /** Bytes while it is received, then records; `dataset` says of which one is written. */
  z.object({
    type: z.literal('progress'),
    step: z.enum([...IMPORT_STEPS, 'saved']),
    dataset: DatasetId.optional(),
    done: z.int(),
    total: z.int().optional(),
  }),
  z.object({ type: z.literal('end'), ...RestoreSummary.shape }),
]);
export type RestoreEvent = z.infer<typeof RestoreEvent>;

/**
 * A backup, sent as the body, put back: first as a dry run, which says what it would take the place of, then without, the same file with
 * the hash that the dry run gave. Nothing is written before the whole file is checked, and each dataset is all or nothing; what is beside
 * those of the backup stays.
 */
export const restore = operation({
  method: 'POST',
  path: '/api/restore',
  summary: 'A backup, sent as the body, put back: dry, or each dataset in place of what it is now.',
  input: z.object({
    dryRun: z.enum(['true', 'false']).default('false'),
    /** The hash of the file that a dry run was of: another one is refused. */
    expectHash: FileHash.optional(),
  }),
  output: RestoreSummary,
  events: RestoreEvent,
  writes: true,
  upload: true,
  errors: [
    'bad_request',
    'forbidden',
    'busy',
    'conflict',
    'full',
    'too_large',
    'too_many',
    'unsupported',
    'unavailable',
  ],
});
