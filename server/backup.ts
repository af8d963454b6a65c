// `npm run backup` and `npm run restore`: everything in the Neo4j that `npm start` uses, in one file and back.
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { command, withStore } from './command.ts';
import { gzipped } from './core/formats/gzip.ts';
import { backup, restorable, restore } from './core/operations/index.ts';
import { gunzipped } from './gunzip.ts';

const USAGE = `npm run backup -- FILE
npm run restore -- FILE [options]

  --dry-run   only check the file and say what it holds
  --yes       write to a database that has other data in it
  --help      print this`;

/** Under another name until it is whole: a backup of before is there until then. Readable by its owner only. */
async function write(file: string): Promise<void> {
  const part = `${file}.part`;
  await (await open(part, 'w', 0o600)).close();
  try {
    await withStore({ to: 'back up' }, (store, signal) =>
      pipeline(Readable.from(gzipped(backup(store, new Date()))), createWriteStream(part), { signal }),
    );
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  console.log(`${file}: written.`);
}

async function read(file: string, { dryRun, yes }: { dryRun: boolean; yes: boolean }): Promise<void> {
  const held = await restorable(gunzipped(createReadStream(file)));
  console.log(`Made on ${held.made}:`);
  for (const { info, version, entities, claims } of held.datasets)
    console.log(`  ${info.id}@${version}: ${entities.length} entities, ${claims.length} claims`);
  console.log(`  ${held.saved.length} saved views, queries and mappings`);
  if (dryRun) return console.log('A dry run: nothing was written.');
  const refusal = 'This database holds data that is not ours. To write ours beside it: --yes';
  await withStore({ to: 'restore into', writes: { yes, refusal } }, async (store, signal) => {
    for (const { id, version, changed } of await restore(store, held, { signal }))
      console.log(`${id}@${version}: ${changed ? 'restored' : 'nothing to change'}.`);
  });
}

await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      restore: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [file, ...more] = positionals;
  if (values.help) console.log(USAGE);
  else if (file === undefined || more.length > 0) throw new Error(USAGE);
  else if (values.restore) await read(file, { dryRun: values['dry-run'], yes: values.yes });
  else await write(file);
});
