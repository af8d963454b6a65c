// `npm run check:kill`: fifty kills at random moments of an import, on a Neo4j of its own. `-- --times=5 --seed=7` asks for others.
import { parseArgs } from 'node:util';
import { killedImports } from './import-kills.ts';
import { removeHomes, temporaryHome } from './support.ts';

const { values } = parseArgs({
  options: { times: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
});
try {
  const found = await killedImports(temporaryHome(), Number(values.times), Number(values.seed), console.log);
  console.log(`${found.old} times the old state, ${found.new} times the new one, and nothing else.`);
} finally {
  removeHomes();
}
