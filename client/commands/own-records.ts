import type { Change } from '../../server/core/contract/records.ts';
import type { StoredEntity } from '../../server/core/model/stored.ts';
import { build, type FieldFault, neededBy } from '../state/editing/build.ts';
import { claimValues, type Draft, entityValues, type Task } from '../state/editing/draft.ts';
import { dropDraft, keptDraft, newMark } from '../state/editing/drafts.ts';
import { nameOf } from '../state/format.ts';
import { entityKey, fromKey, toKey } from '../state/graph.ts';
import { amend, type Label, record, redo, redoable, undo, undoable } from '../state/history.ts';
import { placeBeside } from '../state/place.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { place, type View } from '../state/view.ts';
import { refresh } from './boot.ts';
import { type Context, say, tell } from './context.ts';
import { canonicalIn } from './datasets.ts';
import { codeOf, faultText } from './faults.ts';
import { claimTitle, entityName } from './names.ts';

/** What the commands of a reader's own records do; loaded with the first of them. */

/** Where a reader's records go who has no dataset yet, and what it is called. */
const MINE = 'mine';
const CALLED = {
  nameEn: 'My dataset',
  nameZh: '我的數據集',
  summaryEn: 'Entities and claims added by hand.',
  summaryZh: '手動加入的實體與陳述。',
};

/** The dataset that a task writes to: that of the record, or the first of the reader's own. */
export function targetOf({ served }: AppState, { edits }: Task): string {
  if (edits !== undefined) return edits.split(':')[0] ?? MINE;
  return served.find(({ own }) => own)?.id ?? MINE;
}

/** A change of records as it was or can be sent. */
type RecordEdit = { readonly dataset: string; readonly change: Change; readonly ifVersion: string | null };
/** That an entity is one of another dataset, or no longer; and what it was before. */
type LinkEdit = {
  readonly link: string;
  readonly other: string | undefined;
  readonly was: string | undefined;
};
type Edit = RecordEdit | LinkEdit;
/** What takes each step back that changed the data, or brings it on again. */
const edits = new Map<string, Edit>();

/** Sends a change; gives the one that takes it back. */
const send = (context: Context, edit: Edit): Promise<Edit> =>
  'link' in edit ? sendLink(context, edit) : sendRecords(context, edit);

async function sendLink({ api }: Context, { link, other, was }: LinkEdit): Promise<LinkEdit> {
  await (other === undefined ? api('unlinkEntity', { id: link }) : api('linkEntity', { id: link, other }));
  return { link, other: was, was: other };
}

async function sendRecords(
  { api, store }: Context,
  { dataset, change, ifVersion }: RecordEdit,
): Promise<RecordEdit> {
  const info = store.getState().served.find(({ id }) => id === dataset) ?? CALLED;
  const { nameEn, nameZh, summaryEn, summaryZh } = info;
  const done = await api('changeRecords', {
    id: dataset,
    info: { nameEn, nameZh, summaryEn, summaryZh },
    ifVersion,
    ...change,
  });
  return { dataset, change: done.undo, ifVersion: done.dataset?.version ?? null };
}

async function versionOf({ api }: Context, dataset: string): Promise<string | null> {
  const { datasets } = await api('datasets', {});
  return datasets.find(({ id }) => id === dataset)?.version ?? null;
}

/** Goes on to a view as one step that can be undone together with what was written. */
function stepOn(
  { store }: Context,
  before: View,
  edit: string,
  label: Label,
  next: (state: AppState) => View,
): void {
  store.setState((state) => ({
    history: record(amend(state.history, before), next(state), { ...label, edit }),
  }));
}

export type Outcome =
  | { readonly kind: 'saved'; readonly key: string }
  | { readonly kind: 'faults'; readonly faults: readonly FieldFault[] }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'refused'; readonly text: string };

const outcomeOf = ({ t }: Context, thrown: unknown): Outcome =>
  codeOf(thrown) === 'conflict' ? { kind: 'conflict' } : { kind: 'refused', text: faultText(t, thrown) };

/** The view with a record on the canvas, and selected. */
function showing(state: AppState, { of }: Task, key: string, view: View): View {
  const claim = state.graph.claims.get(key);
  const on = claim ? [fromKey(state.graph, claim), toKey(state.graph, claim)] : canonicalIn(state, [key]);
  const { placed } = view;
  const anchor = on.map((end) => placed[end]).find((point) => point !== undefined) ?? { x: 0, y: 0 };
  const fresh = on.filter((end) => !Object.hasOwn(placed, end));
  const [first = key] = on;
  return {
    ...place(view, placeBeside(anchor, fresh, Object.values(placed))),
    selection: of === 'claim' ? { kind: 'claim', key } : { kind: 'entity', key: first },
  };
}

/** Puts a form's records together and writes them; then they are on the canvas, selected. */
export async function saveDraft(
  context: Context,
  { draft, shown, anyway }: { draft: Draft; shown: boolean; anyway: boolean },
): Promise<Outcome> {
  const { api, store, keeper, t } = context;
  const { task } = draft;
  const dataset = targetOf(store.getState(), task);
  try {
    const { datasets: served } = await api('datasets', {});
    const version = served.find(({ id }) => id === dataset)?.version ?? null;
    const ids = neededBy(draft, dataset);
    const datasets = served.map(({ id }) => id);
    const found: readonly StoredEntity[] =
      ids.length > 0 ? (await api('subgraph', { ids, datasets })).entities : [];
    const passages =
      task.of === 'claim' && task.edits
        ? (await api('claim', { id: task.edits })).claim.evidence.slice(1)
        : undefined;
    const built = build(draft, {
      dataset,
      entities: new Map(found.map((entity) => [entityKey(entity), entity])),
      ...(passages ? { passages } : {}),
    });
    if ('faults' in built) return { kind: 'faults', faults: built.faults };
    const ifVersion = anyway || draft.version === undefined ? version : draft.version;
    const back = await send(context, { dataset, change: built.change, ifVersion });
    dropDraft(keeper, task);
    if (!shown) {
      await refresh(context, viewIn(store.getState()).datasets, []);
      return { kind: 'saved', key: built.key };
    }
    const before = viewIn(store.getState());
    const asked = [...new Set([...before.datasets, dataset])].sort();
    const { entities = [] } = built.change.upsert ?? {};
    const also = [...entities.map(({ id }) => `${dataset}:${String(id)}`), ...ids];
    await refresh(context, asked, also);
    const edit = newMark();
    edits.set(edit, back);
    const state = store.getState();
    const claim = state.graph.claims.get(built.key);
    const { lang } = state.prefs;
    const subject = claim ? claimTitle(state.graph, claim, lang) : entityName(state.graph, built.key, lang);
    const command = task.edits
      ? 'editRecord'
      : task.corrects
        ? 'correctRecord'
        : task.of === 'claim'
          ? 'addClaim'
          : 'addEntity';
    stepOn(context, before, edit, { command, subject }, (now) =>
      showing(now, task, built.key, { ...viewIn(now), datasets: asked }),
    );
    store.setState({ dialog: undefined });
    const { selection, placed } = viewIn(store.getState());
    if (selection.kind === 'entity') context.canvas()?.reveal([selection.key]);
    else if (claim)
      context
        .canvas()
        ?.reveal([fromKey(state.graph, claim), toKey(state.graph, claim)].filter((end) => placed[end]));
    say(context, t('said.recordSaved', { subject }));
    return { kind: 'saved', key: built.key };
  } catch (thrown) {
    return outcomeOf(context, thrown);
  }
}

/** Takes a record of one's own away; it comes back with undo. */
export async function removeRecord(
  context: Context,
  { of, key }: { of: Task['of']; key: string },
): Promise<void> {
  const { store, t } = context;
  const [dataset = '', id = ''] = key.split(':');
  const state = store.getState();
  const claim = state.graph.claims.get(key);
  const own = state.graph.entities.get(key);
  const { lang } = state.prefs;
  const subject = claim ? claimTitle(state.graph, claim, lang) : own ? nameOf(own, lang) : id;
  try {
    const change = { remove: of === 'claim' ? { claims: [id] } : { entities: [id] } };
    const back = await send(context, { dataset, change, ifVersion: await versionOf(context, dataset) });
    const before = viewIn(store.getState());
    // What is gone is not asked for again.
    store.setState(({ history }) => ({
      history: amend(history, { ...before, selection: { kind: 'none' } }),
    }));
    await refresh(context, before.datasets, []);
    const edit = newMark();
    edits.set(edit, back);
    stepOn(context, before, edit, { command: 'removeRecord', subject }, viewIn);
    tell(context, t('said.recordRemoved', { subject }));
  } catch (thrown) {
    tell(
      context,
      codeOf(thrown) === 'bad_request' ? t('edit.inUse', { subject }) : faultText(t, thrown),
      'warn',
    );
  }
}

/** Says that an entity of one's own is one of another dataset, or takes it back; undo does the opposite. */
export async function linkRecord(
  context: Context,
  { entity, other }: { entity: StoredEntity; other: string | undefined },
): Promise<void> {
  const { store, t } = context;
  const subject = nameOf(entity, store.getState().prefs.lang);
  try {
    const back = await send(context, { link: entityKey(entity), other, was: entity.sameAs });
    const before = viewIn(store.getState());
    await refresh(context, before.datasets);
    const edit = newMark();
    edits.set(edit, back);
    const command = other === undefined ? 'unlinkEntity' : 'linkEntity';
    stepOn(context, before, edit, { command, subject }, viewIn);
    tell(context, t(other === undefined ? 'said.unlinked' : 'said.linked', { subject }));
  } catch (thrown) {
    tell(context, faultText(t, thrown), 'warn');
  }
}

/** Undoes or redoes a step together with what it wrote. */
export async function travelEdit(context: Context, way: 'undo' | 'redo', what: string): Promise<void> {
  const { store, t } = context;
  const { history } = store.getState();
  const id = (way === 'undo' ? undoable(history) : redoable(history))?.edit;
  const edit = id === undefined ? undefined : edits.get(id);
  if (id === undefined || !edit) return;
  try {
    edits.set(id, await send(context, edit));
    store.setState((state) => {
      const history = way === 'undo' ? undo(state.history) : redo(state.history);
      return { history, reading: history.present.datasets, player: undefined };
    });
    const view = viewIn(store.getState());
    const back =
      'link' in edit
        ? []
        : (edit.change.upsert?.entities ?? []).map((record) => `${edit.dataset}:${String(record.id)}`);
    await refresh(context, view.datasets, [...Object.keys(view.placed), ...back]);
    // What is there again is where it was, which reading what is there has not known.
    store.setState((state) => ({
      history: amend(state.history, { ...view, datasets: viewIn(state).datasets }),
    }));
    say(context, t(way === 'undo' ? 'said.undone' : 'said.redone', { what }));
  } catch (thrown) {
    tell(
      context,
      codeOf(thrown) === 'conflict' ? t('edit.notUndone', { what }) : faultText(t, thrown),
      'warn',
    );
  }
}

/** What a form begins with: what was kept of it, or the record that it is about. */
export async function draftFor(context: Context, task: Task): Promise<Draft> {
  const { api, keeper, store } = context;
  const kept = keptDraft(keeper, task);
  if (kept) return kept;
  const fresh = { task, mark: newMark() };
  const key = task.edits ?? task.corrects;
  if (key === undefined)
    return {
      ...fresh,
      values:
        task.of === 'claim'
          ? { 'evidence.place': 'whole', 'source.language': languageOf(store.getState()) }
          : {},
    };
  const version = task.edits
    ? ((await versionOf(context, targetOf(store.getState(), task))) ?? undefined)
    : undefined;
  if (task.of === 'entity') {
    const { entity } = await api('entity', { id: key });
    return { ...fresh, version, values: entityValues(entity) };
  }
  const { claim, deal, evidence } = await api('claim', { id: key });
  const [passage] = evidence;
  if (task.edits !== undefined)
    return { ...fresh, version, values: claimValues(claim, { deal, evidence: passage }) };
  // What other claims follow, and how it was known, is the other claim's; the source is what the correction rests on.
  const { follows: _follows, about: _about, knownOn: _knownOn, ...said } = claim;
  return {
    ...fresh,
    values: {
      ...claimValues(said, { deal }),
      'claim.contradicts': key,
      'evidence.place': 'whole',
      'source.language': languageOf(store.getState()),
    },
  };
}
const languageOf = ({ prefs }: AppState): string => (prefs.lang === 'zh' ? 'zh-Hant' : 'en');
