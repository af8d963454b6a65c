import { inject } from 'vitest';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { neo4jStore } from '../../server/neo4j/index.ts';
import { storeSuite } from './suite.ts';

storeSuite('memory', async () => memoryStore());
storeSuite('neo4j', async () => neo4jStore(inject('neo4j')));
