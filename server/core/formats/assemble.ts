import type { z } from 'zod';
import { Claim } from '../model/claim.ts';
import { type Dataset, DatasetInfo, type DatasetTables } from '../model/dataset.ts';
import { Entity } from '../model/entity.ts';
import { Deal, Evidence, Outline, Source } from '../model/evidence.ts';
import { inMemory, mapped, type Shelf, type Shelves, type Table } from '../model/table.ts';
import { why, whyOf } from '../model/why.ts';
import { held, sound } from './dataset-files.ts';
import { type Incoming, NotTheFormat } from './format.ts';
import { TABLE_NAMES, type TableName } from './tables.ts';
import { type At, codeOf, type Placed, type Problem } from './yaml-records.ts';

type Place = {
  table: TableName;
  line: number;
  sheet?: string | undefined;
  headers?: ReadonlyMap<string, string> | undefined;
};

/** What is said where a fault is of a table and line rather than of a file in a folder. */
const problemAt =
  ({ table, line, sheet, headers }: Place): At =>
  (path, why, code) => ({
    file: sheet ?? table,
    table,
    line,
    pointer: headers?.get(String(path[0])) ?? path.map((part) => `/${String(part)}`).join(''),
    code,
    why,
  });

/** The records of one table that have come: each checked by itself, and kept with its place. */
class Kept<Schema extends z.ZodType> {
  readonly problems: Problem[] = [];
  readonly #shelf: Shelf<{ value: z.output<Schema>; line: number; sheet?: string | undefined }>;
  readonly #headers = new Map<string | undefined, Incoming['headers']>();

  constructor(
    private readonly table: TableName,
    private readonly schema: Schema,
    shelves: Shelves,
  ) {
    this.#shelf = shelves();
  }
  take(incoming: Incoming): void {
    const { line, sheet, headers } = incoming;
    const parsed = this.schema.safeParse(incoming.record);
    if (parsed.success) {
      this.#shelf.push({ value: parsed.data, line, sheet });
      this.#headers.set(sheet, headers);
      return;
    }
    const at = problemAt(incoming);
    for (const issue of parsed.error.issues) this.problems.push(at(issue.path, whyOf(issue), codeOf(issue)));
  }
  get placed(): Table<Placed<z.output<Schema>>> {
    return mapped(this.#shelf, ({ value, line, sheet }) => ({
      value,
      at: problemAt({ table: this.table, line, sheet, headers: this.#headers.get(sheet) }),
    }));
  }
}

export type Assembling = {
  /** Where records wait until all have come. */
  shelves?: Shelves;
  /** Whether the reading of them has met something already, so that links to what it left out are no news. */
  wrong?: () => boolean;
};

/** Checks the records of a file one by one as they come, and as a whole, as those of a dataset folder are. */
export async function assembled(
  records: AsyncIterable<Incoming>,
  { shelves = inMemory, wrong = () => false }: Assembling = {},
): Promise<{ dataset: DatasetTables } | { problems: Problem[] }> {
  const kept = {
    dataset: new Kept('dataset', DatasetInfo, shelves),
    entities: new Kept('entities', Entity, shelves),
    claims: new Kept('claims', Claim, shelves),
    deals: new Kept('deals', Deal, shelves),
    sources: new Kept('sources', Source, shelves),
    evidence: new Kept('evidence', Evidence, shelves),
    outlines: new Kept('outlines', Outline, shelves),
  };
  try {
    for await (const incoming of records) kept[incoming.table].take(incoming);
  } catch (error) {
    if (!(error instanceof NotTheFormat)) throw error;
    return {
      problems: [{ file: '', line: error.line, pointer: '', code: error.code, why: error.why }],
    };
  }
  const problems = TABLE_NAMES.flatMap((table) => kept[table].problems);
  const infos = kept.dataset.placed;
  if (infos.length !== 1 && problems.length === 0)
    problems.push(
      problemAt({ table: 'dataset', line: 1 })([], why('file.datasets', { number: infos.length }), 'format'),
    );
  if (wrong()) return { problems };
  const tables = {
    entities: kept.entities.placed,
    claims: kept.claims.placed,
    deals: kept.deals.placed,
    sources: kept.sources.placed,
    evidence: kept.evidence.placed,
    outlines: kept.outlines.placed,
  };
  return sound(infos.at(0), tables, problems);
}

/** The same, in memory. */
export async function assemble(
  records: AsyncIterable<Incoming>,
): Promise<{ dataset: Dataset } | { problems: Problem[] }> {
  const whole = await assembled(records);
  return 'dataset' in whole ? { dataset: held(whole.dataset) } : whole;
}
