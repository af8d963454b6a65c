import { z } from 'zod';

/** What the rows of a reader's own table may be; `none` where a sheet is left out. */
export const MAPPED_TABLES = [
  'entities',
  'claims',
  'deals',
  'sources',
  'evidence',
  'dataset',
  'none',
] as const;
export type MappedTable = (typeof MAPPED_TABLES)[number];

/** A question of an import: its name, and what it is asked of where there may be several: `currency:$`. */
export const QuestionId = z
  .string()
  .regex(/^[a-z][A-Za-z]{0,39}(?::\P{Cc}{1,30})?$/u, 'the id of a question, as a dry run asks it');

/** One sheet, and which field each of its columns is; columns that are not named are guessed, those named '' left out. */
const MappedSheet = z.strictObject({
  /** Its name; '' for a file that has but one. */
  sheet: z.string().max(200).default(''),
  table: z.enum(MAPPED_TABLES),
  /** Header and field, in pairs: headers may repeat, and are a reader's own words, which no object should have as keys. */
  columns: z.array(z.tuple([z.string().max(200), z.string().max(60)])).max(200),
});

/** How a reader's own tables are read, and what they answered where a dry run asked: kept under a name, or sent with a file. */
export const Mapping = z.strictObject({
  sheets: z.array(MappedSheet).max(30).default([]),
  answers: z.record(QuestionId, z.string().min(1).max(60)).default({}),
});
export type Mapping = z.infer<typeof Mapping>;
