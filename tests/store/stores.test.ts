import { inject } from 'vitest';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { neo4jStore } from '../../server/neo4j/index.ts';
import { storeSuite } from './suite.ts';
import { workspaceSuite } from './workspace-suite.ts';

for (const [name, open] of [
  ['memory', async () => memoryStore()],
  ['neo4j', async () => neo4jStore(inject('neo4j'))],
] as const) {
  storeSuite(name, open);
  workspaceSuite(name, open);
}
