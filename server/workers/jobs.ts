import type { ImportNews, ReadImport, Reading } from '../core/import/read.ts';
import type { Request, Told } from '../core/operations/index.ts';

/** What a thread is sent. `halt` is one shared flag: 1 when the search should end with what it has, its time being up or its reader gone. */
export type Sent = (Request & { halt: Int32Array }) | Told;
/** A request's turn has come: from here on its time counts. */
export type Started = { id: number; kind: 'started' };

/** A file to be read, and the dataset that is served, each by its descriptor: both are this process's. */
export type ImportJob = { file: number; before: number | undefined; reading: Reading };
export type ImportReply = { kind: 'news'; news: ImportNews[] } | { kind: 'read'; read: ReadImport };
