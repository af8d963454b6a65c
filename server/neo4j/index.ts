import type { CypherBounds } from '../core/store/cypher.ts';
import type { GraphStore } from '../core/store/types.ts';
import { claimVerbs } from './claims.ts';
import { Connection, type ConnectionSettings, type Reader } from './connection.ts';
import { cypherConsole } from './console/index.ts';
import type { FindKeywords } from './console/judge.ts';
import { datasetVerbs } from './datasets.ts';
import { entityVerbs } from './entities.ts';
import { faultOf } from './errors.ts';
import { recordVerbs } from './records.ts';
import { mayWrite } from './schema.ts';
import { workspaceVerbs } from './workspace.ts';

export type { ConnectionSettings } from './connection.ts';
export type { FindKeywords } from './console/judge.ts';

/** The store on Neo4j 5.26 or later; one driver for the process. */
export type Neo4jStore = GraphStore & {
  /** Whether data may be written unasked: the database is empty, or carries our marker. */
  mayWrite(): Promise<boolean>;
};

/** What a reader's own Cypher may take, and who reads its grammar; without a reader refusals tell no place. */
export type ConsoleOptions = {
  bounds?: CypherBounds;
  /** A user of the database that can only read, where its edition has roles. */
  reader?: Reader | undefined;
  find?: FindKeywords;
};

const BOUNDS: CypherBounds = { timeoutMs: 300_000, maxRows: 1_000_000, maxBytes: 1024 ** 3, atOnce: 4 };

export function neo4jStore(
  settings: ConnectionSettings,
  { bounds = BOUNDS, reader, find = async () => undefined }: ConsoleOptions = {},
): Neo4jStore {
  const connection = new Connection(settings);
  return {
    kind: 'neo4j',
    ping: async () => {
      await connection.read('ping', undefined, async () => undefined);
    },
    ...datasetVerbs(connection),
    ...entityVerbs(connection),
    ...claimVerbs(connection),
    ...recordVerbs(connection),
    cypher: cypherConsole(connection, { bounds, reader, find }),
    workspace: workspaceVerbs(connection),
    mayWrite: () => mayWrite(connection),
    close: () => connection.close().catch((error) => Promise.reject(faultOf(error))),
  };
}
