import { z } from 'zod';
import { Day, When } from './dates.ts';
import { text } from './entity.ts';
import { DealId, EvidenceId, SourceId } from './ids.ts';
import { GRADES } from './registry.ts';
import { WORDS } from './why.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, WORDS['value.checksum']);
/** Only what a reader can safely follow: never `javascript:` or a file. */
const WebAddress = z.url({ protocol: /^https?$/, message: WORDS['value.web'] }).max(2000);

/** A document: an article, a filing, a release. */
export const Source = z.strictObject({
  id: SourceId,
  title: text(400),
  publisher: text(200),
  republisher: text(200).optional(),
  author: text(200).optional(),
  /** Absent where it is not known. */
  date: When.optional(),
  /** Whether the document states its date, or it was derived (from the page around it, from an address). */
  dateBasis: z.enum(['stated', 'derived']).optional(),
  url: WebAddress.optional(),
  archivedUrl: WebAddress.optional(),
  /** SHA-256 of the text that was read. */
  checksum: Sha256.optional(),
  grade: z.enum(GRADES),
  language: z.string().regex(/^[a-z]{2}(-[A-Za-z]+)*$/, WORDS['value.language']),
});
export type Source = z.infer<typeof Source>;

/** Where in its source: a paragraph of a section (counted from 1 in each section), a line, or the whole of a short document. */
export const Locator = z.union([
  z.strictObject({
    section: text(100),
    paragraph: z.int().positive(),
    /** What the section is called: from the outline of the source, not written at each passage. */
    sectionEn: text(200).optional(),
    sectionZh: text(200).optional(),
  }),
  z.strictObject({ line: z.int().positive() }),
  z.strictObject({ whole: z.literal(true) }),
]);
export type Locator = z.infer<typeof Locator>;

/** One passage of one source. */
export const Evidence = z.strictObject({
  id: EvidenceId,
  source: SourceId,
  locator: Locator,
  /** What the passage gives, in a few words of ours. */
  says: text(500).optional(),
  /** The figures found there, as printed. */
  figures: z.array(text(120)).default([]),
  retrievedOn: Day.optional(),
  verifiedOn: Day.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** An agreement that several claims are part of. */
export const Deal = z.strictObject({
  id: DealId,
  kind: z.enum(['loan', 'investment', 'purchase', 'lease', 'proposal', 'other']),
  nameEn: text(200),
  nameZh: text(200),
});
export type Deal = z.infer<typeof Deal>;

/** The shape of a source without its words: each paragraph of each section by number and hash, so that a locator can be checked. */
export const Outline = z.strictObject({
  source: SourceId,
  sections: z
    .array(
      z.strictObject({
        section: text(100),
        titleEn: text(200),
        titleZh: text(200),
        /** SHA-256 of each paragraph, its white space folded; the first is paragraph 1. */
        paragraphs: z.array(Sha256).min(1),
      }),
    )
    .min(1),
});
export type Outline = z.infer<typeof Outline>;
