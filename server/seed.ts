// `npm run seed` and `npm run seed:check`: dataset folders into the Neo4j that `npm start` uses, or just checked.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { command, withStore } from './command.ts';
import { datasetFolders, problemLine, readDatasetFolder } from './datasets.ts';
import { loadFolders } from './load.ts';

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

const seed = (folders: readonly string[], yes: boolean): Promise<void> =>
  withStore(
    {
      to: 'load into',
      writes: {
        yes,
        refusal:
          'This database holds data that is not ours. Loading would add our nodes, relationships, constraints and indexes beside it, and change nothing else. To go on: npm run seed -- --yes',
      },
    },
    (store, signal) => loadFolders(store, console.log, { folders, signal }),
  );

await command(async () => {
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
  else if (values.check) return check(folders);
  else await seed(folders, values.yes);
});
