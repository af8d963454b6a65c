import type { z } from 'zod';
import { Claim } from '../model/claim.ts';
import { type Dataset, DatasetInfo } from '../model/dataset.ts';
import { Entity } from '../model/entity.ts';
import { Deal, Evidence, Outline, Source } from '../model/evidence.ts';
import { sound } from './dataset-files.ts';
import { type Incoming, NotTheFormat } from './format.ts';
import type { TableName } from './tables.ts';
import { type At, codeOf, type Placed, type Problem } from './yaml-records.ts';

/** What is said where a fault is of a table and line rather than of a file in a folder. */
const problemAt =
  ({ table, line, sheet, headers }: Omit<Incoming, 'record'>): At =>
  (path, message, code) => ({
    file: sheet ?? table,
    table,
    line,
    pointer: headers?.get(String(path[0])) ?? path.map((part) => `/${String(part)}`).join(''),
    code,
    message,
  });

/**
 * Checks the records of a file one by one and as a whole, as those of a dataset folder are. `wrong`: whether the reading of them has met
 * something already, so that links to what it left out are no news.
 */
export async function assemble(
  records: AsyncIterable<Incoming>,
  wrong: () => boolean = () => false,
): Promise<{ dataset: Dataset } | { problems: Problem[] }> {
  const problems: Problem[] = [];
  const read: { [Table in TableName]: Incoming[] } = {
    dataset: [],
    entities: [],
    claims: [],
    deals: [],
    sources: [],
    evidence: [],
    outlines: [],
  };
  try {
    for await (const incoming of records) read[incoming.table].push(incoming);
  } catch (error) {
    if (!(error instanceof NotTheFormat)) throw error;
    return {
      problems: [{ file: '', line: error.line, pointer: '', code: error.code, message: error.message }],
    };
  }
  const placed = <Schema extends z.ZodType>(table: TableName, schema: Schema): Placed<z.output<Schema>>[] =>
    read[table].flatMap((incoming) => {
      const at = problemAt(incoming);
      const parsed = schema.safeParse(incoming.record);
      if (parsed.success) return [{ value: parsed.data, at }];
      for (const issue of parsed.error.issues) problems.push(at(issue.path, issue.message, codeOf(issue)));
      return [];
    });
  const infos = placed('dataset', DatasetInfo);
  const tables = {
    entities: placed('entities', Entity),
    claims: placed('claims', Claim),
    deals: placed('deals', Deal),
    sources: placed('sources', Source),
    evidence: placed('evidence', Evidence),
    outlines: placed('outlines', Outline),
  };
  if (infos.length !== 1 && problems.length === 0)
    problems.push(
      problemAt({ table: 'dataset', line: 1 })(
        [],
        `one dataset stands in a file, and here are ${infos.length}`,
        'format',
      ),
    );
  return wrong() ? { problems } : sound(infos[0], tables, problems);
}
