import { Fault, notFound } from '../contract/errors.ts';
import { EXPORT_FORMATS, EXPORT_LIMITS, type ExportFormat, type FileAnswer } from '../contract/exports.ts';
import type { Input } from '../contract/index.ts';
import { writeAs } from '../formats/index.ts';
import { zipped } from '../formats/zip.ts';
import type { Claim } from '../model/claim.ts';
import type { DatasetInfo, DatasetRecord } from '../model/dataset.ts';
import { claimItself } from '../model/derived.ts';
import { Entity } from '../model/entity.ts';
import { DatasetId, splitRef } from '../model/ids.ts';
import type { ServedDataset, StoredClaim, StoredEntity } from '../model/stored.ts';
import type { GraphStore, Scope } from '../store/types.ts';
import type { Deps } from './deps.ts';
import { keyFor, scopeFor } from './lookup.ts';

const answer = (name: string, format: ExportFormat, records: AsyncIterable<DatasetRecord>): FileAnswer => ({
  name: `${name}.${EXPORT_FORMATS[format].extension}`,
  mediaType: EXPORT_FORMATS[format].mediaType,
  parts: writeAs(format, records),
});

/** A whole dataset, as it was loaded, in the version that is served. */
export async function exportDataset(
  { store }: Deps,
  { id, format }: Input<'exportDataset'>,
): Promise<FileAnswer> {
  const served = (await store.datasets()).find((dataset) => dataset.id === id);
  if (!served) throw notFound('dataset', id);
  return answer(`${id}-${served.version}`, format, store.records(id));
}

/** Records that refs name, each ref exactly one. */
async function named<T extends { dataset: string; id: string }>(
  what: 'entity' | 'claim',
  refs: readonly string[],
  find: (refs: readonly string[]) => Promise<T[]>,
): Promise<T[]> {
  const found = await find(refs);
  const missing = refs.filter((ref) => !found.some((record) => ref === keyFor(record) || ref === record.id));
  if (missing[0] !== undefined)
    throw new Fault('not_found', `There is no ${what} ${missing[0]}.`, { missing });
  const twice = refs.find(
    (ref) => splitRef(ref).dataset === undefined && found.filter(({ id }) => id === ref).length > 1,
  );
  if (twice !== undefined)
    throw new Fault(
      'ambiguous',
      `Several datasets have ${what} ${JSON.stringify(twice)}: name one of them.`,
      {
        candidates: found.filter(({ id }) => id === twice).map(keyFor),
      },
    );
  return found;
}

/** Ids of entities that a record cannot stand without. */
const partiesOf = ({ from, to, product, collateral }: StoredClaim): string[] =>
  [from, to, product, collateral].filter((id) => id !== undefined);
const membersOf = (entity: StoredEntity): readonly string[] =>
  (entity.kind === 'Metric' ? entity.derivedFrom : entity.kind === 'Group' ? entity.except : undefined) ?? [];

/** What was named of one dataset, with all that it cannot stand without: ends, products, what a metric measures and is made from. */
async function closed(store: GraphStore, dataset: string, entities: StoredEntity[], claims: StoredClaim[]) {
  const scope = [dataset];
  const key = (id: string): string => `${dataset}:${id}`;
  const found = new Map(entities.map((entity): [string, StoredEntity] => [entity.id, entity]));
  const stated = new Map(claims.map((claim): [string, StoredClaim] => [claim.id, claim]));
  for (let fresh = [...entities]; ; ) {
    const metrics = fresh.filter(({ kind }) => kind === 'Metric');
    for (const { id } of metrics)
      for (const claim of await store.claimsOf(scope, key(id), {
        types: ['MEASURES'],
        direction: 'out',
        limit: 1,
      }))
        stated.set(claim.id, claim);
    const wanted = new Set([...[...stated.values()].flatMap(partiesOf), ...fresh.flatMap(membersOf)]);
    const more = [...wanted].filter((id) => !found.has(id));
    if (more.length === 0) return { entities: [...found.values()], claims: [...stated.values()] };
    fresh = await store.entities(scope, more.map(key));
    for (const entity of fresh) found.set(entity.id, entity);
    if (found.size > EXPORT_LIMITS.entities)
      throw new Fault('too_large', `The claims run between over ${EXPORT_LIMITS.entities} entities.`);
  }
}

/** Links to claims of the dataset that are not in the file are left out of it. */
function within(claim: Claim, ids: ReadonlySet<string>): Claim {
  const { follows, about, contradicts, ...rest } = claim;
  const kept = (name: 'follows' | 'about' | 'contradicts') => {
    const list = claim[name]?.filter((ref) => ids.has(ref) || splitRef(ref).dataset !== undefined) ?? [];
    return list.length === 0 ? {} : { [name]: list };
  };
  return { ...rest, ...kept('follows'), ...kept('about'), ...kept('contradicts') };
}

/** A part of a dataset is a dataset of its own: read back, it must not take the place of the whole. */
const partInfo = ({ id, nameEn, nameZh, summaryEn, summaryZh }: DatasetInfo): DatasetInfo => ({
  id: DatasetId.parse(`${id.slice(0, 110)}.part`),
  nameEn: `${nameEn.slice(0, 110)} (part)`,
  nameZh: `${nameZh.slice(0, 110)}（部分）`,
  summaryEn,
  summaryZh,
});

async function* partRecords(
  store: GraphStore,
  dataset: string,
  info: DatasetInfo,
  entities: StoredEntity[],
  claims: StoredClaim[],
): AsyncGenerator<DatasetRecord> {
  const scope: Scope = [dataset];
  const keys = (ids: Iterable<string>): string[] => [...new Set(ids)].map((id) => `${dataset}:${id}`);
  const ids = new Set<string>(claims.map(({ id }) => id));
  yield { table: 'dataset', record: info };
  for (const { dataset: _dataset, ...entity } of entities)
    yield { table: 'entities', record: Entity.parse(entity) };
  for (const claim of claims) yield { table: 'claims', record: within(claimItself(claim), ids) };
  const deals = await store.deals(
    scope,
    keys(claims.flatMap(({ deal }) => (deal === undefined ? [] : [deal]))),
  );
  for (const { dataset: _dataset, ...record } of deals) yield { table: 'deals', record };
  const passages = await store.evidence(scope, keys(claims.flatMap(({ evidence }) => evidence)));
  const sources = new Map(passages.map(({ source }) => [source.id, source]));
  for (const record of sources.values()) yield { table: 'sources', record };
  for (const { dataset: _dataset, source, ...passage } of passages)
    yield { table: 'evidence', record: { ...passage, source: source.id } };
}

type Named = Pick<Input<'exportPart'>, 'entities' | 'claims' | 'datasets'>;
type Part = { readonly info: ServedDataset; readonly records: AsyncIterable<DatasetRecord> };

/** What is named, dataset by dataset, with all that it cannot stand without. `as` says what the part of a dataset is called. */
export async function partsFor(
  store: GraphStore,
  input: Named,
  as: (info: DatasetInfo) => DatasetInfo,
): Promise<Part[]> {
  const refs = [...input.entities, ...input.claims];
  const scope = await scopeFor(store, input.datasets, refs);
  const entities = await named('entity', input.entities, (ids) => store.entities(scope, ids));
  const claims = await named('claim', input.claims, (ids) => store.claims(scope, ids));
  const parts: Part[] = [];
  for (const info of await store.datasets()) {
    const of = <T extends { dataset: string }>(records: T[]): T[] =>
      records.filter(({ dataset }) => dataset === info.id);
    const [mine, said] = [of(entities), of(claims)];
    if (mine.length + said.length === 0) continue;
    const whole = await closed(store, info.id, mine, said);
    const { version: _version, counts: _counts, ...own } = info;
    parts.push({ info, records: partRecords(store, info.id, as(own), whole.entities, whole.claims) });
  }
  if (parts.length === 0) throw new Fault('not_found', 'None of these is in the data.');
  return parts;
}

/** What a reader has on the canvas, selected, or in a loop: with the evidence for every claim of it. */
export async function exportPart({ store }: Deps, input: Input<'exportPart'>): Promise<FileAnswer> {
  const { format } = input;
  const parts = (await partsFor(store, input, partInfo)).map(({ info, records }) =>
    answer(`${info.id}-part`, format, records),
  );
  const [first, second] = parts;
  if (first && !second) return first;
  const files = async function* () {
    yield* parts;
  };
  return { name: `loopscope-part.${format}.zip`, mediaType: 'application/zip', parts: zipped(files()) };
}
