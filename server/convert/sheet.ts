import { z } from 'zod';
import { DealId, EntityId } from '../core/model/ids.ts';
import { CLAIM_TYPE_NAMES, MODALITIES, STATUSES } from '../core/model/registry.ts';

/** What is wrong with the sheet or with what is written beside it: where, and why. */
export type Trouble = { at: string; why: string };

const cell = z.string().transform((text) => text.trim() || undefined);
/** A plain number in a cell: no separators, no words. */
const figure = z
  .string()
  .regex(/^(\d+(\.\d+)?)?$/, 'not a plain number')
  .transform((text) => (text === '' ? undefined : Number(text)));
const ids = z.string().transform((text) => text.split(/[\s;,]+/).filter((id) => id !== ''));

const Row = z.object({
  claim_id: z.string().min(1),
  from: EntityId,
  type: z.enum(CLAIM_TYPE_NAMES),
  to: EntityId,
  product_or_collateral: cell,
  amount: figure,
  amount_min: figure,
  amount_max: figure,
  currency: cell,
  quantity: figure,
  unit: cell,
  status: z.enum(STATUSES).or(z.literal('').transform(() => undefined)),
  modality: z.enum(MODALITIES),
  attributed_to: cell,
  start: cell,
  end: cell,
  known_on: cell,
  summary_en: cell,
  source1_publisher: cell,
  source1_title: cell,
  source1_url: cell,
  source1_date: cell,
  source1_says: cell,
  source2_publisher: cell,
  source2_title: cell,
  source2_url: cell,
  source2_date: cell,
  source2_says: cell,
  contradicts: ids,
  notes: cell,
  grade1: z.enum(['', 'A', 'B', 'C']),
  grade2: z.enum(['', 'A', 'B', 'C']),
  deal: DealId.or(z.literal('').transform(() => undefined)),
  follows: ids,
  audit: cell,
});
type Cells = z.infer<typeof Row>;

/** A source as one row cites it. */
export type Citation = {
  publisher: string;
  title: string;
  url: string;
  date: string | undefined;
  says: string | undefined;
  grade: 'A' | 'B' | 'C';
};
export type SheetRow = Cells & { number: number; at: string; citations: (Citation | undefined)[] };

/** The sources of a row, by their number less one; those not given are undefined, those given in part are a trouble. */
function citationsOf(row: Cells, at: string, troubles: Trouble[]): (Citation | undefined)[] {
  const given = [
    {
      publisher: row.source1_publisher,
      title: row.source1_title,
      url: row.source1_url,
      date: row.source1_date,
      says: row.source1_says,
      grade: row.grade1,
    },
    {
      publisher: row.source2_publisher,
      title: row.source2_title,
      url: row.source2_url,
      date: row.source2_date,
      says: row.source2_says,
      grade: row.grade2,
    },
  ];
  return given.map((source, index) => {
    const { publisher, title, url, date, says, grade } = source;
    if (!publisher && !title && !url) return undefined;
    if (publisher && title && url && grade) return { publisher, title, url, date, says, grade };
    troubles.push({ at, why: `source ${index + 1} lacks a publisher, title, address or grade` });
    return undefined;
  });
}

/** Reads the tab-separated sheet: no quoting, one row a claim, the first line names the columns. */
export function readSheet(text: string, troubles: Trouble[]): SheetRow[] {
  const [head = '', ...lines] = text.replace(/\r/g, '').replace(/\n+$/, '').split('\n');
  const columns = head.split('\t');
  const seen = new Set<string>();
  return lines.flatMap((line, index) => {
    const cells = line.split('\t');
    const at = `claims.tsv:${index + 2} ${cells[0] ?? ''}`;
    if (cells.length !== columns.length) {
      troubles.push({ at, why: `${cells.length} cells, and there are ${columns.length} columns` });
      return [];
    }
    const parsed = Row.safeParse(Object.fromEntries(columns.map((name, column) => [name, cells[column]])));
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        troubles.push({ at, why: `${path.join('.')}: ${message}` });
      return [];
    }
    if (seen.has(parsed.data.claim_id)) troubles.push({ at, why: 'the claim_id stands in the sheet twice' });
    seen.add(parsed.data.claim_id);
    return [{ ...parsed.data, number: index + 1, at, citations: citationsOf(parsed.data, at, troubles) }];
  });
}
