import { Archive, ArchiveRestore } from 'lucide-react';
import { canWrite } from '../state/server.ts';
import { command } from './context.ts';
import { saveFrom } from './export.ts';
import type { RestoreNews } from './restoring.ts';

const work = () => import('./restoring.ts');

export const backupCommands = {
  backup: command({
    group: 'datasets',
    label: 'command.backup',
    icon: Archive,
    enabled: ({ served, finding }) => served.length > 0 && finding === undefined,
    run: ({ store }) => store.setState({ dialog: 'backup' }),
  }),
  saveBackup: command<{ signal: AbortSignal; hear: (bytes: number) => void }>({
    group: 'datasets',
    label: 'backup.save',
    icon: Archive,
    run: (context, { signal, hear }) => saveFrom(context, () => context.files('backup', {}, signal, hear)),
  }),
  /** Looks a backup through, writing nothing; or, with the hash of what was looked at, puts it back. */
  restoreBackup: command<{
    file: File;
    expectHash?: string;
    signal: AbortSignal;
    hear: (news: RestoreNews) => void;
  }>({
    group: 'datasets',
    label: 'backup.restore',
    icon: ArchiveRestore,
    enabled: canWrite,
    run: async (context, what) => (await work()).restore(context, what),
  }),
};
