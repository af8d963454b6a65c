import type { z } from 'zod';
import { Claim } from '../model/claim.ts';
import { type Dataset, DatasetInfo, type DatasetTables } from '../model/dataset.ts';
import { Entity } from '../model/entity.ts';
import { Deal, Evidence, Outline, Source } from '../model/evidence.ts';
import { mapped, type Table } from '../model/table.ts';
import { why } from '../model/why.ts';
import { canonicalJson, shortHashOf } from './canonical.ts';
import { checkLinks, type PlacedDataset } from './dataset-links.ts';
import { type Placed, type Problem, readRecords } from './yaml-records.ts';

/** The files of a dataset folder. `metrics.yaml` holds entities too, apart only to be read more easily. */
export const DATASET_FILES = [
  'dataset.yaml',
  'entities.yaml',
  'metrics.yaml',
  'claims.yaml',
  'deals.yaml',
  'sources.yaml',
  'evidence.yaml',
  'outline.yaml',
] as const;
export type DatasetFile = (typeof DATASET_FILES)[number];

const values = <T>(placed: Table<Placed<T>>): Table<T> => mapped(placed, ({ value }) => value);

/** A passage with the title of its section, for a reader to whom the section's id says nothing. */
function titled(passage: Evidence, outlines: readonly Outline[]): Evidence {
  const { locator } = passage;
  if (!('section' in locator)) return passage;
  const outline = outlines.find(({ source }) => source === passage.source);
  const section = outline?.sections.find((candidate) => candidate.section === locator.section);
  if (!section) return passage;
  return { ...passage, locator: { ...locator, sectionEn: section.titleEn, sectionZh: section.titleZh } };
}

/** Records in the order of their ids, of which no more than the ids are held. */
function* ordered(records: Table<{ id?: string; source?: string }>): Generator<object, void, undefined> {
  const ids: string[] = [];
  let already = true;
  for (const { id, source = '' } of records) {
    const own = id ?? source;
    already &&= ids.length === 0 || (ids.at(-1) ?? '') <= own;
    ids.push(own);
  }
  // As in files of ours: gone through in one go rather than fetched one by one.
  if (already) return yield* records;
  const order = ids.map((_, at) => at).sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
  for (const at of order) yield records.at(at) ?? {};
}

const CONTENT = ['claims', 'deals', 'entities', 'evidence', 'info', 'outlines', 'sources'] as const;
type Content = Omit<DatasetTables, 'version'>;

/** A content as one canonical JSON, part by part: whatever order its records stand in, and roles within them, as neither says anything. */
function* canonicalParts(content: Content): Generator<string> {
  for (const [at, name] of CONTENT.entries()) {
    yield `${at === 0 ? '{' : ','}"${name}":`;
    if (name === 'info') {
      yield canonicalJson(content.info);
      continue;
    }
    let between = '[';
    for (const record of ordered(content[name])) {
      const roles = 'roles' in record && Array.isArray(record.roles) ? [...record.roles].sort() : undefined;
      yield between + canonicalJson(roles ? { ...record, roles } : record);
      between = ',';
    }
    yield between === '[' ? '[]' : ']';
  }
  yield '}';
}

/**
 * A dataset from its records, once each has been checked by itself: whole if there are no problems and its links hold. Its version is
 * that of its content.
 */
export function sound(
  info: Placed<DatasetInfo> | undefined,
  placed: PlacedDataset,
  problems: Problem[],
): { dataset: DatasetTables } | { problems: Problem[] } {
  // With a record left out for its own fault, links to it would be reported too, and drown the cause.
  const found = problems.length === 0 ? checkLinks(placed) : problems;
  if (found.length > 0 || !info) return { problems: found };
  const outlines = [...values(placed.outlines)];
  const content: Content = {
    info: info.value,
    entities: values(placed.entities),
    claims: values(placed.claims),
    deals: values(placed.deals),
    sources: values(placed.sources),
    evidence: mapped(placed.evidence, ({ value }) => titled(value, outlines)),
    outlines,
  };
  return { dataset: { ...content, version: shortHashOf(canonicalParts(content)) } };
}

/** A dataset with all its tables in memory. */
export const held = ({ info, version, ...tables }: DatasetTables): Dataset => ({
  info,
  version,
  entities: [...tables.entities],
  claims: [...tables.claims],
  deals: [...tables.deals],
  sources: [...tables.sources],
  evidence: [...tables.evidence],
  outlines: [...tables.outlines],
});

/**
 * Reads and checks a dataset from the text of its files. Either the whole is sound, or there are problems, each with
 * file, line and pointer, in the order of the files.
 */
export function readDataset(
  files: ReadonlyMap<string, string>,
): { dataset: Dataset } | { problems: Problem[] } {
  const problems: Problem[] = [];
  const read = <Schema extends z.ZodType>(file: DatasetFile, schema: Schema, one = false) => {
    const text = files.get(file);
    if (text !== undefined) return readRecords(file, text, schema, problems, one);
    problems.push({ file, line: 1, pointer: '', code: 'missing', why: why('file.missing') });
    return [];
  };
  const [info] = read('dataset.yaml', DatasetInfo, true);
  const placed: PlacedDataset = {
    entities: [...read('entities.yaml', Entity), ...read('metrics.yaml', Entity)],
    claims: read('claims.yaml', Claim),
    deals: read('deals.yaml', Deal),
    sources: read('sources.yaml', Source),
    evidence: read('evidence.yaml', Evidence),
    outlines: read('outline.yaml', Outline),
  };
  const whole = sound(info, placed, problems);
  return 'dataset' in whole ? { dataset: held(whole.dataset) } : whole;
}
