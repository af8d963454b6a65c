import { IMPORT_LIMITS } from '../../server/core/contract/import.ts';
import type { CallerInput } from '../../server/core/contract/index.ts';
import { ApiError } from '../api/errors.ts';
import { callEvents } from '../api/events.ts';
import { problemsFile } from '../state/importing/problems.ts';
import {
  askedSoFar,
  NOTHING_SAID,
  type Reading,
  saidIn,
  understood,
  withAnswer,
  withField,
  withTable,
} from '../state/importing/reading.ts';
import { begun, endedAs, heard, partOf, type Run, readiness } from '../state/importing/run.ts';
import {
  createImportStore,
  emptied,
  type ImportState,
  type ImportStore,
  type Outcome,
  type Refused,
} from '../state/importing/store.ts';
import { ownAt, type Target, targetFault, targetFor } from '../state/importing/target.ts';
import { type AppStore, viewIn } from '../state/store.ts';
import { refresh } from './boot.ts';
import { type Context, tell } from './context.ts';
import { save } from './export.ts';
import { faultText } from './faults.ts';
import { isCertain, mustBeReadable, troubleOf } from './import-trouble.ts';

/** One import a page. It outlives its dialog: what is being loaded goes on, and what came of it is there when it is opened again. */
export type ImportSession = {
  readonly store: ImportStore;
  /** Takes a file in, and looks at it; or says why not. */
  take(file: File | Refused): Promise<void>;
  /** The next file is to replace this dataset. */
  replace(dataset: string): void;
  /** Back to where no file is chosen. */
  leave(): void;
  /** What the reader says of the file and of what becomes of it; it is to be looked at again then. */
  aim(target: Target): void;
  read(reading: Reading): void;
  column(sheet: string, at: number, field: string): void;
  rows(sheet: string, table: Parameters<typeof withTable>[2]): void;
  answer(id: string, answer: string): void;
  check(): Promise<void>;
  load(): Promise<void>;
  /** Ends what is under way, at the server too. */
  cancel(): void;
  /** Asks once more what came of a load whose end nobody heard. */
  lookAgain(): Promise<void>;
  /** Back from what came of a load to the file. */
  back(): void;
  saveProblems(): Promise<void>;
};

const sessions = new WeakMap<AppStore, ImportSession>();
export function importOf(context: Context): ImportSession {
  const known = sessions.get(context.store);
  if (known) return known;
  const session = startSession(context);
  sessions.set(context.store, session);
  return session;
}

/** What is sent beside the file: which dataset it becomes, and what the reader has said. */
function inputOf({ target, reading }: ImportState): CallerInput<'importFile'> {
  const said = saidIn(reading);
  const mapping = said && JSON.stringify(said);
  if (mapping !== undefined && mapping.length > IMPORT_LIMITS.mapping)
    throw new ApiError('too_large', 'The mapping of so many columns does not fit into one request.');
  return {
    dataset: target.id,
    mode: target.mode,
    ...(target.name.trim() === '' ? {} : { name: target.name.trim() }),
    ...(mapping === undefined ? {} : { mapping }),
  };
}

/** Whether what was looked at can be loaded as it is. */
export const canLoad = ({ found, stale, doing, outcome }: ImportState): boolean =>
  found?.ended !== undefined && !stale && !doing && !outcome && readiness(found.ended) === 'ready';

const hold = (event: Event): void => event.preventDefault();

function startSession(context: Context): ImportSession {
  const { t } = context;
  const store = createImportStore();
  let running: AbortController | undefined;

  /** Sends the file, and follows what comes of it. */
  async function send(input: CallerInput<'importFile'>, file: File, mine: AbortController): Promise<Run> {
    let now = begun;
    await mustBeReadable(file);
    for await (const events of callEvents('importFile', input, mine.signal, file)) {
      now = heard(now, events);
      if (running === mine) store.setState({ run: now });
      const { importing } = context.store.getState();
      if (importing) context.store.setState({ importing: { ...importing, part: partOf(now) } });
    }
    return now;
  }

  async function check(): Promise<void> {
    const state = store.getState();
    const { file, doing, target } = state;
    if (!file || doing === 'loading') return;
    running?.abort();
    if (targetFault(target, context.store.getState().served)) return;
    const mine = new AbortController();
    running = mine;
    store.setState({
      doing: 'checking',
      run: begun,
      trouble: undefined,
      outcome: undefined,
      stale: false,
      renamed: false,
    });
    try {
      const found = await send({ ...inputOf(state), dryRun: 'true' }, file, mine);
      if (running !== mine) return;
      store.setState(({ reading, asked }) => ({
        doing: undefined,
        run: undefined,
        found,
        reading: { ...reading, sheets: understood(reading.sheets, found.previews) },
        asked: askedSoFar(asked, found.questions),
      }));
    } catch (thrown) {
      if (running === mine)
        store.setState({
          doing: undefined,
          run: undefined,
          stale: true,
          trouble: troubleOf(context, thrown),
        });
    }
  }

  /** What the server serves says what came of a load. */
  async function outcomeOf(thrown: unknown): Promise<Outcome> {
    const { found, target } = store.getState();
    const trouble = troubleOf(context, thrown);
    if (!found?.ended || isCertain(thrown)) return { kind: 'kept', trouble };
    try {
      const { datasets } = await context.api('datasets', {});
      const served = datasets.find(({ id }) => id === target.id);
      const kind = endedAs(found.ended, served?.version);
      return kind === 'loaded' && served
        ? { kind, served }
        : { kind: kind === 'loaded' ? 'other' : kind, trouble };
    } catch {
      return { kind: 'unknown', trouble };
    }
  }

  /** Shows what came of a load, and says so to who has closed the dialog. */
  async function conclude(outcome: Outcome): Promise<void> {
    if (outcome.kind === 'loaded' || outcome.kind === 'other')
      await refresh(context, viewIn(context.store.getState()).datasets).catch((thrown: unknown) =>
        tell(context, faultText(t, thrown), 'warn'),
      );
    store.setState({ doing: undefined, run: undefined, outcome });
    context.store.setState({ importing: undefined });
    if (context.store.getState().dialog === 'importing') return;
    const name = store.getState().file?.name ?? '';
    if (outcome.kind === 'loaded') tell(context, t('said.imported', { name }));
    else tell(context, `${t('said.notImported', { name })} ${outcome.trouble}`, 'warn');
  }

  async function load(): Promise<void> {
    if (store.getState().renamed) await check();
    const state = store.getState();
    const { file, found } = state;
    if (!file || !found?.ended || !canLoad(state)) return;
    const mine = new AbortController();
    running = mine;
    store.setState({ doing: 'loading', run: begun, trouble: undefined });
    context.store.setState({ importing: { name: file.name, part: undefined } });
    // Who leaves the page ends the load.
    window.addEventListener('beforeunload', hold);
    let outcome: Outcome;
    try {
      const { hash, before = 'none' } = found.ended;
      const { ended } = await send({ ...inputOf(state), expectHash: hash, ifVersion: before }, file, mine);
      if (!ended?.served) throw new ApiError('unavailable', 'The load did not say what it came to.');
      outcome = { kind: 'loaded', served: ended.served };
    } catch (thrown) {
      outcome = await outcomeOf(thrown);
    }
    running = undefined;
    window.removeEventListener('beforeunload', hold);
    await conclude(outcome);
  }

  /** Something was said: what is under way is of the file as it was read before. */
  function said(change: Partial<ImportState>): void {
    if (store.getState().doing === 'loading') return;
    running?.abort();
    running = undefined;
    store.setState({ ...change, doing: undefined, run: undefined, stale: true, trouble: undefined });
  }
  const read = (reading: Reading): void => said({ reading });
  const reading = (): Reading => store.getState().reading;

  return {
    store,
    check,
    load,
    read,
    async take(file) {
      const { doing, replaces, target, reading: before, asked, file: last } = store.getState();
      if (doing === 'loading') {
        tell(context, t('import.underWay'), 'warn');
        return;
      }
      running?.abort();
      running = undefined;
      if (typeof file === 'string') {
        store.setState(emptied(file));
        return;
      }
      try {
        await mustBeReadable(file);
      } catch {
        store.setState(emptied('unreadable'));
        return;
      }
      const { served } = context.store.getState();
      // Mended and chosen again, a file is read as was said of it.
      const same = last?.name === file.name;
      store.setState({
        ...emptied(),
        file,
        target: same
          ? target
          : replaces === undefined
            ? targetFor(file.name, served)
            : { id: replaces, name: '', mode: 'replace' },
        reading: same ? before : NOTHING_SAID,
        asked: same ? asked : [],
      });
      await check();
    },
    replace(dataset) {
      if (store.getState().doing !== 'loading') store.setState({ ...emptied(), replaces: dataset });
    },
    leave() {
      if (store.getState().doing === 'loading') return;
      running?.abort();
      running = undefined;
      store.setState(emptied());
    },
    aim(target) {
      const { target: before } = store.getState();
      const { served } = context.store.getState();
      // What a dataset is called changes nothing of what happens to its records: it is looked at once more only when it is loaded.
      const called =
        target.mode === before.mode &&
        (target.id === before.id || (!ownAt(served, target) && !ownAt(served, before)));
      if (called) store.setState({ target, renamed: true });
      else {
        said({ target });
        void check();
      }
    },
    column: (sheet, at, field) => read(withField(reading(), sheet, at, field)),
    rows(sheet, table) {
      read(withTable(reading(), sheet, table));
      void check();
    },
    answer: (id, answer) => read(withAnswer(reading(), id, answer)),
    cancel: () => running?.abort(),
    async lookAgain() {
      await conclude(await outcomeOf(new ApiError('offline', '')));
    },
    back: () => store.setState({ outcome: undefined, stale: true }),
    async saveProblems() {
      const state = store.getState();
      const { file, found } = state;
      if (!file || !found?.ended || state.saving) return;
      store.setState({ saving: true });
      try {
        let { problems } = found;
        if (problems.length < found.ended.problems) {
          let all = begun;
          const input = { ...inputOf(state), dryRun: 'true', problems: IMPORT_LIMITS.download } as const;
          for await (const events of callEvents('importFile', input, new AbortController().signal, file))
            all = heard(all, events);
          problems = all.problems;
        }
        const name = `${file.name}-problems.csv`;
        save(name, new Blob([...problemsFile(problems)], { type: 'text/csv' }));
        tell(context, t('said.saved', { name }));
      } catch (thrown) {
        tell(context, troubleOf(context, thrown), 'warn');
      }
      store.setState({ saving: false });
    },
  };
}
