import type { RestoreEvent, RestoreSummary } from '../contract/backup.ts';
import { refused } from '../contract/errors.ts';
import type { FileAnswer } from '../contract/exports.ts';
import type { Input } from '../contract/index.ts';
import { gzipped } from '../formats/gzip.ts';
import { SAVED_KINDS } from '../model/saved.ts';
import { why } from '../model/why.ts';
import type { GraphStore } from '../store/types.ts';
import { backup, keptAs, type Restorable, restore } from './backup.ts';
import { type Deps, isOwn } from './deps.ts';
import { heard } from './heard.ts';
import { expected, type Upload } from './import.ts';

/** Everything that is served, in one file. */
export async function backupFile({ store }: Deps): Promise<FileAnswer> {
  const made = new Date();
  return {
    name: `loopscope-${made.toISOString().slice(0, 10)}.ndjson.gz`,
    mediaType: 'application/gzip',
    parts: gzipped(backup(store, made)),
  };
}

/** What a backup would take the place of, or what it has. */
async function compared(
  deps: Deps,
  { made, datasets, saved }: Restorable,
  served: ReadonlyMap<string, string>,
): Promise<Pick<RestoreSummary, 'made' | 'datasets' | 'saved'>> {
  const kept = new Map(SAVED_KINDS.map((kind) => [kind, { kind, create: 0, replace: 0, same: 0 }]));
  for (const document of saved) {
    const counts = kept.get(document.kind);
    if (counts) counts[await keptAs(deps.store, document)] += 1;
  }
  return {
    made,
    datasets: datasets.map(({ info: { id, nameEn, nameZh }, version, entities, claims }) => {
      const before = served.get(id);
      const becomes =
        before === version
          ? 'same'
          : !isOwn(deps, id)
            ? 'stays'
            : before === undefined
              ? 'create'
              : 'replace';
      const counts = { entities: entities.length, claims: claims.length };
      return { id, nameEn, nameZh, version, ...(before === undefined ? {} : { before }), ...counts, becomes };
    }),
    saved: [...kept.values()].filter(({ create, replace, same }) => create + replace + same > 0),
  };
}

const versionsIn = async (store: GraphStore): Promise<ReadonlyMap<string, string>> =>
  new Map((await store.datasets()).map(({ id, version }) => [id, version]));

/** The events of a restoring, in turn: received, read whole, compared, and written unless it is a dry run. */
export async function* restoreEvents(
  deps: Deps,
  { dryRun, expectHash }: Input<'restore'>,
  { bytes, length }: Upload,
  signal: AbortSignal,
): AsyncGenerator<RestoreEvent> {
  const { store, imports } = deps;
  if (!imports) throw refused('unsupported', why('refused.noRestore'));
  const file = await imports.receive(bytes, length, signal);
  try {
    expected(file, expectHash);
    yield { type: 'progress', step: 'receiving', done: file.bytes, total: file.bytes };
    const served = await versionsIn(store);
    const held = yield* heard<RestoreEvent, Restorable>((hear) =>
      file.restorable(signal, (done) => hear({ type: 'progress', step: 'reading', done })),
    );
    const found = await compared(deps, held, served);
    if (dryRun === 'false') {
      const stays = new Set(found.datasets.filter(({ becomes }) => becomes === 'stays').map(({ id }) => id));
      const datasets = held.datasets.filter(({ info }) => !stays.has(info.id));
      yield* heard<RestoreEvent, unknown>((hear) =>
        restore(
          store,
          { datasets, saved: held.saved },
          { signal, over: served, report: (progress) => hear({ type: 'progress', ...progress }) },
        ),
      );
    }
    yield { type: 'end', hash: file.hash, bytes: file.bytes, ...found };
  } finally {
    await file.forget();
  }
}

/** The same as one answer. */
export async function restoreFile(
  deps: Deps,
  input: Input<'restore'>,
  upload: Upload,
  signal: AbortSignal,
): Promise<RestoreSummary> {
  for await (const event of restoreEvents(deps, input, upload, signal))
    if (event.type === 'end') {
      const { type: _type, ...summary } = event;
      return summary;
    }
  throw new Error('A restoring ends with its summary.');
}
