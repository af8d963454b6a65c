import type { z } from 'zod';
import { backup, restore } from './backup.ts';
import { cypher, cypherConsole } from './cypher.ts';
import { exportDataset, exportPart, finding } from './exports.ts';
import * as graph from './graph.ts';
import { datasetRemove, datasetRename, importFile } from './import.ts';
import { duplicates, linkEntity, unlinkEntity } from './links.ts';
import { concentration, loopsCypher, tellings, whatIf } from './loop-analysis.ts';
import { loops } from './loops.ts';
import * as records from './records.ts';
import * as workspace from './saved.ts';

/** Every operation of the product, by name. Adding one is an entry here and a function in `operations/`. */
export const CONTRACT = {
  health: graph.health,
  datasets: graph.listDatasets,
  changeRecords: records.changeRecords,
  schema: graph.schema,
  search: graph.search,
  entity: graph.entity,
  entityClaims: graph.entityClaims,
  expand: graph.expand,
  metrics: graph.metrics,
  subgraph: graph.subgraph,
  claim: graph.claim,
  sources: records.sources,
  paths: graph.paths,
  loops,
  tellings,
  whatIf,
  concentration,
  loopsCypher,
  cypher,
  cypherConsole,
  savedList: workspace.savedList,
  saved: workspace.saved,
  save: workspace.save,
  savedRemove: workspace.savedRemove,
  savedRestore: workspace.savedRestore,
  exportDataset,
  exportPart,
  importFile,
  duplicates,
  linkEntity,
  unlinkEntity,
  datasetRename,
  datasetRemove,
  finding,
  backup,
  restore,
} as const;

export type OperationName = keyof typeof CONTRACT;
const isName = (name: string): name is OperationName => Object.hasOwn(CONTRACT, name);
export const OPERATION_NAMES = Object.keys(CONTRACT).filter(isName);
/** What a caller may leave out or write loosely. */
export type CallerInput<Name extends OperationName> = z.input<(typeof CONTRACT)[Name]['input']>;
/** What the operation works on: parsed, defaults filled in. */
export type Input<Name extends OperationName> = z.output<(typeof CONTRACT)[Name]['input']>;
export type Output<Name extends OperationName> = z.output<(typeof CONTRACT)[Name]['output']>;
