// `npm run seed:report`: what a dataset consists of and what it lacks, into its README.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DATASET_FILES, readDataset } from '../core/formats/dataset-files.ts';
import { reportOf } from './report-text.ts';
import { withSection } from './write.ts';

const USAGE = `npm run seed:report -- [options] [folder]     (ai-finance-2023-2026, if no dataset folder is named)

  --check   write nothing; fail where the README is not what the data gives
  --print   print the report instead
  --help    print this`;
const FOLDER = fileURLToPath(new URL('../../graph-seed/datasets/ai-finance-2023-2026/', import.meta.url));

async function run(folder: string, { check, print }: { check: boolean; print: boolean }): Promise<boolean> {
  const files = await Promise.all(
    DATASET_FILES.map(
      async (name): Promise<[string, string]> => [name, await readFile(path.join(folder, name), 'utf8')],
    ),
  );
  const read = readDataset(new Map(files));
  if ('problems' in read) throw new Error('The dataset is not sound: npm run seed:check says where.');
  const report = reportOf(read.dataset);
  if (print) {
    console.log(report);
    return true;
  }
  const file = path.join(folder, 'README.md');
  const readme = await readFile(file, 'utf8');
  const next = withSection(readme, 'report', report);
  if (next === undefined)
    throw new Error('README.md has no place for the report: <!-- report: begin --> … end.');
  if (next === readme) return true;
  if (check) console.error('The report in README.md is stale: npm run seed:report.');
  else await writeFile(file, next);
  return !check;
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      print: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) console.log(USAGE);
  else process.exitCode = (await run(positionals[0] ?? FOLDER, values)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
