// `npm run import`: a file as a dataset of one's own, into the Neo4j that `npm start` uses, by the same way as over HTTP.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { command, withStore } from './command.ts';
import type { ImportEvent, ImportSummary } from './core/contract/import.ts';
import { UPLOADS } from './core/operations/index.ts';
import { datasetFolders } from './datasets.ts';
import { settingsFrom } from './settings.ts';
import { importer } from './workers/importer.ts';
import { computePool } from './workers/pool.ts';

const USAGE = `npm run import -- FILE --dataset ID [options]

  --dataset ID     which dataset it becomes, in place of what that is now
  --name NAME      what it is called
  --format FORMAT  refuse a file of another format; by default what it is says its content
  --mapping FILE   how tables are read, and answers to questions, as JSON
  --add            keep what the dataset has and the file has not
  --dry-run        only say what would happen
  --yes            write to a database that has other data in it
  --help           print this`;

const counts = ({ create, change, unchanged, remove, refuse }: ImportSummary['records']): string =>
  `${create} new, ${change} changed, ${unchanged} unchanged, ${remove} removed, ${refuse} refused`;

/** A line for each thing that is found, and one a step of what goes on. */
function teller(): (event: ImportEvent) => void {
  let step = '';
  return (event) => {
    switch (event.type) {
      case 'progress':
        if (event.step !== step) console.log(`  ${event.step} (${event.done})`);
        step = event.step;
        break;
      case 'preview': {
        const { sheet, table, columns } = event.preview;
        const read = columns.map(({ header, field }) => `${header} → ${field || '–'}`).join(', ');
        console.log(`  table ${sheet || 'of the file'} as ${table}: ${read}`);
        break;
      }
      case 'notice':
        console.log(
          `  ${event.notice.message}${event.notice.detail ? ` (${event.notice.detail.join(', ')})` : ''}`,
        );
        break;
      case 'question': {
        const { id, message, count, examples, options } = event.question;
        console.error(
          `? ${id}: ${message} ${count} values, such as ${examples.join('; ')}. One of: ${options.join(', ')}`,
        );
        break;
      }
      case 'item': {
        const { sheet, row, column, message } = event.problem;
        console.error(`${sheet}:${row} ${column} ${message}`);
        break;
      }
      case 'end':
        for (const [table, numbers] of Object.entries(event.tables))
          console.log(`  ${table}: ${counts(numbers)}`);
        console.log(
          event.served
            ? `${event.served.id}@${event.served.version}: ${counts(event.records)}.`
            : `A dry run: ${counts(event.records)}; ${event.problems} problems, ${event.questions} questions. Nothing was written.`,
        );
    }
  };
}

type Options = {
  dataset?: string;
  name?: string;
  format?: string;
  mapping?: string;
  add: boolean;
  'dry-run': boolean;
  yes: boolean;
};

/** @returns whether it was loaded, or could be */
async function run(file: string, options: Options): Promise<boolean> {
  const settings = settingsFrom(process.env);
  const { size } = await stat(file);
  const mapping = options.mapping === undefined ? undefined : await readFile(options.mapping, 'utf8');
  const { dataset, name, format } = options;
  const given = Object.entries({
    dataset,
    name,
    format,
    mapping: mapping && JSON.stringify(z.json().parse(JSON.parse(mapping))),
    mode: options.add ? 'add' : 'replace',
    dryRun: String(options['dry-run']),
  }).filter(([, value]) => value !== undefined);
  const shipped = (await datasetFolders()).map((folder) => path.basename(folder));
  const about = { version: '', readOnly: settings.readOnly, shipped };
  const refusal = 'This database holds data that is not ours. To write ours beside it: --yes';
  const writes = { yes: options.yes || options['dry-run'], refusal };
  return withStore({ to: 'import into', writes }, async (store, signal) => {
    const compute = computePool({ threads: 0 });
    try {
      const events = UPLOADS.importFile.events(
        { store, compute, imports: importer(settings.imports), about },
        Object.fromEntries(given),
        { bytes: createReadStream(file), length: size },
        signal,
      );
      const tell = teller();
      let sound = false;
      for await (const event of events) {
        tell(event);
        if (event.type === 'end') sound = event.problems + event.questions === 0;
      }
      return sound;
    } finally {
      await compute.close();
    }
  });
}

await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dataset: { type: 'string' },
      name: { type: 'string' },
      format: { type: 'string' },
      mapping: { type: 'string' },
      add: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [file, ...more] = positionals;
  if (values.help) console.log(USAGE);
  else if (file === undefined || more.length > 0) throw new Error(USAGE);
  else return run(file, values);
});
