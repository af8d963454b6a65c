import { z } from 'zod';
import { Mapping } from './mapping.ts';

/** How large the body of a saved document may be, as JSON in UTF-8. */
export const MOST_SAVED_BYTES = 200_000;
const MOST_LEVELS = 20;

/** JSON that nests no deeper than a person would write it: what walks it may recurse. */
const isShallow = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) return false;
    level = level.flatMap((one) => (one !== null && typeof one === 'object' ? Object.values(one) : []));
  }
  return true;
};

/** A view as its address writes it, one text a part, so that a link, a reload and a saved view are one thing. */
export const ViewBody = z.strictObject({
  format: z.literal(1),
  parts: z.record(z.string().regex(/^[A-Za-z]{1,40}$/), z.string()),
});
export type ViewBody = z.infer<typeof ViewBody>;

const QueryBody = z.strictObject({
  query: z.string().min(1).max(50_000),
  parameters: z.record(z.string().max(200), z.unknown()).refine(isShallow, 'nested too deeply').default({}),
});

/**
 * What a reader keeps on the server, beside the data: what a document of a kind holds, how many there may be, and whether one more is
 * refused or pushes out the one that was written longest ago.
 */
export const SAVED = {
  view: { body: ViewBody, most: 500, beyond: 'refused' },
  /** What a link holds that is too long for an address. Its id is the hash of its body, so it never changes. */
  snapshot: { body: ViewBody, most: 5_000, beyond: 'oldest goes' },
  query: { body: QueryBody, most: 1_000, beyond: 'refused' },
  /** What was run in the console, to be run again. */
  run: { body: QueryBody, most: 500, beyond: 'oldest goes' },
  /** How tables of a reader's own are read. */
  mapping: { body: Mapping, most: 200, beyond: 'refused' },
} as const;
export type SavedKind = keyof typeof SAVED;
const isKind = (name: string): name is SavedKind => Object.hasOwn(SAVED, name);
export const SAVED_KINDS: readonly SavedKind[] = Object.keys(SAVED).filter(isKind);

export const SavedId = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'lower-case letters, digits and hyphens (at most 64)');

/** A saved document as lists show it: all but what it holds. */
export const SavedEntry = z.object({
  kind: z.enum(SAVED_KINDS),
  id: SavedId,
  name: z.string(),
  /** The size of its body in bytes. */
  bytes: z.int(),
  created: z.iso.datetime(),
  updated: z.iso.datetime(),
});
export type SavedEntry = z.infer<typeof SavedEntry>;
