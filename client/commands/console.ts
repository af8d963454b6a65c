import {
  BookmarkPlus,
  Gauge,
  ListTree,
  Play,
  RotateCcw,
  ScanSearch,
  Square,
  SquareTerminal,
  Trash2,
  Workflow,
} from 'lucide-react';
import type { Mode } from '../state/console/result.ts';
import type { SavedQuery } from '../state/console/store.ts';
import { type AppState, viewIn } from '../state/store.ts';
import type { Query } from './console-queries.ts';
import { type Context, command } from './context.ts';
import { isDocked } from './dock.ts';

const open = (state: AppState): boolean => isDocked(state, 'console') && state.server.store !== 'memory';
/** The console is loaded when it is first wanted. */
const session = async (context: Context) => (await import('./console-session.ts')).consoleOf(context);
const selectedEntity = (state: AppState): string | undefined => {
  const { selection } = viewIn(state);
  return selection.kind === 'entity' ? selection.key : undefined;
};
const saving = () => import('./saved-queries.ts');
const running = (mode: Mode) => async (context: Context) => {
  (await session(context)).run(mode);
};

export const consoleCommands = {
  consoleRun: command({
    group: 'console',
    label: 'command.consoleRun',
    icon: Play,
    keys: ['mod+enter'],
    enabled: open,
    run: running('run'),
  }),
  consoleExplain: command({
    group: 'console',
    label: 'command.consoleExplain',
    icon: ListTree,
    enabled: open,
    run: running('explain'),
  }),
  consoleProfile: command({
    group: 'console',
    label: 'command.consoleProfile',
    icon: Gauge,
    enabled: open,
    run: running('profile'),
  }),
  queryCanvas: command({
    group: 'console',
    label: 'command.queryCanvas',
    icon: Workflow,
    keys: ['shift+q'],
    enabled: (state) => state.server.store !== 'memory' && Object.keys(viewIn(state).placed).length > 0,
    run: async (context) => (await import('./console-queries.ts')).queryCanvas(context),
  }),
  /** Puts a query of the page into the editor, to be read and changed before it is run. */
  openQuery: command<Query>({
    group: 'console',
    label: 'command.openQuery',
    icon: SquareTerminal,
    enabled: (state) => state.server.store !== 'memory',
    run: async (context, query) => (await import('./console-queries.ts')).openQuery(context, query),
  }),
  queryForSelected: command({
    group: 'console',
    label: 'command.queryForSelected',
    icon: ScanSearch,
    keys: ['shift+w'],
    enabled: (state) => state.server.store !== 'memory' && selectedEntity(state) !== undefined,
    run: async (context) => {
      const key = selectedEntity(context.store.getState());
      if (key !== undefined) (await import('./console-queries.ts')).queryFor(context, key);
    },
  }),
  saveQuery: command<string>({
    group: 'console',
    label: 'command.saveQuery',
    icon: BookmarkPlus,
    run: async (context, name) => (await saving()).saveQuery(context, name),
  }),
  /** Takes a saved query, or one that was run, into the editor. */
  takeQuery: command<SavedQuery>({
    group: 'console',
    label: 'command.takeQuery',
    icon: RotateCcw,
    run: async (context, entry) => (await saving()).takeQuery(context, entry),
  }),
  removeQuery: command<SavedQuery>({
    group: 'console',
    label: 'command.removeQuery',
    icon: Trash2,
    run: async (context, entry) => (await saving()).removeQuery(context, entry),
  }),
  restoreQuery: command<SavedQuery>({
    group: 'console',
    label: 'command.restoreQuery',
    icon: RotateCcw,
    run: async (context, entry) => (await saving()).restoreQuery(context, entry),
  }),
  consoleCancel: command({
    group: 'console',
    label: 'command.consoleCancel',
    icon: Square,
    keys: ['mod+.'],
    enabled: ({ consoleBusy }) => consoleBusy,
    run: async (context) => (await session(context)).cancel(),
  }),
};
