import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { refused } from '../core/contract/errors.ts';
import { type DatasetId, splitRef } from '../core/model/ids.ts';
import { ServedDataset } from '../core/model/stored.ts';
import { why } from '../core/model/why.ts';
import { searchText } from '../core/search/score.ts';
import { type Cargo, type CargoRow, cargoOf } from '../core/store/cargo.ts';
import { CLAIM_SHAPE, ENTITY_SHAPE, propertiesOf } from '../core/store/properties.ts';
import { renamedVersion } from '../core/store/renamed.ts';
import { type GraphStore, type LoadOptions, type LoadStep, replaced } from '../core/store/types.ts';
import { type Ask, type Connection, stored } from './connection.ts';
import { identifier } from './identifiers.ts';
import { ENTITY_ROW, entityOf } from './mapping.ts';
import { ensureSchema, RECORDS, SHAPE } from './schema.ts';

const BATCH = 1000;
/** A load that has not shown a sign of life for this long was killed. Its batches take far less. */
const LEASE_MS = 10_000;

type Batch = { step: LoadStep; query: string; rows: object[] };

const storedProperties = (record: object, shape: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(propertiesOf(record, shape)).map(([key, value]) => [key, stored(value)]));

/** How a record is written: in a batch with all others of the same query. */
type Written = { step: LoadStep; query: string; row: object };

const node = (label: string, record: object): Written => ({
  step: 'evidence',
  query: `UNWIND $rows AS row CREATE (n:${identifier(label)}) SET n = row, n.scope = $scope, n.dataset = $dataset`,
  row: storedProperties(record, []),
});

function written({ table, record }: CargoRow, dataset: DatasetId): Written {
  switch (table) {
    case 'entities': {
      const labels = ['Entity', record.kind, ...('roles' in record ? [...record.roles].sort() : [])];
      return {
        step: 'entities',
        query: `UNWIND $rows AS row CREATE (n:${labels.map(identifier).join(':')}) SET n = row, n.scope = $scope, n.dataset = $dataset`,
        row: { ...storedProperties(record, ENTITY_SHAPE), search: searchText({ ...record, dataset }) },
      };
    }
    case 'claims':
      return {
        step: 'claims',
        query: `UNWIND $rows AS row
          MATCH (a:Entity {scope: $scope, id: row.from}) MATCH (b:Entity {scope: $scope, id: row.to})
          CREATE (a)-[r:${identifier(record.type)}]->(b) SET r = row.properties, r.scope = $scope, r.dataset = $dataset`,
        row: { from: record.from, to: record.to, properties: storedProperties(record, CLAIM_SHAPE) },
      };
    case 'deals':
      return node('Deal', record);
    case 'sources':
      return node('Source', record);
    case 'evidence': {
      const { locator, ...rest } = record;
      return node('Evidence', { ...rest, ...locator });
    }
    case 'outlines':
      return node('Outline', { id: record.source, sections: JSON.stringify(record.sections) });
  }
}

/** A cargo as the batches that write it, made as it comes: those of one table are done before the next begins. */
async function* batchesOf(cargo: Cargo): AsyncGenerator<Batch> {
  const open = new Map<string, Batch>();
  let table: CargoRow['table'] | undefined;
  for await (const rows of cargo.rows())
    for (const row of rows) {
      if (row.table !== table) {
        yield* open.values();
        open.clear();
        table = row.table;
      }
      const { step, query, row: properties } = written(row, cargo.info.id);
      const batch = open.get(query) ?? { step, query, rows: [] };
      open.set(query, batch);
      batch.rows.push(properties);
      if (batch.rows.length < BATCH) continue;
      open.delete(query);
      yield batch;
    }
  yield* open.values();
}

/** The properties of a Dataset node as what is served. */
export function servedOf(properties: unknown): ServedDataset {
  const {
    scope: _scope,
    shape: _shape,
    entities,
    claims,
    deals,
    sources,
    evidence,
    ...info
  } = z.record(z.string(), z.unknown()).parse(properties);
  return ServedDataset.parse({ ...info, counts: { entities, claims, deals, sources, evidence } });
}

/** Takes the right to load a dataset; a holder that has shown no sign of life for a while has lost it. */
async function takeLease(
  connection: Connection,
  dataset: string,
  scope: string,
  signal?: AbortSignal,
): Promise<void> {
  const giveUp = Date.now() + 2 * LEASE_MS;
  for (;;) {
    const [row] = await connection.write('lease', (run) =>
      run(
        `MERGE (l:Load {dataset: $dataset}) ON CREATE SET l.scope = $scope, l.seen = timestamp()
         WITH l, (l.scope = $scope OR l.seen < timestamp() - $lease) AS free
         FOREACH (_ IN CASE WHEN free THEN [1] ELSE [] END | SET l.scope = $scope, l.seen = timestamp())
         RETURN l.scope = $scope AS mine`,
        { dataset, scope, lease: LEASE_MS },
      ),
    );
    if (row?.mine === true) return;
    if (Date.now() > giveUp) throw refused('busy', why('refused.loading', { dataset }));
    signal?.throwIfAborted();
    await sleep(500);
  }
}

/** The datasets that are being loaded. */
export async function loadsUnderWay(connection: Connection): Promise<string[]> {
  const rows = await connection.read('loads', [], (run) =>
    run('MATCH (l:Load) WHERE l.seen >= timestamp() - $lease RETURN l.dataset AS id ORDER BY id', {
      lease: LEASE_MS,
    }),
  );
  return rows.map((row) => z.object({ id: z.string() }).parse(row).id);
}

/** Scopes that have records of a label, but are neither served nor being loaded: what a kill or a switch has left. */
async function staleScopes(connection: Connection, label: string): Promise<string[]> {
  const rows = await connection.write('stale', (run) =>
    run(
      `MATCH (d) WHERE (d:Dataset AND d.scope IS NOT NULL) OR (d:Load AND d.seen >= timestamp() - $lease)
       WITH collect(d.scope) AS kept
       MATCH (n:${identifier(label)}) WHERE NOT n.scope IN kept RETURN DISTINCT n.scope AS scope`,
      { lease: LEASE_MS },
    ),
  );
  return rows.map((row) => z.object({ scope: z.string() }).parse(row).scope);
}

/** Removes them a batch at a time, so that no transaction grows with the data. */
async function sweep(connection: Connection, report: (done: number) => void): Promise<void> {
  let done = 0;
  for (const label of RECORDS)
    for (const scope of await staleScopes(connection, label))
      for (let gone = BATCH; gone === BATCH; ) {
        const [row] = await connection.write('sweep', (run) =>
          run(
            `MATCH (n:${identifier(label)} {scope: $scope}) WHERE n.id IS NOT NULL
             WITH n LIMIT ${BATCH} DETACH DELETE n RETURN count(*) AS gone`,
            { scope },
          ),
        );
        gone = z.object({ gone: z.int() }).parse(row).gone;
        done += gone;
        if (gone > 0) report(done);
      }
}

/** Changes a little of a dataset that is served, which makes another version of it; undefined where it is not there. */
const edit = <T>(
  connection: Connection,
  dataset: string,
  what: object,
  change: (run: Ask, version: string) => Promise<T>,
): Promise<T | undefined> =>
  connection.write('edit', async (run) => {
    const [loading] = await run(
      'MATCH (l:Load {dataset: $dataset}) WHERE l.seen >= timestamp() - $lease RETURN true AS held',
      { dataset, lease: LEASE_MS },
    );
    if (loading) throw refused('busy', why('refused.loading', { dataset }));
    const [found] = await run(
      'MATCH (d:Dataset {id: $dataset}) WHERE d.scope IS NOT NULL RETURN d.version AS version',
      { dataset },
    );
    if (typeof found?.version !== 'string') return undefined;
    return change(run, renamedVersion(found.version, what));
  });

/** Datasets: listed, loaded, removed. */
export function datasetVerbs(
  connection: Connection,
): Pick<GraphStore, 'datasets' | 'version' | 'load' | 'remove' | 'rename' | 'link'> {
  /** What is served; only what was loaded in a shape, where one is named. */
  const list = (shape?: number) =>
    connection.read('datasets', undefined, async (run) => {
      const rows = await run(
        `MATCH (d:Dataset) WHERE d.scope IS NOT NULL AND ($shape IS NULL OR d.shape = $shape)
         RETURN properties(d) AS d ORDER BY d.id`,
        { shape: shape ?? null },
      );
      return rows.map(({ d }) => servedOf(d));
    });
  const load = async (cargo: Cargo, { report, signal, over }: LoadOptions) => {
    const { id } = cargo.info;
    const scope = `${id}@${cargo.version}#${randomUUID()}`;
    await ensureSchema(connection);
    report?.({ step: 'schema', done: 1, total: 1 });
    const sweepUp = () => sweep(connection, (done) => report?.({ step: 'sweep', done, total: done }));
    const find = async (shape?: number) => (await list(shape)).find((served) => served.id === id);
    const mayReplace = async () => {
      if (over === undefined) return;
      const version = (await find())?.version ?? null;
      if (over !== version) throw replaced(id, version);
    };
    await mayReplace();
    const before = await find(SHAPE);
    if (before?.version === cargo.version) {
      await sweepUp();
      return { changed: false, served: before };
    }
    await takeLease(connection, id, scope, signal);
    try {
      // Again, now that nobody else can switch it.
      await mayReplace();
      await sweepUp();
      const total = Object.values(cargo.counts).reduce((sum, count) => sum + count, 0);
      let done = 0;
      for await (const { step, query, rows } of batchesOf(cargo)) {
        signal?.throwIfAborted();
        await connection.write(`load ${step}`, async (run) => {
          const [lease] = await run(
            'MATCH (l:Load {dataset: $id, scope: $scope}) SET l.seen = timestamp() RETURN true AS held',
            { id, scope },
          );
          if (lease?.held !== true) throw refused('busy', why('refused.takenOver', { dataset: id }));
          await run(query, { rows, scope, dataset: id });
        });
        done += rows.length;
        report?.({ step, done, total: Math.max(total, done) });
      }
      const properties = {
        ...cargo.info,
        version: cargo.version,
        shape: SHAPE,
        scope,
        ...cargo.counts,
      };
      const [switched] = await connection.write('switch', (run) =>
        run(
          `MATCH (l:Load {dataset: $id, scope: $scope}) DELETE l
           WITH 1 AS held MERGE (d:Dataset {id: $id}) SET d = $properties RETURN properties(d) AS d`,
          { id, scope, properties: storedProperties(properties, []) },
        ),
      );
      if (!switched) throw refused('busy', why('refused.takenOver', { dataset: id }));
      report?.({ step: 'switch', done: 1, total: 1 });
      await sweepUp();
      return { changed: true, served: servedOf(switched.d) };
    } catch (error) {
      // Let go at once, so that whoever loads next need not wait; should this fail too, the lease runs out by itself.
      await connection
        .write('let go', (run) => run('MATCH (l:Load {scope: $scope}) DELETE l', { scope }))
        .catch(() => {});
      throw error;
    }
  };
  return {
    datasets: () => list(),
    version: (scope) =>
      connection.read('version', scope, async (_run, active) =>
        active.map(({ id, version }) => `${id}@${version}`).join(),
      ),
    load: (loaded, options = {}) => load(cargoOf(loaded), options),
    remove: async (dataset, { over } = {}) => {
      const [now] = await connection.write('remove', (run) =>
        run(
          `OPTIONAL MATCH (d:Dataset {id: $dataset}) WITH d, coalesce(d.version, '') AS version, $over IS NULL AS any
           FOREACH (_ IN CASE WHEN any OR version = $over THEN [1] ELSE [] END | DELETE d)
           RETURN version, any OR version = $over AS gone`,
          { dataset, over: over === undefined ? null : (over ?? '') },
        ),
      );
      if (now?.gone !== true) throw replaced(dataset, String(now?.version) || null);
      await sweep(connection, () => {});
    },
    rename: (dataset, names) =>
      edit(connection, dataset, names, async (run, version) => {
        const [row] = await run(
          'MATCH (d:Dataset {id: $dataset}) SET d += $names, d.version = $version RETURN properties(d) AS d',
          { dataset, names, version },
        );
        return servedOf(row?.d);
      }),
    link: (key, sameAs) => {
      const { dataset = '', id } = splitRef(key);
      return edit(connection, dataset, { id, sameAs }, async (run, version) => {
        const [row] = await run(
          `MATCH (d:Dataset {id: $dataset}) MATCH (n:Entity {scope: d.scope, id: $id})
           SET n.sameAs = $same, d.version = $version RETURN ${ENTITY_ROW}`,
          { dataset, id, same: sameAs ?? null, version },
        );
        return row && entityOf(row);
      });
    },
  };
}
