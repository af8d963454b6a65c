import type { z } from 'zod';
import { Claim } from '../model/claim.ts';
import { type Dataset, DatasetInfo } from '../model/dataset.ts';
import { Entity } from '../model/entity.ts';
import { Deal, Evidence, Outline, Source } from '../model/evidence.ts';
import { canonicalJson, shortHash } from './canonical.ts';
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

const values = <T>(placed: Placed<T>[]): T[] => placed.map(({ value }) => value);

/** A passage with the title of its section, for a reader to whom the section's id says nothing. */
function titled(passage: Evidence, outlines: readonly Outline[]): Evidence {
  const { locator } = passage;
  if (!('section' in locator)) return passage;
  const outline = outlines.find(({ source }) => source === passage.source);
  const section = outline?.sections.find((candidate) => candidate.section === locator.section);
  if (!section) return passage;
  return { ...passage, locator: { ...locator, sectionEn: section.titleEn, sectionZh: section.titleZh } };
}

const ordered = <T extends { id?: string; source?: string }>(records: readonly T[]): T[] =>
  [...records].sort((a, b) => ((a.id ?? a.source ?? '') < (b.id ?? b.source ?? '') ? -1 : 1));

/** The version of a content: whatever order its records stand in, and roles within them, as neither says anything. */
const versionOf = ({
  info,
  entities,
  claims,
  deals,
  sources,
  evidence,
  outlines,
}: Omit<Dataset, 'version'>) =>
  shortHash(
    canonicalJson({
      info,
      entities: ordered(entities).map((entity) =>
        'roles' in entity ? { ...entity, roles: [...entity.roles].sort() } : entity,
      ),
      claims: ordered(claims),
      deals: ordered(deals),
      sources: ordered(sources),
      evidence: ordered(evidence),
      outlines: ordered(outlines),
    }),
  );

/**
 * A dataset from its records, once each has been checked by itself: whole if there are no problems and its links hold. Its version is
 * that of its content.
 */
export function sound(
  info: Placed<DatasetInfo> | undefined,
  placed: PlacedDataset,
  problems: Problem[],
): { dataset: Dataset } | { problems: Problem[] } {
  // With a record left out for its own fault, links to it would be reported too, and drown the cause.
  const found = problems.length === 0 ? checkLinks(placed) : problems;
  if (found.length > 0 || !info) return { problems: found };
  const outlines = values(placed.outlines);
  const content = {
    info: info.value,
    entities: values(placed.entities),
    claims: values(placed.claims),
    deals: values(placed.deals),
    sources: values(placed.sources),
    evidence: values(placed.evidence).map((passage) => titled(passage, outlines)),
    outlines,
  };
  return { dataset: { ...content, version: versionOf(content) } };
}

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
    problems.push({ file, line: 1, pointer: '', code: 'missing', message: 'the file is missing' });
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
  return sound(info, placed, problems);
}
