import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../client/state/console/examples.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { Api, article, openStore, shipped } from './support.ts';

let store: GraphStore;
let api: Api;
beforeAll(async () => {
  store = openStore();
  await store.load(await article());
  await store.load(await shipped('ai-finance-2023-2026'));
  api = await Api.start(store);
});
afterAll(async () => {
  await api.close();
  await store.close();
});

describe('an example of the console', () => {
  it.each(EXAMPLES)(
    '“$name” finds something, and the database has nothing to say against it',
    async ({ query, parameters }) => {
      const { rows, notices, truncated } = await api.ok('cypher', { query, parameters });
      expect(rows.length).toBeGreaterThan(0);
      expect(truncated).toBe(false);
      expect(notices.filter(({ severity }) => severity === 'warning')).toEqual([]);
    },
  );
});
