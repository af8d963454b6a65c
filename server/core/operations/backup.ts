import { z } from 'zod';
import { type Fault, refused } from '../contract/errors.ts';
import { assemble } from '../formats/assemble.ts';
import { canonicalJson } from '../formats/canonical.ts';
import { type Chunks, type Incoming, linesOf, NotTheFormat } from '../formats/format.ts';
import { TABLE_NAMES } from '../formats/tables.ts';
import type { Dataset } from '../model/dataset.ts';
import { DatasetId } from '../model/ids.ts';
import { SAVED, SAVED_KINDS, type SavedEntry, SavedId } from '../model/saved.ts';
import { type Why, why } from '../model/why.ts';
import type { GraphStore, LoadOptions, LoadStep } from '../store/types.ts';
import type { NewDocument } from '../store/workspace.ts';

/** The shape of the lines below. A change of it raises this, and says in `restorable` how lines of the shape before are read. */
const SHAPE = 1;
const PAGE = 200;

const Head = z.strictObject({ loopscopeBackup: z.int().min(1), made: z.iso.datetime() });
const RecordLine = z.strictObject({
  dataset: DatasetId,
  table: z.enum(TABLE_NAMES),
  record: z.record(z.string(), z.unknown()),
});
const SavedLine = z.strictObject({
  kind: z.enum(SAVED_KINDS),
  id: SavedId,
  name: z.string().max(200),
  body: z.unknown(),
});
const End = z.strictObject({ end: z.strictObject({ records: z.int(), saved: z.int() }) });
const Line = z.union([Head, RecordLine, SavedLine, End]);

/** What readers keep, those written longest ago first: put back in this order, lists are as they were. */
async function* keptIn({ workspace }: GraphStore): AsyncGenerator<z.infer<typeof SavedLine>> {
  for (const kind of SAVED_KINDS) {
    const entries: SavedEntry[] = [];
    for (let page: SavedEntry[] = []; ; ) {
      page = await workspace.list(kind, { limit: PAGE, after: page.at(-1) });
      entries.push(...page);
      if (page.length < PAGE) break;
    }
    for (const { id, name } of entries.reverse()) {
      const kept = await workspace.get(kind, id);
      if (kept) yield { kind, id, name, body: JSON.parse(kept.text) };
    }
  }
}

/**
 * Everything that a store holds, as lines of JSON: datasets record by record, with the links in them, and what readers keep. The last line
 * counts the others, so that half a file is known as such. An `unavailable` Fault where a dataset is replaced meanwhile.
 */
export async function* backup(store: GraphStore, made: Date): AsyncGenerator<string> {
  const line = (value: z.input<typeof Line>): string => `${JSON.stringify(value)}\n`;
  yield line({ loopscopeBackup: SHAPE, made: made.toISOString() });
  let records = 0;
  for (const { id } of await store.datasets())
    for await (const { table, record } of store.records(id)) {
      yield line({ dataset: id, table, record });
      records += 1;
    }
  let saved = 0;
  for await (const kept of keptIn(store)) {
    yield line(kept);
    saved += 1;
  }
  yield line({ end: { records, saved } });
}

const unfit = (...said: Why[]): Fault => refused('bad_request', said);

/** One line, by its number from 1. */
function parsed(text: string, number: number): z.infer<typeof Line> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unfit(why('restore.notJson', { line: number }));
  }
  const line = Line.safeParse(value);
  if (!line.success) throw unfit(why('restore.line', { line: number }));
  return line.data;
}

/** What a backup holds, all of it checked: nothing of it is written before that. */
export type Restorable = { made: string; datasets: Dataset[]; saved: NewDocument[] };

/** Lines between two words of progress. */
const TELL = 5_000;

export type RestorableOptions = {
  /** Records that it may have. */
  most?: number;
  /** Hears how many lines are read. */
  hear?: (done: number) => void;
};

/**
 * Reads a backup whole and checks it as an import is checked. `bad_request` where it is none, is cut short, was made by a newer version, or
 * holds what the model does not take; `too_large` where it has more records than it may.
 */
export async function restorable(bytes: Chunks, options: RestorableOptions = {}): Promise<Restorable> {
  try {
    return await held(bytes, options);
  } catch (error) {
    throw error instanceof NotTheFormat ? unfit(error.why) : error;
  }
}

async function held(
  bytes: Chunks,
  { most = Number.POSITIVE_INFINITY, hear = () => {} }: RestorableOptions,
): Promise<Restorable> {
  const datasets = new Map<string, Incoming[]>();
  const saved: NewDocument[] = [];
  let made: string | undefined;
  let ended = false;
  let records = 0;
  for await (const { text, line: number } of linesOf(bytes)) {
    const line = parsed(text, number);
    if (number % TELL === 0) hear(number);
    if ('loopscopeBackup' in line !== (number === 1)) throw unfit(why('restore.none'));
    if (ended) throw unfit(why('restore.behind', { line: number }));
    if ('loopscopeBackup' in line) {
      if (line.loopscopeBackup > SHAPE)
        throw unfit(why('restore.newer', { shape: line.loopscopeBackup, known: SHAPE }));
      made = line.made;
    } else if ('dataset' in line) {
      const { dataset, table, record } = line;
      records += 1;
      if (records > most) throw refused('too_large', why('restore.records', { most }), { most });
      const into = datasets.get(dataset) ?? [];
      datasets.set(dataset, into);
      into.push({ table, record, line: number });
    } else if ('kind' in line) {
      const { kind, id, name } = line;
      const body = SAVED[kind].body.safeParse(line.body);
      if (!body.success) throw unfit(why('restore.saved', { line: number, kind }));
      saved.push({ kind, id, name, text: canonicalJson(body.data) });
    } else {
      ended = true;
      if (line.end.records !== records || line.end.saved !== saved.length) throw unfit(why('restore.counts'));
    }
  }
  hear(records + saved.length);
  if (made === undefined || !ended) throw unfit(why('restore.end'));
  return { made, datasets: await assembled(datasets), saved };
}

async function assembled(datasets: ReadonlyMap<string, readonly Incoming[]>): Promise<Dataset[]> {
  const whole: Dataset[] = [];
  for (const [id, records] of datasets) {
    const read = await assemble(
      (async function* () {
        yield* records;
      })(),
    );
    if ('problems' in read) {
      const [first] = read.problems;
      throw unfit(
        why('restore.unsound', { dataset: id, number: read.problems.length }),
        ...(first ? [why('restore.first', { line: first.line, field: first.pointer }), first.why] : []),
      );
    }
    if (read.dataset.info.id !== id)
      throw unfit(why('restore.dataset', { dataset: id, other: read.dataset.info.id }));
    whole.push(read.dataset);
  }
  return whole;
}

/** How a document that is kept stands to the one of its kind and id that is there. */
export async function keptAs(
  { workspace }: GraphStore,
  { kind, id, name, text }: NewDocument,
): Promise<'create' | 'replace' | 'same'> {
  const now = await workspace.get(kind, id);
  if (!now) return 'create';
  return now.text === text && now.saved.name === name ? 'same' : 'replace';
}

export type RestoreOptions = Pick<LoadOptions, 'signal'> & {
  /** The versions that must be served still, by dataset: a `conflict` Fault where another is. */
  over?: ReadonlyMap<string, string>;
  report?: (progress: { step: LoadStep | 'saved'; dataset?: DatasetId; done: number; total: number }) => void;
};

/**
 * Puts a backup into a store: each dataset in place of what it is now, all or nothing, and each saved document in place of the one of its
 * kind and id. What the store has beside them stays. Done again, it changes nothing.
 * @returns of each dataset, whether it changed anything
 */
export async function restore(
  store: GraphStore,
  { datasets, saved }: Pick<Restorable, 'datasets' | 'saved'>,
  { signal, over, report = () => {} }: RestoreOptions = {},
): Promise<{ id: string; version: string; changed: boolean }[]> {
  const restored = [];
  for (const dataset of datasets) {
    const { id } = dataset.info;
    const { changed, served } = await store.load(dataset, {
      ...(signal ? { signal } : {}),
      ...(over ? { over: over.get(id) ?? null } : {}),
      report: (progress) => report({ ...progress, dataset: id }),
    });
    restored.push({ id: served.id, version: served.version, changed });
  }
  for (const [at, document] of saved.entries()) {
    signal?.throwIfAborted();
    if (at % PAGE === 0) report({ step: 'saved', done: at, total: saved.length });
    if ((await keptAs(store, document)) !== 'same') await store.workspace.put(document);
  }
  return restored;
}
