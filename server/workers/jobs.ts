import type { ErrorCode } from '../core/contract/errors.ts';
import type { ImportNews, ReadImport, Reading } from '../core/import/read.ts';
import type { Request, Restorable, Told } from '../core/operations/index.ts';
import type { Cargo } from '../core/store/cargo.ts';

/** What a thread is sent. `halt` is one shared flag: 1 when the search should end with what it has, its time being up or its reader gone. */
export type Sent = (Request & { halt: Int32Array }) | Told;
/** A request's turn has come: from here on its time counts. */
export type Started = { id: number; kind: 'started' };

/**
 * A file to be read as a dataset, beside the one that is served, or as a backup. `rows` is where what a store takes of it is written if that
 * is wanted, a line each. All are descriptors of this process.
 */
export type FileJob =
  | { kind: 'import'; file: number; before: number | undefined; rows: number | undefined; reading: Reading }
  | { kind: 'restore'; file: number; most: number };
export type FileReply =
  | { kind: 'news'; news: ImportNews[] }
  | { kind: 'read'; summary: ReadImport['summary']; found: Omit<Cargo, 'rows'> | undefined }
  | { kind: 'restorable'; held: Restorable }
  /** A Fault would come over as an error like any other. */
  | {
      kind: 'refused';
      code: ErrorCode;
      message: string;
      details: Record<string, unknown> | undefined;
    };
