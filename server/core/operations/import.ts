import { Fault, notFound, refused } from '../contract/errors.ts';
import type { ImportEvent, ImportProblem, ImportSummary } from '../contract/import.ts';
import type { Input, Output } from '../contract/index.ts';
import { writeAs } from '../formats/index.ts';
import type { ImportNews, Reading } from '../import/read.ts';
import type { ServedDataset } from '../model/stored.ts';
import { inWords, why } from '../model/why.ts';
import { type LoadOptions, type LoadResult, replaced } from '../store/types.ts';
import { type Deps, isOwn, type Received } from './deps.ts';
import { heard } from './heard.ts';

export type Upload = { bytes: AsyncIterable<Uint8Array>; length?: number | undefined };

/** A dataset that comes with the product is brought back by each start: it is not a reader's to change. */
export function mustBeOwn(deps: Pick<Deps, 'about'>, id: string): void {
  if (!isOwn(deps, id)) throw refused('forbidden', why('refused.shipped', { dataset: id }), { dataset: id });
}

const NOT_THE_FILE = why('refused.otherFile');
/** Refuses another file than the one that a dry run was of. */
export function expected({ hash }: Received, expectHash: string | undefined): void {
  if (expectHash !== undefined && expectHash !== hash)
    throw new Fault('bad_request', `expectHash: ${inWords(NOT_THE_FILE)}`, {
      fields: [{ field: 'expectHash', message: inWords(NOT_THE_FILE) }],
      why: [NOT_THE_FILE],
    });
}

const calledOf = (served: ServedDataset | undefined): Pick<Reading, 'called'> => {
  if (!served) return {};
  const { nameEn, nameZh, summaryEn, summaryZh } = served;
  return { called: { nameEn, nameZh, summaryEn, summaryZh } };
};

const refusal = (summary: ImportSummary, first: ImportProblem[]): Fault =>
  refused(
    'bad_request',
    summary.problems > 0
      ? why('refused.problems', { number: summary.problems })
      : why('refused.questions', { number: summary.questions }),
    { ...summary, told: first },
  );

/** Problems that an error repeats. */
const REPEATED = 20;

/** The events of an import, in turn: received, read, compared, and loaded unless it is a dry run or something is wrong. */
export async function* importEvents(
  deps: Deps,
  input: Input<'importFile'>,
  { bytes, length }: Upload,
  signal: AbortSignal,
): AsyncGenerator<ImportEvent> {
  const { store, imports } = deps;
  if (!imports) throw refused('unsupported', why('refused.noImport'));
  mustBeOwn(deps, input.dataset);
  const file = await imports.receive(bytes, length, signal);
  try {
    expected(file, input.expectHash);
    yield { type: 'progress', step: 'receiving', done: file.bytes, total: file.bytes };
    const served = (await store.datasets()).find(({ id }) => id === input.dataset);
    if (input.ifVersion !== undefined && input.ifVersion !== (served?.version ?? 'none'))
      throw replaced(input.dataset, served?.version ?? null);
    const before = served && writeAs('json', store.records(served.id));
    const first: ImportProblem[] = [];
    const { dataset: id, name, format, mapping, mode, problems } = input;
    const how: Reading = { dataset: id, name, format, mapping, mode, problems, ...calledOf(served) };
    const load = input.dryRun !== 'true';
    const reading = heard<ImportNews, Awaited<ReturnType<Received['read']>>>((hear) =>
      file.read(how, { before, load }, signal, hear),
    );
    let read = await reading.next();
    for (; !read.done; read = await reading.next()) {
      if (read.value.type === 'item' && first.length < REPEATED) first.push(read.value.problem);
      yield read.value;
    }
    const { summary: found, cargo } = read.value;
    const summary: ImportSummary = {
      hash: file.hash,
      bytes: file.bytes,
      ...found,
      ...(served ? { before: served.version } : {}),
    };
    if (!load) {
      yield { type: 'end', ...summary };
      return;
    }
    if (!cargo) throw refusal(summary, first);
    const loading = heard<ImportNews, LoadResult>((hear) => {
      const report: LoadOptions['report'] = (progress) => hear({ type: 'progress', ...progress });
      return store.load(cargo, { report, signal, over: served?.version ?? null });
    });
    let loaded = await loading.next();
    for (; !loaded.done; loaded = await loading.next()) yield loaded.value;
    yield { type: 'end', ...summary, served: loaded.value.served };
  } finally {
    await file.forget();
  }
}

/** The same as one answer. */
export async function importFile(
  deps: Deps,
  input: Input<'importFile'>,
  upload: Upload,
  signal: AbortSignal,
): Promise<Output<'importFile'>> {
  const told: Pick<Output<'importFile'>, 'previews' | 'asked' | 'notices' | 'told'> = {
    previews: [],
    asked: [],
    notices: [],
    told: [],
  };
  let summary: ImportSummary | undefined;
  for await (const event of importEvents(deps, input, upload, signal))
    switch (event.type) {
      case 'preview':
        told.previews.push(event.preview);
        break;
      case 'question':
        told.asked.push(event.question);
        break;
      case 'notice':
        told.notices.push(event.notice);
        break;
      case 'item':
        told.told.push(event.problem);
        break;
      case 'end': {
        const { type: _type, ...ended } = event;
        summary = ended;
        break;
      }
      case 'progress':
        break;
    }
  if (!summary) throw new Error('An import ends with its summary.');
  return { ...summary, ...told };
}

export async function datasetRename(
  deps: Deps,
  { id, nameEn, nameZh }: Input<'datasetRename'>,
): Promise<Output<'datasetRename'>> {
  mustBeOwn(deps, id);
  const dataset = await deps.store.rename(id, {
    ...(nameEn === undefined ? {} : { nameEn }),
    ...(nameZh === undefined ? {} : { nameZh }),
  });
  if (!dataset) throw notFound('dataset', id);
  return { dataset };
}

export async function datasetRemove(
  deps: Deps,
  { id }: Input<'datasetRemove'>,
): Promise<Output<'datasetRemove'>> {
  mustBeOwn(deps, id);
  const dataset = (await deps.store.datasets()).find((served) => served.id === id);
  if (!dataset) throw notFound('dataset', id);
  await deps.store.remove(id);
  return { dataset };
}
