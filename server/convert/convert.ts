// `npm run seed:convert`: a sheet of claims, with what people wrote beside it, into the files of a dataset.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { convertSheet, leftOutSection, SHEET_FILES } from './sheet-to-dataset.ts';
import { withSection } from './write.ts';

const USAGE = `npm run seed:convert -- [options] [folder]     (ai-finance-2023-2026, if no dataset folder is named)

  --check   write nothing; fail where the files are not what the sheet gives
  --draft   let rows without a reading in, as they stand
  --help    print this`;
const FOLDER = fileURLToPath(new URL('../../graph-seed/datasets/ai-finance-2023-2026/', import.meta.url));

async function sheetOf(folder: string): Promise<Map<string, string>> {
  const sheet = path.join(folder, 'sheet');
  const names = (await readdir(sheet)).filter(
    (name) => SHEET_FILES.some((file) => file === name) || /^readings.*\.yaml$/.test(name),
  );
  return new Map(
    await Promise.all(
      names
        .sort()
        .map(
          async (name): Promise<[string, string]> => [name, await readFile(path.join(sheet, name), 'utf8')],
        ),
    ),
  );
}

async function run(folder: string, check: boolean, draft: boolean): Promise<boolean> {
  const info = await readFile(path.join(folder, 'dataset.yaml'), 'utf8');
  const result = convertSheet(await sheetOf(folder), info, draft);
  for (const note of result.notes) console.log(note);
  if (result.troubles.length > 0) {
    for (const { at, why } of result.troubles) console.error(`${at}  ${why}`);
    console.error(`${result.troubles.length} problems; nothing was written.`);
    return false;
  }
  const readme = await readFile(path.join(folder, 'README.md'), 'utf8');
  const next = withSection(readme, 'left out', leftOutSection(result));
  if (next === undefined)
    throw new Error('README.md has no place for what was left out: <!-- left out: begin --> … end.');
  let same = true;
  for (const [name, text] of [...result.files, ['README.md', next] as const]) {
    const file = path.join(folder, name);
    const before = await readFile(file, 'utf8').catch(() => undefined);
    if (before === text) continue;
    same = false;
    if (check) console.error(`${name} is not what the sheet gives.`);
    else {
      await writeFile(file, text);
      console.log(`${name} written`);
    }
  }
  if (same) console.log('Nothing has changed.');
  return same || !check;
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      draft: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) console.log(USAGE);
  else process.exitCode = (await run(positionals[0] ?? FOLDER, values.check, values.draft)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
