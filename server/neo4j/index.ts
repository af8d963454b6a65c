import type { GraphStore } from '../core/store/types.ts';
import { claimVerbs } from './claims.ts';
import { Connection, type ConnectionSettings } from './connection.ts';
import { datasetVerbs } from './datasets.ts';
import { entityVerbs } from './entities.ts';
import { faultOf } from './errors.ts';
import { mayWrite } from './schema.ts';

export type { ConnectionSettings } from './connection.ts';

/** The store on Neo4j 5.26 or later; one driver for the process. */
export type Neo4jStore = GraphStore & {
  /** Whether data may be written unasked: the database is empty, or carries our marker. */
  mayWrite(): Promise<boolean>;
};

export function neo4jStore(settings: ConnectionSettings): Neo4jStore {
  const connection = new Connection(settings);
  return {
    kind: 'neo4j',
    ping: async () => {
      await connection.read('ping', undefined, async () => undefined);
    },
    ...datasetVerbs(connection),
    ...entityVerbs(connection),
    ...claimVerbs(connection),
    mayWrite: () => mayWrite(connection),
    close: () => connection.close().catch((error) => Promise.reject(faultOf(error))),
  };
}
