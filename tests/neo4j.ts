import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startRuntime } from '../server/runtime/index.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    neo4j: { uri: string; user: string; password: string };
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
  project.provide('neo4j', { uri, user, password });
  return () => runtime.stop();
}
