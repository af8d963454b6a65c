import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { recordsOf } from '../../../server/core/formats/format.ts';
import { writeAs } from '../../../server/core/formats/index.ts';
import { searchText } from '../../../server/core/search/score.ts';
import { cargoRows } from '../../../server/core/store/cargo.ts';
import { ENTITY_SHAPE, propertiesOf } from '../../../server/core/store/properties.ts';
import { hubSkewed } from '../loops/graph.ts';
import { datasetOn } from '../loops/served.ts';

/** The same data for all: a file of ours, and the nodes and relationships that it comes to, as lines of JSON and as CSV. */
export type Files = { json: string; nodes: string; claims: string; records: number };

const quoted = (text: unknown): string => `"${String(text ?? '').replaceAll('"', '""')}"`;
/** What the CSV has of a claim beside its ends and type, all of which this data may have. */
export const CLAIM_COLUMNS = [
  'id',
  'modality',
  'basis',
  'status',
  'amount',
  'currency',
  'start',
  'summaryEn',
  'summaryZh',
  'evidence',
  'grade',
  'publishers',
  'knownOn',
  'knownOnFrom',
] as const;
export const NODE_COLUMNS = ['id', 'nameEn', 'nameZh', 'summaryEn', 'summaryZh', 'search'] as const;

/** Writes a seeded graph skewed towards hubs, a quarter as many entities as claims. */
export async function filesIn(folder: string, claims: number): Promise<Files> {
  const dataset = datasetOn(hubSkewed(claims / 4, claims));
  const at = (name: string): string => path.join(folder, name);
  await pipeline(Readable.from(writeAs('json', recordsOf(dataset))), createWriteStream(at('bench.json')));
  const rows = function* (table: 'entities' | 'claims'): Generator<Record<string, unknown>> {
    for (const row of cargoRows(dataset))
      if (row.table === table)
        yield row.table === 'entities'
          ? {
              ...propertiesOf(row.record, ENTITY_SHAPE),
              search: searchText({ ...row.record, dataset: dataset.info.id }),
            }
          : { ...row.record };
  };
  const csv = function* (table: 'entities' | 'claims', columns: readonly string[]): Generator<string> {
    yield `${columns.join()}\n`;
    for (const row of rows(table)) yield `${columns.map((column) => quoted(row[column])).join()}\n`;
  };
  const lines = function* (table: 'entities' | 'claims'): Generator<string> {
    for (const row of rows(table)) yield `${JSON.stringify(row)}\n`;
  };
  const write = (name: string, text: Iterable<string>): Promise<void> =>
    pipeline(Readable.from(text), createWriteStream(at(name)));
  await write('nodes.ndjson', lines('entities'));
  await write('claims.ndjson', lines('claims'));
  await write('nodes.csv', csv('entities', NODE_COLUMNS));
  await write('claims.csv', csv('claims', ['type', 'from', 'to', ...CLAIM_COLUMNS]));
  return {
    json: at('bench.json'),
    nodes: at('nodes'),
    claims: at('claims'),
    records: dataset.entities.length + claims,
  };
}
