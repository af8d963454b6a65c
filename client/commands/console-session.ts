import type { CypherValue } from '../../server/core/cypher/values.ts';
import { asApiError } from '../api/errors.ts';
import { callEvents } from '../api/events.ts';
import { limitsAt } from '../state/console/limits.ts';
import { entryOf, parametersOf } from '../state/console/parameters.ts';
import { begun, failed, type Mode, type Result, taken } from '../state/console/result.ts';
import { type ConsoleStore, createConsoleStore, keepConsole, type Pane } from '../state/console/store.ts';
import type { AppStore } from '../state/store.ts';
import { endingText } from './console-told.ts';
import { type Context, say, tell } from './context.ts';
import { queriesOf } from './queries.ts';
import { recordRun } from './record-run.ts';

type Values = Readonly<Record<string, CypherValue>>;

/** One console a page. It outlives its panel, so that what came is there when it is opened again. */
export type ConsoleSession = {
  readonly store: ConsoleStore;
  /** Puts a query into the editor, with its parameters. */
  take(query: string, parameters?: Values): void;
  /** Runs what stands in the editor. Gives whether it was sent: it is not while parameters are missing. */
  run(mode: Mode): boolean;
  /** Runs once more what came to nothing, as it was. */
  again(): void;
  /** Ends the query that runs, in the database too. What came stays. */
  cancel(): void;
  /** The panel is closed: what runs ends, and what was written is remembered. */
  leave(): void;
};

const sessions = new WeakMap<AppStore, ConsoleSession>();
export function consoleOf(context: Context): ConsoleSession {
  const known = sessions.get(context.store);
  if (known) return known;
  const session = startSession(context);
  sessions.set(context.store, session);
  return session;
}

/** How long rows are taken in without a break, in milliseconds: a frame passes meanwhile. */
const STINT = 12;
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

/** Where what comes is best looked at. */
const paneFor = (mode: Mode, pane: Pane): Pane =>
  mode !== 'run' ? 'plan' : pane === 'graph' || pane === 'json' ? pane : 'table';

function startSession(context: Context): ConsoleSession {
  const { keeper } = context;
  const store = createConsoleStore(keeper);
  let running: AbortController | undefined;
  const { queryKey } = queriesOf(context.api).cypherConsole();
  const servedLimits = () => context.queries.getQueryData(queryKey)?.limits;
  const busy = (consoleBusy: boolean) => context.store.setState({ consoleBusy });

  async function stream(start: Result, mine: AbortController): Promise<void> {
    let now = start;
    let waiting = false;
    const publish = () => {
      waiting = false;
      if (running === mine) store.setState({ result: now });
    };
    try {
      const { query, mode, parameters, limits } = start;
      const input = { query, mode, parameters, ...limits };
      let since = performance.now();
      for await (const events of callEvents('cypher', input, mine.signal)) {
        const first = now.count === 0;
        now = taken(now, events);
        // Who has written EXPLAIN or PROFILE wants the plan, as who has pressed the button does.
        if (now.plan && mine === running && store.getState().pane === 'table' && mode === 'run')
          store.setState({ pane: 'plan' });
        if (first && now.count > 0) publish();
        else if (!waiting) {
          // However many rows come, they are drawn once a frame.
          waiting = true;
          requestAnimationFrame(publish);
        }
        if (performance.now() - since > STINT) {
          await nextTask();
          since = performance.now();
        }
      }
    } catch (thrown) {
      const { code, message, details = {} } = asApiError(thrown);
      now = failed(now, { code, message, details });
    }
    if (running !== mine) return;
    publish();
    say(context, endingText(context.t, now));
    running = undefined;
    busy(false);
  }

  function send(query: string, mode: Mode, parameters: Values): void {
    running?.abort();
    running = new AbortController();
    const number = (store.getState().result?.number ?? 0) + 1;
    const limits = limitsAt(store.getState().limits, servedLimits());
    const start = begun({ number, query, mode, parameters, limits });
    store.setState(({ pane }) => ({ result: start, tried: 0, pane: paneFor(mode, pane) }));
    busy(true);
    say(context, context.t('console.running'));
    void stream(start, running);
    void recordRun(context, { query, parameters });
  }

  const cancel = () => running?.abort();
  const remember = () => keepConsole(keeper, store.getState());
  window.addEventListener('pagehide', remember);
  return {
    store,
    take(query, parameters = {}) {
      const entries = Object.fromEntries(
        Object.entries(parameters).map(([name, value]) => [name, entryOf(value)]),
      );
      // The editor reads which parameters a text names; until it has, those that came with it count.
      store.setState((state) => ({
        text: query,
        names: [...new Set([...(query === state.text ? state.names : []), ...Object.keys(parameters)])],
        entries: { ...state.entries, ...entries },
        tried: 0,
      }));
    },
    run(mode) {
      const { text, names, entries } = store.getState();
      if (text.trim() === '') {
        tell(context, context.t('console.nothing'));
        return false;
      }
      const { values, faults } = parametersOf(names, entries);
      if (faults.size > 0) {
        store.setState(({ tried }) => ({ tried: tried + 1 }));
        return false;
      }
      send(text, mode, values);
      return true;
    },
    again() {
      const { result } = store.getState();
      if (result) send(result.query, result.mode, result.parameters);
    },
    cancel,
    leave() {
      cancel();
      remember();
    },
  };
}
