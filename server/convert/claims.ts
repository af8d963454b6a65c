import type { z } from 'zod';
import { Claim, type ClaimShape } from '../core/model/claim.ts';
import type { Overlay, Reading } from './overlay.ts';
import type { SheetRow, Trouble } from './sheet.ts';

/** A claim on its way: the model checks it when it is whole. */
type Shape = z.input<typeof ClaimShape>;
export type Draft = { [Field in keyof Shape]?: Shape[Field] | undefined };

/** The ways to give a figure. An exact one and bounds exclude each other; what qualifies a figure goes when the figure goes. */
const FAMILIES = [
  { exact: 'amount', min: 'amountMin', max: 'amountMax' },
  { exact: 'quantity', min: 'quantityMin', max: 'quantityMax' },
  { exact: 'price', min: 'priceMin', max: 'priceMax' },
] as const;

/** A unit as the sheet writes it, with what its words in brackets mean for the figure. */
function quantityOf(quantity: number, written: string): Draft {
  const rate = /^[A-Z]{3} per (\w+)$/.exec(written)?.[1];
  if (rate) return { price: quantity, per: rate };
  const [, unit = written, words = ''] = /^(.*?)\s*\((.*)\)$/.exec(written) ?? [];
  if (words === 'more than') return { quantityMin: quantity, unit };
  if (words === 'up to' || words === 'at most') return { quantityMax: quantity, unit };
  if (words === 'about') return { quantity, unit, approximate: true };
  return { quantity, unit: written };
}

/** Who says so: ids where they are entities of ours. `broadcom (8-K as reported)` keeps what stands in brackets, under its name. */
function speaker(name: string, { entities }: Overlay): string {
  const [, head = name, rest = ''] = /^(.*?)( \(.*\))?$/.exec(name) ?? [];
  const found = entities.find(({ id, nameEn }) => id === head || nameEn === head);
  if (!found) return name;
  return rest === '' || found.kind === 'Person' ? found.id : `${found.nameEn}${rest}`;
}

/** What a row says, in the fields of the model. */
function fromRow(row: SheetRow): Draft {
  return {
    id: row.claim_id,
    type: row.type,
    from: row.from,
    to: row.to,
    summaryEn: row.summary_en,
    amount: row.amount,
    amountMin: row.amount_min,
    amountMax: row.amount_max,
    currency: row.currency,
    ...(row.quantity === undefined ? {} : quantityOf(row.quantity, row.unit ?? '')),
    item: row.product_or_collateral,
    status: row.status,
    modality: row.modality,
    attributedTo: row.attributed_to?.split(';').map((name) => name.trim()),
    start: row.start,
    end: row.end,
    knownOn: row.known_on,
    deal: row.deal,
    follows: row.follows.length > 0 ? row.follows : undefined,
    contradicts: row.contradicts.length > 0 ? row.contradicts : undefined,
  };
}

/** Puts a reading over what the row says. Of a figure, what the reading sets excludes what the row had. */
function read(draft: Draft, reading: Reading): Draft {
  const set = reading.set ?? {};
  const next: Draft = { ...draft };
  for (const field of reading.drop ?? []) delete next[field];
  for (const { exact, min, max } of FAMILIES) {
    if (set[exact] !== undefined) {
      delete next[min];
      delete next[max];
    }
    if (set[min] !== undefined || set[max] !== undefined) delete next[exact];
  }
  Object.assign(next, set);
  const has = ({ exact, min, max }: (typeof FAMILIES)[number]) =>
    [next[exact], next[min], next[max]].some((figure) => figure !== undefined);
  const [amount, quantity, price] = FAMILIES;
  if (set.unit === undefined && !has(quantity)) delete next.unit;
  if (set.per === undefined && !has(price)) delete next.per;
  if (set.currency === undefined && !has(amount) && !has(price)) delete next.currency;
  return {
    ...next,
    summaryEn: reading.summaryEn ?? draft.summaryEn,
    summaryZh: reading.summaryZh ?? draft.summaryZh,
  };
}

/** The claim of a row, as read; without a reading, its English sentence stands in for the Chinese one. */
export function claimOf(row: SheetRow, reading: Reading | undefined, overlay: Overlay): Draft {
  const base = fromRow(row);
  for (const { claim, field, id } of overlay.products) if (claim === row.claim_id) base[field] = id;
  const draft = reading ? read(base, reading) : { ...base, summaryZh: base.summaryEn };
  // How far a deal has come is not for a comment on it to say.
  if (draft.type === 'COMMENTS_ON') delete draft.status;
  draft.attributedTo = draft.attributedTo?.map((name) => speaker(name, overlay));
  if (draft.deal !== undefined) draft.deal = overlay.dealOf(draft.deal);
  return draft;
}

/** Checks a claim by the model; what it finds is said of the row. */
export function checked(draft: Draft, at: string, troubles: Trouble[]): Claim | undefined {
  const parsed = Claim.safeParse(draft);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues)
    troubles.push({ at, why: `${path.join('.')}: ${message}` });
  return undefined;
}
