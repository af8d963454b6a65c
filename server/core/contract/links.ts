import { z } from 'zod';
import { DatasetId, EntityRef } from '../model/ids.ts';
import { StoredEntity } from '../model/stored.ts';
import { cursor, operation, whole } from './operation.ts';

export const duplicates = operation({
  method: 'GET',
  path: '/api/datasets/:id/duplicates',
  summary: 'Entities of a dataset that may be the same as ones of other datasets, paged: proposals, no more.',
  input: z.object({ id: DatasetId, limit: whole(1, 200, 50), cursor }),
  output: z.object({
    pairs: z.array(
      z.object({
        entity: StoredEntity,
        other: StoredEntity,
        /** Called alike but for script and punctuation, sounding alike, or spelt nearly alike. */
        by: z.enum(['name', 'sound', 'spelling']),
        /** Whether the first is linked to the second already. */
        linked: z.boolean(),
      }),
    ),
    next: z.string().optional(),
    truncated: z.boolean(),
  }),
  errors: ['bad_request', 'not_found', 'unavailable'],
});

export const linkEntity = operation({
  method: 'PUT',
  path: '/api/entities/:id/same',
  summary: 'Says that an entity of one’s own dataset is one of another dataset; both stay as they are.',
  input: z.object({ id: EntityRef, other: EntityRef }),
  output: z.object({ entity: StoredEntity }),
  writes: true,
  errors: ['bad_request', 'forbidden', 'not_found', 'ambiguous', 'busy', 'unavailable'],
});

export const unlinkEntity = operation({
  method: 'DELETE',
  path: '/api/entities/:id/same',
  summary: 'Takes it back that an entity of one’s own dataset is one of another.',
  input: z.object({ id: EntityRef }),
  output: z.object({ entity: StoredEntity }),
  writes: true,
  errors: ['bad_request', 'forbidden', 'not_found', 'ambiguous', 'busy', 'unavailable'],
});
