import type { ErrorCode } from '../core/contract/errors.ts';
import type { ImportNews, ReadImport, Reading } from '../core/import/read.ts';
import type { Request, Restorable, Told } from '../core/operations/index.ts';

/** What a thread is sent. `halt` is one shared flag: 1 when the search should end with what it has, its time being up or its reader gone. */
export type Sent = (Request & { halt: Int32Array }) | Told;
/** A request's turn has come: from here on its time counts. */
export type Started = { id: number; kind: 'started' };

/** A file to be read as a dataset, beside the one that is served, or as a backup; each by its descriptor, which is this process's. */
export type FileJob =
  | { kind: 'import'; file: number; before: number | undefined; reading: Reading }
  | { kind: 'restore'; file: number; most: number };
export type FileReply =
  | { kind: 'news'; news: ImportNews[] }
  | { kind: 'read'; read: ReadImport }
  | { kind: 'restorable'; held: Restorable }
  /** A Fault would come over as an error like any other. */
  | { kind: 'refused'; code: ErrorCode; message: string };
