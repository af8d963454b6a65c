import type { z } from 'zod';
import { Fault } from '../contract/errors.ts';
import type { FileAnswer } from '../contract/exports.ts';
import { CONTRACT, type OperationName } from '../contract/index.ts';
import type { Operation } from '../contract/operation.ts';
import { claim } from './claims.ts';
import { cypher, cypherConsole, cypherEvents } from './cypher.ts';
import { datasets, health, schema } from './datasets.ts';
import type { Deps } from './deps.ts';
import { entity, entityClaims, expand, metrics, search, subgraph } from './entities.ts';
import { exportDataset, exportPart } from './exports.ts';
import { finding } from './finding.ts';
import { datasetRemove, datasetRename, importEvents, importFile, type Upload } from './import.ts';
import { duplicates, linkEntity, unlinkEntity } from './links.ts';
import { concentration, loopsCypher, whatIf } from './loop-analysis.ts';
import { loopEvents, loops } from './loops.ts';
import { paths } from './paths.ts';
import { changeRecords, sources } from './records.ts';
import { backupFile, restoreEvents, restoreFile } from './restore.ts';
import { save, saved, savedList, savedRemove, savedRestore } from './saved.ts';
import { tellings } from './tellings.ts';

export { backup, type Restorable, restorable, restore } from './backup.ts';
export { computeBy, namesOf } from './compute.ts';
export type {
  Compute,
  Deps,
  Imports,
  LoopNews,
  Projected,
  Received,
} from './deps.ts';
export type { Heard, Job, Reply, Request, Told } from './jobs.ts';
export { Workshop } from './jobs.ts';
export { Replaced } from './settled.ts';

/** An operation as a transport calls it: what came in is parsed before anything else sees it. */
export type Run<Answer> = (deps: Deps, raw: unknown, signal: AbortSignal) => Promise<Answer>;

/**
 * What came in, parsed. A name that the operation does not know is refused: whoever mistypes a constraint would take the answer for
 * one under it.
 */
function parsed<In extends z.ZodObject>(input: In, raw: unknown): z.output<In> {
  const value = input.parse(raw);
  const known = Object.keys(input.shape);
  const unknown = Object.keys(Object(raw)).filter((key) => !known.includes(key));
  if (unknown.length > 0)
    throw new Fault('bad_request', `${unknown[0]}: there is no such parameter.`, {
      fields: unknown.map((field) => ({ field, message: 'there is no such parameter' })),
      known,
    });
  return value;
}

/** Refused before what came in is looked at: whoever may not write need not write it right. */
function mayWrite({ writes }: Pick<Operation, 'writes'>, { about }: Deps): void {
  if (writes && about.readOnly)
    throw new Fault('forbidden', 'Writing is switched off on this server: nothing can be saved here.');
}

const implement =
  <In extends z.ZodObject, Out extends z.ZodType>(
    operation: Operation<In, Out>,
    run: (deps: Deps, input: z.output<In>, signal: AbortSignal) => Promise<z.output<Out>>,
  ): Run<z.output<Out>> =>
  async (deps, raw, signal) => {
    mayWrite(operation, deps);
    return run(deps, parsed(operation.input, raw), signal);
  };

/** An operation that is told as it goes, by events or by the JSON of events. */
export type Tell = (deps: Deps, raw: unknown, signal: AbortSignal) => AsyncIterable<object | string>;

const implementEvents =
  <In extends z.ZodObject>(
    { input }: Operation<In>,
    tell: (deps: Deps, input: z.output<In>, signal: AbortSignal) => AsyncIterable<object | string>,
  ): Tell =>
  (deps, raw, signal) =>
    tell(deps, parsed(input, raw), signal);

/** An operation on a file that is sent as the body: as one answer, and as events. */
type OnUpload<Event> = {
  whole: (deps: Deps, raw: unknown, upload: Upload, signal: AbortSignal) => Promise<unknown>;
  events: (deps: Deps, raw: unknown, upload: Upload, signal: AbortSignal) => AsyncIterable<Event>;
};

/** What each operation of the contract does, but those on a file. */
export const OPERATIONS = {
  health: implement(CONTRACT.health, health),
  datasets: implement(CONTRACT.datasets, datasets),
  changeRecords: implement(CONTRACT.changeRecords, changeRecords),
  schema: implement(CONTRACT.schema, schema),
  search: implement(CONTRACT.search, search),
  entity: implement(CONTRACT.entity, entity),
  entityClaims: implement(CONTRACT.entityClaims, entityClaims),
  expand: implement(CONTRACT.expand, expand),
  metrics: implement(CONTRACT.metrics, metrics),
  subgraph: implement(CONTRACT.subgraph, subgraph),
  claim: implement(CONTRACT.claim, claim),
  sources: implement(CONTRACT.sources, sources),
  paths: implement(CONTRACT.paths, paths),
  loops: implement(CONTRACT.loops, loops),
  tellings: implement(CONTRACT.tellings, tellings),
  whatIf: implement(CONTRACT.whatIf, whatIf),
  concentration: implement(CONTRACT.concentration, concentration),
  loopsCypher: implement(CONTRACT.loopsCypher, loopsCypher),
  cypher: implement(CONTRACT.cypher, cypher),
  cypherConsole: implement(CONTRACT.cypherConsole, cypherConsole),
  savedList: implement(CONTRACT.savedList, savedList),
  saved: implement(CONTRACT.saved, saved),
  save: implement(CONTRACT.save, save),
  savedRemove: implement(CONTRACT.savedRemove, savedRemove),
  savedRestore: implement(CONTRACT.savedRestore, savedRestore),
  exportDataset: implement(CONTRACT.exportDataset, exportDataset),
  exportPart: implement(CONTRACT.exportPart, exportPart),
  duplicates: implement(CONTRACT.duplicates, duplicates),
  linkEntity: implement(CONTRACT.linkEntity, linkEntity),
  unlinkEntity: implement(CONTRACT.unlinkEntity, unlinkEntity),
  datasetRename: implement(CONTRACT.datasetRename, datasetRename),
  datasetRemove: implement(CONTRACT.datasetRemove, datasetRemove),
  finding: implement(CONTRACT.finding, finding),
  backup: implement(CONTRACT.backup, backupFile),
} satisfies Record<Exclude<OperationName, UploadName>, Run<unknown>>;

const implementUpload = <In extends z.ZodObject, Event extends object>(
  operation: Operation<In>,
  whole: (deps: Deps, input: z.output<In>, upload: Upload, signal: AbortSignal) => Promise<unknown>,
  events: (deps: Deps, input: z.output<In>, upload: Upload, signal: AbortSignal) => AsyncIterable<Event>,
): OnUpload<Event> => ({
  whole: async (deps, raw, upload, signal) => {
    mayWrite(operation, deps);
    return whole(deps, parsed(operation.input, raw), upload, signal);
  },
  events: (deps, raw, upload, signal) => {
    mayWrite(operation, deps);
    return events(deps, parsed(operation.input, raw), upload, signal);
  },
});

export const UPLOADS = {
  importFile: implementUpload(CONTRACT.importFile, importFile, importEvents),
  restore: implementUpload(CONTRACT.restore, restoreFile, restoreEvents),
};
type UploadName = keyof typeof UPLOADS;
export const isUpload = (name: OperationName): name is UploadName => Object.hasOwn(UPLOADS, name);

/** Those that can be had as a stream of events as well. */
export const EVENTS: Partial<Record<OperationName, Tell>> = {
  loops: implementEvents(CONTRACT.loops, loopEvents),
  cypher: implementEvents(CONTRACT.cypher, cypherEvents),
};

/** Those that answer with a file. */
export const FILES: Partial<Record<OperationName, Run<FileAnswer>>> = {
  exportDataset: OPERATIONS.exportDataset,
  exportPart: OPERATIONS.exportPart,
  finding: OPERATIONS.finding,
  backup: OPERATIONS.backup,
};
