import { z } from 'zod';
import { Fault, full } from '../core/contract/errors.ts';
import { SAVED, SavedEntry, type SavedKind } from '../core/model/saved.ts';
import { KEPT_AFTER_REMOVAL_MS, type WorkspaceStore } from '../core/store/workspace.ts';
import type { Ask, Connection, Row } from './connection.ts';

/** Times are milliseconds in the database and texts outside. */
const Stored = z.object({
  kind: z.string(),
  id: z.string(),
  name: z.string(),
  bytes: z.int(),
  created: z.int(),
  updated: z.int(),
});
const iso = (ms: number): string => new Date(ms).toISOString();

/** Checked on the way out: another program may have written to the same database. */
function entryOf({ n }: Row): SavedEntry {
  const { created, updated, ...rest } = Stored.parse(n);
  return SavedEntry.parse({ ...rest, created: iso(created), updated: iso(updated) });
}

const FIND = 'MATCH (n:LoopscopeSaved {kind: $kind, id: $id})';
const ENTRY = 'RETURN n {.kind, .id, .name, .bytes, .created, .updated} AS n';

/**
 * Begins a write: one at a time, as they all write to the marker first, so that a count holds until the transaction ends. A database
 * without the marker is someone else's.
 */
async function lock(run: Ask): Promise<void> {
  const [marked] = await run('MATCH (s:LoopscopeSchema) SET s.saved = timestamp() RETURN true AS ours');
  if (marked?.ours !== true)
    throw new Fault(
      'forbidden',
      'This database holds data that is not ours: nothing is saved in it. To keep ours beside it: npm run seed -- --yes',
    );
}

/** Room for one more of a kind. */
async function makeRoom(run: Ask, kind: SavedKind): Promise<void> {
  const { most, beyond } = SAVED[kind];
  const living = 'MATCH (n:LoopscopeSaved {kind: $kind}) WHERE n.removed IS NULL';
  const [row] = await run(`${living} RETURN count(n) AS count`, { kind });
  if (z.object({ count: z.int() }).parse(row).count < most) return;
  if (beyond === 'refused') throw full(kind, most);
  await run(`${living} WITH n ORDER BY n.updated DESC, n.id SKIP toInteger($stay) DETACH DELETE n`, {
    kind,
    stay: most - 1,
  });
}

/** Saved documents as nodes of their own, joined to nothing and outside every dataset. */
export function workspaceVerbs(connection: Connection): WorkspaceStore {
  const first = (rows: Row[]): SavedEntry | undefined => rows[0] && entryOf(rows[0]);
  return {
    list: (kind, { limit, after }) =>
      connection.read('saved', [], async (run) => {
        const rows = await run(
          `MATCH (n:LoopscopeSaved {kind: $kind}) WHERE n.removed IS NULL
             AND ($updated IS NULL OR n.updated < $updated OR (n.updated = $updated AND n.id > $id))
           WITH n ORDER BY n.updated DESC, n.id LIMIT toInteger($limit) ${ENTRY}`,
          { kind, limit, updated: after ? Date.parse(after.updated) : null, id: after?.id ?? '' },
        );
        return rows.map(entryOf);
      }),

    get: (kind, id) =>
      connection.read('saved', [], async (run) => {
        const [row] = await run(`${FIND} WHERE n.removed IS NULL ${ENTRY}, n.body AS text`, { kind, id });
        return row && { saved: entryOf(row), text: z.string().parse(row.text) };
      }),

    put: ({ kind, id, name, text }) =>
      connection.write('save', async (run) => {
        await lock(run);
        const now = Date.now();
        await run('MATCH (n:LoopscopeSaved) WHERE n.removed < $before DETACH DELETE n', {
          before: now - KEPT_AFTER_REMOVAL_MS,
        });
        const [before] = await run(
          `${FIND} WHERE n.removed IS NULL ${ENTRY}, n.body = $text AND n.name = $name AS same`,
          { kind, id, text, name },
        );
        if (!before) await makeRoom(run, kind);
        // A snapshot that is linked to again is one that is used.
        else if (before.same === true && SAVED[kind].beyond === 'refused') return entryOf(before);
        const created = before ? Stored.parse(before.n).created : now;
        const [row] = await run(
          `MERGE (n:LoopscopeSaved {kind: $kind, id: $id})
           SET n.name = $name, n.body = $text, n.bytes = toInteger($bytes), n.created = toInteger($created),
               n.updated = toInteger($now), n.removed = NULL ${ENTRY}`,
          { kind, id, name, text, bytes: Buffer.byteLength(text), created, now },
        );
        return entryOf(row ?? {});
      }),

    remove: (kind, id) =>
      connection.write('unsave', async (run) => {
        await lock(run);
        const parameters = { kind, id, now: Date.now() };
        return first(
          await run(`${FIND} WHERE n.removed IS NULL SET n.removed = toInteger($now) ${ENTRY}`, parameters),
        );
      }),

    restore: (kind, id) =>
      connection.write('restore', async (run) => {
        await lock(run);
        const [gone] = await run(`${FIND} RETURN n.removed IS NOT NULL AS gone`, { kind, id });
        if (gone?.gone === true) await makeRoom(run, kind);
        return first(await run(`${FIND} SET n.removed = NULL ${ENTRY}`, { kind, id }));
      }),
  };
}
