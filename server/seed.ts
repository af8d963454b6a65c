import path from 'node:path';
import { parseArgs } from 'node:util';
import { datasetFolders, problemLine, readDatasetFolder } from './datasets.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
});
let wrong = 0;
for (const folder of positionals.length > 0 ? positionals : await datasetFolders()) {
  const read = await readDatasetFolder(folder);
  if ('problems' in read) {
    wrong += read.problems.length;
    for (const problem of read.problems) console.error(problemLine(problem, path.relative('.', folder)));
  } else {
    const { info, version, entities, claims, deals, evidence } = read.dataset;
    console.log(`${info.id}@${version}: ${entities.length} entities, ${claims.length} claims, ${deals.length} deals, ${evidence.length} passages. Sound.`);
  }
}
if (values.check || wrong > 0) process.exit(wrong > 0 ? 1 : 0);
