import { afterEach, expect, it } from 'vitest';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { extraClaim, sample } from '../store/sample.ts';
import { Api, faultIn } from './support.ts';

const ID = 'replaced';
const A = () => sample(ID);
/** The lab buys from the maker, and so is at the end of a path that the other version has not. */
const B = () => sample(ID, [extraClaim('lab-buys')]);

let api: Api | undefined;
afterEach(() => api?.close());

/** A store whose data is replaced at the moment of a read: the real one, and a writer who comes between. */
async function store(between: (store: GraphStore) => Promise<void>, times = 1): Promise<GraphStore> {
  const inner = memoryStore();
  await inner.load(A());
  let left = times;
  return {
    ...inner,
    projection: async (scope, wanted) => {
      left -= 1;
      if (left < 0) return inner.projection(scope, wanted);
      await inner.load(B());
      const read = await inner.projection(scope, wanted);
      await between(inner);
      return read;
    },
  };
}
const asked = { from: 'lab', to: 'maker', type: 'BUYS_FROM', datasets: ID };

it('an answer is of one version, even where the data was another one only while it was read', async () => {
  api = await Api.start(await store(async (inner) => void (await inner.load(A()))));
  for (let time = 0; time < 2; time++) expect((await api.ok('paths', asked)).paths).toEqual([]);
});

it('an answer that was begun before the data was replaced is begun anew', async () => {
  api = await Api.start(await store(async () => {}));
  const { paths } = await api.ok('paths', asked);
  expect(paths.map(({ steps }) => steps.map(({ claims }) => claims.map(({ id }) => id)))).toEqual([
    [['lab-buys']],
  ]);
});

it('data that is replaced again and again is said to be', async () => {
  const back = async (inner: GraphStore) => void (await inner.load(A()));
  api = await Api.start(await store(back, 100));
  for (const name of ['loops', 'whatIf', 'concentration'] as const)
    faultIn(await api.call(name, { datasets: ID }), 'unavailable');
});
