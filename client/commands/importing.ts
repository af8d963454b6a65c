import {
  BookmarkPlus,
  CircleCheck,
  Download,
  FileUp,
  FolderOpen,
  Square,
  Trash2,
  Undo2,
  Upload,
} from 'lucide-react';
import type { SavedEntry } from '../../server/core/model/saved.ts';
import type { Refused } from '../state/importing/store.ts';
import { canWrite } from '../state/server.ts';
import type { AppState } from '../state/store.ts';
import { chooseFile } from './choose-file.ts';
import { type Context, command } from './context.ts';
import { refused } from './editing.ts';
import { openFinding } from './finding.ts';

/** What files are read as, by how their names end; what they are, their content says. */
const ENDINGS = '.csv,.tsv,.txt,.zip,.xlsx,.json,.jsonld,.graphml,.gexf,.cyjs,.ttl,.cypher,.xml';

const session = async (context: Context) => (await import('./import-session.ts')).importOf(context);
const mappings = () => import('./saved-mappings.ts');
/** Into a file that is handed on nothing is brought. */
const can = (state: AppState): boolean => canWrite(state) && state.finding === undefined;

async function take(context: Context, file: File | Refused): Promise<void> {
  if (typeof file !== 'string' && /\.html?$/i.test(file.name)) {
    context.store.setState({ dialog: undefined });
    return openFinding(context, file);
  }
  context.store.setState({ dialog: 'importing' });
  await (await session(context)).take(file);
}

export const importCommands = {
  importFile: command({
    group: 'datasets',
    label: 'command.importFile',
    icon: FileUp,
    keys: ['o'],
    enabled: can,
    refused,
    run: ({ store }) => store.setState({ dialog: 'importing' }),
  }),
  /** Takes in a file that was dropped on the page, or says why it is none. */
  importTake: command<File | Refused>({
    group: 'datasets',
    label: 'command.importFile',
    icon: FileUp,
    enabled: can,
    run: take,
  }),
  importChoose: command({
    group: 'datasets',
    label: 'import.choose',
    icon: FolderOpen,
    enabled: can,
    run: (context) => chooseFile(ENDINGS, (file) => void take(context, file).catch(reportError)),
  }),
  importCheck: command({
    group: 'datasets',
    label: 'import.check',
    icon: CircleCheck,
    enabled: can,
    run: async (context) => (await session(context)).check(),
  }),
  importLoad: command({
    group: 'datasets',
    label: 'import.load',
    icon: Upload,
    enabled: can,
    run: async (context) => (await session(context)).load(),
  }),
  importCancel: command({
    group: 'datasets',
    label: 'command.importCancel',
    icon: Square,
    enabled: ({ importing }) => importing !== undefined,
    run: async (context) => (await session(context)).cancel(),
  }),
  importProblems: command({
    group: 'datasets',
    label: 'import.saveProblems',
    icon: Download,
    run: async (context) => (await session(context)).saveProblems(),
  }),
  saveMapping: command<string>({
    group: 'datasets',
    label: 'import.mapping.save',
    icon: BookmarkPlus,
    enabled: can,
    run: async (context, name) => (await mappings()).saveMapping(context, name),
  }),
  takeMapping: command<SavedEntry>({
    group: 'datasets',
    label: 'import.mapping.take',
    icon: FolderOpen,
    run: async (context, entry) => (await mappings()).takeMapping(context, entry),
  }),
  removeMapping: command<SavedEntry>({
    group: 'datasets',
    label: 'import.mapping.remove',
    icon: Trash2,
    enabled: can,
    run: async (context, entry) => (await mappings()).removeMapping(context, entry),
  }),
  restoreMapping: command<SavedEntry>({
    group: 'datasets',
    label: 'import.mapping.restore',
    icon: Undo2,
    enabled: can,
    run: async (context, entry) => (await mappings()).restoreMapping(context, entry),
  }),
};
