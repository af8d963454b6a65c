import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { neo4jStore } from '../../server/neo4j/index.ts';
import { sample } from './sample.ts';

/** What an older release left in the database, made by taking away what it did not write yet. */
describe('a database that an older release has written', () => {
  const { uri, user, password } = inject('neo4j');
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  const store = neo4jStore({ uri, user, password });
  const ids = ['shape-one', 'shape-two'];

  beforeAll(async () => {
    for (const id of ids) await store.load(sample(id));
    await driver.executeQuery(
      'MATCH (d:Dataset) WHERE d.id IN $ids SET d.shape = 1 WITH d MATCH ()-[r]->() WHERE r.scope = d.scope REMOVE r.grade',
      { ids },
    );
  });
  afterAll(async () => {
    for (const id of ids) await store.remove(id);
    await store.close();
    await driver.close();
  });

  it('is loaded anew, each dataset of it, though the content is the same', async () => {
    for (const id of ids) {
      expect((await store.load(sample(id))).changed).toBe(true);
      expect((await store.claims([id], ['loan-lends']))[0]?.grade).toBe('press');
      expect((await store.load(sample(id))).changed).toBe(false);
    }
  });
});
