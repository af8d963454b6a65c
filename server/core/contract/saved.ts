import { z } from 'zod';
import { SAVED_KINDS, SavedEntry, SavedId } from '../model/saved.ts';
import { cursor, operation, whole } from './operation.ts';

const kind = z.enum(SAVED_KINDS);
const which = { kind, id: SavedId };

export const savedList = operation({
  method: 'GET',
  path: '/api/saved/:kind',
  summary:
    'What is saved of a kind (`view`, `snapshot`, `query`), last written first, paged, without bodies.',
  input: z.object({ kind, limit: whole(1, 200, 100), cursor }),
  output: z.object({ saved: z.array(SavedEntry), next: z.string().optional(), truncated: z.boolean() }),
  errors: ['bad_request', 'unavailable'],
});

export const saved = operation({
  method: 'GET',
  path: '/api/saved/:kind/:id',
  summary: 'One saved document with its body.',
  input: z.object(which),
  output: z.object({ saved: SavedEntry, body: z.record(z.string(), z.unknown()) }),
  errors: ['bad_request', 'not_found', 'unavailable'],
});

export const save = operation({
  method: 'PUT',
  path: '/api/saved/:kind/:id',
  summary:
    'Saves a document under an id that the caller makes up, or replaces it; saving the same again changes nothing.',
  input: z.object({
    ...which,
    name: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .regex(/^\P{Cc}*$/u, 'one line, without control characters'),
    /** What a document of this kind holds. */
    body: z.record(z.string(), z.unknown()),
  }),
  output: z.object({ saved: SavedEntry }),
  writes: true,
  errors: ['bad_request', 'forbidden', 'too_large', 'full', 'unavailable'],
});

export const savedRemove = operation({
  method: 'DELETE',
  path: '/api/saved/:kind/:id',
  summary: 'Takes a saved document away; for thirty days it can be restored.',
  input: z.object(which),
  output: z.object({ saved: SavedEntry }),
  writes: true,
  errors: ['bad_request', 'forbidden', 'not_found', 'unavailable'],
});

export const savedRestore = operation({
  method: 'POST',
  path: '/api/saved/:kind/:id/restore',
  summary: 'Brings back a saved document that was taken away.',
  input: z.object(which),
  output: z.object({ saved: SavedEntry }),
  writes: true,
  errors: ['bad_request', 'forbidden', 'not_found', 'full', 'unavailable'],
});
