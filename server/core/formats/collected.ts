import { Fault } from '../contract/errors.ts';
import type { Claim } from '../model/claim.ts';
import type { Dataset } from '../model/dataset.ts';
import type { Evidence, Source } from '../model/evidence.ts';
import type { Outgoing } from './format.ts';
import { TABLES, type TableName } from './tables.ts';

/** Claims in one file of a format that is put together in memory. */
const MOST_CLAIMS = 200_000;

/** A dataset in memory, for formats that tell of a claim together with its sources. */
export type Collected = Omit<Dataset, 'version' | 'outlines'>;

/** @throws Fault `too_large` above so many claims: the formats that lose nothing are streamed, and have no such limit. */
export async function collected(records: AsyncIterable<Outgoing>): Promise<Collected> {
  let info: Dataset['info'] | undefined;
  const whole: Omit<Collected, 'info'> = { entities: [], claims: [], deals: [], sources: [], evidence: [] };
  const add = {
    dataset: (record: object) => {
      info = TABLES.dataset.schema.parse(record);
    },
    entities: (record: object) => whole.entities.push(TABLES.entities.schema.parse(record)),
    claims: (record: object) => whole.claims.push(TABLES.claims.schema.parse(record)),
    deals: (record: object) => whole.deals.push(TABLES.deals.schema.parse(record)),
    sources: (record: object) => whole.sources.push(TABLES.sources.schema.parse(record)),
    evidence: (record: object) => whole.evidence.push(TABLES.evidence.schema.parse(record)),
    outlines: () => {},
  } satisfies Record<TableName, (record: object) => unknown>;
  for await (const { table, record } of records) {
    add[table](record);
    if (whole.claims.length > MOST_CLAIMS)
      throw new Fault(
        'too_large',
        `Over ${MOST_CLAIMS} claims: this format is put together in memory. JSON, CSV, GraphML and Turtle are not.`,
      );
  }
  if (!info) throw new Error('The record of the dataset comes first.');
  return { info, ...whole };
}

/** The passages that a claim rests on, each with its source. */
export function passagesOf({
  evidence,
  sources,
}: Collected): (claim: Claim) => { passage: Evidence; source: Source }[] {
  const bySource = new Map(sources.map((source) => [source.id, source]));
  const byId = new Map(evidence.map((passage) => [passage.id, passage]));
  return (claim) =>
    claim.evidence.flatMap((id) => {
      const passage = byId.get(id);
      const source = passage && bySource.get(passage.source);
      return passage && source ? [{ passage, source }] : [];
    });
}

/** Where in its source a passage stands, in words. */
export function placeOf({ locator }: Evidence): string {
  if ('section' in locator) return `${locator.sectionEn ?? locator.section}, ¶ ${locator.paragraph}`;
  if ('line' in locator) return `line ${locator.line}`;
  return 'the whole document';
}

/** A source in one line: publisher, title, date, address, and where the passage stands. */
export const citedAs = ({ passage, source }: { passage: Evidence; source: Source }): string =>
  [source.publisher, source.title, source.date ?? 'undated', source.url, placeOf(passage)]
    .filter((part) => part !== undefined)
    .join('; ');
