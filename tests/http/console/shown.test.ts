import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  aroundQuery,
  parametersFor,
  type ReaderQuery,
  shownQuery,
} from '../../../server/core/cypher/shown.ts';
import type { CypherValue } from '../../../server/core/cypher/values.ts';
import { isTyped } from '../../../server/core/cypher/values.ts';
import { sample } from '../../store/sample.ts';
import { Api, openStore } from '../support.ts';

const ONE = 'http-console-shown';
const TWO = 'http-console-shown-2';
const store = openStore();
let api: Api;
beforeAll(async () => {
  await store.load(sample(ONE));
  await store.load(sample(TWO));
  api = await Api.start(store);
});
afterAll(async () => {
  await api?.close();
  await store.remove(ONE);
  await store.remove(TWO);
  await store.close();
});

/** The keys of all nodes and relationships in the rows of an answer. */
async function keysOf({ query, parameters }: ReaderQuery) {
  const { rows, notices } = await api.ok('cypher', { query, parameters });
  expect(notices.filter(({ severity }) => severity === 'warning')).toEqual([]);
  const found = { Node: new Set<string>(), Relationship: new Set<string>() };
  for (const value of rows.flat() as CypherValue[])
    if (isTyped(value) && (value.$type === 'Node' || value.$type === 'Relationship')) {
      const { dataset, id } = value._value._properties;
      found[value.$type].add(`${dataset}:${id}`);
    }
  return { entities: [...found.Node].sort(), claims: [...found.Relationship].sort() };
}

const keys = (records: readonly { dataset: string; id: string }[]) =>
  records.map(({ dataset, id }) => `${dataset}:${id}`).sort();

it('what the canvas shows is the same entities, and the claims between them', async () => {
  const ids = [ONE, TWO].flatMap((dataset) => ['maker', 'cloud', 'lab'].map((id) => `${dataset}:${id}`));
  const shown = await api.ok('subgraph', { ids });
  expect(shown.claims.length).toBeGreaterThan(4);
  expect(await keysOf(shownQuery(ids))).toEqual({
    entities: keys(shown.entities),
    claims: keys(shown.claims),
  });
});

it('claims that are filtered out are left out, and an entity without claims is there', async () => {
  const ids = [`${ONE}:maker`, `${ONE}:cloud`, `${ONE}:lenders`];
  const claims = [`${ONE}:maker-invests-cloud`];
  expect(await keysOf(shownQuery(ids, claims))).toEqual({ entities: [...ids].sort(), claims });
  expect(await keysOf(shownQuery([`${TWO}:card`]))).toEqual({ entities: [`${TWO}:card`], claims: [] });
  expect(await keysOf(shownQuery([]))).toEqual({ entities: [], claims: [] });
});

it('around an entity is what expanding it gives', async () => {
  const around = await api.ok('expand', { id: `${ONE}:cloud`, limit: 200 });
  expect(await keysOf(aroundQuery(`${ONE}:cloud`))).toEqual({
    entities: [...keys(around.entities), `${ONE}:cloud`]
      .filter((key, at, all) => all.indexOf(key) === at)
      .sort(),
    claims: keys(around.claims),
  });
});

it("a reader's own query is given the entity that it is run for", async () => {
  const query = 'MATCH (n:Entity {id: $id}) WHERE n.dataset = $dataset RETURN n.nameEn AS name';
  const { rows } = await api.ok('cypher', { query, parameters: parametersFor(`${TWO}:maker`) });
  expect(rows).toHaveLength(1);
});
