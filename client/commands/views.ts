import { Bookmark, Copy, FolderOpen, Pencil, Trash2, Undo2 } from 'lucide-react';
import type { SavedEntry } from '../../server/core/model/saved.ts';
import { canWrite } from '../state/server.ts';
import { command } from './context.ts';

const work = () => import('./saved-views.ts');

export const viewsCommands = {
  views: command({
    group: 'edit',
    label: 'command.views',
    icon: Bookmark,
    keys: ['mod+s'],
    run: ({ store }) => store.setState({ dialog: 'views' }),
  }),
  saveView: command<{ name: string; id?: string }>({
    group: 'edit',
    label: 'views.save',
    icon: Bookmark,
    enabled: canWrite,
    run: async (context, as) => (await work()).save(context, as),
  }),
  openView: command<SavedEntry>({
    group: 'edit',
    label: 'views.open',
    icon: FolderOpen,
    run: async (context, entry) => (await work()).open(context, entry),
  }),
  renameView: command<{ entry: SavedEntry; name: string }>({
    group: 'edit',
    label: 'views.rename',
    icon: Pencil,
    enabled: canWrite,
    run: async (context, to) => (await work()).rename(context, to),
  }),
  duplicateView: command<SavedEntry>({
    group: 'edit',
    label: 'views.duplicate',
    icon: Copy,
    enabled: canWrite,
    run: async (context, entry) => (await work()).duplicate(context, entry),
  }),
  removeView: command<SavedEntry>({
    group: 'edit',
    label: 'views.remove',
    icon: Trash2,
    enabled: canWrite,
    run: async (context, entry) => (await work()).remove(context, entry),
  }),
  restoreView: command<SavedEntry>({
    group: 'edit',
    label: 'views.restore',
    icon: Undo2,
    enabled: canWrite,
    run: async (context, entry) => (await work()).restore(context, entry),
  }),
};
