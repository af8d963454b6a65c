import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startRuntime } from '../../../server/runtime/index.ts';

const LOCAL = join(fileURLToPath(new URL('../../..', import.meta.url)), '.loopscope');

export type Neo4j = {
  connection: { uri: string; user: string; password: string };
  stop(): Promise<void>;
};

/** A Neo4j of the bench's own in a folder, of the version that the server starts. */
export async function neo4jIn(folder: string): Promise<Neo4j> {
  const runtime = await startRuntime({
    home: folder,
    libHome: LOCAL,
    env: { ...process.env, NEO4J_URI: undefined, LOOPSCOPE_STORE: 'neo4j' },
    heapMb: 2048,
    report: () => {},
  });
  if (runtime.store !== 'neo4j') throw new Error(`No Neo4j: ${runtime.reason}`);
  const { uri, user, password } = runtime.connection;
  return { connection: { uri, user, password }, stop: () => runtime.stop() };
}
