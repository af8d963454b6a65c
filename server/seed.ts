// `npm run seed` and `npm run seed:check`: dataset folders into the Neo4j that `npm start` uses, or just checked.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { datasetFolders, problemLine, readDatasetFolder } from './datasets.ts';
import { loadFolders } from './load.ts';
import { neo4jStore } from './neo4j/index.ts';
import { startRuntime } from './runtime/index.ts';

const USAGE = `npm run seed -- [options] [folder …]     (all datasets that come with the product, if none is named)

  --check   only check the files, and list every problem with file, line and pointer
  --yes     write to a database that has other data in it
  --help    print this`;

/** Checks the folders; true when all are sound. */
async function check(folders: readonly string[]): Promise<boolean> {
  let sound = true;
  for (const folder of folders) {
    const read = await readDatasetFolder(folder);
    const shown = path.relative('.', folder);
    if ('problems' in read) {
      sound = false;
      for (const problem of read.problems) console.error(problemLine(problem, shown));
      continue;
    }
    const { info, version, entities, claims, deals, evidence } = read.dataset;
    console.log(
      `${info.id}@${version}: ${entities.length} entities, ${claims.length} claims, ${deals.length} deals, ${evidence.length} passages; sound.`,
    );
  }
  return sound;
}

async function seed(folders: readonly string[], yes: boolean): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => stop.abort(new Error('Stopped. What was served before is served still.')));
  const home = process.env.LOOPSCOPE_HOME || fileURLToPath(new URL('../.loopscope', import.meta.url));
  const runtime = await startRuntime({
    home,
    env: process.env,
    signal: stop.signal,
    report: ({ step, detail }) => console.log(`  ${step}${detail ? ` (${detail})` : ''}`),
  });
  if (runtime.store === 'memory') throw new Error(`There is no Neo4j to load into. ${runtime.reason}`);
  const store = neo4jStore(runtime.connection);
  try {
    if (!yes && !(await store.mayWrite()))
      throw new Error(
        'This database holds data that is not ours. Loading would add our nodes, relationships, constraints and indexes beside it, and change nothing else. To go on: npm run seed -- --yes',
      );
    await loadFolders(store, console.log, { folders, signal: stop.signal });
  } finally {
    await store.close();
    await runtime.stop();
  }
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const folders = positionals.length > 0 ? positionals : await datasetFolders();
  if (values.help) console.log(USAGE);
  else if (values.check) process.exitCode = (await check(folders)) ? 0 : 1;
  else await seed(folders, values.yes);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
