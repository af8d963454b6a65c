import { z } from 'zod';
import { Fault } from '../core/contract/errors.ts';
import type { DatasetRecord } from '../core/model/dataset.ts';
import { DatasetInfo } from '../core/model/dataset.ts';
import { claimItself } from '../core/model/derived.ts';
import { Entity } from '../core/model/entity.ts';
import { Deal, Evidence, Outline, Source } from '../core/model/evidence.ts';
import { CLAIM_TYPE_NAMES } from '../core/model/registry.ts';
import type { GraphStore } from '../core/store/types.ts';
import type { Connection, Row } from './connection.ts';
import { servedOf } from './datasets.ts';
import { identifier } from './identifiers.ts';
import { CLAIM_ROW, claimOf, ENTITY_ROW, entityOf, locatorOf, own } from './mapping.ts';

/** Records in one page: some hundred kilobytes. */
const PAGE = 500;

const withoutDataset = (row: Row): Record<string, unknown> => {
  const { dataset: _dataset, ...rest } = own(row);
  return rest;
};

type Part = {
  match: string;
  /** What the pages go by. */
  key: string;
  columns: string;
  read: (row: Row) => DatasetRecord;
};
const nodes = (label: string, read: Part['read'], columns = 'properties(n) AS properties'): Part => ({
  match: `(n:${identifier(label)} {scope: $scope})`,
  key: 'n.id',
  columns,
  read,
});

/** What a dataset is stored as, part by part, in the order that files are written in. */
const PARTS: readonly Part[] = [
  nodes(
    'Entity',
    (row) => {
      const { dataset: _dataset, ...entity } = entityOf(row);
      return { table: 'entities', record: Entity.parse(entity) };
    },
    ENTITY_ROW,
  ),
  ...CLAIM_TYPE_NAMES.map(
    (type): Part => ({
      match: `()-[r:${identifier(type)} {scope: $scope}]->()`,
      key: 'r.id',
      columns: CLAIM_ROW,
      read: (row) => ({ table: 'claims', record: claimItself(claimOf(row)) }),
    }),
  ),
  nodes('Deal', (row) => ({ table: 'deals', record: Deal.parse(withoutDataset(row)) })),
  nodes('Source', (row) => ({ table: 'sources', record: Source.parse(withoutDataset(row)) })),
  nodes('Evidence', (row) => ({
    table: 'evidence',
    record: Evidence.parse(locatorOf(withoutDataset(row))),
  })),
  nodes('Outline', (row) => {
    const { id, sections } = z.object({ id: z.string(), sections: z.string() }).parse(withoutDataset(row));
    return { table: 'outlines', record: Outline.parse({ source: id, sections: JSON.parse(sections) }) };
  }),
];

/** All records of a dataset, a page at a time, so that neither the database nor the server holds the whole. */
export function recordVerbs(connection: Connection): Pick<GraphStore, 'records'> {
  return {
    records: async function* (dataset) {
      const { info, scope } = await connection.read('dataset', [dataset], async (run, [active]) => {
        const [row] = await run('MATCH (d:Dataset {id: $dataset}) RETURN properties(d) AS d', { dataset });
        const { version: _version, counts: _counts, ...info } = servedOf(row?.d);
        return { info: DatasetInfo.parse(info), scope: active?.scope };
      });
      yield { table: 'dataset', record: info };
      for (const { match, key, columns, read } of PARTS)
        for (let after = ''; ; ) {
          const rows = await connection.read('records', [dataset], async (run, [active]) => {
            if (active?.scope !== scope)
              throw new Fault(
                'unavailable',
                `The dataset ${dataset} was replaced while it was read. Try again.`,
              );
            return run(
              `MATCH ${match} WHERE ${key} > $after
               RETURN ${columns}, ${key} AS key ORDER BY key LIMIT ${PAGE}`,
              { scope, after },
            );
          });
          yield* rows.map(read);
          const last = rows.at(-1);
          if (rows.length < PAGE || typeof last?.key !== 'string') break;
          after = last.key;
        }
    },
  };
}
