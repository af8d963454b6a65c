import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProvidedContext } from 'vitest';
import type { TestProject } from 'vitest/node';
import { neo4jStore } from '../server/neo4j/index.ts';
import { startRuntime } from '../server/runtime/index.ts';
import { sample } from './store/sample.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    neo4j: { uri: string; user: string; password: string };
  }
}

/** So often it may be too slow to be waited for. */
const TRIES = 10;

/**
 * A database that has only just started takes its time over the first questions, on a busy machine longer than a store waits for it. They
 * are asked here, and not by whichever test comes first.
 */
async function warm(connection: ProvidedContext['neo4j']): Promise<void> {
  const store = neo4jStore(connection);
  try {
    for (let tries = 1; ; tries++)
      try {
        await store.load(sample('warm'));
        await store.remove('warm');
        return;
      } catch (error) {
        if (tries === TRIES) throw error;
      }
  } finally {
    await store.close();
  }
}

/** One real Neo4j for a whole run of the store, HTTP and browser tests; each test works in datasets of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const runtime = await startRuntime({
    home: path.join(root, '.loopscope', 'tests'),
    libHome: path.join(root, '.loopscope'),
    env: { ...process.env, NEO4J_URI: undefined, LOOPSCOPE_STORE: 'neo4j' },
    heapMb: 512,
    report: ({ step, detail }) => process.stdout.write(`  neo4j: ${step}${detail ? ` (${detail})` : ''}\n`),
  });
  if (runtime.store !== 'neo4j') throw new Error(`The tests need a real Neo4j: ${runtime.reason}`);
  const { uri, user, password } = runtime.connection;
  await warm({ uri, user, password });
  project.provide('neo4j', { uri, user, password });
  return () => runtime.stop();
}
