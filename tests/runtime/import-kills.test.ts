import { afterAll, expect, it } from 'vitest';
import { killedImports } from './import-kills.ts';
import { removeHomes, temporaryHome } from './support.ts';

afterAll(removeHomes);

it('a server that is killed while it imports leaves the old state or the new one', async () => {
  const found = await killedImports(temporaryHome(), 3, 5);
  expect(found.old + found.new).toBe(3);
}, 240_000);
