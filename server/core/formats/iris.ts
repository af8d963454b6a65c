import { splitRef } from '../model/ids.ts';
import type { Outgoing } from './format.ts';
import { type Column, REFERENCES, type TableName } from './tables.ts';

/** Names of records and fields in RDF. Nothing is fetched from them: they are names, not addresses. */
export const VOCABULARY = 'urn:loopscope:vocabulary:';
export const PROV = 'http://www.w3.org/ns/prov#';

/** What all names of records begin with. */
export const NAMES = 'urn:loopscope:';
/** What the names of a table's records begin with. */
export const prefixOf = (dataset: string, table: TableName): string => `${NAMES}${dataset}:${table}:`;

/** The full name of a record that another names: by its id in the same dataset, or by `dataset:id`. */
export function iriOf(dataset: string, table: TableName, ref: string): string {
  const { dataset: other = dataset, id } = splitRef(ref);
  return prefixOf(other, table) + id;
}
/** The ref that `iriOf` made a name of. */
export function refFrom(dataset: string, iri: string): string {
  const [, , other = dataset, , id = ''] = iri.split(':');
  return other === dataset ? id : `${other}:${id}`;
}

/** The id that names a record of a table: an outline is named by its source. */
export const idField = (table: TableName): string => (table === 'outlines' ? 'source' : 'id');

/** The table whose records a column names, where it does; the record's own id counts. */
export const namedBy = (table: TableName, { name }: Pick<Column, 'name'>): TableName | undefined =>
  name === idField(table) ? table : REFERENCES[table][name];

/** The class of a record, beside what its fields say. */
export const CLASSES: { readonly [Table in TableName]: string } = {
  dataset: 'Dataset',
  entities: 'Entity',
  claims: 'Claim',
  deals: 'Deal',
  sources: 'Source',
  evidence: 'Evidence',
  outlines: 'Outline',
};

/** The dataset that records are of: its own record comes first. */
export function datasetOf({ table, record }: Outgoing): string {
  if (table !== 'dataset' || !('id' in record) || typeof record.id !== 'string')
    throw new Error('The record of the dataset comes first.');
  return record.id;
}
